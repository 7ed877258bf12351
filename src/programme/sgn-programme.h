#pragma once

#include "record/sgn-record.h"

G_BEGIN_DECLS

/* The record types of the programme; each is described in the file of its subject. */
extern const SgnRecordType sgn_type_catalogue, sgn_type_code_item;
extern const SgnRecordType sgn_type_unit, sgn_type_unit_class, sgn_type_agency;
extern const SgnRecordType sgn_type_component, sgn_type_component_agency;
extern const SgnRecordType sgn_type_funding_decision, sgn_type_funding_line;
extern const SgnRecordType sgn_type_stated_total, sgn_type_decision_text;
extern const SgnRecordType sgn_type_disbursement, sgn_type_counterpart_ratio;
extern const SgnRecordType sgn_type_target, sgn_type_target_value;
extern const SgnRecordType sgn_type_household, sgn_type_member, sgn_type_household_event;
extern const SgnRecordType sgn_type_household_year, sgn_type_base_count;
extern const SgnRecordType sgn_type_review_sheet, sgn_type_review_answer, sgn_type_point_item;
extern const SgnRecordType sgn_type_child_measure, sgn_type_support, sgn_type_saved_filter;
extern const SgnRecordType sgn_type_setting, sgn_type_acceptance, sgn_type_period_lock;

/** sgn_programme_types: Returns: (transfer none): all of them */
const SgnTypes *sgn_programme_types (void);

/**
 * sgn_programme_open:
 *
 * sgn_ledger_open() with the search index attached: how both programs open a ledger. One that may be written and lacks code lists of this
 * version of the program gets them (sgn_catalogue_load_missing()).
 */
SgnLedger *sgn_programme_open (const char *path, SgnLedgerOpenFlags flags, const char *operator_name,
                               const char *backup_folder, GError **error);

/** sgn_programme_open_beside: sgn_ledger_open_beside() with the search index attached */
SgnLedger *sgn_programme_open_beside (SgnLedger *ledger, GError **error);

typedef struct
{
  const char *unit;      /* name or official code of the unit that keeps the ledger: "Huyện Trùng Khánh" */
  const char *province;  /* (nullable) tells units of the same name apart */
  const char *role;      /* "province", "district", "commune" */
  int year;              /* 0: this year */
  const char *operator_name;
} SgnNewLedger;

/**
 * sgn_programme_create:
 *
 * A new ledger with the catalogues of that year: programme tree, agencies, code lists, and the unit with all
 * above and below it. A unit the catalogue does not have is created by its name (kind from its first
 * word), without a code.
 */
SgnLedger *sgn_programme_create (const char *path, const SgnNewLedger *what, GError **error);

/** sgn_programme_own_unit: Returns: the id of the unit that keeps the ledger; 0 if none */
gint64 sgn_programme_own_unit (SgnConnection *connection);

/** sgn_programme_default_year: Returns: the year of the ledger */
int sgn_programme_default_year (SgnConnection *connection);

/** sgn_programme_find_unit: by SITE-SERIAL, official code or folded name, among the units of the ledger
 * Returns: 0 with @error set when none or several match */
gint64 sgn_programme_find_unit (SgnConnection *connection, const char *text, GError **error);

/** sgn_setting_get: Returns: (transfer full): what the office set, or @fallback */
char *sgn_setting_get (SgnConnection *connection, const char *key, const char *fallback);

/** sgn_setting_set: inside a change */
gboolean sgn_setting_set (SgnLedger *ledger, const char *key, const char *value, GError **error);

G_END_DECLS
