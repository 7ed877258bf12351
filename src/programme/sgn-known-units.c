#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-catalogue-private.h"

static gboolean
was_there (const SgnXmlNode *node, int year)
{
  return sgn_catalogue_year_from (sgn_xml_get (node, "valid-from")) <= year
         && sgn_catalogue_year_to (sgn_xml_get (node, "valid-to")) >= year;
}

static void
collect (GPtrArray *units, const SgnXmlNode *node, int above, int year)
{
  int below = above;

  if (g_str_equal (node->name, "unit"))
    {
      SgnKnownUnit *unit;

      if (!was_there (node, year))
        return;
      unit = g_new0 (SgnKnownUnit, 1);
      unit->level = g_strdup (sgn_xml_get (node, "level"));
      unit->code = g_strdup (sgn_xml_get (node, "code"));
      unit->name = g_strdup (sgn_xml_get (node, "name"));
      unit->above = above;
      below = (int)units->len;
      g_ptr_array_add (units, unit);
    }
  for (guint i = 0; i < node->children->len; i++)
    collect (units, node->children->pdata[i], below, year);
}

void
sgn_known_unit_free (SgnKnownUnit *unit)
{
  g_free (unit->level);
  g_free (unit->code);
  g_free (unit->name);
  g_free (unit);
}

GPtrArray *
sgn_catalogue_known_units (int year)
{
  g_autoptr (GPtrArray) catalogues = sgn_catalogue_list_shipped ();
  GPtrArray *units = g_ptr_array_new_with_free_func ((GDestroyNotify)sgn_known_unit_free);

  for (guint i = 0; i < catalogues->len; i++)
    {
      const SgnCatalogueInfo *info = catalogues->pdata[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (SgnXmlNode) root = NULL;

      if (!g_str_equal (info->kind, "units"))
        continue;
      root = sgn_catalogue_read_shipped (info->code, &error);
      if (root != NULL)
        collect (units, root, -1, year);
      else
        g_warning ("%s: %s", info->code, error->message);
    }
  return units;
}
