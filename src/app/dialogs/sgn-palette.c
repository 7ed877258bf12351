#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-palette.h"

#include "app/sgn-page-registry.h"
#include "base/sgn-text.h"
#include "programme/sgn-programme.h"
#include "record/sgn-finder.h"

#include <glib/gi18n-lib.h>

#define MAX_RECORDS 20

struct _SgnPalette
{
  GtkPopover parent_instance;

  /* template widgets */
  GtkSearchEntry *entry;
  GtkListBox *list;
  GtkLabel *empty_label;

  /* owned */
  SgnLedger *ledger;
};

G_DEFINE_FINAL_TYPE (SgnPalette, sgn_palette, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GtkWidget *
add_row (SgnPalette *self, const char *text, const char *kind)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *kind_label = gtk_label_new (kind);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (kind_label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), kind_label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_append (self->list, row);
  return row;
}

/* Also in the main menu; those that cannot be done now are not offered. */
static void
add_commands (SgnPalette *self, const char *needle)
{
  static const struct
  {
    const char *text, *action;
  } COMMANDS[] = {
    { N_ ("Print what is shown"), "print" }, { N_ ("Export what is shown"), "export" },
    { N_ ("Back up now"), "backup" },        { N_ ("Load a catalogue"), "load-catalogue" },
    { N_ ("Preferences"), "preferences" },   { N_ ("Guide at this page"), "guide" },
  };
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (COMMANDS) && G_IS_ACTION_GROUP (root); i++)
    {
      g_autofree char *folded = sgn_text_fold (_ (COMMANDS[i].text));
      GtkWidget *row;

      if (!sgn_text_contains_folded (folded, needle)
          || !g_action_group_get_action_enabled (G_ACTION_GROUP (root), COMMANDS[i].action))
        continue;
      row = add_row (self, _ (COMMANDS[i].text), _ ("Command"));
      g_object_set_data (G_OBJECT (row), "command", (gpointer)COMMANDS[i].action);
    }
}

static void
add_pages (SgnPalette *self, const char *needle)
{
  guint n;
  const SgnPageInfo *pages = sgn_page_registry_list (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s %s", _ (pages[i].label), _ (pages[i].title));
      g_autofree char *folded = sgn_text_fold (text);
      GtkWidget *row;

      if (!sgn_text_contains_folded (folded, needle))
        continue;
      row = add_row (self, _ (pages[i].label), _ ("Page"));
      g_object_set_data (G_OBJECT (row), "page", (gpointer)pages[i].name);
    }
}

static void
add_records (SgnPalette *self, const char *text)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) hits
      = sgn_finder_find (connection, sgn_programme_types (), text, MAX_RECORDS, &error);

  if (hits == NULL)
    {
      gtk_label_set_label (self->empty_label, error->message);
      return;
    }
  for (guint i = 0; i < hits->len; i++)
    {
      const SgnHit *hit = &g_array_index (hits, SgnHit, i);
      g_autofree char *title = sgn_record_title (connection, hit->type, hit->id);

      GtkWidget *row = add_row (self, title, _ (hit->type->label));

      g_object_set_data_full (G_OBJECT (row), "hit", g_memdup2 (hit, sizeof *hit), g_free);
    }
}

static void
search_changed_cb (SgnPalette *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *needle = sgn_text_fold (text);
  GtkWidget *row;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0))) != NULL)
    gtk_list_box_remove (self->list, row);
  gtk_label_set_label (self->empty_label, _ ("Nothing begins with these letters."));
  add_pages (self, needle);
  if (needle[0] != '\0')
    add_commands (self, needle);
  if (needle[0] != '\0' && self->ledger != NULL)
    add_records (self, text);
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0));
  if (row != NULL)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
}

static void
choose (SgnPalette *self, GtkListBoxRow *row)
{
  const char *page = g_object_get_data (G_OBJECT (row), "page");
  const char *command = g_object_get_data (G_OBJECT (row), "command");
  const SgnHit *found = g_object_get_data (G_OBJECT (row), "hit");
  const SgnHit hit = found != NULL ? *found : (SgnHit){ NULL, 0 };

  gtk_popover_popdown (GTK_POPOVER (self));
  if (command != NULL)
    {
      g_action_group_activate_action (G_ACTION_GROUP (gtk_widget_get_root (GTK_WIDGET (self))),
                                      command, NULL);
      return;
    }
  g_signal_emit (self, signals[CHOSEN], 0, page, hit.type != NULL ? hit.type->name : NULL, hit.id);
}

static void
row_activated_cb (SgnPalette *self, GtkListBoxRow *row)
{
  choose (self, row);
}

static void
entry_activate_cb (SgnPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    choose (self, row);
}

/* Up and down move in the list while the letters stay in the entry. */
static gboolean
key_pressed_cb (SgnPalette *self, guint key)
{
  const int step = key == GDK_KEY_Down ? 1 : key == GDK_KEY_Up ? -1 : 0;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (step == 0 || row == NULL)
    return FALSE;
  row = gtk_list_box_get_row_at_index (self->list, gtk_list_box_row_get_index (row) + step);
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
  return TRUE;
}

static void
show_cb (SgnPalette *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  search_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
sgn_palette_dispose (GObject *object)
{
  SgnPalette *self = SGN_PALETTE (object);

  g_clear_object (&self->ledger);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_PALETTE);
  G_OBJECT_CLASS (sgn_palette_parent_class)->dispose (object);
}

static void
sgn_palette_class_init (SgnPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_palette_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", SGN_TYPE_PALETTE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/dialogs/palette.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, SgnPalette, list);
  gtk_widget_class_bind_template_child (widget_class, SgnPalette, empty_label);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
}

static void
sgn_palette_init (SgnPalette *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sgn_palette_new (void)
{
  return g_object_new (SGN_TYPE_PALETTE, NULL);
}

void
sgn_palette_set_ledger (SgnPalette *self, SgnLedger *ledger)
{
  g_return_if_fail (SGN_IS_PALETTE (self));
  g_set_object (&self->ledger, ledger);
}
