#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-household-pane-private.h"

#include "app/dialogs/sgn-choose-file.h"
#include "app/sgn-print.h"
#include "appendix/sgn-household-sheet.h"
#include "sheet/sgn-sheet-writer.h"

#include <glib/gi18n-lib.h>

SgnSheet *
sgn_household_pane_make_timeline (SgnHouseholdPane *self, GError **error)
{
  g_return_val_if_fail (SGN_IS_HOUSEHOLD_PANE (self), NULL);
  if (self->card == NULL)
    return NULL;
  return sgn_household_sheet (sgn_ledger_get_connection (self->ledger), self->household_id, error);
}

void
sgn_household_pane_print_timeline (SgnHouseholdPane *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSheet) sheet = sgn_household_pane_make_timeline (self, &error);

  if (sheet != NULL)
    sgn_print_sheet (sgn_household_pane_get_window (self), sheet);
  else if (error != NULL)
    sgn_message_bar_show_error (self->message_bar, error->message);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnHouseholdPane) self = user_data;
  g_autofree char *path = sgn_choose_file_finish (result);
  g_autoptr (SgnSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : NULL;
  g_autofree char *said = name != NULL ? g_strdup_printf (_ ("Saved: %s"), name) : NULL;

  if (path == NULL)
    return;
  sheet = sgn_household_pane_make_timeline (self, &error);
  if (sheet != NULL && sgn_sheet_write (sheet, path, NULL, &error))
    sgn_message_bar_show_message (self->message_bar, said, _ ("_Open"), "win.open-file",
                                  g_variant_new_string (path));
  else if (error != NULL)
    sgn_message_bar_show_error (self->message_bar, error->message);
}

void
sgn_household_pane_save_timeline (SgnHouseholdPane *self)
{
  static const char *const SUFFIXES[] = { "pdf", "xlsx", NULL };
  g_autofree char *name = NULL;

  if (self->card == NULL)
    return;
  name = g_strdup_printf (_ ("History of %s"), sgn_record_get_text (self->card->household, "head"));
  sgn_choose_file_async (sgn_household_pane_get_window (self), SGN_CHOOSE_SAVE,
                         _ ("Save the History of the Household"), _ ("_Save"), name, SUFFIXES,
                         chosen_cb, g_object_ref (self));
}
