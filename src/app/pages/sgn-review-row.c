#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-review-row.h"

#include "base/sgn-text.h"

G_DEFINE_FINAL_TYPE (SgnReviewRow, sgn_review_row, G_TYPE_OBJECT)

static void
sgn_review_row_finalize (GObject *object)
{
  SgnReviewRow *self = SGN_REVIEW_ROW (object);

  for (guint i = 0; i < SGN_REVIEW_MAX_TEXTS; i++)
    {
      g_free (self->texts[i]);
      g_free (self->keys[i]);
    }
  g_clear_object (&self->parts);

  G_OBJECT_CLASS (sgn_review_row_parent_class)->finalize (object);
}

static void
sgn_review_row_class_init (SgnReviewRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_review_row_finalize;
}

static void
sgn_review_row_init (SgnReviewRow *self)
{
}

SgnReviewRow *
sgn_review_row_new (gint64 id, const char *name)
{
  SgnReviewRow *self = g_object_new (SGN_TYPE_REVIEW_ROW, NULL);

  self->id = id;
  self->texts[0] = g_strdup (name);
  return self;
}

const char *
sgn_review_row_get_key (SgnReviewRow *self, guint text, gboolean person)
{
  const char *value = self->texts[text] != NULL ? self->texts[text] : "";

  if (self->keys[text] == NULL)
    self->keys[text] = person ? sgn_name_sort_key (value) : sgn_text_sort_key (value);
  return self->keys[text];
}

void
sgn_review_row_add_part (SgnReviewRow *self, SgnReviewRow *part)
{
  if (self->parts == NULL)
    self->parts = g_list_store_new (SGN_TYPE_REVIEW_ROW);
  g_list_store_append (self->parts, part);
}
