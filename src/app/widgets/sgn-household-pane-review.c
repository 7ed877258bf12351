#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-household-pane-private.h"

#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

/* A class as the pills of the program call it, and their colour. */
typedef struct
{
  const char *class_, *label, *colour;
} ClassLook;

static const ClassLook LOOKS[] = {
  { "poor", N_ ("Poor"), "bad" },
  { "near-poor", N_ ("Near-poor"), "attention" },
  { "average", N_ ("Average living"), "good" },
  { "not-poor", N_ ("Not poor"), "good" },
};
static const ClassLook ESCAPED = { "not-poor", N_ ("Escaped"), "good" };
static const ClassLook GONE = { "not-poor", N_ ("Off the list"), "plain" };
static const ClassLook UNKNOWN = { "", N_ ("Not decided"), "plain" };

static const SgnField cause_field
    = { .name = "causes", .kind = SGN_FIELD_CODE, .code_list = "poverty-cause" };

static const ClassLook *
find_look (const char *class_, SgnRecord *row)
{
  const char *movement = row != NULL ? sgn_record_get_text (row, "movement") : NULL;

  if (g_strcmp0 (movement, "other-out") == 0)
    return &GONE;
  if (g_strcmp0 (movement, "escaped") == 0 && g_strcmp0 (class_, "not-poor") == 0)
    return &ESCAPED;
  for (guint i = 0; i < G_N_ELEMENTS (LOOKS); i++)
    if (g_strcmp0 (class_, LOOKS[i].class_) == 0)
      return &LOOKS[i];
  return &UNKNOWN;
}

static void
set_look (GtkWidget *pill, const ClassLook *look)
{
  static const char *const COLOURS[] = { "bad", "attention", "good", "plain" };

  for (guint i = 0; i < G_N_ELEMENTS (COLOURS); i++)
    gtk_widget_remove_css_class (pill, COLOURS[i]);
  gtk_widget_add_css_class (pill, "pill");
  gtk_widget_add_css_class (pill, look->colour);
}

/* "Decision 12/QĐ-UBND, 17/11/2023 · newly arisen · 5 persons" */
static char *
describe_recognition (SgnHouseholdPane *self, SgnRecord *row)
{
  g_autofree char *number = sgn_household_pane_format (self, row, "decision-number");
  g_autofree char *date = sgn_household_pane_format (self, row, "decision-date");
  g_autofree char *state = sgn_household_pane_format (self, row, "state");
  g_autofree char *movement = sgn_household_pane_format (self, row, "movement");
  const int n = (int)sgn_record_get_int (row, "persons");
  g_autofree char *persons = g_strdup_printf (ngettext ("%d person", "%d persons", (gulong)n), n);
  g_autofree char *decision
      = *number != '\0' ? g_strdup_printf (_ ("Decision %s of %s"), number, date) : NULL;
  GString *line = g_string_new (NULL);

  sgn_household_pane_join (line, decision);
  if (g_strcmp0 (sgn_record_get_text (row, "state"), "official") != 0)
    sgn_household_pane_join (line, state);
  sgn_household_pane_join (line, movement);
  sgn_household_pane_join (line, persons);
  return g_string_free (line, FALSE);
}

/* --- the years --- */

static void
year_toggled_cb (GtkToggleButton *button, SgnHouseholdPane *self)
{
  g_autoptr (GError) error = NULL;

  if (self->filling || !gtk_toggle_button_get_active (button))
    return;
  self->year = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "year"));
  if (!sgn_household_pane_fill_review (self, &error))
    sgn_message_bar_show_error (self->message_bar, error->message);
}

static GtkWidget *
add_year (SgnHouseholdPane *self, int year, SgnRecord *row, GtkWidget *group)
{
  const ClassLook *look = find_look (row != NULL ? sgn_record_get_text (row, "class") : "", row);
  g_autofree char *text = g_strdup_printf ("%d %s", year, _ (look->label));
  g_autofree char *tooltip
      = row != NULL ? describe_recognition (self, row) : g_strdup (_ ("Under review"));
  GtkWidget *button = gtk_toggle_button_new_with_label (text);

  gtk_widget_add_css_class (button, "year-pill");
  set_look (button, look);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  tooltip, -1);
  g_object_set_data (G_OBJECT (button), "year", GINT_TO_POINTER (year));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (group));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), year == self->year);
  g_signal_connect (button, "toggled", G_CALLBACK (year_toggled_cb), self);
  gtk_widget_set_parent (button, self->years_box);
  return button;
}

/* Years of a row or a sheet, and the year that is shown, oldest first. */
static GArray *
collect_years (SgnHouseholdPane *self)
{
  const SgnHouseholdCard *card = self->card;
  GArray *years = g_array_new (FALSE, FALSE, sizeof (int));
  int first = self->year > 0 ? self->year : G_MAXINT, last = self->year;

  for (guint i = 0; i < card->years->len + card->sheets->len; i++)
    {
      SgnRecord *record = i < card->years->len ? card->years->pdata[i]
                                               : card->sheets->pdata[i - card->years->len];
      const int year = (int)sgn_record_get_int (record, "year");

      first = MIN (first, year);
      last = MAX (last, year);
    }
  for (int year = first; year <= last; year++)
    if (year == self->year || sgn_household_card_find_year (card, year) != NULL
        || sgn_household_card_find_sheet (card, year) != NULL)
      g_array_append_val (years, year);
  return years;
}

void
sgn_household_pane_fill_years (SgnHouseholdPane *self)
{
  g_autoptr (GArray) years = collect_years (self);
  GtkWidget *group = NULL;

  self->filling = TRUE;
  sgn_household_pane_clear (self->years_box);
  for (guint i = 0; i < years->len; i++)
    {
      const int year = g_array_index (years, int, i);
      SgnRecord *row = sgn_household_card_find_year (self->card, year);

      group = add_year (self, year, row, group);
    }
  self->filling = FALSE;
}

/* --- the year shown --- */

/* "A = 115 (≤ 140) · B = 40 (≥ 30)" */
static char *
describe_points (const SgnHouseholdReview *review)
{
  const SgnStandard *standard = review->standard;
  GString *line = g_string_new (NULL);

  if (review->a != SGN_SCORE_UNKNOWN)
    g_string_append_printf (line, "A = %d", review->a);
  if (review->a != SGN_SCORE_UNKNOWN && standard != NULL)
    g_string_append_printf (line, " (%s %d)", review->a <= standard->income_points ? "≤" : ">",
                            standard->income_points);
  if (review->b != SGN_SCORE_UNKNOWN)
    g_string_append_printf (line, "%sB = %d", line->len > 0 ? " · " : "", review->b);
  if (review->b != SGN_SCORE_UNKNOWN && standard != NULL)
    g_string_append_printf (line, " (%s %d)", review->b >= standard->service_points ? "≥" : "<",
                            standard->service_points);
  return g_string_free (line, FALSE);
}

static void
add_line (GString *text, const char *label, const char *said)
{
  if (said == NULL || *said == '\0')
    return;
  g_string_append_printf (text, "%s• %s%s%s", text->len > 0 ? "\n" : "", label != NULL ? label : "",
                          label != NULL ? ": " : "", said);
}

static char *
describe_causes (SgnHouseholdPane *self, SgnRecord *record)
{
  const char *codes = sgn_record_get_text (record, "causes");
  g_auto (GStrv) split = g_strsplit (codes != NULL ? codes : "", " ", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; split[i] != NULL; i++)
    {
      g_auto (SgnValue) value = sgn_value_text (split[i]);
      g_autofree char *name
          = sgn_field_format (&cause_field, sgn_ledger_get_connection (self->ledger), &value,
                              SGN_MONEY_DONG);

      if (*name != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", name);
    }
  return g_string_free (text, FALSE);
}

/* Why this class, what would make it another, and which members or things each lacking indicator is
 * about. */
static char *
describe_why (SgnHouseholdPane *self, const SgnHouseholdReview *review)
{
  static const char *const FIELDS[SGN_N_INDICATORS]
      = { "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9", "d10", "d11", "d12" };
  SgnRecord *record = review->row != NULL ? review->row : review->sheet;
  GString *text = g_string_new (NULL);
  g_autofree char *causes = NULL;

  if (record == NULL)
    return g_string_free (text, FALSE);
  causes = describe_causes (self, record);
  add_line (text, NULL, review->verdict.why);
  for (guint i = 0; review->verdict.would_change != NULL && review->verdict.would_change[i]; i++)
    add_line (text, NULL, review->verdict.would_change[i]);
  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    if (review->deprived[i] == SGN_TRI_YES)
      {
        const SgnField *field = sgn_record_type_field (&sgn_type_household_year, FIELDS[i]);

        add_line (text, _ (field->label), review->reasons[i]);
      }
  add_line (text, _ ("Causes of poverty"), causes);
  if (review->row != NULL)
    add_line (text, _ ("Why the class differs"), sgn_record_get_text (review->row, "reason"));
  return g_string_free (text, FALSE);
}

/* The tick is what was recognised; what the data of the members say today may be something else. */
static void
name_reasons (SgnHouseholdReview *review)
{
  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    {
      g_autofree char *reason = g_steal_pointer (&review->reasons[i]);

      if (reason != NULL && *reason != '\0')
        review->reasons[i] = g_strdup_printf (_ ("by the data of the members: %s"), reason);
    }
}

static void
show_texts (SgnHouseholdPane *self, const SgnHouseholdReview *review)
{
  const ClassLook *look = find_look (review->class_, review->row);
  g_autofree char *title = g_strdup_printf (_ ("Review of %d"), self->year);
  g_autofree char *points = describe_points (review);
  g_autofree char *recognised
      = review->row != NULL ? describe_recognition (self, review->row)
        : review->sheet != NULL
            ? sgn_household_pane_format (self, review->sheet, "state")
            : g_strdup (_ ("This household has not been reviewed in that year."));
  g_autofree char *why = describe_why (self, review);

  gtk_label_set_label (self->review_title, title);
  gtk_label_set_label (self->class_pill, _ (look->label));
  set_look (GTK_WIDGET (self->class_pill), look);
  gtk_label_set_label (self->points_label, points);
  gtk_label_set_label (self->recognised_label, recognised);
  gtk_label_set_label (self->why_label, why);
  gtk_widget_set_visible (GTK_WIDGET (self->why_expander), *why != '\0');
}

gboolean
sgn_household_pane_fill_review (SgnHouseholdPane *self, GError **error)
{
  g_auto (SgnHouseholdReview) review = { 0 };

  if (self->growth == NULL && (self->growth = sgn_growth_load (error)) == NULL)
    return FALSE;
  if (!sgn_household_card_review (self->card, sgn_ledger_get_connection (self->ledger), self->year,
                                  self->growth, &review, error))
    return FALSE;
  name_reasons (&review);
  show_texts (self, &review);
  sgn_indicator_tiles_show (self->tiles, review.deprived, (const char *const *)review.reasons);
  return TRUE;
}
