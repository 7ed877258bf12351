#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-journal-page.h"

#include "app/pages/sgn-change-item.h"
#include "app/widgets/sgn-options.h"
#include "app/widgets/sgn-text-scale.h"
#include "base/sgn-date.h"
#include "base/sgn-text.h"
#include "programme/sgn-programme.h"
#include "record/sgn-history.h"

#include <glib/gi18n-lib.h>

/* Changes fetched at a time; more come as the end of the list is reached. */
#define PAGE_SIZE 200
/* Records of one change shown beside the list: an import may have touched thousands. */
#define MOST_RECORDS 60

struct _SgnJournalPage
{
  SgnPage parent_instance;

  /* template widgets */
  GtkSearchEntry *search_entry;
  GtkDropDown *since_drop_down;
  GtkStack *stack;
  GtkColumnView *table;
  GtkWidget *detail_box;
  GtkLabel *action_label, *when_label;
  GtkBox *records_box;

  /* owned */
  GListStore *items;
  GtkSingleSelection *selection;

  gint64 oldest; /* number of the oldest change fetched */
  gboolean complete;
};

G_DEFINE_FINAL_TYPE (SgnJournalPage, sgn_journal_page, SGN_TYPE_PAGE)

static const SgnChange *
get_selected (SgnJournalPage *self)
{
  SgnChangeItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? sgn_change_item_get (item) : NULL;
}

/* --- what a change did --- */

static GtkWidget *
make_label (const char *text, const char *css_class, gboolean wrap)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), wrap);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static const char *
describe_op (SgnRowOp op)
{
  switch (op)
    {
    case SGN_ROW_INSERTED:
      return _ ("added");
    case SGN_ROW_DELETED:
      return _ ("removed");
    case SGN_ROW_UPDATED:
    default:
      return _ ("edited");
    }
}

static const char *
or_dash (const char *text)
{
  return text != NULL && *text != '\0' ? text : "–";
}

/* "Amount: 10 → 12"; of a new record only what it got, of a removed one only what it had. */
static GtkWidget *
make_field_row (const SgnRecordChange *record, const SgnFieldChange *change)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *name = g_strdup_printf ("%s:", _ (change->field->label));

  gtk_widget_set_margin_start (box, 12);
  gtk_box_append (GTK_BOX (box), make_label (name, "dim-label", FALSE));
  if (record->op != SGN_ROW_INSERTED)
    gtk_box_append (GTK_BOX (box), make_label (or_dash (change->before_text), "was", TRUE));
  if (record->op == SGN_ROW_UPDATED)
    gtk_box_append (GTK_BOX (box), make_label ("→", NULL, FALSE));
  if (record->op != SGN_ROW_DELETED)
    gtk_box_append (GTK_BOX (box), make_label (or_dash (change->after_text), "became", TRUE));
  return box;
}

static GtkWidget *
make_record_box (const SgnRecordChange *record)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *heading = g_strdup_printf ("%s · %s (%s)", _ (record->type->label),
                                              record->title, describe_op (record->op));

  gtk_box_append (GTK_BOX (box), make_label (heading, "project", TRUE));
  for (guint i = 0; i < record->fields->len; i++)
    gtk_box_append (GTK_BOX (box),
                    make_field_row (record, &g_array_index (record->fields, SgnFieldChange, i)));
  return box;
}

static void
show_records (SgnJournalPage *self, const SgnChange *change)
{
  SgnLedger *ledger = sgn_page_get_ledger (SGN_PAGE (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;
  guint total = change->inserted + change->updated + change->deleted;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->records_box))) != NULL)
    gtk_box_remove (self->records_box, child);
  records = sgn_history_read (sgn_ledger_get_connection (ledger), sgn_programme_types (),
                              change->id, MOST_RECORDS, &error);
  if (records == NULL)
    {
      sgn_page_show_error (SGN_PAGE (self), g_steal_pointer (&error));
      return;
    }
  for (guint i = 0; i < records->len; i++)
    gtk_box_append (self->records_box, make_record_box (g_ptr_array_index (records, i)));
  if (total > records->len && records->len >= MOST_RECORDS)
    {
      g_autofree char *more = g_strdup_printf (_ ("… and %u more records"), total - records->len);
      gtk_box_append (self->records_box, make_label (more, "caption", TRUE));
    }
}

static void
show_detail (SgnJournalPage *self)
{
  SgnChangeItem *item = gtk_single_selection_get_selected_item (self->selection);
  const SgnChange *change = get_selected (self);
  g_autofree char *time = NULL, *counts = NULL, *state = NULL, *number = NULL, *text = NULL;

  gtk_widget_set_visible (self->detail_box, change != NULL);
  if (change == NULL)
    return;
  time = sgn_change_item_describe_time (item);
  counts = sgn_change_item_describe_counts (item);
  state = sgn_change_item_describe_state (item);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, change->id);
  text = g_strdup_printf (_ ("No. %s · %s · %s · %s"), number, time, change->operator_name,
                          *state != '\0' ? state : counts);
  gtk_label_set_label (self->action_label, change->action);
  gtk_label_set_label (self->when_label, text);
  show_records (self, change);
}

static void
selected_cb (SgnJournalPage *self)
{
  const SgnChange *change = get_selected (self);
  SgnLedger *ledger = sgn_page_get_ledger (SGN_PAGE (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "journal.undo",
                                 change != NULL && change->live && ledger != NULL
                                     && sgn_ledger_is_writable (ledger));
  if (ledger != NULL)
    show_detail (self);
}

/* --- the list --- */

static char *
since_day (SgnJournalPage *self)
{
  const char *days = sgn_options_get (self->since_drop_down);
  SgnDate day;

  if (*days == '\0')
    return NULL;
  day = sgn_date_from_days (sgn_date_days (sgn_date_today ()) - g_ascii_strtoll (days, NULL, 10));
  return sgn_date_format_iso (day);
}

static gboolean
is_wanted (const SgnChange *change, const char *words)
{
  g_autofree char *both = NULL, *folded = NULL;

  if (*words == '\0')
    return TRUE;
  both = g_strconcat (change->action, " ", change->operator_name, NULL);
  folded = sgn_text_fold (both);
  return sgn_text_contains_folded (folded, words);
}

/* Fetches the next page; where words are asked for, until one of them was found or the end is
 * reached. */
static void
fetch (SgnJournalPage *self)
{
  SgnLedger *ledger = sgn_page_get_ledger (SGN_PAGE (self));
  g_autofree char *since = since_day (self);
  g_autofree char *words
      = sgn_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  guint found = 0;

  while (ledger != NULL && !self->complete && found == 0)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) changes = sgn_journal_list (sgn_ledger_get_connection (ledger), since,
                                                        self->oldest, PAGE_SIZE, &error);

      if (changes == NULL)
        {
          sgn_page_show_error (SGN_PAGE (self), g_steal_pointer (&error));
          return;
        }
      self->complete = changes->len < PAGE_SIZE;
      g_ptr_array_set_free_func (changes, NULL);
      for (guint i = 0; i < changes->len; i++)
        {
          g_autoptr (SgnChange) change = g_ptr_array_index (changes, i);
          g_autoptr (SgnChangeItem) item = NULL;

          self->oldest = change->id;
          if (!is_wanted (change, words))
            continue;
          item = sgn_change_item_new (g_steal_pointer (&change));
          g_list_store_append (self->items, item);
          found++;
        }
    }
}

static void
edge_reached_cb (SgnJournalPage *self, GtkPositionType edge)
{
  if (edge == GTK_POS_BOTTOM)
    fetch (self);
}

static void
select_change (SgnJournalPage *self, gint64 id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (SgnChangeItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (sgn_change_item_get (item)->id != id)
        continue;
      gtk_single_selection_set_selected (self->selection, i);
      return;
    }
  gtk_single_selection_set_selected (self->selection, 0);
}

static void
reload (SgnJournalPage *self)
{
  const SgnChange *selected = get_selected (self);
  gint64 kept = selected != NULL ? selected->id : 0;
  g_autofree char *status = NULL;
  guint n;

  g_list_store_remove_all (self->items);
  self->oldest = 0;
  self->complete = FALSE;
  fetch (self);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "changes" : "none");
  if (n > 0)
    select_change (self, kept);
  selected_cb (self);
  status = self->complete ? g_strdup_printf (ngettext ("%u change", "%u changes", n), n)
                          : g_strdup_printf (_ ("the newest %u changes"), n);
  sgn_page_set_status (SGN_PAGE (self), status);
}

/* --- columns --- */

static void
setup_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (label),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_list_item_set_child (item, label);
}

static void
show_cell (GtkListItem *item, const char *text)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const SgnChange *change = sgn_change_item_get (gtk_list_item_get_item (item));

  gtk_inscription_set_text (GTK_INSCRIPTION (label), text);
  gtk_widget_set_tooltip_text (label, text);
  if (change->live)
    gtk_widget_remove_css_class (label, "undone");
  else
    gtk_widget_add_css_class (label, "undone");
}

static void
bind_number_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  const SgnChange *change = sgn_change_item_get (gtk_list_item_get_item (item));
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, change->id);

  show_cell (item, text);
}

static void
bind_time_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_autofree char *text = sgn_change_item_describe_time (gtk_list_item_get_item (item));

  show_cell (item, text);
}

static void
bind_operator_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  show_cell (item, sgn_change_item_get (gtk_list_item_get_item (item))->operator_name);
}

static void
bind_action_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  show_cell (item, sgn_change_item_get (gtk_list_item_get_item (item))->action);
}

static void
bind_counts_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_autofree char *text = sgn_change_item_describe_counts (gtk_list_item_get_item (item));

  show_cell (item, text);
}

static void
bind_state_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_autofree char *text = sgn_change_item_describe_state (gtk_list_item_get_item (item));

  show_cell (item, text);
}

static void
add_column (SgnJournalPage *self, const char *title, GCallback bind, int width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), NULL);
  g_signal_connect (factory, "bind", bind, NULL);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  if (width > 0)
    gtk_column_view_column_set_fixed_width (column, sgn_text_scale (width));
  else
    gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (self->table, column);
}

static void
add_columns (SgnJournalPage *self)
{
  add_column (self, _ ("No."), G_CALLBACK (bind_number_cb), 46);
  add_column (self, _ ("When"), G_CALLBACK (bind_time_cb), 128);
  add_column (self, _ ("Who"), G_CALLBACK (bind_operator_cb), 90);
  add_column (self, _ ("What"), G_CALLBACK (bind_action_cb), 0);
  add_column (self, _ ("Records"), G_CALLBACK (bind_counts_cb), 124);
  add_column (self, _ ("State"), G_CALLBACK (bind_state_cb), 92);
}

/* --- actions --- */

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnJournalPage *self = SGN_JOURNAL_PAGE (widget);
  const SgnChange *change = get_selected (self);
  g_autofree char *name = change != NULL ? g_strdup (change->action) : NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (change == NULL)
    return;
  if (!sgn_ledger_undo (sgn_page_get_ledger (SGN_PAGE (self)), change->id, NULL, &error))
    {
      sgn_page_show_error (SGN_PAGE (self), g_steal_pointer (&error));
      return;
    }
  text = g_strdup_printf (_ ("Taken back: %s"), name);
  sgn_page_show_message (SGN_PAGE (self), text, _ ("_Redo"), "win.redo", NULL);
}

static SgnSheet *
sgn_journal_page_make_sheet (SgnPage *page, GError **error)
{
  static const char *const headings[][2] = {
    { "Số", NULL },       { "Lúc", NULL },     { "Người làm", NULL },
    { "Việc làm", NULL }, { "Bản ghi", NULL }, { "Trạng thái", NULL },
  };
  static const double widths[] = { 8, 18, 20, 60, 24, 18 };
  SgnJournalPage *self = SGN_JOURNAL_PAGE (page);
  g_autoptr (SgnSheet) sheet = sgn_sheet_new ("journal", "NHẬT KÝ");

  sgn_sheet_set_paper (sheet, SGN_PAPER_A4, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    sgn_sheet_add_column (sheet, headings[i][0], headings[i],
                          i == 0 ? SGN_COLUMN_INTEGER : SGN_COLUMN_TEXT, widths[i]);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (SgnChangeItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      const SgnChange *change = sgn_change_item_get (item);
      g_autofree char *time = sgn_change_item_describe_time (item);
      g_autofree char *counts = sgn_change_item_describe_counts (item);
      g_autofree char *state = sgn_change_item_describe_state (item);
      guint row = sgn_sheet_add_row (sheet, time, 0, SGN_ROW_STYLE_NORMAL, -1);

      sgn_sheet_set_cell_integer (sheet, row, 0, change->id);
      sgn_sheet_set_cell_text (sheet, row, 1, time);
      sgn_sheet_set_cell_text (sheet, row, 2, change->operator_name);
      sgn_sheet_set_cell_text (sheet, row, 3, change->action);
      sgn_sheet_set_cell_text (sheet, row, 4, counts);
      sgn_sheet_set_cell_text (sheet, row, 5, state);
    }
  return g_steal_pointer (&sheet);
}

/* --- the page --- */

static void
fill_since (SgnJournalPage *self)
{
  sgn_options_clear (self->since_drop_down);
  sgn_options_add (self->since_drop_down, "", _ ("From the beginning"));
  sgn_options_add (self->since_drop_down, "0", _ ("Today"));
  sgn_options_add (self->since_drop_down, "7", _ ("The last 7 days"));
  sgn_options_add (self->since_drop_down, "31", _ ("The last 31 days"));
  sgn_options_add (self->since_drop_down, "366", _ ("The last 12 months"));
}

static void
sgn_journal_page_ledger_set (SgnPage *page, SgnLedger *ledger)
{
  SgnJournalPage *self = SGN_JOURNAL_PAGE (page);

  g_list_store_remove_all (self->items);
  selected_cb (self);
  if (ledger == NULL)
    return;
  sgn_page_set_subtitle (page, _ ("Who changed what, and when"));
  reload (self);
}

static void
sgn_journal_page_tables_changed (SgnPage *page, const char *const *tables)
{
  reload (SGN_JOURNAL_PAGE (page));
}

static void
sgn_journal_page_find (SgnPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (SGN_JOURNAL_PAGE (page)->search_entry));
}

static void
sgn_journal_page_dispose (GObject *object)
{
  SgnJournalPage *self = SGN_JOURNAL_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_JOURNAL_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (sgn_journal_page_parent_class)->dispose (object);
}

static void
sgn_journal_page_class_init (SgnJournalPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SgnPageClass *page_class = SGN_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_journal_page_dispose;
  page_class->ledger_set = sgn_journal_page_ledger_set;
  page_class->tables_changed = sgn_journal_page_tables_changed;
  page_class->find = sgn_journal_page_find;
  page_class->make_sheet = sgn_journal_page_make_sheet;

  gtk_widget_class_set_template_from_resource (widget_class, "/vn/sogiamngheo/ui/pages/journal.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnJournalPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SgnJournalPage, since_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SgnJournalPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SgnJournalPage, table);
  gtk_widget_class_bind_template_child (widget_class, SgnJournalPage, detail_box);
  gtk_widget_class_bind_template_child (widget_class, SgnJournalPage, action_label);
  gtk_widget_class_bind_template_child (widget_class, SgnJournalPage, when_label);
  gtk_widget_class_bind_template_child (widget_class, SgnJournalPage, records_box);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_bind_template_callback (widget_class, edge_reached_cb);
  gtk_widget_class_install_action (widget_class, "journal.undo", NULL, undo_cb);
}

static void
sgn_journal_page_init (SgnJournalPage *self)
{
  self->items = g_list_store_new (SGN_TYPE_CHANGE_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (self->selection));
  add_columns (self);
  fill_since (self);
  g_signal_connect_swapped (self->since_drop_down, "notify::selected", G_CALLBACK (reload), self);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_cb),
                            self);
}
