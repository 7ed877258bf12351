#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names are written in more than one way: Lý and Lí, Quý and Quí; Hoàng in the north is Huỳnh in the south. The
 * search finds one by the other. Raise SGN_TEXT_VERSION when a result here changes. */

/**
 * sgn_spelling_words:
 * @text: (nullable): what somebody asks for
 *
 * The words the search compares: folded, cut at everything but letters and digits, y after a
 * consonant as i. The beginning of a word stays the beginning of what becomes of it, so a search
 * finds while it is typed.
 *
 * Returns: (transfer full): never NULL
 */
char **sgn_spelling_words (const char *text);

/**
 * sgn_spelling_text:
 * @text: (nullable): what is to be found
 *
 * Returns: (transfer full): the words of sgn_spelling_words() with a blank between, each followed by the
 * other ways to write that name: "Huỳnh Lý" gives "huynh hoang li"
 */
char *sgn_spelling_text (const char *text);

G_END_DECLS
