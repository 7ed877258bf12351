#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-dashboard-row.h"

struct _SgnDashboardRow
{
  GObject parent_instance;

  gint64 component_id;
  char *code, *name, *short_name;
  gint64 figures[SGN_FUNDING_DISBURSED + 1];
  GListStore *parts;
};

G_DEFINE_FINAL_TYPE (SgnDashboardRow, sgn_dashboard_row, G_TYPE_OBJECT)

static void
sgn_dashboard_row_finalize (GObject *object)
{
  SgnDashboardRow *self = SGN_DASHBOARD_ROW (object);

  g_free (self->code);
  g_free (self->name);
  g_free (self->short_name);
  g_clear_object (&self->parts);
  G_OBJECT_CLASS (sgn_dashboard_row_parent_class)->finalize (object);
}

static void
sgn_dashboard_row_class_init (SgnDashboardRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_dashboard_row_finalize;
}

static void
sgn_dashboard_row_init (SgnDashboardRow *self)
{
}

static SgnDashboardRow *
make_row (const SgnFundingRow *row)
{
  SgnDashboardRow *self = g_object_new (SGN_TYPE_DASHBOARD_ROW, NULL);

  self->component_id = row->component_id;
  self->code = g_strdup (row->code);
  self->name = g_strdup (row->name);
  self->short_name = g_strdup (row->short_name != NULL ? row->short_name : row->name);
  self->figures[SGN_FUNDING_PLANNED] = row->planned;
  self->figures[SGN_FUNDING_CARRIED_OVER] = row->carried_over;
  self->figures[SGN_FUNDING_DISBURSED] = row->disbursed;
  return self;
}

static SgnDashboardRow *
add_row (GListStore *list, const SgnFundingRow *row)
{
  g_autoptr (SgnDashboardRow) item = make_row (row);

  g_list_store_append (list, item);
  return item;
}

GListStore *
sgn_dashboard_row_new_tree (const SgnFundingSummary *summary)
{
  g_autoptr (GListStore) projects = g_list_store_new (SGN_TYPE_DASHBOARD_ROW);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < summary->rows->len; i++)
    {
      const SgnFundingRow *row = g_ptr_array_index (summary->rows, i);
      SgnDashboardRow *parent = g_hash_table_lookup (by_id, &row->parent_id);
      SgnDashboardRow *item;

      if (parent != NULL && parent->parts == NULL)
        parent->parts = g_list_store_new (SGN_TYPE_DASHBOARD_ROW);
      item = add_row (parent != NULL ? parent->parts : projects, row);
      g_hash_table_insert (by_id, &item->component_id, item);
    }
  return g_steal_pointer (&projects);
}

gint64
sgn_dashboard_row_get_component (SgnDashboardRow *self)
{
  return self->component_id;
}

const char *
sgn_dashboard_row_get_code (SgnDashboardRow *self)
{
  return self->code;
}

const char *
sgn_dashboard_row_get_name (SgnDashboardRow *self)
{
  return self->name;
}

const char *
sgn_dashboard_row_get_short_name (SgnDashboardRow *self)
{
  return self->short_name;
}

gint64
sgn_dashboard_row_get_figure (SgnDashboardRow *self, SgnFundingFigure figure)
{
  return self->figures[figure];
}

GListModel *
sgn_dashboard_row_get_parts (SgnDashboardRow *self)
{
  return self->parts != NULL ? G_LIST_MODEL (self->parts) : NULL;
}
