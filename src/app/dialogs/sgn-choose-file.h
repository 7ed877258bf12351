#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  SGN_CHOOSE_OPEN,
  SGN_CHOOSE_SAVE,
  SGN_CHOOSE_FOLDER,
} SgnChooseMode;

/**
 * sgn_choose_file_async:
 * @accept_label: with a mnemonic: "_Export"
 * @suggested_path: (nullable): a name, or a path whose folder is shown first
 * @suffixes: (nullable): "sgn", "xlsx", "csv" …, ends with NULL: one filter each, the first is the default and is
 *   added to a name saved without one of them
 *
 * The system's own file chooser.
 */
void sgn_choose_file_async (GtkWindow *parent, SgnChooseMode mode, const char *title, const char *accept_label,
                            const char *suggested_path, const char *const *suffixes, GAsyncReadyCallback callback,
                            gpointer user_data);
/** sgn_choose_file_finish: Returns: (transfer full) (nullable): the path; NULL: none was chosen */
char *sgn_choose_file_finish (GAsyncResult *result);

/** sgn_choose_file_set_answer: for tests: the next question over @parent is answered with @path (nullable) at once */
void sgn_choose_file_set_answer (GtkWindow *parent, const char *path);

G_END_DECLS
