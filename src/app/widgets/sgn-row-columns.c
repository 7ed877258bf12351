#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-row-columns.h"

#include "app/sgn-settings.h"
#include "app/widgets/sgn-field-sorter.h"
#include "app/widgets/sgn-text-scale.h"

#include <glib/gi18n-lib.h>

struct _SgnRowColumns
{
  GObject parent_instance;

  GtkColumnView *view; /* borrowed */
  const char *asked;   /* borrowed; of the column sorters */

  /* owned */
  char *name;         /* under which what is off is remembered */
  GPtrArray *columns; /* of GtkColumnViewColumn, in order; those switched off too */
  GMenu *menu;
  GSimpleActionGroup *actions;
};

G_DEFINE_FINAL_TYPE (SgnRowColumns, sgn_row_columns, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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

static gpointer
find_column (SgnRowColumns *self, const char *field)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_str_equal (column_field (self->columns->pdata[i])->name, field))
      return self->columns->pdata[i];
  return NULL;
}

/* Years and numbers are no sums: only money, and what has a unit of measure. */
static gboolean
is_summed (const SgnField *field)
{
  return field->kind == SGN_FIELD_MONEY || (sgn_row_cell_is_numeric (field) && field->unit != NULL);
}

/* Cells */

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

/* Looks */

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

static void
show_title (GtkColumnViewColumn *column)
{
  g_autofree char *title = column_title (column);

  gtk_column_view_column_set_title (column, title);
}

static int
column_width (gpointer column)
{
  const SgnRowLook *look = column_look (column);

  return look != NULL && look->width != 0 ? look->width
                                          : sgn_row_cell_width (column_field (column));
}

static const SgnRowLook *
find_look (const SgnRowLook *looks, const SgnField *field)
{
  for (const SgnRowLook *look = looks; look != NULL && look->field != NULL; look++)
    if (g_str_equal (look->field, field->name))
      return look;
  return NULL;
}

/* Switching on and off */

static void
remember (SgnRowColumns *self)
{
  GSettings *settings = sgn_settings_get ();
  g_autoptr (GVariant) old = g_settings_get_value (settings, "hidden-columns");
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
place (SgnRowColumns *self, GtkColumnViewColumn *column)
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
visible_cb (SgnRowColumns *self, GParamSpec *pspec, GtkColumnViewColumn *column)
{
  place (self, column);
  remember (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What was switched off last time, else what the page keeps off at first. */
static char **
load_hidden (SgnRowColumns *self, const char *const *hidden)
{
  g_autoptr (GVariant) all = g_settings_get_value (sgn_settings_get (), "hidden-columns");
  char **remembered = NULL;

  if (g_variant_lookup (all, self->name, "^as", &remembered))
    return remembered;
  return g_strdupv ((char **)hidden);
}

static void
add_switch (SgnRowColumns *self, GtkColumnViewColumn *column)
{
  const SgnField *field = column_field (column);
  g_autofree char *action_name = g_strconcat ("columns.", field->name, NULL);
  g_autoptr (GPropertyAction) action = g_property_action_new (field->name, column, "visible");

  gtk_column_view_column_set_header_menu (column, G_MENU_MODEL (self->menu));
  g_signal_connect_object (column, "notify::visible", G_CALLBACK (visible_cb), self,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
  g_menu_append (self->menu, _ (field->label), action_name);
}

/* Making them */

static void
add (SgnRowColumns *self, const SgnField *field, const SgnRowLook *look, gboolean visible)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new (NULL, factory);
  g_autoptr (GtkSorter) sorter = sgn_field_sorter_new (field->name, &self->asked);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell_cb), NULL);
  g_object_set_data (G_OBJECT (column), COLUMN_FIELD, (gpointer)field);
  g_object_set_data (G_OBJECT (column), COLUMN_LOOK, (gpointer)look);
  show_title (column);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_fixed_width (column, sgn_text_scale (column_width (column)));
  gtk_column_view_column_set_visible (column, visible);
  add_switch (self, column);
  if (visible)
    gtk_column_view_append_column (self->view, column);
  g_ptr_array_add (self->columns, column);
}

/* What names the record takes what is left, else the widest text. It must not be fixed then; its
 * cells do not measure their text, so it keeps its width while the rows are scrolled all the same.
 */
static void
expand_one (SgnRowColumns *self)
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

/* Object */

static void
sgn_row_columns_finalize (GObject *object)
{
  SgnRowColumns *self = SGN_ROW_COLUMNS (object);

  g_free (self->name);
  g_ptr_array_unref (self->columns);
  g_object_unref (self->menu);
  g_object_unref (self->actions);

  G_OBJECT_CLASS (sgn_row_columns_parent_class)->finalize (object);
}

static void
sgn_row_columns_class_init (SgnRowColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_row_columns_finalize;

  signals[CHANGED] = g_signal_new ("changed", SGN_TYPE_ROW_COLUMNS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
sgn_row_columns_init (SgnRowColumns *self)
{
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  self->menu = g_menu_new ();
  self->actions = g_simple_action_group_new ();
}

SgnRowColumns *
sgn_row_columns_new (GtkColumnView *view)
{
  SgnRowColumns *self = g_object_new (SGN_TYPE_ROW_COLUMNS, NULL);

  self->view = view;
  gtk_widget_insert_action_group (GTK_WIDGET (view), "columns", G_ACTION_GROUP (self->actions));
  return self;
}

void
sgn_row_columns_describe (SgnRowColumns *self, const char *name, const SgnRecordType *type,
                          const char *const *fields, const char *const *hidden,
                          const SgnRowLook *looks)
{
  g_auto (GStrv) off = NULL;

  g_return_if_fail (SGN_IS_ROW_COLUMNS (self) && self->name == NULL);

  self->name = g_strdup (name);
  off = load_hidden (self, hidden);
  for (guint i = 0; fields == NULL ? i < type->n_fields : fields[i] != NULL; i++)
    {
      const SgnField *field
          = fields == NULL ? &type->fields[i] : sgn_record_type_any_field (type, fields[i]);

      g_return_if_fail (field != NULL);
      add (self, field, find_look (looks, field),
           off == NULL || !g_strv_contains ((const char *const *)off, field->name));
    }
  expand_one (self);
}

void
sgn_row_columns_set_title (SgnRowColumns *self, const char *field, const char *title)
{
  gpointer column = find_column (self, field);

  g_return_if_fail (column != NULL);

  g_object_set_data_full (G_OBJECT (column), COLUMN_TITLE, g_strdup (title), g_free);
  show_title (column);
}

void
sgn_row_columns_retitle (SgnRowColumns *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    show_title (self->columns->pdata[i]);
}

char **
sgn_row_columns_get_visible (SgnRowColumns *self)
{
  GListModel *shown = gtk_column_view_get_columns (self->view);
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (shown, i);

      g_strv_builder_add (fields, column_field (column)->name);
    }
  return g_strv_builder_end (fields);
}

GPtrArray *
sgn_row_columns_get_summed (SgnRowColumns *self)
{
  GPtrArray *fields = g_ptr_array_new ();

  for (guint i = 0; i < self->columns->len; i++)
    if (gtk_column_view_column_get_visible (self->columns->pdata[i])
        && is_summed (column_field (self->columns->pdata[i])))
      g_ptr_array_add (fields, (gpointer)column_field (self->columns->pdata[i]));
  return fields;
}

char *
sgn_row_columns_get_sort (SgnRowColumns *self)
{
  return sgn_field_sorter_find (gtk_column_view_get_sorter (self->view), &self->asked);
}

GtkWidget *
sgn_row_columns_make_button (SgnRowColumns *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "sgn-columns-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (self->menu));
  gtk_widget_insert_action_group (button, "columns", G_ACTION_GROUP (self->actions));
  gtk_widget_set_tooltip_text (button, _ ("Choose columns"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose columns"), -1);
  return button;
}

void
sgn_row_columns_title_sheet (SgnRowColumns *self, SgnSheet *sheet)
{
  for (guint i = 0; i < sgn_sheet_n_columns (sheet); i++)
    {
      SgnSheetColumn *column = sgn_sheet_get_column (sheet, i);

      g_free (column->heading[0]);
      column->heading[0] = column_title (find_column (self, column->key));
    }
}
