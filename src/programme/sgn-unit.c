#include "config.h"

#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

/* Levels are neutral inside: which of them there are follows from the units of the catalogue. */
static const SgnChoice level_choices[] = {
  { "province", N_ ("province") },
  { "district", N_ ("district") },
  { "commune", N_ ("commune") },
  { "village", N_ ("village") },
  { NULL },
};

static const SgnChoice area_choices[] = {
  { "rural", N_ ("rural") },
  { "urban", N_ ("urban") },
  { NULL },
};

static const SgnField unit_fields[] = {
  { .name = "name",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_SEARCHED,
    .label = N_ ("Name") },
  { .name = "code",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_SEARCHED,
    .label = N_ ("Official code") },
  { .name = "level",
    .kind = SGN_FIELD_CHOICE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Level"),
    .choices = level_choices },
  { .name = "kind",
    .kind = SGN_FIELD_CODE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Kind of unit"),
    .code_list = "unit-kind" },
  { .name = "parent-id",
    .kind = SGN_FIELD_REFERENCE,
    .label = N_ ("Unit above"),
    .reference = &sgn_type_unit },
  { .name = "area",
    .kind = SGN_FIELD_CHOICE,
    .label = N_ ("Area"),
    .choices = area_choices,
    .law = "Nghị định 07/2021/NĐ-CP" },
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
  { .name = "successor-id",
    .kind = SGN_FIELD_REFERENCE,
    .label = N_ ("Became part of"),
    .reference = &sgn_type_unit },
  { .name = "catalogue-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_FIXED,
    .label = N_ ("Catalogue"),
    .reference = &sgn_type_catalogue },
  { .name = "note", .kind = SGN_FIELD_MEMO, .label = N_ ("Note") },
};

const SgnRecordType sgn_type_unit = {
  .name = "unit",
  .table = "unit",
  .label = N_ ("Unit"),
  .label_plural = N_ ("Units"),
  .fields = unit_fields,
  .n_fields = G_N_ELEMENTS (unit_fields),
  .title_sql = "t.name",
  .default_sort = "level,position,name",
};

static const SgnField unit_class_fields[] = {
  { .name = "unit-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Unit"),
    .reference = &sgn_type_unit },
  { .name = "class",
    .kind = SGN_FIELD_CODE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Class of unit"),
    .code_list = "unit-class" },
  { .name = "year-from",
    .kind = SGN_FIELD_INTEGER,
    .label = N_ ("From year"),
    .minimum = 1990,
    .maximum = 2100 },
  { .name = "year-to",
    .kind = SGN_FIELD_INTEGER,
    .label = N_ ("To year"),
    .minimum = 1990,
    .maximum = 2100 },
  { .name = "decision", .kind = SGN_FIELD_TEXT, .label = N_ ("By decision") },
  { .name = "note", .kind = SGN_FIELD_MEMO, .label = N_ ("Note") },
};

const SgnRecordType sgn_type_unit_class = {
  .name = "unit-class",
  .table = "unit_class",
  .label = N_ ("Unit class"),
  .label_plural = N_ ("Unit classes"),
  .fields = unit_class_fields,
  .n_fields = G_N_ELEMENTS (unit_class_fields),
  .title_sql = "(SELECT u.name FROM unit AS u WHERE u.id = t.unit_id) || ': ' || t.class",
  .default_sort = "class,year-from",
};
