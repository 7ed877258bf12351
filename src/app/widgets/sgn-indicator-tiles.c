#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-indicator-tiles.h"

#include "app/widgets/sgn-text-scale.h"
#include "programme/sgn-household-card.h"

#include <glib/gi18n-lib.h>

#define SPACING 5
/* What the longest word of a name takes, at normal text size. */
#define TILE_WIDTH 62

struct _SgnIndicatorTiles
{
  GtkWidget parent_instance;

  /* Owned by the tree. */
  GtkWidget *tiles[SGN_N_INDICATORS];
  GtkLabel *names[SGN_N_INDICATORS];
  GtkLabel *words[SGN_N_INDICATORS];

  char *full_names[SGN_N_INDICATORS]; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (SgnIndicatorTiles, sgn_indicator_tiles, GTK_TYPE_WIDGET)

static const char *const SHORT_NAMES[SGN_N_INDICATORS] = {
  N_ ("Jobs"),          N_ ("Dependent"),       N_ ("Nourishment"),
  N_ ("Health card"),   N_ ("Adult schooling"), N_ ("Child schooling"),
  N_ ("House quality"), N_ ("Area a person"),   N_ ("Clean water"),
  N_ ("Latrine"),       N_ ("Telecom"),         N_ ("Devices"),
};

static const char *const CLASSES[] = { "unknown", "good", "bad" };

/* Columns that divide twelve evenly, as many as the width has room for. */
static int
count_columns (int width)
{
  static const int CHOICES[] = { 6, 4, 3, 2 };
  const int tile = sgn_text_scale (TILE_WIDTH);

  for (guint i = 0; i < G_N_ELEMENTS (CHOICES); i++)
    if (width >= CHOICES[i] * tile + (CHOICES[i] - 1) * SPACING)
      return CHOICES[i];
  return 1;
}

static int
tile_width (int width, int columns)
{
  return MAX (1, (width - (columns - 1) * SPACING) / columns);
}

/* Tiles beside each other are of one height. */
static int
row_height (SgnIndicatorTiles *self, int row, int columns, int width)
{
  int height = 0;

  for (int i = row * columns; i < (row + 1) * columns; i++)
    {
      int minimum;

      gtk_widget_measure (self->tiles[i], GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL,
                          NULL);
      height = MAX (height, minimum);
    }
  return height;
}

static int
widest_tile (SgnIndicatorTiles *self)
{
  int widest = 0;

  for (int i = 0; i < SGN_N_INDICATORS; i++)
    {
      int minimum;

      gtk_widget_measure (self->tiles[i], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                          NULL);
      widest = MAX (widest, minimum);
    }
  return widest;
}

static GtkSizeRequestMode
sgn_indicator_tiles_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sgn_indicator_tiles_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                             int *minimum, int *natural, int *minimum_baseline,
                             int *natural_baseline)
{
  SgnIndicatorTiles *self = SGN_INDICATOR_TILES (widget);
  const int six = 6 * sgn_text_scale (TILE_WIDTH) + 5 * SPACING;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest_tile (self);
      *natural = MAX (six, *minimum);
    }
  else
    {
      const int width = for_size < 0 ? six : for_size;
      const int columns = count_columns (width), rows = SGN_N_INDICATORS / columns;

      *minimum = (rows - 1) * SPACING;
      for (int row = 0; row < rows; row++)
        *minimum += row_height (self, row, columns, tile_width (width, columns));
      *natural = *minimum;
    }
}

static void
sgn_indicator_tiles_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SgnIndicatorTiles *self = SGN_INDICATOR_TILES (widget);
  const gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  const int columns = count_columns (width);
  GtkAllocation place = { 0, 0, tile_width (width, columns), 0 };

  for (int i = 0; i < SGN_N_INDICATORS; i++)
    {
      const int column = i % columns;

      if (column == 0)
        {
          place.y += i > 0 ? place.height + SPACING : 0;
          place.height = row_height (self, i / columns, columns, place.width);
        }
      place.x = (rtl ? columns - 1 - column : column) * (place.width + SPACING);
      gtk_widget_size_allocate (self->tiles[i], &place, -1);
    }
}

static void
sgn_indicator_tiles_dispose (GObject *object)
{
  SgnIndicatorTiles *self = SGN_INDICATOR_TILES (object);

  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    {
      g_clear_pointer (&self->tiles[i], gtk_widget_unparent);
      g_clear_pointer (&self->full_names[i], g_free);
    }
  G_OBJECT_CLASS (sgn_indicator_tiles_parent_class)->dispose (object);
}

static void
sgn_indicator_tiles_class_init (SgnIndicatorTilesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_indicator_tiles_dispose;
  widget_class->get_request_mode = sgn_indicator_tiles_get_request_mode;
  widget_class->measure = sgn_indicator_tiles_measure;
  widget_class->size_allocate = sgn_indicator_tiles_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "indicatortiles");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static GtkLabel *
add_label (GtkWidget *tile, const char *class_)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, class_);
  gtk_box_append (GTK_BOX (tile), label);
  return GTK_LABEL (label);
}

static void
sgn_indicator_tiles_init (SgnIndicatorTiles *self)
{
  static const SgnTri nothing[SGN_N_INDICATORS] = { SGN_TRI_UNKNOWN };

  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    {
      GtkWidget *tile = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL,
                                      "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);

      gtk_widget_add_css_class (tile, "indicator");
      self->tiles[i] = tile;
      self->names[i] = add_label (tile, "indicator-name");
      self->words[i] = add_label (tile, "indicator-word");
      gtk_label_set_label (self->names[i], _ (SHORT_NAMES[i]));
      gtk_widget_set_parent (tile, GTK_WIDGET (self));
    }
  sgn_indicator_tiles_show (self, nothing, NULL);
}

GtkWidget *
sgn_indicator_tiles_new (void)
{
  return g_object_new (SGN_TYPE_INDICATOR_TILES, NULL);
}

void
sgn_indicator_tiles_set_catalogue (SgnIndicatorTiles *self, SgnConnection *connection)
{
  g_auto (SgnIndicatorNames) names = { 0 };
  g_autoptr (GError) error = NULL;

  g_return_if_fail (SGN_IS_INDICATOR_TILES (self));
  if (!sgn_indicator_names_load (connection, &names, &error))
    g_warning ("%s", error->message);
  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    {
      g_free (self->full_names[i]);
      self->full_names[i] = g_strdup (names.names[i]);
      gtk_label_set_label (self->names[i], names.brief[i] ? names.brief[i] : _ (SHORT_NAMES[i]));
    }
}

static void
describe_tile (SgnIndicatorTiles *self, guint i, const char *word, const char *why)
{
  const char *name = self->full_names[i] ? self->full_names[i] : _ (SHORT_NAMES[i]);
  g_autofree char *said = g_strdup_printf ("%s: %s", name, word);
  g_autofree char *tooltip = why && *why ? g_strdup_printf ("%s\n%s", said, why) : g_strdup (said);

  gtk_widget_set_tooltip_text (self->tiles[i], tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tiles[i]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  said, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, why ? why : "", -1);
}

void
sgn_indicator_tiles_show (SgnIndicatorTiles *self, const SgnTri deprived[SGN_N_INDICATORS],
                          const char *const *tooltips)
{
  const char *const said[] = { _ ("not known"), _ ("not deprived"), _ ("deprived") };
  const char *const shown[] = { _ ("not known"), "✓", _ ("lacking") };

  g_return_if_fail (SGN_IS_INDICATOR_TILES (self));
  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    {
      for (guint k = 0; k < G_N_ELEMENTS (CLASSES); k++)
        gtk_widget_remove_css_class (self->tiles[i], CLASSES[k]);
      gtk_widget_add_css_class (self->tiles[i], CLASSES[deprived[i]]);
      gtk_label_set_label (self->words[i], shown[deprived[i]]);
      describe_tile (self, i, said[deprived[i]], tooltips ? tooltips[i] : NULL);
    }
}
