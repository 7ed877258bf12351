#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-change-item.h"

#include "base/sgn-date.h"

#include <glib/gi18n-lib.h>

struct _SgnChangeItem
{
  GObject parent_instance;

  SgnChange *change;
};

G_DEFINE_FINAL_TYPE (SgnChangeItem, sgn_change_item, G_TYPE_OBJECT)

static void
sgn_change_item_finalize (GObject *object)
{
  g_clear_pointer (&SGN_CHANGE_ITEM (object)->change, sgn_change_free);
  G_OBJECT_CLASS (sgn_change_item_parent_class)->finalize (object);
}

static void
sgn_change_item_class_init (SgnChangeItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_change_item_finalize;
}

static void
sgn_change_item_init (SgnChangeItem *self)
{
}

SgnChangeItem *
sgn_change_item_new (SgnChange *change)
{
  SgnChangeItem *self = g_object_new (SGN_TYPE_CHANGE_ITEM, NULL);

  self->change = change;
  return self;
}

const SgnChange *
sgn_change_item_get (SgnChangeItem *self)
{
  return self->change;
}

char *
sgn_change_item_describe_time (SgnChangeItem *self)
{
  return sgn_date_format_moment (self->change->at);
}

static void
add_count (GString *text, guint count, const char *format)
{
  if (count == 0)
    return;
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append_printf (text, "%u %s", count, format);
}

char *
sgn_change_item_describe_counts (SgnChangeItem *self)
{
  GString *text = g_string_new (NULL);

  add_count (text, self->change->inserted, _ ("added"));
  add_count (text, self->change->updated, _ ("edited"));
  add_count (text, self->change->deleted, _ ("removed"));
  return g_string_free (text, FALSE);
}

char *
sgn_change_item_describe_state (SgnChangeItem *self)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, self->change->undoes);

  if (self->change->undoes != 0)
    return g_strdup_printf (_ ("takes back no. %s"), number);
  return g_strdup (self->change->live ? "" : _ ("taken back"));
}
