#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-growth.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#define RESOURCE_FOLDER "/vn/sogiamngheo/library/catalogue/growth/"
#define LAST_DAY_OF_DAILY_TABLE 1826
#define DAYS_OF_TWO_YEARS 731
#define DAYS_A_MONTH 30.4375
#define STANDING_IS_SHORTER 0.7 /* cm, between lying and standing: WHO */

typedef struct
{
  double l, m, s;
} Lms;

/* One table: for each sex a run of ages, in days or in months, without gaps. */
typedef struct
{
  int first;
  GArray *rows[2]; /* of Lms, by sex */
} Table;

struct _SgnGrowth
{
  Table by_day[3], by_month[3]; /* by SgnGrowthIndicator; empty where there is none */
};

static void
clear_table (Table *table)
{
  for (guint sex = 0; sex < 2; sex++)
    g_clear_pointer (&table->rows[sex], g_array_unref);
}

void
sgn_growth_free (SgnGrowth *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->by_day); i++)
    {
      clear_table (&self->by_day[i]);
      clear_table (&self->by_month[i]);
    }
  g_free (self);
}

static gboolean
read_number (const char **at, double *number)
{
  char *end;

  *number = g_ascii_strtod (*at, &end);
  if (end == *at)
    return FALSE;
  *at = *end == ',' ? end + 1 : end;
  return TRUE;
}

/* Lines are "sex,age,l,m,s[,…]", ages rising by one within a sex. */
static void
read_line (Table *table, const char *line)
{
  double sex, age;
  Lms lms;
  GArray *rows;

  if (!read_number (&line, &sex) || !read_number (&line, &age) || !read_number (&line, &lms.l)
      || !read_number (&line, &lms.m) || !read_number (&line, &lms.s))
    return;
  if (sex != SGN_SEX_MALE && sex != SGN_SEX_FEMALE)
    return;
  rows = table->rows[(int)sex - 1];
  if (rows->len == 0)
    table->first = (int)age;
  g_return_if_fail ((int)age == table->first + (int)rows->len);
  g_array_append_val (rows, lms);
}

static gboolean
read_table (Table *table, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (RESOURCE_FOLDER, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, error);

  if (bytes == NULL)
    return FALSE;
  for (guint sex = 0; sex < 2; sex++)
    table->rows[sex] = g_array_new (FALSE, FALSE, sizeof (Lms));

  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = g_strndup (data, size);
  for (const char *line = strchr (text, '\n'); line != NULL; line = strchr (line + 1, '\n'))
    read_line (table, line + 1);
  return TRUE;
}

SgnGrowth *
sgn_growth_load (GError **error)
{
  g_autoptr (SgnGrowth) self = g_new0 (SgnGrowth, 1);

  if (!read_table (&self->by_day[SGN_GROWTH_HEIGHT], "height-0-5.csv", error)
      || !read_table (&self->by_day[SGN_GROWTH_WEIGHT], "weight-0-5.csv", error)
      || !read_table (&self->by_month[SGN_GROWTH_HEIGHT], "height-5-19.csv", error)
      || !read_table (&self->by_month[SGN_GROWTH_WEIGHT], "weight-5-10.csv", error)
      || !read_table (&self->by_month[SGN_GROWTH_BMI], "bmi-5-19.csv", error))
    return NULL;
  return g_steal_pointer (&self);
}

const SgnGrowth *
sgn_growth_get (GError **error)
{
  static gsize shared = 0;

  if (g_once_init_enter (&shared))
    g_once_init_leave (&shared, GPOINTER_TO_SIZE (sgn_growth_load (error)));
  return GSIZE_TO_POINTER (shared);
}

static const Lms *
row_at (const Table *table, SgnSex sex, int age)
{
  const GArray *rows = table->rows[sex - 1];
  int index = age - table->first;

  if (rows == NULL || index < 0 || index >= (int)rows->len)
    return NULL;
  return &g_array_index (rows, Lms, index);
}

static gboolean
find_lms (const SgnGrowth *self, SgnGrowthIndicator indicator, SgnSex sex, gint64 age_days,
          Lms *lms)
{
  if (age_days < 0 || age_days > 100 * 366)
    return FALSE;
  if (age_days <= LAST_DAY_OF_DAILY_TABLE)
    {
      const Lms *row = row_at (&self->by_day[indicator], sex, (int)age_days);
      if (row != NULL)
        *lms = *row;
      return row != NULL;
    }

  double months = age_days / DAYS_A_MONTH;
  double share = months - floor (months);
  const Lms *low = row_at (&self->by_month[indicator], sex, (int)floor (months));
  const Lms *high = row_at (&self->by_month[indicator], sex, (int)floor (months) + 1);
  if (low == NULL || (high == NULL && share > 0))
    return FALSE;
  if (high == NULL)
    high = low;
  lms->l = low->l + share * (high->l - low->l);
  lms->m = low->m + share * (high->m - low->m);
  lms->s = low->s + share * (high->s - low->s);
  return TRUE;
}

static double
value_at (const Lms *lms, double z)
{
  if (lms->l == 0)
    return lms->m * exp (lms->s * z);
  return lms->m * pow (1 + lms->l * lms->s * z, 1 / lms->l);
}

static double
plain_z (const Lms *lms, double value)
{
  if (lms->l == 0)
    return log (value / lms->m) / lms->s;
  return (pow (value / lms->m, lms->l) - 1) / (lms->l * lms->s);
}

/* Weight is skewed: beyond 3 SD the formula would run away, so WHO goes on in steps of the distance
 * between the 2nd and the 3rd. */
static double
restrained_z (const Lms *lms, double value)
{
  double z = plain_z (lms, value);

  if (z > 3)
    return 3 + (value - value_at (lms, 3)) / (value_at (lms, 3) - value_at (lms, 2));
  if (z < -3)
    return -3 + (value - value_at (lms, -3)) / (value_at (lms, -2) - value_at (lms, -3));
  return z;
}

static double
as_usual_at_that_age (double height, gint64 age_days, SgnMeasured measured)
{
  if (age_days < DAYS_OF_TWO_YEARS && measured == SGN_MEASURED_STANDING)
    return height + STANDING_IS_SHORTER;
  if (age_days >= DAYS_OF_TWO_YEARS && measured == SGN_MEASURED_LYING)
    return height - STANDING_IS_SHORTER;
  return height;
}

gboolean
sgn_growth_z (const SgnGrowth *self, SgnGrowthIndicator indicator, SgnSex sex, gint64 age_days,
              double value, SgnMeasured measured, double *z)
{
  Lms lms;

  g_return_val_if_fail (self != NULL && z != NULL, FALSE);
  if (!(value > 0) || !isfinite (value) || !find_lms (self, indicator, sex, age_days, &lms))
    return FALSE;
  if (indicator == SGN_GROWTH_HEIGHT)
    *z = plain_z (&lms, as_usual_at_that_age (value, age_days, measured));
  else
    *z = restrained_z (&lms, value);
  return TRUE;
}

gboolean
sgn_growth_value (const SgnGrowth *self, SgnGrowthIndicator indicator, SgnSex sex, gint64 age_days,
                  double z, double *value)
{
  Lms lms;

  g_return_val_if_fail (self != NULL && value != NULL, FALSE);
  if (!find_lms (self, indicator, sex, age_days, &lms))
    return FALSE;
  *value = value_at (&lms, z);
  return TRUE;
}
