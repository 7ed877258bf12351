#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-review-page-counts.h"

#include "app/widgets/sgn-entry-grid.h"
#include "app/widgets/sgn-grid-records.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

struct _SgnReviewCounts
{
  SgnReviewTab parent_instance;

  /* template widgets */
  GtkWidget *box;
  SgnEntryGrid *grid;

  /* owned */
  SgnGridRecords *model;

  gint64 wanted; /* to be focused once it is there */
};

G_DEFINE_FINAL_TYPE (SgnReviewCounts, sgn_review_counts, SGN_TYPE_REVIEW_TAB)

static const SgnGridRecordsColumn columns[] = {
  { "unit-id", NULL, 22, TRUE },
  { "year", NULL, 6, FALSE },
  { "households", NULL, 10, FALSE },
  { "persons", NULL, 10, FALSE },
  { "minority-households", NULL, 12, FALSE },
  { "minority-persons", NULL, 12, FALSE },
  { "native-households", NULL, 12, FALSE },
  { "native-persons", NULL, 12, FALSE },
  { "source", NULL, 24, TRUE },
  { NULL },
};

static void
query (SgnReviewCounts *self)
{
  SgnReviewTab *tab = SGN_REVIEW_TAB (self);
  g_autoptr (SgnQuery) wanted = sgn_query_new (&sgn_type_base_count);
  g_autoptr (SgnRecord) template = sgn_record_new (&sgn_type_base_count);
  g_autoptr (GError) error = NULL;

  sgn_query_where_int (wanted, "year", sgn_review_tab_get_year (tab));
  if (sgn_review_tab_get_unit (tab) != 0)
    sgn_query_where_under (wanted, "unit-id", sgn_review_tab_get_unit (tab));
  sgn_query_set_sort (wanted, "unit-id");
  sgn_record_set_int (template, "year", sgn_review_tab_get_year (tab));
  sgn_grid_records_set_template (self->model, template);
  if (!sgn_grid_records_set_query (self->model, wanted, &error))
    sgn_review_tab_fail (tab, g_steal_pointer (&error));
}

static void
show_status (SgnReviewCounts *self)
{
  guint n = sgn_grid_model_get_n_rows (SGN_GRID_MODEL (self->model));
  g_autofree char *text
      = n == 0
            ? g_strdup (_ ("No unit has its count yet: no rate is shown"))
            : g_strdup_printf (ngettext ("%u unit with its count", "%u units with their counts", n),
                               n);

  sgn_review_tab_set_status (SGN_REVIEW_TAB (self), text);
}

static void
focus_wanted (SgnReviewCounts *self)
{
  guint row;

  if (self->wanted != 0 && sgn_grid_records_find_id (self->model, self->wanted, &row))
    {
      sgn_entry_grid_view_set_focus (sgn_entry_grid_get_view (self->grid), row, 0, FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (self->grid));
    }
  self->wanted = 0;
}

/* The grid reads by itself. */
static void
sgn_review_counts_show (SgnReviewTab *tab, gpointer answer)
{
  SgnReviewCounts *self = SGN_REVIEW_COUNTS (tab);

  query (self);
  show_status (self);
  focus_wanted (self);
}

static void
sgn_review_counts_ledger_set (SgnReviewTab *tab, SgnLedger *ledger)
{
  SgnReviewCounts *self = SGN_REVIEW_COUNTS (tab);

  if (self->model != NULL)
    sgn_entry_grid_save (self->grid);
  sgn_entry_grid_set_model (self->grid, NULL);
  g_clear_object (&self->model);
  if (ledger == NULL)
    return;
  self->model
      = sgn_grid_records_new (ledger, sgn_programme_types (), &sgn_type_base_count, columns);
  sgn_entry_grid_set_model (self->grid, SGN_GRID_MODEL (self->model));
}

static void
failed_cb (SgnReviewCounts *self, GError *error)
{
  sgn_review_tab_fail (SGN_REVIEW_TAB (self), g_error_copy (error));
}

static void
sgn_review_counts_create (SgnReviewTab *tab)
{
  SgnReviewCounts *self = SGN_REVIEW_COUNTS (tab);

  sgn_entry_grid_view_set_focus (sgn_entry_grid_get_view (self->grid),
                                 sgn_grid_model_get_n_rows (SGN_GRID_MODEL (self->model)), 0,
                                 FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static SgnSheet *
sgn_review_counts_make_sheet (SgnReviewTab *tab, GError **error)
{
  g_autofree char *title
      = g_strdup_printf ("SỐ HỘ DÂN CƯ, NHÂN KHẨU NĂM %d", sgn_review_tab_get_year (tab));

  return sgn_grid_records_make_sheet (SGN_REVIEW_COUNTS (tab)->model, title);
}

static gboolean
sgn_review_counts_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SGN_REVIEW_COUNTS (widget)->grid));
}

static void
sgn_review_counts_dispose (GObject *object)
{
  SgnReviewCounts *self = SGN_REVIEW_COUNTS (object);

  if (self->grid != NULL)
    sgn_entry_grid_set_model (self->grid, NULL);
  g_clear_object (&self->model);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_REVIEW_COUNTS);

  G_OBJECT_CLASS (sgn_review_counts_parent_class)->dispose (object);
}

static void
sgn_review_counts_class_init (SgnReviewCountsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SgnReviewTabClass *tab_class = SGN_REVIEW_TAB_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_review_counts_dispose;
  widget_class->grab_focus = sgn_review_counts_grab_focus;
  tab_class->ledger_set = sgn_review_counts_ledger_set;
  tab_class->show = sgn_review_counts_show;
  tab_class->create = sgn_review_counts_create;
  tab_class->make_sheet = sgn_review_counts_make_sheet;

  g_type_ensure (SGN_TYPE_ENTRY_GRID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/pages/review-counts.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnReviewCounts, box);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewCounts, grid);
  gtk_widget_class_bind_template_callback (widget_class, failed_cb);
}

static void
sgn_review_counts_init (SgnReviewCounts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sgn_review_counts_show_count (SgnReviewCounts *self, gint64 id)
{
  g_return_if_fail (SGN_IS_REVIEW_COUNTS (self));

  self->wanted = id;
  sgn_review_tab_reload (SGN_REVIEW_TAB (self));
}
