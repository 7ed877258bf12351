#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-verdict-view.h"

#include "programme/sgn-review-form.h"

#include <glib/gi18n-lib.h>

struct _SgnVerdictView
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *content;
  GtkLabel *class_label;
  GtkWidget *scores;
  GtkLabel *a_label;
  GtkLabel *a_limit_label;
  GtkLabel *b_label;
  GtkLabel *b_limit_label;
  GtkLabel *why_label;
  GtkWidget *change_title;
  GtkLabel *change_label;
  GtkLabel *differing_label;
  GtkLabel *source_label;

  SgnPovertyClass class_;
  SgnStandard *standard; /* owned: of the sheet judged last */
  int year;              /* whose that is */
};

G_DEFINE_FINAL_TYPE (SgnVerdictView, sgn_verdict_view, GTK_TYPE_WIDGET)

static void
sgn_verdict_view_dispose (GObject *object)
{
  g_clear_pointer (&SGN_VERDICT_VIEW (object)->content, gtk_widget_unparent);
  g_clear_pointer (&SGN_VERDICT_VIEW (object)->standard, sgn_standard_free);
  G_OBJECT_CLASS (sgn_verdict_view_parent_class)->dispose (object);
}

static void
sgn_verdict_view_class_init (SgnVerdictViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_verdict_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/widgets/verdict-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnVerdictView, content);
  gtk_widget_class_bind_template_child (widget_class, SgnVerdictView, class_label);
  gtk_widget_class_bind_template_child (widget_class, SgnVerdictView, scores);
  gtk_widget_class_bind_template_child (widget_class, SgnVerdictView, a_label);
  gtk_widget_class_bind_template_child (widget_class, SgnVerdictView, a_limit_label);
  gtk_widget_class_bind_template_child (widget_class, SgnVerdictView, b_label);
  gtk_widget_class_bind_template_child (widget_class, SgnVerdictView, b_limit_label);
  gtk_widget_class_bind_template_child (widget_class, SgnVerdictView, why_label);
  gtk_widget_class_bind_template_child (widget_class, SgnVerdictView, change_title);
  gtk_widget_class_bind_template_child (widget_class, SgnVerdictView, change_label);
  gtk_widget_class_bind_template_child (widget_class, SgnVerdictView, differing_label);
  gtk_widget_class_bind_template_child (widget_class, SgnVerdictView, source_label);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

GtkWidget *
sgn_verdict_view_new (void)
{
  return g_object_new (SGN_TYPE_VERDICT_VIEW, NULL);
}

const char *
sgn_verdict_view_name (SgnPovertyClass class_)
{
  static const char *const names[]
      = { N_ ("No result yet"), N_ ("Poor household"), N_ ("Near-poor household"),
          N_ ("Household of average living standard"), N_ ("Not a poor household") };

  return _ (names[class_]);
}

static void
show_class (SgnVerdictView *self, SgnPovertyClass class_, const char *why)
{
  static const char *const looks[] = { "dim", "bad", "attention", "good", "good" };

  self->class_ = class_;
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->class_label), looks[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->class_label), looks[class_]);
  gtk_label_set_label (self->class_label, sgn_verdict_view_name (class_));
  gtk_label_set_label (self->why_label, why);
}

static void
show_score (GtkLabel *label, int points)
{
  g_autofree char *text
      = points == SGN_SCORE_UNKNOWN ? g_strdup ("–") : g_strdup_printf ("%d", points);

  gtk_label_set_label (label, text);
}

static void
show_limits (SgnVerdictView *self, const SgnStandard *standard)
{
  g_autofree char *a
      = g_strdup_printf (_ ("poor or near-poor: at most %d"), standard->income_points);
  g_autofree char *b = g_strdup_printf (_ ("poor: at least %d"), standard->service_points);

  gtk_label_set_label (self->a_limit_label, a);
  gtk_label_set_label (self->b_limit_label, b);
  gtk_label_set_label (self->source_label, standard->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->source_label), standard->source);
}

static void
show_changes (SgnVerdictView *self, char **changes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; changes != NULL && changes[i] != NULL; i++)
    g_string_append_printf (text, "%s• %s", i > 0 ? "\n" : "", changes[i]);
  gtk_label_set_label (self->change_label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->change_label), text->len > 0);
  gtk_widget_set_visible (self->change_title, text->len > 0);
}

/* A class that does not follow from scores, or none, and the sentence why. */
static void
show_without_scores (SgnVerdictView *self, SgnPovertyClass class_, const char *why)
{
  show_class (self, class_, why);
  show_changes (self, NULL);
  gtk_widget_set_visible (self->scores, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->source_label), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->differing_label), FALSE);
}

static void
show_scores (SgnVerdictView *self, int a, int b, gint64 income, guint differing)
{
  g_auto (SgnVerdict) verdict = sgn_standard_classify (self->standard, a, b, income);
  g_autofree char *text = g_strdup_printf (ngettext ("%u tick differs from the data.",
                                                     "%u ticks differ from the data.", differing),
                                           differing);

  show_class (self, verdict.class_, verdict.why);
  show_score (self->a_label, a);
  show_score (self->b_label, b);
  show_limits (self, self->standard);
  show_changes (self, verdict.would_change);
  gtk_widget_set_visible (self->scores, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->source_label), TRUE);
  gtk_label_set_label (self->differing_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->differing_label), differing > 0);
}

static void
sgn_verdict_view_init (SgnVerdictView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_without_scores (self, SGN_CLASS_UNKNOWN, "");
}

/* FALSE: there is none, which is said instead of a result. */
static gboolean
find_standard (SgnVerdictView *self, SgnConnection *connection, const char *area, int year)
{
  g_autoptr (GError) error = NULL;

  if (self->standard != NULL && self->year == year && g_strcmp0 (self->standard->code, area) == 0)
    return TRUE;
  sgn_verdict_view_forget_standard (self);
  if (area != NULL)
    self->standard = sgn_standard_find (connection, area, year, &error);
  self->year = year;
  if (self->standard != NULL)
    return TRUE;
  show_without_scores (self, SGN_CLASS_UNKNOWN,
                       error != NULL ? error->message
                                     : _ ("Say whether the household lives in a rural or an urban "
                                          "area: the standard differs."));
  return FALSE;
}

static gint64
get_score (SgnRecord *sheet, const char *field)
{
  return sgn_record_is_null (sheet, field) ? SGN_SCORE_UNKNOWN : sgn_record_get_int (sheet, field);
}

/* Whom sheet A found not poor needs no points; where they are there they count. */
void
sgn_verdict_view_judge (SgnVerdictView *self, SgnConnection *connection, int year, SgnRecord *sheet,
                        const SgnTri *ticks, guint differing)
{
  const int a = (int)get_score (sheet, "a-total");
  gboolean screened_out;

  g_return_if_fail (SGN_IS_VERDICT_VIEW (self));
  screened_out = a == SGN_SCORE_UNKNOWN
                 && g_strcmp0 (sgn_record_get_text (sheet, "screened"), "not-poor") == 0;
  if (!find_standard (self, connection, sgn_record_get_text (sheet, "area"), year) && !screened_out)
    return;
  if (screened_out)
    {
      g_auto (SgnVerdict) verdict = sgn_standard_screened_out ();

      show_without_scores (self, verdict.class_, verdict.why);
    }
  else
    show_scores (self, a, sgn_review_count_b (self->standard, ticks), get_score (sheet, "income"),
                 differing);
}

const SgnStandard *
sgn_verdict_view_get_standard (SgnVerdictView *self)
{
  g_return_val_if_fail (SGN_IS_VERDICT_VIEW (self), NULL);
  return self->standard;
}

void
sgn_verdict_view_forget_standard (SgnVerdictView *self)
{
  g_return_if_fail (SGN_IS_VERDICT_VIEW (self));
  g_clear_pointer (&self->standard, sgn_standard_free);
}

SgnPovertyClass
sgn_verdict_view_get_class (SgnVerdictView *self)
{
  g_return_val_if_fail (SGN_IS_VERDICT_VIEW (self), SGN_CLASS_UNKNOWN);
  return self->class_;
}

const char *
sgn_verdict_view_get_why (SgnVerdictView *self)
{
  g_return_val_if_fail (SGN_IS_VERDICT_VIEW (self), NULL);
  return gtk_label_get_label (self->why_label);
}
