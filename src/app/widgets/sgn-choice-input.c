#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-choice-input.h"

#include "programme/sgn-programme.h"
#include "record/sgn-query.h"

#include <glib/gi18n-lib.h>

struct _SgnChoiceInput
{
  SgnInput parent_instance;

  GtkDropDown *drop_down;
  GtkStringList *labels; /* owned by the drop-down */
  GPtrArray *values;     /* owned: what is stored, beside each label; "" for nothing */
};

G_DEFINE_FINAL_TYPE (SgnChoiceInput, sgn_choice_input, SGN_TYPE_INPUT)

static void
selected_cb (SgnChoiceInput *self)
{
  sgn_input_edited (SGN_INPUT (self));
  sgn_input_leave (SGN_INPUT (self));
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
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->labels = gtk_string_list_new (NULL);
  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (self->labels), NULL));
  sgn_input_set_editor (SGN_INPUT (self), GTK_WIDGET (self->drop_down),
                        GTK_WIDGET (self->drop_down));
  g_signal_connect_swapped (self->drop_down, "notify::selected", G_CALLBACK (selected_cb), self);
}
