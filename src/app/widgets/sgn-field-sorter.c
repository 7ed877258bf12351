#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-field-sorter.h"

struct _SgnFieldSorter
{
  GtkSorter parent_instance;

  char *field;
  const char **asked; /* borrowed */
};

G_DEFINE_FINAL_TYPE (SgnFieldSorter, sgn_field_sorter, GTK_TYPE_SORTER)

static GtkOrdering
sgn_field_sorter_compare (GtkSorter *sorter, gpointer a, gpointer b)
{
  SgnFieldSorter *self = SGN_FIELD_SORTER (sorter);

  if (*self->asked == NULL)
    *self->asked = self->field;
  return GTK_ORDERING_SMALLER;
}

static GtkSorterOrder
sgn_field_sorter_get_order (GtkSorter *sorter)
{
  return GTK_SORTER_ORDER_TOTAL;
}

static void
sgn_field_sorter_finalize (GObject *object)
{
  g_free (SGN_FIELD_SORTER (object)->field);
  G_OBJECT_CLASS (sgn_field_sorter_parent_class)->finalize (object);
}

static void
sgn_field_sorter_class_init (SgnFieldSorterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_field_sorter_finalize;
  GTK_SORTER_CLASS (klass)->compare = sgn_field_sorter_compare;
  GTK_SORTER_CLASS (klass)->get_order = sgn_field_sorter_get_order;
}

static void
sgn_field_sorter_init (SgnFieldSorter *self)
{
}

GtkSorter *
sgn_field_sorter_new (const char *field, const char **asked)
{
  SgnFieldSorter *self = g_object_new (SGN_TYPE_FIELD_SORTER, NULL);

  self->field = g_strdup (field);
  self->asked = asked;
  return GTK_SORTER (self);
}

char *
sgn_field_sorter_find (GtkSorter *sorter, const char **asked)
{
  g_autoptr (GObject) a = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) b = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering ordering;

  *asked = NULL;
  ordering = gtk_sorter_compare (sorter, a, b);
  if (*asked == NULL)
    return NULL;
  return g_strconcat (ordering == GTK_ORDERING_LARGER ? "-" : "", *asked, NULL);
}
