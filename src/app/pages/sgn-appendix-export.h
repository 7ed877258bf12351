#pragma once

#include "app/sgn-page.h"
#include "appendix/sgn-appendix.h"

G_BEGIN_DECLS

/* Saving an appendix from any page. */

/** sgn_appendix_export_fill_menu: an item for every appendix whose id begins with @prefix; its action gets the id */
void sgn_appendix_export_fill_menu (GMenu *menu, const char *action_name, const char *prefix);

/** sgn_appendix_export_ask: asks where to, makes the appendix in a worker with progress and Stop, and offers to open it */
void sgn_appendix_export_ask (SgnPage *page, const char *id, const SgnAppendixParameters *parameters);

G_END_DECLS
