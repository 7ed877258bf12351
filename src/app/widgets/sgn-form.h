#pragma once

#include <gtk/gtk.h>

#include "app/widgets/sgn-input.h"
#include "record/sgn-record.h"

G_BEGIN_DECLS

/* Binds the inputs found in a GtkBuilder tree to a record: fills them, shows errors and findings at the fields as they are left, keeps what is
 * typed as a draft in the ledger, saves as one change. Enter goes to the next field, Shift+Enter back, Ctrl+S saves, Ctrl+Enter saves
 * and asks for another. Findings of the whole record stand at the end.
 *
 * Property "changed": something was typed that is not saved. Emits "saved" (gboolean another) and "cancelled". */
#define SGN_TYPE_FORM (sgn_form_get_type ())
G_DECLARE_FINAL_TYPE (SgnForm, sgn_form, SGN, FORM, GtkWidget)

/** sgn_form_new: @resource is a .ui file whose object "form" holds the inputs: "/vn/sogiamngheo/ui/forms/disbursement.ui";
 * NULL: one line a field, made from the description when a record is edited */
GtkWidget *sgn_form_new (const char *resource);

/** sgn_form_new_around: the same around inputs that are there already, at any depth of @content */
GtkWidget *sgn_form_new_around (GtkWidget *content);

/** sgn_form_edit: shows @record, and what a draft of it holds; @record is kept and written to */
void sgn_form_edit (SgnForm *self, SgnLedger *ledger, SgnRecord *record);
SgnRecord *sgn_form_get_record (SgnForm *self);
/** sgn_form_set_scope: the record a new one is about: what is typed of it is kept apart from what is typed about others. Lets go
 * of the record edited so far; sgn_form_edit() follows */
void sgn_form_set_scope (SgnForm *self, gint64 id);

/** sgn_form_get_input: Returns: (transfer none) (nullable): the input of a field */
SgnInput *sgn_form_get_input (SgnForm *self, const char *field);
/** sgn_form_focus: @field NULL: the first */
void sgn_form_focus (SgnForm *self, const char *field);

/** SgnFormSaveFunc: stores @record as one change; where it fails, @record is left as it was */
typedef gboolean (*SgnFormSaveFunc) (SgnRecord *record, gpointer user_data, GError **error);

/** sgn_form_set_save_func: what saves instead of sgn_record_save_as_change(): a record that is stored together with others */
void sgn_form_set_save_func (SgnForm *self, SgnFormSaveFunc func, gpointer user_data);

gboolean sgn_form_is_changed (SgnForm *self);
/** sgn_form_has_draft: whether what is shown came from a draft */
gboolean sgn_form_has_draft (SgnForm *self);
/** sgn_form_discard: back to what is stored, or to what a new record began with; the draft goes */
void sgn_form_discard (SgnForm *self);
/** sgn_form_keep_draft: writes what is typed into the draft now; called by itself a moment after typing, and when the form goes away */
void sgn_form_keep_draft (SgnForm *self);

/**
 * sgn_form_save:
 * @another: whether a fresh form is asked for, as Ctrl+Enter does
 *
 * Returns: FALSE when a field cannot be read (shown and focused there) or the ledger refuses (shown at the end)
 */
gboolean sgn_form_save (SgnForm *self, gboolean another);

G_END_DECLS
