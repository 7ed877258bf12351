#pragma once

#include "programme/sgn-xml-private.h"
#include "record/sgn-record.h"

G_BEGIN_DECLS

/* Loading a catalogue into a ledger; the files of its kinds share this. All inside a change. */

/* A unit that another one follows: looked up when all are there, because it may stand further down. */
typedef struct
{
  const SgnXmlNode *node;
  gint64 id;
} SgnSuccession;

typedef struct
{
  SgnLedger *ledger;
  const SgnXmlNode *root;
  gint64 catalogue_id;
  GHashTable *seen;    /* keys of this file, to refuse the second of two */
  GArray *successions; /* of SgnSuccession */
  gboolean partial;    /* something was skipped */
  guint n_points;      /* lines of a point table so far */
} SgnCatalogueLoading;

/** sgn_catalogue_see_once: refuses the second element with the same key: an office could not tell the two apart */
gboolean sgn_catalogue_see_once (SgnCatalogueLoading *loading, const SgnXmlNode *node, const char *what, const char *code,
                                 GError **error);

/** sgn_catalogue_make_record: a record with every attribute of @node that is one of its fields */
SgnRecord *sgn_catalogue_make_record (SgnCatalogueLoading *loading, const SgnXmlNode *node, const SgnRecordType *type,
                                      GError **error);

/** sgn_catalogue_save: a refused record is said with the line it came from */
gboolean sgn_catalogue_save (SgnCatalogueLoading *loading, const SgnXmlNode *node, SgnRecord *record, GError **error);

/** sgn_catalogue_select_id: @id: (out): 0: no row */
gboolean sgn_catalogue_select_id (SgnStatement *statement, gint64 *id, GError **error);

/** sgn_catalogue_load_unit: with those below it */
gboolean sgn_catalogue_load_unit (SgnCatalogueLoading *loading, const SgnXmlNode *node, gint64 parent_id, guint position,
                                  GError **error);

/** sgn_catalogue_load_successions: ends and successors, once all units are there */
gboolean sgn_catalogue_load_successions (SgnCatalogueLoading *loading, GError **error);

G_END_DECLS
