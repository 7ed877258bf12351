#define G_LOG_DOMAIN "sgn-rules"

#include "config.h"

#include "rules/sgn-rule-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  SgnRuleFile *file;
  GString *text;
  char *message; /* name of the message being read */
} Parser;

/* ---- reading --------------------------------------------------------------------------------- */

/* As xgettext normalises what it extracts: otherwise a wrapped sentence would not be found. */
static char *
collapse_space (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", -1);
  GString *line = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", words[i]);
  return g_string_free (line, FALSE);
}

static char *
read_translated (const char *text)
{
  g_autofree char *line = collapse_space (text);

  return g_strdup (g_dgettext (GETTEXT_PACKAGE, line));
}

static char **
split_words (const char *text)
{
  g_autofree char *line = collapse_space (text);

  return g_strsplit (line, " ", -1);
}

static void
free_parameter (SgnRuleParameter *parameter)
{
  g_free (parameter->name);
  g_free (parameter->fallback);
  g_free (parameter);
}

static gboolean
read_severity (const char *code, SgnSeverity *severity, GError **error)
{
  for (*severity = SGN_SEVERITY_ERROR; *severity <= SGN_SEVERITY_NOTE; (*severity)++)
    if (g_str_equal (code, sgn_severity_code (*severity)))
      return TRUE;
  g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "severity “%s”", code);
  return FALSE;
}

static gboolean
read_rule (Parser *self, const char **names, const char **values, GError **error)
{
  const char *severity, *records;

  if (!g_markup_collect_attributes ("rule", names, values, error, G_MARKUP_COLLECT_STRDUP, "id",
                                    &self->file->rule.id, G_MARKUP_COLLECT_STRING, "severity",
                                    &severity, G_MARKUP_COLLECT_STRING, "records", &records,
                                    G_MARKUP_COLLECT_STRDUP | G_MARKUP_COLLECT_OPTIONAL,
                                    "evaluator", &self->file->evaluator,
                                    G_MARKUP_COLLECT_STRING | G_MARKUP_COLLECT_OPTIONAL,
                                    "xmlns:its", NULL, G_MARKUP_COLLECT_INVALID))
    return FALSE;
  self->file->records = split_words (records);
  return read_severity (severity, &self->file->rule.severity, error);
}

static gboolean
read_parameter (Parser *self, const char **names, const char **values, GError **error)
{
  SgnRuleParameter *parameter = g_new0 (SgnRuleParameter, 1);

  g_ptr_array_add (self->file->parameters, parameter);
  return g_markup_collect_attributes ("parameter", names, values, error, G_MARKUP_COLLECT_STRDUP,
                                      "name", &parameter->name, G_MARKUP_COLLECT_STRDUP, "default",
                                      &parameter->fallback,
                                      G_MARKUP_COLLECT_BOOLEAN | G_MARKUP_COLLECT_OPTIONAL, "text",
                                      &parameter->is_text, G_MARKUP_COLLECT_INVALID);
}

static gboolean
read_facts (Parser *self, const char **names, const char **values, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = NULL;
  const char *file;

  if (!g_markup_collect_attributes ("facts", names, values, error, G_MARKUP_COLLECT_STRING, "file",
                                    &file, G_MARKUP_COLLECT_INVALID))
    return FALSE;
  path = g_strconcat (SGN_RULES_FOLDER, file, NULL);
  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (bytes == NULL)
    return FALSE;
  self->file->facts = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return TRUE;
}

static void
start_element_cb (GMarkupParseContext *context, const char *element, const char **names,
                  const char **values, gpointer user_data, GError **error)
{
  Parser *self = user_data;
  const char *message;

  g_string_truncate (self->text, 0);
  if (g_str_equal (element, "rule"))
    read_rule (self, names, values, error);
  else if (g_str_equal (element, "parameter"))
    read_parameter (self, names, values, error);
  else if (g_str_equal (element, "facts"))
    read_facts (self, names, values, error);
  else if (g_str_equal (element, "message"))
    {
      if (!g_markup_collect_attributes (element, names, values, error,
                                        G_MARKUP_COLLECT_STRING | G_MARKUP_COLLECT_OPTIONAL, "name",
                                        &message, G_MARKUP_COLLECT_INVALID))
        return;
      g_free (self->message);
      self->message = g_strdup (message != NULL ? message : "main");
    }
}

static void
end_element_cb (GMarkupParseContext *context, const char *element, gpointer user_data,
                GError **error)
{
  Parser *self = user_data;
  SgnRuleFile *file = self->file;

  if (g_str_equal (element, "title"))
    file->rule.title = read_translated (self->text->str);
  else if (g_str_equal (element, "clause"))
    file->rule.clause = read_translated (self->text->str);
  else if (g_str_equal (element, "message"))
    g_hash_table_insert (file->messages, g_steal_pointer (&self->message),
                         collapse_space (self->text->str));
  else if (g_str_equal (element, "fingerprint"))
    file->fingerprint = split_words (self->text->str);
  else if (g_str_equal (element, "sql"))
    file->sql = g_strdup (self->text->str);
  g_string_truncate (self->text, 0);
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize size, gpointer user_data,
         GError **error)
{
  Parser *self = user_data;

  g_string_append_len (self->text, text, (gssize)size);
}

static gboolean
check_complete (const SgnRuleFile *self, GError **error)
{
  if (self->rule.title != NULL && self->rule.clause != NULL && self->fingerprint != NULL
      && g_hash_table_contains (self->messages, "main")
      && (self->sql != NULL || self->evaluator != NULL))
    return TRUE;
  g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_MISSING_ATTRIBUTE,
               "%s lacks a title, clause, message, fingerprint or sql", self->rule.id);
  return FALSE;
}

/* ---- the rules of the program ---------------------------------------------------------------- */

static SgnRuleFile *
load_file (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (SGN_RULES_FOLDER, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (bytes == NULL)
    return NULL;
  return sgn_rule_file_parse (g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes),
                              error);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const SgnRuleFile *const *left = a, *const *right = b;

  return strcmp ((*left)->rule.id, (*right)->rule.id);
}

/* The files are part of the program: one that cannot be read is a mistake of ours. */
static GPtrArray *
load_all (void)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify)sgn_rule_file_free);
  g_auto (GStrv) names
      = g_resources_enumerate_children (SGN_RULES_FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      SgnRuleFile *file;

      if (!g_str_has_suffix (names[i], ".xml"))
        continue;
      file = load_file (names[i], &error);
      if (file == NULL)
        g_error ("%s: %s", names[i], error->message);
      g_ptr_array_add (files, file);
    }
  g_ptr_array_sort (files, compare_ids);
  return files;
}

/* ---- public ---------------------------------------------------------------------------------- */

SgnRuleFile *
sgn_rule_file_parse (const char *text, gssize size, GError **error)
{
  static const GMarkupParser callbacks = { start_element_cb, end_element_cb, text_cb, NULL, NULL };
  g_autoptr (SgnRuleFile) file = g_new0 (SgnRuleFile, 1);
  Parser parser = { file, g_string_new (NULL), NULL };
  g_autoptr (GMarkupParseContext) context
      = g_markup_parse_context_new (&callbacks, G_MARKUP_TREAT_CDATA_AS_TEXT, &parser, NULL);
  gboolean ok;

  file->messages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  file->parameters = g_ptr_array_new_with_free_func ((GDestroyNotify)free_parameter);

  ok = g_markup_parse_context_parse (context, text, size, error)
       && g_markup_parse_context_end_parse (context, error) && check_complete (file, error);
  g_string_free (parser.text, TRUE);
  g_free (parser.message);
  if (!ok)
    return NULL;
  return g_steal_pointer (&file);
}

void
sgn_rule_file_free (SgnRuleFile *self)
{
  g_free (self->rule.id);
  g_free (self->rule.title);
  g_free (self->rule.clause);
  g_clear_pointer (&self->messages, g_hash_table_unref);
  g_clear_pointer (&self->parameters, g_ptr_array_unref);
  g_strfreev (self->records);
  g_strfreev (self->fingerprint);
  g_free (self->evaluator);
  g_free (self->facts);
  g_free (self->sql);
  g_free (self);
}

GPtrArray *
sgn_rule_files (void)
{
  static gsize loaded = 0;

  if (g_once_init_enter (&loaded))
    g_once_init_leave (&loaded, (gsize)load_all ());
  return (GPtrArray *)loaded;
}

const char *
sgn_rule_file_message (const SgnRuleFile *self, const char *name)
{
  const char *message = g_hash_table_lookup (self->messages, name);

  return message != NULL ? g_dgettext (GETTEXT_PACKAGE, message) : NULL;
}

gboolean
sgn_rule_file_speaks_of (const SgnRuleFile *self, const char *record_type)
{
  return g_strv_contains ((const char *const *)self->records, record_type);
}
