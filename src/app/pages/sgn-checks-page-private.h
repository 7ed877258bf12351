#pragma once

#include "app/pages/sgn-checks-page.h"

#include "app/sgn-job.h"
#include "rules/sgn-check.h"

G_BEGIN_DECLS

struct _SgnChecksPage
{
  SgnPage parent_instance;

  /* template widgets */
  GtkSearchEntry *search_entry;
  GtkDropDown *severity_drop_down, *rule_drop_down, *year_drop_down;
  GtkCheckButton *accepted_button;
  GtkSpinner *spinner;
  GtkStack *stack;
  GtkLabel *empty_label;
  GtkListView *list;
  GtkWidget *detail_box, *amounts_grid, *accept_box, *accepted_box, *go_button, *unite_button;
  GtkLabel *severity_label, *rule_label, *message_label, *clause_label, *accepted_label;
  GtkLabel *stated_label, *computed_label, *difference_label, *explained_label;
  GtkEntry *reason_entry;

  /* owned */
  GListStore *items;
  GtkSingleSelection *selection;
  GPtrArray *findings; /* of SgnFinding; NULL before the first answer */
  SgnJob *job;
  char *wanted_rule; /* what go-to asked for while the rules were still running */
  gint64 wanted_record;
  GHashTable *reasons; /* key of a finding -> what was typed at it and is not accepted yet */
  char *shown;         /* (nullable): key of the finding the reason entry is about */
  guint quiet_id;
  gulong changed_id;
  SgnLedger *watched; /* borrowed from the page */

  gint64 household, other; /* the finding shown holds members of these against each other; 0: it does not */
  gint64 began;            /* when the rules that run were started */
  guint quiet;             /* how long the ledger must be quiet before everything is checked again, ms */
  gboolean filling;
};

/** sgn_checks_page_run: checks everything, now */
void sgn_checks_page_run (SgnChecksPage *self);
/** sgn_checks_page_get_selected: Returns: (transfer none) (nullable) */
const SgnFinding *sgn_checks_page_get_selected (SgnChecksPage *self);
/** sgn_checks_page_make_key: Returns: (transfer full): the same for a finding found again */
char *sgn_checks_page_make_key (const SgnFinding *finding);

/* -detail.c */
/** the finding selected, with what can be done about it; none, and its actions rest */
void sgn_checks_page_show_detail (SgnChecksPage *self);
const char *sgn_checks_page_name_severity (SgnSeverity severity);
void sgn_checks_page_bind_detail (GtkWidgetClass *widget_class);

G_END_DECLS
