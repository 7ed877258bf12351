#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-row-cell.h"

#define CELL_FIELD "sgn-field"
#define CELL_BADGES "sgn-badges"

gboolean
sgn_row_cell_is_numeric (const SgnField *field)
{
  return field->kind == SGN_FIELD_INTEGER || field->kind == SGN_FIELD_MONEY
         || field->kind == SGN_FIELD_DECIMAL;
}

gboolean
sgn_row_cell_is_title (const SgnField *field)
{
  static const char *const TITLES[] = { "title", "name", "content", "head", NULL };

  return g_strv_contains (TITLES, field->name);
}

/* Fixed, so that columns do not move while the rows are scrolled. */
int
sgn_row_cell_width (const SgnField *field)
{
  switch (field->kind)
    {
    case SGN_FIELD_MONEY:
      return 130;
    case SGN_FIELD_DATE:
    case SGN_FIELD_DECIMAL:
      return 110;
    case SGN_FIELD_INTEGER:
      return 90;
    case SGN_FIELD_BOOLEAN:
      return 90;
    case SGN_FIELD_CHOICE:
    case SGN_FIELD_CODE:
      return 140;
    case SGN_FIELD_REFERENCE:
      return 220;
    case SGN_FIELD_TEXT:
    case SGN_FIELD_MEMO:
    default:
      return 180;
    }
}

static const char *
find_colour (const SgnRowBadge *badges, const SgnValue *value)
{
  for (; badges->value != NULL; badges++)
    if (value->kind == SGN_VALUE_TEXT && g_str_equal (badges->value, value->text))
      return badges->colour;
  return NULL;
}

static void
colour_pill (GtkWidget *pill, const SgnRowBadge *badges, const SgnValue *value)
{
  const char *colour = find_colour (badges, value);
  const char *classes[] = { "pill", colour, NULL };

  gtk_widget_set_css_classes (pill, colour != NULL ? classes : (const char *[]){ NULL });
}

static void
slot_changed_cb (SgnRowSlot *slot, GtkWidget *cell)
{
  const SgnField *field = g_object_get_data (G_OBJECT (cell), CELL_FIELD);
  const SgnRowBadge *badges = g_object_get_data (G_OBJECT (cell), CELL_BADGES);
  const char *text = sgn_row_slot_get_text (slot, field->name);

  if (badges != NULL)
    {
      gtk_label_set_text (GTK_LABEL (cell), text);
      colour_pill (cell, badges, sgn_row_slot_get_value (slot, field->name));
    }
  else
    gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
}

/* Asked for where the pointer rests: setting it for each of the thousands of cells a keystroke
 * fills takes longer than reading them. */
static gboolean
query_tooltip_cb (GtkWidget *cell, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  const char *text = GTK_IS_LABEL (cell) ? gtk_label_get_text (GTK_LABEL (cell))
                                         : gtk_inscription_get_text (GTK_INSCRIPTION (cell));

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL && *text != '\0';
}

static GtkWidget *
new_pill (void)
{
  GtkWidget *pill = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (pill), PANGO_ELLIPSIZE_END);
  gtk_widget_set_halign (pill, GTK_ALIGN_START);
  return pill;
}

static GtkWidget *
new_text (const SgnField *field)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_xalign (GTK_INSCRIPTION (text), sgn_row_cell_is_numeric (field) ? 1 : 0);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), sgn_row_cell_is_title (field) ? 18 : 6);
  if (sgn_row_cell_is_numeric (field))
    gtk_widget_add_css_class (text, "numeric");
  return text;
}

GtkWidget *
sgn_row_cell_new (const SgnField *field, const SgnRowBadge *badges)
{
  GtkWidget *cell = badges != NULL ? new_pill () : new_text (field);

  g_object_set_data (G_OBJECT (cell), CELL_FIELD, (gpointer)field);
  g_object_set_data (G_OBJECT (cell), CELL_BADGES, (gpointer)badges);
  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  if (!sgn_row_cell_is_numeric (field))
    {
      gtk_widget_set_has_tooltip (cell, TRUE);
      g_signal_connect (cell, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
    }
  return cell;
}

void
sgn_row_cell_show (GtkWidget *cell, SgnRowSlot *slot)
{
  g_signal_connect_object (slot, "changed", G_CALLBACK (slot_changed_cb), cell, 0);
  slot_changed_cb (slot, cell);
}

void
sgn_row_cell_leave (GtkWidget *cell, SgnRowSlot *slot)
{
  g_signal_handlers_disconnect_by_func (slot, slot_changed_cb, cell);
}
