#define G_LOG_DOMAIN "sgn-appendix"

#include "config.h"

#include "appendix/sgn-appendix-private.h"

static void
free_node (gpointer data)
{
  SgnTemplateNode *node = data;

  g_ptr_array_unref (node->children);
  g_free (node->sql.sql);
  g_free (node->key);
  g_free (node->heading);
  g_free (node->code);
  g_strfreev (node->refs);
  g_free (node);
}

SgnTemplateNode *
sgn_template_node_new (SgnTemplateNodeKind kind, int line)
{
  SgnTemplateNode *node = g_new0 (SgnTemplateNode, 1);

  node->node_kind = kind;
  node->line = line;
  node->children = g_ptr_array_new_with_free_func (free_node);
  return node;
}

static void
free_part (gpointer data)
{
  SgnTemplatePart *part = data;

  g_free (part->key);
  g_free (part->name);
  g_free (part);
}

static void
free_figures (gpointer data)
{
  SgnTemplateFigures *figures = data;

  g_free (figures->sql.sql);
  g_free (figures->record_type);
  g_free (figures);
}

static void
free_note (gpointer data)
{
  SgnTemplateNote *note = data;

  g_free (note->text);
  g_free (note->sql.sql);
  g_strfreev (note->money);
  g_free (note);
}

static void
free_chart (gpointer data)
{
  SgnTemplateChart *chart = data;

  g_free (chart->title);
  g_free (chart->category);
  g_strfreev (chart->series);
  g_free (chart);
}

SgnAppendix *
sgn_appendix_new (void)
{
  SgnAppendix *self = g_new0 (SgnAppendix, 1);

  g_atomic_ref_count_init (&self->references);
  self->landscape = TRUE;
  self->parameters = g_ptr_array_new_with_free_func (g_free);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->columns = g_ptr_array_new_with_free_func (free_node);
  self->parts = g_ptr_array_new_with_free_func (free_part);
  self->figures = g_ptr_array_new_with_free_func (free_figures);
  self->notes = g_ptr_array_new_with_free_func (free_note);
  self->charts = g_ptr_array_new_with_free_func (free_chart);
  return self;
}

SgnAppendix *
sgn_appendix_ref (SgnAppendix *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
sgn_appendix_unref (SgnAppendix *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->id);
  g_free (self->title);
  g_free (self->source);
  g_ptr_array_unref (self->parameters);
  g_hash_table_unref (self->texts);
  g_free (self->texts_sql.sql);
  g_ptr_array_unref (self->columns);
  g_free (self->rows.sql);
  g_ptr_array_unref (self->parts);
  g_free (self->part_column);
  g_free (self->label_column);
  g_free (self->own_label);
  g_free (self->other_label);
  g_ptr_array_unref (self->figures);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->charts);
  g_free (self);
}
