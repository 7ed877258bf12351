#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-finding-item.h"

#include "base/sgn-text.h"

struct _SgnFindingItem
{
  GObject parent_instance;

  GPtrArray *findings; /* keeps the finding alive */
  const SgnFinding *finding;
  const SgnRule *rule;
  guint count;
};

G_DEFINE_FINAL_TYPE (SgnFindingItem, sgn_finding_item, G_TYPE_OBJECT)

static void
sgn_finding_item_finalize (GObject *object)
{
  g_clear_pointer (&SGN_FINDING_ITEM (object)->findings, g_ptr_array_unref);
  G_OBJECT_CLASS (sgn_finding_item_parent_class)->finalize (object);
}

static void
sgn_finding_item_class_init (SgnFindingItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_finding_item_finalize;
}

static void
sgn_finding_item_init (SgnFindingItem *self)
{
}

static SgnFindingItem *
new_item (const SgnRule *rule, GPtrArray *findings, const SgnFinding *finding)
{
  SgnFindingItem *self = g_object_new (SGN_TYPE_FINDING_ITEM, NULL);

  self->rule = rule;
  self->findings = findings != NULL ? g_ptr_array_ref (findings) : NULL;
  self->finding = finding;
  return self;
}

static gboolean
passes (const SgnFinding *finding, const SgnFindingFilter *filter)
{
  g_autofree char *folded = NULL;

  if (filter->severity >= 0 && (int)finding->rule->severity != filter->severity)
    return FALSE;
  if (filter->rule != NULL && g_strcmp0 (finding->rule->id, filter->rule) != 0)
    return FALSE;
  if (!filter->accepted && finding->accepted != NULL)
    return FALSE;
  if (filter->text == NULL)
    return TRUE;
  folded = sgn_text_fold (finding->message);
  return sgn_text_contains_folded (folded, filter->text);
}

/* Findings come by severity and rule: those of a rule stand together. */
guint
sgn_finding_item_fill (GListStore *list, GPtrArray *findings, const SgnFindingFilter *filter)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  SgnFindingItem *heading = NULL;
  guint shown = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const SgnFinding *finding = g_ptr_array_index (findings, i);

      if (!passes (finding, filter))
        continue;
      if (heading == NULL || heading->rule != finding->rule)
        {
          heading = new_item (finding->rule, NULL, NULL);
          g_ptr_array_add (items, heading);
        }
      g_ptr_array_add (items, new_item (finding->rule, findings, finding));
      heading->count++;
      shown++;
    }
  g_list_store_splice (list, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), items->pdata,
                       items->len);
  return shown;
}

const SgnRule *
sgn_finding_item_get_rule (SgnFindingItem *self)
{
  return self->rule;
}

const SgnFinding *
sgn_finding_item_get_finding (SgnFindingItem *self)
{
  return self->finding;
}

guint
sgn_finding_item_get_count (SgnFindingItem *self)
{
  return self->count;
}
