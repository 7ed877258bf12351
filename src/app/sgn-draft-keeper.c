#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/sgn-draft-keeper.h"

#define DELAY_MS 1500

struct _SgnDraftKeeper
{
  SgnLedger *ledger;
  const SgnRecordType *type;
  gint64 id;
  SgnDraftCollectFunc collect;
  gpointer user_data;
  guint source;
};

SgnDraftKeeper *
sgn_draft_keeper_new (SgnLedger *ledger, const SgnRecordType *type, gint64 id,
                      SgnDraftCollectFunc collect, gpointer user_data)
{
  SgnDraftKeeper *self = g_new0 (SgnDraftKeeper, 1);

  self->ledger = g_object_ref (ledger);
  self->type = type;
  self->id = id;
  self->collect = collect;
  self->user_data = user_data;
  return self;
}

void
sgn_draft_keeper_free (SgnDraftKeeper *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  g_object_unref (self->ledger);
  g_free (self);
}

GHashTable *
sgn_draft_keeper_load (SgnDraftKeeper *self)
{
  return sgn_draft_load (sgn_ledger_get_connection (self->ledger), self->type, self->id, NULL);
}

static gboolean
due_cb (gpointer user_data)
{
  sgn_draft_keeper_keep (user_data);
  return G_SOURCE_REMOVE;
}

void
sgn_draft_keeper_touch (SgnDraftKeeper *self)
{
  if (self->source == 0 && sgn_ledger_is_writable (self->ledger))
    self->source = g_timeout_add (DELAY_MS, due_cb, self);
}

void
sgn_draft_keeper_keep (SgnDraftKeeper *self)
{
  g_autoptr (GHashTable) texts = NULL;
  g_autoptr (GError) error = NULL;

  if (self->source == 0)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  texts = self->collect (self->user_data);
  if (!sgn_draft_save (self->ledger, self->type, self->id, texts, &error))
    g_warning ("Draft: %s", error->message);
}

void
sgn_draft_keeper_clear (SgnDraftKeeper *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->source, g_source_remove);
  if (!sgn_draft_clear (self->ledger, self->type, self->id, &error))
    g_warning ("Draft: %s", error->message);
}
