#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Version of the sort keys, of folding and of spelling: raise it when their result changes, and the store
 * re-indexes the ledgers it opens. */
#define SGN_TEXT_VERSION 2

/**
 * sgn_text_nfc:
 * @text: (nullable): any text
 *
 * The one door for text coming in: valid UTF-8 (bad bytes become U+FFFD), NFC, control characters
 * other than tab and newline removed, leading and trailing white space cut.
 *
 * Returns: (transfer full) (nullable): the text, NULL for NULL
 */
char *sgn_text_nfc (const char *text);

/**
 * sgn_text_fold:
 * @text: any text
 *
 * The form that search compares: lower case, no marks of any kind, đ as d, runs of white space and
 * punctuation as one space. "Nông Văn Đạo" gives "nong van dao".
 *
 * Returns: (transfer full): the folded text, ASCII letters where the input was Vietnamese
 */
char *sgn_text_fold (const char *text);

/**
 * sgn_text_sort_key:
 * @text: any text
 *
 * A byte string whose strcmp() order is the order of the Vietnamese alphabet
 * (a ă â b c d đ e ê …), then of the tones (ngang huyền hỏi ngã sắc nặng), then lower before upper
 * case. Digits come before letters; other letters after z.
 *
 * Returns: (transfer full): the key, without NUL bytes
 */
char *sgn_text_sort_key (const char *text);

/**
 * sgn_name_sort_key:
 * @full_name: a person's name, family name first: "Nông Văn Bộ"
 *
 * Sorts people as Vietnamese lists do: given name (the last word), then the middle names, then the
 * family name.
 *
 * Returns: (transfer full): the key, for strcmp()
 */
char *sgn_name_sort_key (const char *full_name);

/**
 * sgn_text_compare:
 *
 * Returns: less than, equal to or greater than 0, in the order of sgn_text_sort_key()
 */
int sgn_text_compare (const char *a, const char *b);

/**
 * sgn_text_contains_folded:
 * @haystack_folded: text already folded
 * @needle_folded: words already folded, separated by spaces
 *
 * Returns: TRUE if every word of the needle begins some word of the haystack
 */
gboolean sgn_text_contains_folded (const char *haystack_folded, const char *needle_folded);

/**
 * sgn_text_year_after:
 * @text: a passage of a document
 * @phrase: a phrase to look for, compared folded
 *
 * Finds the first "năm NNNN" that follows @phrase in the same sentence.
 *
 * Returns: the year, or 0 where there is none
 */
int sgn_text_year_after (const char *text, const char *phrase);

G_END_DECLS
