#include "config.h"

#include "programme/sgn-programme.h"

static const SgnRecordType *const programme_types[] = {
  &sgn_type_household,        &sgn_type_member,
  &sgn_type_household_year,   &sgn_type_household_event,
  &sgn_type_review_sheet,     &sgn_type_review_answer,
  &sgn_type_child_measure,    &sgn_type_support,
  &sgn_type_base_count,       &sgn_type_point_item,
  &sgn_type_funding_decision, &sgn_type_funding_line,
  &sgn_type_stated_total,     &sgn_type_decision_text,
  &sgn_type_disbursement,     &sgn_type_counterpart_ratio,
  &sgn_type_target,           &sgn_type_target_value,
  &sgn_type_component,        &sgn_type_component_agency,
  &sgn_type_agency,           &sgn_type_unit,
  &sgn_type_unit_class,       &sgn_type_catalogue,
  &sgn_type_code_item,        &sgn_type_setting,
  &sgn_type_saved_filter,     &sgn_type_acceptance,
  &sgn_type_period_lock,
};

const SgnTypes *
sgn_programme_types (void)
{
  static const SgnTypes types = { programme_types, G_N_ELEMENTS (programme_types) };

  return &types;
}
