#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-record-input.h"

#include "app/widgets/sgn-suggestions.h"
#include "base/sgn-error.h"
#include "base/sgn-id.h"
#include "base/sgn-text.h"
#include "programme/sgn-place.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

#define MAX_OFFERED 50
/* Of those whose name fits, so many are asked where they are. */
#define MAX_LOOKED_THROUGH 400

struct _SgnRecordInput
{
  SgnInput parent_instance;

  GtkEntry *entry;
  SgnSuggestions *suggestions; /* below the entry */

  /* owned */
  SgnQuery *query;
  GArray *offered; /* of gint64: the records of the suggested lines */
  gint64 id;       /* what was chosen; 0: nothing */
  char *id_title;  /* its title, to see whether somebody typed something else */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (SgnRecordInput, sgn_record_input, SGN_TYPE_INPUT)

static SgnConnection *
connection_of (SgnRecordInput *self)
{
  SgnLedger *ledger = sgn_input_get_ledger (SGN_INPUT (self));

  return ledger != NULL ? sgn_ledger_get_connection (ledger) : NULL;
}

/* Units and households have namesakes: they are told apart by where they are. */
static char *
describe (SgnRecordInput *self, gint64 id)
{
  const SgnRecordType *type = sgn_input_get_description (SGN_INPUT (self))->reference;

  if (type == &sgn_type_unit)
    return sgn_place_describe (connection_of (self), id);
  if (type == &sgn_type_household)
    return sgn_place_describe_household (connection_of (self), id);
  return sgn_record_title (connection_of (self), type, id);
}

static void
set_entry_text (SgnRecordInput *self, const char *text)
{
  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->showing = FALSE;
}

static void
choose (SgnRecordInput *self, gint64 id)
{
  self->id = id;
  g_free (self->id_title);
  self->id_title = id != 0 && connection_of (self) != NULL ? describe (self, id) : g_strdup ("");
  set_entry_text (self, self->id_title);
}

static gboolean
is_searched (const SgnRecordType *type)
{
  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & SGN_FIELD_SEARCHED) != 0)
      return TRUE;
  return FALSE;
}

/* Types the search index does not hold are short lists: their titles are looked through. */
static GArray *
find_in_titles (SgnRecordInput *self, const SgnQuery *query, const char *text)
{
  g_autofree char *needle = sgn_text_fold (text);
  g_autoptr (GArray) all = sgn_query_run (query, connection_of (self), NULL, NULL);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; all != NULL && i < all->len && found->len < MAX_OFFERED; i++)
    {
      const gint64 id = g_array_index (all, gint64, i);
      g_autofree char *title = describe (self, id);
      g_autofree char *folded = sgn_text_fold (title);

      if (sgn_text_contains_folded (folded, needle))
        g_array_append_val (found, id);
    }
  return found;
}

static gboolean
contains_words (const char *text, char **words)
{
  g_autofree char *folded = sgn_text_fold (text);

  for (char **word = words; *word != NULL; word++)
    if (!sgn_text_contains_folded (folded, *word))
      return FALSE;
  return TRUE;
}

/* "na mau tri phuong": the first words name it, the others say where it is. Takes @found, which is
 * empty. */
static GArray *
find_by_place (SgnRecordInput *self, SgnQuery *query, GArray *found, const char *text)
{
  g_autofree char *folded = sgn_text_fold (text);
  g_auto (GStrv) words = g_strsplit_set (folded, " ,", -1);
  g_autoptr (GString) name = g_string_new (folded);

  sgn_query_set_limit (query, MAX_LOOKED_THROUGH);
  while (found->len == 0 && strrchr (name->str, ' ') != NULL)
    {
      g_autoptr (GArray) named = NULL;

      g_string_truncate (name, (gsize)(strrchr (name->str, ' ') - name->str));
      sgn_query_find (query, name->str);
      named = sgn_query_run (query, connection_of (self), NULL, NULL);
      for (guint i = 0; named != NULL && i < named->len && found->len < MAX_OFFERED; i++)
        {
          g_autofree char *title = describe (self, g_array_index (named, gint64, i));

          if (contains_words (title, words))
            g_array_append_val (found, g_array_index (named, gint64, i));
        }
    }
  return found;
}

static GArray *
find (SgnRecordInput *self, const char *text)
{
  const SgnField *field = sgn_input_get_description (SGN_INPUT (self));
  g_autoptr (SgnQuery) query
      = self->query != NULL ? sgn_query_copy (self->query) : sgn_query_new (field->reference);
  g_autoptr (GError) error = NULL;
  GArray *found;

  if (text[0] != '\0' && !is_searched (field->reference))
    return find_in_titles (self, query, text);
  sgn_query_find (query, text);
  sgn_query_set_limit (query, MAX_OFFERED);
  found = sgn_query_run (query, connection_of (self), NULL, &error);
  if (found != NULL)
    return found->len == 0 ? find_by_place (self, query, found, text) : found;
  g_warning ("Finding %s: %s", field->reference->name, error->message);
  return g_array_new (FALSE, FALSE, sizeof (gint64));
}

/* Several may hold the words, and one be called exactly that. */
static gint64
find_by_name (SgnRecordInput *self, const GArray *found, const char *text)
{
  g_autofree char *wanted = sgn_text_fold (text);
  gint64 match = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const gint64 id = g_array_index (found, gint64, i);
      g_autofree char *title = describe (self, id);
      g_autofree char *folded = sgn_text_fold (title);

      if (found->len > 1 && !g_str_equal (folded, wanted))
        continue;
      if (match != 0)
        return 0;
      match = id;
    }
  return match;
}

static void
chosen_cb (SgnRecordInput *self, guint line)
{
  choose (self, g_array_index (self->offered, gint64, line));
  sgn_input_edited (SGN_INPUT (self));
  sgn_input_leave (SGN_INPUT (self));
}

static void
offer (SgnRecordInput *self, const char *text)
{
  const SgnField *field = sgn_input_get_description (SGN_INPUT (self));
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  if (connection_of (self) == NULL || field == NULL)
    return;
  g_clear_pointer (&self->offered, g_array_unref);
  self->offered = find (self, text);
  for (guint i = 0; i < self->offered->len; i++)
    g_ptr_array_add (lines, describe (self, g_array_index (self->offered, gint64, i)));
  g_ptr_array_add (lines, NULL);
  sgn_suggestions_offer (self->suggestions, (const char *const *)lines->pdata);
}

static void
wanted_cb (SgnRecordInput *self)
{
  offer (self, "");
}

static void
changed_cb (SgnRecordInput *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->showing)
    return;
  if (g_strcmp0 (text, self->id_title) != 0)
    self->id = 0;
  sgn_input_edited (SGN_INPUT (self));
  if (gtk_widget_get_mapped (GTK_WIDGET (self->entry)))
    offer (self, text);
}

static char *
sgn_record_input_get_text (SgnInput *input)
{
  SgnRecordInput *self = SGN_RECORD_INPUT (input);

  return self->id != 0 ? sgn_id_format (self->id)
                       : g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
sgn_record_input_set_text (SgnInput *input, const char *text)
{
  SgnRecordInput *self = SGN_RECORD_INPUT (input);
  gint64 id;

  if (sgn_id_parse (text, &id, NULL))
    choose (self, id);
  else
    {
      self->id = 0;
      set_entry_text (self, text);
    }
}

/* Letters that name exactly one record are as good as choosing it. */
static gboolean
sgn_record_input_read (SgnInput *input, SgnValue *value, GError **error)
{
  SgnRecordInput *self = SGN_RECORD_INPUT (input);
  const SgnField *field = sgn_input_get_description (input);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GArray) found = NULL;

  if (self->id == 0 && text[0] != '\0' && connection_of (self) != NULL)
    {
      found = find (self, text);
      self->id = find_by_name (self, found, text);
      if (self->id == 0)
        {
          g_set_error (error, SGN_BASE_ERROR,
                       found->len == 0 ? SGN_BASE_ERROR_INVALID : SGN_BASE_ERROR_AMBIGUOUS,
                       found->len == 0 ? _ ("%s: nothing here is called “%s”.")
                                       : _ ("%s: several match “%s”; choose one from the list."),
                       _ (field->label), text);
          return FALSE;
        }
    }
  *value = self->id != 0 ? sgn_value_int (self->id) : (SgnValue)SGN_VALUE_INIT;
  return sgn_field_check (field, value, error);
}

static void
sgn_record_input_write (SgnInput *input, const SgnValue *value)
{
  choose (SGN_RECORD_INPUT (input), value->kind == SGN_VALUE_INT ? value->integer : 0);
}

static void
sgn_record_input_dispose (GObject *object)
{
  SgnRecordInput *self = SGN_RECORD_INPUT (object);

  if (self->suggestions != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->suggestions));
  self->suggestions = NULL;
  g_clear_pointer (&self->offered, g_array_unref);
  g_clear_pointer (&self->query, sgn_query_free);
  g_clear_pointer (&self->id_title, g_free);
  G_OBJECT_CLASS (sgn_record_input_parent_class)->dispose (object);
}

static void
sgn_record_input_class_init (SgnRecordInputClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sgn_record_input_dispose;
  SGN_INPUT_CLASS (klass)->get_text = sgn_record_input_get_text;
  SGN_INPUT_CLASS (klass)->set_text = sgn_record_input_set_text;
  SGN_INPUT_CLASS (klass)->read = sgn_record_input_read;
  SGN_INPUT_CLASS (klass)->write = sgn_record_input_write;
}

static void
sgn_record_input_init (SgnRecordInput *self)
{
  self->entry = GTK_ENTRY (gtk_entry_new ());
  self->suggestions = sgn_suggestions_new (self->entry, "sgn-search-symbolic");
  sgn_input_set_editor (SGN_INPUT (self), GTK_WIDGET (self->entry), GTK_WIDGET (self->entry));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_object (self->suggestions, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->suggestions, "wanted", G_CALLBACK (wanted_cb), self,
                           G_CONNECT_SWAPPED);
}

void
sgn_record_input_set_query (SgnRecordInput *self, const SgnQuery *query)
{
  g_return_if_fail (SGN_IS_RECORD_INPUT (self));
  g_clear_pointer (&self->query, sgn_query_free);
  if (query != NULL)
    self->query = sgn_query_copy (query);
}
