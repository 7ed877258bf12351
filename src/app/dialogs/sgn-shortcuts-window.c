#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-shortcuts-window.h"

#include <glib/gi18n-lib.h>

/* A line without keys is a heading. */
static const struct
{
  const char *keys, *text;
} LINES[] = {
  { NULL, N_ ("Everywhere") },
  { "<Control>k", N_ ("Go to a page or record by a few letters") },
  { "<Control>f", N_ ("Search this page") },
  { "<Control>n", N_ ("New record") },
  { "<Control>s", N_ ("Save") },
  { "<Control>z", N_ ("Undo the last saved change") },
  { "<Control><Shift>z", N_ ("Redo it") },
  { "F1", N_ ("Guide at this page") },
  { "<Control>Page_Down", N_ ("Next page") },
  { "<Control>Page_Up", N_ ("Previous page") },
  { "F9", N_ ("Side bar") },
  { "F10", N_ ("Main menu") },
  { NULL, N_ ("In a form") },
  { "Return", N_ ("Next field") },
  { "<Shift>Return", N_ ("Previous field") },
  { "<Control>Return", N_ ("Save and start another") },
  { "<Control>d", N_ ("As in the household entered before") },
  { "Escape", N_ ("Leave the form; what was typed is kept as a draft") },
  { NULL, N_ ("In a list or table") },
  { "Return", N_ ("Open the record") },
  { "<Control>c", N_ ("Copy the selected rows") },
  { "<Control><Shift>c", N_ ("Copy the whole table") },
  { "<Control>e", N_ ("Export what is shown") },
  { "<Control>p", N_ ("Print what is shown") },
  { "<Control><Shift>e", N_ ("Make an appendix or form") },
  { "F2", N_ ("Edit the cell") },
  { "<Control>d", N_ ("Repeat the cell above") },
  { "<Control>v", N_ ("Paste a block from Excel") },
  { NULL, N_ ("Ledger") },
  { "<Control>o", N_ ("Open a ledger") },
  { "<Control>w", N_ ("Close the ledger") },
  { "<Control><Shift>b", N_ ("Back up now") },
  { "<Control>comma", N_ ("Preferences") },
  { "<Control>question", N_ ("This list") },
};

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Two columns, broken at a heading, so that the list fits a small screen. */
static void
fill (GtkBox *columns)
{
  GtkGrid *grid = NULL;
  int row = 0;

  for (guint i = 0; i < G_N_ELEMENTS (LINES); i++)
    {
      const gboolean heading = LINES[i].keys == NULL;

      if (grid == NULL || (heading && row > 8))
        {
          grid = GTK_GRID (gtk_grid_new ());
          gtk_grid_set_row_spacing (grid, 6);
          gtk_grid_set_column_spacing (grid, 18);
          gtk_box_append (columns, GTK_WIDGET (grid));
          row = 0;
        }
      if (heading)
        gtk_grid_attach (grid, make_label (_ (LINES[i].text), "card-title"), 0, row, 2, 1);
      else
        {
          guint key;
          GdkModifierType modifiers;
          g_autofree char *keys = NULL;

          gtk_accelerator_parse (LINES[i].keys, &key, &modifiers);
          keys = gtk_accelerator_get_label (key, modifiers);
          g_strdelimit (keys, "_", ' ');
          gtk_grid_attach (grid, make_label (keys, "keycap"), 0, row, 1, 1);
          gtk_grid_attach (grid, make_label (_ (LINES[i].text), "keytext"), 1, row, 1, 1);
        }
      row++;
    }
}

void
sgn_shortcuts_window_show (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/vn/sogiamngheo/ui/dialogs/shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));

  fill (GTK_BOX (gtk_builder_get_object (builder, "columns")));
  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
