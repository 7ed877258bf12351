#include "config.h"

#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

static const SgnField catalogue_fields[] = {
  { .name = "code",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_FIXED,
    .label = N_ ("Code") },
  { .name = "kind",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_FIXED,
    .label = N_ ("Kind") },
  { .name = "title", .kind = SGN_FIELD_TEXT, .flags = SGN_FIELD_REQUIRED, .label = N_ ("Title") },
  { .name = "source",
    .kind = SGN_FIELD_MEMO,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Source text") },
  { .name = "valid-from",
    .kind = SGN_FIELD_DATE,
    .flags = SGN_FIELD_PARTIAL,
    .label = N_ ("Valid from") },
  { .name = "valid-to",
    .kind = SGN_FIELD_DATE,
    .flags = SGN_FIELD_PARTIAL,
    .label = N_ ("Valid to") },
  { .name = "loaded-at",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_FIXED,
    .label = N_ ("Loaded at") },
};

const SgnRecordType sgn_type_catalogue = {
  .name = "catalogue",
  .table = "catalogue",
  .label = N_ ("Catalogue"),
  .label_plural = N_ ("Catalogues"),
  .fields = catalogue_fields,
  .n_fields = G_N_ELEMENTS (catalogue_fields),
  .title_sql = "t.title",
  .default_sort = "kind,valid-from,code",
};

static const SgnField code_item_fields[] = {
  { .name = "catalogue-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_FIXED,
    .label = N_ ("Catalogue"),
    .reference = &sgn_type_catalogue },
  { .name = "list",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_FIXED,
    .label = N_ ("Code list") },
  { .name = "code", .kind = SGN_FIELD_TEXT, .flags = SGN_FIELD_REQUIRED, .label = N_ ("Code") },
  { .name = "name", .kind = SGN_FIELD_TEXT, .flags = SGN_FIELD_REQUIRED, .label = N_ ("Name") },
  { .name = "short-name", .kind = SGN_FIELD_TEXT, .label = N_ ("Short name") },
  { .name = "parent-code", .kind = SGN_FIELD_TEXT, .label = N_ ("Code above") },
  { .name = "position",
    .kind = SGN_FIELD_INTEGER,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_NONNEGATIVE,
    .label = N_ ("Position") },
  { .name = "attributes", .kind = SGN_FIELD_MEMO, .label = N_ ("Attributes") },
  { .name = "source",
    .kind = SGN_FIELD_MEMO,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Source text") },
  { .name = "valid-from",
    .kind = SGN_FIELD_DATE,
    .flags = SGN_FIELD_PARTIAL,
    .label = N_ ("Valid from") },
  { .name = "valid-to",
    .kind = SGN_FIELD_DATE,
    .flags = SGN_FIELD_PARTIAL,
    .label = N_ ("Valid to") },
};

const SgnRecordType sgn_type_code_item = {
  .name = "code-item",
  .table = "code_item",
  .label = N_ ("Code"),
  .label_plural = N_ ("Codes"),
  .fields = code_item_fields,
  .n_fields = G_N_ELEMENTS (code_item_fields),
  .title_sql = "t.code || ' ' || t.name",
  .default_sort = "list,position,code",
};

static const SgnField setting_fields[] = {
  { .name = "key",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_FIXED,
    .label = N_ ("Setting") },
  { .name = "value", .kind = SGN_FIELD_TEXT, .flags = SGN_FIELD_REQUIRED, .label = N_ ("Value") },
};

const SgnRecordType sgn_type_setting = {
  .name = "setting",
  .table = "setting",
  .label = N_ ("Setting"),
  .label_plural = N_ ("Settings"),
  .fields = setting_fields,
  .n_fields = G_N_ELEMENTS (setting_fields),
  .title_sql = "t.key",
  .default_sort = "key",
};

static const SgnField acceptance_fields[] = {
  { .name = "rule",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_FIXED,
    .label = N_ ("Rule") },
  { .name = "record-type",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_FIXED,
    .label = N_ ("Record type") },
  { .name = "record-id",
    .kind = SGN_FIELD_INTEGER,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_FIXED,
    .label = N_ ("Record number") },
  { .name = "field", .kind = SGN_FIELD_TEXT, .flags = SGN_FIELD_FIXED, .label = N_ ("Field") },
  { .name = "fingerprint",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_FIXED,
    .label = N_ ("Figures accepted") },
  { .name = "reason", .kind = SGN_FIELD_MEMO, .flags = SGN_FIELD_REQUIRED, .label = N_ ("Reason") },
  { .name = "accepted-by",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_FIXED,
    .label = N_ ("Accepted by") },
  { .name = "accepted-at",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_FIXED,
    .label = N_ ("Accepted at") },
};

const SgnRecordType sgn_type_acceptance = {
  .name = "acceptance",
  .table = "acceptance",
  .label = N_ ("Accepted finding"),
  .label_plural = N_ ("Accepted findings"),
  .fields = acceptance_fields,
  .n_fields = G_N_ELEMENTS (acceptance_fields),
  .title_sql = "t.rule || ': ' || t.reason",
  .default_sort = "-accepted-at",
};

static const SgnChoice lock_choices[] = {
  { "review", N_ ("yearly review") },
  { "funding", N_ ("funding") },
  { NULL },
};

static const SgnField period_lock_fields[] = {
  { .name = "what",
    .kind = SGN_FIELD_CHOICE,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_FIXED,
    .label = N_ ("What is closed"),
    .choices = lock_choices },
  { .name = "year",
    .kind = SGN_FIELD_INTEGER,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_FIXED,
    .label = N_ ("Year"),
    .minimum = 2000,
    .maximum = 2100 },
  { .name = "closed",
    .kind = SGN_FIELD_BOOLEAN,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Closed") },
  { .name = "reason", .kind = SGN_FIELD_MEMO, .label = N_ ("Reason") },
};

const SgnRecordType sgn_type_period_lock = {
  .name = "period-lock",
  .table = "period_lock",
  .label = N_ ("Closed year"),
  .label_plural = N_ ("Closed years"),
  .fields = period_lock_fields,
  .n_fields = G_N_ELEMENTS (period_lock_fields),
  .title_sql = "t.what || ' ' || t.year",
  .default_sort = "-year,what",
};
