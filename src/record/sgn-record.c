#define G_LOG_DOMAIN "sgn-record"

#include "config.h"

#include "record/sgn-record-private.h"

#include "base/sgn-text.h"

G_DEFINE_FINAL_TYPE (SgnRecord, sgn_record, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
sgn_record_finalize (GObject *object)
{
  SgnRecord *self = SGN_RECORD (object);

  for (guint i = 0; i < self->type->n_fields; i++)
    {
      sgn_value_clear (&self->values[i]);
      sgn_value_clear (&self->stored[i]);
    }
  g_free (self->values);
  g_free (self->stored);

  G_OBJECT_CLASS (sgn_record_parent_class)->finalize (object);
}

static void
sgn_record_class_init (SgnRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_record_finalize;

  signals[CHANGED] = g_signal_new ("changed", SGN_TYPE_RECORD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sgn_record_init (SgnRecord *self)
{
}

SgnRecord *
sgn_record_new (const SgnRecordType *type)
{
  SgnRecord *self = g_object_new (SGN_TYPE_RECORD, NULL);

  self->type = type;
  self->values = g_new0 (SgnValue, type->n_fields);
  self->stored = g_new0 (SgnValue, type->n_fields);
  return self;
}

const SgnRecordType *
sgn_record_get_record_type (SgnRecord *self)
{
  g_return_val_if_fail (SGN_IS_RECORD (self), NULL);

  return self->type;
}

gint64
sgn_record_get_id (SgnRecord *self)
{
  g_return_val_if_fail (SGN_IS_RECORD (self), 0);

  return self->id;
}

const SgnValue *
sgn_record_get (SgnRecord *self, const char *field)
{
  int index;

  g_return_val_if_fail (SGN_IS_RECORD (self), NULL);
  index = sgn_record_type_field_index (self->type, field);
  g_return_val_if_fail (index >= 0, NULL);

  return &self->values[index];
}

gint64
sgn_record_get_int (SgnRecord *self, const char *field)
{
  return sgn_record_get (self, field)->integer;
}

double
sgn_record_get_real (SgnRecord *self, const char *field)
{
  return sgn_record_get (self, field)->real;
}

const char *
sgn_record_get_text (SgnRecord *self, const char *field)
{
  return sgn_record_get (self, field)->text;
}

gboolean
sgn_record_is_null (SgnRecord *self, const char *field)
{
  return sgn_record_get (self, field)->kind == SGN_VALUE_NULL;
}

void
sgn_record_take (SgnRecord *self, guint index, SgnValue *value)
{
  if (sgn_value_equal (&self->values[index], value))
    {
      sgn_value_clear (value);
      return;
    }
  sgn_value_clear (&self->values[index]);
  self->values[index] = *value;
  *value = (SgnValue)SGN_VALUE_INIT;
  g_signal_emit (self, signals[CHANGED], 0, self->type->fields[index].name);
}

/* The door for every value: NFC, blank text is nothing, a whole number will do for a decimal. */
static SgnValue
make_proper (const SgnField *field, const SgnValue *value)
{
  if (value->kind == SGN_VALUE_TEXT)
    {
      g_autofree char *text = sgn_text_nfc (value->text);

      return sgn_value_text (*text != '\0' ? text : NULL);
    }
  if (value->kind == SGN_VALUE_INT && field->kind == SGN_FIELD_DECIMAL)
    return sgn_value_real ((double)value->integer);
  return sgn_value_copy (value);
}

void
sgn_record_set (SgnRecord *self, const char *field, const SgnValue *value)
{
  g_auto (SgnValue) proper = SGN_VALUE_INIT;
  int index;

  g_return_if_fail (SGN_IS_RECORD (self));
  index = sgn_record_type_field_index (self->type, field);
  g_return_if_fail (index >= 0);

  proper = make_proper (&self->type->fields[index], value);
  sgn_record_take (self, (guint)index, &proper);
}

void
sgn_record_set_int (SgnRecord *self, const char *field, gint64 integer)
{
  SgnValue value = sgn_value_int (integer);

  sgn_record_set (self, field, &value);
}

void
sgn_record_set_real (SgnRecord *self, const char *field, double real)
{
  SgnValue value = sgn_value_real (real);

  sgn_record_set (self, field, &value);
}

void
sgn_record_set_text (SgnRecord *self, const char *field, const char *text)
{
  g_auto (SgnValue) value = sgn_value_text (text);

  sgn_record_set (self, field, &value);
}

void
sgn_record_set_null (SgnRecord *self, const char *field)
{
  SgnValue value = SGN_VALUE_INIT;

  sgn_record_set (self, field, &value);
}

void
sgn_record_assign (SgnRecord *self, SgnRecord *other)
{
  g_return_if_fail (SGN_IS_RECORD (self) && SGN_IS_RECORD (other) && self->type == other->type);

  for (guint i = 0; i < self->type->n_fields; i++)
    sgn_record_set (self, self->type->fields[i].name, &other->values[i]);
}

gboolean
sgn_record_is_changed (SgnRecord *self)
{
  g_return_val_if_fail (SGN_IS_RECORD (self), FALSE);

  for (guint i = 0; i < self->type->n_fields; i++)
    if (!sgn_value_equal (&self->values[i], &self->stored[i]))
      return TRUE;
  return FALSE;
}
