#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-dashboard-poverty.h"

#include "app/pages/sgn-appendix-export.h"
#include "app/pages/sgn-dashboard-poverty-sheet.h"
#include "app/pages/sgn-review-table.h"
#include "app/widgets/sgn-class-chart.h"
#include "app/widgets/sgn-heat-map.h"
#include "app/widgets/sgn-options.h"
#include "app/widgets/sgn-wrap-box.h"
#include "base/sgn-number.h"
#include "programme/sgn-poverty-summary.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review-board.h"

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

/* What a figure opens. */
typedef enum
{
  FIGURE_CLASS,
  FIGURE_ESCAPED,
  FIGURE_MOVEMENT,
} FigureKind;

typedef struct
{
  FigureKind kind;
  int year;
  gint64 unit_id, part_id; /* part_id: a row; of the escaped the day, in days */
  guint class_, detail;    /* detail: an indicator, or a term of the movement */
} Figure;

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
  { N_ ("Unit"), "Đơn vị", SGN_REVIEW_NAME, 0, 0, 0, NULL },
  { N_ ("Poor"), "Hộ nghèo", SGN_REVIEW_FIGURE, POOR, 0, 62,
    N_ ("Show the households behind this figure") },
  { N_ ("±"), "Tăng, giảm", SGN_REVIEW_NUMBER, POOR_CHANGE, 0, 50, NULL },
  { N_ ("Near-poor"), "Hộ cận nghèo", SGN_REVIEW_FIGURE, NEAR_POOR, 0, 86,
    N_ ("Show the households behind this figure") },
  { N_ ("±"), "Tăng, giảm", SGN_REVIEW_NUMBER, NEAR_POOR_CHANGE, 0, 50, NULL },
  { N_ ("Poverty rate"), "Tỷ lệ hộ nghèo", SGN_REVIEW_SHARE, POOR, BASE, 116, NULL },
  { NULL },
};

/* The terms with their signs, by class; the start has none. */
static const char *const term_names[SGN_N_POVERTY_CLASSES][SGN_N_TERMS] = {
  { N_ ("at the start"), N_ ("became near-poor"), N_ ("beyond near-poor"), N_ ("left otherwise"),
    N_ ("were near-poor"), N_ ("poor again"), N_ ("newly poor"), N_ ("came otherwise"),
    N_ ("at the end") },
  { N_ ("at the start"), N_ ("escaped near-poverty"), N_ ("became poor"), N_ ("left otherwise"),
    N_ ("were poor"), N_ ("near-poor again"), N_ ("newly near-poor"), N_ ("came otherwise"),
    N_ ("at the end") },
};
static const char *const term_signs[SGN_N_TERMS] = { "", "−", "−", "−", "+", "+", "+", "+", "=" };

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

static char *
figure_to_text (const Figure *figure)
{
  return g_strdup_printf ("%d:%d:%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT ":%u:%u", figure->kind,
                          figure->year, figure->unit_id, figure->part_id, figure->class_,
                          figure->detail);
}

static Figure
figure_from_text (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", -1);

  g_assert (g_strv_length (parts) == 6);
  return (Figure){ .kind = (FigureKind)g_ascii_strtoll (parts[0], NULL, 10),
                   .year = (int)g_ascii_strtoll (parts[1], NULL, 10),
                   .unit_id = g_ascii_strtoll (parts[2], NULL, 10),
                   .part_id = g_ascii_strtoll (parts[3], NULL, 10),
                   .class_ = (guint)g_ascii_strtoull (parts[4], NULL, 10),
                   .detail = (guint)g_ascii_strtoull (parts[5], NULL, 10) };
}

static SgnQuery *
find_records (const SgnReviewQuestion *question, SgnConnection *connection, GError **error)
{
  static const char *const classes[] = { "poor", "near-poor" };
  Figure figure = figure_from_text (question->text);

  switch (figure.kind)
    {
    case FIGURE_ESCAPED:
      return sgn_poverty_escaped (figure.unit_id, sgn_date_from_days (figure.part_id));
    case FIGURE_MOVEMENT:
      return sgn_movement_records (connection, figure.year, classes[figure.class_], figure.unit_id,
                                   (SgnMovementTerm)figure.detail, error);
    case FIGURE_CLASS:
    default:
      return sgn_poverty_records (connection, figure.year, figure.unit_id, figure.part_id,
                                  (SgnPovertyGroup)figure.class_, figure.detail, error);
    }
}

static void
open_figure (SgnDashboardPoverty *self, const Figure *figure, const char *title)
{
  g_autofree char *text = figure_to_text (figure);

  sgn_review_tab_show_records (SGN_REVIEW_TAB (self), title, figure->unit_id, text, 0,
                               find_records);
}

static const char *
name_class (guint class_)
{
  switch (class_)
    {
    case SGN_POVERTY_POOR:
      return _ ("Poor households");
    case SGN_POVERTY_NEAR_POOR:
      return _ ("Near-poor households");
    default:
      return _ ("Poor and near-poor households");
    }
}

static void
open_class (SgnDashboardPoverty *self, int year, guint class_, const SgnPovertyRow *row,
            guint indicator)
{
  Figure figure = { FIGURE_CLASS, year,     self->summary->unit_id, row != NULL ? row->unit_id : 0,
                    class_,       indicator };
  g_autoptr (GString) title = g_string_new (NULL);

  g_string_printf (title, "%s · %d", name_class (class_), year);
  if (row != NULL)
    g_string_append_printf (title, " · %s", row->name);
  if (indicator > 0)
    g_string_append_printf (title, " · %s", self->summary->indicators[indicator - 1].name);
  open_figure (self, &figure, title->str);
}

static void
tile_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnDashboardPoverty *self = SGN_DASHBOARD_POVERTY (widget);
  gint32 tile = g_variant_get_int32 (parameter);
  Figure escaped = { .kind = FIGURE_ESCAPED };

  if (self->summary == NULL)
    return;
  escaped.unit_id = self->summary->unit_id;
  escaped.part_id = sgn_date_days (self->summary->day);
  if (tile == SGN_POVERTY_BOTH)
    open_figure (self, &escaped, _ ("Newly escaped households"));
  else
    open_class (self, self->summary->year, (guint)tile, NULL, 0);
}

static void
term_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnDashboardPoverty *self = SGN_DASHBOARD_POVERTY (widget);
  Figure figure = { .kind = FIGURE_MOVEMENT };
  gint32 class_, term;
  g_autofree char *title = NULL;

  if (self->summary == NULL)
    return;
  g_variant_get (parameter, "(ii)", &class_, &term);
  figure.year = self->summary->year;
  figure.unit_id = self->summary->unit_id;
  figure.class_ = (guint)class_;
  figure.detail = (guint)term;
  title = g_strdup_printf ("%s · %d · %s", name_class (figure.class_), figure.year,
                           _ (term_names[class_][term]));
  open_figure (self, &figure, title);
}

static void
figure_cb (SgnDashboardPoverty *self, SgnReviewRow *row, guint column)
{
  const SgnPovertyRow *part = NULL;

  for (guint i = 0; !row->total && i < self->summary->rows->len; i++)
    if (((SgnPovertyRow *)self->summary->rows->pdata[i])->unit_id == row->id)
      part = self->summary->rows->pdata[i];
  open_class (self, self->summary->year,
              columns[column].index == POOR ? SGN_POVERTY_POOR : SGN_POVERTY_NEAR_POOR, part, 0);
}

static void
year_activated_cb (SgnDashboardPoverty *self, guint item)
{
  int year = g_array_index (self->summary->years, SgnPovertyYear, item).year;

  open_class (self, year, SGN_POVERTY_BOTH, NULL, 0);
}

/* The first row of the map is the whole. */
static void
cell_activated_cb (SgnDashboardPoverty *self, guint item)
{
  guint row = item / SGN_POVERTY_INDICATORS, column = item % SGN_POVERTY_INDICATORS;

  open_class (self, self->summary->year, SGN_POVERTY_BOTH,
              row > 0 ? g_ptr_array_index (self->summary->rows, row - 1) : NULL, column + 1);
}

/* --- showing --- */

static void
set_count (GtkLabel *label, gint64 n)
{
  g_autofree char *text = n >= 0 ? sgn_number_format_integer (n) : g_strdup ("–");

  gtk_label_set_label (label, text);
}

static char *
format_signed (gint64 n)
{
  g_autofree char *text = sgn_number_format_integer (ABS (n));

  return g_strconcat (n < 0 ? "−" : n > 0 ? "+" : "±", text, NULL);
}

static void
show_change (GtkLabel *caption, gint64 now, gint64 before, gboolean known, int year)
{
  g_autofree char *change = format_signed (now - before);
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

static gboolean
has_year (const SgnPovertySummary *summary, int year)
{
  for (guint i = 0; i < summary->years->len; i++)
    if (g_array_index (summary->years, SgnPovertyYear, i).year == year)
      return TRUE;
  return FALSE;
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
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->rate_caption), text);
  gtk_widget_set_visible (self->base_button, poor == NULL);
}

static void
show_tiles (SgnDashboardPoverty *self)
{
  const SgnPovertySummary *summary = self->summary;
  const SgnPovertyRow *total = &summary->total;
  gboolean known = has_year (summary, summary->year - 1);

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

static SgnReviewRow *
make_row (const SgnPovertyRow *part, const char *name)
{
  SgnReviewRow *row = sgn_review_row_new (part->unit_id, name);

  row->numbers[POOR] = part->households[SGN_POVERTY_POOR];
  row->numbers[POOR_CHANGE] = row->numbers[POOR] - part->before[SGN_POVERTY_POOR];
  row->numbers[NEAR_POOR] = part->households[SGN_POVERTY_NEAR_POOR];
  row->numbers[NEAR_POOR_CHANGE] = row->numbers[NEAR_POOR] - part->before[SGN_POVERTY_NEAR_POOR];
  row->numbers[BASE] = MAX (part->base, 0);
  return row;
}

static const char *
name_part (const SgnPovertyRow *part)
{
  return part->name != NULL ? part->name : _ ("Outside the units that enter");
}

static void
show_table (SgnDashboardPoverty *self)
{
  g_autoptr (GListStore) rows = g_list_store_new (SGN_TYPE_REVIEW_ROW);

  for (guint i = 0; i < self->summary->rows->len; i++)
    {
      const SgnPovertyRow *part = g_ptr_array_index (self->summary->rows, i);
      g_autoptr (SgnReviewRow) row = make_row (part, name_part (part));

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
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      const char *short_name
          = summary->indicators[i].short_name != NULL ? summary->indicators[i].short_name : number;
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

      sgn_heat_map_add_row (self->heat_map, name_part (part), part->deprived, count_both (part));
    }
  gtk_label_set_label (self->heat_caption, names->str);
}

static GtkWidget *
make_term (SgnDashboardPoverty *self, guint class_, guint term)
{
  gint64 n = self->summary->movement[class_][term];
  g_autofree char *count = sgn_number_format_integer (n);
  g_autofree char *text
      = g_strdup_printf ("%s %s %s", term_signs[term], count, _ (term_names[class_][term]));
  GtkWidget *button = gtk_button_new_with_label (g_strchug (text));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "figure-button");
  if (term == SGN_TERM_START || term == SGN_TERM_END)
    gtk_widget_add_css_class (button, "project");
  else if (n == 0)
    gtk_widget_add_css_class (button, "dim-label");
  gtk_widget_set_tooltip_text (button, _ ("Show the households behind this figure"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ii)", (gint32)class_, (gint32)term);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "poverty.term");
  return button;
}

static GtkWidget *
make_movement (SgnDashboardPoverty *self, guint class_)
{
  GtkWidget *line = sgn_wrap_box_new ();
  GtkWidget *name = gtk_label_new (name_class (class_));
  gint64 gap = sgn_movement_gap (self->summary->movement[class_]);

  gtk_widget_add_css_class (name, "caption");
  gtk_widget_set_parent (name, line);
  for (guint term = 0; term < SGN_N_TERMS; term++)
    gtk_widget_set_parent (make_term (self, class_, term), line);
  if (gap != 0)
    {
      g_autofree char *n = format_signed (gap);
      g_autofree char *text = g_strdup_printf (_ ("does not close: %s"), n);
      GtkWidget *pill = gtk_label_new (text);

      gtk_widget_add_css_class (pill, "pill");
      gtk_widget_add_css_class (pill, "bad");
      gtk_widget_set_parent (pill, line);
    }
  return line;
}

static void
show_movement (SgnDashboardPoverty *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->movement_box))) != NULL)
    gtk_box_remove (self->movement_box, child);
  for (guint class_ = 0; class_ < SGN_N_POVERTY_CLASSES; class_++)
    gtk_box_append (self->movement_box, make_movement (self, class_));
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
fill_years (SgnDashboardPoverty *self, SgnConnection *connection)
{
  g_autoptr (GArray) years = sgn_review_years (connection, NULL);
  g_autofree char *kept = g_strdup (sgn_options_get (self->year));
  g_autofree char *own = g_strdup_printf ("%d", sgn_programme_default_year (connection));

  sgn_options_clear (self->year);
  for (guint i = 0; years != NULL && i < years->len; i++)
    {
      g_autofree char *value = g_strdup_printf ("%d", g_array_index (years, int, i));
      g_autofree char *label = g_strdup_printf (_ ("Year %s"), value);

      sgn_options_add (self->year, value, label);
    }
  if (!sgn_options_select (self->year, kept))
    sgn_options_select (self->year, own);
}

static void
fill_units (SgnDashboardPoverty *self, SgnConnection *connection)
{
  g_autoptr (GArray) units = sgn_review_units (connection, NULL);
  g_autofree char *kept = g_strdup (sgn_options_get (self->unit));

  sgn_options_clear (self->unit);
  sgn_options_add (self->unit, "0", _ ("All units"));
  for (guint i = 0; units != NULL && i < units->len; i++)
    {
      const SgnReviewUnit *unit = &g_array_index (units, SgnReviewUnit, i);
      g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, unit->unit_id);

      sgn_options_add (self->unit, value, unit->name);
    }
  sgn_options_select (self->unit, kept);
}

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
  if (!self->unfilled || self->ledger == NULL)
    return;
  self->unfilled = FALSE;
  self->filling = TRUE;
  fill_years (self, sgn_ledger_get_connection (self->ledger));
  fill_units (self, sgn_ledger_get_connection (self->ledger));
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
  sgn_page_go_to (sgn_review_tab_get_page (SGN_REVIEW_TAB (self)), "review", NULL, 0, NULL);
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
