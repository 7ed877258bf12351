#pragma once

#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/* Catalogues are dated data files (resources/catalogue, or a file the office was given): programme tree, agencies, code
 * lists, units. Loading one never overwrites another: rows carry valid-from/to and the text they come from. */

typedef struct
{
  char *code;       /* "programme-2021-2025" */
  char *kind;       /* "programme", "agencies", "codes", "units", "points" */
  char *title;
  char *source;
  char *valid_from; /* ISO, may be partial; NULL: unknown */
  char *valid_to;
} SgnCatalogueInfo;

void sgn_catalogue_info_free (SgnCatalogueInfo *info);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnCatalogueInfo, sgn_catalogue_info_free)

/** sgn_catalogue_list_shipped: Returns: (transfer full) (element-type SgnCatalogueInfo): those in the program */
GPtrArray *sgn_catalogue_list_shipped (void);

/** sgn_catalogue_inspect_file: Returns: (transfer full) (nullable): what a file is; errors name the line
 * @n_entries: (out): records it would bring into an empty ledger */
SgnCatalogueInfo *sgn_catalogue_inspect_file (const char *path, guint *n_entries, GError **error);

/** sgn_catalogue_load_missing: loads, as one change, the shipped code lists of the ledger's years that it does not have: those
 * that came with a later version of the program than the one that made it. @change_id: 0: none were missing */
gboolean sgn_catalogue_load_missing (SgnLedger *ledger, gint64 *change_id, GError **error);

/** sgn_catalogue_load_file: loads a catalogue file of the same form, as one change; errors name the line */
gboolean sgn_catalogue_load_file (SgnLedger *ledger, const char *path, gint64 *change_id, GError **error);

/* A unit of the shipped catalogues, to choose from before there is a ledger. */
typedef struct
{
  char *level; /* "province", "district", "commune" */
  char *code;  /* official; NULL: none is known */
  char *name;  /* with its kind: "Huyện Trùng Khánh" */
  int above;   /* index of the unit it belongs to; -1: none */
} SgnKnownUnit;

void sgn_known_unit_free (SgnKnownUnit *unit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnKnownUnit, sgn_known_unit_free)

/** sgn_catalogue_known_units: Returns: (transfer full) (element-type SgnKnownUnit): those there were in @year, in tree order */
GPtrArray *sgn_catalogue_known_units (int year);

G_END_DECLS
