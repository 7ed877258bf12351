#pragma once

#include "app/dialogs/sgn-review-sheet-window.h"
#include "app/widgets/sgn-form.h"
#include "app/widgets/sgn-indicator-form.h"
#include "app/widgets/sgn-message-bar.h"
#include "app/widgets/sgn-points-input.h"
#include "app/widgets/sgn-verdict-view.h"
#include "programme/sgn-review-form.h"
#include "sheet/sgn-sheet.h"

G_BEGIN_DECLS

struct _SgnReviewSheetWindow
{
  GtkWindow parent_instance;

  /* template children */
  SgnMessageBar *message_bar;
  GtkWidget *section_list;
  GtkScrolledWindow *scroller;
  GtkWidget *content; /* what the form is made around */
  GtkWidget *request_section, *household_section, *screening_section, *points_section, *services_section,
      *outcome_section, *meeting_section;
  GtkLabel *household_label;
  GtkGrid *members_grid;
  SgnInput *area_input, *screened_input;
  GtkLabel *points_label;
  GtkWidget *region_box;
  GtkDropDown *region_drop_down;
  SgnPointsInput *points_input;
  GtkWidget *table_button, *load_button;
  SgnIndicatorForm *indicator_form;
  GtkLabel *meeting_label;
  GtkLabel *state_label;
  SgnVerdictView *verdict_view;
  GtkLabel *before_label;
  GtkWidget *take_over_box;
  GtkLabel *year_label;
  GtkDropDown *class_drop_down;
  GtkEntry *reason_entry;
  GtkWidget *take_over_button;

  /* owned */
  SgnLedger *ledger;
  SgnForm *form; /* borrowed, in the scroller */
  SgnMeetingLimit *limit;
  char *kind;
  char *why_fixed; /* why it can only be read; NULL: it can be edited */

  gint64 household_id;
  int year;
  SgnDate day; /* members count as they are on it */
  gboolean by_total; /* the points were typed although a table is loaded */
  gulong sections_later; /* bits: to be shown, one a frame */
  gboolean ticked;
  gboolean loading;
};

/* -parts.c: what stands in the window */
/** the household, its members, the point table, what last year said */
void sgn_review_sheet_window_show_household (SgnReviewSheetWindow *self);
void sgn_review_sheet_window_show_points (SgnReviewSheetWindow *self);
void sgn_review_sheet_window_show_year (SgnReviewSheetWindow *self);
/** what is typed so far, as a sheet that is not stored */
SgnRecord *sgn_review_sheet_window_peek (SgnReviewSheetWindow *self);
/** result, meeting and state, computed from what is typed */
void sgn_review_sheet_window_refresh (SgnReviewSheetWindow *self);
/** the members as they are in the ledger now */
void sgn_review_sheet_window_load_family (SgnReviewSheetWindow *self, gboolean first);
char *sgn_review_sheet_window_format (SgnReviewSheetWindow *self, SgnRecord *record, const char *field);
/** the verdict on a sheet as it stands */
SgnPovertyClass sgn_review_sheet_window_judge (SgnReviewSheetWindow *self);

/* -paper.c: printing and exporting */
/** what is shown, on paper; @empty: to be filled in by hand */
SgnSheet *sgn_review_sheet_window_make_sheet (SgnReviewSheetWindow *self, gboolean empty, GError **error);
void sgn_review_sheet_window_install_paper (GtkWidgetClass *widget_class);

G_END_DECLS
