#pragma once

#include "app/dialogs/sgn-palette.h"
#include "app/sgn-window.h"
#include "app/widgets/sgn-message-bar.h"

G_BEGIN_DECLS

struct _SgnWindow
{
  GtkApplicationWindow parent_instance;

  /* template widgets */
  GtkStack *root_stack;
  GtkStack *page_stack;
  GtkListBox *nav_list;
  GtkWidget *sidebar;
  GtkLabel *title_label;
  GtkLabel *subtitle_label;
  GtkButton *undo_button;
  GtkLabel *undo_label;
  GtkMenuButton *search_button;
  GtkWidget *sidebar_button;
  SgnMessageBar *message_bar;
  GtkWidget *status_bar;
  GtkLabel *file_label;
  GtkLabel *saved_label;
  GtkLabel *page_status;
  GtkWidget *job_box;
  GtkLabel *job_label;
  GtkProgressBar *job_progress;

  SgnPalette *palette; /* of the search button */

  /* owned */
  SgnLedger *ledger;
  SgnJob *job;
};

/* sgn-window-actions.c */
void sgn_window_class_install_shortcuts (GtkWidgetClass *widget_class);
void sgn_window_add_actions (SgnWindow *self);
/* The one place that says what can be done now. */
void sgn_window_update_actions (SgnWindow *self);

/* sgn-window-files.c */
void sgn_window_add_file_actions (SgnWindow *self);

G_END_DECLS
