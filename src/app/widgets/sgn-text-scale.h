#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** sgn_text_scale: Returns: @pixels, thought for text of normal size, grown as the text of this desk is */
int sgn_text_scale (int pixels);

G_END_DECLS
