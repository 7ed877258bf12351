#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-review-page-escaped.h"

#include "app/pages/sgn-review-table.h"
#include "app/widgets/sgn-date-input.h"
#include "app/widgets/sgn-options.h"
#include "base/sgn-number.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review-board.h"

#include <glib/gi18n-lib.h>

struct _SgnReviewEscaped
{
  SgnReviewTab parent_instance;

  /* template widgets */
  GtkWidget *box;
  SgnInput *day;
  GtkDropDown *within;
  GtkStack *stack;
  SgnReviewTable *households;

  SgnDate asked; /* the day of the answer shown, or underway */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SgnReviewEscaped, sgn_review_escaped, SGN_TYPE_REVIEW_TAB)

enum
{
  TEXT_HEAD,
  TEXT_COMMUNE,
  TEXT_VILLAGE,
  TEXT_NUMBER,
  TEXT_DECIDED,
  TEXT_LAST,
};

enum
{
  DAYS_LEFT = 1,
  DAY_DECIDED,
  DAY_LAST,
};

static const SgnReviewColumn household_columns[] = {
  { N_ ("Head of household"), "Chủ hộ", SGN_REVIEW_PERSON, TEXT_HEAD, 0, 0, NULL },
  { N_ ("Commune"), "Xã", SGN_REVIEW_TEXT, TEXT_COMMUNE, 0, 126, NULL },
  { N_ ("Village"), "Thôn", SGN_REVIEW_TEXT, TEXT_VILLAGE, 0, 126, NULL },
  { N_ ("Decision"), "Quyết định", SGN_REVIEW_TEXT, TEXT_NUMBER, 0, 96, NULL },
  { N_ ("Day of recognition"), "Ngày công nhận", SGN_REVIEW_TEXT, TEXT_DECIDED, DAY_DECIDED, 116,
    NULL },
  { N_ ("Last day"), "Ngày cuối của thời hạn", SGN_REVIEW_TEXT, TEXT_LAST, DAY_LAST, 92, NULL },
  { N_ ("Days left"), "Còn (ngày)", SGN_REVIEW_NUMBER, DAYS_LEFT, 0, 86, NULL },
  { NULL },
};

/* --- what is read --- */

static gpointer
read_escaped (const SgnReviewQuestion *question, SgnConnection *connection, GError **error)
{
  g_autoptr (GArray) list = sgn_review_escaped (connection, question->unit_id, question->day,
                                                (int)question->number, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *store;

  if (list == NULL)
    return NULL;
  for (guint i = 0; i < list->len; i++)
    {
      const SgnEscaped *escaped = &g_array_index (list, SgnEscaped, i);
      SgnReviewRow *row = sgn_review_row_new (escaped->household_id, escaped->head);

      row->texts[TEXT_COMMUNE] = g_strdup (escaped->commune);
      row->texts[TEXT_VILLAGE] = g_strdup (escaped->village);
      row->texts[TEXT_NUMBER] = g_strdup (escaped->number);
      row->texts[TEXT_DECIDED] = sgn_date_format (escaped->decided);
      row->texts[TEXT_LAST] = sgn_date_format (escaped->last);
      row->numbers[DAYS_LEFT] = escaped->days_left;
      row->numbers[DAY_DECIDED] = sgn_date_days (escaped->decided);
      row->numbers[DAY_LAST] = sgn_date_days (escaped->last);
      g_ptr_array_add (rows, row);
    }
  store = g_list_store_new (SGN_TYPE_REVIEW_ROW);
  g_list_store_splice (store, 0, 0, rows->pdata, rows->len);
  return store;
}

static SgnDate
get_day (SgnReviewEscaped *self)
{
  g_auto (SgnValue) value = SGN_VALUE_INIT;
  SgnDate day = sgn_date_today ();

  if (sgn_input_get_value (self->day, &value, NULL) && value.kind == SGN_VALUE_TEXT)
    sgn_date_parse_iso (value.text, &day);
  return sgn_date_last_day (day);
}

static void
sgn_review_escaped_ask (SgnReviewTab *tab, SgnReviewQuestion *question)
{
  SgnReviewEscaped *self = SGN_REVIEW_ESCAPED (tab);

  self->asked = question->day = get_day (self);
  question->number = g_ascii_strtoll (sgn_options_get (self->within), NULL, 10);
}

static void
sgn_review_escaped_show (SgnReviewTab *tab, gpointer answer)
{
  SgnReviewEscaped *self = SGN_REVIEW_ESCAPED (tab);
  g_autoptr (GListStore) rows = answer;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (rows));
  g_autofree char *number = sgn_number_format_integer (n);
  g_autofree char *day = sgn_date_format (self->asked);
  g_autofree char *status = g_strdup_printf (ngettext ("%s newly escaped household on %s",
                                                       "%s newly escaped households on %s", n),
                                             number, day);

  sgn_review_table_set_rows (self->households, G_LIST_MODEL (rows));
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "rows" : "none");
  sgn_review_tab_set_status (tab, status);
}

/* --- callbacks --- */

static void
within_changed_cb (SgnReviewEscaped *self)
{
  if (!self->filling)
    sgn_review_tab_reload (SGN_REVIEW_TAB (self));
}

static void
day_left_cb (SgnReviewEscaped *self)
{
  if (sgn_date_compare (get_day (self), self->asked) != 0)
    sgn_review_tab_reload (SGN_REVIEW_TAB (self));
}

static void
activated_cb (SgnReviewEscaped *self, SgnReviewRow *row)
{
  sgn_page_go_to (sgn_review_tab_get_page (SGN_REVIEW_TAB (self)), NULL, &sgn_type_household,
                  row->id, NULL);
}

/* --- overrides --- */

static void
sgn_review_escaped_ledger_set (SgnReviewTab *tab, SgnLedger *ledger)
{
  SgnReviewEscaped *self = SGN_REVIEW_ESCAPED (tab);
  g_autofree char *today = sgn_date_format (sgn_date_today ());

  if (ledger == NULL)
    return;
  sgn_input_bind (self->day, sgn_record_type_field (&sgn_type_household_year, "decision-date"),
                  ledger);
  sgn_input_set_text (self->day, today);
}

static SgnSheet *
sgn_review_escaped_make_sheet (SgnReviewTab *tab, GError **error)
{
  SgnReviewEscaped *self = SGN_REVIEW_ESCAPED (tab);
  g_autofree char *day = sgn_date_format (self->asked);
  g_autofree char *subtitle = g_strdup_printf ("(tính đến ngày %s)", day);

  return sgn_review_table_make_sheet (self->households, "review-escaped",
                                      "DANH SÁCH HỘ MỚI THOÁT NGHÈO", subtitle);
}

static gboolean
sgn_review_escaped_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SGN_REVIEW_ESCAPED (widget)->households));
}

static void
sgn_review_escaped_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_REVIEW_ESCAPED);

  G_OBJECT_CLASS (sgn_review_escaped_parent_class)->dispose (object);
}

static void
sgn_review_escaped_class_init (SgnReviewEscapedClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SgnReviewTabClass *tab_class = SGN_REVIEW_TAB_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_review_escaped_dispose;
  widget_class->grab_focus = sgn_review_escaped_grab_focus;
  tab_class->ledger_set = sgn_review_escaped_ledger_set;
  tab_class->ask = sgn_review_escaped_ask;
  tab_class->read = read_escaped;
  tab_class->free_answer = g_object_unref;
  tab_class->show = sgn_review_escaped_show;
  tab_class->make_sheet = sgn_review_escaped_make_sheet;

  g_type_ensure (SGN_TYPE_DATE_INPUT);
  g_type_ensure (SGN_TYPE_REVIEW_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/pages/review-escaped.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnReviewEscaped, box);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewEscaped, day);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewEscaped, within);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewEscaped, stack);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewEscaped, households);
  gtk_widget_class_bind_template_callback (widget_class, within_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
sgn_review_escaped_init (SgnReviewEscaped *self)
{
  static const int days[] = { 30, 60, 90, 180, 365 };

  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  sgn_review_table_set_columns (self->households, household_columns, FALSE);
  sgn_options_clear (self->within);
  sgn_options_add (self->within, "0", _ ("All within the window"));
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *value = g_strdup_printf ("%d", days[i]);
      g_autofree char *label = g_strdup_printf (_ ("leaving it within %d days"), days[i]);

      sgn_options_add (self->within, value, label);
    }
  sgn_options_select (self->within, "0");
  self->filling = FALSE;
}
