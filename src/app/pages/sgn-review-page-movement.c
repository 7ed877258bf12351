#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-review-page-movement.h"

#include "app/pages/sgn-review-table.h"
#include "app/widgets/sgn-options.h"
#include "base/sgn-number.h"
#include "programme/sgn-movement.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review-board.h"

#include <glib/gi18n-lib.h>

#define VERDICT 1 /* of the texts */
#define TONE SGN_N_TERMS

struct _SgnReviewMovement
{
  SgnReviewTab parent_instance;

  /* template widgets */
  GtkWidget *box;
  GtkDropDown *class_, *measure, *ethnicity;
  GtkLabel *formula;
  GtkStack *stack;
  SgnReviewTable *poor, *near_poor;

  /* owned */
  GPtrArray *units; /* of Unit: what was read last */

  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SgnReviewMovement, sgn_review_movement, SGN_TYPE_REVIEW_TAB)

#define TERM(term, title, paper)                       \
  {                                                    \
    title, paper, SGN_REVIEW_FIGURE, term, 0, 65, NULL \
  }

static const SgnReviewColumn poor_columns[] = {
  { N_ ("Unit"), "Đơn vị", SGN_REVIEW_NAME, 0, 0, 0, NULL },
  TERM (SGN_TERM_START, N_ ("1 Start"), "1. Đầu kỳ"),
  TERM (SGN_TERM_DOWN_ONE, N_ ("2 → near-poor"), "2. Trở thành cận nghèo"),
  TERM (SGN_TERM_DOWN_TWO, N_ ("3 Beyond"), "3. Vượt chuẩn cận nghèo"),
  TERM (SGN_TERM_OTHER_OUT, N_ ("4 Other −"), "4. Giảm khác"),
  TERM (SGN_TERM_UP_ONE, N_ ("5 Near-poor →"), "5. Cận nghèo thành nghèo"),
  TERM (SGN_TERM_RELAPSE, N_ ("6 Relapse"), "6. Tái nghèo"),
  TERM (SGN_TERM_NEW, N_ ("7 New"), "7. Phát sinh mới"),
  TERM (SGN_TERM_OTHER_IN, N_ ("8 Other +"), "8. Tăng khác"),
  TERM (SGN_TERM_END, N_ ("9 End"), "9. Cuối kỳ"),
  { N_ ("Closes"), "Khớp", SGN_REVIEW_VERDICT, VERDICT, TONE, 106, NULL },
  { NULL },
};

static const SgnReviewColumn near_poor_columns[] = {
  { N_ ("Unit"), "Đơn vị", SGN_REVIEW_NAME, 0, 0, 0, NULL },
  TERM (SGN_TERM_START, N_ ("1 Start"), "1. Đầu kỳ"),
  TERM (SGN_TERM_DOWN_ONE, N_ ("2 Escaped"), "2. Thoát cận nghèo"),
  TERM (SGN_TERM_DOWN_TWO, N_ ("3 → poor"), "3. Trở thành nghèo"),
  TERM (SGN_TERM_OTHER_OUT, N_ ("4 Other −"), "4. Giảm khác"),
  TERM (SGN_TERM_UP_ONE, N_ ("5 Poor →"), "5. Nghèo thành cận nghèo"),
  TERM (SGN_TERM_RELAPSE, N_ ("6 Relapse"), "6. Tái cận nghèo"),
  TERM (SGN_TERM_NEW, N_ ("7 New"), "7. Phát sinh mới"),
  TERM (SGN_TERM_OTHER_IN, N_ ("8 Other +"), "8. Tăng khác"),
  TERM (SGN_TERM_END, N_ ("9 End"), "9. Cuối kỳ"),
  { N_ ("Closes"), "Khớp", SGN_REVIEW_VERDICT, VERDICT, TONE, 106, NULL },
  { NULL },
};

/* --- what is read --- */

typedef struct
{
  char *name;
  SgnMovementRow row;
} Unit;

static void
unit_free (gpointer data)
{
  g_free (((Unit *)data)->name);
  g_free (data);
}

static char *
find_name (GArray *names, gint64 unit_id)
{
  for (guint i = 0; i < names->len; i++)
    if (g_array_index (names, SgnReviewUnit, i).unit_id == unit_id)
      return g_strdup (g_array_index (names, SgnReviewUnit, i).name);
  return g_strdup (_ ("Outside the units that enter"));
}

static gpointer
read_movement (const SgnReviewQuestion *question, SgnConnection *connection, GError **error)
{
  const char *class_ = question->number == 0 ? "poor" : "near-poor";
  g_autoptr (GArray) rows
      = sgn_movement_load (connection, question->year, class_, question->text, error);
  g_autoptr (GArray) names = rows != NULL ? sgn_review_units (connection, error) : NULL;
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func (unit_free);

  if (names == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      const SgnMovementRow *row = &g_array_index (rows, SgnMovementRow, i);
      Unit *unit;

      if (question->unit_id != 0 && row->unit_id != question->unit_id)
        continue;
      unit = g_new0 (Unit, 1);
      unit->name = find_name (names, row->unit_id);
      unit->row = *row;
      g_ptr_array_add (units, unit);
    }
  return g_steal_pointer (&units);
}

static void
sgn_review_movement_ask (SgnReviewTab *tab, SgnReviewQuestion *question)
{
  SgnReviewMovement *self = SGN_REVIEW_MOVEMENT (tab);
  const char *ethnicity = sgn_options_get (self->ethnicity);

  question->text = *ethnicity != '\0' ? g_strdup (ethnicity) : NULL;
  question->number = gtk_drop_down_get_selected (self->class_);
}

/* --- showing --- */

static gboolean
is_near_poor (SgnReviewMovement *self)
{
  return gtk_drop_down_get_selected (self->class_) == 1;
}

static gboolean
shows_persons (SgnReviewMovement *self)
{
  return gtk_drop_down_get_selected (self->measure) == 1;
}

static SgnReviewTable *
get_table (SgnReviewMovement *self)
{
  return is_near_poor (self) ? self->near_poor : self->poor;
}

/* Both must close, whichever of them is looked at. */
static char *
judge (const SgnMovementRow *row)
{
  gint64 households = sgn_movement_gap (row->households), persons = sgn_movement_gap (row->persons);
  g_autofree char *h = sgn_number_format_integer (households);
  g_autofree char *p = sgn_number_format_integer (persons);

  if (households != 0)
    return g_strdup_printf (_ ("✗ off by %s households"), h);
  if (persons != 0)
    return g_strdup_printf (_ ("✗ off by %s persons"), p);
  return g_strdup (_ ("✓ closes"));
}

static SgnReviewRow *
make_row (SgnReviewMovement *self, const char *name, const SgnMovementRow *terms)
{
  SgnReviewRow *row = sgn_review_row_new (terms->unit_id, name);

  for (guint i = 0; i < SGN_N_TERMS; i++)
    row->numbers[i] = shows_persons (self) ? terms->persons[i] : terms->households[i];
  row->texts[VERDICT] = judge (terms);
  row->numbers[TONE]
      = sgn_movement_gap (terms->households) != 0 || sgn_movement_gap (terms->persons) != 0 ? 2 : 0;
  return row;
}

static void
add_up (SgnMovementRow *all, const SgnMovementRow *row)
{
  for (guint i = 0; i < SGN_N_TERMS; i++)
    {
      all->households[i] += row->households[i];
      all->persons[i] += row->persons[i];
    }
}

static void
show_status (SgnReviewMovement *self, guint gaps)
{
  g_autofree char *text
      = gaps == 0 ? g_strdup (_ ("The movement closes everywhere."))
                  : g_strdup_printf (ngettext ("The movement of %u unit does not close.",
                                               "The movement of %u units does not close.", gaps),
                                     gaps);

  sgn_review_tab_set_status (SGN_REVIEW_TAB (self), text);
}

static void
show_rows (SgnReviewMovement *self)
{
  g_autoptr (GListStore) rows = g_list_store_new (SGN_TYPE_REVIEW_ROW);
  g_autoptr (SgnReviewRow) total = NULL;
  SgnMovementRow all = { 0 };
  guint gaps = 0;

  if (self->units == NULL)
    return;
  for (guint i = 0; i < self->units->len; i++)
    {
      const Unit *unit = g_ptr_array_index (self->units, i);
      g_autoptr (SgnReviewRow) row = make_row (self, unit->name, &unit->row);

      gaps += row->numbers[TONE] != 0;
      add_up (&all, &unit->row);
      g_list_store_append (rows, row);
    }
  total = make_row (self, _ ("Total"), &all);
  total->total = TRUE;
  if (self->units->len != 1)
    g_list_store_insert (rows, 0, total);
  sgn_review_table_set_rows (get_table (self), G_LIST_MODEL (rows));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (get_table (self)));
  gtk_label_set_label (
      self->formula, is_near_poor (self)
                         ? _ ("9 end = 1 start − 2 escaped − 3 became poor − 4 other + 5 were poor "
                              "+ 6 fell back + 7 new + 8 other")
                         : _ ("9 end = 1 start − 2 became near-poor − 3 beyond near-poor − 4 "
                              "other + 5 were near-poor + 6 fell back + 7 new + 8 other"));
  show_status (self, gaps);
}

static void
sgn_review_movement_show (SgnReviewTab *tab, gpointer answer)
{
  SgnReviewMovement *self = SGN_REVIEW_MOVEMENT (tab);

  g_clear_pointer (&self->units, g_ptr_array_unref);
  self->units = answer;
  show_rows (self);
}

/* --- callbacks --- */

static void
question_changed_cb (SgnReviewMovement *self)
{
  if (!self->filling)
    sgn_review_tab_reload (SGN_REVIEW_TAB (self));
}

static void
measure_changed_cb (SgnReviewMovement *self)
{
  if (!self->filling)
    show_rows (self);
}

/* The number is the term, with SGN_N_TERMS added for the near-poor. */
static SgnQuery *
find_records (const SgnReviewQuestion *question, SgnConnection *connection, GError **error)
{
  SgnQuery *query = sgn_movement_records (connection, question->year,
                                          question->number >= SGN_N_TERMS ? "near-poor" : "poor",
                                          question->unit_id,
                                          (SgnMovementTerm)(question->number % SGN_N_TERMS), error);

  if (query != NULL && question->text != NULL)
    sgn_query_where_text (query, "ethnicity", question->text);
  return query;
}

static void
figure_cb (SgnReviewMovement *self, SgnReviewRow *row, guint column)
{
  SgnReviewTab *tab = SGN_REVIEW_TAB (self);
  const SgnReviewColumn *columns = is_near_poor (self) ? near_poor_columns : poor_columns;
  const char *ethnicity = sgn_options_get (self->ethnicity);
  g_autofree char *title = g_strdup_printf ("%s · %s", _ (columns[column].title), row->texts[0]);

  sgn_review_tab_show_records (tab, title, row->total ? sgn_review_tab_get_unit (tab) : row->id,
                               *ethnicity != '\0' ? ethnicity : NULL,
                               columns[column].index + (is_near_poor (self) ? SGN_N_TERMS : 0),
                               find_records);
}

/* --- overrides --- */

static void
fill_groups (SgnReviewMovement *self, SgnConnection *connection)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_code_item);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_text (query, "list", "ethnic-group");
  sgn_query_set_sort (query, "position");
  ids = sgn_query_run (query, connection, NULL, NULL);
  sgn_options_clear (self->ethnicity);
  sgn_options_add (self->ethnicity, "", _ ("Every ethnic group"));
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (SgnRecord) item
          = sgn_record_load (connection, &sgn_type_code_item, g_array_index (ids, gint64, i), NULL);

      if (item != NULL)
        sgn_options_add (self->ethnicity, sgn_record_get_text (item, "code"),
                         sgn_record_get_text (item, "name"));
    }
}

static void
sgn_review_movement_ledger_set (SgnReviewTab *tab, SgnLedger *ledger)
{
  SgnReviewMovement *self = SGN_REVIEW_MOVEMENT (tab);

  g_clear_pointer (&self->units, g_ptr_array_unref);
  self->filling = TRUE;
  if (ledger != NULL)
    fill_groups (self, sgn_ledger_get_connection (ledger));
  self->filling = FALSE;
}

static SgnSheet *
sgn_review_movement_make_sheet (SgnReviewTab *tab, GError **error)
{
  SgnReviewMovement *self = SGN_REVIEW_MOVEMENT (tab);
  g_autofree char *title
      = g_strdup_printf ("DIỄN BIẾN %s NĂM %d", is_near_poor (self) ? "HỘ CẬN NGHÈO" : "HỘ NGHÈO",
                         sgn_review_tab_get_year (tab));

  return sgn_review_table_make_sheet (get_table (self), "review-movement", title,
                                      shows_persons (self) ? "(nhân khẩu; 9 = 1−2−3−4+5+6+7+8)"
                                                           : "(hộ; 9 = 1−2−3−4+5+6+7+8)");
}

static gboolean
sgn_review_movement_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (get_table (SGN_REVIEW_MOVEMENT (widget))));
}

static void
sgn_review_movement_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_REVIEW_MOVEMENT);

  G_OBJECT_CLASS (sgn_review_movement_parent_class)->dispose (object);
}

static void
sgn_review_movement_finalize (GObject *object)
{
  g_clear_pointer (&SGN_REVIEW_MOVEMENT (object)->units, g_ptr_array_unref);

  G_OBJECT_CLASS (sgn_review_movement_parent_class)->finalize (object);
}

static void
sgn_review_movement_class_init (SgnReviewMovementClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SgnReviewTabClass *tab_class = SGN_REVIEW_TAB_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_review_movement_dispose;
  G_OBJECT_CLASS (klass)->finalize = sgn_review_movement_finalize;
  widget_class->grab_focus = sgn_review_movement_grab_focus;
  tab_class->ledger_set = sgn_review_movement_ledger_set;
  tab_class->ask = sgn_review_movement_ask;
  tab_class->read = read_movement;
  tab_class->free_answer = (GDestroyNotify)g_ptr_array_unref;
  tab_class->show = sgn_review_movement_show;
  tab_class->make_sheet = sgn_review_movement_make_sheet;

  g_type_ensure (SGN_TYPE_REVIEW_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/pages/review-movement.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnReviewMovement, box);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewMovement, class_);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewMovement, measure);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewMovement, ethnicity);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewMovement, formula);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewMovement, stack);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewMovement, poor);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewMovement, near_poor);
  gtk_widget_class_bind_template_callback (widget_class, question_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, measure_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, figure_cb);
}

static void
sgn_review_movement_init (SgnReviewMovement *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  sgn_review_table_set_columns (self->poor, poor_columns, FALSE);
  sgn_review_table_set_columns (self->near_poor, near_poor_columns, FALSE);
  self->filling = FALSE;
}
