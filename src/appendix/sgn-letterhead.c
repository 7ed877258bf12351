#define G_LOG_DOMAIN "sgn-appendix"

#include "config.h"

#include "appendix/sgn-letterhead-private.h"

#define SELECT_BODIES "SELECT unit_name, parent_name FROM v_ledger"
#define SELECT_SETTINGS "SELECT substr(key, 7), value FROM v_setting WHERE key LIKE 'paper-%'"

char *
sgn_letterhead_name_body (const char *unit)
{
  g_autofree char *kind = NULL;

  if (unit == NULL || *unit == '\0')
    return NULL;
  kind = g_utf8_strdown (unit, g_utf8_next_char (unit) - unit);
  return g_strconcat ("UBND ", kind, g_utf8_next_char (unit), NULL);
}

static gboolean
add_bodies (SgnSheet *sheet, SgnConnection *connection, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_BODIES, error);
  SgnStep step = row != NULL ? sgn_statement_step (row, error) : SGN_ERROR;
  g_autofree char *body = NULL;
  g_autofree char *parent = NULL;

  if (step != SGN_ROW)
    return step == SGN_DONE;
  body = sgn_letterhead_name_body (sgn_statement_text (row, 0));
  parent = sgn_letterhead_name_body (sgn_statement_text (row, 1));
  sgn_sheet_set_text (sheet, "parent-body", parent);
  sgn_sheet_set_text (sheet, "issuing-body", body);
  sgn_sheet_set_text (sheet, "author", body);
  return TRUE;
}

/* An empty value takes a text away. */
static gboolean
add_settings (SgnSheet *sheet, SgnConnection *connection, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_SETTINGS, error);
  SgnStep step = SGN_ERROR;

  while (row != NULL && (step = sgn_statement_step (row, error)) == SGN_ROW)
    sgn_sheet_set_text (sheet, sgn_statement_text (row, 0), sgn_statement_text (row, 1));
  return step == SGN_DONE;
}

gboolean
sgn_letterhead_add (SgnSheet *sheet, SgnConnection *connection, GError **error)
{
  return add_bodies (sheet, connection, error) && add_settings (sheet, connection, error);
}
