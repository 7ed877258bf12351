#define G_LOG_DOMAIN "sgn-sheet"

#include "config.h"

#include "sheet/sgn-layout-private.h"

#define SAMPLE 1000        /* rows that decide how wide the columns are */
#define WORTH_FILLING 90.0 /* room at the foot of a page, by a row that goes on overleaf anyway */
#define GAP 8.0            /* above what follows the table */
#define NOTE_LINES 3       /* of the last note at most that go overleaf with the signatures */
#define KEPT_TOGETHER 6    /* rows at most that go overleaf with the one they belong to */

/* Rows collect in a band: as many as stand on one page. Where the columns are split, a band makes a
 * page for each group of them. */
typedef struct
{
  SgnSheetLayout *layout;
  SgnLayoutSink sink;
  gpointer user_data;
  GPtrArray *sample; /* of SgnLayoutRow, until the columns are known */
  GPtrArray *band;   /* of SgnLayoutRow */
  double used;       /* of the band's height */
  double room;       /* for the rows of the band */
  gboolean started;  /* a band went before this one */
  guint n_pages;
  GArray *pieces; /* of SgnLayoutPiece: of the page at hand, once the rows are over */
  double y;       /* where the next one comes */
} Flow;

static void
flow_clear (Flow *self)
{
  g_ptr_array_unref (self->sample);
  g_ptr_array_unref (self->band);
  g_array_unref (self->pieces);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Flow, flow_clear)

static gboolean
emit_page (Flow *self, SgnLayoutPage *page, guint n_rows, GError **error)
{
  page->number = ++self->n_pages;
  return self->sink (self->layout, page, (SgnLayoutRow *const *)self->band->pdata, n_rows,
                     self->user_data, error);
}

/* The first @n_rows of the band as pages; @pieces stand on the last of these. */
static gboolean
emit_band (Flow *self, guint n_rows, GArray *pieces, GError **error)
{
  guint n_groups = self->layout->groups->len;

  for (guint group = 0; group < n_groups; group++)
    {
      SgnLayoutPage page = { .group = group,
                             .front = !self->started && group == 0,
                             .table = TRUE,
                             .pieces = group + 1 == n_groups ? pieces : NULL };

      if (!emit_page (self, &page, n_rows, error))
        return FALSE;
    }
  for (guint i = 0; i < n_rows; i++)
    self->used -= ((SgnLayoutRow *)self->band->pdata[i])->height;
  if (n_rows > 0)
    g_ptr_array_remove_range (self->band, 0, n_rows);
  self->started = TRUE;
  self->room = self->layout->height - self->layout->heading_height;
  return TRUE;
}

/* No group is parted from its first row, no row from those that stand together with it. */
static gboolean
belong_together (const SgnLayoutRow *row, const SgnLayoutRow *next)
{
  return next->together || (row->style == SGN_ROW_STYLE_GROUP && next->level > row->level);
}

/* How many of the first @n rows of the band stay on its page when @next, which comes after them,
 * does not. What belongs together and is too long for a page is parted all the same. */
static guint
count_staying (Flow *self, guint n, const SgnLayoutRow *next)
{
  guint staying = n;

  for (guint i = 0; i <= KEPT_TOGETHER && staying > 0; i++)
    {
      if (!belong_together (self->band->pdata[staying - 1], next))
        return staying;
      next = self->band->pdata[--staying];
    }
  return n;
}

static gboolean
add_measured (Flow *self, SgnLayoutRow *row, GError **error)
{
  /* A title that leaves no room for a single row has a page of its own. */
  while (self->used + row->height > self->room && (self->band->len > 0 || !self->started))
    if (!emit_band (self, self->band->len > 0 ? count_staying (self, self->band->len, row) : 0,
                    NULL, error))
      return FALSE;
  g_ptr_array_add (self->band, g_rc_box_acquire (row));
  self->used += row->height;
  return TRUE;
}

static gboolean
add_row (Flow *self, SgnLayoutRow *row, GError **error)
{
  double most = self->layout->height - self->layout->heading_height;
  double left = self->room - self->used;
  g_autoptr (GPtrArray) parts = NULL;

  sgn_layout_row_measure (self->layout, row);
  if (row->height <= most)
    return add_measured (self, row, error);
  parts = sgn_layout_row_split (self->layout, row, left > WORTH_FILLING ? left : most, most);
  for (guint i = 0; i < parts->len; i++)
    if (!add_measured (self, parts->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
start (Flow *self, GError **error)
{
  SgnSheetLayout *layout = self->layout;

  sgn_layout_fit_columns (layout, self->sample);
  layout->front_height = sgn_layout_draw_front (layout, NULL, 0);
  self->room = layout->height - layout->front_height - layout->heading_height;
  for (guint i = 0; i < self->sample->len; i++)
    if (!add_row (self, self->sample->pdata[i], error))
      return FALSE;
  g_ptr_array_set_size (self->sample, 0);
  return TRUE;
}

static gboolean
take_row (SgnSheet *sheet, guint index, const SgnSheetRow *row, gboolean streamed,
          gpointer user_data, GError **error)
{
  Flow *self = user_data;
  SgnLayoutRow *made = sgn_layout_row_new (self->layout, row, streamed);
  gboolean added = TRUE;

  if (index < SAMPLE)
    {
      g_ptr_array_add (self->sample, made);
      return TRUE;
    }
  if (index == SAMPLE)
    added = start (self, error);
  added = added && add_row (self, made, error);
  g_rc_box_release (made);
  return added;
}

/* --- what follows the table --- */

static double
get_bottom (Flow *self)
{
  return self->layout->top + self->layout->height;
}

/* Ends the page at hand: that of the last rows, or one without a table. */
static gboolean
end_page (Flow *self, gboolean table, GError **error)
{
  SgnLayoutPage page = { .pieces = self->pieces };
  gboolean done = table ? emit_band (self, self->band->len, self->pieces, error)
                        : emit_page (self, &page, 0, error);

  g_array_set_size (self->pieces, 0);
  self->y = self->layout->top;
  return done;
}

typedef struct
{
  Flow *flow;
  gboolean table; /* the page at hand still is that of the last rows */
} Tail;

/* Puts a piece where it fits, overleaf if need be. */
static gboolean
add_piece (Tail *tail, SgnLayoutPiece piece, double height, GError **error)
{
  Flow *self = tail->flow;

  if (self->y + height > get_bottom (self) && (tail->table || self->pieces->len > 0))
    {
      if (!end_page (self, tail->table, error))
        return FALSE;
      tail->table = FALSE;
    }
  piece.y = self->y;
  g_array_append_val (self->pieces, piece);
  self->y += height;
  return TRUE;
}

static gboolean
add_note (Tail *tail, guint note, GError **error)
{
  SgnSheetLayout *layout = tail->flow->layout;
  double line = sgn_layout_note_line_height (layout);
  guint n = sgn_layout_note_lines (layout, note);
  SgnLayoutPiece piece = { .kind = SGN_LAYOUT_NOTE_LINES, .index = note };

  for (guint i = 0; i < n; i += piece.n_lines)
    {
      piece.first_line = i;
      /* The words “Ghi chú” do not stand alone. */
      piece.n_lines = note == 0 && i == 0 && n > 1 ? 2 : 1;
      if (!add_piece (tail, piece, piece.n_lines * line, error))
        return FALSE;
    }
  return TRUE;
}

/* Nobody signs an empty sheet: the last row goes along … */
static gboolean
keep_row_with_signatures (Flow *self, double height, GError **error)
{
  guint n = self->band->len;

  if (self->y + height <= get_bottom (self) || n < 2)
    return TRUE;
  if (!emit_band (self, count_staying (self, n - 1, self->band->pdata[n - 1]), NULL, error))
    return FALSE;
  self->y = self->layout->top + self->layout->heading_height + self->used + GAP;
  return TRUE;
}

/* … or the last note, or its last lines. */
static gboolean
keep_note_with_signatures (Tail *tail, double height, GError **error)
{
  Flow *self = tail->flow;
  double line = sgn_layout_note_line_height (self->layout);
  SgnLayoutPiece kept[NOTE_LINES];
  guint n = 0, left = self->pieces->len;

  if (self->y + height <= get_bottom (self))
    return TRUE;
  while (
      n < NOTE_LINES && left > 0
      && (n == 0 || g_array_index (self->pieces, SgnLayoutPiece, left - 1).index == kept[0].index))
    kept[n++] = g_array_index (self->pieces, SgnLayoutPiece, --left);
  if (left == 0 && !tail->table)
    return TRUE;
  g_array_set_size (self->pieces, left);
  if (!end_page (self, tail->table, error))
    return FALSE;
  tail->table = FALSE;
  for (guint i = n; i > 0; i--)
    if (!add_piece (tail, kept[i - 1], kept[i - 1].n_lines * line, error))
      return FALSE;
  return TRUE;
}

static gboolean
add_signatures (Tail *tail, GError **error)
{
  Flow *self = tail->flow;
  SgnLayoutPiece piece = { .kind = SGN_LAYOUT_SIGNATURES };
  double height = sgn_layout_draw_signatures (self->layout, NULL, 0);

  if (height <= 0)
    return TRUE;
  if (self->pieces->len > 0 ? !keep_note_with_signatures (tail, height, error)
                            : tail->table && !keep_row_with_signatures (self, height, error))
    return FALSE;
  return add_piece (tail, piece, height, error);
}

static gboolean
add_charts (Tail *tail, GError **error)
{
  for (guint i = 0; i < sgn_sheet_n_charts (tail->flow->layout->sheet); i++)
    {
      SgnLayoutPiece piece = { .kind = SGN_LAYOUT_CHART, .index = i };
      double height = sgn_layout_chart_height (tail->flow->layout, i);

      if (height > 0 && !add_piece (tail, piece, height, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
finish (Flow *self, GError **error)
{
  SgnSheetLayout *layout = self->layout;
  Tail tail = { self, TRUE };

  if (layout->widths == NULL && !start (self, error))
    return FALSE;
  self->y = layout->top + (self->started ? 0 : layout->front_height) + layout->heading_height
            + self->used + GAP;
  for (guint i = 0; i < sgn_sheet_n_notes (layout->sheet); i++)
    if (!add_note (&tail, i, error))
      return FALSE;
  return add_signatures (&tail, error) && add_charts (&tail, error)
         && end_page (self, tail.table, error);
}

gboolean
sgn_layout_run (SgnSheetLayout *layout, SgnLayoutSink sink, gpointer user_data,
                GCancellable *cancellable, GError **error)
{
  g_auto (Flow) self = { .layout = layout,
                         .sink = sink,
                         .user_data = user_data,
                         .sample = g_ptr_array_new_with_free_func (g_rc_box_release),
                         .band = g_ptr_array_new_with_free_func (g_rc_box_release),
                         .pieces = g_array_new (FALSE, FALSE, sizeof (SgnLayoutPiece)) };

  return sgn_sheet_foreach_row (layout->sheet, take_row, &self, cancellable, error)
         && finish (&self, error);
}
