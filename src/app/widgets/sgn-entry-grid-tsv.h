#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Blocks of cells as spreadsheets put them on the clipboard: tabs and lines, cells with tabs, quotes
 * or line breaks in quotes. */

/** sgn_tsv_parse: Returns: (transfer full) (element-type GStrv): a line each; a last empty line is none */
GPtrArray *sgn_tsv_parse (const char *text);

/** sgn_tsv_append: adds a cell to @tsv, quoted where it must be */
void sgn_tsv_append (GString *tsv, const char *cell);

G_END_DECLS
