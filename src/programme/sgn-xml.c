#include "config.h"

#include "programme/sgn-xml-private.h"

#include "base/sgn-error.h"
#include "base/sgn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A catalogue may come from anywhere: what is too large is refused before it costs anything. */
#define MAX_DEPTH 16
#define MAX_NODES 100000
#define MAX_VALUE 8192

/* What Notepad puts before a text in UTF-8. */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

typedef struct
{
  const SgnXmlRule *rules;
  GPtrArray *open;  /* of borrowed SgnXmlNode */
  GPtrArray *roots; /* GMarkup takes a second one, and text behind the first */
  guint n_nodes;
  int line;
} Reading;

static gboolean
fail_at (GError **error, int line, const char *message)
{
  g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID, _ ("Line %d: %s"), line, message);
  return FALSE;
}

static const SgnXmlRule *
find_rule (const SgnXmlRule *rules, const char *element, const char *parent)
{
  for (const SgnXmlRule *rule = rules; rule->element; rule++)
    if (g_str_equal (rule->element, element) && g_strcmp0 (rule->parent, parent) == 0)
      return rule;
  return NULL;
}

static gboolean
check_attributes (const SgnXmlRule *rule, const SgnXmlNode *node, GError **error)
{
  g_auto (GStrv) allowed = g_strsplit (rule->attributes, " ", -1);
  guint n_known = 0;

  for (guint i = 0; allowed[i]; i++)
    {
      gsize length = strlen (allowed[i]);
      gboolean required = length > 0 && allowed[i][length - 1] == '!';

      if (required)
        allowed[i][length - 1] = '\0';
      const char *value = sgn_xml_get (node, allowed[i]);
      if (value)
        n_known++;
      if (required && (!value || !*value))
        return sgn_xml_fail (error, node, _ ("<%s> needs the attribute “%s”."), node->name,
                             allowed[i]);
    }
  if (n_known == g_strv_length (node->keys))
    return TRUE;
  for (guint i = 0; node->keys[i]; i++)
    if (!g_strv_contains ((const char *const *)allowed, node->keys[i]))
      return sgn_xml_fail (error, node, _ ("<%s> has no attribute “%s”."), node->name,
                           node->keys[i]);
  return sgn_xml_fail (error, node, _ ("<%s> has an attribute twice."), node->name);
}

static SgnXmlNode *
make_node (const char *name, const char **keys, const char **values, int line)
{
  SgnXmlNode *node = g_new0 (SgnXmlNode, 1);
  guint n = g_strv_length ((char **)keys);

  node->name = g_strdup (name);
  node->line = line;
  node->keys = g_strdupv ((char **)keys);
  node->values = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    node->values[i] = sgn_text_nfc (values[i]);
  node->children = g_ptr_array_new_with_free_func ((GDestroyNotify)sgn_xml_node_free);
  return node;
}

static gboolean
check_lengths (const SgnXmlNode *node, GError **error)
{
  for (guint i = 0; node->values[i]; i++)
    if (strlen (node->values[i]) > MAX_VALUE)
      return sgn_xml_fail (error, node, _ ("The value of “%s” is too long."), node->keys[i]);
  return TRUE;
}

static void
element_started_cb (GMarkupParseContext *context, const char *name, const char **keys,
                    const char **values, gpointer user_data, GError **error)
{
  Reading *reading = user_data;
  SgnXmlNode *parent
      = reading->open->len ? g_ptr_array_index (reading->open, reading->open->len - 1) : NULL;
  const SgnXmlRule *rule = find_rule (reading->rules, name, parent ? parent->name : NULL);
  SgnXmlNode *node = make_node (name, keys, values, reading->line);

  if (parent)
    g_ptr_array_add (parent->children, node);
  else
    g_ptr_array_add (reading->roots, node);
  g_ptr_array_add (reading->open, node);
  if (!rule || reading->roots->len > 1)
    sgn_xml_fail (error, node, _ ("<%s> does not belong here."), name);
  else if (reading->open->len > MAX_DEPTH || ++reading->n_nodes > MAX_NODES)
    sgn_xml_fail (error, node, _ ("The file holds more than this program accepts."));
  else if (check_lengths (node, error))
    check_attributes (rule, node, error);
}

static void
element_ended_cb (GMarkupParseContext *context, const char *name, gpointer user_data,
                  GError **error)
{
  Reading *reading = user_data;

  g_ptr_array_set_size (reading->open, (int)reading->open->len - 1);
}

static void
text_met_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data,
             GError **error)
{
  Reading *reading = user_data;
  g_autofree char *raw = g_strndup (text, length);
  g_autofree char *clean = sgn_text_nfc (raw);

  if (!*clean)
    return;
  guint depth = reading->open->len;
  SgnXmlNode *node = depth > 0 ? g_ptr_array_index (reading->open, depth - 1) : NULL;
  SgnXmlNode *parent = depth > 1 ? g_ptr_array_index (reading->open, depth - 2) : NULL;
  const SgnXmlRule *rule
      = node ? find_rule (reading->rules, node->name, parent ? parent->name : NULL) : NULL;

  if (!rule || !rule->has_text || node->text)
    fail_at (error, reading->line, _ ("Text does not belong here."));
  else if (strlen (clean) > MAX_VALUE)
    fail_at (error, reading->line, _ ("The text is too long."));
  else
    node->text = g_steal_pointer (&clean);
}

static void
other_met_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data,
              GError **error)
{
  Reading *reading = user_data;

  if (length >= 9 && g_ascii_strncasecmp (text, "<!DOCTYPE", 9) == 0)
    fail_at (error, reading->line, _ ("Document type declarations are not accepted."));
}

/* Line by line, because the parser's own line number is already that of the character behind a tag.
 */
static gboolean
parse_lines (GMarkupParseContext *context, Reading *reading, const char *text, gsize length,
             GError **error)
{
  const char *end = text + length;

  if (length >= strlen (BYTE_ORDER_MARK) && g_str_has_prefix (text, BYTE_ORDER_MARK))
    text += strlen (BYTE_ORDER_MARK);
  while (text < end)
    {
      const char *newline = memchr (text, '\n', (gsize)(end - text));
      const char *next = newline ? newline + 1 : end;

      reading->line++;
      if (!g_markup_parse_context_parse (context, text, next - text, error))
        return FALSE;
      text = next;
    }
  return g_markup_parse_context_end_parse (context, error);
}

void
sgn_xml_node_free (SgnXmlNode *node)
{
  if (!node)
    return;
  g_free (node->name);
  g_strfreev (node->keys);
  g_strfreev (node->values);
  g_free (node->text);
  g_ptr_array_unref (node->children);
  g_free (node);
}

SgnXmlNode *
sgn_xml_read (const char *text, gsize length, const SgnXmlRule *rules, GError **error)
{
  static const GMarkupParser parser = {
    element_started_cb, element_ended_cb, text_met_cb, other_met_cb, NULL,
  };
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  g_autoptr (GPtrArray) roots = g_ptr_array_new_with_free_func ((GDestroyNotify)sgn_xml_node_free);
  Reading reading = { .rules = rules, .open = open, .roots = roots };
  g_autoptr (GError) cause = NULL;

  if (length > SGN_XML_MAX_BYTES)
    {
      fail_at (error, 1, _ ("The file holds more than this program accepts."));
      return NULL;
    }
  g_autoptr (GMarkupParseContext) context
      = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &reading, NULL);
  gboolean read = parse_lines (context, &reading, text, length, &cause);

  if (read && roots->len > 0)
    return g_ptr_array_steal_index (roots, 0);
  if (cause && cause->domain == SGN_BASE_ERROR)
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    {
      g_debug ("%s", cause ? cause->message : "no element");
      fail_at (error, MAX (reading.line, 1), _ ("The file is not well-formed XML in UTF-8."));
    }
  return NULL;
}

const char *
sgn_xml_get (const SgnXmlNode *node, const char *key)
{
  for (guint i = 0; node->keys[i]; i++)
    if (g_str_equal (node->keys[i], key))
      return node->values[i];
  return NULL;
}

gboolean
sgn_xml_fail (GError **error, const SgnXmlNode *node, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return fail_at (error, node->line, message);
}
