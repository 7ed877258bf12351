#pragma once

#include <gtk/gtk.h>

#include "record/sgn-record.h"
#include "rules/sgn-check.h"

G_BEGIN_DECLS

/* Where one field of a record is typed. A form finds its inputs by type and binds them by the property "field", the name in the
 * record's description. What is typed is formatted when the input is left, never before, because input methods rewrite text that
 * was already committed. Emits "edited" while something is typed and "left" when the focus goes elsewhere or a choice was made.
 * Errors and findings stand below, in words. */
#define SGN_TYPE_INPUT (sgn_input_get_type ())
G_DECLARE_DERIVABLE_TYPE (SgnInput, sgn_input, SGN, INPUT, GtkWidget)

struct _SgnInputClass
{
  GtkWidgetClass parent_class;

  /* The description is known: choices can be filled, lengths set. */
  void (*describe) (SgnInput *self, const SgnField *field, SgnLedger *ledger);
  /* What stands in it, as text; what a draft keeps. */
  char *(*get_text) (SgnInput *self);
  void (*set_text) (SgnInput *self, const char *text);
  /* NULL: get_text() and sgn_field_parse(), sgn_field_format() and set_text() */
  gboolean (*read) (SgnInput *self, SgnValue *value, GError **error);
  void (*write) (SgnInput *self, const SgnValue *value);
};

const char *sgn_input_get_field (SgnInput *self);
/** sgn_input_get_description: Returns: (nullable): once it is bound */
const SgnField *sgn_input_get_description (SgnInput *self);
SgnLedger *sgn_input_get_ledger (SgnInput *self);

/** sgn_input_bind: @field must live as long as the input; @ledger (nullable) gives codes and records to choose from */
void sgn_input_bind (SgnInput *self, const SgnField *field, SgnLedger *ledger);

/** sgn_input_get_value: FALSE with a sentence that names what is wrong; then it is also shown below */
gboolean sgn_input_get_value (SgnInput *self, SgnValue *value, GError **error);
/** sgn_input_peek: what is typed so far, into its field of @record, without telling anybody that it is not finished: what cannot be
 * read yet leaves the field as it is */
void sgn_input_peek (SgnInput *self, SgnRecord *record);
void sgn_input_set_value (SgnInput *self, const SgnValue *value);

char *sgn_input_get_text (SgnInput *self);
void sgn_input_set_text (SgnInput *self, const char *text);

/** sgn_input_show_finding: @message NULL takes it off */
void sgn_input_show_finding (SgnInput *self, SgnSeverity severity, const char *message);
/** sgn_input_get_finding: Returns: (nullable): the sentence below the input */
const char *sgn_input_get_finding (SgnInput *self);

/* For inputs: */

/** sgn_input_set_editor: the widget that has the focus; @focus is what is named to screen readers */
void sgn_input_set_editor (SgnInput *self, GtkWidget *editor, GtkWidget *focus);
/** sgn_input_edited: to be called when the text changes by hand */
void sgn_input_edited (SgnInput *self);
/** sgn_input_leave: formats what was typed, or says what is wrong with it */
void sgn_input_leave (SgnInput *self);

G_END_DECLS
