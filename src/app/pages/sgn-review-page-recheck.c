#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-review-page-recheck.h"

#include "app/pages/sgn-review-actions.h"
#include "app/pages/sgn-review-table.h"
#include "app/widgets/sgn-text-scale.h"
#include "base/sgn-number.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review-board.h"
#include "programme/sgn-review.h"

#include <glib/gi18n-lib.h>

struct _SgnReviewRecheck
{
  SgnReviewTab parent_instance;

  /* template widgets */
  GtkWidget *box, *draw_box, *drawn_box;
  GtkLabel *drawn;
  GtkEntry *size, *seed;
  SgnReviewTable *households, *items;
  GtkPaned *paned;
};

G_DEFINE_FINAL_TYPE (SgnReviewRecheck, sgn_review_recheck, SGN_TYPE_REVIEW_TAB)

enum
{
  TEXT_HEAD,
  TEXT_COMMUNE,
  TEXT_VILLAGE,
  TEXT_STATE,
};

enum
{
  ITEM_COMPARED,
  ITEM_DIFFERING,
};

/* All columns of the households. */
#define HOUSEHOLDS_WIDTH 492

static const SgnReviewColumn household_columns[] = {
  { N_ ("Head of household"), "Chủ hộ", SGN_REVIEW_PERSON, TEXT_HEAD, 0, 136, NULL },
  { N_ ("Commune"), "Xã", SGN_REVIEW_TEXT, TEXT_COMMUNE, 0, 116, NULL },
  { N_ ("Village"), "Thôn", SGN_REVIEW_TEXT, TEXT_VILLAGE, 0, 116, NULL },
  { N_ ("Re-check sheet"), "Phiếu phúc tra", SGN_REVIEW_VERDICT, TEXT_STATE, 0, 104, NULL },
  { NULL },
};

static const SgnReviewColumn item_columns[] = {
  { N_ ("Item"), "Nội dung", SGN_REVIEW_NAME, 0, 0, 0, NULL },
  { N_ ("Pairs"), "Số cặp", SGN_REVIEW_NUMBER, ITEM_COMPARED, 0, 58, NULL },
  { N_ ("Differ"), "Khác nhau", SGN_REVIEW_NUMBER, ITEM_DIFFERING, 0, 52, NULL },
  { N_ ("Rate"), "Tỷ lệ khác", SGN_REVIEW_SHARE, ITEM_DIFFERING, ITEM_COMPARED, 128, NULL },
  { NULL },
};

/* --- what is read --- */

typedef struct
{
  GListStore *households, *items;
  gboolean drawn;
  guint32 seed;
  guint size, n, filled;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_object (&answer->households);
  g_clear_object (&answer->items);
  g_free (answer);
}

static void
add_household (Answer *answer, const SgnRecheck *recheck)
{
  g_autoptr (SgnReviewRow) row = sgn_review_row_new (recheck->household_id, recheck->head);
  gboolean open = g_strcmp0 (recheck->state, "open") == 0, filled = recheck->state != NULL && !open;

  row->texts[TEXT_COMMUNE] = g_strdup (recheck->commune);
  row->texts[TEXT_VILLAGE] = g_strdup (recheck->village);
  row->texts[TEXT_STATE] = g_strdup (filled ? _ ("✓ filled in")
                                     : open ? _ ("opened")
                                            : _ ("not yet"));
  row->numbers[0] = filled ? 0 : 1;
  answer->filled += filled;
  answer->n++;
  g_list_store_append (answer->households, row);
}

static void
add_item (Answer *answer, const SgnDisagreement *disagreement)
{
  const SgnField *field = sgn_record_type_field (&sgn_type_review_sheet, disagreement->item);
  g_autoptr (SgnReviewRow) row = sgn_review_row_new (0, _ (field->label));

  row->numbers[ITEM_COMPARED] = disagreement->compared;
  row->numbers[ITEM_DIFFERING] = disagreement->differing;
  g_list_store_append (answer->items, row);
}

static gpointer
read_recheck (const SgnReviewQuestion *question, SgnConnection *connection, GError **error)
{
  g_autoptr (GArray) rechecks
      = sgn_review_rechecks (connection, question->year, question->unit_id, error);
  g_autoptr (GArray) items
      = rechecks != NULL ? sgn_review_compare (connection, question->year, question->unit_id, error)
                         : NULL;
  Answer *answer;

  if (items == NULL)
    return NULL;
  answer = g_new0 (Answer, 1);
  answer->households = g_list_store_new (SGN_TYPE_REVIEW_ROW);
  answer->items = g_list_store_new (SGN_TYPE_REVIEW_ROW);
  answer->drawn = sgn_review_draw_get (connection, question->year, &answer->seed, &answer->size);
  for (guint i = 0; i < rechecks->len; i++)
    add_household (answer, &g_array_index (rechecks, SgnRecheck, i));
  for (guint i = 0; i < items->len; i++)
    add_item (answer, &g_array_index (items, SgnDisagreement, i));
  return answer;
}

/* --- showing --- */

static void
sgn_review_recheck_update (SgnReviewTab *tab)
{
  SgnReviewRecheck *self = SGN_REVIEW_RECHECK (tab);
  gboolean writable = sgn_review_tab_is_writable (tab);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "recheck.draw", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "recheck.open",
                                 sgn_review_table_get_selected (self->households) != NULL);
}

static void
sgn_review_recheck_show (SgnReviewTab *tab, gpointer data)
{
  SgnReviewRecheck *self = SGN_REVIEW_RECHECK (tab);
  Answer *answer = data;
  g_autofree char *text = NULL, *status = NULL;

  gtk_widget_set_visible (self->draw_box, !answer->drawn);
  gtk_widget_set_visible (self->drawn_box, answer->drawn);
  text = g_strdup_printf (_ ("Drawn with seed %u: %u households a commune; %u of %u filled in."),
                          answer->seed, answer->size, answer->filled, answer->n);
  gtk_label_set_label (self->drawn, text);
  sgn_review_table_set_rows (self->households, G_LIST_MODEL (answer->households));
  sgn_review_table_set_rows (self->items, G_LIST_MODEL (answer->items));
  status = g_strdup_printf (ngettext ("%u household to re-check", "%u households to re-check",
                                      answer->n),
                            answer->n);
  sgn_review_tab_set_status (tab, status);
  sgn_review_recheck_update (tab);
  answer_free (answer);
}

/* --- callbacks --- */

static gboolean
read_number (GtkEntry *entry, gint64 least, gint64 most, gint64 *number)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  g_autoptr (GError) error = NULL;
  gboolean good = *text == '\0' || sgn_number_parse_integer (text, number, &error);

  good = good && *number >= least && *number <= most;
  if (good)
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  return good;
}

static void
draw_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnReviewRecheck *self = SGN_REVIEW_RECHECK (widget);
  SgnReviewTab *tab = SGN_REVIEW_TAB (widget);
  g_autoptr (GError) error = NULL;
  gint64 size = 0, seed = 0;

  if (!read_number (self->size, 1, 1000, &size) || !read_number (self->seed, 0, G_MAXUINT32, &seed))
    {
      sgn_review_tab_fail (
          tab, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                                    _ ("Say how many households a commune: 1 to 1.000; the seed is "
                                       "a whole number, or blank.")));
      return;
    }
  if (!sgn_review_draw (sgn_review_tab_get_ledger (tab), sgn_review_tab_get_year (tab),
                        (guint32)seed, (guint)size, &error))
    sgn_review_tab_fail (tab, g_steal_pointer (&error));
  else
    sgn_page_show_message (sgn_review_tab_get_page (tab),
                           _ ("The re-check is drawn; its seed is kept with the year."),
                           _ ("_Undo"), "win.undo", NULL);
}

static void
activated_cb (SgnReviewRecheck *self, SgnReviewRow *row)
{
  sgn_review_open_sheet (SGN_REVIEW_TAB (self), row->id, "recheck");
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnReviewRow *row = sgn_review_table_get_selected (SGN_REVIEW_RECHECK (widget)->households);

  if (row != NULL)
    activated_cb (SGN_REVIEW_RECHECK (widget), row);
}

/* --- overrides --- */

/* The table the keyboard is in. */
static SgnSheet *
sgn_review_recheck_make_sheet (SgnReviewTab *tab, GError **error)
{
  SgnReviewRecheck *self = SGN_REVIEW_RECHECK (tab);
  gboolean items = sgn_review_table_has_focus (self->items);
  g_autofree char *title = g_strdup_printf (items ? "TỶ LỆ TRẢ LỜI KHÁC NHAU KHI PHÚC TRA NĂM %d"
                                                  : "DANH SÁCH HỘ PHÚC TRA NĂM %d",
                                            sgn_review_tab_get_year (tab));

  return sgn_review_table_make_sheet (items ? self->items : self->households,
                                      items ? "review-disagreement" : "review-recheck", title,
                                      gtk_label_get_label (self->drawn));
}

static gboolean
sgn_review_recheck_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SGN_REVIEW_RECHECK (widget)->households));
}

static void
sgn_review_recheck_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_REVIEW_RECHECK);

  G_OBJECT_CLASS (sgn_review_recheck_parent_class)->dispose (object);
}

static void
sgn_review_recheck_class_init (SgnReviewRecheckClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SgnReviewTabClass *tab_class = SGN_REVIEW_TAB_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_review_recheck_dispose;
  widget_class->grab_focus = sgn_review_recheck_grab_focus;
  tab_class->update = sgn_review_recheck_update;
  tab_class->read = read_recheck;
  tab_class->free_answer = answer_free;
  tab_class->show = sgn_review_recheck_show;
  tab_class->make_sheet = sgn_review_recheck_make_sheet;

  g_type_ensure (SGN_TYPE_REVIEW_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/pages/review-recheck.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnReviewRecheck, box);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewRecheck, draw_box);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewRecheck, drawn_box);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewRecheck, drawn);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewRecheck, size);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewRecheck, seed);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewRecheck, households);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewRecheck, items);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewRecheck, paned);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "update",
                                                G_CALLBACK (sgn_review_recheck_update));
  gtk_widget_class_install_action (widget_class, "recheck.draw", NULL, draw_cb);
  gtk_widget_class_install_action (widget_class, "recheck.open", NULL, open_cb);
}

static void
sgn_review_recheck_init (SgnReviewRecheck *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_paned_set_position (self->paned, sgn_text_scale (HOUSEHOLDS_WIDTH));
  sgn_review_table_set_columns (self->households, household_columns, FALSE);
  sgn_review_table_set_columns (self->items, item_columns, FALSE);
}
