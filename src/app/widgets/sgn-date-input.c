#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-date-input.h"

#include "base/sgn-date.h"

#include <glib/gi18n-lib.h>

struct _SgnDateInput
{
  SgnTextInput parent_instance;

  /* inside the entry, once it was asked for */
  GtkPopover *popover;
  GtkCalendar *calendar;
};

G_DEFINE_FINAL_TYPE (SgnDateInput, sgn_date_input, SGN_TYPE_TEXT_INPUT)

static void
day_selected_cb (SgnDateInput *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_strdup_printf ("%02d/%02d/%04d", g_date_time_get_day_of_month (day),
                                           g_date_time_get_month (day), g_date_time_get_year (day));

  sgn_input_set_text (SGN_INPUT (self), text);
  sgn_input_leave (SGN_INPUT (self));
  gtk_popover_popdown (self->popover);
}

/* Not before it is wanted: a form has several, and each is as much as all else in it. */
static void
make_calendar (SgnDateInput *self)
{
  GtkEntry *entry = sgn_text_input_get_entry (SGN_TEXT_INPUT (self));

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_child (self->popover, GTK_WIDGET (self->calendar));
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (entry));
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
}

/* The calendar opens on the day that was typed, else on today. */
static void
open_calendar (SgnDateInput *self)
{
  g_autofree char *text = sgn_input_get_text (SGN_INPUT (self));
  SgnDate date;
  g_autoptr (GDateTime) day = NULL;

  if (!sgn_date_parse (text, &date, NULL) || date.year == 0)
    date = sgn_date_today ();
  date = sgn_date_first_day (date);
  day = g_date_time_new_local (date.year, date.month, date.day, 12, 0, 0);
  if (self->popover == NULL)
    make_calendar (self);
  g_signal_handlers_block_by_func (self->calendar, day_selected_cb, self);
  gtk_calendar_select_day (self->calendar, day);
  g_signal_handlers_unblock_by_func (self->calendar, day_selected_cb, self);
  gtk_popover_popup (self->popover);
}

static void
sgn_date_input_describe (SgnInput *input, const SgnField *field, SgnLedger *ledger)
{
  GtkEntry *entry = sgn_text_input_get_entry (SGN_TEXT_INPUT (input));

  gtk_entry_set_placeholder_text (entry, (field->flags & SGN_FIELD_PARTIAL) != 0
                                             ? _ ("15/03/2023, 3/2016 or 1975")
                                             : _ ("day/month/year"));
}

static void
sgn_date_input_dispose (GObject *object)
{
  SgnDateInput *self = SGN_DATE_INPUT (object);

  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  self->popover = NULL;
  G_OBJECT_CLASS (sgn_date_input_parent_class)->dispose (object);
}

static void
sgn_date_input_class_init (SgnDateInputClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sgn_date_input_dispose;
  SGN_INPUT_CLASS (klass)->describe = sgn_date_input_describe;
}

static void
sgn_date_input_init (SgnDateInput *self)
{
  GtkEntry *entry = sgn_text_input_get_entry (SGN_TEXT_INPUT (self));

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 14);
  gtk_entry_set_icon_from_icon_name (entry, GTK_ENTRY_ICON_SECONDARY, "sgn-calendar-symbolic");
  gtk_entry_set_icon_tooltip_text (entry, GTK_ENTRY_ICON_SECONDARY, _ ("Choose a day"));
  g_signal_connect_swapped (entry, "icon-press", G_CALLBACK (open_calendar), self);
}
