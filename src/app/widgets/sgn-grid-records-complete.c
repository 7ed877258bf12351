#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-grid-records-private.h"

#include "base/sgn-text.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

/* A list longer than this is not read whole: it is asked for what was typed. */
#define MAX_CANDIDATES 3000
#define MAX_SUGGESTIONS 50

typedef struct
{
  char *label;   /* in the list of suggestions */
  char *display; /* in a cell: short where there is a short name */
  char *folded;
  SgnValue value;
} Candidate;

/* What a column can hold. */
typedef struct
{
  GPtrArray *items;     /* of Candidate */
  GHashTable *by_value; /* id or code as text -> Candidate */
  GHashTable *by_text;  /* label or display -> Candidate; NULL where two are called so */
} Candidates;

static void
candidate_free (Candidate *candidate)
{
  g_free (candidate->label);
  g_free (candidate->display);
  g_free (candidate->folded);
  sgn_value_clear (&candidate->value);
  g_free (candidate);
}

static Candidates *
candidates_new (void)
{
  Candidates *self = g_new0 (Candidates, 1);

  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify)candidate_free);
  self->by_value = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_text = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
sgn_grid_candidates_free (gpointer user_data)
{
  Candidates *self = user_data;

  g_hash_table_unref (self->by_value);
  g_hash_table_unref (self->by_text);
  g_ptr_array_unref (self->items);
  g_free (self);
}

static char *
make_key (const SgnValue *value)
{
  return value->kind == SGN_VALUE_TEXT ? g_strdup (value->text)
                                       : g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
}

static void
index_text (Candidates *self, Candidate *candidate, const char *text)
{
  gpointer other = NULL;

  if (g_hash_table_lookup_extended (self->by_text, text, NULL, &other) && other != candidate)
    candidate = NULL;
  g_hash_table_insert (self->by_text, (char *)text, candidate);
}

/* Takes @label and, where it is not NULL, @display. */
static void
add_candidate (Candidates *self, char *label, char *display, const SgnValue *value)
{
  Candidate *candidate = g_new0 (Candidate, 1);
  g_autofree char *words = NULL;

  candidate->label = label;
  candidate->display = display != NULL ? display : g_strdup (label);
  words = g_strdup_printf ("%s %s", candidate->label, candidate->display);
  candidate->folded = sgn_text_fold (words);
  candidate->value = sgn_value_copy (value);
  g_ptr_array_add (self->items, candidate);
  g_hash_table_insert (self->by_value, make_key (value), candidate);
  index_text (self, candidate, candidate->label);
  index_text (self, candidate, candidate->display);
}

static void
add_codes (SgnGridRecords *self, const SgnField *field, Candidates *candidates)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_code_item);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_text (query, "list", field->code_list);
  sgn_query_set_sort (query, "position");
  ids = sgn_query_run (query, connection, NULL, NULL);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (SgnRecord) item
          = sgn_record_load (connection, &sgn_type_code_item, g_array_index (ids, gint64, i), NULL);
      const SgnValue *code = item != NULL ? sgn_record_get (item, "code") : NULL;

      /* A newer catalogue may name the same code again. */
      if (code == NULL || g_hash_table_contains (candidates->by_value, code->text))
        continue;
      add_candidate (candidates, sgn_field_format (field, connection, code, SGN_MONEY_DONG),
                     g_strdup (sgn_record_get_text (item, "short-name")), code);
    }
}

/* "1.1 Hạ tầng …": the code stays with the short name, because people know components by it. */
static char *
make_short_title (SgnConnection *connection, const SgnRecordType *type, gint64 id)
{
  g_autoptr (SgnRecord) record = NULL;
  const char *code = NULL, *name;

  if (sgn_record_type_field (type, "short-name") == NULL)
    return NULL;
  record = sgn_record_load (connection, type, id, NULL);
  name = record != NULL ? sgn_record_get_text (record, "short-name") : NULL;
  if (name == NULL)
    return NULL;
  if (sgn_record_type_field (type, "code") != NULL)
    code = sgn_record_get_text (record, "code");
  return code != NULL ? g_strdup_printf ("%s %s", code, name) : g_strdup (name);
}

static void
add_records (SgnGridRecords *self, const SgnField *field, const char *text, Candidates *candidates)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (SgnQuery) query = sgn_query_new (field->reference);
  g_autoptr (GArray) ids = NULL;

  sgn_query_find (query, text);
  sgn_query_set_limit (query, text != NULL ? MAX_SUGGESTIONS : MAX_CANDIDATES + 1);
  ids = sgn_query_run (query, connection, NULL, NULL);
  if (ids == NULL || (text == NULL && ids->len > MAX_CANDIDATES))
    return;
  for (guint i = 0; i < ids->len; i++)
    {
      SgnValue id = sgn_value_int (g_array_index (ids, gint64, i));

      add_candidate (candidates, sgn_record_title (connection, field->reference, id.integer),
                     make_short_title (connection, field->reference, id.integer), &id);
    }
}

static void
add_choices (const SgnField *field, Candidates *candidates)
{
  SgnValue yes = sgn_value_int (1), no = sgn_value_int (0);

  if (field->kind == SGN_FIELD_BOOLEAN)
    {
      add_candidate (candidates, g_strdup (_ ("Yes")), NULL, &yes);
      add_candidate (candidates, g_strdup (_ ("No")), NULL, &no);
    }
  for (guint i = 0; field->choices != NULL && field->choices[i].value != NULL; i++)
    {
      g_auto (SgnValue) value = sgn_value_text (field->choices[i].value);

      add_candidate (candidates, g_strdup (_ (field->choices[i].label)), NULL, &value);
    }
}

static Candidates *
get_candidates (SgnGridRecords *self, guint column)
{
  const SgnField *field = sgn_grid_records_get_field (self, column);
  Candidates *candidates = g_hash_table_lookup (self->candidates, GUINT_TO_POINTER (column));

  if (candidates != NULL)
    return candidates;
  candidates = candidates_new ();
  add_choices (field, candidates);
  if (field->kind == SGN_FIELD_CODE)
    add_codes (self, field, candidates);
  if (field->kind == SGN_FIELD_REFERENCE)
    add_records (self, field, NULL, candidates);
  g_hash_table_insert (self->candidates, GUINT_TO_POINTER (column), candidates);
  return candidates;
}

char *
sgn_grid_records_display (SgnGridRecords *self, guint column, const SgnValue *value)
{
  const SgnField *field = sgn_grid_records_get_field (self, column);

  if ((field->kind == SGN_FIELD_REFERENCE || field->kind == SGN_FIELD_CODE)
      && value->kind != SGN_VALUE_NULL)
    {
      g_autofree char *key = make_key (value);
      const Candidate *candidate
          = g_hash_table_lookup (get_candidates (self, column)->by_value, key);

      if (candidate != NULL)
        return g_strdup (candidate->display);
    }
  return sgn_field_format (field, sgn_ledger_get_connection (self->ledger), value,
                           self->money_unit);
}

gboolean
sgn_grid_records_match (SgnGridRecords *self, guint column, const char *text, SgnValue *value)
{
  const SgnField *field = sgn_grid_records_get_field (self, column);
  const Candidate *candidate;

  if (field->kind != SGN_FIELD_REFERENCE && field->kind != SGN_FIELD_CODE)
    return FALSE;
  candidate = g_hash_table_lookup (get_candidates (self, column)->by_text, text);
  if (candidate == NULL)
    return FALSE;
  *value = sgn_value_copy (&candidate->value);
  return TRUE;
}

/* What begins as it was typed comes before what only has a word like it. */
static void
add_matches (GStrvBuilder *found, guint *n, const Candidates *candidates, const char *folded,
             gboolean beginning)
{
  for (guint i = 0; i < candidates->items->len && *n < MAX_SUGGESTIONS; i++)
    {
      const Candidate *candidate = g_ptr_array_index (candidates->items, i);

      if (g_str_has_prefix (candidate->folded, folded) != beginning
          || !sgn_text_contains_folded (candidate->folded, folded))
        continue;
      g_strv_builder_add (found, candidate->label);
      (*n)++;
    }
}

char **
sgn_grid_records_complete (SgnGridRecords *self, guint column, const char *text)
{
  const SgnField *field = sgn_grid_records_get_field (self, column);
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  g_autofree char *folded = sgn_text_fold (text);
  Candidates *candidates = get_candidates (self, column), *asked = NULL;
  guint n = 0;

  if (candidates->items->len == 0 && field->kind == SGN_FIELD_REFERENCE && folded[0] != '\0')
    {
      asked = candidates_new ();
      add_records (self, field, text, asked);
      candidates = asked;
    }
  add_matches (found, &n, candidates, folded, TRUE);
  add_matches (found, &n, candidates, folded, FALSE);
  g_clear_pointer (&asked, sgn_grid_candidates_free);
  return g_strv_builder_end (found);
}
