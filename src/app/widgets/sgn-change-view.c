#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-change-view.h"

#include "app/sgn-job.h"
#include "programme/sgn-programme.h"
#include "record/sgn-history.h"

#include <glib/gi18n-lib.h>

/* An import may have touched thousands of records: the first ones are shown. */
#define MOST_RECORDS 200
#define FIELD_MARGIN 24

struct _SgnChangeView
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *content;
  GtkLabel *action_label, *summary_label;
  GtkTextView *records_view;

  /* borrowed from the buffer */
  GtkTextTag *heading, *dim, *was, *became;

  /* owned */
  SgnJob *job; /* reading */
};

G_DEFINE_FINAL_TYPE (SgnChangeView, sgn_change_view, GTK_TYPE_WIDGET)

typedef struct
{
  char *path;
  gint64 change;
  guint total;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->path);
  g_free (work);
}

static gpointer
read_in_thread (SgnJob *job, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (SgnConnection) connection = sgn_connection_open_readonly (work->path, error);

  if (connection == NULL)
    return NULL;
  sgn_connection_set_cancellable (connection, sgn_job_get_cancellable (job));
  return sgn_history_read (connection, sgn_programme_types (), work->change, MOST_RECORDS, error);
}

/* --- records in words --- */

static void
add (SgnChangeView *self, GtkTextTag *tag, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->records_view);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  if (tag != NULL)
    gtk_text_buffer_insert_with_tags (buffer, &end, text, -1, tag, NULL);
  else
    gtk_text_buffer_insert (buffer, &end, text, -1);
}

static const char *
describe_op (SgnRowOp op)
{
  switch (op)
    {
    case SGN_ROW_INSERTED:
      return _ ("added");
    case SGN_ROW_DELETED:
      return _ ("removed");
    case SGN_ROW_UPDATED:
    default:
      return _ ("edited");
    }
}

static const char *
or_dash (const char *text)
{
  return text != NULL && *text != '\0' ? text : "–";
}

/* "Amount: 10 → 12"; of a new record only what it got, of a removed one only what it had. */
static void
add_field (SgnChangeView *self, const SgnRecordChange *record, const SgnFieldChange *change)
{
  g_autofree char *name = g_strdup_printf ("\n%s: ", _ (change->field->label));

  add (self, self->dim, name);
  if (record->op != SGN_ROW_INSERTED)
    add (self, self->was, or_dash (change->before_text));
  if (record->op == SGN_ROW_UPDATED)
    add (self, NULL, " → ");
  if (record->op != SGN_ROW_DELETED)
    add (self, self->became, or_dash (change->after_text));
}

static void
add_record (SgnChangeView *self, const SgnRecordChange *record, gboolean first)
{
  g_autofree char *heading
      = g_strdup_printf ("%s%s · %s (%s)", first ? "" : "\n", _ (record->type->label),
                         record->title, describe_op (record->op));

  add (self, self->heading, heading);
  for (guint i = 0; i < record->fields->len; i++)
    add_field (self, record, &g_array_index (record->fields, SgnFieldChange, i));
}

static void
show_records (SgnChangeView *self, GPtrArray *records, guint total)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->records_view), "", -1);
  for (guint i = 0; i < records->len; i++)
    add_record (self, g_ptr_array_index (records, i), i == 0);
  if (total > records->len && records->len >= MOST_RECORDS)
    {
      g_autofree char *more = g_strdup_printf (_ ("… and %u more records"), total - records->len);

      add (self, NULL, "\n");
      add (self, self->dim, more);
    }
}

/* --- reading --- */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnChangeView) self = user_data;
  SgnJob *job = SGN_JOB (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = sgn_job_run_finish (job, result, &error);
  const guint total = GPOINTER_TO_UINT (g_object_get_data (source, "total"));

  if (self->job != job)
    return;
  g_clear_object (&self->job);
  if (records != NULL)
    show_records (self, records, total);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->records_view), error->message, -1);
}

static void
stop_reading (SgnChangeView *self)
{
  if (self->job != NULL)
    sgn_job_cancel (self->job);
  g_clear_object (&self->job);
}

static void
start_reading (SgnChangeView *self, SgnLedger *ledger, const SgnChange *change)
{
  Work *work = g_new0 (Work, 1);
  const guint total = change->inserted + change->updated + change->deleted;

  work->path = g_strdup (sgn_ledger_get_path (ledger));
  work->change = change->id;
  self->job = sgn_job_new (_ ("Reading what a change did"), FALSE);
  g_object_set_data (G_OBJECT (self->job), "total", GUINT_TO_POINTER (total));
  sgn_job_run_async (self->job, read_in_thread, work, work_free, (GDestroyNotify)g_ptr_array_unref,
                     read_cb, g_object_ref (self));
}

void
sgn_change_view_show (SgnChangeView *self, SgnLedger *ledger, const SgnChange *change,
                      const char *summary)
{
  g_return_if_fail (SGN_IS_CHANGE_VIEW (self));
  stop_reading (self);
  gtk_widget_set_visible (self->content, change != NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->records_view), "", -1);
  if (change == NULL)
    return;
  gtk_label_set_label (self->action_label, change->action);
  gtk_label_set_label (self->summary_label, summary);
  start_reading (self, ledger, change);
}

/* --- the widget --- */

/* Text tags know no style sheet: the colours of the theme are given to them. */
static void
colour_tag (SgnChangeView *self, GtkTextTag *tag, const char *name)
{
  GdkRGBA colour;

  if (gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), name,
                                      &colour))
    g_object_set (tag, "foreground-rgba", &colour, NULL);
}

static void
sgn_change_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  SgnChangeView *self = SGN_CHANGE_VIEW (widget);

  GTK_WIDGET_CLASS (sgn_change_view_parent_class)->css_changed (widget, change);
  if (self->dim == NULL)
    return;
  colour_tag (self, self->dim, "sgn_dim");
  colour_tag (self, self->was, "sgn_bad_text");
  colour_tag (self, self->became, "sgn_good_text");
}

static void
sgn_change_view_dispose (GObject *object)
{
  SgnChangeView *self = SGN_CHANGE_VIEW (object);

  stop_reading (self);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (sgn_change_view_parent_class)->dispose (object);
}

static void
sgn_change_view_class_init (SgnChangeViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_change_view_dispose;
  widget_class->css_changed = sgn_change_view_css_changed;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/widgets/change-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnChangeView, content);
  gtk_widget_class_bind_template_child (widget_class, SgnChangeView, action_label);
  gtk_widget_class_bind_template_child (widget_class, SgnChangeView, summary_label);
  gtk_widget_class_bind_template_child (widget_class, SgnChangeView, records_view);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
sgn_change_view_init (SgnChangeView *self)
{
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = gtk_text_view_get_buffer (self->records_view);
  self->heading = gtk_text_buffer_create_tag (buffer, NULL, "weight", PANGO_WEIGHT_BOLD,
                                              "pixels-above-lines", 8, NULL);
  /* A line of a field begins with its dim name: the margins of the whole line. */
  self->dim = gtk_text_buffer_create_tag (buffer, NULL, "left-margin", FIELD_MARGIN, "indent",
                                          -FIELD_MARGIN / 2, NULL);
  self->was = gtk_text_buffer_create_tag (buffer, NULL, "strikethrough", TRUE, NULL);
  self->became = gtk_text_buffer_create_tag (buffer, NULL, "weight", PANGO_WEIGHT_BOLD, NULL);
}
