#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-programme.h"

#include "base/sgn-date.h"
#include "base/sgn-error.h"
#include "base/sgn-id.h"
#include "base/sgn-text.h"
#include "programme/sgn-catalogue-private.h"
#include "record/sgn-finder.h"
#include "store/sgn-store-error.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define UPDATE_OWN_UNIT "UPDATE ledger SET unit_id = :unit WHERE id = 1"
#define SELECT_KINDS                                        \
  "SELECT name, code FROM v_code WHERE list = 'unit-kind' " \
  "AND json_extract(attributes, '$.level') = :level AND newest ORDER BY length(name) DESC"
#define SELECT_UNITS                                    \
  "SELECT u.id, u.code, u.name, i.name FROM unit AS u " \
  "LEFT JOIN v_code AS i ON i.list = 'unit-kind' AND i.code = u.kind AND i.newest"
#define SELECT_SETTING "SELECT id, value FROM setting WHERE key = :key"

typedef struct
{
  const SgnNewLedger *what;
  char *name;        /* of the unit, NFC */
  const char *level; /* of the unit: the role says it */
  int year;
  SgnXmlNode *units; /* the catalogue the unit was found in; NULL: it was not */
  SgnXmlNode *found; /* borrowed from it */
} Creation;

static gboolean
is_valid_at_year_end (const SgnXmlNode *node, int year)
{
  const char *from = sgn_xml_get (node, "valid-from");
  const char *to = sgn_xml_get (node, "valid-to");
  g_autofree char *last_day = g_strdup_printf ("%04d-12-31", year);

  return (!from || strcmp (from, last_day) <= 0)
         && (!to || strncmp (to, last_day, strlen (to)) >= 0);
}

static gboolean
is_named (const SgnXmlNode *node, const char *text)
{
  const char *code = sgn_xml_get (node, "code");
  g_autofree char *folded = sgn_text_fold (text);
  g_autofree char *name = sgn_text_fold (sgn_xml_get (node, "name"));

  return (code && g_str_equal (code, text)) || g_str_equal (name, folded);
}

/* "Cao Bằng" for "Tỉnh Cao Bằng": a province is unmistakable without its kind. */
static gboolean
is_province (const SgnXmlNode *node, const char *text)
{
  g_autofree char *folded = sgn_text_fold (text);
  g_autofree char *name = sgn_text_fold (sgn_xml_get (node, "name"));

  return is_named (node, text)
         || (g_str_has_suffix (name, folded) && name[strlen (name) - strlen (folded) - 1] == ' ');
}

static void
collect_units (Creation *creation, SgnXmlNode *node, GPtrArray *found)
{
  if (!g_str_equal (node->name, "unit") || !is_valid_at_year_end (node, creation->year))
    return;
  if (g_str_equal (sgn_xml_get (node, "level"), creation->level) && is_named (node, creation->name))
    g_ptr_array_add (found, node);
  for (guint i = 0; i < node->children->len; i++)
    collect_units (creation, g_ptr_array_index (node->children, i), found);
}

/* Leaves out what is neither above nor below the unit; FALSE where nothing of @node stays. */
static gboolean
mark_wanted (Creation *creation, SgnXmlNode *node, gboolean below)
{
  gboolean wanted
      = node == creation->found || (below && is_valid_at_year_end (node, creation->year));

  for (guint i = 0; i < node->children->len; i++)
    {
      SgnXmlNode *child = g_ptr_array_index (node->children, i);

      if (g_str_equal (child->name, "unit"))
        wanted = mark_wanted (creation, child, below || node == creation->found) || wanted;
    }
  node->skipped = !wanted;
  return wanted;
}

static gboolean
choose_unit (Creation *creation, GPtrArray *found, GError **error)
{
  if (found->len > 1)
    {
      g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_AMBIGUOUS,
                   _ ("There are %u units called “%s”: say which province is meant."), found->len,
                   creation->name);
      return FALSE;
    }
  creation->found = found->len ? g_ptr_array_index (found, 0) : NULL;
  return TRUE;
}

static gboolean
find_in_catalogue (Creation *creation, SgnXmlNode *root, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < root->children->len; i++)
    {
      SgnXmlNode *province = g_ptr_array_index (root->children, i);

      if (g_str_equal (province->name, "unit")
          && (!creation->what->province || is_province (province, creation->what->province)))
        collect_units (creation, province, found);
    }
  return choose_unit (creation, found, error);
}

static gboolean
covers_year (const SgnCatalogueInfo *info, int year)
{
  return sgn_catalogue_year_from (info->valid_from) <= year
         && year <= sgn_catalogue_year_to (info->valid_to);
}

/* The newest catalogue of units that knows the unit: the year it is dated to is that of its list,
 * and the units in it carry their own dates. */
static gboolean
find_unit_node (Creation *creation, GPtrArray *shipped, GError **error)
{
  for (guint i = 0; i < shipped->len && !creation->found; i++)
    {
      const SgnCatalogueInfo *info = g_ptr_array_index (shipped, i);

      if (!g_str_equal (info->kind, "units"))
        continue;
      g_autoptr (SgnXmlNode) root = sgn_catalogue_read_shipped (info->code, error);
      if (!root || !find_in_catalogue (creation, root, error))
        return FALSE;
      if (creation->found)
        creation->units = g_steal_pointer (&root);
    }
  return TRUE;
}

/* The catalogue's kind whose name the unit's name begins with: "Huyện …" */
static char *
guess_kind (SgnConnection *connection, const char *level, const char *name, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, SELECT_KINDS, error);
  g_autofree char *folded = sgn_text_fold (name);
  SgnStep step;

  if (!statement)
    return NULL;
  sgn_statement_bind_text (statement, ":level", level);
  while ((step = sgn_statement_step (statement, error)) == SGN_ROW)
    {
      g_autofree char *kind = sgn_text_fold (sgn_statement_text (statement, 0));

      if (g_str_has_prefix (folded, kind) && strchr (" ", folded[strlen (kind)]))
        return g_strdup (sgn_statement_text (statement, 1));
    }
  return step == SGN_ERROR ? NULL : g_strdup ("khac");
}

static gboolean
insert_named_unit (SgnLedger *ledger, const char *level, const char *name, gint64 parent_id,
                   gint64 *id, GError **error)
{
  g_autofree char *kind = guess_kind (sgn_ledger_get_connection (ledger), level, name, error);
  g_autoptr (SgnRecord) unit = sgn_record_new (&sgn_type_unit);

  if (!kind)
    return FALSE;
  sgn_record_set_text (unit, "name", name);
  sgn_record_set_text (unit, "level", level);
  sgn_record_set_text (unit, "kind", kind);
  sgn_record_set_int (unit, "position", 1);
  if (parent_id)
    sgn_record_set_int (unit, "parent-id", parent_id);
  if (!sgn_record_save (unit, ledger, error))
    return FALSE;
  *id = sgn_record_get_id (unit);
  return TRUE;
}

static gboolean
make_own_unit (SgnLedger *ledger, Creation *creation, gint64 *id, GError **error)
{
  const char *province = creation->what->province;
  gint64 parent_id = 0;

  if (province && !g_str_equal (creation->level, "province")
      && !insert_named_unit (ledger, "province", province, 0, &parent_id, error))
    return FALSE;
  return insert_named_unit (ledger, creation->level, creation->name, parent_id, id, error);
}

static gboolean
load_own_unit (SgnLedger *ledger, Creation *creation, gint64 *id, GError **error)
{
  const char *code = sgn_xml_get (creation->found, "code");

  for (guint i = 0; i < creation->units->children->len; i++)
    {
      SgnXmlNode *node = g_ptr_array_index (creation->units->children, i);

      if (g_str_equal (node->name, "unit"))
        mark_wanted (creation, node, FALSE);
    }
  if (!sgn_catalogue_load_node (ledger, creation->units, error))
    return FALSE;
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (
      sgn_ledger_get_connection (ledger),
      "SELECT id FROM unit WHERE level = :level AND ifnull(code, '') = ifnull(:code, '') "
      "AND name = :name",
      error);
  if (!statement)
    return FALSE;
  sgn_statement_bind_text (statement, ":level", creation->level);
  sgn_statement_bind_text (statement, ":code", code);
  sgn_statement_bind_text (statement, ":name", sgn_xml_get (creation->found, "name"));
  if (sgn_statement_step (statement, error) != SGN_ROW)
    return FALSE;
  *id = sgn_statement_int (statement, 0);
  return TRUE;
}

static gboolean
set_own_unit (SgnLedger *ledger, Creation *creation, GError **error)
{
  gint64 id;
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (sgn_ledger_get_connection (ledger), UPDATE_OWN_UNIT, error);

  if (!statement)
    return FALSE;
  if (!(creation->found ? load_own_unit (ledger, creation, &id, error)
                        : make_own_unit (ledger, creation, &id, error)))
    return FALSE;
  sgn_statement_bind_int (statement, ":unit", id);
  return sgn_statement_run (statement, error);
}

static gboolean
load_kind (SgnLedger *ledger, Creation *creation, GPtrArray *shipped, const char *kind,
           GError **error)
{
  for (guint i = 0; i < shipped->len; i++)
    {
      const SgnCatalogueInfo *info = g_ptr_array_index (shipped, i);

      if (!g_str_equal (info->kind, kind) || !covers_year (info, creation->year))
        continue;
      g_autoptr (SgnXmlNode) root = sgn_catalogue_read_shipped (info->code, error);
      if (!root)
        return FALSE;
      const char *level = sgn_xml_get (root, "for");
      if (level && !g_str_equal (level, creation->level))
        continue;
      if (!sgn_catalogue_load_node (ledger, root, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_ledger (SgnLedger *ledger, gpointer user_data, GError **error)
{
  Creation *creation = user_data;
  g_autoptr (GPtrArray) shipped = sgn_catalogue_list_shipped ();

  return load_kind (ledger, creation, shipped, "codes", error)
         && set_own_unit (ledger, creation, error)
         && load_kind (ledger, creation, shipped, "programme", error)
         && load_kind (ledger, creation, shipped, "agencies", error);
}

static void
remove_half_made (SgnLedger *ledger, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (!sgn_ledger_close (ledger, &error))
    g_debug ("%s", error->message);
  g_unlink (path);
}

static SgnLedger *
create_filled (const char *path, Creation *creation, GError **error)
{
  const char *title = creation->found ? sgn_xml_get (creation->found, "name") : creation->name;
  SgnLedgerInfo info
      = { creation->level, title, creation->year, creation->what->operator_name, FALSE };
  g_autoptr (SgnLedger) ledger = sgn_ledger_create (path, &info, error);
  g_autofree char *action = g_strdup_printf (_ ("New ledger: %s"), title);

  if (!ledger)
    return NULL;
  if (sgn_finder_attach (ledger, sgn_programme_types (), error)
      && sgn_ledger_change (ledger, action, fill_ledger, creation, NULL, error))
    return g_steal_pointer (&ledger);
  remove_half_made (ledger, path);
  return NULL;
}

static gboolean
check_new_ledger (const SgnNewLedger *what, GError **error)
{
  static const char *const roles[] = { "province", "district", "commune", NULL };
  g_autofree char *name = sgn_text_nfc (what->unit);

  if (!name || !*name)
    {
      g_set_error_literal (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID,
                           _ ("Say which unit keeps the ledger."));
      return FALSE;
    }
  if (what->role && !g_strv_contains (roles, what->role))
    {
      g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID,
                   _ ("A ledger is kept by a province, a district or a commune, not by “%s”."),
                   what->role);
      return FALSE;
    }
  return TRUE;
}

SgnLedger *
sgn_programme_create (const char *path, const SgnNewLedger *what, GError **error)
{
  g_autoptr (GPtrArray) shipped = NULL;
  Creation creation = { .what = what };

  if (!check_new_ledger (what, error))
    return NULL;
  g_autofree char *name = sgn_text_nfc (what->unit);
  creation.name = name;
  creation.level = what->role ? what->role : "district";
  creation.year = what->year ? what->year : sgn_date_today ().year;
  shipped = sgn_catalogue_list_shipped ();
  if (!find_unit_node (&creation, shipped, error))
    return NULL;
  g_autoptr (SgnXmlNode) units = creation.units;
  return create_filled (path, &creation, error);
}

SgnLedger *
sgn_programme_open (const char *path, SgnLedgerOpenFlags flags, const char *operator_name,
                    const char *backup_folder, GError **error)
{
  g_autoptr (SgnLedger) ledger = sgn_ledger_open (path, flags, operator_name, backup_folder, error);
  g_autoptr (GError) cause = NULL;

  if (!ledger || !sgn_finder_attach (ledger, sgn_programme_types (), error))
    return NULL;
  /* Lists that are missing keep nobody from working: what needs them says so. */
  if (sgn_ledger_is_writable (ledger) && !sgn_catalogue_load_missing (ledger, NULL, &cause))
    g_warning ("%s", cause->message);
  return g_steal_pointer (&ledger);
}

SgnLedger *
sgn_programme_open_beside (SgnLedger *ledger, GError **error)
{
  g_autoptr (SgnLedger) beside = sgn_ledger_open_beside (ledger, error);

  if (!beside || sgn_finder_attach (beside, sgn_programme_types (), error))
    return g_steal_pointer (&beside);
  g_clear_object (&beside);
  sgn_ledger_announce (ledger, NULL);
  return NULL;
}

static gint64
query_ledger (SgnConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  if (!sgn_connection_query_int (connection, sql, 0, &value, &error))
    g_warning ("%s", error->message);
  return value;
}

gint64
sgn_programme_own_unit (SgnConnection *connection)
{
  return query_ledger (connection, "SELECT ifnull(unit_id, 0) FROM ledger");
}

int
sgn_programme_default_year (SgnConnection *connection)
{
  return (int)query_ledger (connection, "SELECT year FROM ledger");
}

/* 0: no; 1: by the name without its kind; 2: exactly */
static int
match_unit (SgnStatement *row, const char *text, const char *folded, gint64 id)
{
  const char *code = sgn_statement_text (row, 1);
  const char *kind_name = sgn_statement_text (row, 3);
  g_autofree char *name = sgn_text_fold (sgn_statement_text (row, 2));
  g_autofree char *kind = sgn_text_fold (kind_name ? kind_name : "");
  gsize length = strlen (kind);

  if (sgn_statement_int (row, 0) == id || (code && g_str_equal (code, text))
      || g_str_equal (name, folded))
    return 2;
  return length > 0 && g_str_has_prefix (name, kind) && name[length] == ' '
         && g_str_equal (name + length + 1, folded);
}

static gint64
fail_to_find_unit (GError **error, const char *text, guint n)
{
  if (n == 0)
    g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND,
                 _ ("The ledger has no unit “%s”."), text);
  else
    g_set_error (
        error, SGN_BASE_ERROR, SGN_BASE_ERROR_AMBIGUOUS,
        _ ("“%s” names several units of the ledger: write the kind of unit too, or its code."),
        text);
  return 0;
}

gint64
sgn_programme_find_unit (SgnConnection *connection, const char *text, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_UNITS, error);
  g_autofree char *clean = sgn_text_nfc (text);
  g_autofree char *folded = sgn_text_fold (clean);
  gint64 wanted = 0, found[3] = { 0 };
  guint count[3] = { 0 };
  SgnStep step;

  if (!row)
    return 0;
  sgn_id_parse (clean, &wanted, NULL);
  while (*folded && (step = sgn_statement_step (row, error)) == SGN_ROW)
    {
      int match = match_unit (row, clean, folded, wanted);

      found[match] = sgn_statement_int (row, 0);
      count[match]++;
    }
  if (*folded && step == SGN_ERROR)
    return 0;
  for (int match = 2; match > 0; match--)
    if (count[match])
      return count[match] == 1 ? found[match] : fail_to_find_unit (error, text, count[match]);
  return fail_to_find_unit (error, text, 0);
}

char *
sgn_setting_get (SgnConnection *connection, const char *key, const char *fallback)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_SETTING, &error);
  SgnStep step = SGN_ERROR;

  if (row)
    {
      sgn_statement_bind_text (row, ":key", key);
      step = sgn_statement_step (row, &error);
    }
  if (step == SGN_ERROR && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("%s", error->message);
  return g_strdup (step == SGN_ROW ? sgn_statement_text (row, 1) : fallback);
}

static gboolean
find_setting (SgnConnection *connection, const char *key, gint64 *id, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_SETTING, error);

  if (!row)
    return FALSE;
  sgn_statement_bind_text (row, ":key", key);
  SgnStep step = sgn_statement_step (row, error);
  *id = step == SGN_ROW ? sgn_statement_int (row, 0) : 0;
  return step != SGN_ERROR;
}

gboolean
sgn_setting_set (SgnLedger *ledger, const char *key, const char *value, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnRecord) setting = NULL;
  gint64 id;

  if (!find_setting (connection, key, &id, error))
    return FALSE;
  if (!value || !*value)
    return id == 0
           || sgn_record_remove (ledger, sgn_programme_types (), &sgn_type_setting, id, error);
  setting = id ? sgn_record_load (connection, &sgn_type_setting, id, error)
               : sgn_record_new (&sgn_type_setting);
  if (!setting)
    return FALSE;
  sgn_record_set_text (setting, "key", key);
  sgn_record_set_text (setting, "value", value);
  return sgn_record_save (setting, ledger, error);
}
