#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-review-page-closing.h"

#include "base/sgn-text.h"
#include "programme/sgn-period.h"
#include "programme/sgn-review-board.h"

#include <glib/gi18n-lib.h>

struct _SgnReviewClosing
{
  SgnReviewTab parent_instance;

  /* template widgets */
  GtkWidget *box;
  GtkLabel *title, *open_list, *advice, *reason_label;
  GtkEntry *reason;
  GtkButton *button;

  SgnReviewOpen open; /* what was read last */
  int year;           /* whose that is; 0: nothing was read yet */
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (SgnReviewClosing, sgn_review_closing, SGN_TYPE_REVIEW_TAB)

/* --- what is read --- */

static gpointer
read_open (const SgnReviewQuestion *question, SgnConnection *connection, GError **error)
{
  g_autofree SgnReviewOpen *open = g_new0 (SgnReviewOpen, 1);

  return sgn_review_open (connection, question->year, open, error) ? g_steal_pointer (&open) : NULL;
}

/* --- showing --- */

/* Work in hand would be locked half done: that is finished first. */
static gboolean
is_in_hand (const SgnReviewOpen *open)
{
  return open->waiting > 0 || open->drafts > 0;
}

static gboolean
is_whole (const SgnReviewOpen *open)
{
  return !is_in_hand (open) && open->unreviewed == 0 && open->gone == 0 && open->gaps == 0;
}

static void
add_line (GString *text, gint64 n, const char *sentence)
{
  if (n > 0)
    g_string_append_printf (text, "%s• %" G_GINT64_FORMAT " %s", text->len > 0 ? "\n" : "", n,
                            sentence);
}

static void
show_open (SgnReviewClosing *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_line (text, self->open.waiting, _ ("agreed sheets are not taken over"));
  add_line (text, self->open.drafts, _ ("households are drafts or preliminary"));
  add_line (text, self->open.unreviewed, _ ("households to review have no class of the year"));
  add_line (text, self->open.gone, _ ("households are gone, but still on last year's lists"));
  add_line (text, self->open.gaps, _ ("rows of the movement do not close"));
  gtk_label_set_label (self->open_list, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->open_list),
                          text->len > 0 && self->year != 0 && !self->closed);
}

static const char *
get_advice (SgnReviewClosing *self)
{
  if (self->closed)
    return _ ("Nothing of the review of this year can be changed. Opening it again is kept in the "
              "journal with its reason.");
  if (is_in_hand (&self->open))
    return _ ("Finish this first, under Results: a closed year would lock it half done. Nothing is "
              "lost meanwhile.");
  if (!is_whole (&self->open))
    return _ ("The year can be closed all the same when your office says why; the reason is kept.");
  return _ ("Everything is reviewed and official, and the movement closes. Closing locks the "
            "review of the year.");
}

static gboolean
needs_reason (SgnReviewClosing *self)
{
  return self->closed || !is_whole (&self->open);
}

static char *
get_reason (SgnReviewClosing *self)
{
  char *reason = sgn_text_nfc (gtk_editable_get_text (GTK_EDITABLE (self->reason)));

  return reason != NULL ? g_strstrip (reason) : g_strdup ("");
}

static void
sgn_review_closing_update (SgnReviewTab *tab)
{
  SgnReviewClosing *self = SGN_REVIEW_CLOSING (tab);
  SgnLedger *ledger = sgn_review_tab_get_ledger (tab);
  g_autofree char *title = g_strdup_printf (self->closed ? _ ("Open the review of %d again")
                                                         : _ ("Close the review of %d"),
                                            sgn_review_tab_get_year (tab));
  g_autofree char *reason = get_reason (self);
  gboolean asks
      = self->year != 0 && needs_reason (self) && (self->closed || !is_in_hand (&self->open));

  show_open (self);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->advice, self->year != 0 ? get_advice (self) : _ ("Looking …"));
  gtk_widget_set_visible (GTK_WIDGET (self->reason_label), asks);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), asks);
  gtk_button_set_label (self->button, self->closed ? _ ("_Open Again") : _ ("_Close the Year"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->button),
                            self->year != 0 && ledger != NULL && sgn_ledger_is_writable (ledger)
                                && !sgn_ledger_is_busy (ledger)
                                && (self->closed || !is_in_hand (&self->open))
                                && (!asks || *reason != '\0'));
}

/* What was read of another year says nothing of this one: until the answer comes nothing can be
 * closed. */
static void
sgn_review_closing_ask (SgnReviewTab *tab, SgnReviewQuestion *question)
{
  SgnReviewClosing *self = SGN_REVIEW_CLOSING (tab);

  if (self->year == question->year)
    return;
  self->year = 0;
  sgn_review_closing_update (tab);
}

static void
sgn_review_closing_show (SgnReviewTab *tab, gpointer answer)
{
  SgnReviewClosing *self = SGN_REVIEW_CLOSING (tab);
  g_autofree SgnReviewOpen *open = answer;

  self->open = *open;
  self->year = sgn_review_tab_get_year (tab);
  self->closed = sgn_review_is_closed (sgn_ledger_get_connection (sgn_review_tab_get_ledger (tab)),
                                       self->year);
  sgn_review_closing_update (tab);
}

/* --- callbacks --- */

static void
clicked_cb (SgnReviewClosing *self)
{
  SgnReviewTab *tab = SGN_REVIEW_TAB (self);
  g_autofree char *reason = get_reason (self);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gboolean close = !self->closed;
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  if (!sgn_period_set_closed (sgn_review_tab_get_ledger (tab), "review",
                              sgn_review_tab_get_year (tab), close, *reason != '\0' ? reason : NULL,
                              NULL, &error))
    {
      sgn_review_tab_fail (tab, g_steal_pointer (&error));
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
  text = g_strdup_printf (close ? _ ("The review of %d is closed.")
                                : _ ("The review of %d is open again."),
                          sgn_review_tab_get_year (tab));
  sgn_page_show_message (sgn_review_tab_get_page (tab), text, _ ("_Undo"), "win.undo", NULL);
}

/* --- overrides --- */

static void
sgn_review_closing_ledger_set (SgnReviewTab *tab, SgnLedger *ledger)
{
  SgnReviewClosing *self = SGN_REVIEW_CLOSING (tab);

  self->year = 0;
  gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
}

static void
sgn_review_closing_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_REVIEW_CLOSING);

  G_OBJECT_CLASS (sgn_review_closing_parent_class)->dispose (object);
}

static void
sgn_review_closing_class_init (SgnReviewClosingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SgnReviewTabClass *tab_class = SGN_REVIEW_TAB_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_review_closing_dispose;
  tab_class->ledger_set = sgn_review_closing_ledger_set;
  tab_class->update = sgn_review_closing_update;
  tab_class->ask = sgn_review_closing_ask;
  tab_class->read = read_open;
  tab_class->free_answer = g_free;
  tab_class->show = sgn_review_closing_show;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/pages/review-closing.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnReviewClosing, box);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewClosing, title);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewClosing, open_list);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewClosing, advice);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewClosing, reason_label);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewClosing, reason);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewClosing, button);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "update",
                                                G_CALLBACK (sgn_review_closing_update));
}

static void
sgn_review_closing_init (SgnReviewClosing *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
