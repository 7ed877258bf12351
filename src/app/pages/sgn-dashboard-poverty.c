#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-dashboard-poverty.h"

#include "app/pages/sgn-appendix-export.h"
#include "app/pages/sgn-dashboard-poverty-private.h"
#include "app/pages/sgn-dashboard-poverty-sheet.h"
#include "app/pages/sgn-review-choices.h"
#include "app/pages/sgn-review-table.h"
#include "app/widgets/sgn-class-chart.h"
#include "app/widgets/sgn-heat-map.h"
#include "app/widgets/sgn-options.h"
#include "app/widgets/sgn-wrap-box.h"
#include "base/sgn-number.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

/* Numbers of a row of the table. */
enum
{
  POOR,
  POOR_CHANGE,
  NEAR_POOR,
  NEAR_POOR_CHANGE,
  BASE
};

enum
{
  NAME,
  POOR_CHANGE_TEXT,
  NEAR_POOR_CHANGE_TEXT
};

struct _SgnDashboardPoverty
{
  SgnReviewTab parent_instance;

  /* template widgets */
  GtkWidget *box;
  GtkDropDown *year, *unit;
  GMenu *export_section;
  GtkStack *stack;
  GtkLabel *poor_label, *poor_caption, *near_label, *near_caption;
  GtkLabel *escaped_label, *escaped_caption, *rate_label, *rate_caption;
  GtkWidget *base_button;
  SgnReviewTable *table;
  SgnClassChart *chart;
  GtkBox *movement_box;
  SgnHeatMap *heat_map;
  GtkToggleButton *share_button;
  GtkLabel *heat_caption;

  /* owned */
  SgnLedger *ledger;
  SgnPovertySummary *summary; /* what is shown; NULL before the first answer */

  gboolean filling, unfilled;
};

G_DEFINE_FINAL_TYPE (SgnDashboardPoverty, sgn_dashboard_poverty, SGN_TYPE_REVIEW_TAB)

static const SgnReviewColumn columns[] = {
  { N_ ("Unit"), "Đơn vị", SGN_REVIEW_NAME, NAME, 0, 0, NULL },
  { N_ ("Poor"), "Hộ nghèo", SGN_REVIEW_FIGURE, POOR, 0, 62,
    N_ ("Show the households behind this figure") },
  { N_ ("±"), "Tăng, giảm", SGN_REVIEW_TEXT, POOR_CHANGE_TEXT, POOR_CHANGE, 54, NULL },
  { N_ ("Near-poor"), "Hộ cận nghèo", SGN_REVIEW_FIGURE, NEAR_POOR, 0, 86,
    N_ ("Show the households behind this figure") },
  { N_ ("±"), "Tăng, giảm", SGN_REVIEW_TEXT, NEAR_POOR_CHANGE_TEXT, NEAR_POOR_CHANGE, 54, NULL },
  { N_ ("Poverty rate"), "Tỷ lệ hộ nghèo", SGN_REVIEW_SHARE, POOR, BASE, 116, NULL },
  { NULL },
};

/* --- in the thread --- */

static gpointer
read_summary (const SgnReviewQuestion *question, SgnConnection *connection, GError **error)
{
  return sgn_poverty_summary_new (connection, question->year, question->unit_id, question->day,
                                  error);
}

static void
sgn_dashboard_poverty_ask (SgnReviewTab *tab, SgnReviewQuestion *question)
{
  question->day = sgn_date_today ();
}

/* --- records behind figures --- */

static void
tile_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnDashboardPoverty *self = SGN_DASHBOARD_POVERTY (widget);

  if (self->summary != NULL)
    sgn_poverty_open_class (SGN_REVIEW_TAB (self), self->summary, self->summary->year,
                            (SgnPovertyGroup)g_variant_get_int32 (parameter), NULL, 0);
}

static void
escaped_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnDashboardPoverty *self = SGN_DASHBOARD_POVERTY (widget);

  if (self->summary != NULL)
    sgn_poverty_open_escaped (SGN_REVIEW_TAB (self), self->summary);
}

static void
term_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnDashboardPoverty *self = SGN_DASHBOARD_POVERTY (widget);
  gint32 class_, term;

  g_variant_get (parameter, "(ii)", &class_, &term);
  if (self->summary != NULL)
    sgn_poverty_open_term (SGN_REVIEW_TAB (self), self->summary, (SgnPovertyGroup)class_,
                           (SgnMovementTerm)term);
}

static void
figure_cb (SgnDashboardPoverty *self, SgnReviewRow *row, guint column)
{
  SgnPovertyGroup class_ = columns[column].index == POOR ? SGN_POVERTY_POOR : SGN_POVERTY_NEAR_POOR;

  for (guint i = 0; i < self->summary->rows->len; i++)
    {
      const SgnPovertyRow *part = g_ptr_array_index (self->summary->rows, i);

      if (part->unit_id == row->id)
        sgn_poverty_open_class (SGN_REVIEW_TAB (self), self->summary, self->summary->year, class_,
                                part, 0);
    }
}

static void
year_activated_cb (SgnDashboardPoverty *self, guint item)
{
  int year = g_array_index (self->summary->years, SgnPovertyYear, item).year;

  sgn_poverty_open_class (SGN_REVIEW_TAB (self), self->summary, year, SGN_POVERTY_BOTH, NULL, 0);
}

/* The first row of the map is the whole. */
static void
cell_activated_cb (SgnDashboardPoverty *self, guint item)
{
  guint row = item / SGN_POVERTY_INDICATORS, column = item % SGN_POVERTY_INDICATORS;

  sgn_poverty_open_class (SGN_REVIEW_TAB (self), self->summary, self->summary->year,
                          SGN_POVERTY_BOTH,
                          row > 0 ? g_ptr_array_index (self->summary->rows, row - 1) : NULL,
                          column + 1);
}

/* --- showing --- */

static void
set_count (GtkLabel *label, gint64 n)
{
  g_autofree char *text = n >= 0 ? sgn_number_format_integer (n) : g_strdup ("–");

  gtk_label_set_label (label, text);
}

static void
show_change (GtkLabel *caption, gint64 now, gint64 before, gboolean known, int year)
{
  g_autofree char *change = sgn_poverty_format_change (now - before);
  g_autofree char *percent = sgn_number_format_percent (ABS (now - before), before);
  g_autofree char *text = NULL;

  if (!known)
    text = g_strdup_printf (_ ("no figures of %d"), year);
  else if (percent == NULL || now == before)
    text = g_strdup_printf (_ ("%s against %d"), change, year);
  else
    text = g_strdup_printf (_ ("%s against %d (%s%s)"), change, year, now < before ? "−" : "+",
                            percent);
  gtk_label_set_label (caption, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (caption), text);
}

/* Without a population no rate is shown; what is missing is one click away. */
static void
show_rate (SgnDashboardPoverty *self)
{
  const SgnPovertyRow *total = &self->summary->total;
  g_autofree char *poor
      = sgn_number_format_percent (total->households[SGN_POVERTY_POOR], MAX (total->base, 0));
  g_autofree char *near_poor
      = sgn_number_format_percent (total->households[SGN_POVERTY_NEAR_POOR], MAX (total->base, 0));
  g_autofree char *before
      = sgn_number_format_percent (total->before[SGN_POVERTY_POOR], MAX (total->base_before, 0));
  g_autofree char *text = NULL;

  if (poor == NULL)
    text = g_strdup (_ ("the number of all households is missing"));
  else if (before == NULL)
    text = g_strdup_printf (_ ("near-poor %s"), near_poor);
  else
    text = g_strdup_printf (_ ("near-poor %s · poor in %d: %s"), near_poor, self->summary->year - 1,
                            before);
  gtk_label_set_label (self->rate_label, poor != NULL ? poor : "–");
  gtk_label_set_label (self->rate_caption, text);
  gtk_widget_set_visible (self->base_button, poor == NULL);
}

static void
show_tiles (SgnDashboardPoverty *self)
{
  const SgnPovertySummary *summary = self->summary;
  const SgnPovertyRow *total = &summary->total;
  gboolean known = sgn_poverty_summary_has_year (summary, summary->year - 1);

  set_count (self->poor_label, total->households[SGN_POVERTY_POOR]);
  show_change (self->poor_caption, total->households[SGN_POVERTY_POOR],
               total->before[SGN_POVERTY_POOR], known, summary->year - 1);
  set_count (self->near_label, total->households[SGN_POVERTY_NEAR_POOR]);
  show_change (self->near_caption, total->households[SGN_POVERTY_NEAR_POOR],
               total->before[SGN_POVERTY_NEAR_POOR], known, summary->year - 1);
  set_count (self->escaped_label, summary->escaped);
  show_change (self->escaped_caption, summary->escaped, summary->escaped_before,
               summary->escaped >= 0 && summary->escaped_before >= 0, summary->year - 1);
  show_rate (self);
}

/* Against a year the ledger knows nothing of there is no change. */
static void
set_change (SgnDashboardPoverty *self, SgnReviewRow *row, guint number, guint text, gint64 change)
{
  if (!sgn_poverty_summary_has_year (self->summary, self->summary->year - 1))
    return;
  row->numbers[number] = change;
  row->texts[text] = sgn_poverty_format_change (change);
}

static SgnReviewRow *
make_row (SgnDashboardPoverty *self, const SgnPovertyRow *part)
{
  SgnReviewRow *row = sgn_review_row_new (part->unit_id, sgn_poverty_name_part (part));
  gint64 poor = part->households[SGN_POVERTY_POOR];
  gint64 near_poor = part->households[SGN_POVERTY_NEAR_POOR];

  row->numbers[POOR] = poor;
  row->numbers[NEAR_POOR] = near_poor;
  set_change (self, row, POOR_CHANGE, POOR_CHANGE_TEXT, poor - part->before[SGN_POVERTY_POOR]);
  set_change (self, row, NEAR_POOR_CHANGE, NEAR_POOR_CHANGE_TEXT,
              near_poor - part->before[SGN_POVERTY_NEAR_POOR]);
  row->numbers[BASE] = MAX (part->base, 0);
  return row;
}

static void
show_table (SgnDashboardPoverty *self)
{
  g_autoptr (GListStore) rows = g_list_store_new (SGN_TYPE_REVIEW_ROW);

  for (guint i = 0; i < self->summary->rows->len; i++)
    {
      g_autoptr (SgnReviewRow) row = make_row (self, g_ptr_array_index (self->summary->rows, i));

      g_list_store_append (rows, row);
    }
  sgn_review_table_set_rows (self->table, G_LIST_MODEL (rows));
}

static gint64
count_both (const SgnPovertyRow *row)
{
  return row->households[SGN_POVERTY_POOR] + row->households[SGN_POVERTY_NEAR_POOR];
}

static void
show_heat_map (SgnDashboardPoverty *self)
{
  const SgnPovertySummary *summary = self->summary;
  g_autoptr (GString) names = g_string_new (NULL);

  sgn_heat_map_clear (self->heat_map);
  for (guint i = 0; i < SGN_POVERTY_INDICATORS; i++)
    {
      g_autofree char *short_name = sgn_poverty_short_name (summary, i + 1);
      const char *name
          = summary->indicators[i].name != NULL ? summary->indicators[i].name : short_name;

      sgn_heat_map_add_column (self->heat_map, short_name, name);
      g_string_append_printf (names, "%s%s %s", i > 0 ? " · " : "", short_name, name);
    }
  sgn_heat_map_add_row (self->heat_map, _ ("All together"), summary->total.deprived,
                        count_both (&summary->total));
  for (guint i = 0; i < summary->rows->len; i++)
    {
      const SgnPovertyRow *part = g_ptr_array_index (summary->rows, i);

      sgn_heat_map_add_row (self->heat_map, sgn_poverty_name_part (part), part->deprived,
                            count_both (part));
    }
  gtk_label_set_label (self->heat_caption, names->str);
}

static void
show_movement (SgnDashboardPoverty *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->movement_box))) != NULL)
    gtk_box_remove (self->movement_box, child);
  for (guint class_ = 0; class_ < SGN_N_POVERTY_CLASSES; class_++)
    gtk_box_append (self->movement_box, sgn_poverty_movement_new (self->summary, class_));
}

static void
sgn_dashboard_poverty_show (SgnReviewTab *tab, gpointer answer)
{
  SgnDashboardPoverty *self = SGN_DASHBOARD_POVERTY (tab);
  g_autofree char *status = NULL;
  g_autofree char *n = NULL;

  g_clear_pointer (&self->summary, sgn_poverty_summary_free);
  self->summary = answer;
  show_tiles (self);
  show_table (self);
  show_heat_map (self);
  show_movement (self);
  sgn_class_chart_set (self->chart, (const SgnPovertyYear *)(gpointer)self->summary->years->data,
                       self->summary->years->len);
  gtk_stack_set_visible_child_name (self->stack,
                                    self->summary->years->len > 0 ? "figures" : "empty");
  n = sgn_number_format_integer (count_both (&self->summary->total));
  status = g_strdup_printf (_ ("%s poor and near-poor households in %d"), n, self->summary->year);
  sgn_review_tab_set_status (tab, status);
}

/* --- filters --- */

static void
ask_again (SgnDashboardPoverty *self)
{
  if (!self->filling && self->ledger != NULL)
    sgn_review_tab_set (SGN_REVIEW_TAB (self), self->ledger,
                        (int)g_ascii_strtoll (sgn_options_get (self->year), NULL, 10),
                        g_ascii_strtoll (sgn_options_get (self->unit), NULL, 10));
}

/* Only once it is seen: starting the program waits for nothing here. */
static void
fill_if_needed (SgnDashboardPoverty *self)
{
  SgnConnection *connection;
  g_autoptr (GError) error = NULL;

  if (!self->unfilled || self->ledger == NULL)
    return;
  connection = sgn_ledger_get_connection (self->ledger);
  self->unfilled = FALSE;
  self->filling = TRUE;
  if (!sgn_review_fill_years (self->year, connection, &error)
      || !sgn_review_fill_units (self->unit, connection, &error))
    sgn_review_tab_fail (SGN_REVIEW_TAB (self), g_steal_pointer (&error));
  self->filling = FALSE;
  ask_again (self);
}

static void
share_cb (SgnDashboardPoverty *self)
{
  sgn_heat_map_set_shares (self->heat_map, gtk_toggle_button_get_active (self->share_button));
}

static void
base_cb (SgnDashboardPoverty *self)
{
  g_autofree char *year = g_strdup_printf ("%d", self->summary->year);

  sgn_page_go_to (sgn_review_tab_get_page (SGN_REVIEW_TAB (self)), "review", &sgn_type_base_count,
                  0, year);
}

static void
export_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnReviewTab *tab = SGN_REVIEW_TAB (widget);
  SgnDate today = sgn_date_today ();
  SgnDate end = { .year = (guint16)sgn_review_tab_get_year (tab), .month = 12, .day = 31 };
  SgnAppendixParameters parameters = {
    .year = sgn_review_tab_get_year (tab),
    .unit_id = sgn_review_tab_get_unit (tab),
    .as_of = sgn_date_compare (today, end) < 0 ? today : end,
    .money_unit = SGN_MONEY_TRIEU,
  };

  sgn_appendix_export_ask (sgn_review_tab_get_page (tab), g_variant_get_string (parameter, NULL),
                           &parameters);
}

/* --- the widget --- */

static void
sgn_dashboard_poverty_map (GtkWidget *widget)
{
  fill_if_needed (SGN_DASHBOARD_POVERTY (widget));
  GTK_WIDGET_CLASS (sgn_dashboard_poverty_parent_class)->map (widget);
}

static void
sgn_dashboard_poverty_dispose (GObject *object)
{
  SgnDashboardPoverty *self = SGN_DASHBOARD_POVERTY (object);

  g_clear_object (&self->ledger);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_DASHBOARD_POVERTY);

  G_OBJECT_CLASS (sgn_dashboard_poverty_parent_class)->dispose (object);
}

static void
sgn_dashboard_poverty_finalize (GObject *object)
{
  g_clear_pointer (&SGN_DASHBOARD_POVERTY (object)->summary, sgn_poverty_summary_free);

  G_OBJECT_CLASS (sgn_dashboard_poverty_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SGN_TYPE_CLASS_CHART);
  g_type_ensure (SGN_TYPE_HEAT_MAP);
  g_type_ensure (SGN_TYPE_REVIEW_TABLE);
  g_type_ensure (SGN_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/pages/dashboard-poverty.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPoverty, box);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPoverty, year);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPoverty, unit);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPoverty, export_section);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPoverty, stack);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPoverty, poor_label);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPoverty, poor_caption);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPoverty, near_label);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPoverty, near_caption);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPoverty, escaped_label);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPoverty, escaped_caption);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPoverty, rate_label);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPoverty, rate_caption);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPoverty, base_button);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPoverty, table);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPoverty, chart);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPoverty, movement_box);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPoverty, heat_map);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPoverty, share_button);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPoverty, heat_caption);
  gtk_widget_class_bind_template_callback (widget_class, ask_again);
  gtk_widget_class_bind_template_callback (widget_class, base_cb);
  gtk_widget_class_bind_template_callback (widget_class, figure_cb);
  gtk_widget_class_bind_template_callback (widget_class, year_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, cell_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, share_cb);
}

static void
sgn_dashboard_poverty_class_init (SgnDashboardPovertyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SgnReviewTabClass *tab_class = SGN_REVIEW_TAB_CLASS (klass);

  object_class->dispose = sgn_dashboard_poverty_dispose;
  object_class->finalize = sgn_dashboard_poverty_finalize;
  widget_class->map = sgn_dashboard_poverty_map;
  tab_class->ask = sgn_dashboard_poverty_ask;
  tab_class->read = read_summary;
  tab_class->free_answer = (GDestroyNotify)sgn_poverty_summary_free;
  tab_class->show = sgn_dashboard_poverty_show;

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "poverty.tile", "i", tile_cb);
  gtk_widget_class_install_action (widget_class, "poverty.escaped", NULL, escaped_cb);
  gtk_widget_class_install_action (widget_class, "poverty.term", "(ii)", term_cb);
  gtk_widget_class_install_action (widget_class, "poverty.export", "s", export_cb);
}

static void
sgn_dashboard_poverty_init (SgnDashboardPoverty *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  sgn_review_table_set_columns (self->table, columns, FALSE);
  sgn_appendix_export_fill_menu (self->export_section, "poverty.export", "RS-");
  self->filling = FALSE;
}

void
sgn_dashboard_poverty_set_ledger (SgnDashboardPoverty *self, SgnLedger *ledger)
{
  g_return_if_fail (SGN_IS_DASHBOARD_POVERTY (self));

  g_set_object (&self->ledger, ledger);
  g_clear_pointer (&self->summary, sgn_poverty_summary_free);
  self->unfilled = ledger != NULL;
  gtk_stack_set_visible_child_name (self->stack, "reading");
  sgn_review_tab_set (SGN_REVIEW_TAB (self), NULL, 0, 0);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill_if_needed (self);
}

void
sgn_dashboard_poverty_tables_changed (SgnDashboardPoverty *self, const char *const *tables)
{
  static const char *const ours[]
      = { "household_year", "base_count", "unit", "code_item", "household", NULL };

  for (guint i = 0; ours[i] != NULL; i++)
    if (g_strv_contains (tables, ours[i]))
      self->unfilled = self->ledger != NULL;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill_if_needed (self);
}

SgnSheet *
sgn_dashboard_poverty_make_sheet (SgnDashboardPoverty *self)
{
  g_return_val_if_fail (SGN_IS_DASHBOARD_POVERTY (self), NULL);

  return self->summary != NULL ? sgn_dashboard_poverty_sheet_new (self->summary) : NULL;
}
