#include "config.h"

#include "programme/sgn-people-private.h"
#include "programme/sgn-programme.h"

static const SgnChoice kind_choices[] = {
  { "registered", N_ ("entered in the registry") },
  { "split", N_ ("split off") },
  { "merged", N_ ("joined another household") },
  { "new-head", N_ ("new head") },
  { "moved", N_ ("moved to another unit") },
  { "birth", N_ ("child born") },
  { "joined", N_ ("member joined") },
  { "left", N_ ("member left") },
  { "death", N_ ("member died") },
  { "ended", N_ ("household ended") },
  { "reopened", N_ ("entered again") },
  { "duplicate", N_ ("two records united") },
  { NULL },
};

static const SgnField event_fields[] = {
  SGN_HOUSEHOLD_REFERENCE (SGN_FIELD_FIXED),
  { .name = "kind",
    .kind = SGN_FIELD_CHOICE,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_FIXED,
    .label = N_ ("What happened"),
    .choices = kind_choices },
  { .name = "date", .kind = SGN_FIELD_DATE, .flags = SGN_FIELD_REQUIRED, .label = N_ ("Date") },
  { .name = "reason", .kind = SGN_FIELD_MEMO, .label = N_ ("Reason") },
  { .name = "member-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_FIXED,
    .label = N_ ("Member"),
    .reference = &sgn_type_member },
  { .name = "other-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_FIXED,
    .label = N_ ("Other household"),
    .reference = &sgn_type_household },
  { .name = "from-unit-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_FIXED,
    .label = N_ ("From unit"),
    .reference = &sgn_type_unit },
  { .name = "to-unit-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_FIXED,
    .label = N_ ("To unit"),
    .reference = &sgn_type_unit },
  { .name = "note", .kind = SGN_FIELD_MEMO, .label = N_ ("Note") },
};

const SgnRecordType sgn_type_household_event = {
  .name = "household-event",
  .table = "household_event",
  .label = N_ ("Event of a household"),
  .label_plural = N_ ("Events of households"),
  .fields = event_fields,
  .n_fields = G_N_ELEMENTS (event_fields),
  .title_sql = "t.date || ' ' || t.kind || ': ' || (SELECT h.head FROM household AS h "
               "WHERE h.id = t.household_id)",
  .default_sort = "-date,household-id",
};
