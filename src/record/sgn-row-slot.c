#define G_LOG_DOMAIN "sgn-record"

#include "config.h"

#include "record/sgn-row-slot-private.h"

#include "base/sgn-id.h"
#include "record/sgn-field-private.h"
#include "record/sgn-sql-private.h"

struct _SgnRowSlot
{
  GObject parent_instance;

  SgnRowSource *source; /* shared */
  guint position;
  GFunc gone; /* NULL once the list is gone */
  gpointer gone_data;

  gint64 id;        /* 0: nothing stands there */
  guint version;    /* of the source, when it was filled */
  SgnValue *values; /* owned, one a field */
  char **titles;    /* owned, one a field: of references; elements may be NULL */
  char **texts;     /* owned, one a field: made when first asked for */
};

G_DEFINE_FINAL_TYPE (SgnRowSlot, sgn_row_slot, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The source */

static gboolean
is_wanted (const SgnRowSource *source, guint index)
{
  return index < source->type->n_fields || source->wanted[index - source->type->n_fields];
}

/* Derived fields are worked out for rows where they are seen: a list knows many, and shows few. */
static char *
make_fill_sql (const SgnRowSource *source)
{
  const SgnRecordType *type = source->type;
  GString *sql = g_string_new ("SELECT r.id");

  for (guint i = 0; i < sgn_record_type_n_shown (type); i++)
    if (is_wanted (source, i))
      {
        const SgnField *field = sgn_record_type_nth_shown (type, i);

        g_string_append (sql, ", ");
        sgn_sql_append_value (sql, type, "r", field);
        if (field->kind != SGN_FIELD_REFERENCE)
          continue;
        g_string_append (sql, ", ");
        sgn_sql_append_title_of (sql, type, "r", field);
      }
  g_string_append (sql, " FROM ");
  sgn_sql_append_name (sql, type->table);
  g_string_append (sql, " AS r WHERE r.id = :id");
  return g_string_free (sql, FALSE);
}

static void
want (SgnRowSource *source, guint index)
{
  if (is_wanted (source, index))
    return;
  source->wanted[index - source->type->n_fields] = TRUE;
  source->version++;
  g_free (source->sql);
  source->sql = make_fill_sql (source);
}

SgnRowSource *
sgn_row_source_new (const SgnRecordType *type, SgnConnection *connection)
{
  SgnRowSource *source = g_rc_box_new0 (SgnRowSource);

  source->type = type;
  source->connection = g_object_ref (connection);
  source->codes = sgn_code_names_new (connection);
  source->wanted = g_new0 (gboolean, type->n_derived);
  source->sql = make_fill_sql (source);
  return source;
}

static void
clear_source (gpointer data)
{
  SgnRowSource *source = data;

  g_clear_pointer (&source->codes, sgn_code_names_free);
  g_clear_object (&source->connection);
  g_free (source->wanted);
  g_free (source->sql);
}

void
sgn_row_source_close (SgnRowSource *source)
{
  g_clear_pointer (&source->codes, sgn_code_names_free);
  g_clear_object (&source->connection);
  g_rc_box_release_full (source, clear_source);
}

/* The slot */

static void
drop_texts (SgnRowSlot *self)
{
  for (guint i = 0; i < sgn_record_type_n_shown (self->source->type); i++)
    g_clear_pointer (&self->texts[i], g_free);
}

static void
sgn_row_slot_finalize (GObject *object)
{
  SgnRowSlot *self = SGN_ROW_SLOT (object);

  if (self->gone != NULL)
    self->gone (self, self->gone_data);
  drop_texts (self);
  for (guint i = 0; i < sgn_record_type_n_shown (self->source->type); i++)
    {
      sgn_value_clear (&self->values[i]);
      g_free (self->titles[i]);
    }
  g_free (self->values);
  g_free (self->titles);
  g_free (self->texts);
  g_rc_box_release_full (self->source, clear_source);

  G_OBJECT_CLASS (sgn_row_slot_parent_class)->finalize (object);
}

static void
sgn_row_slot_class_init (SgnRowSlotClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_row_slot_finalize;

  signals[CHANGED] = g_signal_new ("changed", SGN_TYPE_ROW_SLOT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
sgn_row_slot_init (SgnRowSlot *self)
{
}

SgnRowSlot *
sgn_row_slot_new (SgnRowSource *source, guint position, GFunc gone, gpointer user_data)
{
  SgnRowSlot *self = g_object_new (SGN_TYPE_ROW_SLOT, NULL);
  guint n_shown;

  self->source = g_rc_box_acquire (source);
  self->position = position;
  self->gone = gone;
  self->gone_data = user_data;
  n_shown = sgn_record_type_n_shown (source->type);
  self->values = g_new0 (SgnValue, n_shown);
  self->titles = g_new0 (char *, n_shown);
  self->texts = g_new0 (char *, n_shown);
  return self;
}

void
sgn_row_slot_forget_list (SgnRowSlot *self)
{
  self->gone = NULL;
}

guint
sgn_row_slot_get_position (SgnRowSlot *self)
{
  return self->position;
}

static gboolean
put_value (SgnRowSlot *self, guint index, SgnStatement *statement, guint column)
{
  g_auto (SgnValue) value = SGN_VALUE_INIT;

  if (statement != NULL)
    value = sgn_sql_read (statement, column, sgn_record_type_nth_shown (self->source->type, index));
  if (sgn_value_equal (&self->values[index], &value))
    return FALSE;
  sgn_value_clear (&self->values[index]);
  self->values[index] = value;
  value = (SgnValue)SGN_VALUE_INIT;
  return TRUE;
}

static gboolean
put_title (SgnRowSlot *self, guint index, SgnStatement *statement, guint column)
{
  const char *title = statement != NULL ? sgn_statement_text (statement, column) : NULL;

  if (g_strcmp0 (self->titles[index], title) == 0)
    return FALSE;
  g_free (self->titles[index]);
  self->titles[index] = g_strdup (title);
  return TRUE;
}

/* @statement: (nullable): at the record's row; NULL: there is no such record. */
static gboolean
put_row (SgnRowSlot *self, SgnStatement *statement)
{
  const SgnRecordType *type = self->source->type;
  guint column = 1;
  gboolean changed = FALSE;

  for (guint i = 0; i < sgn_record_type_n_shown (type); i++)
    if (is_wanted (self->source, i))
      {
        changed |= put_value (self, i, statement, column++);
        if (sgn_record_type_nth_shown (type, i)->kind == SGN_FIELD_REFERENCE)
          changed |= put_title (self, i, statement, column++);
      }
  self->version = self->source->version;
  return changed;
}

/* Returns: (nullable): the statement at the record's row */
static SgnStatement *
read_row (SgnRowSlot *self, gint64 id)
{
  g_autoptr (SgnStatement) statement = NULL;
  g_autoptr (GError) error = NULL;

  if (id == 0 || self->source->connection == NULL)
    return NULL;
  statement = sgn_connection_prepare (self->source->connection, self->source->sql, &error);
  if (statement != NULL)
    {
      sgn_statement_bind_int (statement, ":id", id);
      sgn_sql_bind_moment (statement, &self->source->moment);
      if (sgn_statement_step (statement, &error) == SGN_ROW)
        return g_steal_pointer (&statement);
    }
  /* An empty row is all a cell can say of it; the list says "failed" for the query. */
  if (error != NULL)
    g_debug ("no row %" G_GINT64_FORMAT ": %s", id, error->message);
  return NULL;
}

void
sgn_row_slot_fill (SgnRowSlot *self, gint64 id)
{
  g_autoptr (SgnStatement) statement = read_row (self, id);
  gboolean changed = self->id != id;

  self->id = id;
  changed |= put_row (self, statement);
  if (!changed)
    return;
  drop_texts (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
sgn_row_slot_show_anew (SgnRowSlot *self)
{
  drop_texts (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

gint64
sgn_row_slot_get_id (SgnRowSlot *self)
{
  g_return_val_if_fail (SGN_IS_ROW_SLOT (self), 0);

  return self->id;
}

/* What is asked for the first time is not there yet: that is no change of the row. */
static void
complete (SgnRowSlot *self, guint index)
{
  g_autoptr (SgnStatement) statement = NULL;

  want (self->source, index);
  if (self->version == self->source->version || index < self->source->type->n_fields)
    return;
  statement = read_row (self, self->id);
  put_row (self, statement);
}

const SgnValue *
sgn_row_slot_get_value (SgnRowSlot *self, const char *field)
{
  int index;

  g_return_val_if_fail (SGN_IS_ROW_SLOT (self), NULL);
  index = sgn_record_type_shown_index (self->source->type, field);
  g_return_val_if_fail (index >= 0, NULL);

  complete (self, (guint)index);
  return &self->values[index];
}

static char *
make_text (SgnRowSlot *self, guint index)
{
  const SgnField *field = sgn_record_type_nth_shown (self->source->type, index);
  const SgnValue *value = &self->values[index];

  if (value->kind != SGN_VALUE_NULL && self->titles[index] != NULL)
    return g_strdup (self->titles[index]);
  if (value->kind != SGN_VALUE_NULL && field->kind == SGN_FIELD_CODE && self->source->codes != NULL)
    return g_strdup (sgn_code_names_get (self->source->codes, field->code_list, value->text));
  return sgn_field_format_plain (field, value, self->source->money_unit);
}

const char *
sgn_row_slot_get_text (SgnRowSlot *self, const char *field)
{
  int index;

  g_return_val_if_fail (SGN_IS_ROW_SLOT (self), "");
  index = sgn_record_type_shown_index (self->source->type, field);
  if (index < 0)
    return "";
  complete (self, (guint)index);
  if (self->texts[index] == NULL)
    self->texts[index] = make_text (self, (guint)index);
  return self->texts[index];
}
