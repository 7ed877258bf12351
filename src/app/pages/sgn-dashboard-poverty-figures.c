#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-dashboard-poverty-private.h"

#include <glib/gi18n-lib.h>

#define FIGURE_TYPE "(iixxuu)"

typedef enum
{
  FIGURE_CLASS,
  FIGURE_ESCAPED,
  FIGURE_MOVEMENT,
} FigureKind;

/* What a figure opens. Its year is its own: the tab may look at another one by now. */
typedef struct
{
  FigureKind kind;
  int year;
  gint64 unit_id, part_id; /* part_id: a row; of the escaped the day, in days */
  guint class_, detail;    /* detail: an indicator, or a term of the movement */
} Figure;

/* The terms by class; the start and the end have no sign. */
static const char *const term_names[SGN_N_POVERTY_CLASSES][SGN_N_TERMS] = {
  { N_ ("at the start"), N_ ("became near-poor"), N_ ("beyond near-poor"), N_ ("left otherwise"),
    N_ ("were near-poor"), N_ ("poor again"), N_ ("newly poor"), N_ ("came otherwise"),
    N_ ("at the end") },
  { N_ ("at the start"), N_ ("escaped near-poverty"), N_ ("became poor"), N_ ("left otherwise"),
    N_ ("were poor"), N_ ("near-poor again"), N_ ("newly near-poor"), N_ ("came otherwise"),
    N_ ("at the end") },
};

/* --- words --- */

const char *
sgn_poverty_name_class (SgnPovertyGroup class_)
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

const char *
sgn_poverty_name_part (const SgnPovertyRow *part)
{
  return part->name != NULL ? part->name : _ ("Outside the units that enter");
}

const char *
sgn_poverty_name_term (SgnPovertyGroup class_, SgnMovementTerm term)
{
  return _ (term_names[class_][term]);
}

char *
sgn_poverty_short_name (const SgnPovertySummary *summary, guint indicator)
{
  const char *name = summary->indicators[indicator - 1].short_name;

  return name != NULL ? g_strdup (name) : g_strdup_printf ("%u", indicator);
}

/* --- in a thread --- */

static char *
figure_to_text (const Figure *figure)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (
      g_variant_new (FIGURE_TYPE, (gint32)figure->kind, (gint32)figure->year, figure->unit_id,
                     figure->part_id, (guint32)figure->class_, (guint32)figure->detail));

  return g_variant_print (variant, FALSE);
}

static Figure
figure_from_text (const char *text)
{
  g_autoptr (GVariant) variant
      = g_variant_parse (G_VARIANT_TYPE (FIGURE_TYPE), text, NULL, NULL, NULL);
  Figure figure = { 0 };
  gint32 kind;

  g_variant_get (variant, FIGURE_TYPE, &kind, &figure.year, &figure.unit_id, &figure.part_id,
                 &figure.class_, &figure.detail);
  figure.kind = (FigureKind)kind;
  return figure;
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

/* --- opening --- */

static void
open_figure (SgnReviewTab *tab, const Figure *figure, const char *title)
{
  g_autofree char *text = figure_to_text (figure);

  sgn_review_tab_show_records (tab, title, figure->unit_id, text, 0, find_records);
}

void
sgn_poverty_open_class (SgnReviewTab *tab, const SgnPovertySummary *summary, int year,
                        SgnPovertyGroup class_, const SgnPovertyRow *part, guint indicator)
{
  Figure figure = { FIGURE_CLASS,     year,
                    summary->unit_id, part != NULL ? part->unit_id : SGN_POVERTY_WHOLE,
                    class_,           indicator };
  g_autoptr (GString) title = g_string_new (NULL);

  g_string_printf (title, "%s · %d", sgn_poverty_name_class (class_), year);
  if (part != NULL)
    g_string_append_printf (title, " · %s", sgn_poverty_name_part (part));
  if (indicator > 0)
    {
      g_autofree char *short_name = sgn_poverty_short_name (summary, indicator);
      const char *name = summary->indicators[indicator - 1].name;

      g_string_append_printf (title, " · %s", name != NULL ? name : short_name);
    }
  open_figure (tab, &figure, title->str);
}

void
sgn_poverty_open_escaped (SgnReviewTab *tab, const SgnPovertySummary *summary)
{
  Figure figure = { .kind = FIGURE_ESCAPED,
                    .unit_id = summary->unit_id,
                    .part_id = sgn_date_days (summary->day) };

  open_figure (tab, &figure, _ ("Newly escaped households"));
}

void
sgn_poverty_open_term (SgnReviewTab *tab, const SgnPovertySummary *summary, SgnPovertyGroup class_,
                       SgnMovementTerm term)
{
  Figure figure = { .kind = FIGURE_MOVEMENT,
                    .year = summary->year,
                    .unit_id = summary->unit_id,
                    .class_ = class_,
                    .detail = term };
  g_autofree char *title = g_strdup_printf ("%s · %d · %s", sgn_poverty_name_class (class_),
                                            summary->year, sgn_poverty_name_term (class_, term));

  open_figure (tab, &figure, title);
}
