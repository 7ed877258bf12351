#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-paper-view.h"

#include "app/widgets/sgn-scroll.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define GAP 14.0
#define PIXELS_PER_POINT (96 / 72.0)
#define LEAST_ZOOM 0.25
#define MOST_ZOOM 3.0
#define MOST_FIT 1.3 /* a small sheet does not fill a large screen */
#define KEPT_PAGES 2 /* before and after those in sight */

struct _SgnPaperView
{
  GtkWidget parent_instance;

  /* owned */
  SgnSheetPages *pages;
  GHashTable *drawn; /* of page to GdkTexture */

  SgnScroll scroll;
  double zoom;
  gboolean fit;
  guint page;
  guint notify_id;
};

static void scrollable_init (GtkScrollableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SgnPaperView, sgn_paper_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, scrollable_init))

enum
{
  PROP_0,
  PROP_PAGE,
  PROP_ZOOM,
  N_PROPS, /* those of scrolling follow */
};

static GParamSpec *props[N_PROPS];

/* --- where the pages lie --- */

static guint
count_pages (SgnPaperView *self)
{
  return self->pages != NULL ? sgn_sheet_pages_get_n_pages (self->pages) : 0;
}

static void
get_paper_at (SgnPaperView *self, double zoom, double *width, double *height)
{
  *width = *height = 0;
  if (self->pages == NULL)
    return;
  sgn_sheet_pages_get_size (self->pages, width, height);
  *width *= zoom * PIXELS_PER_POINT;
  *height *= zoom * PIXELS_PER_POINT;
}

static void
get_paper (SgnPaperView *self, double *width, double *height)
{
  get_paper_at (self, self->zoom, width, height);
}

static double
choose_zoom (SgnPaperView *self, int width)
{
  double paper_width, paper_height;

  if (!self->fit || self->pages == NULL || width <= 0)
    return self->zoom;
  get_paper_at (self, 1, &paper_width, &paper_height);
  return CLAMP ((width - 2 * GAP) / paper_width, LEAST_ZOOM, MOST_FIT);
}

static double
get_offset (SgnPaperView *self, GtkOrientation orientation)
{
  return sgn_scroll_get_offset (&self->scroll, orientation);
}

static void
configure (SgnPaperView *self, GtkOrientation orientation, double value, double room, double whole)
{
  /* A hair more than there is room would bring a scrollbar, which takes room, and so on. */
  if (whole < room + 1)
    whole = room;
  sgn_scroll_configure (&self->scroll, orientation, value, whole, room, room * 0.1);
}

static gboolean
notify_idle (gpointer user_data)
{
  SgnPaperView *self = user_data;
  g_autofree char *text = g_strdup_printf (_ ("Page %u of %u"), self->page, count_pages (self));

  self->notify_id = 0;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAGE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZOOM]);
  return G_SOURCE_REMOVE;
}

/* Later, because it may come while widgets are given their places, and who hears it changes labels.
 */
static void
queue_notify (SgnPaperView *self)
{
  if (self->notify_id == 0)
    self->notify_id = g_idle_add (notify_idle, self);
}

static void
update_page (SgnPaperView *self)
{
  double width, height;
  guint page = 0;

  get_paper (self, &width, &height);
  if (count_pages (self) > 0)
    page = (guint)CLAMP ((get_offset (self, GTK_ORIENTATION_VERTICAL)
                          + gtk_widget_get_height (GTK_WIDGET (self)) / 3)
                                 / (height + GAP)
                             + 1,
                         1, count_pages (self));
  if (page == self->page)
    return;
  self->page = page;
  queue_notify (self);
}

static void
forget_drawn (SgnPaperView *self)
{
  g_hash_table_remove_all (self->drawn);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_zoom (SgnPaperView *self, double zoom)
{
  zoom = CLAMP (zoom, LEAST_ZOOM, MOST_ZOOM);
  if (fabs (zoom - self->zoom) < 0.001)
    return;
  self->zoom = zoom;
  forget_drawn (self);
  queue_notify (self);
}

/* What stands at the top stays there when the size of the pages changes. */
static void
place_pages (SgnPaperView *self, int width, int height)
{
  double old_width, old_height, paper_width, paper_height, share;

  get_paper (self, &old_width, &old_height);
  share = get_offset (self, GTK_ORIENTATION_VERTICAL) / (old_height + GAP);
  set_zoom (self, choose_zoom (self, width));
  get_paper (self, &paper_width, &paper_height);
  configure (self, GTK_ORIENTATION_HORIZONTAL, get_offset (self, GTK_ORIENTATION_HORIZONTAL), width,
             paper_width + 2 * GAP);
  configure (self, GTK_ORIENTATION_VERTICAL, share * (paper_height + GAP), height,
             count_pages (self) * (paper_height + GAP) + GAP);
  update_page (self);
}

/* --- drawing --- */

static GdkTexture *
draw_texture (SgnPaperView *self, guint page)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double width, height;
  g_autoptr (GBytes) bytes = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  int stride;

  get_paper (self, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int)ceil (width * scale),
                                        (int)ceil (height * scale));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, self->zoom * PIXELS_PER_POINT * scale, self->zoom * PIXELS_PER_POINT * scale);
  sgn_sheet_pages_draw (self->pages, page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  stride = cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize)stride * cairo_image_surface_get_height (surface),
                                      (GDestroyNotify)cairo_surface_destroy, surface);
  return gdk_memory_texture_new (cairo_image_surface_get_width (surface),
                                 cairo_image_surface_get_height (surface), GDK_MEMORY_DEFAULT,
                                 bytes, (gsize)stride);
}

static GdkTexture *
get_texture (SgnPaperView *self, guint page)
{
  GdkTexture *texture = g_hash_table_lookup (self->drawn, GUINT_TO_POINTER (page));

  if (texture == NULL)
    {
      texture = draw_texture (self, page);
      g_hash_table_insert (self->drawn, GUINT_TO_POINTER (page), texture);
    }
  return texture;
}

static void
forget_far_pages (SgnPaperView *self, guint first, guint last)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->drawn);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (GPOINTER_TO_UINT (key) + KEPT_PAGES < first || GPOINTER_TO_UINT (key) > last + KEPT_PAGES)
      g_hash_table_iter_remove (&iter);
}

static void
snapshot_page (SgnPaperView *self, GtkSnapshot *snapshot, guint page, const graphene_rect_t *place)
{
  const GdkRGBA edge = { 0, 0, 0, 0.35 };
  const GskRoundedRect outline = GSK_ROUNDED_RECT_INIT (place->origin.x, place->origin.y,
                                                        place->size.width, place->size.height);

  gtk_snapshot_append_outset_shadow (snapshot, &outline, &edge, 0, 1, 0, 4);
  gtk_snapshot_append_texture (snapshot, get_texture (self, page), place);
}

static void
sgn_paper_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SgnPaperView *self = SGN_PAPER_VIEW (widget);
  double top = get_offset (self, GTK_ORIENTATION_VERTICAL);
  double left = get_offset (self, GTK_ORIENTATION_HORIZONTAL);
  double room = gtk_widget_get_height (widget);
  double width, height, x;
  guint first, last;

  if (count_pages (self) == 0)
    return;
  get_paper (self, &width, &height);
  x = MAX (GAP, floor ((gtk_widget_get_width (widget) - width) / 2)) - left;
  first = (guint)MIN (MAX (top - GAP, 0) / (height + GAP), count_pages (self) - 1);
  last = (guint)MIN ((top + room) / (height + GAP), count_pages (self) - 1);
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), (float)room));
  for (guint i = first; i <= last; i++)
    snapshot_page (self, snapshot, i,
                   &GRAPHENE_RECT_INIT ((float)x, (float)(GAP + i * (height + GAP) - floor (top)),
                                        (float)width, (float)height));
  gtk_snapshot_pop (snapshot);
  forget_far_pages (self, first, last);
}

/* --- callbacks --- */

static void
scrolled_cb (gpointer widget)
{
  SgnPaperView *self = widget;

  update_page (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
scroll_by (SgnPaperView *self, GtkOrientation orientation, double by)
{
  GtkAdjustment *adjustment = self->scroll.adjustments[orientation];

  if (adjustment != NULL)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + by);
}

static gboolean
key_scroll_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SgnPaperView *self = SGN_PAPER_VIEW (widget);
  int orientation;
  double part;

  g_variant_get (arguments, "(id)", &orientation, &part);
  scroll_by (self, (GtkOrientation)orientation,
             part
                 * (orientation == GTK_ORIENTATION_VERTICAL ? gtk_widget_get_height (widget)
                                                            : gtk_widget_get_width (widget)));
  return TRUE;
}

static gboolean
key_end_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SgnPaperView *self = SGN_PAPER_VIEW (widget);

  sgn_paper_view_go_to (self, g_variant_get_int32 (arguments) > 0 ? count_pages (self) : 1);
  return TRUE;
}

/* --- overrides --- */

static void
sgn_paper_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SgnPaperView *self = SGN_PAPER_VIEW (object);

  if (!sgn_scroll_set_property (&self->scroll, id - N_PROPS, value, scrolled_cb, GTK_WIDGET (self)))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sgn_paper_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SgnPaperView *self = SGN_PAPER_VIEW (object);

  if (id == PROP_PAGE)
    g_value_set_uint (value, self->page);
  else if (id == PROP_ZOOM)
    g_value_set_double (value, self->zoom);
  else if (!sgn_scroll_get_property (&self->scroll, id - N_PROPS, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static GtkSizeRequestMode
sgn_paper_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* By this the scrolled window knows beforehand which scrollbars there will be. */
static void
sgn_paper_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  SgnPaperView *self = SGN_PAPER_VIEW (widget);
  double width, height;

  get_paper_at (self, choose_zoom (self, for_size), &width, &height);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = (int)(count_pages (self) * (height + GAP) + GAP);
  else
    *minimum = *natural = self->fit ? 0 : (int)(width + 2 * GAP);
}

static void
sgn_paper_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  place_pages (SGN_PAPER_VIEW (widget), width, height);
}

static void
sgn_paper_view_dispose (GObject *object)
{
  SgnPaperView *self = SGN_PAPER_VIEW (object);

  sgn_scroll_clear (&self->scroll, scrolled_cb, GTK_WIDGET (self));
  g_clear_object (&self->pages);
  g_clear_handle_id (&self->notify_id, g_source_remove);

  G_OBJECT_CLASS (sgn_paper_view_parent_class)->dispose (object);
}

static void
sgn_paper_view_finalize (GObject *object)
{
  g_hash_table_unref (SGN_PAPER_VIEW (object)->drawn);

  G_OBJECT_CLASS (sgn_paper_view_parent_class)->finalize (object);
}

static void
scrollable_init (GtkScrollableInterface *iface)
{
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GtkOrientation orientation;
    double part;
  } KEYS[] = {
    { GDK_KEY_Page_Down, GTK_ORIENTATION_VERTICAL, 0.9 },
    { GDK_KEY_Page_Up, GTK_ORIENTATION_VERTICAL, -0.9 },
    { GDK_KEY_space, GTK_ORIENTATION_VERTICAL, 0.9 },
    { GDK_KEY_Down, GTK_ORIENTATION_VERTICAL, 0.1 },
    { GDK_KEY_Up, GTK_ORIENTATION_VERTICAL, -0.1 },
    { GDK_KEY_Right, GTK_ORIENTATION_HORIZONTAL, 0.1 },
    { GDK_KEY_Left, GTK_ORIENTATION_HORIZONTAL, -0.1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (KEYS); i++)
    gtk_widget_class_add_binding (widget_class, KEYS[i].key, 0, key_scroll_cb, "(id)",
                                  KEYS[i].orientation, KEYS[i].part);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, key_end_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, key_end_cb, "i", 1);
}

static void
sgn_paper_view_class_init (SgnPaperViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = sgn_paper_view_set_property;
  object_class->get_property = sgn_paper_view_get_property;
  object_class->dispose = sgn_paper_view_dispose;
  object_class->finalize = sgn_paper_view_finalize;
  widget_class->get_request_mode = sgn_paper_view_get_request_mode;
  widget_class->measure = sgn_paper_view_measure;
  widget_class->size_allocate = sgn_paper_view_size_allocate;
  widget_class->snapshot = sgn_paper_view_snapshot;

  props[PROP_PAGE] = g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, 0, MOST_ZOOM, 1,
                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  sgn_scroll_install (object_class, N_PROPS);

  gtk_widget_class_set_css_name (widget_class, "paperview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
  add_keys (widget_class);
}

static void
sgn_paper_view_init (SgnPaperView *self)
{
  self->zoom = 1;
  self->fit = TRUE;
  self->drawn = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (forget_drawn), NULL);
}

/* --- public --- */

GtkWidget *
sgn_paper_view_new (void)
{
  return g_object_new (SGN_TYPE_PAPER_VIEW, NULL);
}

void
sgn_paper_view_set_pages (SgnPaperView *self, SgnSheetPages *pages)
{
  if (!g_set_object (&self->pages, pages))
    return;
  forget_drawn (self);
  self->page = 0;
  sgn_paper_view_go_to (self, 1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

guint
sgn_paper_view_get_page (SgnPaperView *self)
{
  return self->page;
}

void
sgn_paper_view_go_to (SgnPaperView *self, guint page)
{
  double width, height;

  get_paper (self, &width, &height);
  if (self->scroll.adjustments[GTK_ORIENTATION_VERTICAL] != NULL)
    gtk_adjustment_set_value (self->scroll.adjustments[GTK_ORIENTATION_VERTICAL],
                              (MAX (page, 1) - 1) * (height + GAP));
}

double
sgn_paper_view_get_zoom (SgnPaperView *self)
{
  return self->zoom;
}

void
sgn_paper_view_step_zoom (SgnPaperView *self, int step)
{
  static const double ZOOMS[] = { 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3 };
  double zoom = self->zoom;
  double width, height, share;

  for (guint i = 0; step > 0 && i < G_N_ELEMENTS (ZOOMS) && zoom <= self->zoom + 0.01; i++)
    zoom = MAX (ZOOMS[i], zoom);
  for (guint i = G_N_ELEMENTS (ZOOMS); step < 0 && i > 0 && zoom >= self->zoom - 0.01; i--)
    zoom = MIN (ZOOMS[i - 1], zoom);
  get_paper (self, &width, &height);
  share = get_offset (self, GTK_ORIENTATION_VERTICAL) / (height + GAP);
  self->fit = FALSE;
  set_zoom (self, zoom);
  get_paper (self, &width, &height);
  configure (self, GTK_ORIENTATION_VERTICAL, share * (height + GAP),
             gtk_widget_get_height (GTK_WIDGET (self)), count_pages (self) * (height + GAP) + GAP);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
sgn_paper_view_fit_width (SgnPaperView *self)
{
  self->fit = TRUE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
