#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-row-view.h"

#include "app/sgn-settings.h"
#include "app/widgets/sgn-field-sorter.h"
#include "app/widgets/sgn-row-totals.h"
#include "app/widgets/sgn-text-scale.h"
#include "appendix/sgn-list-sheet.h"
#include "base/sgn-number.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

#define MAX_COPIED_UNSELECTED 5000

struct _SgnRowView
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkStack *stack;
  GtkColumnView *view;
  GtkLabel *empty_title;
  GtkLabel *empty_text;
  GtkButton *empty_button;

  /* borrowed */
  const SgnRecordType *type;
  const char *asked; /* of the column sorters */
  const SgnRowLook *looks;

  /* owned */
  char *name;
  SgnLedger *ledger;
  SgnRowList *rows;
  GtkSelectionModel *selection;
  SgnQuery *query;    /* as it was set, without the order of the headings */
  GPtrArray *columns; /* of GtkColumnViewColumn, in order; those switched off too */
  GMenu *columns_menu;
  GSimpleActionGroup *columns_actions;
  char *status;
  char *sums;     /* of the newest answer; NULL: none, or not yet */
  GArray *wanted; /* of gint64: ids that stay selected while rows move */
  GCancellable *totals_cancellable;
  gboolean restoring;
  gboolean scroll; /* to what is selected, once it is there */
};

G_DEFINE_FINAL_TYPE (SgnRowView, sgn_row_view, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];
static GParamSpec *status_property;

#define COLUMN_FIELD "sgn-field"
#define COLUMN_LOOK "sgn-look"
#define COLUMN_TITLE "sgn-title"

static const SgnField *
column_field (gpointer column)
{
  return g_object_get_data (G_OBJECT (column), COLUMN_FIELD);
}

static const SgnRowLook *
column_look (gpointer column)
{
  return g_object_get_data (G_OBJECT (column), COLUMN_LOOK);
}

/* Years and numbers are no sums: only money, and what has a unit of measure. */
static gboolean
is_summed (const SgnField *field)
{
  return field->kind == SGN_FIELD_MONEY || (sgn_row_cell_is_numeric (field) && field->unit != NULL);
}

/* --- status --- */

static void
set_status (SgnRowView *self, char *status)
{
  g_autofree char *old = self->status;

  self->status = status;
  if (g_strcmp0 (old, status) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), status_property);
}

static char *
count_text (SgnRowView *self)
{
  const guint n = sgn_row_view_get_count (self);
  g_autofree char *number = sgn_number_format_integer (n);

  return g_strdup_printf (ngettext ("%s row", "%s rows", n), number);
}

static void
added_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SgnRowView *self = SGN_ROW_VIEW (source);
  g_autoptr (GError) error = NULL;
  char *sums = sgn_row_totals_finish (result, &error);
  g_autofree char *count = NULL;

  if (sums == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Totals: %s", error->message);
      return;
    }
  g_free (self->sums);
  self->sums = sums;
  count = count_text (self);
  set_status (self, g_strconcat (count, sums, NULL));
}

static void
stop_totals (SgnRowView *self)
{
  if (self->totals_cancellable != NULL)
    g_cancellable_cancel (self->totals_cancellable);
  g_clear_object (&self->totals_cancellable);
}

static void
update_totals (SgnRowView *self)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();

  stop_totals (self);
  for (guint i = 0; i < self->columns->len; i++)
    if (gtk_column_view_column_get_visible (self->columns->pdata[i])
        && is_summed (column_field (self->columns->pdata[i])))
      g_ptr_array_add (fields, (gpointer)column_field (self->columns->pdata[i]));
  if (fields->len == 0 || sgn_row_view_get_count (self) == 0)
    return;
  self->totals_cancellable = g_cancellable_new ();
  sgn_row_totals_async (G_OBJECT (self), sgn_ledger_get_path (self->ledger), self->query, fields,
                        self->totals_cancellable, added_up_cb);
}

/* --- selection --- */

static void
selection_changed_cb (SgnRowView *self)
{
  g_autoptr (GtkBitset) selected = NULL;
  GtkBitsetIter iter;
  guint position;

  if (self->restoring)
    return;
  selected = gtk_selection_model_get_selection (self->selection);
  g_array_set_size (self->wanted, 0);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      const gint64 id = sgn_row_list_get_id (self->rows, position);

      g_array_append_val (self->wanted, id);
    }
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
scroll_to (SgnRowView *self, guint position)
{
  GtkWidget *inner = gtk_widget_get_last_child (GTK_WIDGET (self->view));

  /* The action of the list inside: GTK offers it in public from 4.12 on. */
  if (inner != NULL)
    gtk_widget_activate_action (inner, "list.scroll-to-item", "u", position);
}

/* A place is not a record: after rows moved, the same ids are selected where they stand now. */
static void
restore_selection (SgnRowView *self, gboolean scroll)
{
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) mask = NULL;
  const guint n = sgn_row_view_get_count (self);
  guint position;

  for (guint i = 0; i < self->wanted->len; i++)
    if (sgn_row_list_find_id (self->rows, g_array_index (self->wanted, gint64, i), &position))
      gtk_bitset_add (selected, position);
  mask = n > 0 ? gtk_bitset_new_range (0, n) : gtk_bitset_new_empty ();
  self->restoring = TRUE;
  gtk_selection_model_set_selection (self->selection, selected, mask);
  self->restoring = FALSE;
  if (!scroll || gtk_bitset_is_empty (selected))
    return;
  self->scroll = FALSE;
  scroll_to (self, gtk_bitset_get_minimum (selected));
}

static void
loaded_cb (SgnRowView *self)
{
  const guint n = sgn_row_view_get_count (self);

  g_clear_pointer (&self->sums, g_free);
  restore_selection (self, self->scroll);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "rows" : "empty");
  set_status (self, count_text (self));
  update_totals (self);
}

static void
failed_cb (SgnRowView *self, GError *error)
{
  set_status (self, g_strdup (error->message));
}

static void
activate_cb (SgnRowView *self, guint position)
{
  g_signal_emit (self, signals[ACTIVATED], 0, sgn_row_list_get_id (self->rows, position));
}

/* --- cells --- */

static void
setup_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GtkColumnViewColumn *column)
{
  const SgnField *field = column_field (column);
  const SgnRowLook *look = column_look (column);

  gtk_list_item_set_child (item, sgn_row_cell_new (field, look != NULL ? look->badges : NULL));
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  sgn_row_cell_show (gtk_list_item_get_child (item), gtk_list_item_get_item (item));
}

static void
unbind_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  sgn_row_cell_leave (gtk_list_item_get_child (item), gtk_list_item_get_item (item));
}

/* --- columns --- */

static char *
column_title (gpointer column)
{
  const SgnField *field = column_field (column);
  const char *own = g_object_get_data (G_OBJECT (column), COLUMN_TITLE);
  const char *unit = field->kind == SGN_FIELD_MONEY
                         ? sgn_money_unit_label (sgn_settings_money_unit ())
                     : field->unit != NULL ? _ (field->unit)
                                           : NULL;

  if (own != NULL)
    return g_strdup (own);
  return unit != NULL ? g_strdup_printf ("%s (%s)", _ (field->label), unit)
                      : g_strdup (_ (field->label));
}

static int
column_width (gpointer column)
{
  const SgnRowLook *look = column_look (column);

  return look != NULL && look->width != 0 ? look->width
                                          : sgn_row_cell_width (column_field (column));
}

static void
retitle_columns (SgnRowView *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *title = column_title (self->columns->pdata[i]);

      gtk_column_view_column_set_title (self->columns->pdata[i], title);
    }
}

static void
money_unit_changed_cb (SgnRowView *self)
{
  retitle_columns (self);
  if (self->rows == NULL)
    return;
  sgn_row_list_set_money_unit (self->rows, sgn_settings_money_unit ());
  if (self->query != NULL)
    update_totals (self);
}

static void
remember_columns (SgnRowView *self)
{
  GSettings *settings = sgn_settings_get ();
  g_autoptr (GVariant) old = g_settings_get_value (settings, "hidden-columns");
  g_autoptr (GVariantDict) dict = g_variant_dict_new (NULL);
  g_autoptr (GPtrArray) hidden = g_ptr_array_new ();
  GVariantBuilder builder;
  GVariantIter iter;
  const char *name;
  GVariant *value;

  for (guint i = 0; i < self->columns->len; i++)
    if (!gtk_column_view_column_get_visible (self->columns->pdata[i]))
      g_ptr_array_add (hidden, (gpointer)column_field (self->columns->pdata[i])->name);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sas}"));
  g_variant_iter_init (&iter, old);
  while (g_variant_iter_loop (&iter, "{&s@as}", &name, &value))
    if (!g_str_equal (name, self->name))
      g_variant_builder_add (&builder, "{s@as}", name, value);
  g_variant_builder_add (&builder, "{s@as}", self->name,
                         g_variant_new_strv ((const char *const *)hidden->pdata, hidden->len));
  g_settings_set_value (settings, "hidden-columns", g_variant_builder_end (&builder));
}

/* Columns switched off are not in the view at all: GTK 4.8 gives the width that is left to hidden
 * ones. */
static void
place_column (SgnRowView *self, GtkColumnViewColumn *column)
{
  guint position = 0;

  for (guint i = 0; self->columns->pdata[i] != column; i++)
    position += gtk_column_view_column_get_visible (self->columns->pdata[i]) ? 1 : 0;
  if (gtk_column_view_column_get_visible (column))
    gtk_column_view_insert_column (self->view, position, column);
  else
    gtk_column_view_remove_column (self->view, column);
}

static void
column_visible_cb (SgnRowView *self, GParamSpec *pspec, GtkColumnViewColumn *column)
{
  place_column (self, column);
  remember_columns (self);
  if (self->rows != NULL && self->query != NULL)
    loaded_cb (self);
}

/* What was switched off last time, else what the page keeps off at first. */
static char **
load_hidden (SgnRowView *self, const char *const *hidden)
{
  g_autoptr (GVariant) all = g_settings_get_value (sgn_settings_get (), "hidden-columns");
  char **remembered = NULL;

  if (g_variant_lookup (all, self->name, "^as", &remembered))
    return remembered;
  return g_strdupv ((char **)hidden);
}

static const SgnRowLook *
find_look (SgnRowView *self, const SgnField *field)
{
  for (const SgnRowLook *look = self->looks; look != NULL && look->field != NULL; look++)
    if (g_str_equal (look->field, field->name))
      return look;
  return NULL;
}

static void
add_column (SgnRowView *self, const SgnField *field, gboolean visible)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autofree char *title = NULL;
  g_autofree char *action_name = g_strconcat ("columns.", field->name, NULL);
  GtkColumnViewColumn *column = gtk_column_view_column_new (NULL, factory);
  g_autoptr (GtkSorter) sorter = sgn_field_sorter_new (field->name, &self->asked);
  g_autoptr (GPropertyAction) action = g_property_action_new (field->name, column, "visible");

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell_cb), NULL);
  g_object_set_data (G_OBJECT (column), COLUMN_FIELD, (gpointer)field);
  g_object_set_data (G_OBJECT (column), COLUMN_LOOK, (gpointer)find_look (self, field));
  title = column_title (column);
  gtk_column_view_column_set_title (column, title);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_fixed_width (column, sgn_text_scale (column_width (column)));
  gtk_column_view_column_set_visible (column, visible);
  gtk_column_view_column_set_header_menu (column, G_MENU_MODEL (self->columns_menu));
  g_signal_connect_object (column, "notify::visible", G_CALLBACK (column_visible_cb), self,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self->columns_actions), G_ACTION (action));
  g_menu_append (self->columns_menu, _ (field->label), action_name);
  if (visible)
    gtk_column_view_append_column (self->view, column);
  g_ptr_array_add (self->columns, column);
}

/* What names the record takes what is left, else the widest text. It must not be fixed then; its
 * cells do not measure their text, so it keeps its width while the rows are scrolled all the same.
 */
static void
expand_one (SgnRowView *self)
{
  GtkColumnViewColumn *best = NULL;

  for (guint i = 0; i < self->columns->len; i++)
    {
      GtkColumnViewColumn *column = self->columns->pdata[i];
      const SgnField *field = column_field (column);

      if (sgn_row_cell_is_numeric (field)
          || (best != NULL && sgn_row_cell_is_title (column_field (best))))
        continue;
      if (best == NULL || sgn_row_cell_is_title (field)
          || column_width (column) > column_width (best))
        best = column;
    }
  if (best == NULL)
    return;
  gtk_column_view_column_set_fixed_width (best, -1);
  gtk_column_view_column_set_expand (best, TRUE);
}

static void
apply_query (SgnRowView *self)
{
  g_autoptr (SgnQuery) query = NULL;
  g_autofree char *sort = NULL;

  if (self->rows == NULL || self->query == NULL)
    return;
  query = sgn_query_copy (self->query);
  sort = sgn_field_sorter_find (gtk_column_view_get_sorter (self->view), &self->asked);
  if (sort != NULL)
    sgn_query_set_sort (query, sort);
  sgn_row_list_set_query (self->rows, query);
}

static void
sort_changed_cb (SgnRowView *self)
{
  apply_query (self);
}

/* --- copying --- */

static void
append_cell (GString *text, const char *cell, gboolean last)
{
  for (const char *c = cell; *c != '\0'; c++)
    g_string_append_c (text, *c == '\t' || *c == '\n' || *c == '\r' ? ' ' : *c);
  g_string_append_c (text, last ? '\n' : '\t');
}

static void
append_row (SgnRowView *self, GString *text, guint position)
{
  g_autoptr (SgnRowSlot) slot = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  g_auto (GStrv) fields = sgn_row_view_get_visible_fields (self);

  for (guint i = 0; fields[i] != NULL; i++)
    append_cell (text, sgn_row_slot_get_text (slot, fields[i]), fields[i + 1] == NULL);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *text = sgn_row_view_copy (SGN_ROW_VIEW (widget));

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

/* --- object --- */

static void
drop_rows (SgnRowView *self)
{
  stop_totals (self);
  if (self->rows == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->rows, self);
  gtk_column_view_set_model (self->view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
}

static void
sgn_row_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, SGN_ROW_VIEW (object)->status);
}

static void
sgn_row_view_dispose (GObject *object)
{
  SgnRowView *self = SGN_ROW_VIEW (object);

  if (self->view != NULL)
    drop_rows (self);
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->query, sgn_query_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_ROW_VIEW);
  G_OBJECT_CLASS (sgn_row_view_parent_class)->dispose (object);
}

static void
sgn_row_view_finalize (GObject *object)
{
  SgnRowView *self = SGN_ROW_VIEW (object);

  g_free (self->name);
  g_free (self->status);
  g_free (self->sums);
  g_ptr_array_unref (self->columns);
  g_array_unref (self->wanted);
  g_object_unref (self->columns_menu);
  g_object_unref (self->columns_actions);
  G_OBJECT_CLASS (sgn_row_view_parent_class)->finalize (object);
}

static void
sgn_row_view_class_init (SgnRowViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sgn_row_view_get_property;
  object_class->dispose = sgn_row_view_dispose;
  object_class->finalize = sgn_row_view_finalize;

  status_property
      = g_param_spec_string ("status", NULL, NULL, NULL,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_property (object_class, 1, status_property);
  signals[ACTIVATED] = g_signal_new ("activated", SGN_TYPE_ROW_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SELECTED] = g_signal_new ("selected", SGN_TYPE_ROW_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/widgets/row-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnRowView, stack);
  gtk_widget_class_bind_template_child (widget_class, SgnRowView, view);
  gtk_widget_class_bind_template_child (widget_class, SgnRowView, empty_title);
  gtk_widget_class_bind_template_child (widget_class, SgnRowView, empty_text);
  gtk_widget_class_bind_template_child (widget_class, SgnRowView, empty_button);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_install_action (widget_class, "row-view.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "row-view.copy",
                                       NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "rowview");
}

static void
sgn_row_view_init (SgnRowView *self)
{
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->columns_menu = g_menu_new ();
  self->columns_actions = g_simple_action_group_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns",
                                  G_ACTION_GROUP (self->columns_actions));
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (sort_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sgn_settings_get (), "changed::money-unit",
                           G_CALLBACK (money_unit_changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
sgn_row_view_new (void)
{
  return g_object_new (SGN_TYPE_ROW_VIEW, NULL);
}

void
sgn_row_view_set_columns (SgnRowView *self, const char *name, const SgnRecordType *type,
                          const char *const *fields, const char *const *hidden)
{
  g_auto (GStrv) off = NULL;

  g_return_if_fail (SGN_IS_ROW_VIEW (self) && self->type == NULL);
  self->type = type;
  self->name = g_strdup (name);
  off = load_hidden (self, hidden);
  for (guint i = 0; fields == NULL ? i < type->n_fields : fields[i] != NULL; i++)
    {
      const SgnField *field
          = fields == NULL ? &type->fields[i] : sgn_record_type_any_field (type, fields[i]);

      g_return_if_fail (field != NULL);
      add_column (self, field,
                  off == NULL || !g_strv_contains ((const char *const *)off, field->name));
    }
  expand_one (self);
}

void
sgn_row_view_set_ledger (SgnRowView *self, SgnLedger *ledger)
{
  g_return_if_fail (SGN_IS_ROW_VIEW (self) && self->type != NULL);
  if (self->ledger == ledger)
    return;
  drop_rows (self);
  g_clear_pointer (&self->query, sgn_query_free);
  g_array_set_size (self->wanted, 0);
  g_clear_pointer (&self->sums, g_free);
  set_status (self, NULL);
  if (!g_set_object (&self->ledger, ledger) || ledger == NULL)
    return;
  self->rows = sgn_row_list_new (ledger, sgn_programme_types ());
  sgn_row_list_set_money_unit (self->rows, sgn_settings_money_unit ());
  g_signal_connect_swapped (self->rows, "loaded", G_CALLBACK (loaded_cb), self);
  g_signal_connect_swapped (self->rows, "failed", G_CALLBACK (failed_cb), self);
  self->selection
      = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->rows))));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, self->selection);
}

void
sgn_row_view_set_query (SgnRowView *self, const SgnQuery *query)
{
  g_return_if_fail (SGN_IS_ROW_VIEW (self) && query != NULL && self->ledger != NULL);
  g_clear_pointer (&self->query, sgn_query_free);
  self->query = sgn_query_copy (query);
  apply_query (self);
}

const SgnQuery *
sgn_row_view_get_query (SgnRowView *self)
{
  g_return_val_if_fail (SGN_IS_ROW_VIEW (self), NULL);
  return self->rows != NULL && self->query != NULL ? sgn_row_list_get_query (self->rows) : NULL;
}

void
sgn_row_view_set_empty (SgnRowView *self, const char *title, const char *text,
                        const char *button_label, const char *action_name)
{
  g_return_if_fail (SGN_IS_ROW_VIEW (self));
  gtk_label_set_label (self->empty_title, title);
  gtk_label_set_label (self->empty_text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_button), button_label != NULL);
  if (button_label == NULL)
    return;
  gtk_button_set_label (self->empty_button, button_label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->empty_button), action_name);
}

GtkWidget *
sgn_row_view_make_columns_button (SgnRowView *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "sgn-columns-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (self->columns_menu));
  gtk_widget_insert_action_group (button, "columns", G_ACTION_GROUP (self->columns_actions));
  gtk_widget_set_tooltip_text (button, _ ("Choose columns"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose columns"), -1);
  return button;
}

void
sgn_row_view_set_looks (SgnRowView *self, const SgnRowLook *looks)
{
  g_return_if_fail (SGN_IS_ROW_VIEW (self) && self->type == NULL);
  self->looks = looks;
}

static gpointer
find_column (SgnRowView *self, const char *field)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_str_equal (column_field (self->columns->pdata[i])->name, field))
      return self->columns->pdata[i];
  return NULL;
}

void
sgn_row_view_set_title (SgnRowView *self, const char *field, const char *title)
{
  gpointer column = find_column (self, field);
  g_autofree char *shown = NULL;

  g_return_if_fail (SGN_IS_ROW_VIEW (self) && column != NULL);
  g_object_set_data_full (G_OBJECT (column), COLUMN_TITLE, g_strdup (title), g_free);
  shown = column_title (column);
  gtk_column_view_column_set_title (column, shown);
}

guint
sgn_row_view_get_count (SgnRowView *self)
{
  g_return_val_if_fail (SGN_IS_ROW_VIEW (self), 0);
  return self->rows != NULL ? sgn_row_list_get_count (self->rows) : 0;
}

const char *
sgn_row_view_get_status (SgnRowView *self)
{
  g_return_val_if_fail (SGN_IS_ROW_VIEW (self), NULL);
  return self->status;
}

const char *
sgn_row_view_get_sums (SgnRowView *self)
{
  g_return_val_if_fail (SGN_IS_ROW_VIEW (self), NULL);
  return self->sums;
}

gint64
sgn_row_view_get_elapsed (SgnRowView *self)
{
  g_return_val_if_fail (SGN_IS_ROW_VIEW (self), 0);
  return self->rows != NULL ? sgn_row_list_get_elapsed (self->rows) : 0;
}

gint64
sgn_row_view_get_selected (SgnRowView *self)
{
  g_return_val_if_fail (SGN_IS_ROW_VIEW (self), 0);
  return self->wanted->len > 0 ? g_array_index (self->wanted, gint64, 0) : 0;
}

GArray *
sgn_row_view_get_selected_ids (SgnRowView *self)
{
  g_return_val_if_fail (SGN_IS_ROW_VIEW (self), NULL);
  return g_array_copy (self->wanted);
}

void
sgn_row_view_select (SgnRowView *self, gint64 id)
{
  g_return_if_fail (SGN_IS_ROW_VIEW (self));
  g_array_set_size (self->wanted, 0);
  if (id != 0)
    g_array_append_val (self->wanted, id);
  self->scroll = id != 0;
  if (self->rows != NULL)
    restore_selection (self, self->scroll);
  g_signal_emit (self, signals[SELECTED], 0);
}

char **
sgn_row_view_get_visible_fields (SgnRowView *self)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();

  for (guint i = 0; i < self->columns->len; i++)
    if (gtk_column_view_column_get_visible (self->columns->pdata[i]))
      g_ptr_array_add (fields, g_strdup (column_field (self->columns->pdata[i])->name));
  g_ptr_array_add (fields, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&fields), FALSE);
}

char *
sgn_row_view_copy (SgnRowView *self)
{
  g_auto (GStrv) fields = sgn_row_view_get_visible_fields (self);
  g_autoptr (GString) text = g_string_new (NULL);
  const guint n = sgn_row_view_get_count (self);
  const gboolean all = self->wanted->len == 0;
  guint position;

  if (n == 0 || (all && n > MAX_COPIED_UNSELECTED))
    return NULL;
  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_autofree char *title = column_title (find_column (self, fields[i]));

      append_cell (text, title, fields[i + 1] == NULL);
    }
  for (guint i = 0; i < (all ? n : self->wanted->len); i++)
    if (all)
      append_row (self, text, i);
    else if (sgn_row_list_find_id (self->rows, g_array_index (self->wanted, gint64, i), &position))
      append_row (self, text, position);
  return g_strdup (text->str);
}

/* A column with a title of its own has it on paper too. */
static void
retitle_sheet (SgnRowView *self, SgnSheet *sheet)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const char *title = g_object_get_data (self->columns->pdata[i], COLUMN_TITLE);
      const int at = sgn_sheet_find_column (sheet, column_field (self->columns->pdata[i])->name);

      if (title == NULL || at < 0)
        continue;
      g_free (sgn_sheet_get_column (sheet, (guint)at)->heading[0]);
      sgn_sheet_get_column (sheet, (guint)at)->heading[0] = g_strdup (title);
    }
}

SgnSheet *
sgn_row_view_make_sheet (SgnRowView *self, const char *title, GError **error)
{
  g_auto (GStrv) fields = sgn_row_view_get_visible_fields (self);
  const SgnQuery *query = sgn_row_view_get_query (self);
  SgnSheet *sheet;

  g_return_val_if_fail (query != NULL, NULL);
  sheet = sgn_list_sheet_detached (sgn_ledger_get_path (self->ledger), query,
                                   (const char *const *)fields, title, sgn_settings_money_unit (),
                                   error);
  if (sheet != NULL)
    retitle_sheet (self, sheet);
  return sheet;
}
