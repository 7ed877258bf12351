#define G_LOG_DOMAIN "sgn-cli"

#include "config.h"

#include "cli/sgn-output.h"

#include "base/sgn-error.h"
#include "base/sgn-id.h"
#include "store/sgn-store-error.h"

#include <stdio.h>

#include <gio/gio.h>

void
sgn_output_write (const char *text)
{
  fputs (text, stdout);
}

void
sgn_output_line (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list values;

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);
  fputs (text, stdout);
  fputc ('\n', stdout);
}

void
sgn_output_message (const char *text)
{
  fputs (text, stderr);
  fputc ('\n', stderr);
}

void
sgn_output_json (JsonNode *node)
{
  g_autoptr (JsonNode) owned = node;
  g_autofree char *text = json_to_string (owned, TRUE);

  sgn_output_line ("%s", text);
}

void
sgn_output_add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

void
sgn_output_add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

gboolean
sgn_output_finish (void)
{
  return fflush (stdout) == 0 && ferror (stdout) == 0;
}

static const char *
base_error_code (int code)
{
  switch ((SgnBaseError)code)
    {
    case SGN_BASE_ERROR_AMBIGUOUS:
      return "ambiguous";
    case SGN_BASE_ERROR_RANGE:
      return "range";
    case SGN_BASE_ERROR_FILE:
      return "file";
    case SGN_BASE_ERROR_INVALID:
    default:
      return "invalid";
    }
}

/* The contract's word: "usage", "not-found", "busy" … */
static const char *
get_error_code (const GError *error)
{
  if (error->domain == G_OPTION_ERROR)
    return "usage";
  if (error->domain == SGN_STORE_ERROR)
    return sgn_store_error_code ((SgnStoreError)error->code);
  if (error->domain == SGN_BASE_ERROR)
    return base_error_code (error->code);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return "cancelled";
  return "failed";
}

JsonNode *
sgn_output_error_json (const GError *error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_begin_object (builder);
  sgn_output_add_text (builder, "code", get_error_code (error));
  sgn_output_add_text (builder, "message", error->message);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static JsonNode *
integer_json (const SgnField *field, gint64 integer)
{
  if (field->kind == SGN_FIELD_REFERENCE)
    {
      g_autofree char *id = sgn_id_format (integer);
      return json_node_init_string (json_node_alloc (), id);
    }
  if (field->kind == SGN_FIELD_BOOLEAN)
    return json_node_init_boolean (json_node_alloc (), integer != 0);
  return json_node_init_int (json_node_alloc (), integer);
}

JsonNode *
sgn_output_value_json (const SgnField *field, const SgnValue *value)
{
  switch (value->kind)
    {
    case SGN_VALUE_INT:
      return integer_json (field, value->integer);
    case SGN_VALUE_REAL:
      return json_node_init_double (json_node_alloc (), value->real);
    case SGN_VALUE_TEXT:
      return json_node_init_string (json_node_alloc (), value->text);
    case SGN_VALUE_NULL:
    default:
      return json_node_init_null (json_node_alloc ());
    }
}
