#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-grid-draft.h"

#include <string.h>

#define WRITE_DELAY_MS 1500

struct _SgnGridDraft
{
  SgnLedger *ledger;
  const SgnRecordType *type;
  GHashTable *rows; /* id -> (field -> text) */

  gint64 scope;
  guint source; /* 0: what is written is what is kept */
  gboolean written;
};

/* The texts of the draft are named "15032385732/height". */
static GHashTable *
collect_texts (SgnGridDraft *self)
{
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter rows, fields;
  gpointer id, row, field, text;

  g_hash_table_iter_init (&rows, self->rows);
  while (g_hash_table_iter_next (&rows, &id, &row))
    {
      g_hash_table_iter_init (&fields, row);
      while (g_hash_table_iter_next (&fields, &field, &text))
        g_hash_table_insert (
            texts, g_strdup_printf ("%" G_GINT64_FORMAT "/%s", *(gint64 *)id, (char *)field), text);
    }
  return texts;
}

/* Below 0: never a record, whose form may have a draft of its own. */
static void
write_texts (SgnGridDraft *self)
{
  g_autoptr (GHashTable) texts = collect_texts (self);
  gboolean any = g_hash_table_size (texts) > 0;
  g_autoptr (GError) error = NULL;

  if (!sgn_ledger_is_writable (self->ledger) || (!any && !self->written))
    return;
  if (any ? sgn_draft_save (self->ledger, self->type, -self->scope, texts, &error)
          : sgn_draft_clear (self->ledger, self->type, -self->scope, &error))
    self->written = any;
  else
    g_warning ("Draft: %s", error->message);
}

static gboolean
write_cb (gpointer user_data)
{
  SgnGridDraft *self = user_data;

  self->source = 0;
  write_texts (self);
  return G_SOURCE_REMOVE;
}

static void
changed (SgnGridDraft *self)
{
  if (self->source == 0)
    self->source = g_timeout_add (WRITE_DELAY_MS, write_cb, self);
}

static void
put (SgnGridDraft *self, gint64 row, const char *field, const char *text)
{
  GHashTable *fields = g_hash_table_lookup (self->rows, &row);

  if (fields == NULL)
    {
      fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_insert (self->rows, g_memdup2 (&row, sizeof row), fields);
    }
  g_hash_table_insert (fields, g_strdup (field), g_strdup (text));
}

static void
read_texts (SgnGridDraft *self)
{
  g_autoptr (GHashTable) texts
      = sgn_draft_load (sgn_ledger_get_connection (self->ledger), self->type, -self->scope, NULL);
  GHashTableIter iter;
  gpointer name, text;

  if (texts == NULL)
    return;
  self->written = TRUE;
  g_hash_table_iter_init (&iter, texts);
  while (g_hash_table_iter_next (&iter, &name, &text))
    {
      const char *field = strchr (name, '/');

      if (field != NULL)
        put (self, g_ascii_strtoll (name, NULL, 10), field + 1, text);
    }
}

SgnGridDraft *
sgn_grid_draft_new (SgnLedger *ledger, const SgnRecordType *type, gint64 scope)
{
  SgnGridDraft *self = g_new0 (SgnGridDraft, 1);

  self->ledger = g_object_ref (ledger);
  self->type = type;
  self->scope = scope;
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                      (GDestroyNotify)g_hash_table_unref);
  read_texts (self);
  return self;
}

void
sgn_grid_draft_free (SgnGridDraft *self)
{
  if (self == NULL)
    return;
  if (self->source != 0)
    {
      g_clear_handle_id (&self->source, g_source_remove);
      write_texts (self);
    }
  g_hash_table_unref (self->rows);
  g_object_unref (self->ledger);
  g_free (self);
}

void
sgn_grid_draft_keep (SgnGridDraft *self, gint64 row, const char *field, const char *text)
{
  GHashTable *fields = g_hash_table_lookup (self->rows, &row);

  if (text != NULL)
    put (self, row, field, text);
  else if (fields == NULL || !g_hash_table_remove (fields, field))
    return;
  else if (g_hash_table_size (fields) == 0)
    g_hash_table_remove (self->rows, &row);
  changed (self);
}

const char *
sgn_grid_draft_get (SgnGridDraft *self, gint64 row, const char *field)
{
  GHashTable *fields = g_hash_table_lookup (self->rows, &row);

  return fields != NULL ? g_hash_table_lookup (fields, field) : NULL;
}

gboolean
sgn_grid_draft_has_row (SgnGridDraft *self, gint64 row)
{
  return g_hash_table_contains (self->rows, &row);
}

guint
sgn_grid_draft_n_rows (SgnGridDraft *self)
{
  return g_hash_table_size (self->rows);
}
