#pragma once

#include <json-glib/json-glib.h>

#include "record/sgn-field.h"

G_BEGIN_DECLS

/* Standard output and standard error are UTF-8 whatever the locale, so that a script reads the same
 * everywhere. */

/** sgn_output_write: data, to standard output */
void sgn_output_write (const char *text);

/** sgn_output_line: data, with a line end */
void sgn_output_line (const char *format, ...) G_GNUC_PRINTF (1, 2);

/** sgn_output_message: for people, to standard error, with a line end */
void sgn_output_message (const char *text);

/** sgn_output_json: @node (transfer full) as the one document of this call */
void sgn_output_json (JsonNode *node);

/** sgn_output_add_text, sgn_output_add_int: a member of the object being built; NULL text is null */
void sgn_output_add_text (JsonBuilder *builder, const char *name, const char *text);
void sgn_output_add_int (JsonBuilder *builder, const char *name, gint64 value);

/** sgn_output_finish: FALSE if something could not be written (a full disk, a closed pipe) */
gboolean sgn_output_finish (void);

/** sgn_output_error_json: Returns: (transfer full): {"error": {"code", "message"}} */
JsonNode *sgn_output_error_json (const GError *error);

/** sgn_output_value_json: Returns: (transfer full): a value as records in JSON have it */
JsonNode *sgn_output_value_json (const SgnField *field, const SgnValue *value);

G_END_DECLS
