#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SgnBaseError:
 * @SGN_BASE_ERROR_INVALID: the text is not what was asked for (a number, a date, an id …)
 * @SGN_BASE_ERROR_AMBIGUOUS: the text can be read in two ways; the message asks which is meant
 * @SGN_BASE_ERROR_RANGE: well written, but too large, too small or impossible
 * @SGN_BASE_ERROR_FILE: a file could not be read or written
 *
 * Messages are full sentences in the interface language that an officer can act on.
 */
typedef enum
{
  SGN_BASE_ERROR_INVALID,
  SGN_BASE_ERROR_AMBIGUOUS,
  SGN_BASE_ERROR_RANGE,
  SGN_BASE_ERROR_FILE,
} SgnBaseError;

#define SGN_BASE_ERROR (sgn_base_error_quark ())
GQuark sgn_base_error_quark (void);

G_END_DECLS
