#pragma once

#include "app/sgn-page.h"
#include "appendix/sgn-appendix.h"

G_BEGIN_DECLS

/* What an appendix is to be of: which one, year, unit, day … as it asks for them; to be looked at or saved. */
#define SGN_TYPE_APPENDIX_WINDOW (sgn_appendix_window_get_type ())
G_DECLARE_FINAL_TYPE (SgnAppendixWindow, sgn_appendix_window, SGN, APPENDIX_WINDOW, GtkWindow)

/** sgn_appendix_window_show: @page shows progress and what became of it; @id (nullable): which one to begin with;
 * @parameters (nullable): what to begin with */
void sgn_appendix_window_show (SgnPage *page, const char *id, const SgnAppendixParameters *parameters);

G_END_DECLS
