#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The lines offered below an entry while something is typed into it. Down opens it and moves in it, Enter takes a line, Esc closes it; the
 * letters stay in the entry. Emits "wanted" when the lines are asked for by key or by the icon, "chosen" (guint line). */
#define SGN_TYPE_SUGGESTIONS (sgn_suggestions_get_type ())
G_DECLARE_FINAL_TYPE (SgnSuggestions, sgn_suggestions, SGN, SUGGESTIONS, GtkPopover)

/** sgn_suggestions_new: becomes a child of @entry, whose owner unparents it in dispose */
SgnSuggestions *sgn_suggestions_new (GtkEntry *entry, const char *icon_name);

/** sgn_suggestions_offer: shows @lines, ends with NULL */
void sgn_suggestions_offer (SgnSuggestions *self, const char *const *lines);

G_END_DECLS
