#pragma once

#include <gio/gio.h>

#include "base/sgn-money.h"

G_BEGIN_DECLS

/** sgn_settings_get: Returns: (transfer none): what this desk remembers (schema vn.sogiamngheo). Kept in a key file of the user,
 * the same on every system, with or without a session bus; GSETTINGS_BACKEND, where set, is respected. */
GSettings *sgn_settings_get (void);

/** sgn_settings_money_unit: Returns: the unit in which pages show money */
SgnMoneyUnit sgn_settings_money_unit (void);

/** sgn_settings_language: Returns: (transfer full): "vi" or "en" */
char *sgn_settings_language (void);

/** sgn_settings_operator: Returns: (transfer full) (nullable): NULL: the system's user */
char *sgn_settings_operator (void);

/** sgn_settings_backup_folder: Returns: (transfer full) (nullable): NULL: beside the ledger */
char *sgn_settings_backup_folder (void);

/** sgn_settings_add_recent: puts a ledger first in the list of those opened last (at most 10) */
void sgn_settings_add_recent (const char *path);
void sgn_settings_remove_recent (const char *path);

G_END_DECLS
