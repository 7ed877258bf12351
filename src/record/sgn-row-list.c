#define G_LOG_DOMAIN "sgn-record"

#include "config.h"

#include "record/sgn-row-list.h"

#include "record/sgn-id-reader-private.h"
#include "record/sgn-query-private.h"
#include "record/sgn-row-slot-private.h"

/*
 *   SgnQuery ──> id reader (own thread, own connection) ──> ids of the whole list, 8 bytes each
 *                                                             │ one swap on the main loop
 *   view ──> SgnRowList (GListModel) ──> slots, one a position somebody looks at
 *                                          │ filled by primary key
 *                                        the ledger's connection
 *
 * GTK asks for every row of a range that is said to have changed, so no range is ever said to have:
 * a slot is a place, and when other records stand in the places of the list, the slots in view are
 * filled anew. Only what the list grew or shrank by, at its end, is told to GTK.
 */
struct _SgnRowList
{
  GObject parent_instance;

  SgnLedger *ledger; /* owned */
  gulong changed_handler;

  SgnQuery *query;     /* owned; NULL before the first */
  SgnIdReader *reader; /* owned */
  guint64 asked;       /* number of the last question to the reader */
  gint64 elapsed;
  gboolean loading;

  GArray *ids;          /* owned, of gint64 */
  guint n_items;        /* what has been told; differs from ids->len only within the swap */
  GHashTable *slots;    /* owned: position to SgnRowSlot, not owned */
  SgnRowSource *source; /* owned; NULL before the first query */
  GHashTable *watched;  /* owned set: tables that what is shown depends on */
  SgnMoneyUnit money_unit;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SgnRowList, sgn_row_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_LOADING = 1,
  N_PROPERTIES
};

enum
{
  LOADED,
  FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

/* Slots */

static void
slot_gone_cb (gpointer slot, gpointer user_data)
{
  SgnRowList *self = user_data;

  g_hash_table_remove (self->slots, GUINT_TO_POINTER (sgn_row_slot_get_position (slot)));
}

static gint64
get_id_at (SgnRowList *self, guint position)
{
  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : 0;
}

/* Whoever hears "changed" may let slots go: they are held while the table of them is walked. */
static GPtrArray *
hold_slots (SgnRowList *self)
{
  GPtrArray *held = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer slot;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    g_ptr_array_add (held, g_object_ref (slot));
  return held;
}

static void
refill_slots (SgnRowList *self, gboolean only_moved)
{
  g_autoptr (GPtrArray) held = hold_slots (self);

  for (guint i = 0; i < held->len; i++)
    {
      SgnRowSlot *slot = held->pdata[i];
      gint64 id = get_id_at (self, sgn_row_slot_get_position (slot));

      if (!only_moved || id != sgn_row_slot_get_id (slot))
        sgn_row_slot_fill (slot, id);
    }
}

static void
show_slots_anew (SgnRowList *self)
{
  g_autoptr (GPtrArray) held = hold_slots (self);

  for (guint i = 0; i < held->len; i++)
    sgn_row_slot_show_anew (held->pdata[i]);
}

/* The swap */

static void
set_loading (SgnRowList *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
swap_ids (SgnRowList *self, GArray *ids)
{
  guint before = self->n_items;

  g_array_unref (self->ids);
  self->ids = g_array_ref (ids);
  if (ids->len < before)
    {
      self->n_items = ids->len;
      g_list_model_items_changed (G_LIST_MODEL (self), ids->len, before - ids->len, 0);
    }
  refill_slots (self, TRUE);
  if (ids->len > before)
    {
      self->n_items = ids->len;
      g_list_model_items_changed (G_LIST_MODEL (self), before, 0, ids->len - before);
    }
}

static void
ask (SgnRowList *self)
{
  self->asked = sgn_id_reader_ask (self->reader, self->query);
  set_loading (self, TRUE);
}

static void
ids_read_cb (guint64 number, GArray *ids, gint64 elapsed, const GError *error, gpointer user_data)
{
  SgnRowList *self = user_data;

  if (number != self->asked)
    return;
  g_object_ref (self);
  set_loading (self, FALSE);
  if (ids != NULL)
    {
      swap_ids (self, ids);
      self->elapsed = elapsed;
      g_signal_emit (self, signals[LOADED], 0);
    }
  else
    g_signal_emit (self, signals[FAILED], 0, error);
  g_object_unref (self);
}

/* What is shown depends on more than the table of the type: on the titles of what it refers to,
 * which may name what those refer to, on what derived fields read, and on other records asked for.
 */
static void
watch_type (GHashTable *watched, const SgnRecordType *type)
{
  if (!g_hash_table_add (watched, (gpointer)type->table))
    return;
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].kind == SGN_FIELD_REFERENCE)
      watch_type (watched, type->fields[i].reference);
    else if (type->fields[i].kind == SGN_FIELD_CODE)
      g_hash_table_add (watched, (gpointer) "code_item");
}

static void
watch_tables (GHashTable *watched, const char *tables)
{
  g_auto (GStrv) names = g_strsplit (tables, " ", -1);

  for (char **name = names; *name != NULL; name++)
    g_hash_table_add (watched, (gpointer)g_intern_string (*name));
}

static void
watch_query (GHashTable *watched, const SgnQuery *query)
{
  const SgnRecordType *type = query->type;

  watch_type (watched, type);
  for (guint i = 0; i < type->n_derived; i++)
    if (type->derived[i].tables != NULL)
      watch_tables (watched, type->derived[i].tables);
  for (guint i = 0; i < query->has->len; i++)
    watch_query (watched, g_array_index (query->has, SgnHas, i).records);
}

static void
ledger_changed_cb (SgnLedger *ledger, const char *const *tables, SgnRowList *self)
{
  gboolean ours = FALSE;

  if (self->query == NULL)
    return;
  for (guint i = 0; tables[i] != NULL; i++)
    {
      ours |= g_hash_table_contains (self->watched, tables[i]);
      if (g_str_equal (tables[i], "code_item"))
        {
          sgn_code_names_forget (self->source->codes);
          show_slots_anew (self);
        }
    }
  if (!ours)
    return;
  refill_slots (self, FALSE);
  ask (self);
}

/* GListModel */

static GType
sgn_row_list_get_item_type (GListModel *model)
{
  return SGN_TYPE_ROW_SLOT;
}

static guint
sgn_row_list_get_n_items (GListModel *model)
{
  return SGN_ROW_LIST (model)->n_items;
}

static gpointer
sgn_row_list_get_item (GListModel *model, guint position)
{
  SgnRowList *self = SGN_ROW_LIST (model);
  SgnRowSlot *slot;

  if (position >= self->n_items)
    return NULL;
  slot = g_hash_table_lookup (self->slots, GUINT_TO_POINTER (position));
  if (slot != NULL)
    return g_object_ref (slot);
  slot = sgn_row_slot_new (self->source, position, slot_gone_cb, self);
  g_hash_table_insert (self->slots, GUINT_TO_POINTER (position), slot);
  sgn_row_slot_fill (slot, get_id_at (self, position));
  return slot;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = sgn_row_list_get_item_type;
  iface->get_n_items = sgn_row_list_get_n_items;
  iface->get_item = sgn_row_list_get_item;
}

/* Object */

static void
forget_slots (SgnRowList *self)
{
  GHashTableIter iter;
  gpointer slot;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    sgn_row_slot_forget_list (slot);
  g_hash_table_remove_all (self->slots);
  g_clear_pointer (&self->source, sgn_row_source_close);
}

static void
sgn_row_list_dispose (GObject *object)
{
  SgnRowList *self = SGN_ROW_LIST (object);

  g_clear_signal_handler (&self->changed_handler, self->ledger);
  g_clear_pointer (&self->reader, sgn_id_reader_free);
  forget_slots (self);
  g_clear_object (&self->ledger);

  G_OBJECT_CLASS (sgn_row_list_parent_class)->dispose (object);
}

static void
sgn_row_list_finalize (GObject *object)
{
  SgnRowList *self = SGN_ROW_LIST (object);

  g_clear_pointer (&self->query, sgn_query_free);
  g_array_unref (self->ids);
  g_hash_table_unref (self->slots);
  g_hash_table_unref (self->watched);

  G_OBJECT_CLASS (sgn_row_list_parent_class)->finalize (object);
}

static void
sgn_row_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, SGN_ROW_LIST (object)->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sgn_row_list_class_init (SgnRowListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sgn_row_list_dispose;
  object_class->finalize = sgn_row_list_finalize;
  object_class->get_property = sgn_row_list_get_property;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[LOADED] = g_signal_new ("loaded", SGN_TYPE_ROW_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", SGN_TYPE_ROW_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
sgn_row_list_init (SgnRowList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->slots = g_hash_table_new (NULL, NULL);
  self->watched = g_hash_table_new (g_str_hash, g_str_equal);
}

SgnRowList *
sgn_row_list_new (SgnLedger *ledger, const SgnTypes *types)
{
  SgnRowList *self = g_object_new (SGN_TYPE_ROW_LIST, NULL);

  self->ledger = g_object_ref (ledger);
  self->reader = sgn_id_reader_new (sgn_ledger_get_path (ledger), ids_read_cb, self);
  self->changed_handler
      = g_signal_connect (ledger, "changed", G_CALLBACK (ledger_changed_cb), self);
  return self;
}

/* Records of another type: no slot of the old ones may stay, so the list is emptied first. */
static void
change_type (SgnRowList *self, const SgnRecordType *type)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));

  swap_ids (self, none);
  forget_slots (self);
  self->source = sgn_row_source_new (type, sgn_ledger_get_connection (self->ledger));
  self->source->money_unit = self->money_unit;
}

void
sgn_row_list_set_query (SgnRowList *self, const SgnQuery *query)
{
  g_return_if_fail (SGN_IS_ROW_LIST (self));
  g_return_if_fail (query != NULL);

  g_clear_pointer (&self->query, sgn_query_free);
  self->query = sgn_query_copy (query);
  if (self->source == NULL || self->source->type != query->type)
    change_type (self, query->type);
  g_hash_table_remove_all (self->watched);
  watch_query (self->watched, query);
  if (!sgn_moment_is_equal (&self->source->moment, &query->moment))
    {
      self->source->moment = query->moment;
      refill_slots (self, FALSE);
    }
  ask (self);
}

const SgnQuery *
sgn_row_list_get_query (SgnRowList *self)
{
  g_return_val_if_fail (SGN_IS_ROW_LIST (self), NULL);

  return self->query;
}

void
sgn_row_list_set_money_unit (SgnRowList *self, SgnMoneyUnit unit)
{
  g_return_if_fail (SGN_IS_ROW_LIST (self));

  if (self->money_unit == unit)
    return;
  self->money_unit = unit;
  if (self->source == NULL)
    return;
  self->source->money_unit = unit;
  show_slots_anew (self);
}

gint64
sgn_row_list_get_elapsed (SgnRowList *self)
{
  g_return_val_if_fail (SGN_IS_ROW_LIST (self), 0);

  return self->elapsed;
}

guint
sgn_row_list_get_count (SgnRowList *self)
{
  g_return_val_if_fail (SGN_IS_ROW_LIST (self), 0);

  return self->n_items;
}

gint64
sgn_row_list_get_id (SgnRowList *self, guint position)
{
  g_return_val_if_fail (SGN_IS_ROW_LIST (self), 0);

  return position < self->n_items ? get_id_at (self, position) : 0;
}
