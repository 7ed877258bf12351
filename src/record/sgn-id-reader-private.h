#pragma once

#include "record/sgn-query.h"

G_BEGIN_DECLS

/* Runs queries one after another in a thread of its own, on a read-only connection of its own; a
 * new question stops the one before it. Answers come on the main context of whoever made it. */
typedef struct _SgnIdReader SgnIdReader;

/**
 * SgnIdReaderFunc:
 * @number: of the question
 * @ids: (nullable) (element-type gint64): the answer; NULL with @error set
 * @elapsed: microseconds from the question to the answer; not until somebody had time to hear it
 *
 * Not called for questions that were stopped.
 */
typedef void (*SgnIdReaderFunc) (guint64 number, GArray *ids, gint64 elapsed, const GError *error, gpointer user_data);

SgnIdReader *sgn_id_reader_new (const char *path, SgnIdReaderFunc func, gpointer user_data);
/** sgn_id_reader_free: stops, and waits until the file is let go; no answer comes any more */
void sgn_id_reader_free (SgnIdReader *self);
/** sgn_id_reader_ask: Returns: the number of the question, greater than any before */
guint64 sgn_id_reader_ask (SgnIdReader *self, const SgnQuery *query);

G_END_DECLS
