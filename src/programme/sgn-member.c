#include "config.h"

#include "programme/sgn-people-private.h"
#include "programme/sgn-programme.h"

static const SgnChoice sex_choices[] = {
  { "male", N_ ("male") },
  { "female", N_ ("female") },
  { NULL },
};

static const SgnChoice relation_choices[] = {
  { "head", N_ ("head of household") },
  { "spouse", N_ ("wife or husband") },
  { "child", N_ ("child") },
  { "parent", N_ ("parent") },
  { "grandchild", N_ ("grandchild") },
  { "grandparent", N_ ("grandparent") },
  { "sibling", N_ ("brother or sister") },
  { "in-law", N_ ("son- or daughter-in-law") },
  { "other", N_ ("other relation") },
  { NULL },
};

static const SgnChoice disability_choices[] = {
  { "none", N_ ("no disability") },
  { "mild", N_ ("mild disability") },
  { "severe", N_ ("severe disability") },
  { "very-severe", N_ ("very severe disability") },
  { NULL },
};

static const SgnChoice pregnancy_choices[] = {
  { "none", N_ ("not pregnant") },
  { "pregnant", N_ ("pregnant") },
  { "nursing", N_ ("nursing a child") },
  { NULL },
};

static const SgnChoice schooling_choices[] = {
  { "none", N_ ("does not go to school") },
  { "nursery", N_ ("nursery school") },
  { "primary", N_ ("primary school") },
  { "lower-secondary", N_ ("lower secondary school") },
  { "upper-secondary", N_ ("upper secondary school") },
  { "vocational", N_ ("vocational school") },
  { "higher", N_ ("college or university student") },
  { NULL },
};

static const SgnChoice qualification_choices[] = {
  { "none", N_ ("no certificate") },
  { "primary", N_ ("finished primary school") },
  { "lower-secondary", N_ ("finished lower secondary school") },
  { "upper-secondary", N_ ("finished upper secondary school") },
  { "elementary-vocational", N_ ("elementary vocational certificate") },
  { "intermediate", N_ ("intermediate diploma") },
  { "college", N_ ("college diploma") },
  { "university", N_ ("university degree") },
  { "on-the-job", N_ ("trained on the job, certified by the enterprise") },
  { NULL },
};

static const SgnChoice work_choices[] = {
  { "contract", N_ ("paid work with a contract") },
  { "no-contract", N_ ("paid work without a contract") },
  { "self-employed", N_ ("works for the own household") },
  { "seeking", N_ ("looks for work") },
  { "not-seeking", N_ ("does not look for work") },
  { "studying", N_ ("studies") },
  { "unable", N_ ("unable to work") },
  { NULL },
};

static const SgnChoice leaving_choices[] = {
  { "died", N_ ("died") },
  { "moved-away", N_ ("moved away") },
  { "married", N_ ("married into another household") },
  { "split", N_ ("founded a household") },
  { "entered-by-mistake", N_ ("entered by mistake") },
  { "other", N_ ("other reason") },
  { NULL },
};

static const SgnField member_fields[] = {
  SGN_HOUSEHOLD_REFERENCE (SGN_FIELD_FIXED),
  { .name = "position",
    .kind = SGN_FIELD_INTEGER,
    .flags = SGN_FIELD_NONNEGATIVE,
    .label = N_ ("Position") },
  { .name = "name",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_SEARCHED | SGN_FIELD_PERSON,
    .label = N_ ("Full name") },
  { .name = "sex", .kind = SGN_FIELD_CHOICE, .label = N_ ("Sex"), .choices = sex_choices },
  { .name = "birth",
    .kind = SGN_FIELD_DATE,
    .flags = SGN_FIELD_PARTIAL,
    .label = N_ ("Date of birth") },
  { .name = "relation",
    .kind = SGN_FIELD_CHOICE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Relation to the head"),
    .choices = relation_choices },
  { .name = "id-number",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_SEARCHED | SGN_FIELD_PRIVATE,
    .label = N_ ("Personal number"),
    .law = "Nghị định 137/2015/NĐ-CP" },
  { .name = "ethnicity",
    .kind = SGN_FIELD_CODE,
    .label = N_ ("Ethnic group"),
    .code_list = "ethnic-group" },
  { .name = "disability",
    .kind = SGN_FIELD_CHOICE,
    .label = N_ ("Disability"),
    .choices = disability_choices },
  { .name = "pregnancy",
    .kind = SGN_FIELD_CHOICE,
    .label = N_ ("Pregnancy"),
    .choices = pregnancy_choices },
  { .name = "schooling",
    .kind = SGN_FIELD_CHOICE,
    .label = N_ ("Goes to school"),
    .choices = schooling_choices },
  { .name = "qualification",
    .kind = SGN_FIELD_CHOICE,
    .label = N_ ("Highest qualification"),
    .choices = qualification_choices },
  { .name = "work", .kind = SGN_FIELD_CHOICE, .label = N_ ("Work"), .choices = work_choices },
  { .name = "monthly-assistance",
    .kind = SGN_FIELD_BOOLEAN,
    .label = N_ ("Gets monthly social assistance") },
  { .name = "insurance", .kind = SGN_FIELD_BOOLEAN, .label = N_ ("Has a health insurance card") },
  { .name = "insurance-number",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_SEARCHED | SGN_FIELD_PRIVATE,
    .label = N_ ("Number of the insurance card") },
  { .name = "internet", .kind = SGN_FIELD_BOOLEAN, .label = N_ ("Uses the internet") },
  { .name = "joined-on",
    .kind = SGN_FIELD_DATE,
    .flags = SGN_FIELD_PARTIAL | SGN_FIELD_FIXED,
    .label = N_ ("Joined on") },
  { .name = "left-on", .kind = SGN_FIELD_DATE, .flags = SGN_FIELD_FIXED, .label = N_ ("Left on") },
  { .name = "left-why",
    .kind = SGN_FIELD_CHOICE,
    .flags = SGN_FIELD_FIXED,
    .label = N_ ("Why he or she left"),
    .choices = leaving_choices },
  { .name = "note", .kind = SGN_FIELD_MEMO, .label = N_ ("Note") },
};

const SgnRecordType sgn_type_member = {
  .name = "member",
  .table = "member",
  .label = N_ ("Member"),
  .label_plural = N_ ("Members"),
  .fields = member_fields,
  .n_fields = G_N_ELEMENTS (member_fields),
  .title_sql = "t.name",
  .default_sort = "household-id,position",
  .search_owner = "household-id",
};
