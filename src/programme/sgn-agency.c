#include "config.h"

#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

static const SgnField agency_fields[] = {
  { .name = "name",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_SEARCHED,
    .label = N_ ("Name") },
  { .name = "short-name",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_SEARCHED,
    .label = N_ ("Short name") },
  { .name = "unit-id",
    .kind = SGN_FIELD_REFERENCE,
    .label = N_ ("Unit"),
    .reference = &sgn_type_unit },
  { .name = "position",
    .kind = SGN_FIELD_INTEGER,
    .flags = SGN_FIELD_NONNEGATIVE,
    .label = N_ ("Position") },
  { .name = "valid-from",
    .kind = SGN_FIELD_DATE,
    .flags = SGN_FIELD_PARTIAL,
    .label = N_ ("Valid from") },
  { .name = "valid-to",
    .kind = SGN_FIELD_DATE,
    .flags = SGN_FIELD_PARTIAL,
    .label = N_ ("Valid to") },
  { .name = "catalogue-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_FIXED,
    .label = N_ ("Catalogue"),
    .reference = &sgn_type_catalogue },
  { .name = "note", .kind = SGN_FIELD_MEMO, .label = N_ ("Note") },
};

const SgnRecordType sgn_type_agency = {
  .name = "agency",
  .table = "agency",
  .label = N_ ("Office"),
  .label_plural = N_ ("Offices"),
  .fields = agency_fields,
  .n_fields = G_N_ELEMENTS (agency_fields),
  .title_sql = "t.name",
  .default_sort = "position,name",
};
