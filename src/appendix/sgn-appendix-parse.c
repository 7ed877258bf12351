#define G_LOG_DOMAIN "sgn-appendix"

#include "config.h"

#include "appendix/sgn-appendix-private.h"

#include "base/sgn-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DEPTH 12

typedef struct
{
  SgnAppendix *template; /* borrowed */
  const char *name;
  GPtrArray *elements;   /* of const char *: the open ones */
  GPtrArray *nodes;      /* of SgnTemplateNode: the open groups and repeats, borrowed */
  GString *text;         /* of the element at hand */
  int text_line;         /* where it began */
  SgnTemplateNote *note; /* the open one, borrowed */
  SgnTemplateFigures *figures;
  int line; /* where the element at hand began */
} Parser;

/* Elements, where they may stand, and their attributes ('!' before those that must be there). */
static const struct
{
  const char *name;
  const char *parents;
  const char *attributes;
} elements[] = {
  { "appendix", "-", "!id paper orientation" },
  { "title", "appendix", "" },
  { "source", "appendix", "" },
  { "form", "appendix", "" },
  { "subtitle", "appendix", "" },
  { "attached", "appendix", "" },
  { "subject", "appendix", "" },
  { "author", "appendix", "" },
  { "parameter", "appendix", "!name" },
  { "texts", "appendix", "" },
  { "columns", "appendix", "" },
  { "group", "columns group repeat", "!heading" },
  { "repeat", "columns group", "" },
  { "query", "repeat", "" },
  { "column", "columns group repeat",
    "!key !heading !kind width decimals wrap optional numbered hidden zero counted strict adds "
    "code "
    "sum difference balance ratio" },
  { "part", "appendix", "!key !name" },
  { "rows", "appendix", "label-column own-label other-label drop-empty part-column" },
  { "list", "appendix", "" },
  { "figures", "appendix", "!type" },
  { "note", "appendix", "" },
  { "notes", "appendix", "!text money" },
  { "chart", "appendix", "!kind !title !category !series level secondary-last" },
};

static const char *const known_parameters[]
    = { "year", "unit", "as-of", "money", "state", "ids", "class", "ethnicity", NULL };

void
sgn_template_error (GError **error, const char *name, int line, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID, _ ("%s, line %d: %s"), name, line,
               what);
}

static gboolean
list_contains (const char *list, const char *word)
{
  g_auto (GStrv) words = g_strsplit (list, " ", -1);

  return g_strv_contains ((const char *const *)words, word);
}

static const char *
get_attribute (const char **names, const char **values, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return values[i];
  return NULL;
}

static gboolean
check_attributes (Parser *self, const char *element, const char *allowed, const char **names,
                  GError **error)
{
  g_auto (GStrv) words = g_strsplit (allowed, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *required = g_strconcat ("!", names[i], NULL);

      if (!list_contains (allowed, names[i]) && !list_contains (allowed, required))
        {
          sgn_template_error (error, self->name, self->line,
                              _ ("<%s> has no attribute “%s”. Attributes it may have: %s."),
                              element, names[i], allowed);
          return FALSE;
        }
    }
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] == '!' && get_attribute (names, names, words[i] + 1) == NULL)
      {
        sgn_template_error (error, self->name, self->line, _ ("<%s> needs the attribute “%s”."),
                            element, words[i] + 1);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_element (Parser *self, const char *element, const char **names, GError **error)
{
  const char *parent
      = self->elements->len > 0 ? g_ptr_array_index (self->elements, self->elements->len - 1) : "-";

  if (self->elements->len >= MAX_DEPTH)
    {
      sgn_template_error (error, self->name, self->line, _ ("Elements are nested too deeply."));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (g_str_equal (elements[i].name, element) && list_contains (elements[i].parents, parent))
      return check_attributes (self, element, elements[i].attributes, names, error);
  sgn_template_error (error, self->name, self->line, _ ("<%s> cannot stand here."), element);
  return FALSE;
}

/* One of the words, in their order; @fallback for no value. */
static gboolean
choose (Parser *self, const char *value, const char *words, int fallback, int *choice,
        GError **error)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  *choice = fallback;
  if (value == NULL)
    return TRUE;
  for (*choice = 0; list[*choice] != NULL; (*choice)++)
    if (g_str_equal (list[*choice], value))
      return TRUE;
  sgn_template_error (error, self->name, self->line,
                      _ ("“%s” is not one of the values possible here: %s."), value, words);
  return FALSE;
}

static gboolean
read_number (Parser *self, const char *value, guint64 least, guint64 most, guint64 *number,
             GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (value == NULL || g_ascii_string_to_unsigned (value, 10, least, most, number, &cause))
    return TRUE;
  sgn_template_error (error, self->name, self->line, _ ("“%s” is not a number from %u to %u."),
                      value, (guint)least, (guint)most);
  return FALSE;
}

static gboolean
start_appendix (Parser *self, const char **names, const char **values, GError **error)
{
  const char *id = get_attribute (names, values, "id");
  int choice;

  if (*id == '\0' || strlen (id) > 31
      || strspn (id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._")
             != strlen (id))
    {
      sgn_template_error (error, self->name, self->line,
                          _ ("The id may have 31 letters, digits, “-”, “.” and “_” at most."));
      return FALSE;
    }
  self->template->id = g_strdup (id);
  if (!choose (self, get_attribute (names, values, "paper"), "A4 A3", 0, &choice, error))
    return FALSE;
  self->template->paper = choice == 1 ? SGN_PAPER_A3 : SGN_PAPER_A4;
  if (!choose (self, get_attribute (names, values, "orientation"), "portrait landscape", 1, &choice,
               error))
    return FALSE;
  self->template->landscape = choice == 1;
  return TRUE;
}

static SgnTemplateNode *
add_node (Parser *self, SgnTemplateNodeKind kind, const char *heading)
{
  SgnTemplateNode *node = sgn_template_node_new (kind, self->line);
  SgnTemplateNode *parent
      = self->nodes->len > 0 ? g_ptr_array_index (self->nodes, self->nodes->len - 1) : NULL;

  node->heading = g_strdup (heading);
  g_ptr_array_add (parent != NULL ? parent->children : self->template->columns, node);
  return node;
}

static gboolean
read_formula (Parser *self, SgnTemplateNode *node, const char **names, const char **values,
              GError **error)
{
  static const struct
  {
    const char *name;
    SgnFormulaKind kind;
  } formulas[] = {
    { "sum", SGN_FORMULA_SUM_COLUMNS },
    { "difference", SGN_FORMULA_DIFFERENCE },
    { "balance", SGN_FORMULA_BALANCE },
    { "ratio", SGN_FORMULA_RATIO },
  };

  for (guint i = 0; i < G_N_ELEMENTS (formulas); i++)
    {
      const char *refs = get_attribute (names, values, formulas[i].name);

      if (refs == NULL)
        continue;
      if (node->refs != NULL)
        {
          sgn_template_error (
              error, self->name, self->line,
              _ ("A column is a sum, a difference, a balance or a ratio, not two of "
                 "them."));
          return FALSE;
        }
      node->formula = formulas[i].kind;
      node->refs = g_strsplit (refs, " ", -1);
    }
  if (node->formula == SGN_FORMULA_RATIO && g_strv_length (node->refs) != 2)
    {
      sgn_template_error (error, self->name, self->line,
                          _ ("A ratio names two columns: the part and the whole."));
      return FALSE;
    }
  if ((node->kind == SGN_COLUMN_PERCENT) != (node->formula == SGN_FORMULA_RATIO))
    {
      sgn_template_error (error, self->name, self->line,
                          _ ("A percent column is a ratio, and a ratio is a percent column."));
      return FALSE;
    }
  return TRUE;
}

/* "yes" or "no"; no where nothing is said. */
static gboolean
read_flag (Parser *self, const char **names, const char **values, const char *name, gboolean *flag,
           GError **error)
{
  return choose (self, get_attribute (names, values, name), "no yes", 0, flag, error);
}

static gboolean
read_flags (Parser *self, SgnTemplateNode *node, const char **names, const char **values,
            GError **error)
{
  int addition;

  if (!read_flag (self, names, values, "wrap", &node->wrap, error)
      || !read_flag (self, names, values, "optional", &node->optional, error)
      || !read_flag (self, names, values, "numbered", &node->numbered, error)
      || !read_flag (self, names, values, "hidden", &node->hidden, error)
      || !read_flag (self, names, values, "zero", &node->zero, error)
      || !read_flag (self, names, values, "counted", &node->counted, error)
      || !read_flag (self, names, values, "strict", &node->strict, error)
      || !choose (self, get_attribute (names, values, "adds"), "yes no whole", 0, &addition, error))
    return FALSE;
  node->addition = (SgnTemplateAddition)addition;
  return TRUE;
}

static gboolean
read_kind (Parser *self, SgnTemplateNode *node, const char *name, GError **error)
{
  static const SgnColumnKind kinds[]
      = { SGN_COLUMN_TEXT, SGN_COLUMN_INTEGER, SGN_COLUMN_MONEY, SGN_COLUMN_PERCENT,
          SGN_COLUMN_DATE, SGN_COLUMN_DECIMAL, SGN_COLUMN_TEXT };
  int kind;

  if (!choose (self, name, "text integer money percent date decimal identity", 0, &kind, error))
    return FALSE;
  node->kind = kinds[kind];
  node->identity = kind == G_N_ELEMENTS (kinds) - 1;
  return TRUE;
}

static gboolean
start_column (Parser *self, const char **names, const char **values, GError **error)
{
  SgnTemplateNode *node
      = add_node (self, SGN_TEMPLATE_COLUMN, get_attribute (names, values, "heading"));
  guint64 width = 12;
  guint64 decimals = 1;

  node->key = g_strdup (get_attribute (names, values, "key"));
  node->code = g_strdup (get_attribute (names, values, "code"));
  if (!read_kind (self, node, get_attribute (names, values, "kind"), error)
      || !read_flags (self, node, names, values, error)
      || !read_number (self, get_attribute (names, values, "width"), 3, 200, &width, error)
      || !read_number (self, get_attribute (names, values, "decimals"), 0, 6, &decimals, error))
    return FALSE;
  node->width = (double)width;
  node->decimals
      = node->kind == SGN_COLUMN_PERCENT || node->kind == SGN_COLUMN_DECIMAL ? (guint)decimals : 0;
  return read_formula (self, node, names, values, error);
}

static gboolean
start_rows (Parser *self, const char **names, const char **values, GError **error)
{
  int drop;

  if (!choose (self, get_attribute (names, values, "drop-empty"), "no yes", 0, &drop, error))
    return FALSE;
  self->template->drop_empty = drop;
  self->template->part_column = g_strdup (get_attribute (names, values, "part-column"));
  self->template->label_column = g_strdup (get_attribute (names, values, "label-column"));
  self->template->own_label = g_strdup (get_attribute (names, values, "own-label"));
  self->template->other_label = g_strdup (get_attribute (names, values, "other-label"));
  if ((self->template->own_label != NULL || self->template->other_label != NULL)
      && self->template->label_column == NULL)
    {
      sgn_template_error (error, self->name, self->line, _ ("<%s> needs the attribute “%s”."),
                          "rows", "label-column");
      return FALSE;
    }
  return TRUE;
}

static gboolean
start_chart (Parser *self, const char **names, const char **values, GError **error)
{
  SgnTemplateChart *chart = g_new0 (SgnTemplateChart, 1);
  guint64 level = 1;
  int kind, secondary;

  g_ptr_array_add (self->template->charts, chart);
  chart->line = self->line;
  if (!choose (self, get_attribute (names, values, "kind"), "columns lines", 0, &kind, error)
      || !choose (self, get_attribute (names, values, "secondary-last"), "no yes", 0, &secondary,
                  error)
      || !read_number (self, get_attribute (names, values, "level"), 0, 9, &level, error))
    return FALSE;
  chart->kind = kind == 0 ? SGN_CHART_COLUMNS : SGN_CHART_LINES;
  chart->secondary_last = secondary;
  chart->level = (guint)level;
  chart->title = g_strdup (get_attribute (names, values, "title"));
  chart->category = g_strdup (get_attribute (names, values, "category"));
  chart->series = g_strsplit (get_attribute (names, values, "series"), " ", -1);
  return TRUE;
}

static gboolean
start_parameter (Parser *self, const char *name, GError **error)
{
  if (!g_strv_contains (known_parameters, name))
    {
      sgn_template_error (
          error, self->name, self->line,
          _ ("There is no parameter “%s”; there are year, unit, as-of, money, state, "
             "ids, class and ethnicity."),
          name);
      return FALSE;
    }
  g_ptr_array_add (self->template->parameters, g_strdup (name));
  return TRUE;
}

static void
start_part (Parser *self, const char **names, const char **values)
{
  SgnTemplatePart *part = g_new0 (SgnTemplatePart, 1);

  part->key = g_strdup (get_attribute (names, values, "key"));
  part->name = g_strdup (get_attribute (names, values, "name"));
  g_ptr_array_add (self->template->parts, part);
}

static void
start_note (Parser *self, const char **names, const char **values)
{
  const char *money = get_attribute (names, values, "money");

  self->note = g_new0 (SgnTemplateNote, 1);
  self->note->line = self->line;
  self->note->text = g_strdup (get_attribute (names, values, "text"));
  self->note->money = g_strsplit (money != NULL ? money : "", " ", -1);
  g_ptr_array_add (self->template->notes, self->note);
}

static gboolean
start_known (Parser *self, const char *element, const char **names, const char **values,
             GError **error)
{
  if (g_str_equal (element, "appendix"))
    return start_appendix (self, names, values, error);
  if (g_str_equal (element, "parameter"))
    return start_parameter (self, get_attribute (names, values, "name"), error);
  if (g_str_equal (element, "column"))
    return start_column (self, names, values, error);
  if (g_str_equal (element, "rows"))
    return start_rows (self, names, values, error);
  if (g_str_equal (element, "chart"))
    return start_chart (self, names, values, error);
  if (g_str_equal (element, "group"))
    g_ptr_array_add (self->nodes,
                     add_node (self, SGN_TEMPLATE_GROUP, get_attribute (names, values, "heading")));
  else if (g_str_equal (element, "repeat"))
    g_ptr_array_add (self->nodes, add_node (self, SGN_TEMPLATE_REPEAT, NULL));
  else if (g_str_equal (element, "part"))
    start_part (self, names, values);
  else if (g_str_equal (element, "note") || g_str_equal (element, "notes"))
    start_note (self, names, values);
  else if (g_str_equal (element, "figures"))
    {
      self->figures = g_new0 (SgnTemplateFigures, 1);
      self->figures->record_type = g_strdup (get_attribute (names, values, "type"));
      g_ptr_array_add (self->template->figures, self->figures);
    }
  return TRUE;
}

static void
start_element_cb (GMarkupParseContext *context, const char *element, const char **names,
                  const char **values, gpointer user_data, GError **error)
{
  Parser *self = user_data;

  if (!check_element (self, element, names, error)
      || !start_known (self, element, names, values, error))
    return;
  g_ptr_array_add (self->elements, (gpointer)g_intern_string (element));
  g_string_truncate (self->text, 0);
  self->text_line = self->line;
}

static gboolean
keep_sql (Parser *self, SgnAppendixSql *sql, const char *element, GError **error)
{
  const char *unknown;

  if (sql->sql != NULL || *self->text->str == '\0' || self->text->len > SGN_APPENDIX_MAX_SQL)
    {
      sgn_template_error (error, self->name, self->text_line,
                          _ ("<%s> holds one SELECT statement of at most 16,384 characters."),
                          element);
      return FALSE;
    }
  unknown = sgn_appendix_find_unknown_parameter (self->text->str);
  if (unknown != NULL)
    {
      sgn_template_error (error, self->name, self->text_line,
                          _ ("The query may use the parameters :year, :unit, :as_of, :month_start, "
                             ":year_start, :state, :ids, :class and :ethnicity, and no others "
                             "(“%.20s”)."),
                          unknown);
      return FALSE;
    }
  sql->sql = g_strdup (self->text->str);
  sql->line = self->text_line;
  return TRUE;
}

static gboolean
keep_text (Parser *self, const char *element, GError **error)
{
  SgnAppendix *template = self->template;

  if (*self->text->str == '\0')
    {
      sgn_template_error (error, self->name, self->line, _ ("<%s> is empty."), element);
      return FALSE;
    }
  if (g_str_equal (element, "title"))
    {
      g_free (template->title);
      template->title = g_strdup (self->text->str);
    }
  else if (g_str_equal (element, "source"))
    {
      g_free (template->source);
      template->source = g_strdup (self->text->str);
    }
  else
    g_hash_table_replace (template->texts, g_strdup (element), g_strdup (self->text->str));
  return TRUE;
}

static gboolean
end_known (Parser *self, const char *element, GError **error)
{
  SgnAppendix *template = self->template;

  if (list_contains ("title source form subtitle attached subject author", element))
    return keep_text (self, element, error);
  if (g_str_equal (element, "texts"))
    return keep_sql (self, &template->texts_sql, element, error);
  if (g_str_equal (element, "rows") || g_str_equal (element, "list"))
    {
      template->list = g_str_equal (element, "list");
      return keep_sql (self, &template->rows, element, error);
    }
  if (g_str_equal (element, "figures"))
    return keep_sql (self, &self->figures->sql, element, error);
  if (g_str_equal (element, "notes"))
    return keep_sql (self, &self->note->sql, element, error);
  if (g_str_equal (element, "note"))
    self->note->text = g_strdup (self->text->str);
  if (g_str_equal (element, "query"))
    {
      SgnTemplateNode *repeat = g_ptr_array_index (self->nodes, self->nodes->len - 1);

      return keep_sql (self, &repeat->sql, element, error);
    }
  if (g_str_equal (element, "group") || g_str_equal (element, "repeat"))
    {
      const SgnTemplateNode *node = g_ptr_array_index (self->nodes, self->nodes->len - 1);

      if (node->node_kind == SGN_TEMPLATE_REPEAT && node->sql.sql == NULL)
        {
          sgn_template_error (error, self->name, node->line,
                              _ ("<repeat> needs a <query> that says what is repeated."));
          return FALSE;
        }
      g_ptr_array_set_size (self->nodes, (int)self->nodes->len - 1);
    }
  return TRUE;
}

static void
end_element_cb (GMarkupParseContext *context, const char *element, gpointer user_data,
                GError **error)
{
  Parser *self = user_data;

  g_strstrip (self->text->str);
  self->text->len = strlen (self->text->str);
  if (!end_known (self, element, error))
    return;
  g_string_truncate (self->text, 0);
  g_ptr_array_set_size (self->elements, (int)self->elements->len - 1);
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data,
         GError **error)
{
  Parser *self = user_data;
  const char *element
      = self->elements->len > 0 ? g_ptr_array_index (self->elements, self->elements->len - 1) : "";
  g_autofree char *piece = g_strndup (text, length);

  if (list_contains ("appendix columns group repeat column parameter part chart", element)
      && *g_strstrip (piece) != '\0')
    {
      g_markup_parse_context_get_position (context, &self->line, NULL);
      sgn_template_error (error, self->name, self->line, _ ("<%s> holds no text."), element);
      return;
    }
  g_string_append_len (self->text, text, (gssize)length);
}

static gboolean
check_whole (SgnAppendix *self, const char *name, GError **error)
{
  const char *missing = self->title == NULL       ? "title"
                        : self->source == NULL    ? "source"
                        : self->columns->len == 0 ? "columns"
                        : self->rows.sql == NULL  ? "rows"
                                                  : NULL;

  if (missing != NULL)
    sgn_template_error (error, name, 1, _ ("The template has no <%s>."), missing);
  else if (self->list && (self->figures->len > 0 || self->charts->len > 0 || self->parts->len > 0))
    sgn_template_error (error, name, self->rows.line,
                        _ ("A <list> has rows alone: no figures, no charts, no parts."));
  else if ((self->part_column == NULL) != (self->parts->len == 0))
    sgn_template_error (error, name, self->rows.line,
                        _ ("<part> and the attribute “part-column” of <rows> go together."));
  else
    return TRUE;
  return FALSE;
}

static void
passthrough_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data,
                GError **error)
{
  const Parser *self = user_data;

  if (length > 1 && text[1] == '!' && !g_str_has_prefix (text, "<!--"))
    sgn_template_error (error, self->name, self->line,
                        _ ("document type declarations are not accepted"));
}

/* Line by line: the parser's own line number is already that of the character behind a tag. */
static gboolean
feed_lines (Parser *self, GMarkupParseContext *context, const char *text, gsize length,
            GError **error)
{
  const char *end = text + length;

  for (self->line = 1; text < end; self->line++)
    {
      const char *newline = memchr (text, '\n', (gsize)(end - text));
      const char *next = newline != NULL ? newline + 1 : end;

      if (!g_markup_parse_context_parse (context, text, next - text, error))
        return FALSE;
      text = next;
    }
  return g_markup_parse_context_end_parse (context, error);
}

static gboolean
parse_text (Parser *self, const char *text, gsize length, GError **error)
{
  static const GMarkupParser callbacks
      = { start_element_cb, end_element_cb, text_cb, passthrough_cb, NULL };
  g_autoptr (GMarkupParseContext) context
      = g_markup_parse_context_new (&callbacks, G_MARKUP_TREAT_CDATA_AS_TEXT, self, NULL);
  g_autoptr (GError) inner = NULL;

  if (feed_lines (self, context, text, length, &inner))
    return TRUE;
  if (inner->domain == SGN_BASE_ERROR)
    g_propagate_error (error, g_steal_pointer (&inner));
  else
    sgn_template_error (error, self->name, self->line, _ ("this is not well-formed XML (%s)"),
                        inner->message);
  return FALSE;
}

SgnAppendix *
sgn_appendix_parse (const char *text, gsize length, const char *name, GError **error)
{
  g_autoptr (SgnAppendix) template = sgn_appendix_new ();
  g_autoptr (GPtrArray) open_elements = g_ptr_array_new ();
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  g_autoptr (GString) gathered = g_string_new (NULL);
  Parser parser = { .template = template,
                    .name = name,
                    .elements = open_elements,
                    .nodes = nodes,
                    .text = gathered,
                    .line = 1 };

  if (length > SGN_APPENDIX_MAX_FILE)
    {
      sgn_template_error (error, name, 1, _ ("a template has at most 256 KiB"));
      return NULL;
    }
  if (!parse_text (&parser, text, length, error) || !check_whole (template, name, error))
    return NULL;
  g_ptr_array_add (template->parameters, NULL);
  return g_steal_pointer (&template);
}
