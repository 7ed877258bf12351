#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The bar above a page: an error, a notice or good news, with at most one action. Hidden until something is shown. */
#define SGN_TYPE_MESSAGE_BAR (sgn_message_bar_get_type ())
G_DECLARE_FINAL_TYPE (SgnMessageBar, sgn_message_bar, SGN, MESSAGE_BAR, GtkWidget)

GtkWidget *sgn_message_bar_new (void);
void sgn_message_bar_show_error (SgnMessageBar *self, const char *message);
/** sgn_message_bar_show_notice: something to know, that is no failure: "The ledger is open read-only …" */
void sgn_message_bar_show_notice (SgnMessageBar *self, const char *message);
/** sgn_message_bar_show_message: good news; @button_label NULL: no button; takes a floating @target */
void sgn_message_bar_show_message (SgnMessageBar *self, const char *message, const char *button_label,
                                   const char *action_name, GVariant *target);
void sgn_message_bar_hide (SgnMessageBar *self);
/** sgn_message_bar_get_message: Returns: (nullable): what it shows now */
const char *sgn_message_bar_get_message (SgnMessageBar *self);

G_END_DECLS
