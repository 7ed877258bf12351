#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-child-window.h"

#include "app/dialogs/sgn-ask.h"
#include "app/dialogs/sgn-child-measures.h"
#include "app/widgets/sgn-entry-grid.h"
#include "app/widgets/sgn-growth-chart.h"
#include "app/widgets/sgn-message-bar.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

#define YEARS_OF_WEIGHT 10 /* older children are looked at by their body mass index */

#define SGN_TYPE_CHILD_WINDOW (sgn_child_window_get_type ())
G_DECLARE_FINAL_TYPE (SgnChildWindow, sgn_child_window, SGN, CHILD_WINDOW, GtkWindow)

struct _SgnChildWindow
{
  GtkWindow parent_instance;

  /* template widgets */
  SgnMessageBar *message_bar;
  GtkLabel *person_label, *latest_label;
  SgnEntryGrid *grid;
  SgnGrowthChart *height_chart, *weight_chart;
  GtkToggleButton *weight_button, *bmi_button;

  /* borrowed */
  const SgnGrowth *growth;

  /* owned */
  SgnLedger *ledger;
  SgnChildMeasures *measures;

  gint64 member_id;
  guint focus_idle;
};

G_DEFINE_FINAL_TYPE (SgnChildWindow, sgn_child_window, GTK_TYPE_WINDOW)

/* --- what is shown --- */

static SgnGrowthIndicator
get_second_indicator (SgnChildWindow *self)
{
  return gtk_toggle_button_get_active (self->bmi_button) ? SGN_GROWTH_BMI : SGN_GROWTH_WEIGHT;
}

static void
show_latest (SgnChildWindow *self, GArray *measures)
{
  const SgnChildMeasure *latest;
  SgnChildResult result;
  g_autofree char *date = NULL;
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;

  if (measures->len == 0)
    {
      gtk_label_set_label (self->latest_label, _ ("Not measured yet"));
      return;
    }
  latest = &g_array_index (measures, SgnChildMeasure, measures->len - 1);
  sgn_child_judge (self->growth, latest, &result);
  date = sgn_date_format (latest->date);
  words = sgn_child_result_text (&result);
  /* Translators: the newest measure of a child: its day and result */
  text = g_strdup_printf (_ ("Last measured %s: %s"), date, words[0] != '\0' ? words : "–");
  gtk_label_set_label (self->latest_label, text);
}

static void
show_measures (SgnChildWindow *self)
{
  g_autoptr (GArray) measures = sgn_child_measures_list (self->measures);
  const SgnChildMeasure *data = (const SgnChildMeasure *)(gpointer)measures->data;

  sgn_growth_chart_set (self->height_chart, self->growth, SGN_GROWTH_HEIGHT, data, measures->len);
  sgn_growth_chart_set (self->weight_chart, self->growth, get_second_indicator (self), data,
                        measures->len);
  show_latest (self, measures);
}

static char *
describe_person (SgnChildWindow *self, SgnRecord *member)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  const SgnRecordType *type = &sgn_type_member;
  SgnDate birth = sgn_child_date (sgn_record_get_text (member, "birth"));
  g_autoptr (SgnRecord) household
      = sgn_record_load (connection, &sgn_type_household,
                         sgn_record_get_int (member, "household-id"), NULL);
  g_autofree char *sex = sgn_field_format (sgn_record_type_field (type, "sex"), connection,
                                           sgn_record_get (member, "sex"), SGN_MONEY_DONG);
  g_autofree char *born = birth.year != 0 ? sgn_date_format (birth) : NULL;
  g_autofree char *age = sgn_child_age_text (birth, sgn_date_today ());
  g_autofree char *unit = household != NULL
                              ? sgn_record_title (connection, &sgn_type_unit,
                                                  sgn_record_get_int (household, "unit-id"))
                              : NULL;

  /* Translators: sex, day of birth, age today, name of the head of the household, village */
  return g_strdup_printf (_ ("%s · born %s (%s) · household of %s, %s"),
                          sex[0] != '\0' ? sex : _ ("sex not stated"), born != NULL ? born : "–",
                          age[0] != '\0' ? age : "–",
                          household != NULL ? sgn_record_get_text (household, "head") : "–",
                          unit != NULL ? unit : "–");
}

static void
say_what_is_missing (SgnChildWindow *self, SgnSex sex, SgnDate birth)
{
  if (sex == 0)
    sgn_message_bar_show_notice (self->message_bar,
                                 _ ("The sex of this child is not stated, so nothing can be held "
                                    "against WHO's tables. Enter it with the household's members; "
                                    "measures can be typed meanwhile."));
  else if (!sgn_date_is_full (birth))
    sgn_message_bar_show_notice (self->message_bar,
                                 _ ("The date of birth is not known to the day, so nothing can be "
                                    "held against WHO's tables. Enter it with the household's "
                                    "members; measures can be typed meanwhile."));
  else
    sgn_message_bar_hide (self->message_bar);
}

static gboolean
show_child (SgnChildWindow *self, GError **error)
{
  g_autoptr (SgnRecord) member = sgn_record_load (sgn_ledger_get_connection (self->ledger),
                                                  &sgn_type_member, self->member_id, error);
  g_autofree char *person = NULL;
  SgnSex sex;
  SgnDate birth;

  if (member == NULL)
    return FALSE;
  sex = sgn_child_sex (sgn_record_get_text (member, "sex"));
  birth = sgn_child_date (sgn_record_get_text (member, "birth"));
  person = describe_person (self, member);
  gtk_window_set_title (GTK_WINDOW (self), sgn_record_get_text (member, "name"));
  gtk_label_set_label (self->person_label, person);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->person_label), person);
  say_what_is_missing (self, sex, birth);
  sgn_child_measures_set_child (self->measures, sex, birth);
  if (!sgn_child_is_below (birth, sgn_date_today (), YEARS_OF_WEIGHT) && birth.year != 0)
    gtk_toggle_button_set_active (self->bmi_button, TRUE);
  return TRUE;
}

static void
show_error (SgnChildWindow *self, GError *error)
{
  sgn_message_bar_show_error (self->message_bar, error->message);
}

/* --- callbacks --- */

static void
indicator_cb (SgnChildWindow *self)
{
  if (self->measures != NULL)
    show_measures (self);
}

static void
grid_failed_cb (SgnChildWindow *self, GError *error)
{
  show_error (self, error);
}

static gboolean
close_request_cb (SgnChildWindow *self)
{
  /* What is complete is saved; what is not stays as a draft. */
  sgn_entry_grid_save (self->grid);
  return GDK_EVENT_PROPAGATE;
}

static void
ledger_changed_cb (SgnChildWindow *self, const char *const *tables)
{
  g_autoptr (GError) error = NULL;

  if (g_strv_contains (tables, sgn_type_child_measure.table)
      && !sgn_child_measures_reload (self->measures, &error))
    {
      show_error (self, error);
      return;
    }
  if (!g_strv_contains (tables, sgn_type_member.table)
      && !g_strv_contains (tables, sgn_type_household.table))
    return;
  /* Taken back, or merged into another: there is nobody to measure. */
  if (!show_child (self, NULL))
    gtk_window_destroy (GTK_WINDOW (self));
}

/* --- the window --- */

static void
sgn_child_window_dispose (GObject *object)
{
  SgnChildWindow *self = SGN_CHILD_WINDOW (object);

  g_clear_handle_id (&self->focus_idle, g_source_remove);
  if (self->grid != NULL)
    sgn_entry_grid_set_model (self->grid, NULL);
  g_clear_object (&self->measures);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_CHILD_WINDOW);

  G_OBJECT_CLASS (sgn_child_window_parent_class)->dispose (object);
}

static void
sgn_child_window_finalize (GObject *object)
{
  SgnChildWindow *self = SGN_CHILD_WINDOW (object);

  g_clear_object (&self->ledger);

  G_OBJECT_CLASS (sgn_child_window_parent_class)->finalize (object);
}

static void
sgn_child_window_class_init (SgnChildWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sgn_child_window_dispose;
  object_class->finalize = sgn_child_window_finalize;

  g_type_ensure (SGN_TYPE_ENTRY_GRID);
  g_type_ensure (SGN_TYPE_GROWTH_CHART);
  g_type_ensure (SGN_TYPE_MESSAGE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/sogiamngheo/ui/dialogs/child.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnChildWindow, message_bar);
  gtk_widget_class_bind_template_child (widget_class, SgnChildWindow, person_label);
  gtk_widget_class_bind_template_child (widget_class, SgnChildWindow, latest_label);
  gtk_widget_class_bind_template_child (widget_class, SgnChildWindow, grid);
  gtk_widget_class_bind_template_child (widget_class, SgnChildWindow, height_chart);
  gtk_widget_class_bind_template_child (widget_class, SgnChildWindow, weight_chart);
  gtk_widget_class_bind_template_child (widget_class, SgnChildWindow, weight_button);
  gtk_widget_class_bind_template_child (widget_class, SgnChildWindow, bmi_button);
  gtk_widget_class_bind_template_callback (widget_class, indicator_cb);
  gtk_widget_class_bind_template_callback (widget_class, grid_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sgn_child_window_init (SgnChildWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
open_child (SgnChildWindow *self, SgnLedger *ledger, gint64 member_id, GError **error)
{
  self->ledger = g_object_ref (ledger);
  self->member_id = member_id;
  self->growth = sgn_growth_get (error);
  if (self->growth == NULL)
    return FALSE;
  self->measures = sgn_child_measures_new (ledger, self->growth, member_id);
  if (!show_child (self, error))
    return FALSE;
  sgn_entry_grid_set_model (self->grid, SGN_GRID_MODEL (self->measures));
  g_signal_connect_object (self->measures, "rows-changed", G_CALLBACK (show_measures), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (ledger, "changed", G_CALLBACK (ledger_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_measures (self);
  return TRUE;
}

/* The blank row, where the measure of today is typed; once the grid knows its size. */
static gboolean
focus_blank_cb (gpointer user_data)
{
  SgnChildWindow *self = user_data;

  self->focus_idle = 0;
  sgn_entry_grid_view_set_focus (sgn_entry_grid_get_view (self->grid),
                                 sgn_grid_model_get_n_rows (SGN_GRID_MODEL (self->measures)), 0,
                                 FALSE);
  return G_SOURCE_REMOVE;
}

static SgnChildWindow *
find_open (SgnLedger *ledger, gint64 member_id)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);

      if (SGN_IS_CHILD_WINDOW (window) && SGN_CHILD_WINDOW (window)->ledger == ledger
          && SGN_CHILD_WINDOW (window)->member_id == member_id)
        return SGN_CHILD_WINDOW (window);
    }
  return NULL;
}

void
sgn_child_window_show (GtkWindow *parent, SgnLedger *ledger, gint64 member_id)
{
  SgnChildWindow *self = find_open (ledger, member_id);
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    {
      self = g_object_new (SGN_TYPE_CHILD_WINDOW, "transient-for", parent, NULL);
      if (!open_child (self, ledger, member_id, &error))
        {
          gtk_window_destroy (GTK_WINDOW (self));
          sgn_show_error (parent, _ ("This child cannot be shown"), g_steal_pointer (&error));
          return;
        }
      self->focus_idle = g_idle_add_full (G_PRIORITY_LOW, focus_blank_cb, self, NULL);
    }
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}
