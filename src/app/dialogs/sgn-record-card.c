#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-record-card.h"

#include "app/dialogs/sgn-ask.h"
#include "app/sgn-settings.h"
#include "record/sgn-record.h"

#include <glib/gi18n-lib.h>

static void
add_line (GtkGrid *grid, const SgnField *field, const char *text)
{
  GtkWidget *label = gtk_label_new (_ (field->label));
  GtkWidget *value = gtk_label_new (text);
  const int row = gtk_grid_get_child_at (grid, 0, 0) != NULL
                      ? GPOINTER_TO_INT (g_object_get_data (G_OBJECT (grid), "rows"))
                      : 0;

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (value), 0);
  gtk_label_set_wrap (GTK_LABEL (value), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (value), 48);
  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  gtk_grid_attach (grid, value, 1, row, 1, 1);
  g_object_set_data (G_OBJECT (grid), "rows", GINT_TO_POINTER (row + 1));
}

static void
add_fields (GtkGrid *grid, SgnConnection *connection, SgnRecord *record)
{
  const SgnRecordType *type = sgn_record_get_record_type (record);

  for (guint i = 0; i < type->n_fields; i++)
    {
      const SgnField *field = &type->fields[i];
      const SgnMoneyUnit unit = sgn_settings_money_unit ();
      g_autofree char *text
          = sgn_field_format (field, connection, sgn_record_get (record, field->name), unit);

      if (text[0] != '\0' && field->kind == SGN_FIELD_MONEY)
        {
          g_autofree char *with_unit = g_strdup_printf ("%s %s", text, sgn_money_unit_label (unit));

          add_line (grid, field, with_unit);
        }
      else if (text[0] != '\0')
        add_line (grid, field, text);
    }
}

void
sgn_record_card_show (GtkWindow *parent, SgnLedger *ledger, const SgnRecordType *type, gint64 id)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnRecord) record = sgn_record_load (connection, type, id, &error);
  g_autoptr (GtkBuilder) builder = NULL;
  g_autofree char *title = NULL;
  GtkWindow *window;

  if (record == NULL)
    {
      sgn_show_error (parent, _ ("This record cannot be shown"), g_steal_pointer (&error));
      return;
    }
  builder = gtk_builder_new_from_resource ("/vn/sogiamngheo/ui/dialogs/record-card.ui");
  window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  title = sgn_record_title (connection, type, id);
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "kind")), _ (type->label));
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "heading")), title);
  gtk_window_set_title (window, _ (type->label));
  add_fields (GTK_GRID (gtk_builder_get_object (builder, "grid")), connection, record);
  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
