#pragma once

#include "app/dialogs/sgn-unite-window.h"

#include "app/sgn-draft-keeper.h"
#include "app/widgets/sgn-record-input.h"
#include "record/sgn-record.h"

G_BEGIN_DECLS

enum
{
  SGN_UNITE_LEFT,
  SGN_UNITE_RIGHT,
  SGN_UNITE_N_SIDES,
};

struct _SgnUniteWindow
{
  GtkWindow parent_instance;

  /* template widgets */
  SgnRecordInput *other;
  GtkBox *place;
  GtkLabel *error;
  GtkEntry *reason;

  /* owned */
  SgnLedger *ledger;
  SgnDraftKeeper *draft; /* (nullable): NULL while the window is being filled, and nobody types */
  SgnRecord *records[SGN_UNITE_N_SIDES]; /* the second NULL until it is chosen */

  /* in the place, made anew for every pair */
  GtkGrid *grid;
  GtkCheckButton *keep[SGN_UNITE_N_SIDES];
  GPtrArray *choices[SGN_UNITE_N_SIDES]; /* a field: the button of that side, NULL where both say the same */
  int line;
};

SgnConnection *sgn_unite_window_connection (SgnUniteWindow *self);
void sgn_unite_window_show_error (SgnUniteWindow *self, const char *message);
/** something was chosen or typed */
void sgn_unite_window_touch (SgnUniteWindow *self);

/* -table.c */
/** the two records side by side, or the word to choose the second */
void sgn_unite_window_compare (SgnUniteWindow *self);

G_END_DECLS
