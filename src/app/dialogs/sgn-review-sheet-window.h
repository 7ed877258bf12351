#pragma once

#include <gtk/gtk.h>

#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/* The review sheet of a household: request, sheets A, B1 and B2, village meeting, with the result at once beside them. */
#define SGN_TYPE_REVIEW_SHEET_WINDOW (sgn_review_sheet_window_get_type ())
G_DECLARE_FINAL_TYPE (SgnReviewSheetWindow, sgn_review_sheet_window, SGN, REVIEW_SHEET_WINDOW, GtkWindow)

/**
 * sgn_review_sheet_window_show:
 * @kind: "periodic", "request", "recheck" or "self-assessment"
 *
 * Opens the sheet of that household, year and kind; the first saving creates it. A re-check shows nothing of the first
 * sheet. What is typed stays as a draft when the window is closed.
 */
void sgn_review_sheet_window_show (GtkWindow *parent, SgnLedger *ledger, gint64 household_id, int year, const char *kind);

G_END_DECLS
