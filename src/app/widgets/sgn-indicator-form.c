#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-indicator-form.h"

#include "app/widgets/sgn-choice-input.h"
#include "app/widgets/sgn-codes-input.h"
#include "app/widgets/sgn-number-input.h"
#include "app/widgets/sgn-tri-input.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review-form.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  SgnTriInput *input;
  GtkLabel *data_label;
  GtkWidget *mark;
} Row;

struct _SgnIndicatorForm
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *content;
  GtkLabel *error_label;
  GtkGrid *ticks_grid;
  SgnInput *floor_area_input;
  SgnInput *walls_input;
  SgnInput *columns_input;
  SgnInput *roof_input;
  SgnInput *water_input;
  SgnInput *toilet_input;
  SgnInput *devices_input;

  Row rows[SGN_N_INDICATORS];

  /* owned */
  SgnLedger *ledger;
  SgnFamily *family;
  SgnIndicatorLimits *limits;
  const SgnGrowth *growth; /* borrowed: of the whole program */
  SgnIndicator data[SGN_N_INDICATORS];
  SgnDate day;
};

G_DEFINE_FINAL_TYPE (SgnIndicatorForm, sgn_indicator_form, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const tick_fields[SGN_N_INDICATORS]
    = { "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9", "d10", "d11", "d12" };

static const SgnField *
describe (const char *field)
{
  return sgn_record_type_field (&sgn_type_review_sheet, field);
}

static GPtrArray *
list_inputs (SgnIndicatorForm *self)
{
  SgnInput *const measures[]
      = { self->floor_area_input, self->walls_input,  self->columns_input, self->roof_input,
          self->water_input,      self->toilet_input, self->devices_input };
  GPtrArray *inputs = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    g_ptr_array_add (inputs, measures[i]);
  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    g_ptr_array_add (inputs, self->rows[i].input);
  return inputs;
}

static void
clear_data (SgnIndicatorForm *self)
{
  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    sgn_indicator_clear (&self->data[i]);
}

static gboolean
compute (SgnIndicatorForm *self, GError **error)
{
  g_autoptr (SgnRecord) sheet = sgn_record_new (&sgn_type_review_sheet);

  sgn_indicator_form_read (self, sheet);
  if (!sgn_family_measure (self->family, sgn_ledger_get_connection (self->ledger), sheet, error))
    return FALSE;
  sgn_family_indicators (self->family, self->limits, self->growth, self->day, self->data);
  return TRUE;
}

static const char *
name_answer (SgnTri deprived)
{
  static const char *const names[]
      = { N_ ("Data: not known"), N_ ("Data: not deprived"), N_ ("Data: deprived") };

  return _ (names[deprived]);
}

static gboolean
differs (SgnIndicatorForm *self, guint i)
{
  SgnTri choice = sgn_tri_input_get_choice (self->rows[i].input);

  return choice != SGN_TRI_UNKNOWN && choice != self->data[i].deprived
         && self->data[i].deprived != SGN_TRI_UNKNOWN;
}

static void
show_row (SgnIndicatorForm *self, guint i)
{
  Row *row = &self->rows[i];
  const char *reason = self->data[i].reason;
  g_autofree char *text
      = reason != NULL && reason[0] != '\0'
            ? g_strdup_printf ("%s – %s", name_answer (self->data[i].deprived), reason)
            : g_strdup (name_answer (self->data[i].deprived));

  gtk_label_set_label (row->data_label, text);
  gtk_widget_set_visible (row->mark, differs (self, i));
  gtk_widget_remove_css_class (GTK_WIDGET (row->data_label), "attention-text");
  if (self->data[i].deprived == SGN_TRI_YES)
    gtk_widget_add_css_class (GTK_WIDGET (row->data_label), "attention-text");
}

static void
refresh (SgnIndicatorForm *self)
{
  g_autoptr (GError) error = NULL;

  clear_data (self);
  if (self->family != NULL && self->limits != NULL && !compute (self, &error))
    g_warning ("Indicators: %s", error->message);
  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    {
      sgn_tri_input_follow (self->rows[i].input, self->data[i].deprived);
      show_row (self, i);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- building --- */

static GtkWidget *
make_mark (void)
{
  GtkWidget *mark = gtk_label_new (_ ("differs from the data"));

  gtk_widget_add_css_class (mark, "pill");
  gtk_widget_add_css_class (mark, "attention");
  gtk_widget_set_halign (mark, GTK_ALIGN_END);
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_set_visible (mark, FALSE);
  return mark;
}

static GtkWidget *
make_title (guint i)
{
  g_autofree char *text = g_strdup_printf ("%u. %s", i + 1, _ (describe (tick_fields[i])->label));
  GtkWidget *title = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  return title;
}

static void
add_row (SgnIndicatorForm *self, guint i)
{
  Row *row = &self->rows[i];
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  int at = 2 * (int)i;

  row->input = g_object_new (SGN_TYPE_TRI_INPUT, "field", tick_fields[i], "none-label",
                             _ ("as the data say"), "yes-label", _ ("lacks it"), "no-label",
                             _ ("has it"), "halign", GTK_ALIGN_END, NULL);
  row->data_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (row->data_label, 0);
  gtk_label_set_wrap (row->data_label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (row->data_label), "caption");
  gtk_widget_set_hexpand (GTK_WIDGET (row->data_label), TRUE);
  row->mark = make_mark ();
  gtk_widget_set_margin_start (line, 18);
  gtk_widget_set_margin_bottom (line, 6);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (row->data_label));
  gtk_box_append (GTK_BOX (line), row->mark);
  gtk_grid_attach (self->ticks_grid, make_title (i), 0, at, 1, 1);
  gtk_grid_attach (self->ticks_grid, GTK_WIDGET (row->input), 1, at, 1, 1);
  gtk_grid_attach (self->ticks_grid, line, 0, at + 1, 2, 1);
}

static void
sgn_indicator_form_dispose (GObject *object)
{
  SgnIndicatorForm *self = SGN_INDICATOR_FORM (object);

  clear_data (self);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->family, sgn_family_free);
  g_clear_pointer (&self->limits, sgn_indicator_limits_free);
  g_clear_object (&self->ledger);
  G_OBJECT_CLASS (sgn_indicator_form_parent_class)->dispose (object);
}

static void
sgn_indicator_form_class_init (SgnIndicatorFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_indicator_form_dispose;
  signals[CHANGED] = g_signal_new ("changed", SGN_TYPE_INDICATOR_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SGN_TYPE_CHOICE_INPUT);
  g_type_ensure (SGN_TYPE_CODES_INPUT);
  g_type_ensure (SGN_TYPE_NUMBER_INPUT);
  g_type_ensure (SGN_TYPE_TRI_INPUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/widgets/indicator-form.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnIndicatorForm, content);
  gtk_widget_class_bind_template_child (widget_class, SgnIndicatorForm, error_label);
  gtk_widget_class_bind_template_child (widget_class, SgnIndicatorForm, ticks_grid);
  gtk_widget_class_bind_template_child (widget_class, SgnIndicatorForm, floor_area_input);
  gtk_widget_class_bind_template_child (widget_class, SgnIndicatorForm, walls_input);
  gtk_widget_class_bind_template_child (widget_class, SgnIndicatorForm, columns_input);
  gtk_widget_class_bind_template_child (widget_class, SgnIndicatorForm, roof_input);
  gtk_widget_class_bind_template_child (widget_class, SgnIndicatorForm, water_input);
  gtk_widget_class_bind_template_child (widget_class, SgnIndicatorForm, toilet_input);
  gtk_widget_class_bind_template_child (widget_class, SgnIndicatorForm, devices_input);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
sgn_indicator_form_init (SgnIndicatorForm *self)
{
  g_autoptr (GPtrArray) inputs = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    add_row (self, i);
  inputs = list_inputs (self);
  for (guint i = 0; i < inputs->len; i++)
    g_signal_connect_swapped (inputs->pdata[i], "edited", G_CALLBACK (refresh), self);
}

GtkWidget *
sgn_indicator_form_new (void)
{
  return g_object_new (SGN_TYPE_INDICATOR_FORM, NULL);
}

void
sgn_indicator_form_bind (SgnIndicatorForm *self, SgnLedger *ledger)
{
  const SgnValue none = SGN_VALUE_INIT;
  g_autoptr (GPtrArray) inputs = NULL;

  g_return_if_fail (SGN_IS_INDICATOR_FORM (self));
  inputs = list_inputs (self);
  for (guint i = 0; i < inputs->len; i++)
    {
      SgnInput *input = inputs->pdata[i];

      sgn_input_bind (input, describe (sgn_input_get_field (input)), ledger);
      sgn_input_set_value (input, &none);
      sgn_input_show_finding (input, SGN_SEVERITY_NOTE, NULL);
    }
}

void
sgn_indicator_form_set_family (SgnIndicatorForm *self, SgnLedger *ledger, SgnFamily *family,
                               int year, SgnDate day)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (SGN_IS_INDICATOR_FORM (self));
  g_set_object (&self->ledger, ledger);
  g_clear_pointer (&self->limits, sgn_indicator_limits_free);
  self->limits = sgn_indicator_limits_load (sgn_ledger_get_connection (ledger), year, &error);
  if (self->growth == NULL && error == NULL)
    self->growth = sgn_growth_get (&error);
  gtk_label_set_label (self->error_label, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), error != NULL);
  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    {
      sgn_tri_input_follow (self->rows[i].input, SGN_TRI_UNKNOWN);
      sgn_input_set_text (SGN_INPUT (self->rows[i].input), "");
    }
  sgn_indicator_form_change_family (self, family, day);
}

void
sgn_indicator_form_change_family (SgnIndicatorForm *self, SgnFamily *family, SgnDate day)
{
  g_return_if_fail (SGN_IS_INDICATOR_FORM (self));
  if (family != self->family)
    g_clear_pointer (&self->family, sgn_family_free);
  self->family = family;
  self->day = day;
  refresh (self);
}

void
sgn_indicator_form_settle (SgnIndicatorForm *self)
{
  const SgnValue none = SGN_VALUE_INIT;

  g_return_if_fail (SGN_IS_INDICATOR_FORM (self));
  refresh (self);
  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    {
      SgnTriInput *input = self->rows[i].input;

      if (sgn_tri_input_get_choice (input) != self->data[i].deprived)
        continue;
      sgn_tri_input_follow (input, SGN_TRI_UNKNOWN);
      sgn_input_set_value (SGN_INPUT (input), &none);
      sgn_tri_input_follow (input, self->data[i].deprived);
    }
  refresh (self);
}

void
sgn_indicator_form_get_ticks (SgnIndicatorForm *self, SgnTri ticks[SGN_N_INDICATORS])
{
  g_return_if_fail (SGN_IS_INDICATOR_FORM (self));
  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    ticks[i] = sgn_tri_input_get_answer (self->rows[i].input);
}

const SgnIndicator *
sgn_indicator_form_get_data (SgnIndicatorForm *self)
{
  g_return_val_if_fail (SGN_IS_INDICATOR_FORM (self), NULL);
  return self->data;
}

guint
sgn_indicator_form_count_differing (SgnIndicatorForm *self)
{
  guint n = 0;

  g_return_val_if_fail (SGN_IS_INDICATOR_FORM (self), 0);
  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    n += differs (self, i);
  return n;
}

void
sgn_indicator_form_read (SgnIndicatorForm *self, SgnRecord *sheet)
{
  g_autoptr (GPtrArray) inputs = NULL;

  g_return_if_fail (SGN_IS_INDICATOR_FORM (self));
  inputs = list_inputs (self);
  for (guint i = 0; i < inputs->len; i++)
    sgn_input_peek (inputs->pdata[i], sheet);
}

SgnInput *
sgn_indicator_form_get_input (SgnIndicatorForm *self, const char *field)
{
  g_autoptr (GPtrArray) inputs = NULL;

  g_return_val_if_fail (SGN_IS_INDICATOR_FORM (self), NULL);
  inputs = list_inputs (self);
  for (guint i = 0; i < inputs->len; i++)
    if (g_strcmp0 (sgn_input_get_field (inputs->pdata[i]), field) == 0)
      return inputs->pdata[i];
  return NULL;
}
