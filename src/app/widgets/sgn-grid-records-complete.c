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
  char *label;
  char *folded;
} Candidate;

static void
candidate_free (Candidate *candidate)
{
  g_free (candidate->label);
  g_free (candidate->folded);
  g_free (candidate);
}

static void
add_candidate (GPtrArray *candidates, const char *label)
{
  Candidate *candidate = g_new0 (Candidate, 1);

  candidate->label = g_strdup (label);
  candidate->folded = sgn_text_fold (label);
  g_ptr_array_add (candidates, candidate);
}

static void
add_codes (SgnGridRecords *self, const SgnField *field, GPtrArray *candidates)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_code_item);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_text (query, "list", field->code_list);
  sgn_query_set_sort (query, "position");
  ids = sgn_query_run (query, connection, NULL, NULL);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (SgnRecord) item
          = sgn_record_load (connection, &sgn_type_code_item, g_array_index (ids, gint64, i), NULL);
      g_autofree char *label = NULL;

      if (item == NULL || !g_hash_table_add (seen, g_strdup (sgn_record_get_text (item, "code"))))
        continue;
      label = sgn_field_format (field, connection, sgn_record_get (item, "code"), SGN_MONEY_DONG);
      add_candidate (candidates, label);
    }
}

static void
add_records (SgnGridRecords *self, const SgnField *field, const char *text, GPtrArray *candidates)
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
      g_autofree char *title
          = sgn_record_title (connection, field->reference, g_array_index (ids, gint64, i));

      add_candidate (candidates, title);
    }
}

static GPtrArray *
get_candidates (SgnGridRecords *self, guint column)
{
  const SgnField *field = sgn_grid_records_get_field (self, column);
  GPtrArray *candidates = g_hash_table_lookup (self->candidates, GUINT_TO_POINTER (column));

  if (candidates != NULL)
    return candidates;
  candidates = g_ptr_array_new_with_free_func ((GDestroyNotify)candidate_free);
  if (field->kind == SGN_FIELD_BOOLEAN)
    {
      add_candidate (candidates, _ ("Yes"));
      add_candidate (candidates, _ ("No"));
    }
  for (guint i = 0; field->choices != NULL && field->choices[i].value != NULL; i++)
    add_candidate (candidates, _ (field->choices[i].label));
  if (field->kind == SGN_FIELD_CODE)
    add_codes (self, field, candidates);
  if (field->kind == SGN_FIELD_REFERENCE)
    add_records (self, field, NULL, candidates);
  g_hash_table_insert (self->candidates, GUINT_TO_POINTER (column), candidates);
  return candidates;
}

/* What begins as it was typed comes before what only has a word like it. */
static void
add_matches (GStrvBuilder *found, guint *n, GPtrArray *candidates, const char *folded,
             gboolean beginning)
{
  for (guint i = 0; i < candidates->len && *n < MAX_SUGGESTIONS; i++)
    {
      const Candidate *candidate = g_ptr_array_index (candidates, i);

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
  g_autoptr (GPtrArray) asked = NULL;
  g_autofree char *folded = sgn_text_fold (text);
  GPtrArray *candidates = get_candidates (self, column);
  guint n = 0;

  if (candidates->len == 0 && field->kind == SGN_FIELD_REFERENCE && folded[0] != '\0')
    {
      asked = g_ptr_array_new_with_free_func ((GDestroyNotify)candidate_free);
      add_records (self, field, text, asked);
      candidates = asked;
    }
  add_matches (found, &n, candidates, folded, TRUE);
  add_matches (found, &n, candidates, folded, FALSE);
  return g_strv_builder_end (found);
}
