#pragma once

#include "record/sgn-record.h"

#include <glib/gi18n-lib.h>

G_BEGIN_DECLS

/* What several record types of the registry share. */

#define SGN_LAW_STANDARD "Nghị định 07/2021/NĐ-CP"
#define SGN_LAW_REVIEW "Quyết định 24/2021/QĐ-TTg"

/* How long a household counts as newly escaped, by the catalogue. What was granted runs on when the
 * text it stands on ends: the newest that had begun counts. */
#define SGN_ESCAPED_MONTHS                                                                  \
  "SELECT json_extract(i.attributes, '$.months') FROM code_item AS i "                      \
  "JOIN catalogue AS c ON c.id = i.catalogue_id "                                           \
  "WHERE i.list = 'period' AND i.code = 'newly-escaped-months' "                            \
  "AND ifnull(substr(ifnull(i.valid_from, c.valid_from), 1, 4), '') <= substr(:day, 1, 4) " \
  "ORDER BY ifnull(i.valid_from, c.valid_from) DESC LIMIT 1"

/* household-year.class and .movement */
extern const SgnChoice sgn_class_choices[];
extern const SgnChoice sgn_movement_choices[];

/* The twelve indicators: 1 = deprived. */
#define SGN_INDICATOR_FIELD(no, text) \
  { .name = "d" #no, .kind = SGN_FIELD_BOOLEAN, .label = text, .law = SGN_LAW_STANDARD }
#define SGN_HOUSEHOLD_REFERENCE(extra)                                      \
  { .name = "household-id",                                                 \
    .kind = SGN_FIELD_REFERENCE,                                            \
    .flags = SGN_FIELD_REQUIRED | (extra),                                  \
    .label = N_ ("Household"),                                              \
    .reference = &sgn_type_household }

#define SGN_YEAR_FIELD            \
  { .name = "year",               \
    .kind = SGN_FIELD_INTEGER,    \
    .flags = SGN_FIELD_REQUIRED,  \
    .label = N_ ("Year"),         \
    .minimum = 2000,              \
    .maximum = 2100 }

G_END_DECLS
