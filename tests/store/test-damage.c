#include "config.h"

#include "store-fixture.h"
#include "store/sgn-changeset-private.h"

#include <glib/gstdio.h>
#include <string.h>

#define FLIPS 60
#define MUTATIONS 120

/* A small ledger with a bit of everything. */
static GBytes *
make_ledger (Fixture *fixture)
{
  static const char *const statements[] = {
    "INSERT INTO unit (id, level, kind, name) VALUES (1, 'district', 'huyen', 'Trùng Khánh')",
    "INSERT INTO unit (id, parent_id, level, kind, name)\n"
    "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 300)\n"
    "SELECT i, 1, 'commune', 'xa', 'Xã ' || i FROM n",
    "UPDATE unit SET name = name || ' mới', position = id WHERE id % 3 = 0",
    "INSERT INTO attachment (id, record_type, record_id, name, added_at, data)\n"
    "VALUES (1, 'unit', 1, 'tệp', '', randomblob(20000))",
    "DELETE FROM unit WHERE id > 250",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    change_sql (fixture->ledger, "Sửa", statements[i]);
  g_assert_true (sgn_ledger_close (fixture->ledger, NULL));
  g_clear_object (&fixture->ledger);
  return read_file (fixture->path);
}

static void
assert_plain_error (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == SGN_STORE_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
read_everything (SgnConnection *connection)
{
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (connection, "SELECT * FROM unit ORDER BY name; ", NULL);
  g_autoptr (GPtrArray) changes = sgn_journal_list (connection, NULL, 0, 0, NULL);

  if (statement != NULL)
    sgn_statement_run (statement, NULL);
}

/* Opens, reads, writes, undoes: whatever becomes of it, it is an answer and no crash. Returns:
 * whether the damage was noticed */
static gboolean
use_damaged (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = sgn_ledger_verify (path, NULL, &error);
  gboolean noticed = problems == NULL || problems->len > 0;
  g_autoptr (SgnLedger) ledger = NULL;

  if (problems == NULL)
    assert_plain_error (error);
  g_clear_error (&error);
  ledger = sgn_ledger_open (path, SGN_LEDGER_OPEN_NO_DAILY_BACKUP, NULL, NULL, &error);
  if (ledger == NULL)
    {
      assert_plain_error (error);
      return TRUE;
    }
  read_everything (sgn_ledger_get_connection (ledger));
  if (sgn_ledger_is_writable (ledger)
      && !try_sql (ledger, "Sửa", "UPDATE unit SET position = position + 1", NULL, &error))
    assert_plain_error (error);
  g_clear_error (&error);
  while (sgn_ledger_is_writable (ledger) && sgn_ledger_undo (ledger, 0, NULL, &error))
    ;
  return noticed;
}

static void
write_damaged (const char *path, GBytes *bytes, gsize size)
{
  static const char *const suffixes[] = { "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
  write_file (path, g_bytes_get_data (bytes, NULL), size);
}

static void
test_truncation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = make_ledger (fixture);
  gsize size = g_bytes_get_size (bytes);

  for (gsize cut = 0; cut < size; cut += cut < 200 ? 19 : 4096 - 7)
    {
      write_damaged (fixture->path, bytes, cut);
      g_test_message ("cut at %u of %u", (guint)cut, (guint)size);
      g_assert_true (use_damaged (fixture->path));
    }
}

/* Where the file says how it is built, no damage may pass. */
static void
test_structure (Fixture *fixture, gconstpointer data)
{
  static const gsize offsets[] = { 0, 16, 19, 68, 100, 103, 104, 4096, 4099, 4100 };
  g_autoptr (GBytes) bytes = make_ledger (fixture);
  gsize size = g_bytes_get_size (bytes);

  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      g_autofree char *damaged = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
      g_autoptr (GBytes) wrapped = g_bytes_new_static (damaged, size);

      damaged[offsets[i]] ^= 0x44;
      write_damaged (fixture->path, wrapped, size);
      g_test_message ("byte %u", (guint)offsets[i]);
      g_assert_true (use_damaged (fixture->path));
    }
}

/* Anywhere else it may go unseen, in a text or in free space, but never end in a crash. */
static void
test_flips (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = make_ledger (fixture);
  gsize size = g_bytes_get_size (bytes);

  for (guint i = 0; i < FLIPS; i++)
    {
      g_autofree char *damaged = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
      g_autoptr (GBytes) wrapped = NULL;
      gsize at = (gsize)g_test_rand_int_range (0, i % 4 == 0 ? 4096 : (gint32)size);
      char bit = (char)(1 << g_test_rand_int_range (0, 8));

      damaged[at] ^= bit;
      wrapped = g_bytes_new_static (damaged, size);
      write_damaged (fixture->path, wrapped, size);
      g_test_message ("byte %u xor %d", (guint)at, bit);
      use_damaged (fixture->path);
    }
}

typedef struct
{
  GBytes *packed;
} Replacement;

static gboolean
replace_changeset_cb (SgnLedger *ledger, gpointer data, GError **error)
{
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (sgn_ledger_get_connection (ledger),
                                "UPDATE change SET changeset = :data WHERE id = 1", error);
  const Replacement *replacement = data;

  sgn_statement_bind_blob (statement, ":data", replacement->packed);
  return sgn_statement_run (statement, error);
}

static gboolean
look_cb (const char *table, gint64 id, SgnRowOp op, guint n_columns, const char *const *columns,
         const SgnCell *before, const SgnCell *after, gpointer data)
{
  gsize *sum = data;

  for (guint i = 0; i < n_columns; i++)
    {
      *sum += strlen (columns[i]);
      if (after[i].kind == SGN_CELL_TEXT && after[i].text != NULL)
        *sum += strlen (after[i].text);
    }
  return TRUE;
}

/* Undoes change 1 with another changeset in its place, and takes it back. */
static void
undo_mutated (Fixture *fixture, GBytes *packed)
{
  g_autoptr (GError) error = NULL;
  Replacement replacement = { packed };
  gsize sum = 0;

  g_assert_true (
      sgn_ledger_run_derived (fixture->ledger, replace_changeset_cb, &replacement, NULL));
  if (!sgn_journal_foreach_row (sgn_ledger_get_connection (fixture->ledger), 1, look_cb, &sum,
                                &error))
    assert_plain_error (error);
  g_clear_error (&error);
  if (sgn_ledger_undo (fixture->ledger, 1, NULL, &error))
    g_assert_true (sgn_ledger_redo (fixture->ledger, NULL, &error) || error != NULL);
  else
    assert_plain_error (error);
}

static void
test_changesets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) changeset = NULL;
  gsize size = 0;

  change_sql (fixture->ledger, "Sửa",
              "INSERT INTO agency (id, name, note) VALUES (1, 'một', 'a'), (2, 'hai', NULL)");
  changeset = sgn_changeset_load (sgn_ledger_get_connection (fixture->ledger), 1, NULL);
  size = g_bytes_get_size (changeset);
  for (guint i = 0; i < MUTATIONS; i++)
    {
      g_autofree char *mutated = g_memdup2 (g_bytes_get_data (changeset, NULL), size);
      gsize length = i % 5 == 0 ? (gsize)g_test_rand_int_range (0, (gint32)size) : size;
      g_autoptr (GBytes) packed = NULL;

      for (guint j = 0; j <= i % 3; j++)
        mutated[g_test_rand_int_range (0, (gint32)size)] = (char)g_test_rand_int ();
      /* Now and then the packing itself is what is damaged. */
      packed = i % 7 == 0 ? g_bytes_new (mutated, length) : sgn_changeset_pack (mutated, length);
      undo_mutated (fixture, packed);
    }
}

#define ADD(name, func) \
  g_test_add ("/damage/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("truncation", test_truncation);
  ADD ("structure", test_structure);
  ADD ("flips", test_flips);
  ADD ("changesets", test_changesets);
  return g_test_run ();
}
