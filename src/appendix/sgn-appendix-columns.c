#define G_LOG_DOMAIN "sgn-appendix"

#include "config.h"

#include "appendix/sgn-appendix-run-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Where spreading stands: the headings above, and the repetition it is in. */
typedef struct
{
  GPtrArray *heading; /* of char *, borrowed */
  const char *suffix; /* ":NSTW"; NULL outside repetitions */
  SgnStatement *row;  /* the repetition's row, for placeholders */
} Place;

static gboolean spread (SgnAppendixRun *self, GPtrArray *nodes, Place *place, GError **error);

static gboolean
add_column (SgnAppendixRun *self, const SgnTemplateNode *node, Place *place, GError **error)
{
  SgnModelColumn *column = g_new0 (SgnModelColumn, 1);
  char *heading = sgn_run_fill (self, node->heading, place->row, NULL);

  column->node = node;
  column->kept = !node->hidden;
  column->suffix = g_strdup (place->suffix);
  column->key = g_strconcat (node->key, place->suffix, NULL);
  column->code = node->code != NULL ? sgn_run_fill (self, node->code, place->row, NULL) : NULL;
  column->refs = g_array_new (FALSE, FALSE, sizeof (guint));
  column->signs = g_array_new (FALSE, FALSE, sizeof (gint8));
  column->heading = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < place->heading->len; i++)
    g_ptr_array_add (column->heading, g_strdup (g_ptr_array_index (place->heading, i)));
  /* A heading that comes out empty leaves the one above to stand for the column. */
  if (*heading != '\0' || column->heading->len == 0)
    g_ptr_array_add (column->heading, heading);
  else
    g_free (heading);
  g_ptr_array_add (column->heading, NULL);
  g_ptr_array_add (self->columns, column);

  if (self->columns->len > SGN_APPENDIX_MAX_COLUMNS)
    sgn_template_error (error, self->template->id, node->line,
                        _ ("the appendix would have more than %d columns."),
                        SGN_APPENDIX_MAX_COLUMNS);
  else if (!g_hash_table_insert (self->column_index, column->key,
                                 GUINT_TO_POINTER (self->columns->len)))
    sgn_template_error (error, self->template->id, node->line, _ ("there are two columns “%s”."),
                        column->key);
  else
    return TRUE;
  return FALSE;
}

static gboolean
spread_group (SgnAppendixRun *self, const SgnTemplateNode *node, Place *place, GError **error)
{
  g_autofree char *heading = sgn_run_fill (self, node->heading, place->row, NULL);
  gboolean good;

  g_ptr_array_add (place->heading, heading);
  good = spread (self, node->children, place, error);
  g_ptr_array_set_size (place->heading, (int)place->heading->len - 1);
  return good;
}

/* The children once for every row of the query. */
static gboolean
spread_repeat (SgnAppendixRun *self, const SgnTemplateNode *node, Place *outer, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_run_prepare (self, &node->sql, error);
  int key;
  SgnStep step;

  if (statement == NULL)
    return FALSE;
  key = sgn_run_require_result (self, statement, &node->sql, "key", error);
  if (key < 0)
    return FALSE;
  while ((step = sgn_run_step (self, statement, &node->sql, error)) == SGN_ROW)
    {
      const char *text = sgn_statement_text (statement, (guint)key);
      g_autofree char *suffix = g_strconcat (":", text != NULL ? text : "", NULL);
      Place place = { outer->heading, suffix, statement };

      if (!spread (self, node->children, &place, error))
        return FALSE;
    }
  return step == SGN_DONE;
}

static gboolean
spread (SgnAppendixRun *self, GPtrArray *nodes, Place *place, GError **error)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const SgnTemplateNode *node = g_ptr_array_index (nodes, i);
      gboolean good = node->node_kind == SGN_TEMPLATE_COLUMN ? add_column (self, node, place, error)
                      : node->node_kind == SGN_TEMPLATE_GROUP
                          ? spread_group (self, node, place, error)
                          : spread_repeat (self, node, place, error);

      if (!good)
        return FALSE;
    }
  return TRUE;
}

/* "amount:*" is every column whose key begins with "amount:". */
static gboolean
matches (const SgnModelColumn *column, const char *ref)
{
  return g_str_has_suffix (ref, ":*") ? strncmp (column->key, ref, strlen (ref) - 1) == 0
                                      : g_str_equal (column->key, ref);
}

static gboolean
has_ref (const SgnModelColumn *column, guint index)
{
  for (guint i = 0; i < column->refs->len; i++)
    if (g_array_index (column->refs, guint, i) == index)
      return TRUE;
  return FALSE;
}

static guint
collect_refs (SgnAppendixRun *self, SgnModelColumn *column, const char *ref, gint8 sign)
{
  guint found = 0;

  for (guint i = 0; i < self->columns->len; i++)
    if (matches (g_ptr_array_index (self->columns, i), ref))
      {
        found++;
        if (has_ref (column, i))
          continue;
        g_array_append_val (column->refs, i);
        g_array_append_val (column->signs, sign);
      }
  return found;
}

static gboolean
resolve_refs (SgnAppendixRun *self, SgnModelColumn *column, GError **error)
{
  const SgnTemplateNode *node = column->node;

  for (guint i = 0; node->refs != NULL && node->refs[i] != NULL; i++)
    {
      gboolean less = node->formula == SGN_FORMULA_BALANCE && *node->refs[i] == '-';
      const char *ref = node->refs[i] + less;
      g_autofree char *here = g_strconcat (ref, column->suffix, NULL);
      gint8 sign = less || (node->formula == SGN_FORMULA_DIFFERENCE && i > 0) ? -1 : 1;

      /* A repetition speaks of its own columns first. "key:*" may be of no repetition at all. */
      if (collect_refs (self, column, here, sign) == 0
          && (column->suffix == NULL || collect_refs (self, column, ref, sign) == 0)
          && !g_str_has_suffix (ref, ":*"))
        {
          sgn_template_error (error, self->template->id, node->line, _ ("there is no column “%s”."),
                              ref);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_refs (SgnAppendixRun *self, guint index, GError **error)
{
  const SgnModelColumn *column = g_ptr_array_index (self->columns, index);

  if (column->node->formula == SGN_FORMULA_RATIO && column->refs->len != 2)
    {
      sgn_template_error (error, self->template->id, column->node->line,
                          _ ("A ratio names two columns: the part and the whole."));
      return FALSE;
    }
  for (guint i = 0; i < column->refs->len; i++)
    {
      guint ref = g_array_index (column->refs, guint, i);
      const SgnModelColumn *part = g_ptr_array_index (self->columns, ref);
      gboolean number = part->node->kind == SGN_COLUMN_MONEY
                        || part->node->kind == SGN_COLUMN_INTEGER
                        || (part->node->kind == SGN_COLUMN_DECIMAL
                            && part->node->decimals == column->node->decimals);

      if (!number
          || (column->node->kind != SGN_COLUMN_PERCENT && column->node->kind != part->node->kind))
        {
          sgn_template_error (error, self->template->id, column->node->line,
                              _ ("“%s” cannot be reckoned from “%s”."), column->key, part->key);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
depends_on (SgnAppendixRun *self, guint from, guint target, guint depth)
{
  const SgnModelColumn *column = g_ptr_array_index (self->columns, from);

  if (depth > self->columns->len)
    return TRUE;
  for (guint i = 0; i < column->refs->len; i++)
    {
      guint ref = g_array_index (column->refs, guint, i);

      if (ref == target || depends_on (self, ref, target, depth + 1))
        return TRUE;
    }
  return FALSE;
}

gboolean
sgn_run_spread_columns (SgnAppendixRun *self, GError **error)
{
  g_autoptr (GPtrArray) heading = g_ptr_array_new ();
  Place place = { heading, NULL, NULL };

  if (!spread (self, self->template->columns, &place, error))
    return FALSE;
  for (guint i = 0; i < self->columns->len; i++)
    if (!resolve_refs (self, g_ptr_array_index (self->columns, i), error)
        || !check_refs (self, i, error))
      return FALSE;
  for (guint i = 0; i < self->columns->len; i++)
    if (depends_on (self, i, i, 0))
      {
        const SgnModelColumn *column = g_ptr_array_index (self->columns, i);

        sgn_template_error (error, self->template->id, column->node->line,
                            _ ("“%s” would be reckoned from itself."), column->key);
        return FALSE;
      }
  return TRUE;
}
