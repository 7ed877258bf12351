#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-codes-input.h"

#include "app/widgets/sgn-wrap-box.h"
#include "programme/sgn-programme.h"
#include "record/sgn-query.h"

#include <glib/gi18n-lib.h>

#define NONE "none"

struct _SgnCodesInput
{
  SgnInput parent_instance;

  GtkWidget *box;

  /* owned */
  char *list;
  char *none_label;
  GPtrArray *codes;  /* of char */
  GPtrArray *checks; /* of GtkCheckButton, borrowed from the box; one beside each code */
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (SgnCodesInput, sgn_codes_input, SGN_TYPE_INPUT)

enum
{
  PROP_LIST = 1,
  PROP_NONE_LABEL,
};

/* None excludes the others, and they it. */
static void
exclude (SgnCodesInput *self, GtkCheckButton *toggled)
{
  guint at = 0;
  gboolean none;

  if (!gtk_check_button_get_active (toggled) || !g_ptr_array_find (self->checks, toggled, &at))
    return;
  none = g_str_equal (self->codes->pdata[at], NONE);
  for (guint i = 0; i < self->codes->len; i++)
    if (i != at && (none || g_str_equal (self->codes->pdata[i], NONE)))
      gtk_check_button_set_active (self->checks->pdata[i], FALSE);
}

static void
toggled_cb (SgnCodesInput *self, GtkCheckButton *toggled)
{
  if (self->setting)
    return;
  self->setting = TRUE;
  exclude (self, toggled);
  self->setting = FALSE;
  sgn_input_edited (SGN_INPUT (self));
  sgn_input_leave (SGN_INPUT (self));
}

static GtkCheckButton *
add_check (SgnCodesInput *self, const char *code, const char *label)
{
  GtkWidget *check = gtk_check_button_new_with_label (label);

  g_ptr_array_add (self->codes, g_strdup (code));
  g_ptr_array_add (self->checks, check);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_widget_set_parent (check, self->box);
  return GTK_CHECK_BUTTON (check);
}

static int
find_code (SgnCodesInput *self, const char *code)
{
  for (guint i = 0; i < self->codes->len; i++)
    if (g_strcmp0 (self->codes->pdata[i], code) == 0)
      return (int)i;
  return -1;
}

static void
add_codes (SgnCodesInput *self, SgnConnection *connection)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_code_item);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_text (query, "list", self->list);
  ids = sgn_query_run (query, connection, NULL, &error);
  if (ids == NULL)
    g_warning ("Codes of %s: %s", self->list, error->message);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (SgnRecord) item
          = sgn_record_load (connection, &sgn_type_code_item, g_array_index (ids, gint64, i), NULL);

      if (item != NULL && find_code (self, sgn_record_get_text (item, "code")) < 0)
        add_check (self, sgn_record_get_text (item, "code"), sgn_record_get_text (item, "name"));
    }
}

static void
sgn_codes_input_describe (SgnInput *input, const SgnField *field, SgnLedger *ledger)
{
  SgnCodesInput *self = SGN_CODES_INPUT (input);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_widget_unparent (child);
  g_ptr_array_set_size (self->codes, 0);
  g_ptr_array_set_size (self->checks, 0);
  if (ledger != NULL)
    add_codes (self, sgn_ledger_get_connection (ledger));
  if (self->none_label != NULL)
    add_check (self, NONE, self->none_label);
}

static char *
sgn_codes_input_get_text (SgnInput *input)
{
  SgnCodesInput *self = SGN_CODES_INPUT (input);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->codes->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                              (const char *)self->codes->pdata[i]);
  return g_string_free (text, FALSE);
}

/* A code the list does not have any more is kept, and shown as it is. */
static void
sgn_codes_input_set_text (SgnInput *input, const char *text)
{
  SgnCodesInput *self = SGN_CODES_INPUT (input);
  g_auto (GStrv) given = g_strsplit (text, " ", -1);

  self->setting = TRUE;
  for (guint i = 0; given[i] != NULL; i++)
    if (given[i][0] != '\0' && find_code (self, given[i]) < 0)
      add_check (self, given[i], given[i]);
  for (guint i = 0; i < self->codes->len; i++)
    gtk_check_button_set_active (self->checks->pdata[i],
                                 g_strv_contains ((const char *const *)given,
                                                  self->codes->pdata[i]));
  self->setting = FALSE;
  sgn_input_edited (input);
}

static gboolean
sgn_codes_input_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (SGN_CODES_INPUT (widget)->box, GTK_DIR_TAB_FORWARD);
}

static void
sgn_codes_input_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SgnCodesInput *self = SGN_CODES_INPUT (object);

  g_value_set_string (value, id == PROP_LIST ? self->list : self->none_label);
}

static void
sgn_codes_input_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SgnCodesInput *self = SGN_CODES_INPUT (object);
  char **property = id == PROP_LIST ? &self->list : &self->none_label;

  g_free (*property);
  *property = g_value_dup_string (value);
}

static void
sgn_codes_input_finalize (GObject *object)
{
  SgnCodesInput *self = SGN_CODES_INPUT (object);

  g_free (self->list);
  g_free (self->none_label);
  g_ptr_array_unref (self->codes);
  g_ptr_array_unref (self->checks);
  G_OBJECT_CLASS (sgn_codes_input_parent_class)->finalize (object);
}

static void
sgn_codes_input_class_init (SgnCodesInputClass *klass)
{
  static const char *const names[] = { "list", "none-label" };

  G_OBJECT_CLASS (klass)->get_property = sgn_codes_input_get_property;
  G_OBJECT_CLASS (klass)->set_property = sgn_codes_input_set_property;
  G_OBJECT_CLASS (klass)->finalize = sgn_codes_input_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = sgn_codes_input_grab_focus;
  SGN_INPUT_CLASS (klass)->describe = sgn_codes_input_describe;
  SGN_INPUT_CLASS (klass)->get_text = sgn_codes_input_get_text;
  SGN_INPUT_CLASS (klass)->set_text = sgn_codes_input_set_text;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_object_class_install_property (G_OBJECT_CLASS (klass), i + 1,
                                     g_param_spec_string (names[i], NULL, NULL, NULL,
                                                          G_PARAM_READWRITE
                                                              | G_PARAM_STATIC_STRINGS));
}

static void
sgn_codes_input_init (SgnCodesInput *self)
{
  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->checks = g_ptr_array_new ();
  self->box = sgn_wrap_box_new ();
  sgn_input_set_editor (SGN_INPUT (self), self->box, self->box);
}
