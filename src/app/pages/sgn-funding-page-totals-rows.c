#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-funding-page-totals-private.h"

#include "programme/sgn-programme.h"
#include "record/sgn-query.h"

#include <glib/gi18n-lib.h>

static SgnFundingScope
copy_scope (const SgnFundingScope *scope)
{
  return (SgnFundingScope){ scope->component_id, scope->unit_id, g_strdup (scope->source),
                            g_strdup (scope->capital_kind) };
}

static void
clear_scope (SgnFundingScope *scope)
{
  g_free (scope->source);
  g_free (scope->capital_kind);
}

static gboolean
is_same_scope (const SgnFundingScope *a, const SgnFundingScope *b)
{
  return a->component_id == b->component_id && a->unit_id == b->unit_id
         && g_strcmp0 (a->source, b->source) == 0
         && g_strcmp0 (a->capital_kind, b->capital_kind) == 0;
}

void
sgn_funding_total_free (SgnFundingTotal *total)
{
  clear_scope (&total->scope);
  g_free (total->label);
  sgn_grid_refusal_clear (&total->refused);
  g_free (total);
}

void
sgn_funding_amount_free (SgnFundingAmount *amount)
{
  clear_scope (&amount->scope);
  g_free (amount->section);
  g_free (amount);
}

/* Reading */

static void
read_amounts (SgnFundingTotals *self, const SgnRecordType *type, GPtrArray *amounts)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (SgnQuery) query = sgn_query_new (type);
  g_autoptr (GArray) ids = NULL;

  g_ptr_array_set_size (amounts, 0);
  sgn_query_where_int (query, "decision-id", self->decision_id);
  ids = sgn_query_run (query, connection, NULL, NULL);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (SgnRecord) record = sgn_record_load (connection, type, id, NULL);
      SgnFundingAmount *amount;

      if (record == NULL)
        continue;
      amount = g_new0 (SgnFundingAmount, 1);
      amount->id = id;
      amount->amount = sgn_record_get_int (record, "amount");
      amount->scope.component_id = sgn_record_get_int (record, "component-id");
      amount->scope.unit_id = sgn_record_get_int (record, "unit-id");
      amount->scope.source = g_strdup (sgn_record_get_text (record, "source"));
      amount->scope.capital_kind = g_strdup (sgn_record_get_text (record, "capital-kind"));
      if (sgn_record_type_field (type, "section") != NULL)
        amount->section = g_strdup (sgn_record_get_text (record, "section"));
      g_ptr_array_add (amounts, amount);
    }
}

static gint64
get_parent (SgnFundingTotals *self, gint64 id)
{
  const gint64 *parent = g_hash_table_lookup (self->parents, &id);

  return parent != NULL ? *parent : 0;
}

static void
add_branch (SgnFundingTotals *self, GArray *ids, gint64 parent)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (get_parent (self, id) != parent)
        continue;
      g_array_append_val (self->component_ids, id);
      add_branch (self, ids, id);
    }
}

static gboolean
read_components (SgnFundingTotals *self, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_component);
  g_autoptr (GArray) ids = sgn_query_run (query, connection, NULL, error);

  if (ids == NULL)
    return FALSE;
  g_hash_table_remove_all (self->parents);
  g_hash_table_remove_all (self->projects);
  g_array_set_size (self->component_ids, 0);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (SgnRecord) record = sgn_record_load (connection, &sgn_type_component, id, error);
      gint64 parent;

      if (record == NULL)
        return FALSE;
      parent = sgn_record_get_int (record, "parent-id");
      g_hash_table_insert (self->parents, g_memdup2 (&id, sizeof id),
                           g_memdup2 (&parent, sizeof parent));
      if (g_strcmp0 (sgn_record_get_text (record, "kind"), "project") == 0)
        g_hash_table_add (self->projects, g_memdup2 (&id, sizeof id));
    }
  add_branch (self, ids, 0);
  return TRUE;
}

/* Adding up */

static gboolean
is_under (SgnFundingTotals *self, gint64 id, gint64 above)
{
  while (id != 0 && id != above)
    id = get_parent (self, id);
  return id == above;
}

static gboolean
is_part (SgnFundingTotals *self, const SgnFundingAmount *line, const SgnFundingScope *scope)
{
  return (scope->component_id == 0
          || is_under (self, line->scope.component_id, scope->component_id))
         && (scope->unit_id == 0 || line->scope.unit_id == scope->unit_id)
         && (scope->source == NULL || g_strcmp0 (line->scope.source, scope->source) == 0)
         && (scope->capital_kind == NULL
             || g_strcmp0 (line->scope.capital_kind, scope->capital_kind) == 0);
}

static void
add_up (SgnFundingTotals *self, SgnFundingTotal *total)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const SgnFundingAmount *line = g_ptr_array_index (self->lines, i);

      if (is_part (self, line, &total->scope))
        {
          total->computed += line->amount;
          total->n_lines++;
        }
    }
}

/* Short names: the rows stand beside the lines, where there is no room for long ones. */
static char *
name_code (SgnFundingTotals *self, const char *list, const char *code)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_code_item);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (SgnRecord) item = NULL;
  const char *name = NULL;

  sgn_query_where_text (query, "list", list);
  sgn_query_where_text (query, "code", code);
  ids = sgn_query_run (query, connection, NULL, NULL);
  if (ids != NULL && ids->len > 0)
    item = sgn_record_load (connection, &sgn_type_code_item, g_array_index (ids, gint64, 0), NULL);
  if (item != NULL)
    name = sgn_record_get_text (item, "short-name");
  if (item != NULL && name == NULL)
    name = sgn_record_get_text (item, "name");
  return g_strdup (name != NULL ? name : code);
}

static char *
name_component (SgnFundingTotals *self, gint64 id)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (SgnRecord) component = sgn_record_load (connection, &sgn_type_component, id, NULL);

  if (component == NULL || sgn_record_is_null (component, "short-name"))
    return sgn_record_title (connection, &sgn_type_component, id);
  return g_strdup_printf ("%s %s", sgn_record_get_text (component, "code"),
                          sgn_record_get_text (component, "short-name"));
}

static void
append_name (GString *label, char *name)
{
  g_string_append_printf (label, "%s%s", label->len > 0 ? " · " : "", name);
  g_free (name);
}

/* "1.1 Hạ tầng …", and below it "– ĐTPT" for a part of it. */
static char *
name_scope (SgnFundingTotals *self, const SgnFundingScope *scope)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (GString) label = g_string_new (NULL);

  if (scope->unit_id != 0)
    append_name (label, sgn_record_title (connection, &sgn_type_unit, scope->unit_id));
  if (scope->capital_kind != NULL)
    append_name (label, name_code (self, "capital-kind", scope->capital_kind));
  if (scope->source != NULL)
    append_name (label, name_code (self, "funding-source", scope->source));
  if (label->len > 0 && scope->component_id != 0)
    g_string_prepend (label, "– ");
  else if (scope->component_id != 0)
    append_name (label, name_component (self, scope->component_id));
  if (label->len == 0)
    g_string_append (label, _ ("Whole decision"));
  return g_string_free (g_steal_pointer (&label), FALSE);
}

static void
add_section (SgnFundingTotals *self, const char *label)
{
  SgnFundingTotal *total = g_new0 (SgnFundingTotal, 1);

  total->kind = SGN_GRID_ROW_SECTION;
  total->label = g_strdup (label);
  g_ptr_array_add (self->totals, total);
}

static SgnFundingTotal *
add_total (SgnFundingTotals *self, const SgnFundingScope *scope)
{
  SgnFundingTotal *total = g_new0 (SgnFundingTotal, 1);

  total->scope = copy_scope (scope);
  total->label = name_scope (self, scope);
  add_up (self, total);
  g_ptr_array_add (self->totals, total);
  return total;
}

static void
state (SgnFundingTotal *total, SgnFundingAmount *stated)
{
  stated->shown = TRUE;
  total->stated_id = stated->id;
  total->stated = stated->amount;
}

/* A document may state the same total twice, in two sections: then there is a row for each. */
static void
add_scope (SgnFundingTotals *self, const SgnFundingScope *scope, gboolean always)
{
  guint n = 0;

  for (guint i = 0; i < self->stated->len; i++)
    {
      SgnFundingAmount *stated = g_ptr_array_index (self->stated, i);
      SgnFundingTotal *total;

      if (!is_same_scope (&stated->scope, scope))
        continue;
      total = add_total (self, scope);
      state (total, stated);
      if (n++ > 0 && stated->section != NULL)
        {
          g_autofree char *label = g_steal_pointer (&total->label);

          total->label = g_strdup_printf ("%s (%s)", label, stated->section);
        }
    }
  if (n > 0)
    return;
  if (add_total (self, scope)->n_lines == 0 && !always)
    g_ptr_array_remove_index (self->totals, self->totals->len - 1);
}

static void
collect_codes (GPtrArray *amounts, gsize offset, GPtrArray *codes)
{
  for (guint i = 0; i < amounts->len; i++)
    {
      const SgnFundingAmount *amount = g_ptr_array_index (amounts, i);
      char *code = G_STRUCT_MEMBER (char *, &amount->scope, offset);

      if (code != NULL && !g_ptr_array_find_with_equal_func (codes, code, g_str_equal, NULL))
        g_ptr_array_add (codes, code);
    }
}

/* Of every kind of capital there is a row, so that what the document states can be entered first.
 */
static void
add_known_kinds (SgnFundingTotals *self, GPtrArray *codes, GPtrArray *owned)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_code_item);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_text (query, "list", "capital-kind");
  sgn_query_set_sort (query, "position");
  ids = sgn_query_run (query, connection, NULL, NULL);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (SgnRecord) item
          = sgn_record_load (connection, &sgn_type_code_item, g_array_index (ids, gint64, i), NULL);
      const char *code = item != NULL ? sgn_record_get_text (item, "code") : NULL;

      if (code == NULL || g_ptr_array_find_with_equal_func (codes, code, g_str_equal, NULL))
        continue;
      g_ptr_array_add (owned, g_strdup (code));
      g_ptr_array_add (codes, g_ptr_array_index (owned, owned->len - 1));
    }
}

static void
add_codes (SgnFundingTotals *self, gsize offset)
{
  gboolean kinds = offset == G_STRUCT_OFFSET (SgnFundingScope, capital_kind);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);

  if (kinds)
    add_known_kinds (self, codes, owned);
  collect_codes (self->lines, offset, codes);
  collect_codes (self->stated, offset, codes);
  for (guint i = 0; i < codes->len; i++)
    {
      SgnFundingScope scope = { 0 };

      G_STRUCT_MEMBER (char *, &scope, offset) = g_ptr_array_index (codes, i);
      add_scope (self, &scope, kinds);
    }
}

/* Of a component: its whole, then what the document states of it by kind, source or unit. */
static void
add_component (SgnFundingTotals *self, gint64 id)
{
  SgnFundingScope whole = { .component_id = id };

  add_scope (self, &whole, g_hash_table_contains (self->projects, &id));
  for (guint i = 0; i < self->stated->len; i++)
    {
      SgnFundingAmount *stated = g_ptr_array_index (self->stated, i);

      if (stated->scope.component_id == id && !is_same_scope (&stated->scope, &whole))
        state (add_total (self, &stated->scope), stated);
    }
}

static void
add_others (SgnFundingTotals *self)
{
  gboolean headed = FALSE;

  for (guint i = 0; i < self->stated->len; i++)
    {
      SgnFundingAmount *stated = g_ptr_array_index (self->stated, i);

      if (stated->shown)
        continue;
      if (!headed)
        add_section (self, _ ("Other stated totals"));
      headed = TRUE;
      state (add_total (self, &stated->scope), stated);
    }
}

static void
make_totals (SgnFundingTotals *self)
{
  if (self->decision_id == 0)
    return;
  add_scope (self, &(SgnFundingScope){ 0 }, TRUE);
  add_section (self, _ ("By capital kind and source"));
  add_codes (self, G_STRUCT_OFFSET (SgnFundingScope, capital_kind));
  add_codes (self, G_STRUCT_OFFSET (SgnFundingScope, source));
  add_section (self, _ ("By component"));
  for (guint i = 0; i < self->component_ids->len; i++)
    add_component (self, g_array_index (self->component_ids, gint64, i));
  add_others (self);
}

static void
carry_over (SgnFundingTotals *self, SgnFundingTotal *old)
{
  for (guint i = 0; old->refused.text != NULL && i < self->totals->len; i++)
    {
      SgnFundingTotal *total = g_ptr_array_index (self->totals, i);

      if (total->kind == old->kind && total->stated_id == old->stated_id
          && is_same_scope (&total->scope, &old->scope))
        {
          total->refused = old->refused;
          old->refused = (SgnGridRefusal){ NULL };
        }
    }
}

gboolean
sgn_funding_totals_read (SgnFundingTotals *self, gint64 decision_id, GError **error)
{
  g_autoptr (GPtrArray) old = NULL;
  gboolean same = decision_id == self->decision_id;

  if (!read_components (self, error))
    return FALSE;
  self->decision_id = decision_id;
  read_amounts (self, &sgn_type_funding_line, self->lines);
  read_amounts (self, &sgn_type_stated_total, self->stated);
  old = g_steal_pointer (&self->totals);
  self->totals = g_ptr_array_new_with_free_func ((GDestroyNotify)sgn_funding_total_free);
  make_totals (self);
  for (guint i = 0; same && i < old->len; i++)
    carry_over (self, g_ptr_array_index (old, i));
  return TRUE;
}
