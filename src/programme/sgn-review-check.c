#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-review.h"

#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

#define ITEMS(of)                                                                              \
  of "d1, " of "d2, " of "d3, " of "d4, " of "d5, " of "d6, " of "d7, " of "d8, " of "d9, " of \
     "d10, " of "d11, " of "d12, " of "a_total, " of "floor_area, " of "walls_solid, " of      \
     "columns_solid, " of "roof_solid, " of "water, " of "toilet"

/* The last re-check against the last sheet that was filled before anybody re-checked. */
#define SELECT_PAIRS                                                                               \
  "SELECT " ITEMS ("f.") ", " ITEMS (                                                              \
      "r.") " FROM review_sheet AS r JOIN review_sheet AS f "                                      \
            "ON f.id = (SELECT s.id FROM review_sheet AS s WHERE s.household_id = r.household_id " \
            "AND s.year = r.year AND s.kind IN ('periodic', 'request') AND s.state <> 'open' "     \
            "ORDER BY ifnull(s.reviewed_on, '') DESC, s.id DESC LIMIT 1) "                         \
            "JOIN household AS h ON h.id = r.household_id JOIN v_unit AS u ON u.unit_id = "        \
            "h.unit_id "                                                                           \
            "WHERE r.year = :year AND r.kind = 'recheck' AND r.state <> 'open' "                   \
            "AND :unit IN (0, u.unit_id, u.commune_id, u.district_id, u.province_id) "             \
            "AND NOT EXISTS (SELECT 1 FROM review_sheet AS l WHERE l.household_id = "              \
            "r.household_id "                                                                      \
            "AND l.year = r.year AND l.kind = 'recheck' AND l.state <> 'open' AND l.id > r.id)"

#define SELECT_DEADLINES                                                                    \
  "SELECT i.code, i.name, json_extract(i.attributes, '$.who'), json_extract(i.attributes, " \
  "'$.to'), "                                                                               \
  "json_extract(i.attributes, '$.when'), i.source, "                                        \
  "CAST(json_extract(i.attributes, '$.\"due-day\"') AS INTEGER), "                          \
  "CAST(json_extract(i.attributes, '$.\"due-month\"') AS INTEGER), "                        \
  "CAST(ifnull(json_extract(i.attributes, '$.\"due-to-month\"'), "                          \
  "json_extract(i.attributes, '$.\"due-month\"')) AS INTEGER), "                            \
  "CAST(ifnull(json_extract(i.attributes, '$.\"due-year\"'), 0) AS INTEGER), "              \
  "CAST(ifnull(json_extract(i.attributes, '$.\"due-before\"'), 0) AS INTEGER), "            \
  "CAST(ifnull(substr(i.valid_to, 1, 4), 9999) AS INTEGER) "                                \
  "FROM v_code AS i WHERE i.list = 'report-deadline' AND i.newest "                         \
  "AND json_extract(i.attributes, '$.\"due-day\"') IS NOT NULL ORDER BY i.position"

static const char *const items[] = { "d1",         "d2",         "d3",          "d4",
                                     "d5",         "d6",         "d7",          "d8",
                                     "d9",         "d10",        "d11",         "d12",
                                     "a-total",    "floor-area", "walls-solid", "columns-solid",
                                     "roof-solid", "water",      "toilet" };

typedef struct
{
  int year;
  const char *value;
} Drawing;

static char *
make_key (int year)
{
  return g_strdup_printf ("review.%d.sample", year);
}

static gboolean
do_draw (SgnLedger *ledger, gpointer user_data, GError **error)
{
  const Drawing *drawing = user_data;
  g_autofree char *key = make_key (drawing->year);
  g_autofree char *there = sgn_setting_get (sgn_ledger_get_connection (ledger), key, NULL);

  if (there)
    {
      g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_EXISTS,
                   _ ("The re-check of %d is drawn already: a second draw would let one choose."),
                   drawing->year);
      return FALSE;
    }
  return sgn_setting_set (ledger, key, drawing->value, error);
}

gboolean
sgn_review_draw (SgnLedger *ledger, int year, guint32 seed, guint size, GError **error)
{
  g_autofree char *value = g_strdup_printf ("%u %u", seed ? seed : g_random_int (), size);
  g_autofree char *action = g_strdup_printf (_ ("Draw the re-check of %d"), year);
  Drawing drawing = { year, value };

  return sgn_ledger_change (ledger, action, do_draw, &drawing, NULL, error);
}

gboolean
sgn_review_draw_get (SgnConnection *connection, int year, guint32 *seed, guint *size)
{
  g_autofree char *key = make_key (year);
  g_autofree char *value = sgn_setting_get (connection, key, NULL);
  char *rest = NULL;

  if (!value)
    return FALSE;
  *seed = (guint32)g_ascii_strtoull (value, &rest, 10);
  *size = (guint)g_ascii_strtoull (rest, NULL, 10);
  return TRUE;
}

/* A household's number in the draw: well mixed, the same on every machine (the finaliser of
 * splitmix64). */
static guint64
mix (guint64 seed, gint64 id)
{
  guint64 x = (guint64)id + seed * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return x ^ (x >> 31);
}

static int
compare_mixed (gconstpointer a, gconstpointer b, gpointer seed)
{
  guint64 x = mix (*(const guint64 *)seed, *(const gint64 *)a);
  guint64 y = mix (*(const guint64 *)seed, *(const gint64 *)b);

  return x < y ? -1 : x > y;
}

GArray *
sgn_review_sample (SgnConnection *connection, int year, gint64 commune_id, GError **error)
{
  g_autoptr (SgnQuery) query = NULL;
  guint64 mixing;
  guint32 seed;
  guint size;
  GArray *ids;

  if (!sgn_review_draw_get (connection, year, &seed, &size))
    {
      g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND,
                   _ ("The re-check of %d is not drawn yet."), year);
      return NULL;
    }
  query = sgn_review_list (connection, year, commune_id, error);
  ids = query ? sgn_query_run (query, connection, NULL, error) : NULL;
  if (!ids)
    return NULL;
  mixing = seed;
  g_array_sort_with_data (ids, compare_mixed, &mixing);
  g_array_set_size (ids, MIN (size, ids->len));
  return ids;
}

static gboolean
differs (SgnStatement *row, guint item)
{
  const char *first = sgn_statement_text (row, item);

  return g_strcmp0 (first, sgn_statement_text (row, item + G_N_ELEMENTS (items))) != 0;
}

GArray *
sgn_review_compare (SgnConnection *connection, int year, gint64 unit_id, GError **error)
{
  g_autoptr (GArray) result = g_array_new (FALSE, TRUE, sizeof (SgnDisagreement));
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_PAIRS, error);
  SgnStep step;

  if (!row)
    return NULL;
  g_array_set_size (result, G_N_ELEMENTS (items));
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    g_array_index (result, SgnDisagreement, i).item = items[i];
  sgn_statement_bind_int (row, ":year", year);
  sgn_statement_bind_int (row, ":unit", unit_id);
  while ((step = sgn_statement_step (row, error)) == SGN_ROW)
    for (guint i = 0; i < G_N_ELEMENTS (items); i++)
      if (!sgn_statement_is_null (row, i) && !sgn_statement_is_null (row, i + G_N_ELEMENTS (items)))
        {
          g_array_index (result, SgnDisagreement, i).compared++;
          g_array_index (result, SgnDisagreement, i).differing += differs (row, i);
        }
  return step == SGN_DONE ? g_steal_pointer (&result) : NULL;
}

static void
free_deadline (gpointer data)
{
  SgnDeadline *deadline = data;

  g_free (deadline->code);
  g_free (deadline->name);
  g_free (deadline->who);
  g_free (deadline->to);
  g_free (deadline->when);
  g_free (deadline->source);
  g_free (deadline);
}

/* A deadline as the catalogue writes it: a day of one month a year, of every month from one to
 * another, or of one year alone; "before" ends a day earlier. */
typedef struct
{
  guint day, from_month, to_month, only_year;
  gboolean before;
  int valid_to;
} Rhythm;

static gboolean
find_next (const Rhythm *rhythm, SgnDate day, SgnDate *last)
{
  for (int year = day.year; year <= day.year + 1; year++)
    for (guint month = rhythm->from_month; month <= rhythm->to_month; month++)
      {
        const SgnDate due = { (guint16)year, (guint8)month, (guint8)rhythm->day };

        if (year > rhythm->valid_to || (rhythm->only_year && (int)rhythm->only_year != year))
          continue;
        *last = sgn_date_from_days (sgn_date_days (due) - rhythm->before);
        if (sgn_date_compare (*last, day) >= 0)
          return TRUE;
      }
  return FALSE;
}

static SgnDeadline *
read_deadline (SgnStatement *row, SgnDate day)
{
  const Rhythm rhythm = { .day = (guint)sgn_statement_int (row, 6),
                          .from_month = (guint)sgn_statement_int (row, 7),
                          .to_month = (guint)sgn_statement_int (row, 8),
                          .only_year = (guint)sgn_statement_int (row, 9),
                          .before = sgn_statement_int (row, 10) != 0,
                          .valid_to = (int)sgn_statement_int (row, 11) };
  SgnDeadline *deadline;
  SgnDate last;

  if (!find_next (&rhythm, day, &last))
    return NULL;
  deadline = g_new0 (SgnDeadline, 1);
  deadline->code = g_strdup (sgn_statement_text (row, 0));
  deadline->name = g_strdup (sgn_statement_text (row, 1));
  deadline->who = g_strdup (sgn_statement_text (row, 2));
  deadline->to = g_strdup (sgn_statement_text (row, 3));
  deadline->when = g_strdup (sgn_statement_text (row, 4));
  deadline->source = g_strdup (sgn_statement_text (row, 5));
  deadline->last = last;
  deadline->days_left = (int)(sgn_date_days (last) - sgn_date_days (day));
  return deadline;
}

static int
compare_deadlines (gconstpointer a, gconstpointer b)
{
  const SgnDeadline *x = *(SgnDeadline *const *)a, *y = *(SgnDeadline *const *)b;

  return x->days_left != y->days_left ? x->days_left - y->days_left : g_strcmp0 (x->code, y->code);
}

GPtrArray *
sgn_review_deadlines (SgnConnection *connection, SgnDate day, GError **error)
{
  g_autoptr (GPtrArray) deadlines = g_ptr_array_new_with_free_func (free_deadline);
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_DEADLINES, error);
  SgnStep step;

  if (!row)
    return NULL;
  while ((step = sgn_statement_step (row, error)) == SGN_ROW)
    {
      SgnDeadline *deadline = read_deadline (row, day);

      if (deadline)
        g_ptr_array_add (deadlines, deadline);
    }
  g_ptr_array_sort (deadlines, compare_deadlines);
  return step == SGN_DONE ? g_steal_pointer (&deadlines) : NULL;
}
