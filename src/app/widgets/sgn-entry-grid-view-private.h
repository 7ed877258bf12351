#pragma once

#include "app/widgets/sgn-entry-grid-view.h"
#include "app/widgets/sgn-scroll.h"

G_BEGIN_DECLS

#define SGN_GRID_PADDING 8
#define SGN_GRID_MIN_COLUMN 36

struct _SgnEntryGridView
{
  GtkWidget parent_instance;

  /* Children. The focus goes back and forth between two stand-ins for the focused cell, because a
   * screen reader speaks when the focus moves, not when a focused thing is renamed. */
  GtkWidget *cursors[2];
  guint cursor;
  SgnEntryGridEditor *editor;
  GtkWidget *menu;

  /* Owned. */
  SgnGridModel *model;
  GArray *widths;                /* of int, wanted */
  GArray *edges;                 /* of int, left edge of each column and the right end, as laid out */
  GHashTable *layouts;           /* row << 16 | column -> drawn cell */
  GArray *fractions;             /* of int: what stands from the comma on, at most, by column */
  char *remembered;              /* (nullable): under which name the widths are kept */
  char *message;
  char *summary;

  SgnScroll scroll;
  int row_height, header_height, gutter_width, char_width;
  SgnGridPlace focus, anchor;
  SgnGridPlace edited;
  char *edited_text; /* what the cell showed when editing began */
  gboolean editing;
  gboolean enter_down;
  gboolean numbered;
  gboolean dragging;
  int resized; /* column whose edge is dragged; -1: none */
  int resized_width;
  int height; /* as last allocated */
  double pointer_x, pointer_y;
  guint autoscroll;
  guint summary_idle;
};

/* -view.c */
guint sgn_entry_grid_view_n_rows (SgnEntryGridView *self);
guint sgn_entry_grid_view_n_columns (SgnEntryGridView *self);
gboolean sgn_entry_grid_view_is_editable (SgnEntryGridView *self, guint row, guint column);
int sgn_entry_grid_view_get_offset (SgnEntryGridView *self, GtkOrientation orientation);
void sgn_entry_grid_view_get_cell_area (SgnEntryGridView *self, guint row, guint column,
                                        GdkRectangle *area);
void sgn_entry_grid_view_scroll_to (SgnEntryGridView *self, guint row, guint column);
void sgn_entry_grid_view_take_message (SgnEntryGridView *self, char *message);
void sgn_entry_grid_view_set_column_width (SgnEntryGridView *self, guint column, int width);
guint sgn_entry_grid_view_page_rows (SgnEntryGridView *self);
void sgn_entry_grid_view_move_focus (SgnEntryGridView *self, guint row, guint column,
                                     gboolean extend);

/* -focus.c */
void sgn_entry_grid_view_describe_focus (SgnEntryGridView *self);
void sgn_entry_grid_view_selection_changed (SgnEntryGridView *self);

/* -widths.c */
void sgn_entry_grid_view_remember_widths (SgnEntryGridView *self);
void sgn_entry_grid_view_recall_widths (SgnEntryGridView *self);

/* -draw.c */
void sgn_entry_grid_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);
void sgn_entry_grid_view_measure_text (SgnEntryGridView *self);
void sgn_entry_grid_view_measure_header (SgnEntryGridView *self);
void sgn_entry_grid_view_measure_gutter (SgnEntryGridView *self);
/** whether a cell shows less than its whole text */
gboolean sgn_entry_grid_view_is_cut (SgnEntryGridView *self, guint row, guint column);
void sgn_entry_grid_view_drop_layouts (SgnEntryGridView *self);
/** the sentence that belongs to a cell: its own verdict's or its row's; (transfer full) (nullable) */
char *sgn_entry_grid_view_get_cell_message (SgnEntryGridView *self, guint row, guint column,
                                            SgnGridVerdict *verdict);

/* -keys.c, -pointer.c, -clipboard.c */
gboolean sgn_entry_grid_view_next_field (SgnEntryGridView *self, int by);
void sgn_entry_grid_view_add_keys (SgnEntryGridView *self);
void sgn_entry_grid_view_add_pointer (SgnEntryGridView *self);
void sgn_entry_grid_view_install_actions (GtkWidgetClass *widget_class);
void sgn_entry_grid_view_update_actions (SgnEntryGridView *self);
void sgn_entry_grid_view_show_menu (SgnEntryGridView *self, double x, double y);

G_END_DECLS
