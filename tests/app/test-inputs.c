#include "config.h"

#include "app-fixture.h"

#include "app/sgn-settings.h"
#include "app/widgets/sgn-check-input.h"
#include "app/widgets/sgn-choice-input.h"
#include "app/widgets/sgn-date-input.h"
#include "app/widgets/sgn-memo-input.h"
#include "app/widgets/sgn-number-input.h"
#include "app/widgets/sgn-text-input.h"

static const SgnChoice CHOICES[] = {
  { "new", "New" },
  { "repair", "Repair" },
  { NULL },
};

static const SgnField FIELDS[] = {
  { .name = "name", .kind = SGN_FIELD_TEXT, .flags = SGN_FIELD_REQUIRED, .label = "Name" },
  { .name = "amount", .kind = SGN_FIELD_MONEY, .label = "Amount" },
  { .name = "area", .kind = SGN_FIELD_DECIMAL, .label = "Ground", .unit = "m²", .decimals = 1 },
  { .name = "people", .kind = SGN_FIELD_INTEGER, .label = "People" },
  { .name = "day", .kind = SGN_FIELD_DATE, .label = "Day" },
  { .name = "since", .kind = SGN_FIELD_DATE, .flags = SGN_FIELD_PARTIAL, .label = "Since" },
  { .name = "kind", .kind = SGN_FIELD_CHOICE, .label = "Kind", .choices = CHOICES },
  { .name = "note", .kind = SGN_FIELD_MEMO, .label = "Note" },
  { .name = "alone", .kind = SGN_FIELD_BOOLEAN, .label = "Alone" },
};

static const SgnField *
field (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    if (g_str_equal (FIELDS[i].name, name))
      return &FIELDS[i];
  g_assert_not_reached ();
}

static SgnInput *
make_input (GType type, const char *name)
{
  SgnInput *input = g_object_new (type, "field", name, NULL);

  g_object_ref_sink (input);
  sgn_input_bind (input, field (name), NULL);
  return input;
}

/* Typed by hand, then left. */
static void
type_and_leave (SgnInput *input, const char *text)
{
  sgn_input_set_text (input, text);
  sgn_input_leave (input);
}

typedef enum
{
  TEXT,
  NUMBER,
  DATE,
  MEMO,
  CHOICE,
  CHECK,
} Kind;

static GType
type_of (Kind kind)
{
  const GType types[] = {
    SGN_TYPE_TEXT_INPUT, SGN_TYPE_NUMBER_INPUT, SGN_TYPE_DATE_INPUT,
    SGN_TYPE_MEMO_INPUT, SGN_TYPE_CHOICE_INPUT, SGN_TYPE_CHECK_INPUT,
  };

  return types[kind];
}

static void
test_good (void)
{
  static const struct
  {
    Kind kind;
    const char *field, *typed, *shown;
    SgnValue value;
  } CASES[] = {
    { TEXT,
      "name",
      "  Nông Văn Sáng ",
      "Nông Văn Sáng",
      { SGN_VALUE_TEXT, 0, 0, (char *)"Nông Văn Sáng" } },
    { NUMBER,
      "amount",
      "114929",
      "114.929",
      { SGN_VALUE_INT, G_GINT64_CONSTANT (114929000000), 0, NULL } },
    { NUMBER,
      "amount",
      "114.929,5",
      "114.929,5",
      { SGN_VALUE_INT, G_GINT64_CONSTANT (114929500000), 0, NULL } },
    { NUMBER,
      "amount",
      "5 tỷ",
      "5.000",
      { SGN_VALUE_INT, G_GINT64_CONSTANT (5000000000), 0, NULL } },
    { NUMBER, "area", "27,5", "27,5", { SGN_VALUE_REAL, 0, 27.5, NULL } },
    { NUMBER, "people", "14870", "14.870", { SGN_VALUE_INT, 14870, 0, NULL } },
    { NUMBER, "people", "", "", { SGN_VALUE_NULL, 0, 0, NULL } },
    { DATE, "day", "15-3-2023", "15/03/2023", { SGN_VALUE_TEXT, 0, 0, (char *)"2023-03-15" } },
    { DATE, "since", "3/2016", "3/2016", { SGN_VALUE_TEXT, 0, 0, (char *)"2016-03" } },
    { DATE, "since", "1975", "1975", { SGN_VALUE_TEXT, 0, 0, (char *)"1975" } },
    { MEMO, "note", "hai\ndòng", "hai\ndòng", { SGN_VALUE_TEXT, 0, 0, (char *)"hai\ndòng" } },
    { CHOICE, "kind", "repair", "repair", { SGN_VALUE_TEXT, 0, 0, (char *)"repair" } },
    { CHOICE, "kind", "", "", { SGN_VALUE_NULL, 0, 0, NULL } },
    { CHECK, "alone", "1", "1", { SGN_VALUE_INT, 1, 0, NULL } },
    { CHECK, "alone", "0", "0", { SGN_VALUE_INT, 0, 0, NULL } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      SgnInput *input = make_input (type_of (CASES[i].kind), CASES[i].field);
      g_auto (SgnValue) value = SGN_VALUE_INIT;
      g_autofree char *shown = NULL;
      g_autoptr (GError) error = NULL;

      type_and_leave (input, CASES[i].typed);
      shown = sgn_input_get_text (input);
      g_assert_cmpstr (shown, ==, CASES[i].shown);
      g_assert_true (sgn_input_get_value (input, &value, &error));
      g_assert_no_error (error);
      if (!sgn_value_equal (&value, &CASES[i].value))
        g_error ("case %u: %s typed “%s”", i, CASES[i].field, CASES[i].typed);
      g_assert_null (sgn_input_get_finding (input));
      g_object_unref (input);
    }
}

static void
test_bad (void)
{
  static const struct
  {
    Kind kind;
    const char *field, *typed;
  } CASES[] = {
    { TEXT, "name", " " },        /* required */
    { NUMBER, "people", "1.16" }, /* 1,16 or 116? */
    { NUMBER, "people", "ba" },    { NUMBER, "area", "27.55.1" },
    { DATE, "day", "31/02/2023" }, { DATE, "day", "3/2016" }, /* a full day is wanted */
    { DATE, "since", "15/3/23" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      SgnInput *input = make_input (type_of (CASES[i].kind), CASES[i].field);
      g_autofree char *shown = NULL;
      g_auto (SgnValue) value = SGN_VALUE_INIT;

      type_and_leave (input, CASES[i].typed);
      shown = sgn_input_get_text (input);
      /* Nothing typed is lost, and the sentence stands below it. */
      g_assert_cmpstr (shown, ==, CASES[i].typed);
      if (sgn_input_get_value (input, &value, NULL))
        g_error ("case %u: “%s” was taken", i, CASES[i].typed);
      g_assert_nonnull (sgn_input_get_finding (input));
      g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (input), "invalid"));
      g_object_unref (input);
    }
}

static void
count_cb (SgnInput *input, guint *n)
{
  (*n)++;
}

/* An input method may still rewrite what was committed: only leaving formats. */
static void
test_format_on_leave (void)
{
  SgnInput *input = make_input (SGN_TYPE_NUMBER_INPUT, "people");
  guint edited = 0, left = 0;
  g_autofree char *typing = NULL;
  g_autofree char *formatted = NULL;

  g_signal_connect (input, "edited", G_CALLBACK (count_cb), &edited);
  g_signal_connect (input, "left", G_CALLBACK (count_cb), &left);
  sgn_input_set_text (input, "14870");
  typing = sgn_input_get_text (input);
  g_assert_cmpstr (typing, ==, "14870");
  g_assert_cmpuint (edited, >, 0);
  g_assert_cmpuint (left, ==, 0);
  sgn_input_leave (input);
  sgn_input_leave (input);
  formatted = sgn_input_get_text (input);
  g_assert_cmpstr (formatted, ==, "14.870");
  g_assert_cmpuint (left, ==, 1);
  g_object_unref (input);
}

static void
test_finding (void)
{
  SgnInput *input = make_input (SGN_TYPE_NUMBER_INPUT, "area");

  sgn_input_show_finding (input, SGN_SEVERITY_WARNING, "Dưới 30 m²");
  g_assert_nonnull (strstr (sgn_input_get_finding (input), "Dưới 30 m²"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (input), "invalid"));
  sgn_input_show_finding (input, SGN_SEVERITY_ERROR, "Sai");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (input), "invalid"));
  sgn_input_show_finding (input, SGN_SEVERITY_ERROR, NULL);
  g_assert_null (sgn_input_get_finding (input));
  g_object_unref (input);
}

static void
test_accessible (void)
{
  SgnInput *input = make_input (SGN_TYPE_NUMBER_INPUT, "area");
  GtkWidget *entry = app_test_find (GTK_WIDGET (input), GTK_TYPE_ENTRY);

  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_LABEL, "Ground (m²)");
  sgn_input_show_finding (input, SGN_SEVERITY_ERROR, "Sai");
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_object_unref (input);
}

/* A choice that left the catalogue is kept as it is. */
static void
test_unknown_choice (void)
{
  SgnInput *input = make_input (SGN_TYPE_CHOICE_INPUT, "kind");
  const SgnValue old = { SGN_VALUE_TEXT, 0, 0, (char *)"moved" };
  g_autofree char *text = NULL;

  sgn_input_set_value (input, &old);
  text = sgn_input_get_text (input);
  g_assert_cmpstr (text, ==, "moved");
  g_object_unref (input);
}

/* It is made when it is asked for, stands on the day typed, and what is chosen is written. */
static void
test_calendar (void)
{
  GtkWidget *window = gtk_window_new ();
  SgnInput *input = g_object_new (SGN_TYPE_DATE_INPUT, "field", "day", NULL);
  GtkWidget *entry = app_test_find (GTK_WIDGET (input), GTK_TYPE_ENTRY), *calendar;
  g_autoptr (GDateTime) shown = NULL;
  g_autoptr (GDateTime) chosen = g_date_time_new_local (2023, 3, 17, 12, 0, 0);
  g_autofree char *text = NULL;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (input));
  gtk_window_present (GTK_WINDOW (window));
  sgn_input_bind (input, field ("day"), NULL);
  type_and_leave (input, "15/03/2023");
  g_assert_null (app_test_find (entry, GTK_TYPE_CALENDAR));
  g_signal_emit_by_name (entry, "icon-press", GTK_ENTRY_ICON_SECONDARY);
  calendar = app_test_find (entry, GTK_TYPE_CALENDAR);
  g_assert_nonnull (calendar);
  shown = gtk_calendar_get_date (GTK_CALENDAR (calendar));
  g_assert_cmpint (g_date_time_get_day_of_year (shown), ==, 74);
  gtk_calendar_select_day (GTK_CALENDAR (calendar), chosen);
  text = sgn_input_get_text (input);
  g_assert_cmpstr (text, ==, "17/03/2023");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/inputs/good", test_good);
  g_test_add_func ("/app/inputs/bad", test_bad);
  g_test_add_func ("/app/inputs/format-on-leave", test_format_on_leave);
  g_test_add_func ("/app/inputs/finding", test_finding);
  g_test_add_func ("/app/inputs/accessible", test_accessible);
  g_test_add_func ("/app/inputs/unknown-choice", test_unknown_choice);
  g_test_add_func ("/app/inputs/calendar", test_calendar);
  return g_test_run ();
}
