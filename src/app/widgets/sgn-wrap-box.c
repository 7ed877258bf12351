#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-wrap-box.h"

#define SPACING 10

struct _SgnWrapBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (SgnWrapBox, sgn_wrap_box, GTK_TYPE_WIDGET)

/* A line: its children from first up to end (not included), and what they take. */
typedef struct
{
  GtkWidget *first, *end;
  int width, height;
  guint n_expanding;
} Line;

static void
measure_child (GtkWidget *child, int *width, int *height)
{
  GtkRequisition natural;

  gtk_widget_get_preferred_size (child, NULL, &natural);
  *width = natural.width;
  *height = natural.height;
}

static Line
next_line (GtkWidget *first, int width)
{
  Line line = { first, NULL, 0, 0, 0 };
  GtkWidget *child = first;

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_width, child_height, with_child;

      if (!gtk_widget_should_layout (child))
        continue;
      measure_child (child, &child_width, &child_height);
      with_child = line.width + (line.width > 0 ? SPACING : 0) + child_width;
      if (line.width > 0 && with_child > width)
        break;
      line.width = with_child;
      line.height = MAX (line.height, child_height);
      line.n_expanding += gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL) ? 1 : 0;
    }
  line.end = child;
  return line;
}

static int
height_for_width (GtkWidget *widget, int width)
{
  int height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;)
    {
      const Line line = next_line (child, width);

      height += (height > 0 && line.height > 0 ? SPACING : 0) + line.height;
      child = line.end;
    }
  return height;
}

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int width, height;

      if (!gtk_widget_should_layout (child))
        continue;
      measure_child (child, &width, &height);
      *minimum = MAX (*minimum, width);
      *natural += (*natural > 0 ? SPACING : 0) + width;
    }
}

static GtkSizeRequestMode
sgn_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sgn_wrap_box_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (widget, minimum, natural);
  else
    *minimum = *natural = height_for_width (widget, for_size < 0 ? G_MAXINT / 2 : for_size);
}

static void
allocate_line (const Line *line, int y, int width, gboolean rtl)
{
  const int spare = MAX (0, width - line->width);
  int x = 0;

  for (GtkWidget *child = line->first; child != line->end;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation place = { x, y, 0, line->height };
      int height;

      if (!gtk_widget_should_layout (child))
        continue;
      measure_child (child, &place.width, &height);
      if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
        place.width += spare / (int)line->n_expanding;
      x += place.width + SPACING;
      if (rtl)
        place.x = width - place.x - place.width;
      gtk_widget_size_allocate (child, &place, -1);
    }
}

static void
sgn_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  const gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;)
    {
      const Line line = next_line (child, width);

      allocate_line (&line, y, width, rtl);
      y += line.height > 0 ? line.height + SPACING : 0;
      child = line.end;
    }
}

static void
sgn_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (sgn_wrap_box_parent_class)->dispose (object);
}

static void
sgn_wrap_box_class_init (SgnWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_wrap_box_dispose;
  widget_class->get_request_mode = sgn_wrap_box_get_request_mode;
  widget_class->measure = sgn_wrap_box_measure;
  widget_class->size_allocate = sgn_wrap_box_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "wrapbox");
}

static void
sgn_wrap_box_init (SgnWrapBox *self)
{
}

GtkWidget *
sgn_wrap_box_new (void)
{
  return g_object_new (SGN_TYPE_WRAP_BOX, NULL);
}
