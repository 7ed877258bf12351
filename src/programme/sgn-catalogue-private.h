#pragma once

#include "programme/sgn-catalogue.h"
#include "programme/sgn-xml-private.h"

G_BEGIN_DECLS

/** sgn_catalogue_read_shipped: Returns: (transfer full): the catalogue as it stands in the program */
SgnXmlNode *sgn_catalogue_read_shipped (const char *code, GError **error);

/** sgn_catalogue_read_text: checks kind and dates too */
SgnXmlNode *sgn_catalogue_read_text (const char *text, gsize length, GError **error);
SgnCatalogueInfo *sgn_catalogue_make_info (const SgnXmlNode *root);

/** sgn_catalogue_shipped_codes: Returns: (transfer full): of all there are in the program, without reading them */
char **sgn_catalogue_shipped_codes (void);

/** sgn_catalogue_load_node: loads what is not marked as skipped, inside a change */
gboolean sgn_catalogue_load_node (SgnLedger *ledger, const SgnXmlNode *root, GError **error);

/** sgn_catalogue_year_from, _to: the years of an ISO date that may be missing: 0 and 9999 then */
int sgn_catalogue_year_from (const char *valid_from);
int sgn_catalogue_year_to (const char *valid_to);

G_END_DECLS
