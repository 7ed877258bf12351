#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-appendix-window.h"

#include "app/dialogs/sgn-poverty-targets-window.h"
#include "app/pages/sgn-appendix-export.h"
#include "app/sgn-settings.h"
#include "app/widgets/sgn-date-input.h"
#include "app/widgets/sgn-options.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review-board.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

static const SgnField day_field
    = { .name = "as-of", .kind = SGN_FIELD_DATE, .label = N_ ("Counted up to") };

struct _SgnAppendixWindow
{
  GtkWindow parent_instance;

  /* template widgets */
  GtkDropDown *appendix, *year, *unit, *money, *state, *ids, *household_class, *ethnicity;
  SgnInput *day;
  GtkWidget *year_label, *unit_label, *day_label, *money_label, *state_label, *ids_label,
      *class_label, *ethnicity_label;
  GtkWidget *targets;
  GtkLabel *source;

  /* owned */
  SgnPage *page;
  GPtrArray *appendices; /* of SgnAppendix: as the choices stand */
};

G_DEFINE_FINAL_TYPE (SgnAppendixWindow, sgn_appendix_window, GTK_TYPE_WINDOW)

static SgnLedger *
get_ledger (SgnAppendixWindow *self)
{
  return sgn_page_get_ledger (self->page);
}

static SgnAppendix *
get_appendix (SgnAppendixWindow *self)
{
  guint selected = gtk_drop_down_get_selected (self->appendix);

  return selected < self->appendices->len ? g_ptr_array_index (self->appendices, selected) : NULL;
}

/* --- what can be chosen --- */

/* From the year to be planned for back to the oldest review. */
static void
fill_years (SgnAppendixWindow *self, SgnConnection *connection, int year)
{
  g_autoptr (GArray) reviewed = sgn_review_years (connection, NULL);
  int last = MAX (year, sgn_programme_default_year (connection)) + 1;
  int first = MIN (year, sgn_programme_default_year (connection));

  for (guint i = 0; reviewed != NULL && i < reviewed->len; i++)
    first = MIN (first, g_array_index (reviewed, int, i));
  sgn_options_clear (self->year);
  for (int i = last; i >= first; i--)
    {
      g_autofree char *text = g_strdup_printf ("%d", i);

      sgn_options_add (self->year, text, text);
    }
}

static void
add_unit (SgnAppendixWindow *self, gint64 id, const char *name)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  sgn_options_add (self->unit, value, name);
}

static void
fill_units (SgnAppendixWindow *self, SgnConnection *connection)
{
  gint64 own = sgn_programme_own_unit (connection);
  g_autofree char *name = sgn_record_title (connection, &sgn_type_unit, own);
  g_autoptr (GArray) units = sgn_review_units (connection, NULL);

  sgn_options_clear (self->unit);
  add_unit (self, own, name);
  for (guint i = 0; units != NULL && i < units->len; i++)
    {
      const SgnReviewUnit *unit = &g_array_index (units, SgnReviewUnit, i);

      if (unit->unit_id != own)
        add_unit (self, unit->unit_id, unit->name);
    }
}

static void
add_ethnic_groups (SgnAppendixWindow *self, SgnConnection *connection)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_code_item);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_text (query, "list", "ethnic-group");
  sgn_query_set_sort (query, "position");
  ids = sgn_query_run (query, connection, NULL, NULL);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (SgnRecord) item
          = sgn_record_load (connection, &sgn_type_code_item, g_array_index (ids, gint64, i), NULL);

      if (item != NULL)
        sgn_options_add (self->ethnicity, sgn_record_get_text (item, "code"),
                         sgn_record_get_text (item, "name"));
    }
}

static void
fill_appendices (SgnAppendixWindow *self)
{
  sgn_options_clear (self->appendix);
  for (guint i = 0; i < self->appendices->len; i++)
    {
      SgnAppendix *appendix = g_ptr_array_index (self->appendices, i);
      const char *id = sgn_appendix_get_id (appendix);
      g_autofree char *label = g_strdup_printf ("%s · %s", id, sgn_appendix_get_title (appendix));

      sgn_options_add (self->appendix, id, label);
    }
}

static void
fill_money_units (SgnAppendixWindow *self)
{
  sgn_options_clear (self->money);
  for (SgnMoneyUnit unit = SGN_MONEY_DONG; unit <= SGN_MONEY_TY; unit++)
    sgn_options_add (self->money, sgn_money_unit_code (unit), sgn_money_unit_label (unit));
}

static void
fill_words (SgnAppendixWindow *self)
{
  sgn_options_clear (self->state);
  sgn_options_add (self->state, "official", _ ("Official results only"));
  sgn_options_add (self->state, "all", _ ("Results that are not official yet too"));
  sgn_options_clear (self->ids);
  sgn_options_add (self->ids, "masked", _ ("Masked: 004*****1234"));
  sgn_options_add (self->ids, "full", _ ("In full"));
  sgn_options_clear (self->household_class);
  sgn_options_add (self->household_class, "", _ ("Poor and near-poor"));
  sgn_options_add (self->household_class, "poor", _ ("Poor only"));
  sgn_options_add (self->household_class, "near-poor", _ ("Near-poor only"));
  sgn_options_clear (self->ethnicity);
  sgn_options_add (self->ethnicity, "", _ ("All ethnic groups"));
}

static void
fill (SgnAppendixWindow *self, int year)
{
  SgnConnection *connection = sgn_ledger_get_connection (get_ledger (self));

  fill_appendices (self);
  fill_money_units (self);
  fill_words (self);
  add_ethnic_groups (self, connection);
  fill_years (self, connection, year);
  fill_units (self, connection);
  sgn_input_bind (self->day, &day_field, get_ledger (self));
}

static void
select_number (GtkDropDown *drop_down, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  sgn_options_select (drop_down, text);
}

static void
begin_with (SgnAppendixWindow *self, const char *id, const SgnAppendixParameters *parameters)
{
  SgnConnection *connection = sgn_ledger_get_connection (get_ledger (self));
  int year = parameters->year != 0 ? parameters->year : sgn_programme_default_year (connection);
  SgnDate day = parameters->as_of.year != 0 ? parameters->as_of : sgn_date_today ();
  g_autofree char *iso = sgn_date_format_iso (day);
  g_auto (SgnValue) value = sgn_value_text (iso);

  fill (self, year);
  sgn_options_select (self->appendix, id);
  select_number (self->year, year);
  select_number (self->unit, parameters->unit_id != 0 ? parameters->unit_id
                                                      : sgn_programme_own_unit (connection));
  sgn_options_select (self->money, sgn_money_unit_code (parameters->money_unit));
  sgn_options_select (self->state, parameters->with_drafts ? "all" : "official");
  sgn_options_select (self->ids, parameters->full_ids ? "full" : "masked");
  sgn_options_select (self->household_class,
                      parameters->household_class != NULL ? parameters->household_class : "");
  sgn_options_select (self->ethnicity, parameters->ethnicity != NULL ? parameters->ethnicity : "");
  sgn_input_set_value (self->day, &value);
}

/* --- what the appendix asks for --- */

static void
show_row (SgnAppendixWindow *self, const char *parameter, GtkWidget *label, gpointer input)
{
  gboolean asked = sgn_appendix_has_parameter (get_appendix (self), parameter);

  gtk_widget_set_visible (label, asked);
  gtk_widget_set_visible (GTK_WIDGET (input), asked);
}

static void
chosen_cb (SgnAppendixWindow *self)
{
  SgnAppendix *appendix = self->appendices != NULL ? get_appendix (self) : NULL;

  if (appendix == NULL)
    return;
  gtk_label_set_label (self->source, sgn_appendix_get_source (appendix));
  show_row (self, "year", self->year_label, self->year);
  show_row (self, "unit", self->unit_label, self->unit);
  show_row (self, "as-of", self->day_label, self->day);
  show_row (self, "money", self->money_label, self->money);
  show_row (self, "state", self->state_label, self->state);
  show_row (self, "ids", self->ids_label, self->ids);
  show_row (self, "class", self->class_label, self->household_class);
  show_row (self, "ethnicity", self->ethnicity_label, self->ethnicity);
  gtk_widget_set_visible (self->targets, g_str_equal (sgn_appendix_get_id (appendix), "CT-01"));
}

/* --- making it --- */

static const char *
intern_choice (GtkDropDown *drop_down)
{
  const char *value = sgn_options_get (drop_down);

  return *value != '\0' ? g_intern_string (value) : NULL;
}

/* The day of an appendix that does not ask for one is the end of its year, or today. */
static gboolean
read_day (SgnAppendixWindow *self, SgnDate *day)
{
  g_auto (SgnValue) value = SGN_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (!sgn_appendix_has_parameter (get_appendix (self), "as-of"))
    return TRUE;
  /* The input itself says what is wrong. */
  if (!sgn_input_get_value (self->day, &value, &error))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->day));
      return FALSE;
    }
  return value.kind == SGN_VALUE_NULL || sgn_date_parse_iso (value.text, day);
}

static gboolean
read_parameters (SgnAppendixWindow *self, SgnAppendixParameters *parameters)
{
  *parameters = (SgnAppendixParameters){
    .year = atoi (sgn_options_get (self->year)),
    .unit_id = g_ascii_strtoll (sgn_options_get (self->unit), NULL, 10),
    .with_drafts = g_str_equal (sgn_options_get (self->state), "all"),
    .full_ids = g_str_equal (sgn_options_get (self->ids), "full"),
    .household_class = intern_choice (self->household_class),
    .ethnicity = intern_choice (self->ethnicity),
  };
  sgn_money_unit_from_code (sgn_options_get (self->money), &parameters->money_unit);
  return read_day (self, &parameters->as_of);
}

static void
save_cb (SgnAppendixWindow *self)
{
  SgnAppendixParameters parameters;

  if (!read_parameters (self, &parameters))
    return;
  sgn_appendix_export_save (self->page, get_appendix (self), &parameters);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
preview_cb (SgnAppendixWindow *self)
{
  SgnAppendixParameters parameters;

  if (!read_parameters (self, &parameters))
    return;
  sgn_appendix_export_preview (self->page, get_appendix (self), &parameters);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
targets_cb (SgnAppendixWindow *self)
{
  sgn_poverty_targets_window_show (GTK_WINDOW (self), get_ledger (self),
                                   g_ascii_strtoll (sgn_options_get (self->unit), NULL, 10),
                                   atoi (sgn_options_get (self->year)));
}

static void
sgn_appendix_window_dispose (GObject *object)
{
  SgnAppendixWindow *self = SGN_APPENDIX_WINDOW (object);

  g_clear_pointer (&self->appendices, g_ptr_array_unref);
  g_clear_object (&self->page);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_APPENDIX_WINDOW);
  G_OBJECT_CLASS (sgn_appendix_window_parent_class)->dispose (object);
}

static void
sgn_appendix_window_class_init (SgnAppendixWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_appendix_window_dispose;

  g_type_ensure (SGN_TYPE_DATE_INPUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/dialogs/appendix.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, SgnAppendixWindow, name)
  BIND (appendix);
  BIND (year);
  BIND (unit);
  BIND (money);
  BIND (state);
  BIND (ids);
  BIND (household_class);
  BIND (ethnicity);
  BIND (day);
  BIND (year_label);
  BIND (unit_label);
  BIND (day_label);
  BIND (money_label);
  BIND (state_label);
  BIND (ids_label);
  BIND (class_label);
  BIND (ethnicity_label);
  BIND (targets);
  BIND (source);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, preview_cb);
  gtk_widget_class_bind_template_callback (widget_class, targets_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sgn_appendix_window_init (SgnAppendixWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sgn_appendix_window_show (SgnPage *page, const char *id, const SgnAppendixParameters *parameters)
{
  const SgnAppendixParameters nothing = { .money_unit = sgn_settings_money_unit () };
  SgnAppendixWindow *self = g_object_new (SGN_TYPE_APPENDIX_WINDOW, "transient-for",
                                          gtk_widget_get_root (GTK_WIDGET (page)), NULL);

  self->page = g_object_ref (page);
  self->appendices = sgn_appendix_list ();
  begin_with (self, id != NULL ? id : "RS-01", parameters != NULL ? parameters : &nothing);
  chosen_cb (self);
  gtk_window_present (GTK_WINDOW (self));
}
