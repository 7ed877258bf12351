#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-records-window.h"

#include "app/widgets/sgn-row-view.h"

#include <glib/gi18n-lib.h>

#define SGN_TYPE_RECORDS_WINDOW (sgn_records_window_get_type ())
G_DECLARE_FINAL_TYPE (SgnRecordsWindow, sgn_records_window, SGN, RECORDS_WINDOW, GtkWindow)

struct _SgnRecordsWindow
{
  GtkWindow parent_instance;

  /* template widgets */
  SgnRowView *rows;
  GtkLabel *status;

  /* borrowed */
  const SgnRecordType *type;
};

G_DEFINE_FINAL_TYPE (SgnRecordsWindow, sgn_records_window, GTK_TYPE_WINDOW)

static void
activated_cb (SgnRecordsWindow *self, gint64 id)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  const SgnRecordType *type = self->type;

  gtk_window_destroy (GTK_WINDOW (self));
  sgn_window_show_record (SGN_WINDOW (parent), NULL, type, id, NULL);
}

static void
sgn_records_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_RECORDS_WINDOW);
  G_OBJECT_CLASS (sgn_records_window_parent_class)->dispose (object);
}

static void
sgn_records_window_class_init (SgnRecordsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_records_window_dispose;

  g_type_ensure (SGN_TYPE_ROW_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/dialogs/records.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnRecordsWindow, rows);
  gtk_widget_class_bind_template_child (widget_class, SgnRecordsWindow, status);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sgn_records_window_init (SgnRecordsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sgn_records_window_show (SgnWindow *parent, SgnLedger *ledger, const char *title,
                         const SgnQuery *query)
{
  SgnRecordsWindow *self
      = g_object_new (SGN_TYPE_RECORDS_WINDOW, "transient-for", parent, "title", title, NULL);
  g_autofree char *name = NULL;

  self->type = sgn_query_get_record_type (query);
  name = g_strdup_printf ("behind-%s", self->type->name);
  sgn_row_view_set_columns (self->rows, name, self->type, NULL, NULL);
  sgn_row_view_set_ledger (self->rows, ledger);
  sgn_row_view_set_empty (self->rows, _ ("No records"), _ ("No record makes this figure."), NULL,
                          NULL);
  sgn_row_view_set_query (self->rows, query);
  gtk_window_present (GTK_WINDOW (self));
}
