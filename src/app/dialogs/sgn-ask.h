#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Small modal windows: a question, or a failure that has no page to stand on. */

/**
 * sgn_ask_async:
 * @accept_label: with a mnemonic: "_Restore"
 * @destructive: whether the button is coloured as a warning
 */
void sgn_ask_async (GtkWindow *parent, const char *title, const char *text, const char *accept_label, gboolean destructive,
                    GAsyncReadyCallback callback, gpointer user_data);
/** sgn_ask_finish: Returns: TRUE for the accepting button; closing the window is no */
gboolean sgn_ask_finish (GAsyncResult *result);

/** sgn_show_error: takes @error; where there is a page, use sgn_page_show_error() */
void sgn_show_error (GtkWindow *parent, const char *title, GError *error);

G_END_DECLS
