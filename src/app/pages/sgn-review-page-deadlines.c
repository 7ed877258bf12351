#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-review-page-deadlines.h"

#include "programme/sgn-review.h"

#include <glib/gi18n-lib.h>

/* How long a deadline that has passed is still spoken of; below how many days it is near. */
enum
{
  LOOK_BACK = 21,
  NEAR = 15,
  MOST_SHOWN = 2,
};

struct _SgnReviewDeadlineStrip
{
  GtkWidget parent_instance;

  /* children */
  GtkWidget *box;
  GtkWidget *pills[MOST_SHOWN];
  GtkWidget *button;
  GtkWidget *list; /* behind the button */
};

G_DEFINE_FINAL_TYPE (SgnReviewDeadlineStrip, sgn_review_deadline_strip, GTK_TYPE_WIDGET)

static char *
count_down (int days_left)
{
  if (days_left < 0)
    return g_strdup_printf (ngettext ("overdue by %d day", "overdue by %d days",
                                      (gulong)-days_left),
                            -days_left);
  if (days_left == 0)
    return g_strdup (_ ("today is the last day"));
  return g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong)days_left), days_left);
}

static const char *
get_tone (int days_left)
{
  return days_left < 0 ? "bad" : days_left <= NEAR ? "attention" : "good";
}

static char *
describe (const SgnDeadline *deadline)
{
  g_autofree char *last = sgn_date_format (deadline->last);

  return g_strdup_printf (_ ("%s\n%s → %s\nwhen: %s; last day: %s\n%s"), deadline->name,
                          deadline->who != NULL ? deadline->who : "–",
                          deadline->to != NULL ? deadline->to : "–",
                          deadline->when != NULL ? deadline->when : "–", last,
                          deadline->source != NULL ? deadline->source : "");
}

static void
set_tone (GtkWidget *label, int days_left)
{
  gtk_widget_remove_css_class (label, "bad");
  gtk_widget_remove_css_class (label, "attention");
  gtk_widget_remove_css_class (label, "good");
  gtk_widget_add_css_class (label, get_tone (days_left));
}

static void
show_pill (GtkWidget *pill, const SgnDeadline *deadline)
{
  g_autofree char *left = NULL, *text = NULL, *tooltip = NULL;

  gtk_widget_set_visible (pill, deadline != NULL);
  if (deadline == NULL)
    return;
  left = count_down (deadline->days_left);
  text = g_strdup_printf ("%s · %s · %s", left, deadline->name, deadline->when);
  tooltip = describe (deadline);
  gtk_label_set_label (GTK_LABEL (pill), text);
  gtk_widget_set_tooltip_text (pill, tooltip);
  set_tone (pill, deadline->days_left);
}

static GtkWidget *
make_line (const SgnDeadline *deadline)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *text = gtk_label_new (NULL), *left;
  g_autofree char *count = count_down (deadline->days_left), *description = describe (deadline);

  left = gtk_label_new (count);
  gtk_widget_add_css_class (left, "pill");
  gtk_widget_set_valign (left, GTK_ALIGN_START);
  set_tone (left, deadline->days_left);
  gtk_label_set_width_chars (GTK_LABEL (left), 12);
  gtk_label_set_label (GTK_LABEL (text), description);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (text), 44);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 58);
  gtk_widget_add_css_class (text, "caption");
  gtk_box_append (GTK_BOX (box), left);
  gtk_box_append (GTK_BOX (box), text);
  return box;
}

static void
show_list (SgnReviewDeadlineStrip *self, GPtrArray *deadlines)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint i = 0; i < deadlines->len; i++)
    gtk_box_append (GTK_BOX (self->list), make_line (g_ptr_array_index (deadlines, i)));
}

/* Counted from a few weeks ago: what has passed since is told as well, until the year is closed. */
static GPtrArray *
load (SgnLedger *ledger, gboolean finished)
{
  SgnDate today = sgn_date_today ();
  int back = finished ? 0 : LOOK_BACK;
  g_autoptr (GError) error = NULL;
  GPtrArray *deadlines
      = sgn_review_deadlines (sgn_ledger_get_connection (ledger),
                              sgn_date_from_days (sgn_date_days (today) - back), &error);

  if (deadlines == NULL)
    {
      g_warning ("%s", error->message);
      return g_ptr_array_new ();
    }
  for (guint i = 0; i < deadlines->len; i++)
    ((SgnDeadline *)g_ptr_array_index (deadlines, i))->days_left -= back;
  return deadlines;
}

static void
sgn_review_deadline_strip_dispose (GObject *object)
{
  g_clear_pointer (&SGN_REVIEW_DEADLINE_STRIP (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (sgn_review_deadline_strip_parent_class)->dispose (object);
}

static void
sgn_review_deadline_strip_class_init (SgnReviewDeadlineStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sgn_review_deadline_strip_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_popover (SgnReviewDeadlineStrip *self)
{
  GtkWidget *popover = gtk_popover_new (), *scrolled = gtk_scrolled_window_new ();

  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_widget_set_margin_end (self->list, 12);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 380);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  return popover;
}

static void
sgn_review_deadline_strip_init (SgnReviewDeadlineStrip *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  for (guint i = 0; i < MOST_SHOWN; i++)
    {
      self->pills[i] = gtk_label_new (NULL);
      gtk_label_set_ellipsize (GTK_LABEL (self->pills[i]), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (self->pills[i], "pill");
      gtk_widget_set_valign (self->pills[i], GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (self->box), self->pills[i]);
    }
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), _ ("All _Deadlines"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (self->button), TRUE);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), make_popover (self));
  gtk_widget_add_css_class (self->button, "flat");
  gtk_box_append (GTK_BOX (self->box), self->button);
}

void
sgn_review_deadline_strip_show (SgnReviewDeadlineStrip *self, SgnLedger *ledger, gboolean finished)
{
  g_autoptr (GPtrArray) deadlines = ledger != NULL ? load (ledger, finished) : g_ptr_array_new ();

  g_return_if_fail (SGN_IS_REVIEW_DEADLINE_STRIP (self));

  for (guint i = 0; i < MOST_SHOWN; i++)
    show_pill (self->pills[i], i < deadlines->len ? g_ptr_array_index (deadlines, i) : NULL);
  gtk_widget_set_visible (self->button, deadlines->len > 0);
  show_list (self, deadlines);
}
