#pragma once

#include "base/sgn-money.h"
#include "record/sgn-value.h"
#include "store/sgn-connection.h"

G_BEGIN_DECLS

typedef enum
{
  SGN_FIELD_TEXT,
  SGN_FIELD_MEMO,
  SGN_FIELD_INTEGER,
  SGN_FIELD_MONEY,     /* dong */
  SGN_FIELD_DECIMAL,   /* REAL, with a unit of measure */
  SGN_FIELD_DATE,      /* ISO text; partial where SGN_FIELD_PARTIAL */
  SGN_FIELD_CHOICE,    /* one of `choices`, fixed in the description */
  SGN_FIELD_BOOLEAN,   /* yes/no, 0 or 1 */
  SGN_FIELD_REFERENCE, /* the id of a record of type `reference` */
  SGN_FIELD_CODE,      /* a code of the list `code_list`, from the catalogue */
} SgnFieldKind;

typedef enum
{
  SGN_FIELD_REQUIRED = 1 << 0,
  SGN_FIELD_PARTIAL = 1 << 1,    /* a date whose day or month may be unknown */
  SGN_FIELD_SEARCHED = 1 << 2,   /* goes into the search index */
  SGN_FIELD_FIXED = 1 << 3,      /* set when created, never edited (no input in a form) */
  SGN_FIELD_PERSON = 1 << 4,     /* a person's name: sorts by given name */
  SGN_FIELD_PRIVATE = 1 << 5,    /* personal data: masked wherever it leaves the office */
  SGN_FIELD_NONNEGATIVE = 1 << 6,
} SgnFieldFlags;

typedef struct
{
  const char *value; /* stored */
  const char *label; /* N_() */
} SgnChoice;

typedef struct _SgnRecordType SgnRecordType;

/* One field of a record type. The column is the name with '_' for '-': a reference "unit-id" lies in unit_id.
 * An integer limited to four digits (minimum 1000 or more, maximum 9999 or less) is a year: shown without grouping. */
typedef struct
{
  const char *name;                /* "capital-kind" */
  SgnFieldKind kind;
  SgnFieldFlags flags;
  const char *label;               /* N_(), without mnemonic */
  const char *unit;                /* N_(), unit of measure: "m²"; NULL: none */
  const char *law;                 /* clause or text the field comes from; NULL: ours */
  const SgnChoice *choices;        /* ends with { NULL } */
  const char *code_list;
  const SgnRecordType *reference;
  guint decimals;                  /* of a decimal: how many are shown and kept */
  double minimum, maximum;         /* of numbers; both 0: no limit */
} SgnField;

/* A field nobody stores: worked out of its record and of what points to it. Queries filter, sort and add up by it and
 * lists show it, under its name as any other; records, forms and changes do not know it. */
typedef struct
{
  SgnField field;
  const char *sql;      /* SQL expression over the row's columns (alias `t`; nothing within it is called `t` or `r`); `:year` and `:day` are those of the query, or null */
  const char *sort_sql; /* likewise: what it is put in order by; NULL: its value */
  const char *tables;   /* what it reads besides the table of its type: "member household_year"; NULL: nothing */
} SgnDerivedField;

struct _SgnRecordType
{
  const char *name;         /* "funding-line" */
  const char *table;        /* "funding_line" */
  const char *label;        /* N_("Funding line") */
  const char *label_plural; /* N_("Funding lines") */
  const SgnField *fields;
  guint n_fields;
  const SgnDerivedField *derived; /* their names are no names of fields */
  guint n_derived;
  const char *title_sql;    /* SQL expression over the row's columns (alias `t`) that names a record for people */
  const char *default_sort; /* field list as in sgn_query_set_sort() */
  /* Where a record is found in the search besides under itself: a reference field whose record's
   * index entry holds this record's searched fields too (a member under its household). */
  const char *search_owner;
  const char *lock_what;    /* "funding", "review": closed years refuse edits; NULL: never locked */
  const char *lock_year_sql;/* SQL expression over alias `t` giving the year of the record for the lock */
};

/** sgn_record_type_field: Returns: (transfer none) (nullable): by name */
const SgnField *sgn_record_type_field (const SgnRecordType *type, const char *name);
int sgn_record_type_field_index (const SgnRecordType *type, const char *name);

/** sgn_record_type_derived: Returns: (transfer none) (nullable): by name */
const SgnDerivedField *sgn_record_type_derived (const SgnRecordType *type, const char *name);
/** sgn_record_type_any_field: Returns: (transfer none) (nullable): stored or derived, by name */
const SgnField *sgn_record_type_any_field (const SgnRecordType *type, const char *name);

/** sgn_field_column: Returns: (transfer full): the column name, '_' for '-' */
char *sgn_field_column (const SgnField *field);

/** sgn_field_kind_name: Returns: (transfer none): "text", "memo", "integer", "money", "decimal", "date",
 * "choice", "yes-no", "reference", "code" */
const char *sgn_field_kind_name (SgnFieldKind kind);

/**
 * sgn_field_parse:
 * @connection: (nullable): needed for codes and references
 * @text: as a person types or pastes it; NULL or blank gives null
 * @money_unit: what a plain number in a money field means
 * @value: (out): the value
 *
 * Choices, codes and references are matched by value, code, id, label or name, folded. Required fields refuse blank.
 * Messages name the field and say what is wanted: SGN_BASE_ERROR_INVALID, _AMBIGUOUS, _RANGE, or the store's when
 * codes and references could not be read.
 */
gboolean sgn_field_parse (const SgnField *field, SgnConnection *connection, const char *text,
                          SgnMoneyUnit money_unit, SgnValue *value, GError **error);

/** sgn_field_value_kind: Returns: what values of the field are when they are not null */
SgnValueKind sgn_field_value_kind (const SgnField *field);

/** sgn_field_is_year: an integer limited to four digits: written without grouping */
gboolean sgn_field_is_year (const SgnField *field);

/** sgn_field_check: whether a value satisfies the description (required, kind, choices, limits); SGN_BASE_ERROR */
gboolean sgn_field_check (const SgnField *field, const SgnValue *value, GError **error);

/**
 * sgn_field_format:
 * @connection: (nullable): needed for codes and references; without it their raw value is shown
 *
 * Returns: (transfer full): for people: money with grouping, dates dd/mm/yyyy, labels of choices; "" for null
 */
char *sgn_field_format (const SgnField *field, SgnConnection *connection, const SgnValue *value, SgnMoneyUnit money_unit);

/** sgn_record_title: Returns: (transfer full): what people call record @id: "Nông Văn Sáng", "1.1 Hỗ trợ đầu tư …"; its SITE-SERIAL if it is gone */
char *sgn_record_title (SgnConnection *connection, const SgnRecordType *type, gint64 id);

/* All record types a program knows; programme/ has the list: sgn_programme_types(). */
typedef struct
{
  const SgnRecordType *const *types;
  guint n_types;
} SgnTypes;

const SgnRecordType *sgn_types_by_name (const SgnTypes *types, const char *name);
const SgnRecordType *sgn_types_by_table (const SgnTypes *types, const char *table);

G_END_DECLS
