#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-household-journal.h"

#include "programme/sgn-programme.h"

/* How many changes are taken from the journal at once. */
#define PAGE 200

#define SELECT_RECORDS                                                                \
  "WITH people AS (SELECT id FROM member WHERE household_id = :id "                   \
  "UNION SELECT member_id FROM household_event WHERE household_id = :id "             \
  "AND member_id IS NOT NULL), "                                                      \
  "sheets AS (SELECT id FROM review_sheet WHERE household_id = :id) "                 \
  "SELECT :id UNION SELECT id FROM people UNION SELECT id FROM sheets "               \
  "UNION SELECT id FROM household_year WHERE household_id = :id "                     \
  "UNION SELECT id FROM household_event WHERE household_id = :id "                    \
  "UNION SELECT id FROM support WHERE household_id = :id "                            \
  "UNION SELECT s.id FROM people AS p JOIN support AS s ON s.member_id = p.id "       \
  "UNION SELECT c.id FROM people AS p JOIN child_measure AS c ON c.member_id = p.id " \
  "UNION SELECT a.id FROM sheets AS s JOIN review_answer AS a ON a.sheet_id = s.id"

struct _SgnHouseholdJournal
{
  gint64 household_id;
  GHashTable *ids; /* set of gint64; NULL before the first reading */
  GPtrArray *page; /* of SgnChange: taken and not yet looked at, the next one last */
  gint64 before;   /* the oldest change taken; 0: none yet */
  gboolean done;
};

static gint64 *
copy_id (gint64 id)
{
  gint64 *copy = g_new (gint64, 1);

  *copy = id;
  return copy;
}

static gboolean
load_ids (SgnHouseholdJournal *self, SgnConnection *connection, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_RECORDS, error);
  SgnStep step = SGN_ERROR;

  self->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (row)
    sgn_statement_bind_int (row, ":id", self->household_id);
  while (row && (step = sgn_statement_step (row, error)) == SGN_ROW)
    g_hash_table_add (self->ids, copy_id (sgn_statement_int (row, 0)));
  return step == SGN_DONE;
}

static gboolean
is_ours (const SgnHouseholdJournal *self, gint64 id)
{
  return g_hash_table_contains (self->ids, &id);
}

static gboolean
cell_is_ours (const SgnHouseholdJournal *self, const SgnCell *cell)
{
  return cell->kind == SGN_CELL_INT && is_ours (self, cell->integer);
}

/* A row that is gone, or belongs to somebody else by now, is known by whom it belonged to; what was
 * done to it before is found by its number then. */
static gboolean
belonged_to_us (const SgnHouseholdJournal *self, guint n_columns, const char *const *columns,
                const SgnCell *before, const SgnCell *after)
{
  static const char *const owners[] = { "household_id", "member_id", "sheet_id", NULL };

  for (guint i = 0; i < n_columns; i++)
    if (g_strv_contains (owners, columns[i])
        && (cell_is_ours (self, &before[i]) || cell_is_ours (self, &after[i])))
      return TRUE;
  return FALSE;
}

static gboolean
matches_cb (const char *table, gint64 id, SgnRowOp op, guint n_columns, const char *const *columns,
            const SgnCell *before, const SgnCell *after, gpointer user_data)
{
  SgnHouseholdJournal *self = user_data;

  if (op == SGN_ROW_INSERTED && id == self->household_id && g_str_equal (table, "household"))
    self->done = TRUE;
  if (is_ours (self, id))
    return TRUE;
  if (!belonged_to_us (self, n_columns, columns, before, after))
    return FALSE;
  g_hash_table_add (self->ids, copy_id (id));
  return TRUE;
}

static void
entry_free (gpointer data)
{
  SgnHouseholdEntry *entry = data;

  sgn_change_free (entry->change);
  g_ptr_array_unref (entry->records);
  g_free (entry);
}

/* TRUE with nothing in the page: there is nothing older. */
static gboolean
take_page (SgnHouseholdJournal *self, SgnConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) changes = sgn_journal_list (connection, NULL, self->before, PAGE, error);

  if (!changes)
    return FALSE;
  while (changes->len > 0)
    g_ptr_array_add (self->page, g_ptr_array_steal_index (changes, changes->len - 1));
  if (self->page->len > 0)
    self->before = ((SgnChange *)self->page->pdata[0])->id;
  return TRUE;
}

static gboolean
look_at_next (SgnHouseholdJournal *self, SgnConnection *connection, GPtrArray *entries,
              GError **error)
{
  g_autoptr (SgnChange) change = g_ptr_array_steal_index (self->page, self->page->len - 1);
  g_autoptr (GPtrArray) records = sgn_history_read_matching (connection, sgn_programme_types (),
                                                             change->id, matches_cb, self, error);
  SgnHouseholdEntry *entry;

  if (!records)
    return FALSE;
  if (records->len == 0)
    return TRUE;
  entry = g_new0 (SgnHouseholdEntry, 1);
  entry->change = g_steal_pointer (&change);
  entry->records = g_steal_pointer (&records);
  g_ptr_array_add (entries, entry);
  return TRUE;
}

SgnHouseholdJournal *
sgn_household_journal_new (gint64 household_id)
{
  SgnHouseholdJournal *self = g_atomic_rc_box_new0 (SgnHouseholdJournal);

  self->household_id = household_id;
  self->page = g_ptr_array_new_with_free_func ((GDestroyNotify)sgn_change_free);
  return self;
}

SgnHouseholdJournal *
sgn_household_journal_ref (SgnHouseholdJournal *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
journal_clear (gpointer data)
{
  SgnHouseholdJournal *self = data;

  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_ptr_array_unref (self->page);
}

void
sgn_household_journal_unref (SgnHouseholdJournal *self)
{
  g_atomic_rc_box_release_full (self, journal_clear);
}

GPtrArray *
sgn_household_journal_read (SgnHouseholdJournal *self, SgnConnection *connection, guint limit,
                            GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);

  if (!self->ids && !load_ids (self, connection, error))
    return NULL;
  while (!self->done && entries->len < limit)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || (self->page->len == 0 && !take_page (self, connection, error)))
        return NULL;
      self->done = self->page->len == 0;
      if (!self->done && !look_at_next (self, connection, entries, error))
        return NULL;
    }
  return g_steal_pointer (&entries);
}

gboolean
sgn_household_journal_is_done (SgnHouseholdJournal *self)
{
  return self->done;
}
