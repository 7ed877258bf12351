#define G_LOG_DOMAIN "sgn-record"

#include "config.h"

#include "record/sgn-finder-private.h"

#include "base/sgn-spelling.h"
#include "base/sgn-text.h"
#include "record/sgn-sql-private.h"

/*
 * One FTS5 table for all types, because an id names a record of one type: its row id is the
 * record's id. Every word stands there with the mark of its type before it, one character, so that
 * searching households does not read the words of members: "nong" is "bnong" where b means
 * household. detail=none: no phrases, a third of the size; the prefix lengths count the mark.
 */
#define CREATE_FINDER                                                               \
  "CREATE VIRTUAL TABLE finder USING fts5 (text, type UNINDEXED, owner UNINDEXED, " \
  "tokenize = 'unicode61 remove_diacritics 0', detail = none, columnsize = 0, prefix = '2 3 4')"
#define CREATE_MARK                                                       \
  "CREATE TABLE finder_mark (type TEXT PRIMARY KEY, mark TEXT NOT NULL, " \
  "text_version INTEGER NOT NULL, made_of TEXT NOT NULL) STRICT"

#define HAS_FINDER "SELECT count (*) FROM sqlite_schema WHERE name = 'finder_mark'"
#define COUNT_MARKS "SELECT count (*) FROM finder_mark"
#define IS_IN_STEP                                                         \
  "SELECT count (*) FROM finder_mark WHERE type = :type AND mark = :mark " \
  "AND text_version = :version AND made_of = :made_of"
#define INSERT_MARK                                              \
  "INSERT INTO finder_mark (type, mark, text_version, made_of) " \
  "VALUES (:type, :mark, :version, :made_of)"

#define SELECT_ENTRY "SELECT text, owner FROM finder WHERE rowid = :id"
#define DELETE_ENTRY "DELETE FROM finder WHERE rowid = :id"
#define INSERT_ENTRY \
  "INSERT INTO finder (rowid, text, type, owner) VALUES (:id, :text, :type, :owner)"

/* More hits than anybody reads are not put in order. */
#define FIND_ENTRIES                                                                       \
  "SELECT rowid FROM (SELECT rowid, text FROM finder WHERE finder MATCH :find LIMIT 500) " \
  "ORDER BY length (text), rowid LIMIT :limit"

/* Records of a type whose text has the title of another record in it. */
typedef struct
{
  guint type;
  char *sql; /* ids of those that refer to :id */
} Dependent;

/* What the index does with a type. */
typedef struct
{
  const SgnRecordType *type; /* borrowed */
  gboolean indexed;          /* else only `dependents` counts */
  const SgnField *owner;     /* borrowed; NULL: found under itself alone */
  char *mark;
  char *rows_sql;     /* id, text, owner of every record */
  char *row_sql;      /* of record :id */
  GArray *dependents; /* of Dependent */
} Indexed;

typedef struct
{
  const SgnTypes *types;
  Indexed *indexed; /* one a type */
} Finder;

static void
clear_dependent (gpointer data)
{
  g_free (((Dependent *)data)->sql);
}

static void
free_finder (gpointer data)
{
  Finder *self = data;

  for (guint i = 0; i < self->types->n_types; i++)
    {
      g_free (self->indexed[i].mark);
      g_free (self->indexed[i].rows_sql);
      g_free (self->indexed[i].row_sql);
      g_array_unref (self->indexed[i].dependents);
    }
  g_free (self->indexed);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Finder, free_finder)

/* What the types say, as SQL */

static const SgnField *
get_owner (const SgnRecordType *type)
{
  return type->search_owner != NULL ? sgn_record_type_field (type, type->search_owner) : NULL;
}

/* The searched fields of what belongs to a record: members of their household. */
static gboolean
append_owned_text (GString *sql, const SgnTypes *types, const SgnRecordType *owner, gboolean any)
{
  for (guint i = 0; i < types->n_types; i++)
    {
      const SgnField *field = get_owner (types->types[i]);
      g_autoptr (GString) text = g_string_new (NULL);

      if (field == NULL || field->reference != owner
          || !sgn_finder_append_text (text, types->types[i], "o"))
        continue;
      g_string_append (sql, any ? " || ' ' || " : "");
      g_string_append_printf (sql, "ifnull ((SELECT group_concat (%s, ' ') FROM ", text->str);
      sgn_sql_append_name (sql, types->types[i]->table);
      g_string_append (sql, " AS o WHERE ");
      sgn_sql_append_column (sql, "o", field);
      g_string_append (sql, " = r.id), '')");
      any = TRUE;
    }
  return any;
}

static void
describe_type (Finder *self, guint index)
{
  Indexed *indexed = &self->indexed[index];
  g_autoptr (GString) sql = g_string_new ("SELECT r.id, ");

  indexed->type = self->types->types[index];
  indexed->owner = get_owner (indexed->type);
  indexed->dependents = g_array_new (FALSE, FALSE, sizeof (Dependent));
  g_array_set_clear_func (indexed->dependents, clear_dependent);
  indexed->indexed = sgn_finder_append_text (sql, indexed->type, "r");
  indexed->indexed = append_owned_text (sql, self->types, indexed->type, indexed->indexed);
  if (!indexed->indexed)
    return;
  /* Letters and digits first, then letters of a script no type will ever run out of. */
  indexed->mark = index < 26 ? g_strdup_printf ("%c", 'a' + index) : g_strnfill (6, '\0');
  if (index >= 26)
    g_unichar_to_utf8 (0x4E00 + index, indexed->mark);
  g_string_append (sql, ", ");
  if (indexed->owner != NULL)
    sgn_sql_append_column (sql, "r", indexed->owner);
  else
    g_string_append (sql, "NULL");
  g_string_append (sql, " FROM ");
  sgn_sql_append_name (sql, indexed->type->table);
  g_string_append (sql, " AS r");
  indexed->rows_sql = g_strdup (sql->str);
  indexed->row_sql = g_strconcat (sql->str, " WHERE r.id = :id", NULL);
}

static int
find_type (Finder *self, const SgnRecordType *type)
{
  for (guint i = 0; i < self->types->n_types; i++)
    if (self->types->types[i] == type)
      return (int)i;
  return -1;
}

static void
describe_dependents (Finder *self, guint index)
{
  const SgnRecordType *type = self->types->types[index];

  for (guint i = 0; i < type->n_fields; i++)
    {
      const SgnField *field = &type->fields[i];
      gboolean has_title
          = field->kind == SGN_FIELD_REFERENCE && (field->flags & SGN_FIELD_SEARCHED);
      int referred = has_title ? find_type (self, field->reference) : -1;
      Dependent dependent = { .type = index };
      GString *sql;

      if (referred < 0)
        continue;
      sql = g_string_new ("SELECT r.id FROM ");
      sgn_sql_append_name (sql, type->table);
      g_string_append (sql, " AS r WHERE ");
      sgn_sql_append_column (sql, "r", field);
      g_string_append (sql, " = :id");
      dependent.sql = g_string_free (sql, FALSE);
      g_array_append_val (self->indexed[referred].dependents, dependent);
    }
}

static Finder *
new_finder (const SgnTypes *types)
{
  Finder *self = g_new0 (Finder, 1);

  self->types = types;
  self->indexed = g_new0 (Indexed, types->n_types);
  for (guint i = 0; i < types->n_types; i++)
    describe_type (self, i);
  for (guint i = 0; i < types->n_types; i++)
    describe_dependents (self, i);
  return self;
}

/* Entries */

static char *
mark_words (const char *mark, const char *text)
{
  g_autofree char *spelled = sgn_spelling_text (text);
  g_auto (GStrv) words = g_strsplit (spelled, " ", -1);
  GString *marked = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    {
      if (marked->len > 0)
        g_string_append_c (marked, ' ');
      g_string_append (marked, mark);
      g_string_append (marked, *word);
    }
  return g_string_free (marked, FALSE);
}

static gboolean
insert_entry (SgnConnection *connection, const Indexed *indexed, gint64 id, const char *text,
              gint64 owner, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, INSERT_ENTRY, error);

  if (statement == NULL)
    return FALSE;
  sgn_statement_bind_int (statement, ":id", id);
  sgn_statement_bind_text (statement, ":text", text);
  sgn_statement_bind_text (statement, ":type", indexed->type->name);
  sgn_statement_bind_int (statement, ":owner", owner);
  return sgn_statement_run (statement, error);
}

static gboolean
delete_entry (SgnConnection *connection, gint64 id, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, DELETE_ENTRY, error);

  if (statement == NULL)
    return FALSE;
  sgn_statement_bind_int (statement, ":id", id);
  return sgn_statement_run (statement, error);
}

/* An entry as it is in the index, or as it should be. */
typedef struct
{
  char *text; /* NULL: none */
  gint64 owner;
} Entry;

static void
clear_entry (Entry *entry)
{
  g_free (entry->text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, clear_entry)

static gboolean
read_indexed_entry (SgnConnection *connection, gint64 id, Entry *entry, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, SELECT_ENTRY, error);
  SgnStep step;

  if (statement == NULL)
    return FALSE;
  sgn_statement_bind_int (statement, ":id", id);
  step = sgn_statement_step (statement, error);
  if (step == SGN_ROW)
    {
      entry->text = g_strdup (sgn_statement_text (statement, 0));
      entry->owner = sgn_statement_int (statement, 1);
    }
  return step != SGN_ERROR;
}

static gboolean
read_record_entry (SgnConnection *connection, const Indexed *indexed, gint64 id, Entry *entry,
                   GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, indexed->row_sql, error);
  SgnStep step;

  if (statement == NULL)
    return FALSE;
  sgn_statement_bind_int (statement, ":id", id);
  step = sgn_statement_step (statement, error);
  if (step == SGN_ROW)
    {
      entry->text = mark_words (indexed->mark, sgn_statement_text (statement, 1));
      entry->owner = sgn_statement_int (statement, 2);
    }
  return step != SGN_ERROR;
}

static gboolean
replace_entry (SgnConnection *connection, const Indexed *indexed, gint64 id, const Entry *before,
               const Entry *after, GError **error)
{
  if (before->text != NULL && !delete_entry (connection, id, error))
    return FALSE;
  return after->text == NULL
         || insert_entry (connection, indexed, id, after->text, after->owner, error);
}

/* In step with changes */

static gboolean
refresh (Finder *self, SgnConnection *connection, guint index, gint64 id, GError **error)
{
  const Indexed *indexed = &self->indexed[index];
  g_auto (Entry) before = { 0 };
  g_auto (Entry) after = { 0 };
  int owner;

  if (!indexed->indexed)
    return TRUE;
  if (!read_indexed_entry (connection, id, &before, error)
      || !read_record_entry (connection, indexed, id, &after, error))
    return FALSE;
  if (g_strcmp0 (before.text, after.text) == 0 && before.owner == after.owner)
    return TRUE;
  if (!replace_entry (connection, indexed, id, &before, &after, error))
    return FALSE;

  owner = indexed->owner != NULL ? find_type (self, indexed->owner->reference) : -1;
  if (owner < 0)
    return TRUE;
  return (before.owner == 0 || refresh (self, connection, (guint)owner, before.owner, error))
         && (after.owner == 0 || after.owner == before.owner
             || refresh (self, connection, (guint)owner, after.owner, error));
}

static gboolean
refresh_dependents (Finder *self, SgnConnection *connection, const Dependent *dependent, gint64 id,
                    GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, dependent->sql, error);
  SgnStep step;

  if (statement == NULL)
    return FALSE;
  sgn_statement_bind_int (statement, ":id", id);
  while ((step = sgn_statement_step (statement, error)) == SGN_ROW)
    if (!refresh (self, connection, dependent->type, sgn_statement_int (statement, 0), error))
      return FALSE;
  return step == SGN_DONE;
}

static gboolean
row_touched_cb (SgnLedger *ledger, const char *table, gint64 id, SgnRowOp op, gpointer user_data,
                GError **error)
{
  Finder *self = user_data;
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  const SgnRecordType *type = sgn_types_by_table (self->types, table);
  const GArray *dependents;
  guint index;

  if (type == NULL)
    return TRUE;
  index = (guint)find_type (self, type);
  if (!refresh (self, connection, index, id, error))
    return FALSE;
  dependents = self->indexed[index].dependents;
  for (guint i = 0; op == SGN_ROW_UPDATED && i < dependents->len; i++)
    if (!refresh_dependents (self, connection, &g_array_index (dependents, Dependent, i), id,
                             error))
      return FALSE;
  return TRUE;
}

/* Made anew */

static void
bind_mark (SgnStatement *statement, const Indexed *indexed)
{
  g_autofree char *made_of
      = g_compute_checksum_for_string (G_CHECKSUM_SHA256, indexed->rows_sql, -1);

  sgn_statement_bind_text (statement, ":type", indexed->type->name);
  sgn_statement_bind_text (statement, ":mark", indexed->mark);
  sgn_statement_bind_int (statement, ":version", SGN_TEXT_VERSION);
  sgn_statement_bind_text (statement, ":made_of", made_of);
}

static gboolean
fill_type (SgnConnection *connection, const Indexed *indexed, GError **error)
{
  g_autoptr (SgnStatement) mark = sgn_connection_prepare (connection, INSERT_MARK, error);
  g_autoptr (SgnStatement) rows = NULL;
  SgnStep step;

  if (mark == NULL)
    return FALSE;
  bind_mark (mark, indexed);
  rows = sgn_connection_prepare (connection, indexed->rows_sql, error);
  if (rows == NULL || !sgn_statement_run (mark, error))
    return FALSE;
  while ((step = sgn_statement_step (rows, error)) == SGN_ROW)
    {
      g_autofree char *text = mark_words (indexed->mark, sgn_statement_text (rows, 1));

      if (!insert_entry (connection, indexed, sgn_statement_int (rows, 0), text,
                         sgn_statement_int (rows, 2), error))
        return FALSE;
    }
  return step == SGN_DONE;
}

static gboolean
rebuild_cb (SgnLedger *ledger, gpointer user_data, GError **error)
{
  Finder *self = user_data;
  SgnConnection *connection = sgn_ledger_get_connection (ledger);

  if (!sgn_connection_run (connection, "DROP TABLE IF EXISTS finder", error)
      || !sgn_connection_run (connection, "DROP TABLE IF EXISTS finder_mark", error)
      || !sgn_connection_run (connection, CREATE_FINDER, error)
      || !sgn_connection_run (connection, CREATE_MARK, error))
    return FALSE;
  for (guint i = 0; i < self->types->n_types; i++)
    if (self->indexed[i].indexed && !fill_type (connection, &self->indexed[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
is_type_in_step (SgnConnection *connection, const Indexed *indexed, gboolean *in_step,
                 GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, IS_IN_STEP, error);

  if (statement == NULL)
    return FALSE;
  bind_mark (statement, indexed);
  if (sgn_statement_step (statement, error) == SGN_ERROR)
    return FALSE;
  *in_step = sgn_statement_int (statement, 0) == 1;
  return TRUE;
}

/* Whether the index is there and made of what the types say today. */
static gboolean
check_in_step (Finder *self, SgnConnection *connection, gboolean *in_step, GError **error)
{
  gint64 n_marks, n_indexed = 0;

  if (!sgn_connection_query_int (connection, HAS_FINDER, 0, &n_marks, error))
    return FALSE;
  *in_step = n_marks == 1;
  for (guint i = 0; *in_step && i < self->types->n_types; i++)
    {
      n_indexed += self->indexed[i].indexed;
      if (self->indexed[i].indexed
          && !is_type_in_step (connection, &self->indexed[i], in_step, error))
        return FALSE;
    }
  if (!*in_step)
    return TRUE;
  if (!sgn_connection_query_int (connection, COUNT_MARKS, 0, &n_marks, error))
    return FALSE;
  *in_step = n_marks == n_indexed;
  return TRUE;
}

gboolean
sgn_finder_attach (SgnLedger *ledger, const SgnTypes *types, GError **error)
{
  g_autoptr (Finder) self = NULL;
  gboolean in_step;

  /* Without the index records are looked through one by one. */
  if (!sgn_ledger_is_writable (ledger))
    return TRUE;
  self = new_finder (types);
  if (!check_in_step (self, sgn_ledger_get_connection (ledger), &in_step, error))
    return FALSE;
  if (!in_step && !sgn_ledger_run_derived (ledger, rebuild_cb, self, error))
    return FALSE;
  sgn_ledger_set_touch_func (ledger, row_touched_cb, g_steal_pointer (&self), free_finder);
  return TRUE;
}

gboolean
sgn_finder_rebuild (SgnLedger *ledger, const SgnTypes *types, GError **error)
{
  g_autoptr (Finder) self = new_finder (types);

  return sgn_ledger_run_derived (ledger, rebuild_cb, self, error);
}

/* Finding */

static gboolean
find_of_type (SgnConnection *connection, const SgnRecordType *type, const char *const *words,
              guint limit, GArray *hits, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *mark = sgn_finder_mark (connection, type, &local);
  g_autofree char *expression = NULL;
  g_autoptr (SgnStatement) statement = NULL;
  SgnHit hit = { .type = type };
  SgnStep step;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (mark == NULL)
    return TRUE;
  statement = sgn_connection_prepare (connection, FIND_ENTRIES, error);
  if (statement == NULL)
    return FALSE;
  expression = sgn_finder_expression (mark, words);
  sgn_statement_bind_text (statement, ":find", expression);
  sgn_statement_bind_int (statement, ":limit", limit);
  while ((step = sgn_statement_step (statement, error)) == SGN_ROW)
    {
      hit.id = sgn_statement_int (statement, 0);
      g_array_append_val (hits, hit);
    }
  return step == SGN_DONE;
}

/* Every type has its share; what one does not use goes to the others in turn. */
static void
share_out (GPtrArray *found, guint limit, GArray *hits)
{
  g_autofree guint *taken = g_new0 (guint, found->len);
  gboolean any = TRUE;

  for (guint left = limit; left > 0 && any;)
    {
      any = FALSE;
      for (guint i = 0; i < found->len && left > 0; i++)
        if (taken[i] < ((GArray *)found->pdata[i])->len)
          {
            taken[i]++;
            left--;
            any = TRUE;
          }
    }
  for (guint i = 0; i < found->len; i++)
    g_array_append_vals (hits, ((GArray *)found->pdata[i])->data, taken[i]);
}

GArray *
sgn_finder_find (SgnConnection *connection, const SgnTypes *types, const char *text, guint limit,
                 GError **error)
{
  g_auto (GStrv) words = sgn_spelling_words (text);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (SgnHit));

  for (guint i = 0; words[0] != NULL && i < types->n_types; i++)
    {
      GArray *of_type = g_array_new (FALSE, FALSE, sizeof (SgnHit));

      g_ptr_array_add (found, of_type);
      if (!find_of_type (connection, types->types[i], (const char *const *)words, limit, of_type,
                         error))
        return NULL;
    }
  share_out (found, limit, hits);
  return g_steal_pointer (&hits);
}
