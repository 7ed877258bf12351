#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-catalogue-loading-private.h"

#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

/* Units of a catalogue: those the ledger has are left as they are, others come beside them, and
 * what is no more gets its end and its successor. */

/* One without a code, as most villages, is known by its name among those under the same unit. */
#define SELECT_SAME_CODE                                       \
  "SELECT id FROM unit WHERE code = :code AND level = :level " \
  "AND name = :name AND ifnull(valid_from, '') = ifnull(:from, '')"
#define SELECT_SAME_NAME                                             \
  "SELECT id FROM unit WHERE parent_id IS :parent AND code IS NULL " \
  "AND level = :level AND name = :name AND ifnull(valid_from, '') = ifnull(:from, '')"
#define SELECT_NEWEST_UNIT                                                    \
  "SELECT id FROM unit WHERE level = :level AND code = :code AND id <> :not " \
  "ORDER BY ifnull(valid_from, '') DESC, id DESC LIMIT 1"

static gboolean
find_same_unit (SgnCatalogueLoading *loading, const SgnXmlNode *node, gint64 parent_id, gint64 *id,
                GError **error)
{
  const char *code = sgn_xml_get (node, "code");
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (sgn_ledger_get_connection (loading->ledger),
                                code ? SELECT_SAME_CODE : SELECT_SAME_NAME, error);

  if (!statement)
    return FALSE;
  if (code)
    sgn_statement_bind_text (statement, ":code", code);
  else if (parent_id)
    sgn_statement_bind_int (statement, ":parent", parent_id);
  sgn_statement_bind_text (statement, ":level", sgn_xml_get (node, "level"));
  sgn_statement_bind_text (statement, ":name", sgn_xml_get (node, "name"));
  sgn_statement_bind_text (statement, ":from", sgn_xml_get (node, "valid-from"));
  return sgn_catalogue_select_id (statement, id, error);
}

static gboolean
load_class (SgnCatalogueLoading *loading, const SgnXmlNode *node, gint64 unit_id, GError **error)
{
  g_autoptr (SgnRecord) record
      = sgn_catalogue_make_record (loading, node, &sgn_type_unit_class, error);

  if (!record)
    return FALSE;
  sgn_record_set_int (record, "unit-id", unit_id);
  return sgn_catalogue_save (loading, node, record, error);
}

static gboolean
insert_unit (SgnCatalogueLoading *loading, const SgnXmlNode *node, gint64 parent_id, guint position,
             gint64 *id, GError **error)
{
  g_autoptr (SgnRecord) record = sgn_catalogue_make_record (loading, node, &sgn_type_unit, error);

  if (!record)
    return FALSE;
  sgn_record_set_int (record, "position", position);
  if (parent_id)
    sgn_record_set_int (record, "parent-id", parent_id);
  if (!sgn_catalogue_save (loading, node, record, error))
    return FALSE;
  *id = sgn_record_get_id (record);
  for (guint i = 0; i < node->children->len; i++)
    {
      const SgnXmlNode *child = g_ptr_array_index (node->children, i);

      if (g_str_equal (child->name, "class") && !load_class (loading, child, *id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
see_unit (SgnCatalogueLoading *loading, const SgnXmlNode *node, gint64 parent_id, GError **error)
{
  const char *level = sgn_xml_get (node, "level"), *code = sgn_xml_get (node, "code");
  g_autofree char *place = g_strdup_printf ("%s of %" G_GINT64_FORMAT, level, parent_id);

  return code ? sgn_catalogue_see_once (loading, node, level, code, error)
              : sgn_catalogue_see_once (loading, node, place, sgn_xml_get (node, "name"), error);
}

gboolean
sgn_catalogue_load_unit (SgnCatalogueLoading *loading, const SgnXmlNode *node, gint64 parent_id,
                         guint position, GError **error)
{
  gint64 id = 0;

  if (node->skipped)
    {
      loading->partial = TRUE;
      return TRUE;
    }
  if (!see_unit (loading, node, parent_id, error))
    return FALSE;
  if (!find_same_unit (loading, node, parent_id, &id, error))
    return FALSE;
  if (!id && !insert_unit (loading, node, parent_id, position, &id, error))
    return FALSE;
  if (sgn_xml_get (node, "successor"))
    {
      SgnSuccession succession = { node, id };
      g_array_append_val (loading->successions, succession);
    }
  for (guint i = 0; i < node->children->len; i++)
    {
      const SgnXmlNode *child = g_ptr_array_index (node->children, i);

      if (g_str_equal (child->name, "unit")
          && !sgn_catalogue_load_unit (loading, child, id, i + 1, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_newest_unit (SgnCatalogueLoading *loading, const SgnXmlNode *node, const char *code,
                  gint64 not_id, gint64 *id, GError **error)
{
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (sgn_ledger_get_connection (loading->ledger), SELECT_NEWEST_UNIT,
                                error);

  if (!statement)
    return FALSE;
  sgn_statement_bind_text (statement, ":level", sgn_xml_get (node, "level"));
  sgn_statement_bind_text (statement, ":code", code);
  sgn_statement_bind_int (statement, ":not", not_id);
  return sgn_catalogue_select_id (statement, id, error);
}

/* Only what the ledger does not know yet is filled in: nothing is overwritten. */
static gboolean
end_unit (SgnCatalogueLoading *loading, const SgnXmlNode *node, gint64 id, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (loading->ledger);
  const char *code = sgn_xml_get (node, "successor");
  const char *valid_to = sgn_xml_get (node, "valid-to");
  gint64 successor = 0;
  g_autoptr (SgnRecord) record = sgn_record_load (connection, &sgn_type_unit, id, error);

  if (!record)
    return FALSE;
  if (code && !find_newest_unit (loading, node, code, id, &successor, error))
    return FALSE;
  if (code && !successor && !loading->partial)
    return sgn_xml_fail (error, node, _ ("The ledger has no unit with the code “%s”."), code);
  if (valid_to && sgn_record_is_null (record, "valid-to"))
    sgn_record_set_text (record, "valid-to", valid_to);
  if (successor && sgn_record_is_null (record, "successor-id"))
    sgn_record_set_int (record, "successor-id", successor);
  return sgn_catalogue_save (loading, node, record, error);
}

/* A unit of an earlier catalogue that this one knows the end of. */
static gboolean
load_ended (SgnCatalogueLoading *loading, const SgnXmlNode *node, GError **error)
{
  const char *code = sgn_xml_get (node, "code");
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (sgn_ledger_get_connection (loading->ledger),
                                "SELECT id FROM unit WHERE level = :level AND code = :code "
                                "AND (catalogue_id IS NULL OR catalogue_id <> :catalogue) "
                                "ORDER BY ifnull(valid_from, '') DESC, id DESC LIMIT 1",
                                error);
  gint64 id;

  if (!statement)
    return FALSE;
  sgn_statement_bind_text (statement, ":level", sgn_xml_get (node, "level"));
  sgn_statement_bind_text (statement, ":code", code);
  sgn_statement_bind_int (statement, ":catalogue", loading->catalogue_id);
  if (!sgn_catalogue_select_id (statement, &id, error))
    return FALSE;
  return id == 0 || end_unit (loading, node, id, error);
}

gboolean
sgn_catalogue_load_successions (SgnCatalogueLoading *loading, GError **error)
{
  for (guint i = 0; i < loading->successions->len; i++)
    {
      const SgnSuccession *succession = &g_array_index (loading->successions, SgnSuccession, i);

      if (!end_unit (loading, succession->node, succession->id, error))
        return FALSE;
    }
  for (guint i = 0; i < loading->root->children->len; i++)
    {
      const SgnXmlNode *node = g_ptr_array_index (loading->root->children, i);

      if (g_str_equal (node->name, "ended") && !load_ended (loading, node, error))
        return FALSE;
    }
  return TRUE;
}
