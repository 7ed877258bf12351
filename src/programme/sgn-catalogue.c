#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-catalogue-loading-private.h"
#include "programme/sgn-catalogue-private.h"

#include "base/sgn-date.h"
#include "base/sgn-error.h"
#include "programme/sgn-programme.h"
#include "store/sgn-store-error.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define FOLDER "/vn/sogiamngheo/library/catalogue/"
#define VALIDITY " valid-from valid-to"

#define SELECT_CATALOGUE \
  "SELECT id FROM catalogue WHERE code = :code AND ifnull(valid_from, '') = ifnull(:from, '')"
/* The attributes of an element are the fields of the record it becomes. */
static const SgnXmlRule rules[] = {
  { "catalogue", NULL, "code! kind! title! source! for" VALIDITY },
  { "component", "catalogue", "code! kind! name! short-name source note" VALIDITY },
  { "component", "component", "code! kind! name! short-name source note" VALIDITY },
  { "agency", "catalogue", "name! short-name note" VALIDITY },
  { "list", "catalogue", "name!" },
  { "item", "list", "code! name! short-name parent source!" VALIDITY },
  { "attribute", "item", "name! value!" },
  { "unit", "catalogue", "level! kind! code name! area successor note" VALIDITY },
  { "unit", "unit", "level! kind! code name! area successor note" VALIDITY },
  { "class", "unit", "class! year-from year-to decision note" },
  { "question", "catalogue", "code! name! answers!" },
  { "answer", "question", "code! name! condition" },
  { "points", "answer", "region! value!" },
  { "ended", "catalogue", "level! code! valid-to! successor" },
  { NULL },
};

/* Which elements each kind of catalogue may hold. */
static const struct
{
  const char *kind, *element;
} kinds[] = {
  { "programme", "component" }, { "agencies", "agency" }, { "codes", "list" },
  { "units", "unit" },          { "units", "ended" },     { "points", "question" },
};

static gboolean
check_kind (const SgnXmlNode *root, GError **error)
{
  const char *kind = sgn_xml_get (root, "kind");
  gboolean known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    known = known || g_str_equal (kinds[i].kind, kind);
  if (!known)
    return sgn_xml_fail (error, root, _ ("There is no kind of catalogue “%s”."), kind);
  for (guint i = 0; i < root->children->len; i++)
    {
      const SgnXmlNode *child = g_ptr_array_index (root->children, i);
      gboolean fits = FALSE;

      for (guint j = 0; j < G_N_ELEMENTS (kinds); j++)
        fits
            = fits
              || (g_str_equal (kinds[j].kind, kind) && g_str_equal (kinds[j].element, child->name));
      if (!fits)
        return sgn_xml_fail (error, child,
                             _ ("<%s> does not belong into a catalogue of kind “%s”."), child->name,
                             kind);
    }
  return TRUE;
}

static gboolean
check_dates (const SgnXmlNode *node, GError **error)
{
  static const char *const keys[] = { "valid-from", "valid-to" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *text = sgn_xml_get (node, keys[i]);
      SgnDate date;

      if (text && !sgn_date_parse_iso (text, &date))
        return sgn_xml_fail (error, node,
                             _ ("“%s” is not a date like 2021, 2021-07 or 2021-07-15."), text);
    }
  for (guint i = 0; i < node->children->len; i++)
    if (!check_dates (g_ptr_array_index (node->children, i), error))
      return FALSE;
  return TRUE;
}

SgnXmlNode *
sgn_catalogue_read_text (const char *text, gsize length, GError **error)
{
  g_autoptr (SgnXmlNode) root = sgn_xml_read (text, length, rules, error);

  if (!root || !check_kind (root, error) || !check_dates (root, error))
    return NULL;
  return g_steal_pointer (&root);
}

static SgnXmlNode *
read_resource (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (!bytes)
    {
      g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND,
                   _ ("The program holds no catalogue “%s”."), name);
      return NULL;
    }
  return sgn_catalogue_read_text (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

SgnCatalogueInfo *
sgn_catalogue_make_info (const SgnXmlNode *root)
{
  SgnCatalogueInfo *info = g_new0 (SgnCatalogueInfo, 1);

  info->code = g_strdup (sgn_xml_get (root, "code"));
  info->kind = g_strdup (sgn_xml_get (root, "kind"));
  info->title = g_strdup (sgn_xml_get (root, "title"));
  info->source = g_strdup (sgn_xml_get (root, "source"));
  info->valid_from = g_strdup (sgn_xml_get (root, "valid-from"));
  info->valid_to = g_strdup (sgn_xml_get (root, "valid-to"));
  return info;
}

gboolean
sgn_catalogue_see_once (SgnCatalogueLoading *loading, const SgnXmlNode *node, const char *what,
                        const char *code, GError **error)
{
  const char *from = sgn_xml_get (node, "valid-from");
  g_autofree char *key = g_strjoin ("\n", what, code, from ? from : "", NULL);

  if (g_hash_table_add (loading->seen, g_steal_pointer (&key)))
    return TRUE;
  return sgn_xml_fail (error, node, _ ("“%s” stands here a second time."), code);
}

gboolean
sgn_catalogue_save (SgnCatalogueLoading *loading, const SgnXmlNode *node, SgnRecord *record,
                    GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (sgn_record_save (record, loading->ledger, &cause))
    return TRUE;
  if (cause->domain == G_IO_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  g_set_error (error, cause->domain, cause->code, _ ("Line %d: %s"), node->line, cause->message);
  return FALSE;
}

static gboolean
set_attribute (const SgnXmlNode *node, SgnRecord *record, const SgnField *field, const char *text,
               GError **error)
{
  SgnValue value = SGN_VALUE_INIT;
  gint64 number;

  if (field->kind != SGN_FIELD_INTEGER)
    {
      sgn_record_set_text (record, field->name, text);
      return TRUE;
    }
  if (!g_ascii_string_to_signed (text, 10, 0, 1000000, &number, NULL))
    return sgn_xml_fail (error, node, _ ("“%s” is not a whole number."), text);
  value = sgn_value_int (number);
  sgn_record_set (record, field->name, &value);
  return TRUE;
}

gboolean
sgn_catalogue_select_id (SgnStatement *statement, gint64 *id, GError **error)
{
  SgnStep step = sgn_statement_step (statement, error);

  *id = step == SGN_ROW ? sgn_statement_int (statement, 0) : 0;
  sgn_statement_reset (statement);
  return step != SGN_ERROR;
}

SgnRecord *
sgn_catalogue_make_record (SgnCatalogueLoading *loading, const SgnXmlNode *node,
                           const SgnRecordType *type, GError **error)
{
  g_autoptr (SgnRecord) record = sgn_record_new (type);

  for (guint i = 0; node->keys[i]; i++)
    {
      const SgnField *field = sgn_record_type_field (type, node->keys[i]);

      if (field && !set_attribute (node, record, field, node->values[i], error))
        return NULL;
    }
  if (sgn_record_type_field (type, "catalogue-id"))
    sgn_record_set_int (record, "catalogue-id", loading->catalogue_id);
  return g_steal_pointer (&record);
}

/* Validity is that of the catalogue where the element says none. */
static void
inherit_validity (SgnCatalogueLoading *loading, const SgnXmlNode *node, SgnRecord *record)
{
  if (!sgn_xml_get (node, "valid-from"))
    sgn_record_set_text (record, "valid-from", sgn_xml_get (loading->root, "valid-from"));
  if (!sgn_xml_get (node, "valid-to"))
    sgn_record_set_text (record, "valid-to", sgn_xml_get (loading->root, "valid-to"));
}

static gboolean
load_component (SgnCatalogueLoading *loading, const SgnXmlNode *node, gint64 parent_id,
                guint position, GError **error)
{
  g_autoptr (SgnRecord) record
      = sgn_catalogue_make_record (loading, node, &sgn_type_component, error);

  if (!record
      || !sgn_catalogue_see_once (loading, node, "component", sgn_xml_get (node, "code"), error))
    return FALSE;
  inherit_validity (loading, node, record);
  sgn_record_set_int (record, "position", position);
  if (parent_id)
    sgn_record_set_int (record, "parent-id", parent_id);
  if (!sgn_xml_get (node, "source"))
    sgn_record_set_text (record, "source", sgn_xml_get (loading->root, "source"));
  if (!sgn_catalogue_save (loading, node, record, error))
    return FALSE;
  for (guint i = 0; i < node->children->len; i++)
    if (!load_component (loading, g_ptr_array_index (node->children, i), sgn_record_get_id (record),
                         i + 1, error))
      return FALSE;
  return TRUE;
}

static gboolean
load_agency (SgnCatalogueLoading *loading, const SgnXmlNode *node, guint position, GError **error)
{
  g_autoptr (SgnRecord) record = sgn_catalogue_make_record (loading, node, &sgn_type_agency, error);
  gint64 own = sgn_programme_own_unit (sgn_ledger_get_connection (loading->ledger));

  if (!record
      || !sgn_catalogue_see_once (loading, node, "agency", sgn_xml_get (node, "name"), error))
    return FALSE;
  inherit_validity (loading, node, record);
  sgn_record_set_int (record, "position", position);
  if (own && sgn_xml_get (loading->root, "for"))
    sgn_record_set_int (record, "unit-id", own);
  return sgn_catalogue_save (loading, node, record, error);
}

static char *
attributes_to_json (const SgnXmlNode *item)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  if (!item->children->len)
    return NULL;
  json_builder_begin_object (builder);
  for (guint i = 0; i < item->children->len; i++)
    {
      const SgnXmlNode *attribute = g_ptr_array_index (item->children, i);

      json_builder_set_member_name (builder, sgn_xml_get (attribute, "name"));
      json_builder_add_string_value (builder, sgn_xml_get (attribute, "value"));
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static gboolean
load_list (SgnCatalogueLoading *loading, const SgnXmlNode *list, GError **error)
{
  const char *name = sgn_xml_get (list, "name");

  for (guint i = 0; i < list->children->len; i++)
    {
      const SgnXmlNode *node = g_ptr_array_index (list->children, i);
      g_autoptr (SgnRecord) record
          = sgn_catalogue_make_record (loading, node, &sgn_type_code_item, error);
      g_autofree char *attributes = attributes_to_json (node);

      if (!record
          || !sgn_catalogue_see_once (loading, node, name, sgn_xml_get (node, "code"), error))
        return FALSE;
      inherit_validity (loading, node, record);
      sgn_record_set_text (record, "list", name);
      sgn_record_set_int (record, "position", i + 1);
      sgn_record_set_text (record, "parent-code", sgn_xml_get (node, "parent"));
      sgn_record_set_text (record, "attributes", attributes);
      if (!sgn_catalogue_save (loading, node, record, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_points (SgnCatalogueLoading *loading, const SgnXmlNode *answer, const SgnXmlNode *node,
             SgnRecord *record, GError **error)
{
  g_autofree char *key = g_strdup_printf ("points of %d", answer->line);
  gint64 points;

  if (!sgn_catalogue_see_once (loading, node, key, sgn_xml_get (node, "region"), error))
    return FALSE;
  if (!g_ascii_string_to_signed (sgn_xml_get (node, "value"), 10, -1000, 1000, &points, NULL))
    return sgn_xml_fail (error, node, _ ("“%s” is not a whole number."),
                         sgn_xml_get (node, "value"));
  sgn_record_set_text (record, "region", sgn_xml_get (node, "region"));
  sgn_record_set_int (record, "points", points);
  sgn_record_set_int (record, "position", ++loading->n_points);
  return sgn_catalogue_save (loading, node, record, error);
}

/* One line for every region an answer has points in. */
static gboolean
load_answer (SgnCatalogueLoading *loading, const SgnXmlNode *question, const SgnXmlNode *node,
             GError **error)
{
  g_autofree char *key = g_strdup_printf ("answer of %d", question->line);

  if (!sgn_catalogue_see_once (loading, node, key, sgn_xml_get (node, "code"), error))
    return FALSE;
  for (guint i = 0; i < node->children->len; i++)
    {
      g_autoptr (SgnRecord) record = sgn_record_new (&sgn_type_point_item);

      sgn_record_set_int (record, "catalogue-id", loading->catalogue_id);
      sgn_record_set_text (record, "item", sgn_xml_get (question, "code"));
      sgn_record_set_text (record, "item-name", sgn_xml_get (question, "name"));
      sgn_record_set_int (record, "exclusive",
                          g_str_equal (sgn_xml_get (question, "answers"), "one"));
      sgn_record_set_text (record, "option", sgn_xml_get (node, "code"));
      sgn_record_set_text (record, "option-name", sgn_xml_get (node, "name"));
      sgn_record_set_text (record, "condition", sgn_xml_get (node, "condition"));
      if (!load_points (loading, node, g_ptr_array_index (node->children, i), record, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_question (SgnCatalogueLoading *loading, const SgnXmlNode *node, GError **error)
{
  static const char *const answers[] = { "one", "several", NULL };

  if (!sgn_catalogue_see_once (loading, node, "question", sgn_xml_get (node, "code"), error))
    return FALSE;
  if (!g_strv_contains (answers, sgn_xml_get (node, "answers")))
    return sgn_xml_fail (error, node,
                         _ ("The answers of a question are “one” or “several”, not “%s”."),
                         sgn_xml_get (node, "answers"));
  for (guint i = 0; i < node->children->len; i++)
    if (!load_answer (loading, node, g_ptr_array_index (node->children, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
load_children (SgnCatalogueLoading *loading, GError **error)
{
  for (guint i = 0; i < loading->root->children->len; i++)
    {
      const SgnXmlNode *node = g_ptr_array_index (loading->root->children, i);
      gboolean loaded = TRUE;

      if (g_str_equal (node->name, "component"))
        loaded = load_component (loading, node, 0, i + 1, error);
      else if (g_str_equal (node->name, "agency"))
        loaded = load_agency (loading, node, i + 1, error);
      else if (g_str_equal (node->name, "list"))
        loaded = load_list (loading, node, error);
      else if (g_str_equal (node->name, "question"))
        loaded = load_question (loading, node, error);
      else if (g_str_equal (node->name, "unit"))
        loaded = sgn_catalogue_load_unit (loading, node, 0, i + 1, error);
      if (!loaded)
        return FALSE;
    }
  return sgn_catalogue_load_successions (loading, error);
}

static gboolean
insert_catalogue (SgnCatalogueLoading *loading, GError **error)
{
  g_autofree char *now = sgn_time_now ();
  g_autoptr (SgnRecord) record
      = sgn_catalogue_make_record (loading, loading->root, &sgn_type_catalogue, error);

  if (!record)
    return FALSE;
  sgn_record_set_text (record, "loaded-at", now);
  if (!sgn_catalogue_save (loading, loading->root, record, error))
    return FALSE;
  loading->catalogue_id = sgn_record_get_id (record);
  return TRUE;
}

/* Units may be loaded a second time, for those that were left out: a ledger starts with its own. */
static gboolean
begin_catalogue (SgnCatalogueLoading *loading, GError **error)
{
  const char *code = sgn_xml_get (loading->root, "code");
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (sgn_ledger_get_connection (loading->ledger), SELECT_CATALOGUE,
                                error);

  if (!statement)
    return FALSE;
  sgn_statement_bind_text (statement, ":code", code);
  sgn_statement_bind_text (statement, ":from", sgn_xml_get (loading->root, "valid-from"));
  if (!sgn_catalogue_select_id (statement, &loading->catalogue_id, error))
    return FALSE;
  if (!loading->catalogue_id)
    return insert_catalogue (loading, error);
  if (g_str_equal (sgn_xml_get (loading->root, "kind"), "units"))
    return TRUE;
  g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_EXISTS,
               _ ("The ledger already holds the catalogue “%s”."),
               sgn_xml_get (loading->root, "title"));
  return FALSE;
}

void
sgn_catalogue_info_free (SgnCatalogueInfo *info)
{
  if (!info)
    return;
  g_free (info->code);
  g_free (info->kind);
  g_free (info->title);
  g_free (info->source);
  g_free (info->valid_from);
  g_free (info->valid_to);
  g_free (info);
}

int
sgn_catalogue_year_from (const char *valid_from)
{
  return valid_from ? atoi (valid_from) : 0;
}

int
sgn_catalogue_year_to (const char *valid_to)
{
  return valid_to ? atoi (valid_to) : 9999;
}

char **
sgn_catalogue_shipped_codes (void)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_auto (GStrv) names
      = g_resources_enumerate_children (FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; names && names[i]; i++)
    {
      g_autofree char *code = g_strdup (names[i]);

      /* Beside them is the folder of the growth tables. */
      if (!g_str_has_suffix (code, ".xml"))
        continue;
      code[strlen (code) - strlen (".xml")] = '\0';
      g_strv_builder_add (codes, code);
    }
  return g_strv_builder_end (codes);
}

SgnXmlNode *
sgn_catalogue_read_shipped (const char *code, GError **error)
{
  g_autofree char *name = g_strconcat (code, ".xml", NULL);

  return read_resource (name, error);
}

GPtrArray *
sgn_catalogue_list_shipped (void)
{
  GPtrArray *infos = g_ptr_array_new_with_free_func ((GDestroyNotify)sgn_catalogue_info_free);
  g_auto (GStrv) codes = sgn_catalogue_shipped_codes ();

  for (guint i = 0; codes[i]; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SgnXmlNode) root = sgn_catalogue_read_shipped (codes[i], &error);

      if (!root)
        g_error ("%s: %s", codes[i], error->message);
      g_ptr_array_add (infos, sgn_catalogue_make_info (root));
    }
  return infos;
}

gboolean
sgn_catalogue_load_node (SgnLedger *ledger, const SgnXmlNode *root, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) successions = g_array_new (FALSE, FALSE, sizeof (SgnSuccession));
  SgnCatalogueLoading loading
      = { .ledger = ledger, .root = root, .seen = seen, .successions = successions };

  return begin_catalogue (&loading, error) && load_children (&loading, error);
}
