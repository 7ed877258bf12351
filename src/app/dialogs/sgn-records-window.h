#pragma once

#include <gtk/gtk.h>

#include "app/sgn-window.h"
#include "record/sgn-query.h"

G_BEGIN_DECLS

/** sgn_records_window_show: the records behind a figure: a list with totals; Enter goes to the record in @parent */
void sgn_records_window_show (SgnWindow *parent, SgnLedger *ledger, const char *title, const SgnQuery *query);

G_END_DECLS
