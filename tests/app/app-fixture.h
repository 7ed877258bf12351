#pragma once

#include <gtk/gtk.h>

#include "test-folder.h"

#include "store/sgn-journal.h"
#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/** app_test_init: g_test_init(), folders of its own, GTK on the display of the run, the interface in Vietnamese, the day 2023-08-31 */
void app_test_init (int *argc, char ***argv);
void app_test_init_language (int *argc, char ***argv, const char *language);

/** app_test_register_types: every widget type of the program, so that builders and type lists know them
 * Returns: (transfer full) (element-type GType): the types that can be made with g_object_new() */
GArray *app_test_register_types (void);

/** app_test_settle: lets the main loop run until nothing is waiting any more */
void app_test_settle (void);

/** app_wait_until: lets the main loop run until @condition holds; fails the test after 20 seconds */
#define app_wait_until(condition) \
  G_STMT_START \
  { \
    const gint64 app_deadline = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND; \
    while (!(condition)) \
      { \
        g_main_context_iteration (NULL, FALSE); \
        if (g_get_monotonic_time () > app_deadline) \
          g_error ("%s:%d: waited in vain for: %s", __FILE__, __LINE__, #condition); \
      } \
  } \
  G_STMT_END

/** app_test_make_sample: Returns: (transfer full): the path of a fresh copy of the demonstration ledger */
char *app_test_make_sample (void);
/** app_test_make_registry: as app_test_make_sample(), with and without the demonstration, with people */
char *app_test_make_registry (gboolean demo, guint n_households);
/** app_test_open: Returns: (transfer full): a ledger opened as the program does, for a test without a window */
SgnLedger *app_test_open (const char *path);
/** app_test_close: closes a ledger, which has to succeed, and lets go of it */
void app_test_close (SgnLedger *ledger);
/** app_test_undo: takes back the last change, which has to succeed */
void app_test_undo (SgnLedger *ledger);
/** app_test_last_change: Returns: (transfer full): what the journal says of it */
SgnChange *app_test_last_change (SgnLedger *ledger);
/** app_test_make_application: Returns: (transfer full): one that is registered and alone */
GtkApplication *app_test_make_application (void);

/** app_test_find: Returns: (transfer none) (nullable): the first widget of @type in the tree of @root */
GtkWidget *app_test_find (GtkWidget *root, GType type);
/** app_test_find_label: Returns: (transfer none) (nullable): the first label whose text contains @text */
GtkWidget *app_test_find_label (GtkWidget *root, const char *text);
/** app_test_find_button: Returns: (transfer none) (nullable): the button around the first label whose text contains @text */
GtkWidget *app_test_find_button (GtkWidget *root, const char *text);
/** app_test_toplevel: Returns: (transfer none) (nullable): the open window of a type */
GtkWindow *app_test_toplevel (GType type);

/** sgn_test_screenshot: writes what @widget (a window or popover) shows to a PNG file */
void sgn_test_screenshot (GtkWidget *widget, const char *path);

G_END_DECLS
