#pragma once

#include <gtk/gtk.h>

#include "app/sgn-page.h"
#include "base/sgn-date.h"
#include "record/sgn-query.h"

G_BEGIN_DECLS

/* What a tab asks the ledger: plain data for a thread. */
typedef struct
{
  char *path;
  int year;
  gint64 unit_id; /* 0: everywhere */
  char *text;     /* (nullable) what the tab's own filters ask … */
  gint64 number;  /* … and a number with it */
  SgnDate day;
} SgnReviewQuestion;

/* A tab of the review page. It reads in a thread, on a connection of its own, when it is first seen and whenever year, unit or ledger
 * change; late answers are dropped. Property "status": the line of the status bar. */
#define SGN_TYPE_REVIEW_TAB (sgn_review_tab_get_type ())
G_DECLARE_DERIVABLE_TYPE (SgnReviewTab, sgn_review_tab, SGN, REVIEW_TAB, GtkWidget)

struct _SgnReviewTabClass
{
  GtkWidgetClass parent_class;

  gboolean eager; /* reads before it is seen: others show what it finds */

  /* (nullable): the ledger is there, or gone: fill choices */
  void (*ledger_set) (SgnReviewTab *self, SgnLedger *ledger);
  /* (nullable): adds to the question what the tab's filters say */
  void (*ask) (SgnReviewTab *self, SgnReviewQuestion *question);
  /* (nullable): it, or what can be done at the moment, may be another: see sgn_review_tab_is_writable() */
  void (*update) (SgnReviewTab *self);
  /* In a thread; NULL: there is nothing to read, and show() gets NULL. */
  gpointer (*read) (const SgnReviewQuestion *question, SgnConnection *connection, GError **error);
  GDestroyNotify free_answer;
  /* Takes @answer. */
  void (*show) (SgnReviewTab *self, gpointer answer);

  void (*find) (SgnReviewTab *self);
  void (*create) (SgnReviewTab *self);
  SgnSheet *(*make_sheet) (SgnReviewTab *self, GError **error);
};

/** sgn_review_tab_set: what it looks at */
void sgn_review_tab_set (SgnReviewTab *self, SgnLedger *ledger, int year, gint64 unit_id);
/** sgn_review_tab_reload: asks again, now or when it is next seen */
void sgn_review_tab_reload (SgnReviewTab *self);

SgnLedger *sgn_review_tab_get_ledger (SgnReviewTab *self);
int sgn_review_tab_get_year (SgnReviewTab *self);
gint64 sgn_review_tab_get_unit (SgnReviewTab *self);
/** sgn_review_tab_is_writable: the ledger can be written to, is not busy, and the year is not closed */
gboolean sgn_review_tab_is_writable (SgnReviewTab *self);

const char *sgn_review_tab_get_status (SgnReviewTab *self);
void sgn_review_tab_set_status (SgnReviewTab *self, const char *status);

/** sgn_review_tab_get_page: Returns: (nullable): the page it is on */
SgnPage *sgn_review_tab_get_page (SgnReviewTab *self);
/** sgn_review_tab_fail: shows @error above the page; takes it */
void sgn_review_tab_fail (SgnReviewTab *self, GError *error);
typedef SgnQuery *(*SgnReviewRecordsFunc) (const SgnReviewQuestion *question, SgnConnection *connection, GError **error);

/**
 * sgn_review_tab_show_records:
 * @unit_id: of the figure's row; 0: everywhere
 * @text: (nullable), @number: the tab's own part of the question
 * @find: in a thread: the records behind the figure
 */
void sgn_review_tab_show_records (SgnReviewTab *self, const char *title, gint64 unit_id, const char *text, gint64 number,
                                  SgnReviewRecordsFunc find);

G_END_DECLS
