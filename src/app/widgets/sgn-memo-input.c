#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-memo-input.h"

#define MIN_HEIGHT 64

struct _SgnMemoInput
{
  SgnInput parent_instance;

  GtkTextBuffer *buffer; /* borrowed from the view */
};

G_DEFINE_FINAL_TYPE (SgnMemoInput, sgn_memo_input, SGN_TYPE_INPUT)

static char *
sgn_memo_input_get_text (SgnInput *input)
{
  SgnMemoInput *self = SGN_MEMO_INPUT (input);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

static void
sgn_memo_input_set_text (SgnInput *input, const char *text)
{
  g_autofree char *old = sgn_memo_input_get_text (input);

  if (g_strcmp0 (old, text) != 0)
    gtk_text_buffer_set_text (SGN_MEMO_INPUT (input)->buffer, text, -1);
}

static void
sgn_memo_input_class_init (SgnMemoInputClass *klass)
{
  SGN_INPUT_CLASS (klass)->get_text = sgn_memo_input_get_text;
  SGN_INPUT_CLASS (klass)->set_text = sgn_memo_input_set_text;
}

static void
sgn_memo_input_init (SgnMemoInput *self)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_add_css_class (view, "memo");
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), MIN_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  sgn_input_set_editor (SGN_INPUT (self), scrolled, view);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (sgn_input_edited), self,
                           G_CONNECT_SWAPPED);
}
