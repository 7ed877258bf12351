#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-nutrition-page.h"

#include "app/dialogs/sgn-child-window.h"
#include "app/pages/sgn-nutrition-rows.h"
#include "app/pages/sgn-review-choices.h"
#include "app/widgets/sgn-date-input.h"
#include "app/widgets/sgn-entry-grid.h"
#include "app/widgets/sgn-options.h"
#include "app/widgets/sgn-wrap-box.h"
#include "base/sgn-number.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

struct _SgnNutritionPage
{
  SgnPage parent_instance;

  /* template widgets */
  GtkDropDown *unit;
  SgnInput *day_input;
  GtkEntry *measurer;
  GtkCheckButton *due;
  GtkSearchEntry *search;
  SgnEntryGrid *grid;
  GtkLabel *counts;

  /* owned */
  SgnJob *job;
  SgnNutritionRows *rows;

  SgnDate day;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SgnNutritionPage, sgn_nutrition_page, SGN_TYPE_PAGE)

/* --- what is read --- */

typedef struct
{
  char *path;
  gint64 unit_id;
  SgnDate day;
  gboolean due_only;
} Question;

static void
question_free (Question *question)
{
  g_free (question->path);
  g_free (question);
}

static gpointer
read_children (SgnJob *job, gpointer data, GError **error)
{
  const Question *question = data;
  GCancellable *cancellable = sgn_job_get_cancellable (job);
  g_autoptr (SgnConnection) connection = sgn_connection_open_readonly (question->path, error);

  if (connection == NULL)
    return NULL;
  sgn_connection_set_cancellable (connection, cancellable);
  return sgn_child_list (connection, question->unit_id, question->day, question->due_only,
                         cancellable, error);
}

/* --- what is shown --- */

static char *
count_with_severe (guint n, guint severe, guint measured)
{
  g_autofree char *percent = sgn_number_format_percent (n, measured);

  /* Translators: how many children, their share, how many of them severely */
  return g_strdup_printf (_ ("%u (%s, severe %u)"), n, percent != NULL ? percent : "–", severe);
}

static void
show_counts (SgnNutritionPage *self)
{
  SgnNutritionCounts n = sgn_nutrition_rows_count (self->rows);
  g_autofree char *stunted = count_with_severe (n.stunted, n.severely_stunted, n.measured);
  g_autofree char *underweight
      = count_with_severe (n.underweight, n.severely_underweight, n.measured);
  guint n_typed = sgn_nutrition_rows_n_typed (self->rows);
  g_autofree char *typed
      = n_typed > 0 ? g_strdup_printf (_ ("Typed and not saved: %u · "), n_typed) : g_strdup ("");
  g_autofree char *measured = g_strdup_printf (
      _ ("Measured in %d: %u of %u · stunted %s · underweight %s · thin %u · not computed %u"),
      self->day.year, n.measured, n.children, stunted, underweight, n.thin, n.uncomputed);
  g_autofree char *text = g_strconcat (typed, measured, NULL);
  g_autofree char *status
      = g_strdup_printf (ngettext ("%u child", "%u children", n.children), n.children);

  gtk_label_set_label (self->counts, text);
  sgn_page_set_status (SGN_PAGE (self), status);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnNutritionPage) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *children = sgn_job_run_finish (SGN_JOB (source), result, &error);

  if (SGN_JOB (source) != self->job || self->rows == NULL)
    {
      g_clear_pointer (&children, g_ptr_array_unref);
      return;
    }
  g_clear_object (&self->job);
  if (children != NULL)
    sgn_nutrition_rows_set (self->rows, children, self->day);
  else
    sgn_page_show_error (SGN_PAGE (self), g_steal_pointer (&error));
}

static void
stop_job (SgnNutritionPage *self)
{
  if (self->job != NULL)
    sgn_job_cancel (self->job);
  g_clear_object (&self->job);
}

static void
reload (SgnNutritionPage *self)
{
  SgnLedger *ledger = sgn_page_get_ledger (SGN_PAGE (self));
  Question *question;

  if (self->filling || self->rows == NULL)
    return;
  stop_job (self);
  question = g_new0 (Question, 1);
  question->path = g_strdup (sgn_ledger_get_path (ledger));
  question->unit_id = g_ascii_strtoll (sgn_options_get (self->unit), NULL, 10);
  question->day = self->day;
  question->due_only = gtk_check_button_get_active (self->due);
  self->job = sgn_job_new (_ ("Reading the children …"), FALSE);
  sgn_job_run_async (self->job, read_children, question, (GDestroyNotify)question_free,
                     (GDestroyNotify)g_ptr_array_unref, read_cb, g_object_ref (self));
}

/* --- callbacks --- */

static void
filter_cb (SgnNutritionPage *self)
{
  if (self->filling || self->rows == NULL)
    return;
  sgn_entry_grid_save (self->grid);
  reload (self);
}

static void
day_cb (SgnNutritionPage *self)
{
  g_auto (SgnValue) value = SGN_VALUE_INIT;
  SgnDate day;

  if (self->rows == NULL || !sgn_input_get_value (self->day_input, &value, NULL)
      || value.kind != SGN_VALUE_TEXT || !sgn_date_parse_iso (value.text, &day)
      || !sgn_date_is_full (day) || sgn_date_compare (day, self->day) == 0)
    return;
  sgn_entry_grid_save (self->grid);
  self->day = day;
  reload (self);
}

static void
measurer_cb (SgnNutritionPage *self)
{
  if (self->rows != NULL)
    sgn_nutrition_rows_set_measurer (self->rows,
                                     gtk_editable_get_text (GTK_EDITABLE (self->measurer)));
}

static void
search_cb (SgnNutritionPage *self)
{
  if (self->rows == NULL)
    return;
  sgn_entry_grid_save (self->grid);
  sgn_nutrition_rows_find (self->rows, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
failed_cb (SgnNutritionPage *self, GError *error)
{
  sgn_page_show_error (SGN_PAGE (self), g_error_copy (error));
}

static void
child_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnNutritionPage *self = SGN_NUTRITION_PAGE (widget);
  gint64 id;

  if (self->rows == NULL)
    return;
  sgn_entry_grid_save (self->grid);
  id = sgn_nutrition_rows_get_member (
      self->rows, sgn_entry_grid_view_get_focus (sgn_entry_grid_get_view (self->grid)).row);
  if (id != 0)
    sgn_child_window_show (GTK_WINDOW (gtk_widget_get_root (widget)),
                           sgn_page_get_ledger (SGN_PAGE (self)), id);
}

/* --- the page --- */

/* To begin with the first unit, not all: a measuring day is one commune's. */
static void
fill_units (SgnNutritionPage *self, SgnConnection *connection)
{
  gboolean chosen = *sgn_options_get (self->unit) != '\0';
  g_autoptr (GError) error = NULL;

  self->filling = TRUE;
  if (!sgn_review_fill_units (self->unit, connection, &error))
    sgn_page_show_error (SGN_PAGE (self), g_steal_pointer (&error));
  else if (!chosen && g_list_model_get_n_items (gtk_drop_down_get_model (self->unit)) > 1)
    gtk_drop_down_set_selected (self->unit, 1);
  self->filling = FALSE;
}

static void
forget (SgnNutritionPage *self)
{
  stop_job (self);
  if (self->rows != NULL)
    sgn_entry_grid_save (self->grid);
  if (self->grid != NULL)
    sgn_entry_grid_set_model (self->grid, NULL);
  g_clear_object (&self->rows);
}

static void
sgn_nutrition_page_ledger_set (SgnPage *page, SgnLedger *ledger)
{
  SgnNutritionPage *self = SGN_NUTRITION_PAGE (page);
  g_autoptr (GError) error = NULL;
  g_autofree char *day = NULL;
  g_auto (SgnValue) value = SGN_VALUE_INIT;
  const SgnGrowth *growth;

  forget (self);
  if (ledger == NULL)
    return;
  growth = sgn_growth_get (&error);
  if (growth == NULL)
    {
      sgn_page_show_error (page, g_steal_pointer (&error));
      return;
    }
  self->day = sgn_date_today ();
  day = sgn_date_format_iso (self->day);
  value = sgn_value_text (day);
  sgn_input_bind (self->day_input, sgn_record_type_field (&sgn_type_child_measure, "date"), ledger);
  sgn_input_set_value (self->day_input, &value);
  fill_units (self, sgn_ledger_get_connection (ledger));
  self->rows = sgn_nutrition_rows_new (ledger, growth);
  measurer_cb (self);
  g_signal_connect_object (self->rows, "rows-changed", G_CALLBACK (show_counts), self,
                           G_CONNECT_SWAPPED);
  sgn_entry_grid_set_model (self->grid, SGN_GRID_MODEL (self->rows));
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    reload (self);
}

static void
sgn_nutrition_page_map (GtkWidget *widget)
{
  SgnNutritionPage *self = SGN_NUTRITION_PAGE (widget);

  GTK_WIDGET_CLASS (sgn_nutrition_page_parent_class)->map (widget);
  if (self->rows != NULL && sgn_grid_model_get_n_rows (SGN_GRID_MODEL (self->rows)) == 0)
    reload (self);
}

static void
sgn_nutrition_page_tables_changed (SgnPage *page, const char *const *tables)
{
  static const char *const ours[] = { "child_measure", "member", "household", "unit", NULL };
  SgnNutritionPage *self = SGN_NUTRITION_PAGE (page);

  if (self->rows == NULL || sgn_nutrition_rows_is_saving (self->rows))
    return;
  for (guint i = 0; ours[i] != NULL; i++)
    if (g_strv_contains (tables, ours[i]))
      {
        reload (self);
        return;
      }
}

static void
sgn_nutrition_page_find (SgnPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (SGN_NUTRITION_PAGE (page)->search));
}

/* The row at hand, and those a draft brought back. */
static gboolean
sgn_nutrition_page_save (SgnPage *page)
{
  SgnNutritionPage *self = SGN_NUTRITION_PAGE (page);
  g_autoptr (GError) error = NULL;

  if (!sgn_entry_grid_save (self->grid) || self->rows == NULL)
    return FALSE;
  if (sgn_grid_model_commit_batch (SGN_GRID_MODEL (self->rows), &error))
    return TRUE;
  sgn_page_show_error (page, g_steal_pointer (&error));
  return FALSE;
}

static SgnSheet *
sgn_nutrition_page_make_sheet (SgnPage *page, GError **error)
{
  SgnNutritionPage *self = SGN_NUTRITION_PAGE (page);
  gint64 unit_id = g_ascii_strtoll (sgn_options_get (self->unit), NULL, 10);
  g_autofree char *unit = NULL;

  if (self->rows == NULL)
    return NULL;
  unit = unit_id != 0 ? sgn_record_title (sgn_ledger_get_connection (sgn_page_get_ledger (page)),
                                          &sgn_type_unit, unit_id)
                      : g_strdup ("toàn địa bàn");
  return sgn_nutrition_rows_make_sheet (self->rows, unit);
}

/* A measure is shown with its child. */
static gboolean
sgn_nutrition_page_show_record (SgnPage *page, const SgnRecordType *type, gint64 id,
                                const char *field)
{
  SgnLedger *ledger = sgn_page_get_ledger (page);
  g_autoptr (SgnRecord) measure = NULL;

  if (type != &sgn_type_child_measure)
    return FALSE;
  measure = sgn_record_load (sgn_ledger_get_connection (ledger), type, id, NULL);
  if (measure == NULL)
    return FALSE;
  sgn_child_window_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), ledger,
                         sgn_record_get_int (measure, "member-id"));
  return TRUE;
}

static gboolean
sgn_nutrition_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SGN_NUTRITION_PAGE (widget)->grid));
}

static void
sgn_nutrition_page_dispose (GObject *object)
{
  forget (SGN_NUTRITION_PAGE (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_NUTRITION_PAGE);

  G_OBJECT_CLASS (sgn_nutrition_page_parent_class)->dispose (object);
}

static void
sgn_nutrition_page_class_init (SgnNutritionPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SgnPageClass *page_class = SGN_PAGE_CLASS (klass);

  object_class->dispose = sgn_nutrition_page_dispose;
  widget_class->map = sgn_nutrition_page_map;
  widget_class->grab_focus = sgn_nutrition_page_grab_focus;
  page_class->ledger_set = sgn_nutrition_page_ledger_set;
  page_class->tables_changed = sgn_nutrition_page_tables_changed;
  page_class->find = sgn_nutrition_page_find;
  page_class->save = sgn_nutrition_page_save;
  page_class->make_sheet = sgn_nutrition_page_make_sheet;
  page_class->show_record = sgn_nutrition_page_show_record;

  g_type_ensure (SGN_TYPE_DATE_INPUT);
  g_type_ensure (SGN_TYPE_ENTRY_GRID);
  g_type_ensure (SGN_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/pages/nutrition.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnNutritionPage, unit);
  gtk_widget_class_bind_template_child (widget_class, SgnNutritionPage, day_input);
  gtk_widget_class_bind_template_child (widget_class, SgnNutritionPage, measurer);
  gtk_widget_class_bind_template_child (widget_class, SgnNutritionPage, due);
  gtk_widget_class_bind_template_child (widget_class, SgnNutritionPage, search);
  gtk_widget_class_bind_template_child (widget_class, SgnNutritionPage, grid);
  gtk_widget_class_bind_template_child (widget_class, SgnNutritionPage, counts);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_cb);
  gtk_widget_class_bind_template_callback (widget_class, measurer_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, failed_cb);
  gtk_widget_class_install_action (widget_class, "nutrition.child", NULL, child_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_ALT_MASK,
                                       "nutrition.child", NULL);
}

static void
sgn_nutrition_page_init (SgnNutritionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
