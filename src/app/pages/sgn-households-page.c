#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-households-page.h"

#include "app/dialogs/sgn-household-window.h"
#include "app/pages/sgn-households-filters.h"
#include "app/pages/sgn-standing-badges.h"
#include "app/widgets/sgn-household-pane.h"
#include "app/widgets/sgn-row-view.h"
#include "app/widgets/sgn-text-scale.h"
#include "base/sgn-number.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

/* Below this there is room for the list alone. */
#define WIDTH_FOR_DETAILS 720

struct _SgnHouseholdsPage
{
  SgnPage parent_instance;

  /* template widgets */
  GtkWidget *body;
  SgnHouseholdsFilters *filters;
  GtkPaned *paned;
  SgnRowView *list;
  GtkWidget *details;
  SgnHouseholdPane *pane;

  gint64 households, persons; /* in the whole registry, living; -1: not counted yet */
  GCancellable *counting;     /* owned */
  guint width_source;
};

G_DEFINE_FINAL_TYPE (SgnHouseholdsPage, sgn_households_page, SGN_TYPE_PAGE)

/* What matters most comes first: beside the pane there is room for no more. */
static const char *const FIELDS[]
    = { "head",     "standing-before", "standing",      "deprivations", "commune",
        "unit-id",  "ethnicity",       "persons",       "code",         "movement",
        "a-points", "b-points",        "decision-date", "review-state", "escaped-until",
        "address",  "separate-since",  "merit",         "no-labour",    "assisted",
        "alone",    "farming",         "phone",         "ended-on",     "ended-why",
        NULL };
static const char *const HIDDEN[]
    = { "code",          "movement", "a-points",       "b-points", "decision-date", "review-state",
        "escaped-until", "address",  "separate-since", "merit",    "no-labour",     "assisted",
        "alone",         "farming",  "phone",          "ended-on", "ended-why",     NULL };

static const SgnRowLook LOOKS[] = {
  { "head", 140, NULL },
  { "standing-before", 116, sgn_standing_badges },
  { "standing", 116, sgn_standing_badges },
  { "deprivations", 110, NULL },
  { "commune", 120, NULL },
  { "unit-id", 130, NULL },
  { "ethnicity", 70, NULL },
  { "persons", 60, NULL },
  { "a-points", 80, NULL },
  { "b-points", 80, NULL },
  { NULL },
};

static SgnLedger *
get_ledger (SgnHouseholdsPage *self)
{
  return sgn_page_get_ledger (SGN_PAGE (self));
}

static gint64
get_selected (SgnHouseholdsPage *self)
{
  return sgn_row_view_get_selected (self->list);
}

/* What the page says of itself */

static void
update_subtitle (SgnHouseholdsPage *self)
{
  g_autofree char *n = sgn_number_format_integer (self->households);
  g_autofree char *m = sgn_number_format_integer (self->persons);
  g_autofree char *households
      = g_strdup_printf (ngettext ("%s household", "%s households", (gulong)self->households), n);
  g_autofree char *persons
      = g_strdup_printf (ngettext ("%s person", "%s persons", (gulong)self->persons), m);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", households, persons);

  sgn_page_set_subtitle (SGN_PAGE (self), self->households >= 0 ? subtitle : NULL);
  sgn_page_set_badge (SGN_PAGE (self), self->households > 0 ? n : NULL, FALSE);
}

/* "4 / 3.412 households match · Persons: 17 persons · 11 ms" */
static void
update_status (SgnHouseholdsPage *self)
{
  const char *sums = sgn_row_view_get_sums (self->list);
  const gint64 elapsed = sgn_row_view_get_elapsed (self->list) / 1000;
  const gint64 all = MAX (self->households, sgn_row_view_get_count (self->list));
  g_autofree char *n = sgn_number_format_integer (sgn_row_view_get_count (self->list));
  g_autofree char *of = sgn_number_format_integer (all);
  g_autofree char *time = sgn_number_format_integer (elapsed);
  g_autofree char *status = NULL;

  if (sgn_row_view_get_status (self->list) == NULL)
    {
      sgn_page_set_status (SGN_PAGE (self), NULL);
      return;
    }
  /* Translators: how many of how many households a list shows, totals or nothing, milliseconds */
  status = g_strdup_printf (_ ("%s / %s households match%s · %s ms"), n, of,
                            sums != NULL ? sums : "", time);
  sgn_page_set_status (SGN_PAGE (self), status);
}

static void
update_empty (SgnHouseholdsPage *self)
{
  const gboolean writable = sgn_ledger_is_writable (get_ledger (self));

  if (sgn_households_filters_is_narrowed (self->filters))
    sgn_row_view_set_empty (self->list, _ ("No household matches"),
                            _ ("Take away a filter or look for fewer letters."),
                            _ ("C_lear filters"), "households.clear");
  else
    sgn_row_view_set_empty (
        self->list, _ ("No household yet"),
        _ ("Households of the registry stand here: those on the lists of poor and "
           "near-poor, those who asked for a review, those who escaped."),
        writable ? _ ("+ _New household") : NULL, "households.create");
}

static void
update_titles (SgnHouseholdsPage *self)
{
  const int year = sgn_households_filters_get_year (self->filters);
  g_autofree char *before = g_strdup_printf ("%d", year - 1);
  g_autofree char *now = g_strdup_printf ("%d", year);

  sgn_row_view_set_title (self->list, "standing-before", before);
  sgn_row_view_set_title (self->list, "standing", now);
  sgn_row_view_set_title (self->list, "persons", _ ("Pers."));
}

static void
update_actions (SgnHouseholdsPage *self)
{
  SgnLedger *ledger = get_ledger (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "households.create",
                                 ledger != NULL && sgn_ledger_is_writable (ledger));
}

/* The list */

static SgnQuery *
make_query (SgnHouseholdsPage *self)
{
  g_auto (SgnHouseholdFilter) filter = sgn_households_filters_get (self->filters);
  SgnQuery *query
      = sgn_household_filter_make_query (&filter, sgn_households_filters_get_year (self->filters),
                                         sgn_date_today ());

  sgn_query_find (query, sgn_households_filters_get_text (self->filters));
  return query;
}

static void
run_query (SgnHouseholdsPage *self)
{
  g_autoptr (SgnQuery) query = make_query (self);

  update_titles (self);
  update_empty (self);
  sgn_row_view_set_query (self->list, query);
}

static void
show_details (SgnHouseholdsPage *self)
{
  if (gtk_widget_get_visible (self->details))
    sgn_household_pane_show (self->pane, get_ledger (self), get_selected (self),
                             sgn_households_filters_get_year (self->filters));
}

/* Counting the registry */

typedef struct
{
  char *path;
  gint64 households, persons;
} Count;

static void
count_free (Count *count)
{
  g_free (count->path);
  g_free (count);
}

static gboolean
count_registry (Count *count, SgnConnection *connection, GError **error)
{
  const SgnHouseholdFilter all = { 0 };
  g_autoptr (SgnQuery) query = sgn_household_filter_make_query (&all, 0, sgn_date_today ());

  return sgn_query_count (query, connection, &count->households, error)
         && sgn_query_total (query, connection, "persons", &count->persons, error);
}

static void
count_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Count *count = data;
  GError *error = NULL;
  g_autoptr (SgnConnection) connection = sgn_connection_open_readonly (count->path, &error);

  if (connection != NULL)
    sgn_connection_set_cancellable (connection, cancellable);
  if (connection != NULL && count_registry (count, connection, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SgnHouseholdsPage *self = SGN_HOUSEHOLDS_PAGE (source);
  const Count *count = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        sgn_page_show_error (SGN_PAGE (self), g_steal_pointer (&error));
      return;
    }
  self->households = count->households;
  self->persons = count->persons;
  update_subtitle (self);
  update_status (self);
}

static void
stop_counting (SgnHouseholdsPage *self)
{
  if (self->counting != NULL)
    g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
}

static void
start_counting (SgnHouseholdsPage *self)
{
  g_autoptr (GTask) task = NULL;
  Count *count = g_new0 (Count, 1);

  stop_counting (self);
  self->counting = g_cancellable_new ();
  count->path = g_strdup (sgn_ledger_get_path (get_ledger (self)));
  task = g_task_new (self, self->counting, counted_cb, NULL);
  g_task_set_task_data (task, count, (GDestroyNotify)count_free);
  g_task_run_in_thread (task, count_thread);
}

/* Callbacks */

static void
filters_changed_cb (SgnHouseholdsPage *self)
{
  if (get_ledger (self) == NULL)
    return;
  run_query (self);
  show_details (self);
}

static void
failed_cb (SgnHouseholdsPage *self, const GError *error)
{
  sgn_page_show_error (SGN_PAGE (self), g_error_copy (error));
}

static void
list_changed_cb (SgnHouseholdsPage *self)
{
  if (self->list != NULL)
    update_status (self);
}

static void
selected_cb (SgnHouseholdsPage *self)
{
  if (get_ledger (self) == NULL)
    return;
  update_actions (self);
  show_details (self);
}

static void
edit_household (SgnHouseholdsPage *self, gint64 id, gint64 unit_id)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  sgn_household_window_show (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, get_ledger (self), id,
                             unit_id);
}

static void
activated_cb (SgnHouseholdsPage *self, gint64 id)
{
  edit_household (self, id, 0);
}

static gboolean
fit_details_cb (gpointer user_data)
{
  SgnHouseholdsPage *self = SGN_HOUSEHOLDS_PAGE (user_data);
  const int width = gtk_widget_get_width (self->body);
  const gboolean fits = width == 0 || width >= sgn_text_scale (WIDTH_FOR_DETAILS);

  self->width_source = 0;
  if (gtk_widget_get_visible (self->details) == fits)
    return G_SOURCE_REMOVE;
  gtk_widget_set_visible (self->details, fits);
  if (get_ledger (self) != NULL)
    show_details (self);
  return G_SOURCE_REMOVE;
}

/* Nothing may be hidden while it is being laid out. */
static void
width_changed_cb (SgnHouseholdsPage *self, int width, int height)
{
  if (self->width_source == 0)
    self->width_source = g_idle_add (fit_details_cb, self);
}

static void
create_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SGN_PAGE_GET_CLASS (widget)->create (SGN_PAGE (widget));
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnHouseholdsPage *self = SGN_HOUSEHOLDS_PAGE (widget);

  if (get_ledger (self) != NULL)
    sgn_households_filters_clear (self->filters);
}

/* Down from what is typed leads to what was found. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
        SgnHouseholdsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *entry = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_SEARCH_ENTRY) : NULL;

  if (keyval != GDK_KEY_Down || entry == NULL
      || gtk_widget_get_ancestor (entry, SGN_TYPE_HOUSEHOLDS_FILTERS) == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
  return GDK_EVENT_STOP;
}

/* The page */

static void
sgn_households_page_ledger_set (SgnPage *page, SgnLedger *ledger)
{
  SgnHouseholdsPage *self = SGN_HOUSEHOLDS_PAGE (page);

  stop_counting (self);
  self->households = self->persons = -1;
  update_subtitle (self);
  sgn_households_filters_set_ledger (self->filters, ledger);
  sgn_row_view_set_ledger (self->list, ledger);
  sgn_household_pane_show (self->pane, ledger, 0, 0);
  update_actions (self);
  if (ledger == NULL)
    return;
  start_counting (self);
  run_query (self);
  show_details (self);
}

static gboolean
names_any (const char *const *tables, const char *const *wanted)
{
  for (guint i = 0; wanted[i] != NULL; i++)
    if (g_strv_contains (tables, wanted[i]))
      return TRUE;
  return FALSE;
}

/* The list and the pane follow the ledger by themselves. */
static void
sgn_households_page_tables_changed (SgnPage *page, const char *const *tables)
{
  static const char *const offered[]
      = { "unit", "code_item", "saved_filter", "household_year", NULL };
  static const char *const counted[] = { "household", "member", NULL };
  SgnHouseholdsPage *self = SGN_HOUSEHOLDS_PAGE (page);

  if (names_any (tables, offered))
    sgn_households_filters_reload (self->filters);
  if (names_any (tables, counted))
    start_counting (self);
}

static void
sgn_households_page_find (SgnPage *page)
{
  sgn_households_filters_find (SGN_HOUSEHOLDS_PAGE (page)->filters);
}

static void
sgn_households_page_create (SgnPage *page)
{
  SgnHouseholdsPage *self = SGN_HOUSEHOLDS_PAGE (page);

  if (get_ledger (self) != NULL && sgn_ledger_is_writable (get_ledger (self)))
    edit_household (self, 0, sgn_households_filters_get_unit (self->filters));
}

static SgnSheet *
sgn_households_page_make_sheet (SgnPage *page, GError **error)
{
  SgnHouseholdsPage *self = SGN_HOUSEHOLDS_PAGE (page);
  const int year = sgn_households_filters_get_year (self->filters);
  g_autofree char *title = g_strdup_printf (_ ("List of households, year %d"), year);
  g_autofree char *filters = sgn_households_filters_describe (self->filters);
  SgnSheet *sheet = sgn_row_view_make_sheet (self->list, title, error);

  if (sheet != NULL && *filters != '\0')
    sgn_sheet_set_text (sheet, "subtitle", filters);
  return sheet;
}

/* Which household a record is about. */
static gint64
find_household (SgnHouseholdsPage *self, const SgnRecordType *type, gint64 id, int *year)
{
  SgnConnection *connection = sgn_ledger_get_connection (get_ledger (self));
  g_autoptr (SgnRecord) record = NULL;

  if (type != &sgn_type_household && type != &sgn_type_member && type != &sgn_type_household_year
      && type != &sgn_type_household_event)
    return 0;
  record = sgn_record_load (connection, type, id, NULL);
  if (record == NULL || type == &sgn_type_household)
    return record != NULL ? id : 0;
  if (type == &sgn_type_household_year)
    *year = (int)sgn_record_get_int (record, "year");
  return sgn_record_get_int (record, "household-id");
}

/* The filters stand as long as they let the household through. */
static gboolean
is_listed (SgnHouseholdsPage *self, gint64 id)
{
  g_autoptr (SgnQuery) query = make_query (self);
  gint64 n = 0;

  sgn_query_where_ids (query, &id, 1);
  return sgn_query_count (query, sgn_ledger_get_connection (get_ledger (self)), &n, NULL) && n > 0;
}

static void
make_listed (SgnHouseholdsPage *self, gint64 id, int year)
{
  SgnHouseholdFilter all = { .year = year, .living = SGN_LIVING_ANY };

  if (year != sgn_households_filters_get_year (self->filters))
    {
      g_auto (SgnHouseholdFilter) filter = sgn_households_filters_get (self->filters);

      filter.year = year;
      sgn_households_filters_set (self->filters, &filter);
    }
  if (is_listed (self, id))
    return;
  sgn_households_filters_clear (self->filters);
  if (!is_listed (self, id))
    sgn_households_filters_set (self->filters, &all);
}

static gboolean
sgn_households_page_show_record (SgnPage *page, const SgnRecordType *type, gint64 id,
                                 const char *field)
{
  SgnHouseholdsPage *self = SGN_HOUSEHOLDS_PAGE (page);
  int year = sgn_households_filters_get_year (self->filters);
  const gint64 household = find_household (self, type, id, &year);

  if (household == 0)
    return FALSE;
  make_listed (self, household, year);
  sgn_row_view_select (self->list, household);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  return TRUE;
}

/* Object */

static gboolean
sgn_households_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SGN_HOUSEHOLDS_PAGE (widget)->filters));
}

static void
sgn_households_page_dispose (GObject *object)
{
  SgnHouseholdsPage *self = SGN_HOUSEHOLDS_PAGE (object);

  stop_counting (self);
  g_clear_handle_id (&self->width_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_HOUSEHOLDS_PAGE);

  G_OBJECT_CLASS (sgn_households_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SGN_TYPE_HOUSEHOLDS_FILTERS);
  g_type_ensure (SGN_TYPE_ROW_VIEW);
  g_type_ensure (SGN_TYPE_HOUSEHOLD_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/pages/households.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsPage, body);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsPage, filters);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsPage, paned);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsPage, list);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsPage, details);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdsPage, pane);
  gtk_widget_class_bind_template_callback (widget_class, filters_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, width_changed_cb);
}

static void
sgn_households_page_class_init (SgnHouseholdsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SgnPageClass *page_class = SGN_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_households_page_dispose;
  widget_class->grab_focus = sgn_households_page_grab_focus;
  page_class->ledger_set = sgn_households_page_ledger_set;
  page_class->tables_changed = sgn_households_page_tables_changed;
  page_class->find = sgn_households_page_find;
  page_class->create = sgn_households_page_create;
  page_class->make_sheet = sgn_households_page_make_sheet;
  page_class->show_record = sgn_households_page_show_record;

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "households.create", NULL, create_action);
  gtk_widget_class_install_action (widget_class, "households.clear", NULL, clear_action);
}

static void
sgn_households_page_init (SgnHouseholdsPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  sgn_row_view_set_looks (self->list, LOOKS);
  sgn_row_view_set_columns (self->list, "households", &sgn_type_household, FIELDS, HIDDEN);
  sgn_households_filters_add (self->filters, sgn_row_view_make_columns_button (self->list));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  update_actions (self);
}
