#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-sample.h"

#include "programme/sgn-programme.h"
#include "programme/sgn-sample-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define FOLDER "/vn/sogiamngheo/library/sample/"

static const SgnXmlRule rules[] = {
  { "sample", NULL, "unit! province! role! year! operator! action!" },
  { "decision", "sample", "year! kind! state! number date issuer title! note" },
  { "line", "decision", "component! source capital-kind amount!" },
  { "total", "decision", "component source capital-kind amount! section!", TRUE },
  { "text", "decision", "component kind! section! number date", TRUE },
  { "office", "sample", "component! role! agency! year! source!" },
  { "target", "sample", "code! component name! measure! operator! source!" },
  { "value", "target", "year! planned! section!" },
  { NULL },
};

/* How the attributes that name another record find it. */
static const struct
{
  const char *attribute, *field, *sql;
} references[] = {
  { "component", "component-id", "SELECT id FROM component WHERE code = :name" },
  { "agency", "agency-id", "SELECT id FROM agency WHERE name = :name" },
  { "owner", "owner-id", "SELECT id FROM agency WHERE name = :name" },
  { "commune-owner", NULL, "SELECT id FROM agency WHERE name = :name" },
};

static gboolean
set_field (const SgnXmlNode *node, SgnRecord *record, const SgnField *field, const char *text,
           GError **error)
{
  gint64 number;

  switch (field->kind)
    {
    case SGN_FIELD_INTEGER:
    case SGN_FIELD_MONEY:
      if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
        return sgn_xml_fail (error, node, _ ("“%s” is not a whole number."), text);
      sgn_record_set_int (record, field->name, number);
      return TRUE;
    case SGN_FIELD_DECIMAL:
      sgn_record_set_real (record, field->name, g_ascii_strtod (text, NULL));
      return TRUE;
    default:
      sgn_record_set_text (record, field->name, text);
      return TRUE;
    }
}

static gboolean
set_references (SgnLedger *ledger, const SgnXmlNode *node, SgnRecord *record, GError **error)
{
  const SgnRecordType *type = sgn_record_get_record_type (record);

  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    {
      gint64 id;

      if (!references[i].field || !sgn_record_type_field (type, references[i].field))
        continue;
      if (!sgn_sample_find (ledger, node, references[i].attribute, &id, error))
        return FALSE;
      if (id)
        sgn_record_set_int (record, references[i].field, id);
    }
  return TRUE;
}

static gboolean
add_decision_part (SgnLedger *ledger, const SgnXmlNode *node, gint64 decision_id, GError **error)
{
  gboolean is_line = g_str_equal (node->name, "line");
  gboolean is_total = g_str_equal (node->name, "total");
  const SgnRecordType *type = is_line    ? &sgn_type_funding_line
                              : is_total ? &sgn_type_stated_total
                                         : &sgn_type_decision_text;
  g_autoptr (SgnRecord) record = sgn_sample_make (ledger, node, type, error);

  if (!record)
    return FALSE;
  sgn_record_set_int (record, "decision-id", decision_id);
  if (is_line)
    sgn_record_set_int (record, "unit-id",
                        sgn_programme_own_unit (sgn_ledger_get_connection (ledger)));
  else
    sgn_record_set_text (record, is_total ? "quote" : "text", node->text);
  return sgn_record_save (record, ledger, error);
}

static gboolean
add_decision (SgnLedger *ledger, const SgnXmlNode *node, GError **error)
{
  g_autoptr (SgnRecord) record = sgn_sample_make (ledger, node, &sgn_type_funding_decision, error);

  if (!record || !sgn_record_save (record, ledger, error))
    return FALSE;
  for (guint i = 0; i < node->children->len; i++)
    if (!add_decision_part (ledger, g_ptr_array_index (node->children, i),
                            sgn_record_get_id (record), error))
      return FALSE;
  return TRUE;
}

static gboolean
add_positioned (SgnLedger *ledger, const SgnXmlNode *node, const SgnRecordType *type,
                guint position, gint64 *id, GError **error)
{
  g_autoptr (SgnRecord) record = sgn_sample_make (ledger, node, type, error);

  if (!record)
    return FALSE;
  sgn_record_set_int (record, "position", position);
  if (!sgn_record_save (record, ledger, error))
    return FALSE;
  *id = sgn_record_get_id (record);
  return TRUE;
}

static gboolean
add_target (SgnLedger *ledger, const SgnXmlNode *node, guint position, GError **error)
{
  gint64 target_id;

  if (!add_positioned (ledger, node, &sgn_type_target, position, &target_id, error))
    return FALSE;
  for (guint i = 0; i < node->children->len; i++)
    {
      g_autoptr (SgnRecord) value = sgn_sample_make (ledger, g_ptr_array_index (node->children, i),
                                                     &sgn_type_target_value, error);

      if (!value)
        return FALSE;
      sgn_record_set_int (value, "target-id", target_id);
      sgn_record_set_int (value, "unit-id",
                          sgn_programme_own_unit (sgn_ledger_get_connection (ledger)));
      if (!sgn_record_save (value, ledger, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_plan (SgnLedger *ledger, gpointer user_data, GError **error)
{
  const SgnXmlNode *root = user_data;

  for (guint i = 0; i < root->children->len; i++)
    {
      const SgnXmlNode *node = g_ptr_array_index (root->children, i);
      gboolean added;
      gint64 id;

      if (g_str_equal (node->name, "decision"))
        added = add_decision (ledger, node, error);
      else if (g_str_equal (node->name, "office"))
        added = add_positioned (ledger, node, &sgn_type_component_agency, i, &id, error);
      else
        added = add_target (ledger, node, i, error);
      if (!added)
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_sample (SgnLedger *ledger, SgnXmlNode *root, gboolean demo, GError **error)
{
  return sgn_ledger_change (ledger, sgn_xml_get (root, "action"), fill_plan, root, NULL, error)
         && (!demo || sgn_sample_add_demo (ledger, error));
}

SgnXmlNode *
sgn_sample_read (const char *name, const SgnXmlRule *file_rules, GError **error)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (!bytes)
    return NULL;
  return sgn_xml_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), file_rules, error);
}

gboolean
sgn_sample_find (SgnLedger *ledger, const SgnXmlNode *node, const char *attribute, gint64 *id,
                 GError **error)
{
  const char *name = sgn_xml_get (node, attribute);
  const char *sql = NULL;

  *id = 0;
  if (!name)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    if (g_str_equal (references[i].attribute, attribute))
      sql = references[i].sql;
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (sgn_ledger_get_connection (ledger), sql, error);
  if (!statement)
    return FALSE;
  sgn_statement_bind_text (statement, ":name", name);
  SgnStep step = sgn_statement_step (statement, error);
  if (step == SGN_DONE)
    return sgn_xml_fail (error, node, _ ("The catalogue has no “%s”."), name);
  *id = step == SGN_ROW ? sgn_statement_int (statement, 0) : 0;
  return step == SGN_ROW;
}

SgnRecord *
sgn_sample_make (SgnLedger *ledger, const SgnXmlNode *node, const SgnRecordType *type,
                 GError **error)
{
  g_autoptr (SgnRecord) record = sgn_record_new (type);

  for (guint i = 0; node->keys[i]; i++)
    {
      const SgnField *field = sgn_record_type_field (type, node->keys[i]);

      if (field && !set_field (node, record, field, node->values[i], error))
        return NULL;
    }
  if (!set_references (ledger, node, record, error))
    return NULL;
  return g_steal_pointer (&record);
}

SgnLedger *
sgn_sample_create_sized (const char *path, gboolean demo, guint n_households, GError **error)
{
  g_autoptr (SgnXmlNode) root = sgn_sample_read ("trung-khanh-2023.xml", rules, error);

  if (!root)
    return NULL;
  SgnNewLedger what = {
    .unit = sgn_xml_get (root, "unit"),
    .province = sgn_xml_get (root, "province"),
    .role = sgn_xml_get (root, "role"),
    .year = atoi (sgn_xml_get (root, "year")),
    .operator_name = sgn_xml_get (root, "operator"),
  };
  g_autoptr (SgnLedger) ledger = sgn_programme_create (path, &what, error);
  if (!ledger)
    return NULL;
  if (fill_sample (ledger, root, demo, error)
      && (n_households == 0 || sgn_sample_add_people (ledger, n_households, error)))
    return g_steal_pointer (&ledger);
  sgn_ledger_close (ledger, NULL);
  g_unlink (path);
  return NULL;
}

SgnLedger *
sgn_sample_create (const char *path, gboolean demo, GError **error)
{
  return sgn_sample_create_sized (path, demo, 0, error);
}
