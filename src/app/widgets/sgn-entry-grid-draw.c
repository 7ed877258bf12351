#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-entry-grid-view-private.h"

#define MESSAGE_WIDTH 320

typedef struct
{
  PangoLayout *layout;
  SgnGridVerdict verdict;
  gboolean bold;
  int fraction; /* width from the decimal comma on; 0: none */
} DrawnCell;

typedef struct
{
  GdkRGBA text, dim, border, line, ground, head, accent, selected;
  GdkRGBA bad, bad_ground, attention, attention_ground;
} Palette;

static void
drawn_cell_free (DrawnCell *cell)
{
  g_clear_object (&cell->layout);
  g_free (cell);
}

static GdkRGBA
fade (GdkRGBA colour, double alpha)
{
  colour.alpha *= alpha;
  return colour;
}

/* The colours are named in resources/colours, a file a theme; where they are not loaded, shades of
 * the text colour stand in. */
static void
look_up (GtkStyleContext *style, const char *name, double alpha, GdkRGBA *colour)
{
  if (gtk_style_context_lookup_color (style, name, colour))
    return;
  gtk_style_context_get_color (style, colour);
  *colour = fade (*colour, alpha);
}

static void
get_palette (SgnEntryGridView *self, Palette *palette)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));

  look_up (style, "sgn_text", 1, &palette->text);
  look_up (style, "sgn_dim", 0.65, &palette->dim);
  look_up (style, "sgn_border", 0.3, &palette->border);
  look_up (style, "sgn_line", 0.15, &palette->line);
  look_up (style, "sgn_card", 0, &palette->ground);
  look_up (style, "sgn_table_head", 0.08, &palette->head);
  look_up (style, "sgn_accent", 1, &palette->accent);
  look_up (style, "sgn_bad", 1, &palette->bad);
  look_up (style, "sgn_bad_ground", 0.1, &palette->bad_ground);
  look_up (style, "sgn_attention", 1, &palette->attention);
  look_up (style, "sgn_attention_ground", 0.1, &palette->attention_ground);
  palette->selected = fade (palette->accent, 0.16);
}

static PangoLayout *
make_layout (SgnEntryGridView *self, const char *text, gboolean bold)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

static int
get_column_width (SgnEntryGridView *self, guint column)
{
  return g_array_index (self->edges, int, column + 1) - g_array_index (self->edges, int, column);
}

/* A number too long for its column is not shortened to a smaller one: it keeps its end. */
static PangoLayout *
make_cell_layout (SgnEntryGridView *self, const SgnGridColumn *column, const char *text, int width,
                  gboolean bold)
{
  PangoLayout *layout = make_layout (self, text, bold);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_width (layout, MAX (width, 1) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, column->kind == SGN_GRID_NUMBER ? PANGO_ELLIPSIZE_START
                                                                      : PANGO_ELLIPSIZE_END);
  if (column->kind == SGN_GRID_NUMBER)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  return layout;
}

/* Of a number that is right-aligned in @width. */
static int
measure_fraction (PangoLayout *layout, const char *text, int width)
{
  const char *comma = strrchr (text, ',');
  PangoRectangle place;

  if (comma == NULL || !g_ascii_isdigit (comma[1]))
    return 0;
  pango_layout_index_to_pos (layout, (int)(comma - text), &place);
  return MAX (width - place.x / PANGO_SCALE, 0);
}

static void
note_fraction (SgnEntryGridView *self, guint column, int fraction)
{
  if (self->fractions->len <= column)
    g_array_set_size (self->fractions, column + 1);
  g_array_index (self->fractions, int, column)
      = MAX (g_array_index (self->fractions, int, column), fraction);
}

static gint64
make_key (guint row, guint column)
{
  return ((gint64)row << 16) | column;
}

static DrawnCell *
get_drawn_cell (SgnEntryGridView *self, guint row, guint column)
{
  gint64 key = make_key (row, column);
  DrawnCell *drawn = g_hash_table_lookup (self->layouts, &key);
  g_auto (SgnGridCell) cell = { NULL };
  int width;

  if (drawn != NULL)
    return drawn;

  drawn = g_new0 (DrawnCell, 1);
  if (row < sgn_grid_model_get_n_rows (self->model))
    {
      sgn_grid_model_get_cell (self->model, row, column, &cell);
      drawn->bold = sgn_grid_model_get_row_kind (self->model, row) != SGN_GRID_ROW_ENTRY;
    }
  drawn->verdict = cell.verdict;
  width = get_column_width (self, column) - 2 * SGN_GRID_PADDING;
  /* A heading within the rows runs across them. */
  if (column == 0 && drawn->bold
      && sgn_grid_model_get_row_kind (self->model, row) == SGN_GRID_ROW_SECTION)
    width = g_array_index (self->edges, int, self->edges->len - 1) - 2 * SGN_GRID_PADDING;
  if (cell.text != NULL && cell.text[0] != '\0')
    drawn->layout = make_cell_layout (self, sgn_grid_model_get_column (self->model, column),
                                      cell.text, width, drawn->bold);
  /* What was not taken is perhaps no number. */
  if (drawn->layout != NULL && drawn->verdict != SGN_GRID_ERROR
      && sgn_grid_model_get_column (self->model, column)->kind == SGN_GRID_NUMBER)
    {
      drawn->fraction = measure_fraction (drawn->layout, cell.text, width);
      note_fraction (self, column, drawn->fraction);
    }
  g_hash_table_insert (self->layouts, g_memdup2 (&key, sizeof key), drawn);
  return drawn;
}

/* Keeps the texts of the visible rows and drops the others once they are more. */
static void
trim_layouts (SgnEntryGridView *self, guint first, guint last)
{
  guint visible = (last - first + 1) * sgn_entry_grid_view_n_columns (self);
  GHashTableIter iter;
  gpointer key;

  if (g_hash_table_size (self->layouts) <= 2 * visible)
    return;

  g_hash_table_iter_init (&iter, self->layouts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint row = *(gint64 *)key >> 16;

      if (row < first || row > last)
        g_hash_table_iter_remove (&iter);
    }
}

static void
fill (GtkSnapshot *snapshot, const GdkRGBA *colour, double x, double y, double width, double height)
{
  gtk_snapshot_append_color (snapshot, colour, &GRAPHENE_RECT_INIT (x, y, width, height));
}

static void
outline (GtkSnapshot *snapshot, const GdkRGBA *colour, const GdkRectangle *area, int width)
{
  GskRoundedRect rect;
  float widths[4] = { width, width, width, width };
  GdkRGBA colours[4] = { *colour, *colour, *colour, *colour };

  gsk_rounded_rect_init_from_rect (
      &rect, &GRAPHENE_RECT_INIT (area->x, area->y, area->width, area->height), 0);
  gtk_snapshot_append_border (snapshot, &rect, widths, colours);
}

static void
draw_layout (GtkSnapshot *snapshot, PangoLayout *layout, const GdkRGBA *colour, double x, double y)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_text (SgnEntryGridView *self, GtkSnapshot *snapshot, PangoLayout *layout,
           const GdkRGBA *colour, const GdkRectangle *area)
{
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  draw_layout (snapshot, layout, colour, area->x + SGN_GRID_PADDING,
               area->y + (area->height - height) / 2);
}

/* Said by a corner as well as by colour: triangles of Excel's comments. */
static void
draw_verdict (SgnEntryGridView *self, GtkSnapshot *snapshot, const Palette *palette,
              SgnGridVerdict verdict, const GdkRectangle *area)
{
  gboolean bad = verdict == SGN_GRID_ERROR;
  const GdkRGBA *colour = bad ? &palette->bad : &palette->attention;

  fill (snapshot, bad ? &palette->bad_ground : &palette->attention_ground, area->x, area->y,
        area->width, area->height);
  if (bad)
    outline (snapshot, colour, area, 1);
  for (int i = 0; i < 6; i++)
    fill (snapshot, colour, area->x + area->width - 6 + i, area->y, 1, i + 1);
}

/* Figures stand with their commas below each other: how far one moves to the left for it. */
static int
get_shift (SgnEntryGridView *self, guint column, const DrawnCell *drawn)
{
  int widest, width;

  if (column >= self->fractions->len
      || sgn_grid_model_get_column (self->model, column)->kind != SGN_GRID_NUMBER)
    return 0;
  widest = g_array_index (self->fractions, int, column);
  pango_layout_get_pixel_size (drawn->layout, &width, NULL);
  return CLAMP (get_column_width (self, column) - 2 * SGN_GRID_PADDING - width, 0,
                MAX (widest - drawn->fraction, 0));
}

static void
draw_cell (SgnEntryGridView *self, GtkSnapshot *snapshot, const Palette *palette, guint row,
           guint column)
{
  DrawnCell *drawn = get_drawn_cell (self, row, column);
  GdkRectangle area;

  sgn_entry_grid_view_get_cell_area (self, row, column, &area);
  if (drawn->verdict != SGN_GRID_OK)
    draw_verdict (self, snapshot, palette, drawn->verdict, &area);
  if (drawn->layout == NULL)
    return;
  area.x -= get_shift (self, column, drawn);
  draw_text (self, snapshot, drawn->layout, &palette->text, &area);
}

static void
draw_row (SgnEntryGridView *self, GtkSnapshot *snapshot, const Palette *palette, guint row)
{
  guint n_columns = sgn_entry_grid_view_n_columns (self);
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  GdkRectangle area;

  sgn_entry_grid_view_get_cell_area (self, row, 0, &area);
  if (row < sgn_grid_model_get_n_rows (self->model)
      && sgn_grid_model_get_row_kind (self->model, row) != SGN_GRID_ROW_ENTRY)
    fill (snapshot, &palette->head, 0, area.y, width, area.height);
  for (guint column = 0; column < n_columns; column++)
    draw_cell (self, snapshot, palette, row, column);
  fill (snapshot, &palette->line, 0, area.y + area.height - 1, width, 1);
}

static void
draw_column_lines (SgnEntryGridView *self, GtkSnapshot *snapshot, const Palette *palette, int y,
                   int height)
{
  int x0 = self->gutter_width - sgn_entry_grid_view_get_offset (self, GTK_ORIENTATION_HORIZONTAL);

  for (guint i = 1; i < self->edges->len; i++)
    fill (snapshot, &palette->line, x0 + g_array_index (self->edges, int, i) - 1, y, 1, height);
}

static void
draw_selection (SgnEntryGridView *self, GtkSnapshot *snapshot, const Palette *palette)
{
  SgnGridBlock block = sgn_entry_grid_view_get_selection (self);
  GdkRectangle first, last, focus;
  gboolean focused = gtk_widget_has_focus (self->cursors[self->cursor]) || self->editing;
  GdkRGBA ring = focused ? palette->accent : fade (palette->accent, 0.5);

  sgn_entry_grid_view_get_cell_area (self, block.row0, block.column0, &first);
  sgn_entry_grid_view_get_cell_area (self, block.row1, block.column1, &last);
  gdk_rectangle_union (&first, &last, &first);
  if (first.width != last.width || first.height != last.height)
    {
      fill (snapshot, &palette->selected, first.x, first.y, first.width, first.height);
      outline (snapshot, &ring, &first, 1);
    }
  sgn_entry_grid_view_get_cell_area (self, self->focus.row, self->focus.column, &focus);
  outline (snapshot, &ring, &focus, 2);
}

static PangoLayout *
make_gutter_layout (SgnEntryGridView *self, guint row, SgnGridVerdict verdict)
{
  g_autofree char *text = NULL;

  if (verdict != SGN_GRID_OK)
    text = g_strdup (verdict == SGN_GRID_ERROR ? "✖" : "⚠");
  else if (row == sgn_grid_model_get_n_rows (self->model))
    text = g_strdup ("+");
  else
    text = g_strdup_printf ("%u", row + 1);
  return make_layout (self, text, row == self->focus.row);
}

static void
draw_gutter (SgnEntryGridView *self, GtkSnapshot *snapshot, const Palette *palette, guint row)
{
  SgnGridBlock block = sgn_entry_grid_view_get_selection (self);
  g_autofree char *message = NULL;
  SgnGridVerdict verdict = SGN_GRID_OK;
  const GdkRGBA *colour = &palette->dim;
  g_autoptr (PangoLayout) layout = NULL;
  GdkRectangle area;
  int width, height;

  if (row < sgn_grid_model_get_n_rows (self->model))
    verdict = sgn_grid_model_get_row_verdict (self->model, row, &message);
  if (verdict != SGN_GRID_OK)
    colour = verdict == SGN_GRID_ERROR ? &palette->bad : &palette->attention;

  sgn_entry_grid_view_get_cell_area (self, row, 0, &area);
  if (row >= block.row0 && row <= block.row1)
    fill (snapshot, &palette->selected, 0, area.y, self->gutter_width, area.height - 1);
  layout = make_gutter_layout (self, row, verdict);
  pango_layout_get_pixel_size (layout, &width, &height);
  draw_layout (snapshot, layout, colour, self->gutter_width - SGN_GRID_PADDING - width,
               area.y + (area.height - height) / 2);
  fill (snapshot, &palette->line, 0, area.y + area.height - 1, self->gutter_width, 1);
}

static PangoLayout *
make_header_layout (SgnEntryGridView *self, guint column)
{
  const SgnGridColumn *what = sgn_grid_model_get_column (self->model, column);
  PangoLayout *layout = make_layout (self, what->title, TRUE);

  pango_layout_set_width (layout, MAX (get_column_width (self, column) - 2 * SGN_GRID_PADDING, 1)
                                      * PANGO_SCALE);
  pango_layout_set_height (layout, -2);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  if (what->kind == SGN_GRID_NUMBER)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  return layout;
}

static void
draw_header (SgnEntryGridView *self, GtkSnapshot *snapshot, const Palette *palette)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  guint n_columns = sgn_entry_grid_view_n_columns (self);

  fill (snapshot, &palette->head, 0, 0, width, self->header_height);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (self->gutter_width, 0,
                                                         MAX (width - self->gutter_width, 0),
                                                         self->header_height));
  for (guint column = 0; column < n_columns; column++)
    {
      g_autoptr (PangoLayout) layout = make_header_layout (self, column);
      GdkRectangle area;

      sgn_entry_grid_view_get_cell_area (self, 0, column, &area);
      area.y = 0;
      area.height = self->header_height;
      draw_text (self, snapshot, layout, &palette->text, &area);
    }
  draw_column_lines (self, snapshot, palette, 0, self->header_height);
  gtk_snapshot_pop (snapshot);
  fill (snapshot, &palette->border, 0, self->header_height - 1, width, 1);
}

static void
draw_body (SgnEntryGridView *self, GtkSnapshot *snapshot, const Palette *palette, guint first,
           guint last)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (self->gutter_width, self->header_height,
                                                         MAX (width - self->gutter_width, 0),
                                                         MAX (height - self->header_height, 0)));
  draw_column_lines (self, snapshot, palette, self->header_height,
                     MIN (height, self->header_height + (int)(last - first + 1) * self->row_height)
                         - self->header_height);
  /* All of them first, so that each knows where the commas are. */
  for (guint row = first; row <= last; row++)
    for (guint column = 0; column < sgn_entry_grid_view_n_columns (self); column++)
      get_drawn_cell (self, row, column);
  for (guint row = first; row <= last; row++)
    draw_row (self, snapshot, palette, row);
  draw_selection (self, snapshot, palette);
  if (self->editing)
    gtk_widget_snapshot_child (widget, GTK_WIDGET (self->editor), snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
draw_gutters (SgnEntryGridView *self, GtkSnapshot *snapshot, const Palette *palette, guint first,
              guint last)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, self->header_height, self->gutter_width,
                                                         MAX (height - self->header_height, 0)));
  fill (snapshot, &palette->head, 0, self->header_height, self->gutter_width, height);
  for (guint row = first; row <= last; row++)
    draw_gutter (self, snapshot, palette, row);
  fill (snapshot, &palette->border, self->gutter_width - 1, self->header_height, 1, height);
  gtk_snapshot_pop (snapshot);
}

/* The question stands at the cell: under it, or above it where there is no room. */
static void
draw_message (SgnEntryGridView *self, GtkSnapshot *snapshot, const Palette *palette)
{
  SgnGridVerdict verdict;
  g_autofree char *message = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  const GdkRGBA *colour;
  GdkRectangle area;
  int width, height;

  message
      = sgn_entry_grid_view_get_cell_message (self, self->focus.row, self->focus.column, &verdict);
  if (message == NULL || self->editing)
    return;

  colour = verdict == SGN_GRID_ERROR ? &palette->bad : &palette->attention;
  layout = make_layout (self, message, FALSE);
  pango_layout_set_width (layout, MESSAGE_WIDTH * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_size (layout, &width, &height);

  sgn_entry_grid_view_get_cell_area (self, self->focus.row, self->focus.column, &area);
  if (area.y < self->header_height - area.height)
    return;
  if (area.y + area.height + height + 14 > gtk_widget_get_height (GTK_WIDGET (self)))
    area.y -= height + 14;
  else
    area.y += area.height + 2;
  area.x = MAX (MIN (area.x, gtk_widget_get_width (GTK_WIDGET (self)) - width - 20), 2);
  area.width = width + 18;
  area.height = height + 12;
  fill (snapshot, &palette->ground, area.x, area.y, area.width, area.height);
  fill (snapshot, colour, area.x, area.y, 4, area.height);
  outline (snapshot, colour, &area, 1);
  draw_layout (snapshot, layout, &palette->text, area.x + 11, area.y + 6);
}

void
sgn_entry_grid_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SgnEntryGridView *self = (SgnEntryGridView *)widget;
  int offset, n_rows;
  guint first, last;
  Palette palette;

  if (self->model == NULL || sgn_entry_grid_view_n_columns (self) == 0)
    return;

  get_palette (self, &palette);
  fill (snapshot, &palette.ground, 0, 0, gtk_widget_get_width (widget),
        gtk_widget_get_height (widget));
  n_rows = sgn_entry_grid_view_n_rows (self);
  if (n_rows > 0)
    {
      offset = sgn_entry_grid_view_get_offset (self, GTK_ORIENTATION_VERTICAL);
      first = CLAMP (offset / self->row_height, 0, n_rows - 1);
      last = CLAMP ((offset + gtk_widget_get_height (widget) - self->header_height)
                        / self->row_height,
                    (int)first, n_rows - 1);
      draw_body (self, snapshot, &palette, first, last);
      if (self->numbered)
        draw_gutters (self, snapshot, &palette, first, last);
      trim_layouts (self, first, last);
    }
  draw_header (self, snapshot, &palette);
  if (n_rows > 0)
    draw_message (self, snapshot, &palette);
}

void
sgn_entry_grid_view_drop_layouts (SgnEntryGridView *self)
{
  g_clear_pointer (&self->layouts, g_hash_table_unref);
  g_array_set_size (self->fractions, 0);
  self->layouts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                         (GDestroyNotify)drawn_cell_free);
}

/* Wide enough for the number of the last row. */
void
sgn_entry_grid_view_measure_gutter (SgnEntryGridView *self)
{
  int digits = 3;

  for (guint n = sgn_entry_grid_view_n_rows (self); n >= 1000; n /= 10)
    digits++;
  self->gutter_width = self->numbered ? (digits + 1) * self->char_width + SGN_GRID_PADDING : 0;
}

/* Sizes that follow from the font. */
void
sgn_entry_grid_view_measure_text (SgnEntryGridView *self)
{
  g_autoptr (PangoLayout) layout = make_layout (self, "0Ệg", TRUE);
  int height, gutter;

  pango_layout_get_pixel_size (layout, NULL, &height);
  self->row_height = height + 12;
  self->header_height = MAX (self->header_height, self->row_height);
  pango_layout_set_text (layout, "0000000000", -1);
  pango_layout_get_pixel_size (layout, &gutter, NULL);
  self->char_width = MAX (gutter / 10, 1);
  sgn_entry_grid_view_measure_gutter (self);
}

/* Once the columns have their widths: titles may need two lines. */
void
sgn_entry_grid_view_measure_header (SgnEntryGridView *self)
{
  self->header_height = self->row_height;
  for (guint column = 0; column < sgn_entry_grid_view_n_columns (self); column++)
    {
      g_autoptr (PangoLayout) layout = make_header_layout (self, column);
      int height;

      pango_layout_get_pixel_size (layout, NULL, &height);
      self->header_height = MAX (self->header_height, height + 12);
    }
}

gboolean
sgn_entry_grid_view_is_cut (SgnEntryGridView *self, guint row, guint column)
{
  DrawnCell *drawn = get_drawn_cell (self, row, column);

  return drawn->layout != NULL && pango_layout_is_ellipsized (drawn->layout);
}

char *
sgn_entry_grid_view_get_cell_message (SgnEntryGridView *self, guint row, guint column,
                                      SgnGridVerdict *verdict)
{
  g_auto (SgnGridCell) cell = { NULL };
  char *message = NULL;

  *verdict = SGN_GRID_OK;
  if (row >= sgn_grid_model_get_n_rows (self->model))
    return NULL;

  sgn_grid_model_get_cell (self->model, row, column, &cell);
  *verdict = cell.verdict;
  if (cell.message != NULL)
    return g_steal_pointer (&cell.message);
  *verdict = sgn_grid_model_get_row_verdict (self->model, row, &message);
  return message;
}
