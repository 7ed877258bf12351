#pragma once

#include "base/sgn-date.h"
#include "record/sgn-field.h"

G_BEGIN_DECLS

/* SQL of this room is made of descriptions alone, here. In what is made, the row asked for has the
 * alias `r`, because the expressions of a description claim `t`. */

/** sgn_sql_append_name: a table or column, quoted: the only way a name gets into SQL */
void sgn_sql_append_name (GString *sql, const char *name);
/** sgn_sql_append_literal: a text of a description, quoted */
void sgn_sql_append_literal (GString *sql, const char *text);
/** sgn_sql_append_column: alias."column" */
void sgn_sql_append_column (GString *sql, const char *alias, const SgnField *field);
/** sgn_sql_append_value: the value of a field of @type in row @alias, stored or derived */
void sgn_sql_append_value (GString *sql, const SgnRecordType *type, const char *alias, const SgnField *field);
/** sgn_sql_append_sort_value: what rows are put in order by for it. Returns: FALSE if that is the field's value, which has an
 * order of its own kind; TRUE if it is ready */
gboolean sgn_sql_append_sort_value (GString *sql, const SgnRecordType *type, const char *alias, const SgnField *field);
/** sgn_sql_append_title: the title of the record of @type whose id is the SQL expression @id */
void sgn_sql_append_title (GString *sql, const SgnRecordType *type, const char *id);
/** sgn_sql_append_title_of: the title of the record that the reference @field of @type names in row @alias */
void sgn_sql_append_title_of (GString *sql, const SgnRecordType *type, const char *alias, const SgnField *field);
/** sgn_sql_title_key: Returns: (transfer none): the function that puts titles of @type in order: "vn_key", or "name_key"
 * where the title is a person's name */
const char *sgn_sql_title_key (const SgnRecordType *type);
/** sgn_sql_append_values_row: (SELECT :id AS id, :v0 AS …) AS t: a row of bound values, so that expressions of a
 * description can be asked about values that are not stored */
void sgn_sql_append_values_row (GString *sql, const SgnRecordType *type);
void sgn_sql_bind_values_row (SgnStatement *statement, const SgnRecordType *type, gint64 id, const SgnValue *values);

/* Room for ":v" and a number. */
typedef char SgnParameter[16];
const char *sgn_sql_parameter (SgnParameter name, char letter, guint index);

void sgn_sql_bind (SgnStatement *statement, const char *name, const SgnValue *value);
/* What derived fields are told of time. */
typedef struct
{
  int year;    /* 0: null */
  SgnDate day; /* year 0: null */
} SgnMoment;

gboolean sgn_moment_is_equal (const SgnMoment *a, const SgnMoment *b);

/** sgn_sql_bind_moment: binds `:year` and `:day` where a derived field asks for them */
void sgn_sql_bind_moment (SgnStatement *statement, const SgnMoment *moment);
SgnValue sgn_sql_read (SgnStatement *statement, guint column, const SgnField *field);

/** sgn_sql_title_of_values: Returns: (transfer full): what people would call a record with these values */
char *sgn_sql_title_of_values (SgnConnection *connection, const SgnRecordType *type, gint64 id, const SgnValue *values);

G_END_DECLS
