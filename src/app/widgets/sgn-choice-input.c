#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-choice-input.h"

#include "base/sgn-text.h"
#include "programme/sgn-programme.h"
#include "record/sgn-query.h"

#include <glib/gi18n-lib.h>

struct _SgnChoiceInput
{
  SgnInput parent_instance;

  GtkDropDown *drop_down;
  GtkStringList *labels; /* owned by the drop-down */
  GPtrArray *values;     /* owned: what is stored, beside each label; "" for nothing */
  GString *letters;      /* owned: typed to find a label */
  guint32 typed_at;      /* ms */
};

G_DEFINE_FINAL_TYPE (SgnChoiceInput, sgn_choice_input, SGN_TYPE_INPUT)

static void
selected_cb (SgnChoiceInput *self)
{
  sgn_input_edited (SGN_INPUT (self));
  sgn_input_leave (SGN_INPUT (self));
}

/* Letters that come later than this begin a new word. */
#define WORD_MS 1000

/* A label that begins as typed comes before one that only has a word like it. */
static guint
find_label (SgnChoiceInput *self, const char *typed)
{
  g_autofree char *wanted = sgn_text_fold (typed);
  guint found = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < self->values->len; i++)
    {
      g_autofree char *label = sgn_text_fold (gtk_string_list_get_string (self->labels, i));

      if (g_str_has_prefix (label, wanted))
        return i;
      if (found == GTK_INVALID_LIST_POSITION && sgn_text_contains_folded (label, wanted))
        found = i;
    }
  return found;
}

/* A few letters choose, as in any list; Delete chooses nothing. */
static gboolean
key_pressed_cb (SgnChoiceInput *self, guint key, guint code, GdkModifierType state,
                GtkEventController *keys)
{
  const guint32 now = gtk_event_controller_get_current_event_time (keys);
  const gunichar letter = gdk_keyval_to_unicode (key);
  guint found;

  if (now - self->typed_at > WORD_MS)
    g_string_truncate (self->letters, 0);
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (key == GDK_KEY_BackSpace || key == GDK_KEY_Delete)
    gtk_drop_down_set_selected (self->drop_down, 0);
  else if (!g_unichar_isgraph (letter) && (letter != ' ' || self->letters->len == 0))
    return FALSE;
  else
    {
      g_string_append_unichar (self->letters, letter);
      self->typed_at = now;
      found = find_label (self, self->letters->str);
      if (found != GTK_INVALID_LIST_POSITION)
        gtk_drop_down_set_selected (self->drop_down, found);
      else
        gtk_widget_error_bell (GTK_WIDGET (self));
    }
  return TRUE;
}

static void
add_choice (SgnChoiceInput *self, const char *value, const char *label)
{
  g_ptr_array_add (self->values, g_strdup (value));
  gtk_string_list_append (self->labels, label);
}

static void
add_codes (SgnChoiceInput *self, const char *list, SgnConnection *connection)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_code_item);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  sgn_query_where_text (query, "list", list);
  ids = sgn_query_run (query, connection, NULL, &error);
  if (ids == NULL)
    g_warning ("Codes of %s: %s", list, error->message);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (SgnRecord) item
          = sgn_record_load (connection, &sgn_type_code_item, g_array_index (ids, gint64, i), NULL);

      if (item != NULL)
        add_choice (self, sgn_record_get_text (item, "code"), sgn_record_get_text (item, "name"));
    }
}

static void
sgn_choice_input_describe (SgnInput *input, const SgnField *field, SgnLedger *ledger)
{
  SgnChoiceInput *self = SGN_CHOICE_INPUT (input);

  gtk_string_list_splice (self->labels, 0, g_list_model_get_n_items (G_LIST_MODEL (self->labels)),
                          NULL);
  g_ptr_array_set_size (self->values, 0);
  add_choice (self, "", (field->flags & SGN_FIELD_REQUIRED) != 0 ? _ ("Choose…") : "–");
  for (const SgnChoice *choice = field->choices; choice != NULL && choice->value != NULL; choice++)
    add_choice (self, choice->value, _ (choice->label));
  if (field->code_list != NULL && ledger != NULL)
    add_codes (self, field->code_list, sgn_ledger_get_connection (ledger));
}

static char *
sgn_choice_input_get_text (SgnInput *input)
{
  SgnChoiceInput *self = SGN_CHOICE_INPUT (input);
  const guint selected = gtk_drop_down_get_selected (self->drop_down);

  return g_strdup (selected < self->values->len ? self->values->pdata[selected] : "");
}

/* A value the list does not have any more is kept, and shown as it is. */
static void
sgn_choice_input_set_text (SgnInput *input, const char *text)
{
  SgnChoiceInput *self = SGN_CHOICE_INPUT (input);

  for (guint i = 0; i < self->values->len; i++)
    if (g_strcmp0 (self->values->pdata[i], text) == 0)
      {
        gtk_drop_down_set_selected (self->drop_down, i);
        return;
      }
  add_choice (self, text, text);
  gtk_drop_down_set_selected (self->drop_down, self->values->len - 1);
}

static void
sgn_choice_input_write (SgnInput *input, const SgnValue *value)
{
  sgn_choice_input_set_text (input, value->kind == SGN_VALUE_TEXT ? value->text : "");
}

static void
sgn_choice_input_finalize (GObject *object)
{
  g_ptr_array_unref (SGN_CHOICE_INPUT (object)->values);
  g_string_free (SGN_CHOICE_INPUT (object)->letters, TRUE);
  G_OBJECT_CLASS (sgn_choice_input_parent_class)->finalize (object);
}

static void
sgn_choice_input_class_init (SgnChoiceInputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_choice_input_finalize;
  SGN_INPUT_CLASS (klass)->describe = sgn_choice_input_describe;
  SGN_INPUT_CLASS (klass)->get_text = sgn_choice_input_get_text;
  SGN_INPUT_CLASS (klass)->set_text = sgn_choice_input_set_text;
  SGN_INPUT_CLASS (klass)->write = sgn_choice_input_write;
}

static void
sgn_choice_input_init (SgnChoiceInput *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->letters = g_string_new (NULL);
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->labels = gtk_string_list_new (NULL);
  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (self->labels), NULL));
  sgn_input_set_editor (SGN_INPUT (self), GTK_WIDGET (self->drop_down),
                        GTK_WIDGET (self->drop_down));
  g_signal_connect_swapped (self->drop_down, "notify::selected", G_CALLBACK (selected_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
