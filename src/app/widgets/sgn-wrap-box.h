#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A tool bar that breaks into lines where the window is narrow or the text large. Children keep their natural width; one that
 * expands takes what its line leaves. */
#define SGN_TYPE_WRAP_BOX (sgn_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (SgnWrapBox, sgn_wrap_box, SGN, WRAP_BOX, GtkWidget)

GtkWidget *sgn_wrap_box_new (void);

G_END_DECLS
