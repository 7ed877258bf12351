#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-grid-records-private.h"

#include "record/sgn-draft.h"

#include <glib/gi18n-lib.h>

#define DRAFT_DELAY_MS 1500

/* The texts of a draft are named "n3/amount" for the fourth new row, "s15032385732/amount" for a
 * text refused in a stored one. */

static void
keep_text (GHashTable *texts, const char *row, const char *field, const char *text)
{
  if (text != NULL && text[0] != '\0')
    g_hash_table_insert (texts, g_strdup_printf ("%s/%s", row, field), g_strdup (text));
}

static void
keep_new_row (SgnGridRecords *self, GHashTable *texts, gint64 key, guint n)
{
  g_autofree char *name = g_strdup_printf ("n%u", n);
  SgnGridRow *row = sgn_grid_records_find_row (self, key);

  for (guint i = 0; row != NULL && row->record != NULL && i < row->n_columns; i++)
    {
      g_autofree char *text
          = sgn_grid_records_display (self, i,
                                      sgn_record_get (row->record, self->columns[i].field));

      keep_text (texts, name, self->columns[i].field, row->typed[i] != NULL ? row->typed[i] : text);
    }
}

/* What a held row holds and the ledger does not; a cell made empty is not kept. */
static char *
find_held_text (SgnGridRecords *self, SgnGridRow *row, gint64 id, guint column)
{
  const char *field = self->columns[column].field;
  g_autoptr (SgnRecord) stored = NULL;

  if (!self->held || row->record == NULL)
    return NULL;
  stored = sgn_record_load (sgn_ledger_get_connection (self->ledger), self->type, id, NULL);
  if (stored == NULL
      || sgn_value_equal (sgn_record_get (row->record, field), sgn_record_get (stored, field)))
    return NULL;
  return sgn_grid_records_display (self, column, sgn_record_get (row->record, field));
}

static void
keep_stored_row (SgnGridRecords *self, GHashTable *texts, gint64 key)
{
  g_autofree char *name = g_strdup_printf ("s%" G_GINT64_FORMAT, key);
  SgnGridRow *row = sgn_grid_records_find_row (self, key);

  for (guint i = 0; row != NULL && i < row->n_columns; i++)
    {
      g_autofree char *text = row->typed[i] == NULL ? find_held_text (self, row, key, i) : NULL;

      keep_text (texts, name, self->columns[i].field, text != NULL ? text : row->typed[i]);
    }
}

static GHashTable *
collect_texts (SgnGridRecords *self)
{
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint n = 0;

  if (g_hash_table_size (self->rows) == 0)
    return texts;
  for (guint i = 0; i < self->keys->len; i++)
    {
      gint64 key = sgn_grid_records_get_key (self, i);

      if (key < 0)
        keep_new_row (self, texts, key, n++);
      else
        keep_stored_row (self, texts, key);
    }
  return texts;
}

void
sgn_grid_records_write_draft (SgnGridRecords *self)
{
  g_autoptr (GHashTable) texts = NULL;
  g_autoptr (GError) error = NULL;
  gboolean kept;

  g_clear_handle_id (&self->draft_source, g_source_remove);
  if (self->draft_id == 0 || !sgn_ledger_is_writable (self->ledger))
    return;
  texts = collect_texts (self);
  if (g_hash_table_size (texts) == 0 && !self->has_draft)
    return;
  kept = g_hash_table_size (texts) > 0;
  if (!(kept ? sgn_draft_save (self->ledger, self->type, self->draft_id, texts, &error)
             : sgn_draft_clear (self->ledger, self->type, self->draft_id, &error)))
    g_warning ("Draft: %s", error->message);
  else
    self->has_draft = kept;
}

static gboolean
draft_due_cb (gpointer user_data)
{
  SgnGridRecords *self = user_data;

  self->draft_source = 0;
  sgn_grid_records_write_draft (self);
  return G_SOURCE_REMOVE;
}

void
sgn_grid_records_touch_draft (SgnGridRecords *self)
{
  if (self->draft_id != 0 && self->draft_source == 0
      && (self->has_draft || g_hash_table_size (self->rows) > 0))
    self->draft_source = g_timeout_add (DRAFT_DELAY_MS, draft_due_cb, self);
}

/* Reading it back */

static void
restore_stored (SgnGridRecords *self, GHashTable *texts, guint at)
{
  gint64 id = sgn_grid_records_get_key (self, at);

  for (guint i = 0; i < self->described->len; i++)
    {
      g_autofree char *name
          = g_strdup_printf ("s%" G_GINT64_FORMAT "/%s", id, self->columns[i].field);
      const char *text = g_hash_table_lookup (texts, name);
      g_autofree char *message = NULL;

      if (text != NULL && self->held)
        sgn_grid_model_set_text (SGN_GRID_MODEL (self), at, i, text, &message);
      else if (text != NULL)
        sgn_grid_records_refuse (self, id, i, text, _ ("This was typed before and not taken."),
                                 &message);
    }
}

/* FALSE where the draft has no such row. */
static gboolean
restore_new (SgnGridRecords *self, GHashTable *texts, guint n)
{
  guint at = self->keys->len;

  for (guint i = 0; i < self->described->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%u/%s", n, self->columns[i].field);
      const char *text = g_hash_table_lookup (texts, name);
      g_autofree char *message = NULL;

      if (text != NULL)
        sgn_grid_model_set_text (SGN_GRID_MODEL (self), at, i, text, &message);
    }
  return self->keys->len > at;
}

void
sgn_grid_records_keep_draft (SgnGridRecords *self, gint64 scope)
{
  g_autoptr (GHashTable) texts = NULL;
  guint n_stored = self->keys->len, n = 0;

  g_return_if_fail (SGN_IS_GRID_RECORDS (self) && scope > 0);

  /* Below 0: never a record, whose form may have a draft of its own. */
  self->draft_id = -scope;
  if (!sgn_grid_model_can_add (SGN_GRID_MODEL (self)))
    return;
  texts
      = sgn_draft_load (sgn_ledger_get_connection (self->ledger), self->type, self->draft_id, NULL);
  if (texts == NULL)
    return;
  self->has_draft = TRUE;
  for (guint i = 0; i < n_stored; i++)
    restore_stored (self, texts, i);
  while (restore_new (self, texts, n))
    n++;
}
