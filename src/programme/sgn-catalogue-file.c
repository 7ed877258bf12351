#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-catalogue-private.h"

#include "base/sgn-date.h"
#include "base/sgn-file.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define CODE_LISTS "codes-"

#define SELECT_HAS "SELECT 1 FROM catalogue WHERE code = :code"

/* A file that is too large is not even read. */
static SgnXmlNode *
read_file (const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *text = NULL;
  GStatBuf info;
  gsize length;

  if (g_stat (path, &info) == 0 && info.st_size > SGN_XML_MAX_BYTES)
    return sgn_catalogue_read_text (NULL, (gsize)info.st_size, error);
  if (g_file_get_contents (path, &text, &length, &cause))
    return sgn_catalogue_read_text (text, length, error);
  g_propagate_error (error, sgn_file_explain (g_steal_pointer (&cause), path));
  return NULL;
}

/* What becomes a record of its own and is worth counting. */
static guint
count_entries (const SgnXmlNode *node)
{
  static const char *const elements[] = { "component", "agency", "item", "unit", "points", NULL };
  guint n = g_strv_contains (elements, node->name) ? 1 : 0;

  for (guint i = 0; i < node->children->len; i++)
    n += count_entries (g_ptr_array_index (node->children, i));
  return n;
}

SgnCatalogueInfo *
sgn_catalogue_inspect_file (const char *path, guint *n_entries, GError **error)
{
  g_autoptr (SgnXmlNode) root = read_file (path, error);

  if (!root)
    return NULL;
  *n_entries = count_entries (root);
  return sgn_catalogue_make_info (root);
}

static gboolean
load_in_change (SgnLedger *ledger, gpointer user_data, GError **error)
{
  return sgn_catalogue_load_node (ledger, user_data, error);
}

gboolean
sgn_catalogue_load_file (SgnLedger *ledger, const char *path, gint64 *change_id, GError **error)
{
  g_autoptr (SgnXmlNode) root = read_file (path, error);
  g_autofree char *action = NULL;

  if (!root)
    return FALSE;
  action = g_strdup_printf (_ ("Load catalogue: %s"), sgn_xml_get (root, "title"));
  return sgn_ledger_change (ledger, action, load_in_change, root, change_id, error);
}

/* --- code lists that came with a later version of the program --- */

static gboolean
has_catalogue (SgnConnection *connection, const char *code, gboolean *has, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, SELECT_HAS, error);
  SgnStep step;

  if (!statement)
    return FALSE;
  sgn_statement_bind_text (statement, ":code", code);
  step = sgn_statement_step (statement, error);
  *has = step == SGN_ROW;
  return step != SGN_ERROR;
}

static gboolean
is_of_use (const SgnXmlNode *root, int year)
{
  return sgn_catalogue_year_to (sgn_xml_get (root, "valid-to")) >= year
         && sgn_catalogue_year_from (sgn_xml_get (root, "valid-from"))
                <= MAX (year, sgn_date_today ().year);
}

/* Returns: FALSE on errors */
static gboolean
add_if_missing (SgnConnection *connection, const char *code, int year, GPtrArray *missing,
                GError **error)
{
  g_autoptr (SgnXmlNode) root = NULL;
  gboolean has;

  if (!has_catalogue (connection, code, &has, error))
    return FALSE;
  if (has)
    return TRUE;
  root = sgn_catalogue_read_shipped (code, error);
  if (!root)
    return FALSE;
  if (is_of_use (root, year))
    g_ptr_array_add (missing, g_steal_pointer (&root));
  return TRUE;
}

static GPtrArray *
find_missing (SgnConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) missing
      = g_ptr_array_new_with_free_func ((GDestroyNotify)sgn_xml_node_free);
  g_auto (GStrv) codes = sgn_catalogue_shipped_codes ();
  int year = sgn_programme_default_year (connection);
  gboolean has_any = FALSE;

  for (guint i = 0; codes[i] && !has_any; i++)
    if (g_str_has_prefix (codes[i], CODE_LISTS)
        && !has_catalogue (connection, codes[i], &has_any, error))
      return NULL;
  /* A ledger that was made without catalogues is somebody's own affair. */
  for (guint i = 0; codes[i] && has_any; i++)
    if (g_str_has_prefix (codes[i], CODE_LISTS)
        && !add_if_missing (connection, codes[i], year, missing, error))
      return NULL;
  return g_steal_pointer (&missing);
}

static gboolean
load_all (SgnLedger *ledger, gpointer user_data, GError **error)
{
  GPtrArray *missing = user_data;

  for (guint i = 0; i < missing->len; i++)
    if (!sgn_catalogue_load_node (ledger, g_ptr_array_index (missing, i), error))
      return FALSE;
  return TRUE;
}

gboolean
sgn_catalogue_load_missing (SgnLedger *ledger, gint64 *change_id, GError **error)
{
  g_autoptr (GPtrArray) missing = find_missing (sgn_ledger_get_connection (ledger), error);

  if (change_id)
    *change_id = 0;
  if (!missing)
    return FALSE;
  return missing->len == 0
         || sgn_ledger_change (ledger, _ ("Add code lists of this version of the program"),
                               load_all, missing, change_id, error);
}
