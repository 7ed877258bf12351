#define G_LOG_DOMAIN "sgn-record"

#include "config.h"

#include "record/sgn-id-reader-private.h"

#include "record/sgn-id-cache-private.h"

/* What the reader's owner and the thread share. */
typedef struct
{
  char *path;
  GMainContext *context; /* of the owner */
  GAsyncQueue *questions;
  SgnIdReaderFunc func; /* used in the owner's context alone; NULL once the owner is gone */
  gpointer user_data;
} Shared;

struct _SgnIdReader
{
  Shared *shared;
  GThread *thread;
  guint64 number;
  GCancellable *cancellable; /* of the newest question */
};

/* A question on its way to the thread, and back as an answer. */
typedef struct
{
  Shared *shared;
  guint64 number;
  SgnQuery *query; /* NULL: the thread is to end */
  GCancellable *cancellable;
  gint64 asked_at, answered_at; /* monotonic */
  GArray *ids;
  GError *error;
} Question;

static void
clear_shared (gpointer data)
{
  Shared *shared = data;

  g_free (shared->path);
  g_main_context_unref (shared->context);
  g_async_queue_unref (shared->questions);
}

static void
free_question (gpointer data)
{
  Question *question = data;

  g_atomic_rc_box_release_full (question->shared, clear_shared);
  g_clear_pointer (&question->query, sgn_query_free);
  g_clear_object (&question->cancellable);
  g_clear_pointer (&question->ids, g_array_unref);
  g_clear_error (&question->error);
  g_free (question);
}

static gboolean
answer_cb (gpointer data)
{
  Question *question = data;
  Shared *shared = question->shared;

  if (shared->func != NULL && !g_cancellable_is_cancelled (question->cancellable))
    shared->func (question->number, question->ids, question->answered_at - question->asked_at,
                  question->error, shared->user_data);
  return G_SOURCE_REMOVE;
}

static void
send_answer (Question *question)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  question->answered_at = g_get_monotonic_time ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, answer_cb, question, free_question);
  g_source_attach (source, question->shared->context);
}

static void
read_ids (SgnConnection **connection, SgnIdCache *cache, Question *question)
{
  if (*connection == NULL)
    *connection = sgn_connection_open_readonly (question->shared->path, &question->error);
  if (*connection != NULL)
    question->ids = sgn_id_cache_run (cache, question->query, *connection, question->cancellable,
                                      &question->error);
}

static gpointer
run_thread (gpointer data)
{
  GAsyncQueue *questions = data;
  g_autoptr (SgnConnection) connection = NULL;
  SgnIdCache cache = { NULL };

  for (;;)
    {
      Question *question = g_async_queue_pop (questions);

      if (question->query == NULL)
        {
          free_question (question);
          break;
        }
      read_ids (&connection, &cache, question);
      send_answer (question);
    }
  sgn_id_cache_clear (&cache);
  g_async_queue_unref (questions);
  return NULL;
}

SgnIdReader *
sgn_id_reader_new (const char *path, SgnIdReaderFunc func, gpointer user_data)
{
  SgnIdReader *self = g_new0 (SgnIdReader, 1);

  self->shared = g_atomic_rc_box_new0 (Shared);
  self->shared->path = g_strdup (path);
  self->shared->context = g_main_context_ref_thread_default ();
  self->shared->questions = g_async_queue_new ();
  self->shared->func = func;
  self->shared->user_data = user_data;
  self->thread = g_thread_new ("sgn-list", run_thread, g_async_queue_ref (self->shared->questions));
  return self;
}

static void
send_question (SgnIdReader *self, SgnQuery *query)
{
  Question *question = g_new0 (Question, 1);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  question->shared = g_atomic_rc_box_acquire (self->shared);
  question->asked_at = g_get_monotonic_time ();
  question->number = ++self->number;
  question->query = query;
  question->cancellable = g_object_ref (self->cancellable);
  g_async_queue_push (self->shared->questions, question);
}

guint64
sgn_id_reader_ask (SgnIdReader *self, const SgnQuery *query)
{
  send_question (self, sgn_query_copy (query));
  return self->number;
}

void
sgn_id_reader_free (SgnIdReader *self)
{
  self->shared->func = NULL;
  send_question (self, NULL);
  g_thread_join (self->thread);
  g_object_unref (self->cancellable);
  g_atomic_rc_box_release_full (self->shared, clear_shared);
  g_free (self);
}
