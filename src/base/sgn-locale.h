#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * sgn_locale_start:
 * @language: "vi" or "en"
 *
 * To be called once at the start of main(), before any other thread and before gtk_init(): sets a
 * locale under which gettext translates, LANGUAGE, the text domain and its folder (beside the
 * program where it was installed or unpacked, else the build tree), and keeps LC_NUMERIC at "C",
 * because libraries below print numbers into files. A Windows console is told to expect UTF-8.
 */
void sgn_locale_start (const char *language);

/** sgn_locale_arguments: Returns: (transfer full): argv in UTF-8 on every system */
char **sgn_locale_arguments (int argc, char **argv);

G_END_DECLS
