#pragma once

#include <json-glib/json-glib.h>

#include "record/sgn-record.h"

G_BEGIN_DECLS

/* Records as the command line writes and reads them: ids and references "SITE-SERIAL", money integer dong,
 * dates ISO, choices and codes by value, yes/no as booleans, null for nothing. */

/** sgn_record_to_json: Returns: (transfer full): {"id": …, field: value, …} */
JsonNode *sgn_record_to_json (SgnRecord *record);

/** sgn_value_to_json: Returns: (transfer full): one of its values */
JsonNode *sgn_value_to_json (const SgnField *field, const SgnValue *value);

/** sgn_record_from_json: sets the fields the object has, or none of them: unknown keys, wrong kinds and the "id" of another
 * record are SGN_BASE_ERROR_INVALID and name the key */
gboolean sgn_record_from_json (SgnRecord *record, JsonObject *object, GError **error);

/** sgn_record_type_to_json: @connection: (nullable): lists the codes of code fields
 * Returns: (transfer full): {"type", "label", "fields": [{"name","kind","unit","required","choices":[{"value","label"}],"label","reference"}]},
 * and "derived", of the same form, where there are derived fields */
JsonNode *sgn_record_type_to_json (const SgnRecordType *type, SgnConnection *connection);

G_END_DECLS
