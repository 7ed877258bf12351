#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-journal-page.h"

#include "app/pages/sgn-change-item.h"
#include "app/sgn-job.h"
#include "app/widgets/sgn-change-view.h"
#include "app/widgets/sgn-options.h"
#include "app/widgets/sgn-text-scale.h"
#include "base/sgn-date.h"
#include "base/sgn-text.h"

#include <glib/gi18n-lib.h>

/* Changes fetched at a time; more come as the end of the list is reached. */
#define PAGE_SIZE 200
/* So many rows that the list can be scrolled, and ask for more. */
#define FULL_WINDOW 60

struct _SgnJournalPage
{
  SgnPage parent_instance;

  /* template widgets */
  GtkSearchEntry *search_entry;
  GtkDropDown *since_drop_down;
  GtkStack *stack;
  GtkColumnView *table;
  SgnChangeView *change_view;

  /* owned */
  GListStore *items;
  GtkSingleSelection *selection;
  SgnJob *job; /* fetching */

  gint64 oldest; /* number of the oldest change fetched */
  gboolean complete;
};

G_DEFINE_FINAL_TYPE (SgnJournalPage, sgn_journal_page, SGN_TYPE_PAGE)

/* What is asked for, for the thread. */
typedef struct
{
  char *path;
  char *since; /* nullable */
  char *words; /* folded */
  gint64 before;
} Work;

typedef struct
{
  GPtrArray *changes;
  gint64 oldest;
  gboolean complete;
} Fetched;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->path);
  g_free (work->since);
  g_free (work->words);
  g_free (work);
}

static void
fetched_free (Fetched *fetched)
{
  g_ptr_array_unref (fetched->changes);
  g_free (fetched);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetched, fetched_free)

static const SgnChange *
get_selected (SgnJournalPage *self)
{
  SgnChangeItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? sgn_change_item_get (item) : NULL;
}

static void
show_detail (SgnJournalPage *self, const SgnChange *change)
{
  SgnLedger *ledger = sgn_page_get_ledger (SGN_PAGE (self));
  SgnChangeItem *item = gtk_single_selection_get_selected_item (self->selection);
  g_autofree char *time = NULL, *counts = NULL, *state = NULL, *number = NULL, *text = NULL;

  if (change == NULL || ledger == NULL)
    {
      sgn_change_view_show (self->change_view, NULL, NULL, NULL);
      return;
    }
  time = sgn_change_item_describe_time (item);
  counts = sgn_change_item_describe_counts (item);
  state = sgn_change_item_describe_state (item);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, change->id);
  text = g_strdup_printf (_ ("No. %s · %s · %s · %s"), number, time, change->operator_name,
                          *state != '\0' ? state : counts);
  sgn_change_view_show (self->change_view, ledger, change, text);
}

static void
selected_cb (SgnJournalPage *self)
{
  const SgnChange *change = get_selected (self);
  SgnLedger *ledger = sgn_page_get_ledger (SGN_PAGE (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "journal.undo",
                                 change != NULL && change->live && ledger != NULL
                                     && sgn_ledger_is_writable (ledger));
  show_detail (self, change);
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

static Fetched *
fetched_new (gint64 before)
{
  Fetched *fetched = g_new0 (Fetched, 1);

  fetched->changes = g_ptr_array_new_with_free_func ((GDestroyNotify)sgn_change_free);
  fetched->oldest = before;
  return fetched;
}

static gboolean
fetch_page (const Work *work, SgnConnection *connection, Fetched *fetched, GError **error)
{
  g_autoptr (GPtrArray) changes
      = sgn_journal_list (connection, work->since, fetched->oldest, PAGE_SIZE, error);

  if (changes == NULL)
    return FALSE;
  fetched->complete = changes->len < PAGE_SIZE;
  g_ptr_array_set_free_func (changes, NULL);
  for (guint i = 0; i < changes->len; i++)
    {
      g_autoptr (SgnChange) change = g_ptr_array_index (changes, i);

      fetched->oldest = change->id;
      if (is_wanted (change, work->words))
        g_ptr_array_add (fetched->changes, g_steal_pointer (&change));
    }
  return TRUE;
}

/* The next page; where words are asked for, until the window is full of what has them. */
static gpointer
fetch_in_thread (SgnJob *job, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (SgnConnection) connection = sgn_connection_open_readonly (work->path, error);
  g_autoptr (Fetched) fetched = fetched_new (work->before);

  if (connection == NULL)
    return NULL;
  sgn_connection_set_cancellable (connection, sgn_job_get_cancellable (job));
  while (!fetched->complete && fetched->changes->len < FULL_WINDOW)
    if (!fetch_page (work, connection, fetched, error))
      return NULL;
  return g_steal_pointer (&fetched);
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
add_items (SgnJournalPage *self, Fetched *fetched, gboolean first)
{
  const guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_set_free_func (fetched->changes, NULL);
  for (guint i = 0; i < fetched->changes->len; i++)
    g_ptr_array_add (items, sgn_change_item_new (g_ptr_array_index (fetched->changes, i)));
  g_list_store_splice (self->items, first ? 0 : n_old, first ? n_old : 0, items->pdata, items->len);
}

static void
show_status (SgnJournalPage *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autofree char *status = self->complete
                                ? g_strdup_printf (ngettext ("%u change", "%u changes", n), n)
                                : g_strdup_printf (_ ("the newest %u changes"), n);

  sgn_page_set_status (SGN_PAGE (self), status);
}

static void
show_fetched (SgnJournalPage *self, Fetched *fetched, gboolean first)
{
  const SgnChange *selected = get_selected (self);
  const gint64 kept = selected != NULL ? selected->id : 0;

  self->oldest = fetched->oldest;
  self->complete = fetched->complete;
  add_items (self, fetched, first);
  show_status (self);
  if (!first)
    return;
  gtk_stack_set_visible_child_name (
      self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0 ? "changes" : "none");
  select_change (self, kept);
  selected_cb (self);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnJournalPage) self = user_data;
  SgnJob *job = SGN_JOB (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (Fetched) fetched = sgn_job_run_finish (job, result, &error);
  const gboolean first = g_object_get_data (source, "first") != NULL;

  if (self->job != job)
    return;
  g_clear_object (&self->job);
  if (fetched != NULL)
    show_fetched (self, fetched, first);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sgn_page_show_error (SGN_PAGE (self), g_steal_pointer (&error));
}

static void
stop_fetching (SgnJournalPage *self)
{
  if (self->job != NULL)
    sgn_job_cancel (self->job);
  g_clear_object (&self->job);
}

static void
start_fetching (SgnJournalPage *self, gint64 before)
{
  Work *work = g_new0 (Work, 1);

  work->path = g_strdup (sgn_ledger_get_path (sgn_page_get_ledger (SGN_PAGE (self))));
  work->since = since_day (self);
  work->words = sgn_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  work->before = before;
  self->job = sgn_job_new (_ ("Reading the journal"), FALSE);
  g_object_set_data (G_OBJECT (self->job), "first", GINT_TO_POINTER (before == 0));
  sgn_job_run_async (self->job, fetch_in_thread, work, work_free, (GDestroyNotify)fetched_free,
                     fetched_cb, g_object_ref (self));
}

static void
edge_reached_cb (SgnJournalPage *self, GtkPositionType edge)
{
  if (edge == GTK_POS_BOTTOM && !self->complete && self->job == NULL)
    start_fetching (self, self->oldest);
}

static void
reload (SgnJournalPage *self)
{
  stop_fetching (self);
  if (sgn_page_get_ledger (SGN_PAGE (self)) != NULL)
    start_fetching (self, 0);
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

/* That a change was taken back, or takes one back, says more than how many records it touched. */
static void
bind_counts_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  SgnChangeItem *change = gtk_list_item_get_item (item);
  g_autofree char *state = sgn_change_item_describe_state (change);
  g_autofree char *counts = sgn_change_item_describe_counts (change);

  show_cell (item, *state != '\0' ? state : counts);
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

  stop_fetching (self);
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

  stop_fetching (self);
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
  gtk_widget_class_bind_template_child (widget_class, SgnJournalPage, change_view);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_bind_template_callback (widget_class, edge_reached_cb);
  gtk_widget_class_install_action (widget_class, "journal.undo", NULL, undo_cb);
}

static void
sgn_journal_page_init (SgnJournalPage *self)
{
  g_type_ensure (SGN_TYPE_CHANGE_VIEW);
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
