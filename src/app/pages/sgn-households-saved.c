#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-households-saved.h"

#include "programme/sgn-programme.h"
#include "record/sgn-query.h"

#include <glib/gi18n-lib.h>

struct _SgnHouseholdsSaved
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *hint;
  GtkWidget *scroller;
  GtkListBox *list;
  GtkWidget *keep_box;
  GtkEditable *name;
  GtkWidget *keep_button;

  SgnLedger *ledger; /* owned */
};

G_DEFINE_FINAL_TYPE (SgnHouseholdsSaved, sgn_households_saved, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  KEEP,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define ROW_ID "sgn-id"
#define ROW_FILTER "sgn-filter"

static void
close_popover (SgnHouseholdsSaved *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

/* Removing */

typedef struct
{
  SgnLedger *ledger;
  gint64 id;
} Removal;

static gboolean
remove_filter (SgnLedger *ledger, gpointer user_data, GError **error)
{
  const Removal *removal = user_data;

  return sgn_record_remove (ledger, sgn_programme_types (), &sgn_type_saved_filter, removal->id,
                            error);
}

static void
remove_cb (SgnHouseholdsSaved *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  const gint64 *id = g_object_get_data (G_OBJECT (row), ROW_ID);
  Removal removal = { self->ledger, *id };
  g_autofree char *title
      = sgn_record_title (sgn_ledger_get_connection (self->ledger), &sgn_type_saved_filter, *id);
  g_autofree char *action = g_strdup_printf (_ ("Remove saved filter: %s"), title);
  g_autoptr (GError) error = NULL;

  if (!sgn_ledger_change (self->ledger, action, remove_filter, &removal, NULL, &error))
    g_signal_emit (self, signals[FAILED], 0, error);
}

/* The list */

static GtkWidget *
make_row (SgnHouseholdsSaved *self, SgnRecord *record)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (sgn_record_get_text (record, "name"));
  GtkWidget *button = gtk_button_new_from_icon_name ("sgn-trash-symbolic");
  const gint64 id = sgn_record_get_id (record);
  g_autofree char *remove
      = g_strdup_printf (_ ("Remove “%s”"), sgn_record_get_text (record, "name"));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_set_tooltip_text (button, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, remove,
                                  -1);
  gtk_widget_set_sensitive (button, sgn_ledger_is_writable (self->ledger));
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), ROW_ID, g_memdup2 (&id, sizeof id), g_free);
  g_object_set_data_full (G_OBJECT (row), ROW_FILTER,
                          g_strdup (sgn_record_get_text (record, "filter")), g_free);
  return row;
}

static void
empty_list (SgnHouseholdsSaved *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
fill_list (SgnHouseholdsSaved *self)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_saved_filter);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  sgn_query_where_text (query, "page", SGN_HOUSEHOLDS_PAGE);
  sgn_query_set_sort (query, "name");
  ids = sgn_query_run (query, connection, NULL, &error);
  if (ids == NULL)
    g_signal_emit (self, signals[FAILED], 0, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (SgnRecord) record = sgn_record_load (connection, &sgn_type_saved_filter,
                                                      g_array_index (ids, gint64, i), NULL);

      if (record != NULL)
        gtk_list_box_append (self->list, make_row (self, record));
    }
}

/* Callbacks */

static void
row_activated_cb (SgnHouseholdsSaved *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[CHOSEN], 0, g_object_get_data (G_OBJECT (row), ROW_FILTER));
  close_popover (self);
}

static void
name_changed_cb (SgnHouseholdsSaved *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));

  gtk_widget_set_sensitive (self->keep_button, *name != '\0');
}

static void
keep_cb (SgnHouseholdsSaved *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));

  if (*name == '\0')
    return;
  g_signal_emit (self, signals[KEEP], 0, name);
  gtk_editable_set_text (self->name, "");
  close_popover (self);
}

/* Object */

static void
sgn_households_saved_dispose (GObject *object)
{
  SgnHouseholdsSaved *self = SGN_HOUSEHOLDS_SAVED (object);

  g_clear_object (&self->ledger);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_HOUSEHOLDS_SAVED);
  for (GtkWidget *child; (child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL;)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sgn_households_saved_parent_class)->dispose (object);
}

static void
sgn_households_saved_class_init (SgnHouseholdsSavedClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_households_saved_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", SGN_TYPE_HOUSEHOLDS_SAVED, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[KEEP] = g_signal_new ("keep", SGN_TYPE_HOUSEHOLDS_SAVED, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", SGN_TYPE_HOUSEHOLDS_SAVED, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/pages/households-saved.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsSaved, hint);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsSaved, scroller);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsSaved, list);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsSaved, keep_box);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsSaved, name);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsSaved, keep_button);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
sgn_households_saved_init (SgnHouseholdsSaved *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sgn_households_saved_set_ledger (SgnHouseholdsSaved *self, SgnLedger *ledger)
{
  gboolean any;

  g_return_if_fail (SGN_IS_HOUSEHOLDS_SAVED (self));

  g_set_object (&self->ledger, ledger);
  empty_list (self);
  if (ledger == NULL)
    return;
  fill_list (self);
  any = gtk_list_box_get_row_at_index (self->list, 0) != NULL;
  gtk_widget_set_visible (self->hint, !any);
  gtk_widget_set_visible (self->scroller, any);
  gtk_widget_set_visible (self->keep_box, sgn_ledger_is_writable (ledger));
}
