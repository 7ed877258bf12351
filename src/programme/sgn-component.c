#include "config.h"

#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

static const SgnChoice kind_choices[] = {
  { "project", N_ ("project") },
  { "sub-project", N_ ("sub-project") },
  { "policy", N_ ("general policy") },
  { NULL },
};

static const SgnField component_fields[] = {
  { .name = "code",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_SEARCHED,
    .label = N_ ("Code") },
  { .name = "name",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_SEARCHED,
    .label = N_ ("Name") },
  { .name = "short-name",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_SEARCHED,
    .label = N_ ("Short name") },
  { .name = "kind",
    .kind = SGN_FIELD_CHOICE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Kind"),
    .choices = kind_choices },
  { .name = "parent-id",
    .kind = SGN_FIELD_REFERENCE,
    .label = N_ ("Part of"),
    .reference = &sgn_type_component },
  { .name = "position",
    .kind = SGN_FIELD_INTEGER,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_NONNEGATIVE,
    .label = N_ ("Position") },
  { .name = "valid-from",
    .kind = SGN_FIELD_DATE,
    .flags = SGN_FIELD_PARTIAL,
    .label = N_ ("Valid from") },
  { .name = "valid-to",
    .kind = SGN_FIELD_DATE,
    .flags = SGN_FIELD_PARTIAL,
    .label = N_ ("Valid to") },
  { .name = "source", .kind = SGN_FIELD_MEMO, .label = N_ ("Source text") },
  { .name = "catalogue-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_FIXED,
    .label = N_ ("Catalogue"),
    .reference = &sgn_type_catalogue },
  { .name = "note", .kind = SGN_FIELD_MEMO, .label = N_ ("Note") },
};

const SgnRecordType sgn_type_component = {
  .name = "component",
  .table = "component",
  .label = N_ ("Component"),
  .label_plural = N_ ("Components"),
  .fields = component_fields,
  .n_fields = G_N_ELEMENTS (component_fields),
  .title_sql = "t.code || ' ' || t.name",
  .default_sort = "position,code",
};

static const SgnChoice role_choices[] = {
  { "leads", N_ ("leads") },
  { "coordinates", N_ ("co-ordinates") },
  { "implements", N_ ("implements") },
  { NULL },
};

static const SgnField component_agency_fields[] = {
  { .name = "component-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Component"),
    .reference = &sgn_type_component },
  { .name = "agency-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Office"),
    .reference = &sgn_type_agency },
  { .name = "role",
    .kind = SGN_FIELD_CHOICE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Role"),
    .choices = role_choices },
  { .name = "year",
    .kind = SGN_FIELD_INTEGER,
    .label = N_ ("Year"),
    .minimum = 2000,
    .maximum = 2100 },
  { .name = "position",
    .kind = SGN_FIELD_INTEGER,
    .flags = SGN_FIELD_NONNEGATIVE,
    .label = N_ ("Position") },
  { .name = "source", .kind = SGN_FIELD_MEMO, .label = N_ ("Source text") },
};

const SgnRecordType sgn_type_component_agency = {
  .name = "component-agency",
  .table = "component_agency",
  .label = N_ ("Office of a component"),
  .label_plural = N_ ("Offices of components"),
  .fields = component_agency_fields,
  .n_fields = G_N_ELEMENTS (component_agency_fields),
  .title_sql = "(SELECT c.code FROM component AS c WHERE c.id = t.component_id) || ': ' || "
               "(SELECT a.name FROM agency AS a WHERE a.id = t.agency_id)",
  .default_sort = "year,component-id,role,position",
};
