#define G_LOG_DOMAIN "sgn-record"

#include "config.h"

#include "record/sgn-query-private.h"

#include "base/sgn-text.h"

static void
clear_condition (gpointer data)
{
  sgn_value_clear (&((SgnCondition *)data)->value);
}

static GArray *
new_conditions (void)
{
  GArray *conditions = g_array_new (FALSE, FALSE, sizeof (SgnCondition));

  g_array_set_clear_func (conditions, clear_condition);
  return conditions;
}

static void
clear_any (gpointer data)
{
  g_ptr_array_unref (((SgnAny *)data)->fields);
}

static GArray *
new_anys (void)
{
  GArray *anys = g_array_new (FALSE, FALSE, sizeof (SgnAny));

  g_array_set_clear_func (anys, clear_any);
  return anys;
}

static void
clear_has (gpointer data)
{
  sgn_query_free (((SgnHas *)data)->records);
}

static GArray *
new_has (void)
{
  GArray *has = g_array_new (FALSE, FALSE, sizeof (SgnHas));

  g_array_set_clear_func (has, clear_has);
  return has;
}

SgnQuery *
sgn_query_new (const SgnRecordType *type)
{
  SgnQuery *self = g_new0 (SgnQuery, 1);

  self->type = type;
  self->conditions = new_conditions ();
  self->anys = new_anys ();
  self->unders = g_array_new (FALSE, FALSE, sizeof (SgnUnder));
  self->has = new_has ();
  self->sort = g_array_new (FALSE, FALSE, sizeof (SgnSortKey));
  if (!sgn_query_set_sort (self, NULL))
    g_critical ("the sort of %s names a field it does not have", type->name);
  return self;
}

SgnQuery *
sgn_query_copy (const SgnQuery *self)
{
  SgnQuery *copy = g_new0 (SgnQuery, 1);

  copy->type = self->type;
  copy->conditions = new_conditions ();
  for (guint i = 0; i < self->conditions->len; i++)
    {
      SgnCondition condition = g_array_index (self->conditions, SgnCondition, i);

      condition.value = sgn_value_copy (&condition.value);
      g_array_append_val (copy->conditions, condition);
    }
  copy->anys = new_anys ();
  for (guint i = 0; i < self->anys->len; i++)
    {
      SgnAny any = g_array_index (self->anys, SgnAny, i);

      g_ptr_array_ref (any.fields);
      g_array_append_val (copy->anys, any);
    }
  copy->unders = g_array_copy (self->unders);
  copy->has = new_has ();
  for (guint i = 0; i < self->has->len; i++)
    {
      SgnHas has = g_array_index (self->has, SgnHas, i);

      has.records = sgn_query_copy (has.records);
      g_array_append_val (copy->has, has);
    }
  copy->sort = g_array_copy (self->sort);
  copy->moment = self->moment;
  copy->ids = g_strdup (self->ids);
  copy->find = g_strdup (self->find);
  copy->limit = self->limit;
  return copy;
}

void
sgn_query_free (SgnQuery *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->conditions);
  g_array_unref (self->anys);
  g_array_unref (self->unders);
  g_array_unref (self->has);
  g_array_unref (self->sort);
  g_free (self->ids);
  g_free (self->find);
  g_free (self);
}

static gboolean
has_equal_conditions (const SgnQuery *a, const SgnQuery *b)
{
  if (a->conditions->len != b->conditions->len || a->unders->len != b->unders->len)
    return FALSE;
  for (guint i = 0; i < a->conditions->len; i++)
    {
      const SgnCondition *of_a = &g_array_index (a->conditions, SgnCondition, i);
      const SgnCondition *of_b = &g_array_index (b->conditions, SgnCondition, i);

      if (of_a->field != of_b->field || of_a->op != of_b->op
          || !sgn_value_equal (&of_a->value, &of_b->value))
        return FALSE;
    }
  for (guint i = 0; i < a->unders->len; i++)
    if (g_array_index (a->unders, SgnUnder, i).field != g_array_index (b->unders, SgnUnder, i).field
        || g_array_index (a->unders, SgnUnder, i).id != g_array_index (b->unders, SgnUnder, i).id)
      return FALSE;
  return TRUE;
}

static gboolean
has_equal_anys (const SgnQuery *a, const SgnQuery *b)
{
  if (a->anys->len != b->anys->len)
    return FALSE;
  for (guint i = 0; i < a->anys->len; i++)
    {
      const SgnAny *of_a = &g_array_index (a->anys, SgnAny, i);
      const SgnAny *of_b = &g_array_index (b->anys, SgnAny, i);

      if (of_a->value != of_b->value || of_a->fields->len != of_b->fields->len)
        return FALSE;
      for (guint j = 0; j < of_a->fields->len; j++)
        if (of_a->fields->pdata[j] != of_b->fields->pdata[j])
          return FALSE;
    }
  return TRUE;
}

static gboolean
has_equal_has (const SgnQuery *a, const SgnQuery *b)
{
  if (a->has->len != b->has->len)
    return FALSE;
  for (guint i = 0; i < a->has->len; i++)
    {
      const SgnHas *of_a = &g_array_index (a->has, SgnHas, i);
      const SgnHas *of_b = &g_array_index (b->has, SgnHas, i);

      if (of_a->field != of_b->field || of_a->none != of_b->none
          || !sgn_query_is_equal (of_a->records, of_b->records))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_equal_sort (const SgnQuery *a, const SgnQuery *b)
{
  if (a->sort->len != b->sort->len)
    return FALSE;
  for (guint i = 0; i < a->sort->len; i++)
    {
      const SgnSortKey *of_a = &g_array_index (a->sort, SgnSortKey, i);
      const SgnSortKey *of_b = &g_array_index (b->sort, SgnSortKey, i);

      if (of_a->field != of_b->field || of_a->descending != of_b->descending)
        return FALSE;
    }
  return TRUE;
}

gboolean
sgn_query_is_equal (const SgnQuery *a, const SgnQuery *b)
{
  return a->type == b->type && sgn_moment_is_equal (&a->moment, &b->moment)
         && g_strcmp0 (a->ids, b->ids) == 0 && has_equal_conditions (a, b) && has_equal_anys (a, b)
         && has_equal_has (a, b) && has_equal_sort (a, b);
}

const SgnRecordType *
sgn_query_get_record_type (const SgnQuery *self)
{
  return self->type;
}

void
sgn_query_where (SgnQuery *self, const char *field, SgnQueryOp op, const SgnValue *value)
{
  SgnCondition condition = { .field = sgn_record_type_any_field (self->type, field), .op = op };

  g_return_if_fail (condition.field != NULL);

  condition.value = sgn_value_copy (value);
  g_array_append_val (self->conditions, condition);
}

void
sgn_query_where_int (SgnQuery *self, const char *field, gint64 integer)
{
  SgnValue value = sgn_value_int (integer);

  sgn_query_where (self, field, SGN_QUERY_EQUAL, &value);
}

void
sgn_query_where_text (SgnQuery *self, const char *field, const char *text)
{
  g_auto (SgnValue) value = sgn_value_text (text);

  sgn_query_where (self, field, SGN_QUERY_EQUAL, &value);
}

void
sgn_query_where_any_int (SgnQuery *self, const char *const *fields, gint64 value)
{
  SgnAny any = { .fields = g_ptr_array_new (), .value = value };

  for (guint i = 0; fields[i] != NULL; i++)
    {
      const SgnField *field = sgn_record_type_any_field (self->type, fields[i]);

      if (field != NULL)
        g_ptr_array_add (any.fields, (gpointer)field);
      else
        g_critical ("%s has no field %s", self->type->name, fields[i]);
    }
  g_array_append_val (self->anys, any);
}

const SgnField *
sgn_query_parent (const SgnRecordType *type)
{
  const SgnField *parent = sgn_record_type_field (type, "parent-id");

  return parent != NULL && parent->reference == type ? parent : NULL;
}

void
sgn_query_where_under (SgnQuery *self, const char *field, gint64 id)
{
  SgnUnder under = { sgn_record_type_any_field (self->type, field), id };

  g_return_if_fail (under.field != NULL && under.field->kind == SGN_FIELD_REFERENCE);
  g_return_if_fail (sgn_query_parent (under.field->reference) != NULL);

  g_array_append_val (self->unders, under);
}

static void
add_has (SgnQuery *self, const char *field, const SgnQuery *records, gboolean none)
{
  SgnHas has = { .field = sgn_record_type_field (records->type, field), .none = none };

  g_return_if_fail (has.field != NULL && has.field->reference == self->type);

  has.records = sgn_query_copy (records);
  g_array_append_val (self->has, has);
}

void
sgn_query_where_has (SgnQuery *self, const char *field, const SgnQuery *records)
{
  add_has (self, field, records, FALSE);
}

void
sgn_query_where_has_none (SgnQuery *self, const char *field, const SgnQuery *records)
{
  add_has (self, field, records, TRUE);
}

void
sgn_query_set_year (SgnQuery *self, int year)
{
  self->moment.year = year;
}

void
sgn_query_set_day (SgnQuery *self, SgnDate day)
{
  self->moment.day = day;
}

void
sgn_query_where_ids (SgnQuery *self, const gint64 *ids, gsize n)
{
  GString *json = g_string_new ("[");

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", ids[i]);
  g_string_append_c (json, ']');
  g_free (self->ids);
  self->ids = g_string_free (json, FALSE);
}

void
sgn_query_find (SgnQuery *self, const char *text)
{
  g_free (self->find);
  self->find = text != NULL ? sgn_text_nfc (text) : NULL;
}

gboolean
sgn_query_set_sort (SgnQuery *self, const char *sort)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (SgnSortKey));
  g_auto (GStrv) names = NULL;

  if (sort == NULL)
    sort = self->type->default_sort != NULL ? self->type->default_sort : "";
  names = g_strsplit (sort, ",", -1);
  for (char **name = names; *name != NULL; name++)
    {
      SgnSortKey key = { .descending = **name == '-' };

      if (**name == '\0')
        continue;
      key.field = sgn_record_type_any_field (self->type, *name + (key.descending ? 1 : 0));
      if (key.field == NULL)
        return FALSE;
      g_array_append_val (keys, key);
    }
  g_array_unref (self->sort);
  self->sort = g_steal_pointer (&keys);
  return TRUE;
}

void
sgn_query_set_limit (SgnQuery *self, guint limit)
{
  self->limit = limit;
}
