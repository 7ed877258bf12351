#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-review-table.h"

#include "app/widgets/sgn-text-scale.h"
#include "base/sgn-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _SgnReviewTable
{
  GtkWidget parent_instance;

  /* children */
  GtkWidget *frame;
  GtkColumnView *view;

  /* borrowed: constant descriptions */
  const SgnReviewColumn *columns;

  /* owned */
  GtkSingleSelection *selection;
  gboolean tree;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SgnReviewTable, sgn_review_table, GTK_TYPE_WIDGET)

enum
{
  FIGURE,
  ACTIVATED,
  SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const tones[] = { "good", "attention", "bad" };

/* Returns: (transfer full) */
static SgnReviewRow *
take_row (gpointer item)
{
  if (GTK_IS_TREE_LIST_ROW (item))
    return gtk_tree_list_row_get_item (item);
  return g_object_ref (item);
}

static const SgnReviewColumn *
get_column (GObject *factory)
{
  return g_object_get_data (factory, "sgn-column");
}

static void
set_bold (GtkWidget *widget, gboolean bold)
{
  if (bold)
    gtk_widget_add_css_class (widget, "project");
  else
    gtk_widget_remove_css_class (widget, "project");
}

/* --- texts --- */

static GtkWidget *
make_text (void)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), 6);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  return text;
}

static void
fill_text (GtkWidget *text, const char *value)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (text), value);
  gtk_widget_set_tooltip_text (text, value);
}

static GtkWidget *
make_name (void)
{
  GtkWidget *expander = gtk_tree_expander_new ();

  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), make_text ());
  return expander;
}

/* --- figures --- */

static GtkWidget *
make_number (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static void
fill_number (GtkWidget *label, gint64 number)
{
  g_autofree char *text = sgn_number_format_integer (number);

  gtk_label_set_label (GTK_LABEL (label), text);
}

static GtkListItem *
find_item (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "sgn-item");
}

static void
figure_clicked_cb (GtkButton *button, SgnReviewTable *self)
{
  const SgnReviewColumn *column = g_object_get_data (G_OBJECT (button), "sgn-column");
  GtkListItem *item = find_item (GTK_WIDGET (button));
  g_autoptr (SgnReviewRow) row = NULL;

  if (item == NULL || gtk_list_item_get_item (item) == NULL)
    return;
  row = take_row (gtk_list_item_get_item (item));
  g_signal_emit (self, signals[FIGURE], 0, row, (guint)(column - self->columns));
}

static GtkWidget *
make_figure (SgnReviewTable *self, const SgnReviewColumn *column, GtkListItem *item)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), make_number ());
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "figure-button");
  gtk_widget_set_tooltip_text (button, column->tooltip != NULL
                                           ? _ (column->tooltip)
                                           : _ ("Show the records behind this figure"));
  g_object_set_data (G_OBJECT (button), "sgn-item", item);
  g_object_set_data (G_OBJECT (button), "sgn-column", (gpointer)column);
  g_signal_connect (button, "clicked", G_CALLBACK (figure_clicked_cb), self);
  return button;
}

/* --- shares and verdicts --- */

static GtkWidget *
make_share (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *bar = gtk_progress_bar_new ();
  GtkWidget *label = make_number ();

  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_widget_set_size_request (bar, 32, -1);
  gtk_label_set_width_chars (GTK_LABEL (label), 6);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
fill_share (GtkWidget *box, gint64 part, gint64 whole)
{
  GtkWidget *bar = gtk_widget_get_first_child (box);
  g_autofree char *text = sgn_number_format_percent (part, whole);

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar),
                                 whole > 0 ? CLAMP ((double)part / (double)whole, 0, 1) : 0);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (bar)), text != NULL ? text : "–");
}

static GtkWidget *
make_verdict (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "pill");
  return label;
}

static void
fill_verdict (GtkWidget *label, const char *text, gint64 tone)
{
  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    gtk_widget_remove_css_class (label, tones[i]);
  gtk_widget_add_css_class (label, tones[CLAMP (tone, 0, 2)]);
  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

/* --- cells --- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SgnReviewTable *self)
{
  const SgnReviewColumn *column = get_column (G_OBJECT (factory));
  GtkWidget *child;

  switch (column->kind)
    {
    case SGN_REVIEW_NAME:
      child = self->tree ? make_name () : make_text ();
      break;
    case SGN_REVIEW_NUMBER:
      child = make_number ();
      break;
    case SGN_REVIEW_FIGURE:
      child = make_figure (self, column, item);
      break;
    case SGN_REVIEW_SHARE:
      child = make_share ();
      break;
    case SGN_REVIEW_VERDICT:
      child = make_verdict ();
      break;
    case SGN_REVIEW_PERSON:
    case SGN_REVIEW_TEXT:
    default:
      child = make_text ();
    }
  gtk_list_item_set_child (item, child);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SgnReviewTable *self)
{
  const SgnReviewColumn *column = get_column (G_OBJECT (factory));
  GtkWidget *child = gtk_list_item_get_child (item);
  g_autoptr (SgnReviewRow) row = take_row (gtk_list_item_get_item (item));
  GtkWidget *text = child;

  set_bold (child, row->total);
  switch (column->kind)
    {
    case SGN_REVIEW_FIGURE:
      fill_number (gtk_button_get_child (GTK_BUTTON (child)), row->numbers[column->index]);
      break;
    case SGN_REVIEW_NUMBER:
      fill_number (child, row->numbers[column->index]);
      break;
    case SGN_REVIEW_SHARE:
      fill_share (child, row->numbers[column->index], row->numbers[column->of]);
      break;
    case SGN_REVIEW_VERDICT:
      fill_verdict (child, row->texts[column->index], row->numbers[column->of]);
      break;
    case SGN_REVIEW_NAME:
      if (self->tree)
        {
          gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (child), gtk_list_item_get_item (item));
          text = gtk_tree_expander_get_child (GTK_TREE_EXPANDER (child));
        }
      fill_text (text, row->texts[column->index]);
      break;
    case SGN_REVIEW_PERSON:
    case SGN_REVIEW_TEXT:
    default:
      fill_text (child, row->texts[column->index]);
    }
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);

  if (GTK_IS_TREE_EXPANDER (child))
    gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (child), NULL);
}

/* --- order --- */

static gint
compare_numbers (const SgnReviewRow *x, const SgnReviewRow *y, guint index)
{
  return x->numbers[index] < y->numbers[index] ? -1 : x->numbers[index] > y->numbers[index];
}

static gint
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const SgnReviewColumn *column = user_data;
  SgnReviewRow *x = (gpointer)a, *y = (gpointer)b;
  const gboolean person = column->kind == SGN_REVIEW_PERSON;

  if (column->kind == SGN_REVIEW_NUMBER || column->kind == SGN_REVIEW_FIGURE)
    return compare_numbers (x, y, column->index);
  if (column->kind != SGN_REVIEW_SHARE && column->of > 0)
    return compare_numbers (x, y, column->of);
  if (column->kind == SGN_REVIEW_SHARE)
    return (int)CLAMP (x->numbers[column->index] * MAX (y->numbers[column->of], 1)
                           - y->numbers[column->index] * MAX (x->numbers[column->of], 1),
                       -1, 1);
  return strcmp (sgn_review_row_get_key (x, column->index, person),
                 sgn_review_row_get_key (y, column->index, person));
}

static gint
compare_totals (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return ((const SgnReviewRow *)b)->total - ((const SgnReviewRow *)a)->total;
}

static GtkSorter *
make_sorter (SgnReviewTable *self)
{
  GtkMultiSorter *sorter = gtk_multi_sorter_new ();

  gtk_multi_sorter_append (sorter, GTK_SORTER (gtk_custom_sorter_new (compare_totals, NULL, NULL)));
  gtk_multi_sorter_append (sorter, g_object_ref (gtk_column_view_get_sorter (self->view)));
  return self->tree ? GTK_SORTER (gtk_tree_list_row_sorter_new (GTK_SORTER (sorter)))
                    : GTK_SORTER (sorter);
}

/* --- overrides --- */

static void
activate_cb (GtkColumnView *view, guint position, SgnReviewTable *self)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autoptr (SgnReviewRow) row = NULL;

  if (item == NULL)
    return;
  row = take_row (item);
  g_signal_emit (self, signals[ACTIVATED], 0, row);
}

static void
selected_cb (SgnReviewTable *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SELECTED], 0);
}

static gboolean
sgn_review_table_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SGN_REVIEW_TABLE (widget)->view));
}

static void
sgn_review_table_dispose (GObject *object)
{
  SgnReviewTable *self = SGN_REVIEW_TABLE (object);

  /* Its columns go one by one, and with them its order: nothing of that is a choice. */
  self->filling = TRUE;
  g_clear_object (&self->selection);
  g_clear_pointer (&self->frame, gtk_widget_unparent);

  G_OBJECT_CLASS (sgn_review_table_parent_class)->dispose (object);
}

static void
sgn_review_table_class_init (SgnReviewTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_review_table_dispose;
  widget_class->grab_focus = sgn_review_table_grab_focus;

  signals[FIGURE] = g_signal_new ("figure", SGN_TYPE_REVIEW_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, SGN_TYPE_REVIEW_ROW, G_TYPE_UINT);
  signals[ACTIVATED] = g_signal_new ("activated", SGN_TYPE_REVIEW_TABLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, SGN_TYPE_REVIEW_ROW);
  signals[SELECTED] = g_signal_new ("selected", SGN_TYPE_REVIEW_TABLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
sgn_review_table_init (SgnReviewTable *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->frame, "table-frame");
  gtk_widget_set_overflow (self->frame, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (self->frame), scrolled);
  gtk_widget_set_parent (self->frame, GTK_WIDGET (self));
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, 0);
}

/* --- public --- */

static void
add_column (SgnReviewTable *self, const SgnReviewColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter
      = GTK_SORTER (gtk_custom_sorter_new (compare_rows, (gpointer)column, NULL));
  g_autoptr (GtkColumnViewColumn) view_column = NULL;

  g_object_set_data (G_OBJECT (factory), "sgn-column", (gpointer)column);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  view_column = gtk_column_view_column_new (_ (column->title), factory);
  if (column->width > 0)
    gtk_column_view_column_set_fixed_width (view_column, sgn_text_scale (column->width));
  else
    gtk_column_view_column_set_expand (view_column, TRUE);
  gtk_column_view_column_set_sorter (view_column, sorter);
  gtk_column_view_append_column (self->view, view_column);
}

void
sgn_review_table_set_columns (SgnReviewTable *self, const SgnReviewColumn *columns, gboolean tree)
{
  g_return_if_fail (SGN_IS_REVIEW_TABLE (self) && self->columns == NULL);

  self->columns = columns;
  self->tree = tree;
  for (const SgnReviewColumn *column = columns; column->title != NULL; column++)
    add_column (self, column);
}

static GListModel *
get_parts_cb (gpointer item, gpointer user_data)
{
  GListStore *parts = SGN_REVIEW_ROW (item)->parts;

  return parts != NULL ? g_object_ref (G_LIST_MODEL (parts)) : NULL;
}

static GHashTable *
collect_unfolded (SgnReviewTable *self)
{
  GHashTable *unfolded = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GListModel *model = G_LIST_MODEL (self->selection);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkTreeListRow) tree_row = g_list_model_get_item (model, i);
      g_autoptr (SgnReviewRow) row = gtk_tree_list_row_get_item (tree_row);

      if (gtk_tree_list_row_get_expanded (tree_row))
        g_hash_table_add (unfolded, g_memdup2 (&row->id, sizeof row->id));
    }
  return unfolded;
}

static void
unfold (GListModel *model, GHashTable *unfolded)
{
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkTreeListRow) tree_row = g_list_model_get_item (model, i);
      g_autoptr (SgnReviewRow) row = gtk_tree_list_row_get_item (tree_row);

      if (g_hash_table_contains (unfolded, &row->id))
        gtk_tree_list_row_set_expanded (tree_row, TRUE);
    }
}

static GListModel *
make_model (SgnReviewTable *self, GListModel *rows)
{
  GListModel *model = g_object_ref (rows);

  if (self->tree)
    model = G_LIST_MODEL (gtk_tree_list_model_new (model, FALSE, FALSE, get_parts_cb, NULL, NULL));
  return G_LIST_MODEL (gtk_sort_list_model_new (model, make_sorter (self)));
}

void
sgn_review_table_set_rows (SgnReviewTable *self, GListModel *rows)
{
  SgnReviewRow *selected;
  g_autoptr (GHashTable) unfolded = NULL;
  GListModel *model;
  gint64 id;

  g_return_if_fail (SGN_IS_REVIEW_TABLE (self) && self->columns != NULL);

  selected = sgn_review_table_get_selected (self);
  id = selected != NULL ? selected->id : 0;
  if (self->tree && self->selection != NULL)
    unfolded = collect_unfolded (self);
  model = make_model (self, rows);
  if (unfolded != NULL)
    unfold (model, unfolded);

  g_clear_object (&self->selection);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, model);
  g_object_unref (model);
  self->filling = TRUE;
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  if (selected != NULL)
    sgn_review_table_select (self, id);
  self->filling = FALSE;
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
}

SgnReviewRow *
sgn_review_table_get_selected (SgnReviewTable *self)
{
  gpointer item;
  g_autoptr (SgnReviewRow) row = NULL;

  g_return_val_if_fail (SGN_IS_REVIEW_TABLE (self), NULL);

  item = self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;
  if (item == NULL)
    return NULL;
  row = take_row (item);
  /* The model keeps it alive. */
  return row;
}

static gboolean
select_in (SgnReviewTable *self, gint64 id)
{
  GListModel *model = G_LIST_MODEL (self->selection);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);
      g_autoptr (SgnReviewRow) row = take_row (item);

      if (row->id == id)
        {
          gtk_single_selection_set_selected (self->selection, i);
          return TRUE;
        }
    }
  return FALSE;
}

/* A folded row that holds it is unfolded. */
static gboolean
unfold_around (SgnReviewTable *self, gint64 id)
{
  GListModel *model = G_LIST_MODEL (self->selection);

  for (guint i = 0; self->tree && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkTreeListRow) tree_row = g_list_model_get_item (model, i);
      g_autoptr (SgnReviewRow) row = gtk_tree_list_row_get_item (tree_row);
      GListModel *parts = row->parts != NULL ? G_LIST_MODEL (row->parts) : NULL;

      for (guint j = 0; parts != NULL && j < g_list_model_get_n_items (parts); j++)
        {
          g_autoptr (SgnReviewRow) part = g_list_model_get_item (parts, j);

          if (part->id != id)
            continue;
          gtk_tree_list_row_set_expanded (tree_row, TRUE);
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
sgn_review_table_select (SgnReviewTable *self, gint64 id)
{
  g_return_val_if_fail (SGN_IS_REVIEW_TABLE (self), FALSE);

  if (self->selection == NULL)
    return FALSE;
  return select_in (self, id) || (unfold_around (self, id) && select_in (self, id));
}

gboolean
sgn_review_table_has_focus (SgnReviewTable *self)
{
  g_return_val_if_fail (SGN_IS_REVIEW_TABLE (self), FALSE);

  return gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
}

/* --- paper --- */

static SgnColumnKind
sheet_kind (SgnReviewColumnKind kind)
{
  return kind == SGN_REVIEW_NUMBER || kind == SGN_REVIEW_FIGURE ? SGN_COLUMN_INTEGER
         : kind == SGN_REVIEW_SHARE                             ? SGN_COLUMN_PERCENT
                                                                : SGN_COLUMN_TEXT;
}

static void
add_sheet_columns (SgnReviewTable *self, SgnSheet *sheet)
{
  for (const SgnReviewColumn *column = self->columns; column->title != NULL; column++)
    {
      const char *heading[] = { column->paper, NULL };
      g_autofree char *key = g_strdup_printf ("c%u", (guint)(column - self->columns));
      guint at = sgn_sheet_add_column (sheet, key, heading, sheet_kind (column->kind),
                                       column->width > 0 ? column->width / 7.0 : 28);

      sgn_sheet_get_column (sheet, at)->decimals = 1;
      sgn_sheet_get_column (sheet, at)->wrap = sheet_kind (column->kind) == SGN_COLUMN_TEXT;
    }
}

static void
add_sheet_row (SgnReviewTable *self, SgnSheet *sheet, SgnReviewRow *row, guint level)
{
  guint at = sgn_sheet_add_row (sheet, NULL, level,
                                row->total ? SGN_ROW_STYLE_TOTAL : SGN_ROW_STYLE_NORMAL, -1);

  for (guint i = 0; self->columns[i].title != NULL; i++)
    {
      const SgnReviewColumn *column = &self->columns[i];

      if (sheet_kind (column->kind) == SGN_COLUMN_INTEGER)
        sgn_sheet_set_cell_integer (sheet, at, i, row->numbers[column->index]);
      else if (sheet_kind (column->kind) == SGN_COLUMN_TEXT)
        sgn_sheet_set_cell_text (sheet, at, i, row->texts[column->index]);
      else if (row->numbers[column->of] > 0)
        sgn_sheet_set_cell_real (sheet, at, i,
                                 (double)row->numbers[column->index]
                                     / (double)row->numbers[column->of]);
    }
}

SgnSheet *
sgn_review_table_make_sheet (SgnReviewTable *self, const char *id, const char *title,
                             const char *subtitle)
{
  g_autoptr (SgnSheet) sheet = sgn_sheet_new (id, title);
  GListModel *model = self->selection != NULL ? G_LIST_MODEL (self->selection) : NULL;

  g_return_val_if_fail (SGN_IS_REVIEW_TABLE (self), NULL);

  sgn_sheet_set_text (sheet, "subtitle", subtitle);
  sgn_sheet_set_paper (sheet, SGN_PAPER_A4, TRUE);
  add_sheet_columns (self, sheet);
  for (guint i = 0; model != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);
      g_autoptr (SgnReviewRow) row = take_row (item);

      add_sheet_row (self, sheet, row,
                     self->tree ? gtk_tree_list_row_get_depth (GTK_TREE_LIST_ROW (item)) : 1);
    }
  sgn_sheet_round_money (sheet);
  return g_steal_pointer (&sheet);
}
