#include "config.h"

#include "programme/sgn-people-private.h"
#include "programme/sgn-programme.h"

static const SgnField filter_fields[] = {
  { .name = "page",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_FIXED,
    .label = N_ ("Page") },
  { .name = "name", .kind = SGN_FIELD_TEXT, .flags = SGN_FIELD_REQUIRED, .label = N_ ("Name") },
  { .name = "filter",
    .kind = SGN_FIELD_MEMO,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_FIXED,
    .label = N_ ("Filter") },
};

const SgnRecordType sgn_type_saved_filter = {
  .name = "saved-filter",
  .table = "saved_filter",
  .label = N_ ("Saved filter"),
  .label_plural = N_ ("Saved filters"),
  .fields = filter_fields,
  .n_fields = G_N_ELEMENTS (filter_fields),
  .title_sql = "t.name",
  .default_sort = "page,name",
};
