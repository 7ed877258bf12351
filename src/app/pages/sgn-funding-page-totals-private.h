#pragma once

#include "app/pages/sgn-funding-page-totals.h"

G_BEGIN_DECLS

/* What a total is of; an empty part means all of it. */
typedef struct
{
  gint64 component_id, unit_id;
  char *source, *capital_kind;
} SgnFundingScope;

typedef struct
{
  SgnGridRowKind kind;
  char *label;
  SgnFundingScope scope;
  gint64 stated_id; /* 0: the document states none */
  gint64 stated, computed;
  guint n_lines;
  SgnGridRefusal refused;
} SgnFundingTotal;

typedef struct
{
  SgnFundingScope scope;
  gint64 id, amount;
  char *section;
  gboolean shown;
} SgnFundingAmount;

struct _SgnFundingTotals
{
  GObject parent_instance;

  /* Owned. */
  SgnLedger *ledger;
  GPtrArray *totals;     /* of SgnFundingTotal */
  GPtrArray *lines;      /* of SgnFundingAmount */
  GPtrArray *stated;     /* of SgnFundingAmount */
  GArray *component_ids; /* of gint64, in the order of the tree */
  GHashTable *parents;   /* component id -> id of the one above */
  GHashTable *projects;  /* set of the ids of those that stand in every document */
  SgnGridColumn columns[SGN_FUNDING_TOTALS_N_COLUMNS];
  char *titles[SGN_FUNDING_TOTALS_N_COLUMNS];

  gint64 decision_id;
  SgnMoneyUnit money_unit;
};

/* -rows.c */
void sgn_funding_total_free (SgnFundingTotal *total);
void sgn_funding_amount_free (SgnFundingAmount *amount);
/** sgn_funding_totals_read: reads the decision and makes its rows; a text refused in one that is still there stays */
gboolean sgn_funding_totals_read (SgnFundingTotals *self, gint64 decision_id, GError **error);

G_END_DECLS
