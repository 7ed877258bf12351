#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-dashboard-table.h"

#include "app/pages/sgn-dashboard-row.h"
#include "app/widgets/sgn-text-scale.h"
#include "base/sgn-number.h"

#include <glib/gi18n-lib.h>

#define STATE_KEY "sgn-dashboard-table"

/* What the cells need besides their row. */
typedef struct
{
  SgnMoneyUnit unit;
  double elapsed;                      /* share of the year gone by */
  GtkColumnViewColumn *carried_column; /* borrowed; shown only where something was carried over */
} State;

static State *
get_state (GtkColumnView *table)
{
  return g_object_get_data (G_OBJECT (table), STATE_KEY);
}

static SgnDashboardRow *
get_row (GtkListItem *item)
{
  return gtk_tree_list_row_get_item (GTK_TREE_LIST_ROW (gtk_list_item_get_item (item)));
}

/* --- the component --- */

static void
setup_name_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *label = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (label),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (label), 10);
  /* Names are long: two lines, in every row, so that rows stay equal. */
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (label), 2);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), label);
  gtk_list_item_set_child (item, expander);
}

static void
bind_name_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkTreeListRow *tree_row = gtk_list_item_get_item (item);
  g_autoptr (SgnDashboardRow) row = get_row (item);
  GtkWidget *expander = gtk_list_item_get_child (item);
  GtkWidget *label = gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander));
  g_autofree char *text = g_strdup_printf ("%s  %s", sgn_dashboard_row_get_code (row),
                                           sgn_dashboard_row_get_short_name (row));

  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (expander), tree_row);
  gtk_inscription_set_text (GTK_INSCRIPTION (label), text);
  gtk_widget_set_tooltip_text (label, sgn_dashboard_row_get_name (row));
  if (gtk_tree_list_row_get_depth (tree_row) == 0)
    gtk_widget_add_css_class (label, "project");
  else
    gtk_widget_remove_css_class (label, "project");
}

static void
unbind_name_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (item)), NULL);
}

/* --- a figure --- */

static void
setup_figure_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "figure-button");
  gtk_widget_set_tooltip_text (button, _ ("Show the records behind this figure"));
  gtk_list_item_set_child (item, button);
}

static char *
format_figure (State *state, gint64 dong)
{
  if (state->unit == SGN_MONEY_TY)
    return sgn_number_format_scaled (sgn_money_round (dong, 1000000), 3, 0);
  return sgn_number_format_integer (sgn_money_round (dong, sgn_money_unit_factor (state->unit)));
}

static void
bind_figure (GtkColumnView *table, GtkListItem *item, SgnFundingFigure figure)
{
  g_autoptr (SgnDashboardRow) row = get_row (item);
  GtkWidget *button = gtk_list_item_get_child (item);
  g_autofree char *text
      = format_figure (get_state (table), sgn_dashboard_row_get_figure (row, figure));

  gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), text);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ixi)", (gint32)figure,
                                    sgn_dashboard_row_get_component (row), 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "dashboard.records");
}

static void
bind_planned_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GtkColumnView *table)
{
  bind_figure (table, item, SGN_FUNDING_PLANNED);
}

static void
bind_carried_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GtkColumnView *table)
{
  bind_figure (table, item, SGN_FUNDING_CARRIED_OVER);
}

static void
bind_disbursed_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GtkColumnView *table)
{
  bind_figure (table, item, SGN_FUNDING_DISBURSED);
}

/* --- the rate --- */

static void
setup_rate_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *bar = gtk_progress_bar_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_widget_set_size_request (bar, 40, -1);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

/* Colour never speaks alone: a sign stands beside the rate. */
static const char *
pace_class (double rate, double elapsed, const char **sign, const char **words)
{
  if (rate >= elapsed)
    {
      *sign = "";
      *words = _ ("at or ahead of an even pace");
      return "good";
    }
  if (rate >= elapsed / 2)
    {
      *sign = " ▾";
      *words = _ ("behind an even pace");
      return "attention";
    }
  *sign = " ▼";
  *words = _ ("less than half of an even pace");
  return "bad";
}

static void
bind_rate_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GtkColumnView *table)
{
  g_autoptr (SgnDashboardRow) row = get_row (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *bar = gtk_widget_get_first_child (box);
  GtkWidget *label = gtk_widget_get_next_sibling (bar);
  gint64 available = sgn_dashboard_row_get_figure (row, SGN_FUNDING_PLANNED)
                     + sgn_dashboard_row_get_figure (row, SGN_FUNDING_CARRIED_OVER);
  gint64 disbursed = sgn_dashboard_row_get_figure (row, SGN_FUNDING_DISBURSED);
  double rate = available > 0 ? (double)disbursed / available : 0;
  g_autofree char *percent = sgn_number_format_percent (disbursed, available);
  const char *sign, *words;
  const char *class_name = pace_class (rate, get_state (table)->elapsed, &sign, &words);
  g_autofree char *text = percent != NULL ? g_strconcat (percent, sign, NULL) : g_strdup ("–");

  gtk_widget_remove_css_class (bar, "attention");
  gtk_widget_remove_css_class (bar, "bad");
  if (available > 0)
    gtk_widget_add_css_class (bar, class_name);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar), CLAMP (rate, 0, 1));
  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (box, available > 0 ? words : NULL);
}

/* --- the table --- */

static GtkColumnViewColumn *
add_column (GtkColumnView *table, const char *title, GCallback setup, GCallback bind,
            GCallback unbind, int width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", setup, table);
  g_signal_connect (factory, "bind", bind, table);
  if (unbind != NULL)
    g_signal_connect (factory, "unbind", unbind, table);
  column = gtk_column_view_column_new (title, factory);
  if (width > 0)
    gtk_column_view_column_set_fixed_width (column, sgn_text_scale (width));
  else
    gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (table, column);
  return column;
}

void
sgn_dashboard_table_set_up (GtkColumnView *table)
{
  State *state = g_new0 (State, 1);

  g_object_set_data_full (G_OBJECT (table), STATE_KEY, state, g_free);
  add_column (table, _ ("Project"), G_CALLBACK (setup_name_cb), G_CALLBACK (bind_name_cb),
              G_CALLBACK (unbind_name_cb), 0);
  add_column (table, _ ("Plan"), G_CALLBACK (setup_figure_cb), G_CALLBACK (bind_planned_cb), NULL,
              88);
  state->carried_column = add_column (table, _ ("Carried over"), G_CALLBACK (setup_figure_cb),
                                      G_CALLBACK (bind_carried_cb), NULL, 88);
  add_column (table, _ ("Disbursed"), G_CALLBACK (setup_figure_cb), G_CALLBACK (bind_disbursed_cb),
              NULL, 88);
  add_column (table, _ ("Rate"), G_CALLBACK (setup_rate_cb), G_CALLBACK (bind_rate_cb), NULL, 112);
}

static GListModel *
get_parts_cb (gpointer item, gpointer user_data)
{
  GListModel *parts = sgn_dashboard_row_get_parts (item);

  return parts != NULL ? g_object_ref (parts) : NULL;
}

static GtkTreeListModel *
get_tree (GtkColumnView *table)
{
  GtkSelectionModel *selection = gtk_column_view_get_model (table);

  if (selection == NULL)
    return NULL;
  return GTK_TREE_LIST_MODEL (gtk_no_selection_get_model (GTK_NO_SELECTION (selection)));
}

static GHashTable *
collect_unfolded (GtkTreeListModel *tree)
{
  GHashTable *unfolded = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (tree)); i++)
    {
      g_autoptr (GtkTreeListRow) tree_row = gtk_tree_list_model_get_row (tree, i);
      g_autoptr (SgnDashboardRow) row = gtk_tree_list_row_get_item (tree_row);
      gint64 id = sgn_dashboard_row_get_component (row);

      if (gtk_tree_list_row_get_expanded (tree_row))
        g_hash_table_add (unfolded, g_memdup2 (&id, sizeof id));
    }
  return unfolded;
}

static void
unfold (GtkTreeListModel *tree, GHashTable *unfolded)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (tree)); i++)
    {
      g_autoptr (GtkTreeListRow) tree_row = gtk_tree_list_model_get_row (tree, i);
      g_autoptr (SgnDashboardRow) row = gtk_tree_list_row_get_item (tree_row);
      gint64 id = sgn_dashboard_row_get_component (row);

      /* The first time the first project shows what unfolding gives. */
      if (unfolded != NULL ? g_hash_table_contains (unfolded, &id) : i == 0)
        gtk_tree_list_row_set_expanded (tree_row, TRUE);
    }
}

static double
share_of_year (SgnDate as_of)
{
  SgnDate first = { .year = as_of.year, .month = 1, .day = 1 };
  SgnDate last = { .year = as_of.year, .month = 12, .day = 31 };
  gint64 start = sgn_date_days (first);

  return (double)(sgn_date_days (as_of) - start + 1) / (sgn_date_days (last) - start + 1);
}

void
sgn_dashboard_table_show (GtkColumnView *table, const SgnFundingSummary *summary, SgnMoneyUnit unit)
{
  State *state = get_state (table);
  GtkTreeListModel *old = get_tree (table);
  g_autoptr (GHashTable) unfolded = old != NULL ? collect_unfolded (old) : NULL;
  GListStore *projects = sgn_dashboard_row_new_tree (summary);
  GtkTreeListModel *tree
      = gtk_tree_list_model_new (G_LIST_MODEL (projects), FALSE, FALSE, get_parts_cb, NULL, NULL);
  g_autoptr (GtkNoSelection) selection = NULL;

  state->unit = unit;
  state->elapsed = share_of_year (summary->as_of);
  gtk_column_view_column_set_visible (state->carried_column, summary->carried_over != 0);
  unfold (tree, unfolded);
  selection = gtk_no_selection_new (G_LIST_MODEL (tree));
  gtk_column_view_set_model (table, GTK_SELECTION_MODEL (selection));
}

void
sgn_dashboard_table_clear (GtkColumnView *table)
{
  gtk_column_view_set_model (table, NULL);
}

static void
add_sheet_row (SgnSheet *sheet, SgnDashboardRow *row, guint level)
{
  gint64 planned = sgn_dashboard_row_get_figure (row, SGN_FUNDING_PLANNED);
  gint64 carried = sgn_dashboard_row_get_figure (row, SGN_FUNDING_CARRIED_OVER);
  gint64 disbursed = sgn_dashboard_row_get_figure (row, SGN_FUNDING_DISBURSED);
  guint index = sgn_sheet_add_row (sheet, sgn_dashboard_row_get_code (row), level,
                                   level == 1 ? SGN_ROW_STYLE_GROUP : SGN_ROW_STYLE_NORMAL, -1);

  sgn_sheet_set_cell_text (sheet, index, 0, sgn_dashboard_row_get_code (row));
  sgn_sheet_set_cell_text (sheet, index, 1, sgn_dashboard_row_get_name (row));
  sgn_sheet_set_cell_money (sheet, index, 2, planned);
  sgn_sheet_set_cell_money (sheet, index, 3, carried);
  sgn_sheet_set_cell_money (sheet, index, 4, disbursed);
  if (planned + carried > 0)
    sgn_sheet_set_cell_real (sheet, index, 5, (double)disbursed / (planned + carried));
}

static void
add_total_row (SgnSheet *sheet, const SgnFundingSummary *summary)
{
  guint index = sgn_sheet_add_row (sheet, "total", 0, SGN_ROW_STYLE_TOTAL, -1);
  gint64 available = summary->planned + summary->carried_over;

  sgn_sheet_set_cell_text (sheet, index, 1, "Tổng cộng");
  sgn_sheet_set_cell_money (sheet, index, 2, summary->planned);
  sgn_sheet_set_cell_money (sheet, index, 3, summary->carried_over);
  sgn_sheet_set_cell_money (sheet, index, 4, summary->disbursed);
  if (available > 0)
    sgn_sheet_set_cell_real (sheet, index, 5, (double)summary->disbursed / available);
}

/* Paper is in Vietnamese whatever the interface speaks. */
static SgnSheet *
new_sheet (const SgnFundingSummary *summary, SgnMoneyUnit unit)
{
  static const struct
  {
    const char *key, *heading;
    SgnColumnKind kind;
    double width;
  } columns[] = {
    { "code", "TT", SGN_COLUMN_TEXT, 6 },
    { "name", "Dự án, tiểu dự án", SGN_COLUMN_TEXT, 60 },
    { "planned", "Kế hoạch giao", SGN_COLUMN_MONEY, 16 },
    { "carried", "Kéo dài sang", SGN_COLUMN_MONEY, 16 },
    { "disbursed", "Đã giải ngân", SGN_COLUMN_MONEY, 16 },
    { "rate", "Tỷ lệ", SGN_COLUMN_PERCENT, 10 },
  };
  g_autofree char *day = sgn_date_format (summary->as_of);
  g_autofree char *title = g_strdup_printf ("TÌNH HÌNH GIẢI NGÂN NĂM %d", summary->filter.year);
  g_autofree char *subtitle = g_strdup_printf ("(đến ngày %s)", day);
  SgnSheet *sheet = sgn_sheet_new ("dashboard", title);

  sgn_sheet_set_text (sheet, "subtitle", subtitle);
  sgn_sheet_set_money_unit (sheet, unit);
  sgn_sheet_set_paper (sheet, SGN_PAPER_A4, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const char *heading[] = { columns[i].heading, NULL };
      guint column = sgn_sheet_add_column (sheet, columns[i].key, heading, columns[i].kind,
                                           columns[i].width);

      sgn_sheet_get_column (sheet, column)->decimals = 1;
    }
  return sheet;
}

SgnSheet *
sgn_dashboard_table_make_sheet (GtkColumnView *table, const SgnFundingSummary *summary,
                                SgnMoneyUnit unit)
{
  g_autoptr (SgnSheet) sheet = new_sheet (summary, unit);
  GtkTreeListModel *tree = get_tree (table);

  add_total_row (sheet, summary);
  for (guint i = 0; tree != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (tree)); i++)
    {
      g_autoptr (GtkTreeListRow) tree_row = gtk_tree_list_model_get_row (tree, i);
      g_autoptr (SgnDashboardRow) row = gtk_tree_list_row_get_item (tree_row);

      add_sheet_row (sheet, row, gtk_tree_list_row_get_depth (tree_row) + 1);
    }
  sgn_sheet_round_money (sheet);
  return g_steal_pointer (&sheet);
}
