#pragma once

#include <gtk/gtk.h>

#include "record/sgn-row-list.h"

G_BEGIN_DECLS

/* A cell of a row view: the text of a field, or a pill with it. Follows its slot. */

/* The colour a value is shown in, beside its words. */
typedef struct
{
  const char *value;  /* stored; NULL ends the list */
  const char *colour; /* style class: "bad", "attention", "good", "plain" */
} SgnRowBadge;

/* How a column is shown where its description does not say it all. */
typedef struct
{
  const char *field;
  int width;                 /* in pixels at plain text size; 0: as its kind is */
  const SgnRowBadge *badges; /* (nullable) its values as coloured pills */
} SgnRowLook;

/** sgn_row_cell_new: @badges: (nullable): values to be shown as pills; static */
GtkWidget *sgn_row_cell_new (const SgnField *field, const SgnRowBadge *badges);

/** sgn_row_cell_show, sgn_row_cell_leave: from when to when it shows a slot */
void sgn_row_cell_show (GtkWidget *cell, SgnRowSlot *slot);
void sgn_row_cell_leave (GtkWidget *cell, SgnRowSlot *slot);

/** sgn_row_cell_width: what a column of the field takes, in pixels at plain text size */
int sgn_row_cell_width (const SgnField *field);
gboolean sgn_row_cell_is_numeric (const SgnField *field);
/** sgn_row_cell_is_title: whether it is what the record is called */
gboolean sgn_row_cell_is_title (const SgnField *field);

G_END_DECLS
