#define G_LOG_DOMAIN "sgn-sheet"

#include "config.h"

#include "sheet/sgn-layout-private.h"

#include <math.h>

#define MEASURED_SIZE 100.0
#define LINE \
  1.2 /* most from one line to the next; what faces say themselves is from 1.15 to 1.36 */

/* Times New Roman, as Nghị định 30/2020/NĐ-CP has it, and faces of its widths, then any with
 * serifs. Liberation Serif has not all letters of Vietnamese: a word would be set in two faces. */
static const char *const FAMILIES[]
    = { "Times New Roman", "Tinos", "TeX Gyre Termes", "FreeSerif", "Noto Serif", "DejaVu Serif" };
static const char LETTERS[] = "ĂÂĐÊÔƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
                              "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ–“”…";

static gboolean
has_letters (PangoFont *font)
{
  for (const char *c = LETTERS; *c != '\0'; c = g_utf8_next_char (c))
    if (!pango_font_has_char (font, g_utf8_get_char (c)))
      return FALSE;
  return TRUE;
}

/* What is not installed comes as something else. */
static gboolean
is_there (PangoContext *context, const char *family)
{
  g_autoptr (PangoFontDescription) wanted = pango_font_description_new ();
  g_autoptr (PangoFontDescription) given = NULL;
  g_autoptr (PangoFont) font = NULL;

  pango_font_description_set_family_static (wanted, family);
  pango_font_description_set_absolute_size (wanted, SGN_LAYOUT_BODY_SIZE * PANGO_SCALE);
  font = pango_context_load_font (context, wanted);
  if (font == NULL)
    return FALSE;
  given = pango_font_describe (font);
  return g_ascii_strcasecmp (pango_font_description_get_family (given), family) == 0
         && has_letters (font);
}

static const char *
choose_family (PangoContext *context)
{
  for (guint i = 0; i < G_N_ELEMENTS (FAMILIES); i++)
    if (is_there (context, FAMILIES[i]))
      return FAMILIES[i];
  return "serif";
}

static void
set_style (SgnSheetLayout *self, const SgnLayoutStyle *style)
{
  pango_font_description_set_absolute_size (self->font, style->size * PANGO_SCALE);
  pango_font_description_set_weight (self->font,
                                     style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_style (self->font,
                                    style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
}

/* Lines stand as close as letters with two marks allow. */
static void
fit_lines (SgnSheetLayout *self)
{
  const SgnLayoutStyle large = { MEASURED_SIZE, FALSE, FALSE, PANGO_ALIGN_LEFT };
  PangoFontMetrics *metrics;
  double natural;

  set_style (self, &large);
  metrics = pango_context_get_metrics (self->context, self->font, NULL);
  natural = (double)pango_font_metrics_get_height (metrics) / PANGO_SCALE / MEASURED_SIZE;
  pango_font_metrics_unref (metrics);
  self->line = MIN (natural, LINE);
  self->loose = natural - self->line;
  pango_layout_set_line_spacing (self->text, (float)(self->line / natural));
}

void
sgn_layout_init_text (SgnSheetLayout *self)
{
  /* A map of its own: the usual one belongs to the thread. */
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();
  cairo_font_options_t *options = cairo_font_options_create ();
  PangoAttrList *attributes = pango_attr_list_new ();

  /* Vietnamese is not hyphenated, and a code or figure even less. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));

  /* Nothing depends on the grid of a screen: lines break where they break on paper. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  self->context = pango_font_map_create_context (map);
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  pango_context_set_language (self->context, pango_language_from_string ("vi"));
  self->text = pango_layout_new (self->context);
  pango_layout_set_wrap (self->text, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_attributes (self->text, attributes);
  pango_attr_list_unref (attributes);
  self->font = pango_font_description_new ();
  pango_font_description_set_family_static (self->font, choose_family (self->context));
  fit_lines (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->advances); i++)
    self->advances[i] = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

void
sgn_layout_clear_text (SgnSheetLayout *self)
{
  g_clear_object (&self->text);
  g_clear_object (&self->context);
  g_clear_pointer (&self->font, pango_font_description_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->advances); i++)
    g_clear_pointer (&self->advances[i], g_hash_table_unref);
}

void
sgn_layout_set_text (SgnSheetLayout *self, const char *text, const SgnLayoutStyle *style,
                     double width)
{
  set_style (self, style);
  pango_layout_set_font_description (self->text, self->font);
  pango_layout_set_width (self->text, width < 0 ? -1 : (int)(width * PANGO_SCALE));
  pango_layout_set_alignment (self->text, style->align);
  pango_layout_set_text (self->text, text, -1);
  self->slack = self->loose * style->size;
}

double
sgn_layout_text_height (SgnSheetLayout *self)
{
  int height;

  pango_layout_get_size (self->text, NULL, &height);
  return (double)height / PANGO_SCALE - self->slack;
}

double
sgn_layout_text_width (SgnSheetLayout *self)
{
  int width;

  pango_layout_get_size (self->text, &width, NULL);
  return (double)width / PANGO_SCALE;
}

void
sgn_layout_show_text (SgnSheetLayout *self, cairo_t *cr, double x, double y)
{
  cairo_move_to (cr, x, y - self->slack / 2);
  pango_cairo_show_layout (cr, self->text);
}

double
sgn_layout_measure (SgnSheetLayout *self, const char *text, const SgnLayoutStyle *style)
{
  sgn_layout_set_text (self, text, style, -1);
  return sgn_layout_text_width (self);
}

double
sgn_layout_line_height (SgnSheetLayout *self, const SgnLayoutStyle *style)
{
  return self->line * style->size;
}

static double
measure_letter (SgnSheetLayout *self, gunichar letter, const SgnLayoutStyle *style)
{
  GHashTable *known = self->advances[(style->bold ? 1 : 0) + (style->italic ? 2 : 0)];
  double *width = g_hash_table_lookup (known, GUINT_TO_POINTER (letter));

  if (width == NULL)
    {
      const SgnLayoutStyle large = { MEASURED_SIZE, style->bold, style->italic, PANGO_ALIGN_LEFT };
      char text[7] = { 0 };

      g_unichar_to_utf8 (letter, text);
      width = g_new (double, 1);
      *width = sgn_layout_measure (self, text, &large) / MEASURED_SIZE;
      g_hash_table_insert (known, GUINT_TO_POINTER (letter), width);
    }
  return *width;
}

double
sgn_layout_estimate (SgnSheetLayout *self, const char *text, gsize length,
                     const SgnLayoutStyle *style)
{
  double width = 0;

  for (const char *c = text; c < text + length; c = g_utf8_next_char (c))
    width += measure_letter (self, g_utf8_get_char (c), style);
  return width * style->size;
}

double
sgn_layout_draw_text (SgnSheetLayout *self, cairo_t *cr, const char *text,
                      const SgnLayoutStyle *style, double x, double y, double width)
{
  sgn_layout_set_text (self, text, style, width);
  if (cr != NULL)
    sgn_layout_show_text (self, cr, x, y);
  return sgn_layout_text_height (self);
}
