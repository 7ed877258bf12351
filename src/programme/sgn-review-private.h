#pragma once

#include "programme/sgn-review.h"

G_BEGIN_DECLS

/* What is done with a sheet or a year. */
typedef struct
{
  gint64 sheet, unit;
  int year;
  const char *class_, *reason, *number, *date;
  guint n;
} SgnReviewWork;

/** sgn_review_do_take_over: inside a change; @user_data: an SgnReviewWork. Fails with SGN_STORE_ERROR_CONSTRAINT before anything
 * is written where the sheet gives no class */
gboolean sgn_review_do_take_over (SgnLedger *ledger, gpointer user_data, GError **error);

G_END_DECLS
