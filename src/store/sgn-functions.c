#define G_LOG_DOMAIN "sgn-store"

#include "config.h"

#include "base/sgn-date.h"
#include "base/sgn-id.h"
#include "base/sgn-spelling.h"
#include "base/sgn-text.h"
#include "store/sgn-store-private.h"

/* The functions every connection has. All are DETERMINISTIC (else no index may use them) and
 * INNOCUOUS (else trusted_schema=OFF refuses the index), and give NULL for NULL. */

static const char *
get_text (sqlite3_value *value)
{
  return (const char *)sqlite3_value_text (value);
}

static void
return_text (sqlite3_context *context, char *text)
{
  sqlite3_result_text (context, text, -1, g_free);
}

/* A key is compared byte by byte and is no text to be shown: a blob. */
static void
return_key (sqlite3_context *context, char *key)
{
  sqlite3_result_blob64 (context, key, strlen (key), g_free);
}

static void
fold (sqlite3_context *context, int n, sqlite3_value **values)
{
  const char *text = get_text (values[0]);

  if (text != NULL)
    return_text (context, sgn_text_fold (text));
}

static void
spelling (sqlite3_context *context, int n, sqlite3_value **values)
{
  const char *text = get_text (values[0]);

  if (text != NULL)
    return_text (context, sgn_spelling_text (text));
}

static void
vn_key (sqlite3_context *context, int n, sqlite3_value **values)
{
  const char *text = get_text (values[0]);

  if (text != NULL)
    return_key (context, sgn_text_sort_key (text));
}

static void
name_key (sqlite3_context *context, int n, sqlite3_value **values)
{
  const char *text = get_text (values[0]);

  if (text != NULL)
    return_key (context, sgn_name_sort_key (text));
}

static void
year_after (sqlite3_context *context, int n, sqlite3_value **values)
{
  const char *text = get_text (values[0]);
  const char *phrase = get_text (values[1]);
  int year = text != NULL && phrase != NULL ? sgn_text_year_after (text, phrase) : 0;

  if (year != 0)
    sqlite3_result_int (context, year);
}

static void
id_text (sqlite3_context *context, int n, sqlite3_value **values)
{
  if (sqlite3_value_type (values[0]) == SQLITE_INTEGER)
    return_text (context, sgn_id_format (sqlite3_value_int64 (values[0])));
}

/* NULL too for anything that is no full day. */
static void
months_after (sqlite3_context *context, int n, sqlite3_value **values)
{
  const char *text = get_text (values[0]);
  gint64 months = sqlite3_value_int64 (values[1]);
  SgnDate date;

  if (text == NULL || ABS (months) > 12 * 1000 || !sgn_date_parse_iso (text, &date)
      || !sgn_date_is_full (date))
    return;
  date = sgn_date_add_months (date, (int)months);
  return_text (context, sgn_date_format_iso (date));
}

int
sgn_functions_register (sqlite3 *db)
{
  static const struct
  {
    const char *name;
    int n_arguments;
    void (*func) (sqlite3_context *, int, sqlite3_value **);
  } functions[] = {
    { "fold", 1, fold },         { "vn_key", 1, vn_key },
    { "name_key", 1, name_key }, { "year_after", 2, year_after },
    { "id_text", 1, id_text },   { "months_after", 2, months_after },
    { "spelling", 1, spelling },
  };
  int rc = SQLITE_OK;

  for (gsize i = 0; rc == SQLITE_OK && i < G_N_ELEMENTS (functions); i++)
    rc = sqlite3_create_function_v2 (db, functions[i].name, functions[i].n_arguments,
                                     SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
                                     functions[i].func, NULL, NULL, NULL);
  return rc;
}
