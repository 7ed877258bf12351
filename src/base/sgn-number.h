#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers as Vietnamese write them: dot between groups of three, comma before decimals.
 * Nothing here looks at the C locale. */

/**
 * sgn_number_parse_integer:
 * @text: "1.166", "1166", "-3", blanks around allowed
 * @value: (out): the number
 *
 * Grouping is strict: dots, where there are any, stand before every group of three digits.
 * SGN_BASE_ERROR_AMBIGUOUS where it looks like a decimal point ("1.16"): the message asks whether
 * 1,16 or 116 is meant. SGN_BASE_ERROR_INVALID, SGN_BASE_ERROR_RANGE otherwise.
 */
gboolean sgn_number_parse_integer (const char *text, gint64 *value, GError **error);

/**
 * sgn_number_parse_scaled:
 * @text: "1.166,086", "27,5"
 * @decimals: how many decimals the result carries, 0 to 9
 * @value: (out): the number times 10^@decimals, exact
 *
 * More decimals than @decimals are SGN_BASE_ERROR_RANGE, never rounded away silently (trailing
 * zeros are no decimals). Otherwise as sgn_number_parse_integer().
 */
gboolean sgn_number_parse_scaled (const char *text, guint decimals, gint64 *value, GError **error);

/**
 * sgn_number_parse_real:
 * @text: "6,8", "27,5"
 * @value: (out): the number, finite
 */
gboolean sgn_number_parse_real (const char *text, double *value, GError **error);

/** sgn_number_format_integer: Returns: (transfer full): "1.166", "-3" */
char *sgn_number_format_integer (gint64 value);

/**
 * sgn_number_format_scaled:
 * @value: a number times 10^@decimals
 * @min_decimals: how many decimals are shown at least; trailing zeros beyond are dropped
 *
 * Returns: (transfer full): "1.166,086"
 */
char *sgn_number_format_scaled (gint64 value, guint decimals, guint min_decimals);

/**
 * sgn_number_format_real:
 * @max_decimals: 0 to 9; rounds half away from zero, trailing zeros dropped
 *
 * Returns: (transfer full): "6,8"
 */
char *sgn_number_format_real (double value, guint max_decimals);

/**
 * sgn_number_format_percent:
 * @part: a sum
 * @whole: the sum it is part of; 0 gives NULL
 *
 * Returns: (transfer full) (nullable): "43,7%", one decimal, rounded half away from zero
 */
char *sgn_number_format_percent (gint64 part, gint64 whole);

/**
 * sgn_number_words:
 *
 * Returns: (transfer full): the number in Vietnamese words, lower case: 1005 is
 * "một nghìn không trăm linh năm", 21 "hai mươi mốt", 15 "mười lăm", 24 "hai mươi tư"
 */
char *sgn_number_words (gint64 value);

G_END_DECLS
