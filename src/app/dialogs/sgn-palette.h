#pragma once

#include <gtk/gtk.h>

#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/* Ctrl+K: pages, commands and records by a few letters, without diacritics. Commands are actions of the window. Emits "chosen" (const char *page, const char *type,
 * gint64 id): a page, or a record of a type. */
#define SGN_TYPE_PALETTE (sgn_palette_get_type ())
G_DECLARE_FINAL_TYPE (SgnPalette, sgn_palette, SGN, PALETTE, GtkPopover)

GtkWidget *sgn_palette_new (void);

/** sgn_palette_set_ledger: where records are looked for; NULL: only pages are found */
void sgn_palette_set_ledger (SgnPalette *self, SgnLedger *ledger);

G_END_DECLS
