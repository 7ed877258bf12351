#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/sgn-settings.h"
#include "app/widgets/sgn-entry-grid-view-private.h"

#define KEY "column-widths"
#define PARTS 16 /* of a character: widths follow the size of the letters */

/* Columns somebody has dragged to another width have it the next time too, as long as the grid has
 * as many. */
void
sgn_entry_grid_view_remember_widths (SgnEntryGridView *self)
{
  g_autoptr (GVariant) old = g_settings_get_value (sgn_settings_get (), KEY);
  GVariantBuilder grids, widths;
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (self->remembered == NULL)
    return;
  g_variant_builder_init (&grids, G_VARIANT_TYPE ("a{sai}"));
  g_variant_iter_init (&iter, old);
  while (g_variant_iter_loop (&iter, "{&s@ai}", &name, &value))
    if (!g_str_equal (name, self->remembered))
      g_variant_builder_add (&grids, "{s@ai}", name, value);
  g_variant_builder_init (&widths, G_VARIANT_TYPE ("ai"));
  for (guint i = 0; i < self->widths->len; i++)
    g_variant_builder_add (&widths, "i",
                           g_array_index (self->widths, int, i) * PARTS / self->char_width);
  g_variant_builder_add (&grids, "{sai}", self->remembered, &widths);
  g_settings_set_value (sgn_settings_get (), KEY, g_variant_builder_end (&grids));
}

void
sgn_entry_grid_view_recall_widths (SgnEntryGridView *self)
{
  g_autoptr (GVariant) all = g_settings_get_value (sgn_settings_get (), KEY);
  g_autoptr (GVariant) kept = NULL;

  if (self->remembered == NULL)
    return;
  kept = g_variant_lookup_value (all, self->remembered, G_VARIANT_TYPE ("ai"));
  if (kept == NULL || g_variant_n_children (kept) != self->widths->len)
    return;
  for (guint i = 0; i < self->widths->len; i++)
    {
      int width;

      g_variant_get_child (kept, i, "i", &width);
      g_array_index (self->widths, int, i)
          = MAX (width * self->char_width / PARTS, SGN_GRID_MIN_COLUMN);
    }
}
