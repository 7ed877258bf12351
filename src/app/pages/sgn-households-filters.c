#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-households-filters.h"

#include "app/pages/sgn-households-deprivations.h"
#include "app/pages/sgn-households-saved.h"
#include "app/widgets/sgn-options.h"
#include "app/widgets/sgn-wrap-box.h"
#include "base/sgn-error.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

#define N_FLAGS 5

struct _SgnHouseholdsFilters
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *box;
  GtkSearchEntry *search;
  GtkDropDown *commune_drop_down;
  GtkDropDown *village_drop_down;
  GtkDropDown *year_drop_down;
  GtkDropDown *class_drop_down;
  SgnHouseholdsDeprivations *deprivations;
  GtkDropDown *ethnicity_drop_down;
  GtkMenuButton *more_button;
  GtkMenuButton *saved_button;
  GtkWidget *clear_button;
  GtkWidget *create_button;
  GtkWidget *merit_check;
  GtkWidget *no_labour_check;
  GtkWidget *assisted_check;
  GtkWidget *alone_check;
  GtkWidget *farming_check;
  GtkCheckButton *changed_check;
  GtkDropDown *escapes_drop_down;
  GtkDropDown *living_drop_down;
  SgnHouseholdsSaved *saved;

  SgnLedger *ledger; /* owned */
  int own_year;      /* of the ledger */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SgnHouseholdsFilters, sgn_households_filters, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
fail (SgnHouseholdsFilters *self, const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

/* In the order of SgnHouseholdFlags. */
static GtkCheckButton *
get_flag_check (SgnHouseholdsFilters *self, guint index)
{
  GtkWidget *checks[N_FLAGS] = { self->merit_check, self->no_labour_check, self->assisted_check,
                                 self->alone_check, self->farming_check };

  return GTK_CHECK_BUTTON (checks[index]);
}

/* Filling the drop-downs */

static gint64
get_id (GtkDropDown *drop_down)
{
  return g_ascii_strtoll (sgn_options_get (drop_down), NULL, 10);
}

static void
select_id (GtkDropDown *drop_down, gint64 id)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  if (!sgn_options_select (drop_down, value))
    sgn_options_select (drop_down, "0");
}

static void
add_units (SgnHouseholdsFilters *self, GtkDropDown *drop_down, SgnQuery *query)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;

  sgn_query_set_sort (query, "name");
  ids = sgn_query_run (query, connection, NULL, &error);
  if (ids == NULL)
    fail (self, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      const gint64 id = g_array_index (ids, gint64, i);
      g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      g_autofree char *label = sgn_record_title (connection, &sgn_type_unit, id);

      sgn_options_add (drop_down, value, label);
    }
}

static void
begin_units (GtkDropDown *drop_down, const char *all)
{
  sgn_options_clear (drop_down);
  sgn_options_add (drop_down, "0", all);
}

/* Villages are offered of one commune: that of the ledger, or the one chosen. */
static void
fill_villages (SgnHouseholdsFilters *self)
{
  const gint64 commune = get_id (self->commune_drop_down);
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_unit);
  gboolean any;

  begin_units (self->village_drop_down, _ ("Every village"));
  if (commune != 0)
    {
      sgn_query_where_int (query, "parent-id", commune);
      add_units (self, self->village_drop_down, query);
    }
  any = g_list_model_get_n_items (gtk_drop_down_get_model (self->village_drop_down)) > 1;
  gtk_widget_set_visible (GTK_WIDGET (self->village_drop_down), any);
}

/* A commune keeps a ledger of its own: there is no other to choose. */
static void
fill_communes (SgnHouseholdsFilters *self)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  const gint64 own = sgn_programme_own_unit (connection);
  g_autoptr (SgnRecord) unit
      = own != 0 ? sgn_record_load (connection, &sgn_type_unit, own, NULL) : NULL;
  const gboolean is_commune
      = unit != NULL && g_strcmp0 (sgn_record_get_text (unit, "level"), "commune") == 0;
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_unit);

  begin_units (self->commune_drop_down, _ ("Every commune"));
  sgn_query_where_text (query, "level", "commune");
  if (is_commune)
    sgn_query_where_ids (query, &own, 1);
  else if (own != 0)
    sgn_query_where_under (query, "parent-id", own);
  add_units (self, self->commune_drop_down, query);
  gtk_widget_set_visible (GTK_WIDGET (self->commune_drop_down), !is_commune);
  if (is_commune)
    select_id (self->commune_drop_down, own);
}

static void
add_year (GtkDropDown *drop_down, int year)
{
  g_autofree char *value = g_strdup_printf ("%d", year);
  g_autofree char *label = g_strdup_printf (_ ("Year %d"), year);

  sgn_options_add (drop_down, value, label);
}

static gboolean
has_year (const GArray *years, int year)
{
  for (guint i = 0; years != NULL && i < years->len; i++)
    if (g_array_index (years, int, i) == year)
      return TRUE;
  return FALSE;
}

static void
select_year (SgnHouseholdsFilters *self, int year)
{
  g_autofree char *value = g_strdup_printf ("%d", year);

  if (!sgn_options_select (self->year_drop_down, value))
    {
      add_year (self->year_drop_down, year);
      sgn_options_select (self->year_drop_down, value);
    }
}

/* The newest first, and that of the ledger in any case. */
static void
fill_years (SgnHouseholdsFilters *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) years = sgn_household_years (sgn_ledger_get_connection (self->ledger), &error);

  if (years == NULL)
    fail (self, error);
  sgn_options_clear (self->year_drop_down);
  if (!has_year (years, self->own_year))
    add_year (self->year_drop_down, self->own_year);
  for (guint i = 0; years != NULL && i < years->len; i++)
    add_year (self->year_drop_down, g_array_index (years, int, i));
}

static void
fill_ethnicities (SgnHouseholdsFilters *self)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_code_item);
  g_autoptr (GArray) ids = NULL;

  sgn_options_clear (self->ethnicity_drop_down);
  sgn_options_add (self->ethnicity_drop_down, "", _ ("Every ethnic group"));
  sgn_query_where_text (query, "list", "ethnic-group");
  sgn_query_set_sort (query, "position");
  ids = sgn_query_run (query, connection, NULL, NULL);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (SgnRecord) item
          = sgn_record_load (connection, &sgn_type_code_item, g_array_index (ids, gint64, i), NULL);

      if (item != NULL)
        sgn_options_add (self->ethnicity_drop_down, sgn_record_get_text (item, "code"),
                         sgn_record_get_text (item, "name"));
    }
}

static void
fill_classes (SgnHouseholdsFilters *self)
{
  const SgnField *field = sgn_record_type_field (&sgn_type_household_year, "class");

  sgn_options_clear (self->class_drop_down);
  sgn_options_add (self->class_drop_down, "", _ ("Every class"));
  sgn_options_add (self->class_drop_down, "listed", _ ("Poor or near-poor"));
  for (const SgnChoice *choice = field->choices; choice->value != NULL; choice++)
    sgn_options_add (self->class_drop_down, choice->value, _ (choice->label));
  sgn_options_add (self->class_drop_down, "none", _ ("no class that year"));
}

static void
fill_fixed (SgnHouseholdsFilters *self)
{
  fill_classes (self);
  sgn_options_clear (self->escapes_drop_down);
  sgn_options_add (self->escapes_drop_down, "0", _ ("Newly escaped or not"));
  sgn_options_add (self->escapes_drop_down, "1", _ ("Newly escaped (within 36 months)"));
  sgn_options_add (self->escapes_drop_down, "2", _ ("Leaves the 36 months within 90 days"));
  sgn_options_clear (self->living_drop_down);
  sgn_options_add (self->living_drop_down, "0", _ ("Households there are now"));
  sgn_options_add (self->living_drop_down, "1", _ ("Households that have ended"));
  sgn_options_add (self->living_drop_down, "2", _ ("All, ended ones too"));
}

/* Looks */

static guint
count_more (SgnHouseholdsFilters *self)
{
  guint n = gtk_check_button_get_active (self->changed_check) ? 1 : 0;

  for (guint i = 0; i < N_FLAGS; i++)
    n += gtk_check_button_get_active (get_flag_check (self, i)) ? 1 : 0;
  n += gtk_drop_down_get_selected (self->escapes_drop_down) > 0 ? 1 : 0;
  return n + (gtk_drop_down_get_selected (self->living_drop_down) > 0 ? 1 : 0);
}

static void
update_looks (SgnHouseholdsFilters *self)
{
  const guint n = count_more (self);
  g_autofree char *more = n > 0 ? g_strdup_printf (_ ("More (%u)"), n) : g_strdup (_ ("More"));

  gtk_menu_button_set_label (self->more_button, more);
  gtk_widget_set_visible (self->clear_button, sgn_households_filters_is_narrowed (self));
}

/* Callbacks */

static void
changed_cb (SgnHouseholdsFilters *self)
{
  if (self->filling || self->ledger == NULL)
    return;
  update_looks (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
commune_changed_cb (SgnHouseholdsFilters *self)
{
  if (self->filling || self->ledger == NULL)
    return;
  self->filling = TRUE;
  fill_villages (self);
  self->filling = FALSE;
  changed_cb (self);
}

static void
stop_search_cb (SgnHouseholdsFilters *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

/* A filter that names a commune there is no more would let all of them through. */
static gboolean
use_saved (SgnHouseholdsFilters *self, const char *json, GError **error)
{
  g_auto (SgnHouseholdFilter) filter = { 0 };
  g_auto (SgnHouseholdFilter) shown = { 0 };

  if (!sgn_household_filter_from_json (&filter, json, error))
    return FALSE;
  if (filter.year == self->own_year)
    filter.year = 0;
  sgn_households_filters_set (self, &filter);
  shown = sgn_households_filters_get (self);
  if (sgn_household_filter_is_equal (&filter, &shown))
    return TRUE;
  sgn_households_filters_clear (self);
  g_set_error_literal (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID,
                       _ ("The saved filter names something this ledger does not have any more. "
                          "Set the filters anew and keep them under the same name."));
  return FALSE;
}

static void
saved_chosen_cb (SgnHouseholdsFilters *self, const char *json)
{
  g_autoptr (GError) error = NULL;

  if (!use_saved (self, json, &error))
    fail (self, error);
}

static void
saved_keep_cb (SgnHouseholdsFilters *self, const char *name)
{
  g_auto (SgnHouseholdFilter) filter = sgn_households_filters_get (self);
  g_autoptr (GError) error = NULL;
  gint64 id;

  if (!sgn_household_filter_save (&filter, self->ledger, SGN_HOUSEHOLDS_PAGE, name, &id, &error))
    fail (self, error);
}

static void
saved_failed_cb (SgnHouseholdsFilters *self, const GError *error)
{
  fail (self, error);
}

/* Object */

static gboolean
sgn_households_filters_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SGN_HOUSEHOLDS_FILTERS (widget)->search));
}

static void
sgn_households_filters_dispose (GObject *object)
{
  SgnHouseholdsFilters *self = SGN_HOUSEHOLDS_FILTERS (object);

  g_clear_object (&self->ledger);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_HOUSEHOLDS_FILTERS);

  G_OBJECT_CLASS (sgn_households_filters_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsFilters, box);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsFilters, search);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsFilters, commune_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsFilters, village_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsFilters, year_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsFilters, class_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsFilters, deprivations);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsFilters, ethnicity_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsFilters, more_button);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsFilters, saved_button);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsFilters, clear_button);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsFilters, create_button);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsFilters, merit_check);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsFilters, no_labour_check);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsFilters, assisted_check);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsFilters, alone_check);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsFilters, farming_check);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsFilters, changed_check);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsFilters, escapes_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsFilters, living_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsFilters, saved);
}

static void
sgn_households_filters_class_init (SgnHouseholdsFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_households_filters_dispose;
  widget_class->grab_focus = sgn_households_filters_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", SGN_TYPE_HOUSEHOLDS_FILTERS, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", SGN_TYPE_HOUSEHOLDS_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  g_type_ensure (SGN_TYPE_WRAP_BOX);
  g_type_ensure (SGN_TYPE_HOUSEHOLDS_DEPRIVATIONS);
  g_type_ensure (SGN_TYPE_HOUSEHOLDS_SAVED);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/pages/households-filters.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, commune_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, saved_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, saved_keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, saved_failed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
sgn_households_filters_init (SgnHouseholdsFilters *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_fixed (self);
  self->filling = FALSE;
  update_looks (self);
}

/* Public */

static void
show_filter (SgnHouseholdsFilters *self, const SgnHouseholdFilter *filter)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (SgnRecord) unit
      = filter->unit_id != 0 ? sgn_record_load (connection, &sgn_type_unit, filter->unit_id, NULL)
                             : NULL;
  const gboolean village
      = unit != NULL && g_strcmp0 (sgn_record_get_text (unit, "level"), "village") == 0;

  if (gtk_widget_get_visible (GTK_WIDGET (self->commune_drop_down)))
    select_id (self->commune_drop_down,
               village ? sgn_record_get_int (unit, "parent-id") : filter->unit_id);
  fill_villages (self);
  select_id (self->village_drop_down, village ? filter->unit_id : 0);
  select_year (self, filter->year != 0 ? filter->year : self->own_year);
  sgn_options_select (self->class_drop_down, filter->class_ != NULL ? filter->class_ : "");
  sgn_households_deprivations_set (self->deprivations, filter->deprivations);
  sgn_options_select (self->ethnicity_drop_down,
                      filter->ethnicity != NULL ? filter->ethnicity : "");
  for (guint i = 0; i < N_FLAGS; i++)
    gtk_check_button_set_active (get_flag_check (self, i), (filter->flags & 1u << i) != 0);
  gtk_check_button_set_active (self->changed_check, filter->changed);
  gtk_drop_down_set_selected (self->escapes_drop_down, filter->escapes);
  gtk_drop_down_set_selected (self->living_drop_down, filter->living);
}

void
sgn_households_filters_set (SgnHouseholdsFilters *self, const SgnHouseholdFilter *filter)
{
  g_return_if_fail (SGN_IS_HOUSEHOLDS_FILTERS (self) && self->ledger != NULL);

  self->filling = TRUE;
  show_filter (self, filter);
  self->filling = FALSE;
  changed_cb (self);
}

static void
fill_all (SgnHouseholdsFilters *self, const SgnHouseholdFilter *filter)
{
  self->filling = TRUE;
  fill_communes (self);
  fill_years (self);
  fill_ethnicities (self);
  show_filter (self, filter);
  sgn_households_saved_set_ledger (self->saved, self->ledger);
  self->filling = FALSE;
  update_looks (self);
}

void
sgn_households_filters_set_ledger (SgnHouseholdsFilters *self, SgnLedger *ledger)
{
  const SgnHouseholdFilter empty = { 0 };

  g_return_if_fail (SGN_IS_HOUSEHOLDS_FILTERS (self));

  g_set_object (&self->ledger, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  sgn_households_saved_set_ledger (self->saved, NULL);
  if (ledger == NULL)
    return;
  g_set_object (&self->ledger, ledger);
  self->own_year = sgn_programme_default_year (sgn_ledger_get_connection (ledger));
  fill_all (self, &empty);
}

void
sgn_households_filters_reload (SgnHouseholdsFilters *self)
{
  g_auto (SgnHouseholdFilter) filter = { 0 };

  g_return_if_fail (SGN_IS_HOUSEHOLDS_FILTERS (self) && self->ledger != NULL);

  filter = sgn_households_filters_get (self);
  fill_all (self, &filter);
}

static char *
dup_chosen (GtkDropDown *drop_down)
{
  const char *value = sgn_options_get (drop_down);

  return *value != '\0' ? g_strdup (value) : NULL;
}

SgnHouseholdFilter
sgn_households_filters_get (SgnHouseholdsFilters *self)
{
  SgnHouseholdFilter filter = { .unit_id = sgn_households_filters_get_unit (self),
                                .class_ = dup_chosen (self->class_drop_down),
                                .ethnicity = dup_chosen (self->ethnicity_drop_down) };
  const int year = sgn_households_filters_get_year (self);
  guint flags = 0;

  filter.year = year != self->own_year ? year : 0;
  filter.deprivations = sgn_households_deprivations_get (self->deprivations);
  filter.changed = gtk_check_button_get_active (self->changed_check);
  for (guint i = 0; i < N_FLAGS; i++)
    if (gtk_check_button_get_active (get_flag_check (self, i)))
      flags |= 1u << i;
  filter.flags = (SgnHouseholdFlags)flags;
  filter.escapes = (SgnEscapes)get_id (self->escapes_drop_down);
  filter.living = (SgnLiving)get_id (self->living_drop_down);
  return filter;
}

int
sgn_households_filters_get_year (SgnHouseholdsFilters *self)
{
  const int year = (int)get_id (self->year_drop_down);

  return year != 0 ? year : self->own_year;
}

gint64
sgn_households_filters_get_unit (SgnHouseholdsFilters *self)
{
  const gint64 village = get_id (self->village_drop_down);

  if (village != 0)
    return village;
  return gtk_widget_get_visible (GTK_WIDGET (self->commune_drop_down))
             ? get_id (self->commune_drop_down)
             : 0;
}

const char *
sgn_households_filters_get_text (SgnHouseholdsFilters *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search));
}

void
sgn_households_filters_set_text (SgnHouseholdsFilters *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), text);
}

gboolean
sgn_households_filters_is_narrowed (SgnHouseholdsFilters *self)
{
  const SgnHouseholdFilter empty = { 0 };
  g_auto (SgnHouseholdFilter) filter = sgn_households_filters_get (self);

  filter.year = 0;
  return *sgn_households_filters_get_text (self) != '\0'
         || !sgn_household_filter_is_equal (&filter, &empty);
}

void
sgn_households_filters_clear (SgnHouseholdsFilters *self)
{
  SgnHouseholdFilter empty = { 0 };

  g_return_if_fail (SGN_IS_HOUSEHOLDS_FILTERS (self) && self->ledger != NULL);

  empty.year = sgn_households_filters_get_year (self);
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  self->filling = FALSE;
  sgn_households_filters_set (self, &empty);
}

/* Words */

static void
join (GString *text, const char *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static void
join_chosen (GString *text, GtkDropDown *drop_down)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (drop_down);

  if (gtk_drop_down_get_selected (drop_down) > 0 && chosen != NULL)
    join (text, gtk_string_object_get_string (chosen));
}

char *
sgn_households_filters_describe (SgnHouseholdsFilters *self)
{
  GString *text = g_string_new (NULL);
  g_autofree char *deprivations = sgn_households_deprivations_describe (self->deprivations);

  if (*sgn_households_filters_get_text (self) != '\0')
    {
      g_autofree char *found
          = g_strdup_printf (_ ("with “%s”"), sgn_households_filters_get_text (self));

      join (text, found);
    }
  if (gtk_widget_get_visible (GTK_WIDGET (self->commune_drop_down)))
    join_chosen (text, self->commune_drop_down);
  join_chosen (text, self->village_drop_down);
  join_chosen (text, self->class_drop_down);
  if (deprivations != NULL)
    join (text, deprivations);
  join_chosen (text, self->ethnicity_drop_down);
  for (guint i = 0; i < N_FLAGS; i++)
    if (gtk_check_button_get_active (get_flag_check (self, i)))
      join (text, _ (sgn_record_type_field (&sgn_type_household, sgn_household_flag_field (1u << i))
                         ->label));
  if (gtk_check_button_get_active (self->changed_check))
    join (text, _ ("Class differs from the year before"));
  join_chosen (text, self->escapes_drop_down);
  join_chosen (text, self->living_drop_down);
  return g_string_free (text, FALSE);
}

void
sgn_households_filters_find (SgnHouseholdsFilters *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
sgn_households_filters_add (SgnHouseholdsFilters *self, GtkWidget *widget)
{
  gtk_widget_insert_before (widget, self->box, self->create_button);
}
