#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Money is whole dong, gint64, everywhere inside. Units are only for typing and for paper. */
typedef enum
{
  SGN_MONEY_DONG,
  SGN_MONEY_NGHIN, /* thousand */
  SGN_MONEY_TRIEU, /* million */
  SGN_MONEY_TY,    /* thousand million */
} SgnMoneyUnit;

/** sgn_money_unit_factor: Returns: how many dong one of the unit is */
gint64 sgn_money_unit_factor (SgnMoneyUnit unit);

/** sgn_money_unit_code: Returns: (transfer none): "dong", "nghin", "trieu", "ty" */
const char *sgn_money_unit_code (SgnMoneyUnit unit);

/** sgn_money_unit_from_code: Returns: FALSE if @code is none of the four */
gboolean sgn_money_unit_from_code (const char *code, SgnMoneyUnit *unit);

/** sgn_money_unit_label: Returns: (transfer none): "đồng", "nghìn đồng", "triệu đồng", "tỷ đồng";
 * always Vietnamese, because it stands on paper */
const char *sgn_money_unit_label (SgnMoneyUnit unit);

/**
 * sgn_money_parse:
 * @text: "114.929", "1.166,086"; the unit's name may follow: "114.929 triệu đồng", "5 tỷ"
 * @unit: the unit meant where the text names none
 * @dong: (out): the amount
 *
 * Fractions of a dong are SGN_BASE_ERROR_RANGE; errors otherwise as sgn_number_parse_scaled().
 */
gboolean sgn_money_parse (const char *text, SgnMoneyUnit unit, gint64 *dong, GError **error);

/**
 * sgn_money_format:
 *
 * Exact, with as many decimals as the amount needs: 1166086000000 in SGN_MONEY_TY is "1.166,086".
 *
 * Returns: (transfer full): the number without the unit's name
 */
char *sgn_money_format (gint64 dong, SgnMoneyUnit unit);

/** sgn_money_words: Returns: (transfer full): "Một trăm mười bốn tỷ … đồng", first letter upper */
char *sgn_money_words (gint64 dong);

/** sgn_money_round: Returns: @dong in whole units, rounded half away from zero */
gint64 sgn_money_round (gint64 dong, gint64 factor);

/**
 * sgn_money_round_parts:
 * @total_shown: the whole number of units the shown parts must add up to
 * @parts: (array length=n): exact amounts in dong
 * @factor: dong per shown unit
 * @shown: (out caller-allocates) (array length=n): whole units
 * @nudged: (out caller-allocates) (array length=n) (nullable): TRUE where @shown differs from
 *   plain rounding of the part
 *
 * Largest remainder: floors every part, then gives the missing units to the largest remainders
 * (ties: the larger amount, then the earlier one). Zero parts stay zero. If @total_shown cannot be
 * reached by moving each part by less than one unit, parts are rounded plainly and FALSE is
 * returned.
 */
gboolean sgn_money_round_parts (gint64 total_shown, const gint64 *parts, gsize n, gint64 factor,
                                gint64 *shown, gboolean *nudged);

G_END_DECLS
