/* What every chart does alike: keys, pointer and words. */

#include "config.h"

#include "app-fixture.h"

#include "app/widgets/sgn-class-chart.h"
#include "app/widgets/sgn-growth-chart.h"
#include "app/widgets/sgn-heat-map.h"
#include "app/widgets/sgn-pace-chart.h"

#define WIDTH 600
#define HEIGHT 300

typedef struct
{
  GtkWidget *window;
  SgnChart *chart;
  guint n_activated, activated;
} Fixture;

static void
activated_cb (Fixture *f, guint item)
{
  f->n_activated++;
  f->activated = item;
}

/* Beside a button, where the focus is. */
static void
show (Fixture *f, GType type)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new ();

  f->chart = g_object_new (type, "hexpand", TRUE, "vexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->chart));
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (f->window), box);
  gtk_window_present (GTK_WINDOW (f->window));
  app_wait_until (gtk_widget_get_width (GTK_WIDGET (f->chart)) > 0);
  gtk_widget_grab_focus (button);
  g_signal_connect_swapped (f->chart, "activated", G_CALLBACK (activated_cb), f);
}

static void
close_window (Fixture *f)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  app_test_settle ();
}

static GtkEventController *
find_controller (SgnChart *chart, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (chart));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller;
    }
  g_assert_not_reached ();
}

static gboolean
press (Fixture *f, guint keyval)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (find_controller (f->chart, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed",
                         keyval, 0, 0, &handled);
  return handled;
}

static void
click (Fixture *f, double x, double y)
{
  g_signal_emit_by_name (find_controller (f->chart, GTK_TYPE_GESTURE_CLICK), "released", 1, x, y);
}

static void
assert_description (Fixture *f, const char *text)
{
  g_autofree char *wrong
      = gtk_test_accessible_check_property (GTK_ACCESSIBLE (f->chart),
                                            GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text);

  g_assert_null (wrong);
}

static void
test_keys (void)
{
  static const gint64 by_month[12] = { 10, 0, 20 };
  Fixture f = { NULL };

  show (&f, SGN_TYPE_PACE_CHART);
  g_assert_false (press (&f, GDK_KEY_Right));
  sgn_pace_chart_set (SGN_PACE_CHART (f.chart), 120, by_month, 3, SGN_MONEY_DONG);
  g_assert_cmpint (sgn_chart_get_focus (f.chart), ==, -1);
  g_assert_false (press (&f, GDK_KEY_Return));

  /* Who comes by keys stands at the first. */
  gtk_widget_grab_focus (GTK_WIDGET (f.chart));
  g_assert_cmpint (sgn_chart_get_focus (f.chart), ==, 0);
  g_assert_true (press (&f, GDK_KEY_Left));
  g_assert_cmpint (sgn_chart_get_focus (f.chart), ==, 0);
  for (guint i = 0; i < 5; i++)
    g_assert_true (press (&f, GDK_KEY_Right));
  g_assert_cmpint (sgn_chart_get_focus (f.chart), ==, 2);
  assert_description (&f, "Đến hết tháng 3: 30 (25,0%); nếu giải ngân đều là 30");
  g_assert_true (press (&f, GDK_KEY_space));
  g_assert_cmpuint (f.n_activated, ==, 1);
  g_assert_cmpuint (f.activated, ==, 2);
  g_assert_false (press (&f, GDK_KEY_Up));
  g_assert_false (press (&f, GDK_KEY_Tab));

  /* Fewer months: none of them; all again: where it was. */
  sgn_pace_chart_set (SGN_PACE_CHART (f.chart), 120, by_month, 1, SGN_MONEY_DONG);
  g_assert_cmpint (sgn_chart_get_focus (f.chart), ==, -1);
  assert_description (&f, "Đến hết tháng 1: 10 (8,3%); nếu giải ngân đều là 10");
  sgn_pace_chart_set (SGN_PACE_CHART (f.chart), 120, by_month, 3, SGN_MONEY_DONG);
  g_assert_cmpint (sgn_chart_get_focus (f.chart), ==, 2);
  close_window (&f);
}

/* A click on a column opens it; beside all of them nothing. */
static void
test_pointer (void)
{
  static const SgnPovertyYear years[]
      = { { 2022, { 40, 20 }, { 0 } }, { 2023, { 30, 25 }, { 0 } } };
  Fixture f = { NULL };
  g_autofree char *words = NULL;
  int width;

  show (&f, SGN_TYPE_CLASS_CHART);
  sgn_class_chart_set (SGN_CLASS_CHART (f.chart), years, G_N_ELEMENTS (years));
  words = sgn_chart_describe (f.chart);
  g_assert_cmpstr (words, ==,
                   "Năm 2022: 40 hộ nghèo, 20 hộ cận nghèo, cộng 60\n"
                   "Năm 2023: 30 hộ nghèo, 25 hộ cận nghèo, cộng 55");
  assert_description (&f, words);
  width = gtk_widget_get_width (GTK_WIDGET (f.chart));
  click (&f, width * 0.75, 50);
  g_assert_cmpuint (f.n_activated, ==, 1);
  g_assert_cmpuint (f.activated, ==, 1);
  g_assert_cmpint (sgn_chart_get_focus (f.chart), ==, 1);
  click (&f, width + 5, 50);
  g_assert_cmpuint (f.n_activated, ==, 1);
  g_assert_cmpint (sgn_chart_get_focus (f.chart), ==, 1);
  close_window (&f);
}

/* The map is walked in four directions, and keeps its place while it is filled anew. */
static void
test_map (void)
{
  static const gint64 values[][2] = { { 5, 1 }, { 2, 0 }, { 3, 1 } };
  Fixture f = { NULL };

  show (&f, SGN_TYPE_HEAT_MAP);
  for (guint pass = 0; pass < 2; pass++)
    {
      SgnHeatMap *map = SGN_HEAT_MAP (f.chart);

      sgn_heat_map_clear (map);
      g_assert_cmpint (sgn_chart_get_focus (f.chart), ==, -1);
      sgn_heat_map_add_column (map, "VL", "Việc làm");
      sgn_heat_map_add_column (map, "DD", "Dinh dưỡng");
      sgn_heat_map_add_row (map, "Tất cả", values[0], 10);
      sgn_heat_map_add_row (map, "Xã Một", values[1], 4);
      sgn_heat_map_add_row (map, "Xã Hai", values[2], 6);
      if (pass > 0)
        break;
      assert_description (&f, "Tất cả, Việc làm: 5 hộ (50,0%)");
      gtk_widget_grab_focus (GTK_WIDGET (f.chart));
      g_assert_true (press (&f, GDK_KEY_Up));
      g_assert_true (press (&f, GDK_KEY_Left));
      g_assert_cmpint (sgn_chart_get_focus (f.chart), ==, 0);
      for (guint i = 0; i < 4; i++)
        {
          g_assert_true (press (&f, GDK_KEY_Down));
          g_assert_true (press (&f, GDK_KEY_Right));
        }
    }
  g_assert_cmpint (sgn_chart_get_focus (f.chart), ==, 5);
  assert_description (&f, "Xã Hai, Dinh dưỡng: 1 hộ (16,7%)");
  g_assert_true (press (&f, GDK_KEY_KP_Enter));
  g_assert_cmpuint (f.activated, ==, 5);
  close_window (&f);
}

/* Nothing to be drawn is said, not left out. */
static void
test_empty (void)
{
  Fixture f = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnGrowth) growth = sgn_growth_load (&error);
  const SgnChildMeasure unknown = { .date = { 2023, 8, 31 }, .height = 100 };

  g_assert_no_error (error);
  show (&f, SGN_TYPE_GROWTH_CHART);
  sgn_growth_chart_set (SGN_GROWTH_CHART (f.chart), growth, SGN_GROWTH_HEIGHT, &unknown, 1);
  assert_description (&f, "Chưa có lần đo nào so được với đường chuẩn.");
  g_assert_false (press (&f, GDK_KEY_Right));
  close_window (&f);
}

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  app_test_register_types ();
  g_test_add_func ("/charts/keys", test_keys);
  g_test_add_func ("/charts/pointer", test_pointer);
  g_test_add_func ("/charts/map", test_map);
  g_test_add_func ("/charts/empty", test_empty);
  return g_test_run ();
}
