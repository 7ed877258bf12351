#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-review-tab.h"

#include "app/dialogs/sgn-records-window.h"
#include "programme/sgn-review-board.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  /* owned */
  SgnLedger *ledger;
  SgnJob *job; /* the question at hand */
  char *status;

  int year;
  gint64 unit_id;
  gboolean stale;
  gboolean closed; /* the year */
} SgnReviewTabPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SgnReviewTab, sgn_review_tab, GTK_TYPE_WIDGET)

static GParamSpec *status_property;

/* What the thread gets: the class says how to read. */
typedef struct
{
  SgnReviewQuestion question;
  gpointer (*read) (const SgnReviewQuestion *question, SgnConnection *connection, GError **error);
} Asking;

static void
asking_free (Asking *asking)
{
  g_free (asking->question.path);
  g_free (asking->question.text);
  g_free (asking);
}

static gpointer
read_in_thread (SgnJob *job, gpointer data, GError **error)
{
  const Asking *asking = data;
  g_autoptr (SgnConnection) connection
      = sgn_connection_open_readonly (asking->question.path, error);

  if (connection == NULL)
    return NULL;
  sgn_connection_set_cancellable (connection, sgn_job_get_cancellable (job));
  return asking->read (&asking->question, connection, error);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnReviewTab) self = user_data;
  SgnReviewTabPrivate *priv = sgn_review_tab_get_instance_private (self);
  g_autoptr (GError) error = NULL;
  gpointer answer = sgn_job_run_finish (SGN_JOB (source), result, &error);

  if (SGN_JOB (source) != priv->job)
    {
      if (answer != NULL)
        SGN_REVIEW_TAB_GET_CLASS (self)->free_answer (answer);
      return;
    }
  g_clear_object (&priv->job);
  if (answer != NULL)
    SGN_REVIEW_TAB_GET_CLASS (self)->show (self, answer);
  else
    sgn_review_tab_fail (self, g_steal_pointer (&error));
}

static void
stop_job (SgnReviewTab *self)
{
  SgnReviewTabPrivate *priv = sgn_review_tab_get_instance_private (self);

  if (priv->job != NULL)
    sgn_job_cancel (priv->job);
  g_clear_object (&priv->job);
}

static void
ask (SgnReviewTab *self)
{
  SgnReviewTabPrivate *priv = sgn_review_tab_get_instance_private (self);
  SgnReviewTabClass *klass = SGN_REVIEW_TAB_GET_CLASS (self);
  Asking *asking = g_new0 (Asking, 1);

  stop_job (self);
  asking->read = klass->read;
  asking->question.path = g_strdup (sgn_ledger_get_path (priv->ledger));
  asking->question.year = priv->year;
  asking->question.unit_id = priv->unit_id;
  if (klass->ask != NULL)
    klass->ask (self, &asking->question);
  priv->job = sgn_job_new (_ ("Reading the figures …"), FALSE);
  sgn_job_run_async (priv->job, read_in_thread, asking, (GDestroyNotify)asking_free,
                     klass->free_answer, answered_cb, g_object_ref (self));
}

static void
ask_if_stale (SgnReviewTab *self)
{
  SgnReviewTabPrivate *priv = sgn_review_tab_get_instance_private (self);
  SgnReviewTabClass *klass = SGN_REVIEW_TAB_GET_CLASS (self);

  if (!priv->stale || priv->ledger == NULL
      || !(gtk_widget_get_mapped (GTK_WIDGET (self)) || klass->eager))
    return;
  priv->stale = FALSE;
  if (klass->read != NULL)
    ask (self);
  else
    klass->show (self, NULL);
}

static void
update (SgnReviewTab *self)
{
  if (SGN_REVIEW_TAB_GET_CLASS (self)->update != NULL)
    SGN_REVIEW_TAB_GET_CLASS (self)->update (self);
}

static gboolean
set_ledger (SgnReviewTab *self, SgnLedger *ledger)
{
  SgnReviewTabPrivate *priv = sgn_review_tab_get_instance_private (self);

  if (priv->ledger == ledger)
    return FALSE;
  if (priv->ledger != NULL)
    g_signal_handlers_disconnect_by_func (priv->ledger, update, self);
  g_set_object (&priv->ledger, ledger);
  if (ledger != NULL)
    g_signal_connect_swapped (ledger, "notify::busy", G_CALLBACK (update), self);
  return TRUE;
}

static void
sgn_review_tab_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sgn_review_tab_parent_class)->map (widget);
  ask_if_stale (SGN_REVIEW_TAB (widget));
}

static void
sgn_review_tab_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, sgn_review_tab_get_status (SGN_REVIEW_TAB (object)));
}

static void
sgn_review_tab_dispose (GObject *object)
{
  stop_job (SGN_REVIEW_TAB (object));
  set_ledger (SGN_REVIEW_TAB (object), NULL);

  G_OBJECT_CLASS (sgn_review_tab_parent_class)->dispose (object);
}

static void
sgn_review_tab_finalize (GObject *object)
{
  SgnReviewTabPrivate *priv = sgn_review_tab_get_instance_private (SGN_REVIEW_TAB (object));

  g_free (priv->status);

  G_OBJECT_CLASS (sgn_review_tab_parent_class)->finalize (object);
}

static void
sgn_review_tab_class_init (SgnReviewTabClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sgn_review_tab_get_property;
  object_class->dispose = sgn_review_tab_dispose;
  object_class->finalize = sgn_review_tab_finalize;
  GTK_WIDGET_CLASS (klass)->map = sgn_review_tab_map;

  status_property
      = g_param_spec_string ("status", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, 1, status_property);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sgn_review_tab_init (SgnReviewTab *self)
{
}

void
sgn_review_tab_set (SgnReviewTab *self, SgnLedger *ledger, int year, gint64 unit_id)
{
  SgnReviewTabPrivate *priv = sgn_review_tab_get_instance_private (self);
  SgnReviewTabClass *klass = SGN_REVIEW_TAB_GET_CLASS (self);
  gboolean other = set_ledger (self, ledger);

  if (ledger == NULL)
    stop_job (self);
  priv->year = year;
  priv->unit_id = unit_id;
  if (other && klass->ledger_set != NULL)
    klass->ledger_set (self, ledger);
  sgn_review_tab_reload (self);
}

void
sgn_review_tab_reload (SgnReviewTab *self)
{
  SgnReviewTabPrivate *priv = sgn_review_tab_get_instance_private (self);

  g_return_if_fail (SGN_IS_REVIEW_TAB (self));

  priv->stale = TRUE;
  priv->closed = priv->ledger != NULL
                 && sgn_review_is_closed (sgn_ledger_get_connection (priv->ledger), priv->year);
  ask_if_stale (self);
}

SgnLedger *
sgn_review_tab_get_ledger (SgnReviewTab *self)
{
  SgnReviewTabPrivate *priv = sgn_review_tab_get_instance_private (self);

  return priv->ledger;
}

int
sgn_review_tab_get_year (SgnReviewTab *self)
{
  SgnReviewTabPrivate *priv = sgn_review_tab_get_instance_private (self);

  return priv->year;
}

gint64
sgn_review_tab_get_unit (SgnReviewTab *self)
{
  SgnReviewTabPrivate *priv = sgn_review_tab_get_instance_private (self);

  return priv->unit_id;
}

gboolean
sgn_review_tab_is_writable (SgnReviewTab *self)
{
  SgnReviewTabPrivate *priv = sgn_review_tab_get_instance_private (self);

  return priv->ledger != NULL && sgn_ledger_is_writable (priv->ledger)
         && !sgn_ledger_is_busy (priv->ledger) && !priv->closed;
}

const char *
sgn_review_tab_get_status (SgnReviewTab *self)
{
  SgnReviewTabPrivate *priv = sgn_review_tab_get_instance_private (self);

  return priv->status;
}

void
sgn_review_tab_set_status (SgnReviewTab *self, const char *status)
{
  SgnReviewTabPrivate *priv = sgn_review_tab_get_instance_private (self);
  char *old = priv->status;

  priv->status = g_strdup (status);
  if (g_strcmp0 (old, status) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), status_property);
  g_free (old);
}

SgnPage *
sgn_review_tab_get_page (SgnReviewTab *self)
{
  return SGN_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (self), SGN_TYPE_PAGE));
}

void
sgn_review_tab_fail (SgnReviewTab *self, GError *error)
{
  SgnPage *page = sgn_review_tab_get_page (self);

  if (page != NULL)
    sgn_page_show_error (page, error);
  else
    g_error_free (error);
}

/* Records behind a figure */

typedef struct
{
  SgnReviewQuestion question;
  SgnReviewRecordsFunc find;
  SgnReviewTab *tab; /* for the answer */
  char *title;
} Wanting;

static void
wanting_free (Wanting *wanting)
{
  g_free (wanting->question.path);
  g_free (wanting->question.text);
  g_free (wanting->title);
  g_clear_object (&wanting->tab);
  g_free (wanting);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wanting, wanting_free)

static gpointer
find_in_thread (SgnJob *job, gpointer data, GError **error)
{
  const Wanting *wanting = data;
  g_autoptr (SgnConnection) connection
      = sgn_connection_open_readonly (wanting->question.path, error);

  if (connection == NULL)
    return NULL;
  sgn_connection_set_cancellable (connection, sgn_job_get_cancellable (job));
  return wanting->find (&wanting->question, connection, error);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wanting) wanting = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnQuery) query = sgn_job_run_finish (SGN_JOB (source), result, &error);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (wanting->tab));
  SgnLedger *ledger = sgn_review_tab_get_ledger (wanting->tab);

  if (ledger == NULL || root == NULL)
    return;
  if (query == NULL)
    sgn_review_tab_fail (wanting->tab, g_steal_pointer (&error));
  else if (SGN_IS_WINDOW (root))
    sgn_records_window_show (SGN_WINDOW (root), ledger, wanting->title, query);
}

void
sgn_review_tab_show_records (SgnReviewTab *self, const char *title, gint64 unit_id,
                             const char *text, gint64 number, SgnReviewRecordsFunc find)
{
  SgnReviewTabPrivate *priv = sgn_review_tab_get_instance_private (self);
  g_autoptr (SgnJob) job = NULL;
  Wanting *wanting;

  g_return_if_fail (SGN_IS_REVIEW_TAB (self) && find != NULL);

  if (priv->ledger == NULL)
    return;
  wanting = g_new0 (Wanting, 1);
  wanting->question = (SgnReviewQuestion){ .path = g_strdup (sgn_ledger_get_path (priv->ledger)),
                                           .year = priv->year,
                                           .unit_id = unit_id,
                                           .text = g_strdup (text),
                                           .number = number };
  wanting->find = find;
  wanting->tab = g_object_ref (self);
  wanting->title = g_strdup (title);
  job = sgn_job_new (_ ("Reading the households …"), FALSE);
  sgn_job_run_async (job, find_in_thread, wanting, NULL, (GDestroyNotify)sgn_query_free, found_cb,
                     wanting);
}
