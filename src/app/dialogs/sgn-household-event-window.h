#pragma once

#include <gtk/gtk.h>

#include "store/sgn-ledger.h"

G_BEGIN_DECLS

typedef enum
{
  SGN_HOUSEHOLD_BIRTH,
  SGN_HOUSEHOLD_JOINED,
  SGN_HOUSEHOLD_LEFT,
  SGN_HOUSEHOLD_NEW_HEAD,
  SGN_HOUSEHOLD_SPLIT,
  SGN_HOUSEHOLD_MERGE,
  SGN_HOUSEHOLD_MOVE,
  SGN_HOUSEHOLD_END,
  SGN_HOUSEHOLD_REOPEN,
  SGN_N_HOUSEHOLD_EVENTS,
} SgnHouseholdEventKind;

/* Asks what one event of a household needs, with its day and reason, and makes it happen; the main window says so. What was
 * typed when it is closed stands there the next time. */
#define SGN_TYPE_HOUSEHOLD_EVENT_WINDOW (sgn_household_event_window_get_type ())
G_DECLARE_FINAL_TYPE (SgnHouseholdEventWindow, sgn_household_event_window, SGN,
                      HOUSEHOLD_EVENT_WINDOW, GtkWindow)

/** sgn_household_event_window_show: one window for an event of a household: a second call brings it to the front */
void sgn_household_event_window_show (GtkWindow *parent, SgnLedger *ledger, gint64 household_id,
                                      SgnHouseholdEventKind kind);

/** sgn_household_event_window_get_name: Returns: what actions and drafts call it: "new-head" */
const char *sgn_household_event_window_get_name (SgnHouseholdEventKind kind);

/** sgn_household_event_window_get_label: Returns: what menus call it, with a mnemonic */
const char *sgn_household_event_window_get_label (SgnHouseholdEventKind kind);

G_END_DECLS
