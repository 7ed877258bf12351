#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-entry-grid.h"

#include "app/sgn-settings.h"

struct _SgnEntryGrid
{
  GtkWidget parent_instance;

  /* Template widgets. */
  GtkWidget *box;
  SgnEntryGridView *view;
  GtkWidget *message;
  GtkWidget *summary;
  GMenuModel *menu;

  gboolean enter_down;
};

G_DEFINE_FINAL_TYPE (SgnEntryGrid, sgn_entry_grid, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_ENTER_DOWN,
  PROP_NUMBERED,
  PROP_REMEMBERED,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];
static guint failed_signal;

static void
message_changed_cb (SgnEntryGrid *self)
{
  const char *message = sgn_entry_grid_view_get_message (self->view);

  gtk_label_set_text (GTK_LABEL (self->message), message != NULL ? message : "");
  gtk_widget_set_tooltip_text (self->message, message);
}

static void
summary_changed_cb (SgnEntryGrid *self)
{
  gtk_label_set_text (GTK_LABEL (self->summary), sgn_entry_grid_view_get_summary (self->view));
}

static void
view_failed_cb (SgnEntryGrid *self, GError *error)
{
  g_signal_emit (self, failed_signal, 0, error);
}

static void
sgn_entry_grid_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SgnEntryGrid *self = SGN_ENTRY_GRID (object);

  switch (id)
    {
    case PROP_ENTER_DOWN:
      self->enter_down = g_value_get_boolean (value);
      sgn_entry_grid_view_set_enter_down (self->view, self->enter_down);
      break;
    case PROP_NUMBERED:
      sgn_entry_grid_view_set_numbered (self->view, g_value_get_boolean (value));
      break;
    case PROP_REMEMBERED:
      sgn_entry_grid_view_set_remembered (self->view, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sgn_entry_grid_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ENTER_DOWN:
      g_value_set_boolean (value, SGN_ENTRY_GRID (object)->enter_down);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
sgn_entry_grid_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SGN_ENTRY_GRID (widget)->view));
}

static void
sgn_entry_grid_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_ENTRY_GRID);

  G_OBJECT_CLASS (sgn_entry_grid_parent_class)->dispose (object);
}

static void
sgn_entry_grid_class_init (SgnEntryGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sgn_entry_grid_get_property;
  object_class->set_property = sgn_entry_grid_set_property;
  object_class->dispose = sgn_entry_grid_dispose;
  widget_class->grab_focus = sgn_entry_grid_grab_focus;

  properties[PROP_ENTER_DOWN] = g_param_spec_boolean ("enter-down", NULL, NULL, FALSE,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NUMBERED] = g_param_spec_boolean ("numbered", NULL, NULL, TRUE,
                                                    G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_REMEMBERED] = g_param_spec_string ("remembered", NULL, NULL, NULL,
                                                     G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  failed_signal = g_signal_new ("failed", SGN_TYPE_ENTRY_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  g_type_ensure (SGN_TYPE_ENTRY_GRID_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/widgets/entry-grid.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnEntryGrid, box);
  gtk_widget_class_bind_template_child (widget_class, SgnEntryGrid, view);
  gtk_widget_class_bind_template_child (widget_class, SgnEntryGrid, message);
  gtk_widget_class_bind_template_child (widget_class, SgnEntryGrid, summary);
  gtk_widget_class_bind_template_child (widget_class, SgnEntryGrid, menu);
  gtk_widget_class_bind_template_callback (widget_class, message_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, summary_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_failed_cb);
  gtk_widget_class_install_property_action (widget_class, "entry-grid.enter-down", "enter-down");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
sgn_entry_grid_init (SgnEntryGrid *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sgn_entry_grid_view_set_menu (self->view, self->menu);
  g_settings_bind (sgn_settings_get (), "enter-down", self, "enter-down", G_SETTINGS_BIND_DEFAULT);
}

GtkWidget *
sgn_entry_grid_new (void)
{
  return g_object_new (SGN_TYPE_ENTRY_GRID, NULL);
}

void
sgn_entry_grid_set_model (SgnEntryGrid *self, SgnGridModel *model)
{
  g_return_if_fail (SGN_IS_ENTRY_GRID (self));

  sgn_entry_grid_view_set_model (self->view, model);
}

SgnEntryGridView *
sgn_entry_grid_get_view (SgnEntryGrid *self)
{
  g_return_val_if_fail (SGN_IS_ENTRY_GRID (self), NULL);

  return self->view;
}

gboolean
sgn_entry_grid_save (SgnEntryGrid *self)
{
  SgnGridModel *model;
  guint row;

  g_return_val_if_fail (SGN_IS_ENTRY_GRID (self), FALSE);

  model = sgn_entry_grid_view_get_model (self->view);
  if (sgn_entry_grid_view_commit_edit (self->view) == SGN_GRID_ERROR)
    return FALSE;
  row = sgn_entry_grid_view_get_focus (self->view).row;
  if (model != NULL && row < sgn_grid_model_get_n_rows (model))
    sgn_grid_model_leave_row (model, row);
  return TRUE;
}
