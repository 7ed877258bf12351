#pragma once

#include "app/sgn-page.h"
#include "appendix/sgn-appendix.h"

G_BEGIN_DECLS

/* Saving an appendix from any page. */

/** sgn_appendix_export_fill_menu: an item for every appendix whose id begins with @prefix; its action gets the id */
void sgn_appendix_export_fill_menu (GMenu *menu, const char *action_name, const char *prefix);

/** sgn_appendix_export_ask: asks for what the page does not say (personal numbers masked or in full …), then as sgn_appendix_export_save() */
void sgn_appendix_export_ask (SgnPage *page, const char *id, const SgnAppendixParameters *parameters);

/** sgn_appendix_export_save: asks where to, makes the appendix in a worker with progress and Stop, and offers to open it */
void sgn_appendix_export_save (SgnPage *page, SgnAppendix *appendix, const SgnAppendixParameters *parameters);

/** sgn_appendix_export_preview: makes the appendix in a worker and shows it as it comes on paper */
void sgn_appendix_export_preview (SgnPage *page, SgnAppendix *appendix, const SgnAppendixParameters *parameters);

G_END_DECLS
