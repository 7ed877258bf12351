#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-points-input.h"

#include "base/sgn-error.h"
#include "base/sgn-number.h"
#include "programme/sgn-review-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _SgnPointsInput
{
  SgnInput parent_instance;

  /* children */
  GtkWidget *box;
  GtkEntry *entry; /* the total, without a table */
  GtkWidget *questions;
  GtkLabel *sum_label;

  /* owned */
  SgnPointTable *table;
  GPtrArray *checks; /* of GtkCheckButton, borrowed; each knows its question and answer */
  char *held;        /* (nullable): answers, as text, that came before their table */
  gboolean loading;  /* the program answers, not a person */
};

G_DEFINE_FINAL_TYPE (SgnPointsInput, sgn_points_input, SGN_TYPE_INPUT)

/* --- answers --- */

static const SgnPointQuestion *
get_question (GtkCheckButton *check)
{
  return g_object_get_data (G_OBJECT (check), "question");
}

static const SgnPointAnswer *
get_answer (GtkCheckButton *check)
{
  return g_object_get_data (G_OBJECT (check), "answer");
}

static gboolean
is_answered (SgnPointsInput *self, const SgnPointQuestion *question)
{
  for (guint i = 0; i < self->checks->len; i++)
    if (get_question (self->checks->pdata[i]) == question
        && gtk_check_button_get_active (self->checks->pdata[i]))
      return TRUE;
  return FALSE;
}

guint
sgn_points_input_count_open (SgnPointsInput *self, guint *n)
{
  guint open = 0;

  g_return_val_if_fail (SGN_IS_POINTS_INPUT (self), 0);
  *n = self->table != NULL ? self->table->questions->len : 0;
  for (guint i = 0; i < *n; i++)
    {
      const SgnPointQuestion *question = self->table->questions->pdata[i];

      open += question->exclusive && !is_answered (self, question);
    }
  return open;
}

static gboolean
sum_answers (SgnPointsInput *self, gint64 *sum)
{
  gboolean any = FALSE;

  *sum = 0;
  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      {
        *sum += get_answer (self->checks->pdata[i])->points;
        any = TRUE;
      }
  return any;
}

static void
show_sum (SgnPointsInput *self)
{
  gint64 sum;
  guint n, open = sgn_points_input_count_open (self, &n);
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  sum_answers (self, &sum);
  number = sgn_number_format_integer (sum);
  if (open > 0)
    text
        = g_strdup_printf (ngettext ("Sum: %s points; %u of %u questions has no answer yet",
                                     "Sum: %s points; %u of %u questions have no answer yet", open),
                           number, open, n);
  else
    text = g_strdup_printf (_ ("Sum: %s points"), number);
  gtk_label_set_label (self->sum_label, text);
}

static void
toggled_cb (SgnPointsInput *self)
{
  if (self->loading)
    return;
  show_sum (self);
  sgn_input_edited (SGN_INPUT (self));
  sgn_input_leave (SGN_INPUT (self));
}

/* A total that is typed takes the place of answers that wait for their table. */
static void
entry_changed_cb (SgnPointsInput *self)
{
  g_clear_pointer (&self->held, g_free);
  sgn_input_edited (SGN_INPUT (self));
}

/* A radio button cannot be released by hand: the way back to no answer. */
static void
key_released_cb (GtkCheckButton *check, guint key)
{
  if ((key == GDK_KEY_Delete || key == GDK_KEY_BackSpace) && gtk_check_button_get_active (check))
    gtk_check_button_set_active (check, FALSE);
}

/* --- questions --- */

static char *
describe_answer (const SgnPointAnswer *answer)
{
  g_autofree char *points = sgn_number_format_integer (answer->points);

  if (answer->condition != NULL)
    return g_strdup_printf (_ ("%s (%s): %s points"), answer->name, answer->condition, points);
  return g_strdup_printf (_ ("%s: %s points"), answer->name, points);
}

static GtkCheckButton *
add_answer (SgnPointsInput *self, const SgnPointQuestion *question, const SgnPointAnswer *answer,
            GtkCheckButton *group)
{
  g_autofree char *text = describe_answer (answer);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", question->name, text);
  GtkWidget *check = gtk_check_button_new_with_label (text);
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_object_set_data (G_OBJECT (check), "question", (gpointer)question);
  g_object_set_data (G_OBJECT (check), "answer", (gpointer)answer);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  if (question->exclusive && group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), group);
  g_signal_connect_swapped (keys, "key-released", G_CALLBACK (key_released_cb), check);
  gtk_widget_add_controller (check, keys);
  gtk_widget_set_margin_start (check, 18);
  g_ptr_array_add (self->checks, check);
  gtk_box_append (GTK_BOX (self->questions), check);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
  return GTK_CHECK_BUTTON (check);
}

static void
add_question (SgnPointsInput *self, const SgnPointQuestion *question, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u. %s", number, question->name);
  GtkWidget *label = gtk_label_new (text);
  GtkCheckButton *group = NULL;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (self->questions), label);
  for (guint i = 0; i < question->answers->len; i++)
    {
      GtkCheckButton *check = add_answer (self, question, question->answers->pdata[i], group);

      group = group != NULL ? group : check;
    }
}

/* --- input --- */

/* With a table "members=1 assets=tv", else the number. */
static char *
sgn_points_input_get_text (SgnInput *input)
{
  SgnPointsInput *self = SGN_POINTS_INPUT (input);
  GString *text;

  if (self->held != NULL)
    return g_strdup (self->held);
  if (self->table == NULL)
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  text = g_string_new (NULL);
  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_string_append_printf (text, "%s%s=%s", text->len > 0 ? " " : "",
                              get_question (self->checks->pdata[i])->code,
                              get_answer (self->checks->pdata[i])->code);
  return g_string_free (text, FALSE);
}

static void
sgn_points_input_set_text (SgnInput *input, const char *text)
{
  SgnPointsInput *self = SGN_POINTS_INPUT (input);
  g_auto (GStrv) given = NULL;

  if (self->table == NULL)
    {
      const gboolean answers = strchr (text, '=') != NULL;

      gtk_editable_set_text (GTK_EDITABLE (self->entry), answers ? "" : text);
      g_free (self->held);
      self->held = answers ? g_strdup (text) : NULL;
      return;
    }
  given = g_strsplit (text, " ", -1);
  for (guint i = 0; i < self->checks->len; i++)
    {
      GtkCheckButton *check = self->checks->pdata[i];
      g_autofree char *key
          = g_strdup_printf ("%s=%s", get_question (check)->code, get_answer (check)->code);

      gtk_check_button_set_active (check, g_strv_contains ((const char *const *)given, key));
    }
  show_sum (self);
}

static gboolean
sgn_points_input_read (SgnInput *input, SgnValue *value, GError **error)
{
  SgnPointsInput *self = SGN_POINTS_INPUT (input);
  gint64 sum;

  if (self->held != NULL)
    return TRUE;
  if (self->table == NULL)
    return SGN_INPUT_CLASS (sgn_points_input_parent_class)->read (input, value, error);
  *value = sum_answers (self, &sum) ? sgn_value_int (sum) : (SgnValue)SGN_VALUE_INIT;
  return TRUE;
}

/* The sum follows from the answers. */
static void
sgn_points_input_write (SgnInput *input, const SgnValue *value)
{
  if (SGN_POINTS_INPUT (input)->table == NULL)
    SGN_INPUT_CLASS (sgn_points_input_parent_class)->write (input, value);
}

static gboolean
sgn_points_input_grab_focus (GtkWidget *widget)
{
  SgnPointsInput *self = SGN_POINTS_INPUT (widget);

  return self->table == NULL ? gtk_widget_grab_focus (GTK_WIDGET (self->entry))
                             : gtk_widget_child_focus (self->questions, GTK_DIR_TAB_FORWARD);
}

static void
sgn_points_input_finalize (GObject *object)
{
  SgnPointsInput *self = SGN_POINTS_INPUT (object);

  g_clear_pointer (&self->table, sgn_point_table_free);
  g_ptr_array_unref (self->checks);
  g_free (self->held);
  G_OBJECT_CLASS (sgn_points_input_parent_class)->finalize (object);
}

static void
sgn_points_input_class_init (SgnPointsInputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_points_input_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = sgn_points_input_grab_focus;
  SGN_INPUT_CLASS (klass)->get_text = sgn_points_input_get_text;
  SGN_INPUT_CLASS (klass)->set_text = sgn_points_input_set_text;
  SGN_INPUT_CLASS (klass)->read = sgn_points_input_read;
  SGN_INPUT_CLASS (klass)->write = sgn_points_input_write;
}

static void
sgn_points_input_init (SgnPointsInput *self)
{
  self->checks = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_widget_set_halign (GTK_WIDGET (self->entry), GTK_ALIGN_START);
  gtk_entry_set_alignment (self->entry, 1);
  gtk_entry_set_input_purpose (self->entry, GTK_INPUT_PURPOSE_NUMBER);
  self->questions = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->sum_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->sum_label, 0);
  gtk_label_set_wrap (self->sum_label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->sum_label), "heading");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (self->box), self->questions);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->sum_label));
  gtk_widget_set_visible (self->questions, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->sum_label), FALSE);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (entry_changed_cb), self);
  sgn_input_set_editor (SGN_INPUT (self), self->box, GTK_WIDGET (self->entry));
}

void
sgn_points_input_set_table (SgnPointsInput *self, SgnPointTable *table)
{
  GtkWidget *child;

  g_return_if_fail (SGN_IS_POINTS_INPUT (self));
  while ((child = gtk_widget_get_first_child (self->questions)) != NULL)
    gtk_box_remove (GTK_BOX (self->questions), child);
  g_ptr_array_set_size (self->checks, 0);
  g_clear_pointer (&self->held, g_free);
  g_clear_pointer (&self->table, sgn_point_table_free);
  self->table = table;
  for (guint i = 0; table != NULL && i < table->questions->len; i++)
    add_question (self, table->questions->pdata[i], i + 1);
  gtk_widget_set_visible (GTK_WIDGET (self->entry), table == NULL);
  gtk_widget_set_visible (self->questions, table != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->sum_label), table != NULL);
  show_sum (self);
}

const SgnPointTable *
sgn_points_input_get_table (SgnPointsInput *self)
{
  g_return_val_if_fail (SGN_IS_POINTS_INPUT (self), NULL);
  return self->table;
}

GPtrArray *
sgn_points_input_get_answers (SgnPointsInput *self)
{
  GPtrArray *answers;

  g_return_val_if_fail (SGN_IS_POINTS_INPUT (self), NULL);
  if (self->table == NULL)
    return NULL;
  answers = sgn_answers_new ();
  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      sgn_answers_add (answers, get_question (self->checks->pdata[i])->code,
                       get_answer (self->checks->pdata[i])->code,
                       get_answer (self->checks->pdata[i])->points);
  return answers;
}

GPtrArray *
sgn_points_input_peek_answers (SgnPointsInput *self)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) given = NULL;
  GPtrArray *answers;

  g_return_val_if_fail (SGN_IS_POINTS_INPUT (self), NULL);
  text = sgn_points_input_get_text (SGN_INPUT (self));
  given = g_strsplit (text, " ", -1);
  answers = sgn_answers_new ();
  for (guint i = 0; given[i] != NULL; i++)
    {
      g_auto (GStrv) sides = g_strsplit (given[i], "=", 2);

      if (g_strv_length (sides) == 2)
        sgn_answers_add (answers, sides[0], sides[1], 0);
    }
  return answers;
}

guint
sgn_points_input_set_answers (SgnPointsInput *self, GPtrArray *answers)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint unknown = 0;

  g_return_val_if_fail (SGN_IS_POINTS_INPUT (self), 0);
  for (guint i = 0; i < answers->len; i++)
    {
      const SgnAnswer *answer = answers->pdata[i];

      unknown += self->table == NULL
                 || sgn_point_table_find (self->table, answer->item, answer->option) == NULL;
      g_string_append_printf (text, "%s=%s ", answer->item, answer->option);
    }
  self->loading = TRUE;
  if (answers->len > 0)
    sgn_points_input_set_text (SGN_INPUT (self), text->str);
  self->loading = FALSE;
  return unknown;
}
