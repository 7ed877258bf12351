#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-row-view.h"

#include "app/sgn-settings.h"
#include "app/sgn-sheet-copy.h"
#include "app/widgets/sgn-row-columns.h"
#include "app/widgets/sgn-row-totals.h"
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
  const SgnRowLook *looks;

  /* owned */
  SgnRowColumns *columns;
  SgnLedger *ledger;
  SgnRowList *rows;
  GtkSelectionModel *selection;
  SgnQuery *query; /* as it was set, without the order of the headings */
  char *status;
  char *sums;     /* of the newest answer; NULL: none, or not yet */
  GArray *wanted; /* of gint64: ids that stay selected while rows move */
  GCancellable *totals_cancellable;
  SgnJob *copying; /* NULL: no rows are on their way to the clipboard */
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
  g_autoptr (GPtrArray) fields = sgn_row_columns_get_summed (self->columns);

  stop_totals (self);
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

/* In one walk down the list: all of three hundred thousand may be selected. */
static void
find_wanted (SgnRowView *self, GtkBitset *selected)
{
  const guint n = sgn_row_view_get_count (self);
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < self->wanted->len; i++)
    g_hash_table_add (wanted, &g_array_index (self->wanted, gint64, i));
  for (guint i = 0, found = 0; i < n && found < self->wanted->len; i++)
    {
      const gint64 id = sgn_row_list_get_id (self->rows, i);

      if (g_hash_table_contains (wanted, &id) && gtk_bitset_add (selected, i))
        found++;
    }
}

/* A place is not a record: after rows moved, the same ids are selected where they stand now. */
static void
restore_selection (SgnRowView *self, gboolean scroll)
{
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) mask = NULL;
  const guint n = sgn_row_view_get_count (self);

  if (self->wanted->len > 0)
    find_wanted (self, selected);
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

static void
money_unit_changed_cb (SgnRowView *self)
{
  sgn_row_columns_retitle (self->columns);
  if (self->rows == NULL)
    return;
  sgn_row_list_set_money_unit (self->rows, sgn_settings_money_unit ());
  if (self->query != NULL)
    update_totals (self);
}

static void
columns_changed_cb (SgnRowView *self)
{
  if (self->rows != NULL && self->query != NULL)
    loaded_cb (self);
}

static void
apply_query (SgnRowView *self)
{
  g_autoptr (SgnQuery) query = NULL;
  g_autofree char *sort = NULL;

  if (self->rows == NULL || self->query == NULL)
    return;
  query = sgn_query_copy (self->query);
  sort = sgn_row_columns_get_sort (self->columns);
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

/* Exactly these rows, and how they are shown. */
static SgnSheet *
make_sheet (SgnRowView *self, const SgnQuery *query, const char *title, GError **error)
{
  g_auto (GStrv) fields = sgn_row_columns_get_visible (self->columns);
  SgnSheet *sheet = sgn_list_sheet_detached (sgn_ledger_get_path (self->ledger), query,
                                             (const char *const *)fields, title,
                                             sgn_settings_money_unit (), error);

  if (sheet != NULL)
    sgn_row_columns_title_sheet (self->columns, sheet);
  return sheet;
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnRowView) self = user_data;
  g_autoptr (GError) error = NULL;

  /* Another copy was asked for, or the list is gone. */
  if (self->copying != SGN_JOB (source))
    return;
  if (!sgn_sheet_copy_finish (self->copying, result, GTK_WIDGET (self), &error))
    failed_cb (self, error);
  g_clear_object (&self->copying);
}

static void
stop_copying (SgnRowView *self)
{
  if (self->copying != NULL)
    sgn_job_cancel (self->copying);
  g_clear_object (&self->copying);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnRowView *self = SGN_ROW_VIEW (widget);
  const guint n = sgn_row_view_get_count (self);
  g_autoptr (SgnQuery) query = NULL;
  g_autoptr (GError) error = NULL;
  SgnSheet *sheet;

  if (n == 0 || (self->wanted->len == 0 && n > MAX_COPIED_UNSELECTED))
    return;
  stop_copying (self);
  query = sgn_query_copy (sgn_row_view_get_query (self));
  if (self->wanted->len > 0)
    sgn_query_where_ids (query, (const gint64 *)self->wanted->data, self->wanted->len);
  sheet = make_sheet (self, query, "", &error);
  if (sheet != NULL)
    self->copying = sgn_sheet_copy_async (sheet, copied_cb, g_object_ref (self));
  else
    failed_cb (self, error);
}

/* --- object --- */

static void
drop_rows (SgnRowView *self)
{
  stop_totals (self);
  stop_copying (self);
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

  g_free (self->status);
  g_free (self->sums);
  g_array_unref (self->wanted);
  g_object_unref (self->columns);
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
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  self->columns = sgn_row_columns_new (self->view);
  g_signal_connect_object (self->columns, "changed", G_CALLBACK (columns_changed_cb), self,
                           G_CONNECT_SWAPPED);
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
  g_return_if_fail (SGN_IS_ROW_VIEW (self) && self->type == NULL);
  self->type = type;
  sgn_row_columns_describe (self->columns, name, type, fields, hidden, self->looks);
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
  g_return_val_if_fail (SGN_IS_ROW_VIEW (self), NULL);
  return sgn_row_columns_make_button (self->columns);
}

void
sgn_row_view_set_looks (SgnRowView *self, const SgnRowLook *looks)
{
  g_return_if_fail (SGN_IS_ROW_VIEW (self) && self->type == NULL);
  self->looks = looks;
}

void
sgn_row_view_set_title (SgnRowView *self, const char *field, const char *title)
{
  g_return_if_fail (SGN_IS_ROW_VIEW (self));
  sgn_row_columns_set_title (self->columns, field, title);
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

SgnSheet *
sgn_row_view_make_sheet (SgnRowView *self, const char *title, GError **error)
{
  const SgnQuery *query = sgn_row_view_get_query (self);

  g_return_val_if_fail (query != NULL, NULL);
  return make_sheet (self, query, title, error);
}
