#define G_LOG_DOMAIN "sgn-sheet"

#include "config.h"

#include "sheet/sgn-sheet-writer.h"

#include "base/sgn-id.h"
#include "sheet/sgn-sheet-private.h"

static const char *
get_kind_name (SgnColumnKind kind)
{
  static const char *const names[]
      = { "text", "integer", "year", "decimal", "money", "percent", "date" };

  return names[kind];
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_parameters (SgnSheet *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "parameters");
  json_builder_begin_object (builder);
  for (guint i = 0; i < sgn_sheet_n_parameters (self); i++)
    {
      const char *value;
      const char *name = sgn_sheet_get_parameter (self, i, &value);

      add_text (builder, name, value);
    }
  json_builder_end_object (builder);
}

static void
add_columns (SgnSheet *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sgn_sheet_n_columns (self); i++)
    {
      const SgnSheetColumn *column = sgn_sheet_get_column (self, i);

      json_builder_begin_object (builder);
      add_text (builder, "key", column->key);
      json_builder_set_member_name (builder, "heading");
      json_builder_begin_array (builder);
      for (guint level = 0; column->heading[level] != NULL; level++)
        json_builder_add_string_value (builder, column->heading[level]);
      json_builder_end_array (builder);
      add_text (builder, "kind", get_kind_name (column->kind));
      if (column->code != NULL)
        add_text (builder, "code", column->code);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_value (JsonBuilder *builder, SgnColumnKind kind, const SgnSheetCell *cell)
{
  json_builder_set_member_name (builder, "value");
  switch (kind)
    {
    case SGN_COLUMN_INTEGER:
    case SGN_COLUMN_YEAR:
    case SGN_COLUMN_MONEY:
      json_builder_add_int_value (builder, cell->integer);
      break;
    case SGN_COLUMN_DECIMAL:
    case SGN_COLUMN_PERCENT:
      json_builder_add_double_value (builder, cell->real);
      break;
    case SGN_COLUMN_TEXT:
    case SGN_COLUMN_DATE:
    default:
      json_builder_add_string_value (builder, cell->text);
      break;
    }
}

static void
add_records (JsonBuilder *builder, const SgnSheetCell *cell)
{
  if (cell->records == NULL)
    return;
  json_builder_set_member_name (builder, "records");
  json_builder_begin_object (builder);
  add_text (builder, "type", cell->record_type);
  json_builder_set_member_name (builder, "ids");
  json_builder_begin_array (builder);
  for (guint i = 0; i < cell->records->len; i++)
    {
      g_autofree char *id = sgn_id_format (g_array_index (cell->records, gint64, i));

      json_builder_add_string_value (builder, id);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static gboolean
add_row (SgnSheet *self, guint index, const SgnSheetRow *row, gboolean streamed, gpointer user_data,
         GError **error)
{
  JsonBuilder *builder = user_data;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "level");
  json_builder_add_int_value (builder, row->level);
  add_text (builder, "key", row->key);
  json_builder_set_member_name (builder, "cells");
  json_builder_begin_object (builder);
  for (guint i = 0; i < sgn_sheet_n_columns (self); i++)
    {
      const SgnSheetColumn *column = sgn_sheet_get_column (self, i);
      const SgnSheetCell *cell = &row->cells[i];
      g_autofree char *text = NULL;

      if (sgn_sheet_cell_is_empty (column->kind, cell))
        continue;
      text = sgn_sheet_format_cell (self, i, cell, streamed);
      json_builder_set_member_name (builder, column->key);
      json_builder_begin_object (builder);
      add_value (builder, column->kind, cell);
      add_text (builder, "text", text);
      add_records (builder, cell);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return TRUE;
}

JsonNode *
sgn_sheet_build_json (SgnSheet *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "id", sgn_sheet_get_id (self));
  add_text (builder, "title", sgn_sheet_get_title (self));
  add_parameters (self, builder);
  add_text (builder, "money", sgn_money_unit_code (sgn_sheet_get_money_unit (self)));
  add_columns (self, builder);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  if (!sgn_sheet_foreach_row (self, add_row, builder, cancellable, error))
    return NULL;
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sgn_sheet_n_notes (self); i++)
    json_builder_add_string_value (builder, sgn_sheet_get_note (self, i));
  json_builder_end_array (builder);
  add_text (builder, "code", sgn_sheet_get_text (self, "code"));
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

JsonNode *
sgn_sheet_to_json (SgnSheet *sheet)
{
  return sgn_sheet_build_json (sheet, NULL, NULL);
}
