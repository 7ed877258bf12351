#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-point-table.h"

#include <glib/gi18n-lib.h>

#define IN_YEAR                                                      \
  "ifnull(CAST(substr(c.valid_from, 1, 4) AS INTEGER), 0) <= :year " \
  "AND ifnull(CAST(substr(c.valid_to, 1, 4) AS INTEGER), 9999) >= :year "
#define SELECT_REGIONS                                              \
  "SELECT DISTINCT p.region FROM point_item AS p "                  \
  "JOIN catalogue AS c ON c.id = p.catalogue_id "                   \
  "JOIN code_item AS r ON r.list = 'region' AND r.code = p.region " \
  "WHERE json_extract(r.attributes, '$.area') = :area AND " IN_YEAR "ORDER BY p.region"
/* The newest of the tables that have points for the region. */
#define SELECT_TABLE                                                                     \
  "SELECT c.id, c.title, c.source, ifnull((SELECT r.name FROM code_item AS r "           \
  "WHERE r.list = 'region' AND r.code = :region LIMIT 1), :region) FROM catalogue AS c " \
  "WHERE " IN_YEAR "AND EXISTS (SELECT 1 FROM point_item AS p "                          \
  "WHERE p.catalogue_id = c.id AND p.region = :region) "                                 \
  "ORDER BY ifnull(c.valid_from, '') DESC, c.id DESC LIMIT 1"
#define SELECT_ANSWERS                                                         \
  "SELECT item, item_name, exclusive, option, option_name, condition, points " \
  "FROM point_item WHERE catalogue_id = :catalogue AND region = :region "      \
  "ORDER BY position, id"

static void
answer_free (SgnPointAnswer *answer)
{
  g_free (answer->code);
  g_free (answer->name);
  g_free (answer->condition);
  g_free (answer);
}

static void
question_free (SgnPointQuestion *question)
{
  g_free (question->code);
  g_free (question->name);
  g_ptr_array_unref (question->answers);
  g_free (question);
}

void
sgn_point_table_free (SgnPointTable *self)
{
  if (!self)
    return;
  g_free (self->title);
  g_free (self->source);
  g_free (self->region);
  g_free (self->region_name);
  g_ptr_array_unref (self->questions);
  g_free (self);
}

static SgnPointQuestion *
get_question (SgnPointTable *self, const char *code)
{
  for (guint i = 0; i < self->questions->len; i++)
    {
      SgnPointQuestion *question = self->questions->pdata[i];

      if (g_str_equal (question->code, code))
        return question;
    }
  return NULL;
}

static void
add_answer (SgnPointTable *self, SgnStatement *row)
{
  SgnPointQuestion *question = get_question (self, sgn_statement_text (row, 0));
  SgnPointAnswer *answer = g_new0 (SgnPointAnswer, 1);

  if (!question)
    {
      question = g_new0 (SgnPointQuestion, 1);
      question->code = g_strdup (sgn_statement_text (row, 0));
      question->name = g_strdup (sgn_statement_text (row, 1));
      question->exclusive = sgn_statement_int (row, 2) != 0;
      question->answers = g_ptr_array_new_with_free_func ((GDestroyNotify)answer_free);
      g_ptr_array_add (self->questions, question);
    }
  answer->code = g_strdup (sgn_statement_text (row, 3));
  answer->name = g_strdup (sgn_statement_text (row, 4));
  answer->condition = g_strdup (sgn_statement_text (row, 5));
  answer->points = (int)sgn_statement_int (row, 6);
  g_ptr_array_add (question->answers, answer);
}

char **
sgn_point_table_regions (SgnConnection *connection, const char *area, int year, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_REGIONS, error);
  g_autoptr (GStrvBuilder) regions = g_strv_builder_new ();
  SgnStep step;

  if (!row)
    return NULL;
  sgn_statement_bind_text (row, ":area", area);
  sgn_statement_bind_int (row, ":year", year);
  while ((step = sgn_statement_step (row, error)) == SGN_ROW)
    g_strv_builder_add (regions, sgn_statement_text (row, 0));
  return step == SGN_DONE ? g_strv_builder_end (regions) : NULL;
}

static gint64
find_table (SgnPointTable *self, SgnConnection *connection, int year, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_TABLE, error);
  SgnStep step;

  if (!row)
    return 0;
  sgn_statement_bind_text (row, ":region", self->region);
  sgn_statement_bind_int (row, ":year", year);
  step = sgn_statement_step (row, error);
  if (step == SGN_DONE)
    g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND,
                 _ ("No table of income points is loaded for %d and the region “%s”."), year,
                 self->region);
  if (step != SGN_ROW)
    return 0;
  self->title = g_strdup (sgn_statement_text (row, 1));
  self->source = g_strdup (sgn_statement_text (row, 2));
  self->region_name = g_strdup (sgn_statement_text (row, 3));
  return sgn_statement_int (row, 0);
}

SgnPointTable *
sgn_point_table_load (SgnConnection *connection, const char *region, int year, GError **error)
{
  g_autoptr (SgnPointTable) self = g_new0 (SgnPointTable, 1);
  g_autoptr (SgnStatement) row = NULL;
  gint64 catalogue;
  SgnStep step;

  self->region = g_strdup (region);
  self->questions = g_ptr_array_new_with_free_func ((GDestroyNotify)question_free);
  catalogue = find_table (self, connection, year, error);
  row = catalogue ? sgn_connection_prepare (connection, SELECT_ANSWERS, error) : NULL;
  if (!row)
    return NULL;
  sgn_statement_bind_int (row, ":catalogue", catalogue);
  sgn_statement_bind_text (row, ":region", region);
  while ((step = sgn_statement_step (row, error)) == SGN_ROW)
    add_answer (self, row);
  return step == SGN_DONE ? g_steal_pointer (&self) : NULL;
}

const SgnPointAnswer *
sgn_point_table_find (const SgnPointTable *self, const char *question, const char *answer)
{
  const SgnPointQuestion *asked = get_question ((SgnPointTable *)self, question);

  for (guint i = 0; asked && i < asked->answers->len; i++)
    {
      const SgnPointAnswer *given = asked->answers->pdata[i];

      if (g_str_equal (given->code, answer))
        return given;
    }
  return NULL;
}
