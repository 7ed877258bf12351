#pragma once

#include "record/sgn-field.h"

G_BEGIN_DECLS

/** sgn_field_choice: Returns: (nullable): the choice stored as @value */
const SgnChoice *sgn_field_choice (const SgnField *field, const char *value);
/** sgn_field_format_plain: what needs no connection; references and codes raw */
char *sgn_field_format_plain (const SgnField *field, const SgnValue *value, SgnMoneyUnit money_unit);

/* What a list can show of a record: its fields, then what is derived of it. */
guint sgn_record_type_n_shown (const SgnRecordType *type);
const SgnField *sgn_record_type_nth_shown (const SgnRecordType *type, guint index);
int sgn_record_type_shown_index (const SgnRecordType *type, const char *name);

/* Errors that say what is wanted; all return FALSE. */
gboolean sgn_field_refuse_choice (const SgnField *field, const char *text, GError **error);
gboolean sgn_field_refuse_boolean (const SgnField *field, GError **error);

/** sgn_lookup_code_name: Returns: (transfer full): the name of a code, the latest where the list was dated anew;
 * the code itself where it has none */
char *sgn_lookup_code_name (SgnConnection *connection, const char *list, const char *code);
/** sgn_lookup_code: Returns: (transfer full): the code that @text means: code or name, folded; those valid today first */
char *sgn_lookup_code (SgnConnection *connection, const SgnField *field, const char *text, GError **error);
/** sgn_lookup_reference: the record that @text means, by SITE-SERIAL, code, name or title. Returns: its id, 0 with @error */
gint64 sgn_lookup_reference (SgnConnection *connection, const SgnField *field, const char *text, GError **error);
/** sgn_lookup_exists: @exists: (out): whether the record is there. Returns: FALSE when that could not be read */
gboolean sgn_lookup_exists (SgnConnection *connection, const SgnRecordType *type, gint64 id, gboolean *exists, GError **error);

G_END_DECLS
