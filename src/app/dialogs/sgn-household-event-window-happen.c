#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-household-event-window-private.h"

#include "app/widgets/sgn-options.h"
#include "base/sgn-error.h"
#include "base/sgn-id.h"
#include "programme/sgn-child.h"
#include "programme/sgn-identity.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

static gint64
get_member (SgnHouseholdEventWindow *self)
{
  const char *text = sgn_options_get (self->member);
  gint64 id = 0;

  return text[0] != '\0' && sgn_id_parse (text, &id, NULL) ? id : 0;
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
read_record (SgnInput *input, gint64 *id, GError **error)
{
  g_auto (SgnValue) value = SGN_VALUE_INIT;

  if (!sgn_input_get_value (input, &value, error))
    return FALSE;
  *id = value.kind == SGN_VALUE_INT ? value.integer : 0;
  return TRUE;
}

static gboolean
read_into (SgnInput *input, SgnRecord *record, GError **error)
{
  g_auto (SgnValue) value = SGN_VALUE_INIT;

  if (!sgn_input_get_value (input, &value, error))
    return FALSE;
  sgn_record_set (record, sgn_input_get_field (input), &value);
  return TRUE;
}

/* Only what is no number at all is refused. */
static gboolean
check_number (SgnHouseholdEventWindow *self, SgnRecord *member, GError **error)
{
  const char *number = sgn_record_get_text (member, "id-number");
  g_auto (GStrv) warnings = number != NULL
                                ? sgn_identity_check (sgn_ledger_get_connection (self->ledger),
                                                      number, 0, (SgnDate){ 0 }, error)
                                : NULL;

  return number == NULL || warnings != NULL;
}

static SgnSex
get_sex (SgnHouseholdEventWindow *self)
{
  g_autofree char *sex = sgn_input_get_text (self->sex);

  return sgn_child_sex (sex);
}

/* A child born today has the day of the event. */
static SgnDate
get_birth (SgnHouseholdEventWindow *self)
{
  g_autofree char *text
      = sgn_input_get_text (self->kind == SGN_HOUSEHOLD_BIRTH ? self->date : self->birth);
  SgnDate birth = { 0 };

  if (!sgn_date_parse (text, &birth, NULL))
    return (SgnDate){ 0 };
  return birth;
}

/* What does not fit is asked about at the number, as soon as it is known. */
void
sgn_household_event_window_judge_number (SgnHouseholdEventWindow *self)
{
  g_autofree char *number = sgn_input_get_text (self->number);
  g_auto (GStrv) warnings = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  sgn_input_show_finding (self->number, SGN_SEVERITY_NOTE, NULL);
  if (number[0] == '\0' || self->ledger == NULL)
    return;
  warnings = sgn_identity_check (sgn_ledger_get_connection (self->ledger), number, get_sex (self),
                                 get_birth (self), &error);
  if (warnings == NULL)
    sgn_input_show_finding (self->number, SGN_SEVERITY_ERROR, error->message);
  else if (warnings[0] != NULL)
    {
      text = g_strjoinv (" ", warnings);
      sgn_input_show_finding (self->number, SGN_SEVERITY_WARNING, text);
    }
}

static gboolean
add_person (SgnHouseholdEventWindow *self, const SgnEvent *event, GError **error)
{
  SgnInput *const inputs[] = { self->name, self->sex, self->birth, self->relation, self->number };
  g_autoptr (SgnRecord) member = sgn_record_new (&sgn_type_member);

  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    if (!read_into (inputs[i], member, error))
      return FALSE;
  return check_number (self, member, error)
         && sgn_household_member_joined (self->ledger, self->household_id, member,
                                         self->kind == SGN_HOUSEHOLD_BIRTH, event, error);
}

static gboolean
split (SgnHouseholdEventWindow *self, const SgnEvent *event, GError **error)
{
  g_autoptr (GArray) leaving = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 unit;

  if (!read_record (self->unit, &unit, error))
    return FALSE;
  for (guint i = 0; i < self->member_ids->len; i++)
    if (gtk_check_button_get_active (sgn_household_event_window_get_leaver (self, i)))
      g_array_append_val (leaving, g_array_index (self->member_ids, gint64, i));
  return sgn_household_split (self->ledger, self->household_id, (const gint64 *)leaving->data,
                              leaving->len, get_member (self), unit, event, NULL, error);
}

static gboolean
merge (SgnHouseholdEventWindow *self, const SgnEvent *event, GError **error)
{
  gint64 other;

  if (!read_record (self->other, &other, error))
    return FALSE;
  if (other == 0)
    return refuse (error, _ ("Choose the household whose members they become."));
  return sgn_household_merge_into (self->ledger, self->household_id, other, event, error);
}

static gboolean
move (SgnHouseholdEventWindow *self, const SgnEvent *event, GError **error)
{
  gint64 unit = 0;

  if (gtk_check_button_get_active (self->away))
    return sgn_household_move (self->ledger, self->household_id, 0, event, error);
  if (!read_record (self->unit, &unit, error))
    return FALSE;
  if (unit == 0)
    return refuse (error, _ ("Choose the village or commune, or say that it left the district."));
  return sgn_household_move (self->ledger, self->household_id, unit, event, error);
}

gboolean
sgn_household_event_window_happen (SgnHouseholdEventWindow *self, const SgnEvent *event,
                                   GError **error)
{
  switch (self->kind)
    {
    case SGN_HOUSEHOLD_BIRTH:
    case SGN_HOUSEHOLD_JOINED:
      return add_person (self, event, error);
    case SGN_HOUSEHOLD_LEFT:
      if (get_member (self) == 0)
        return refuse (error, _ ("Only the head is left: end the household instead."));
      return sgn_household_member_left (self->ledger, get_member (self),
                                        sgn_options_get (self->why), event, error);
    case SGN_HOUSEHOLD_NEW_HEAD:
      if (get_member (self) == 0)
        return refuse (error, _ ("Only the head is left: nobody else can become it."));
      return sgn_household_new_head (self->ledger, self->household_id, get_member (self), event,
                                     error);
    case SGN_HOUSEHOLD_SPLIT:
      return split (self, event, error);
    case SGN_HOUSEHOLD_MERGE:
      return merge (self, event, error);
    case SGN_HOUSEHOLD_MOVE:
      return move (self, event, error);
    case SGN_HOUSEHOLD_END:
      return sgn_household_end (self->ledger, self->household_id, sgn_options_get (self->why),
                                event, error);
    case SGN_HOUSEHOLD_REOPEN:
    case SGN_N_HOUSEHOLD_EVENTS:
    default:
      return sgn_household_reopen (self->ledger, self->household_id, event, error);
    }
}
