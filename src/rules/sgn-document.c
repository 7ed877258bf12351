#define G_LOG_DOMAIN "sgn-rules"

#include "config.h"

#include "rules/sgn-document.h"

#include <string.h>

typedef struct
{
  int source, kind; /* SGN_UNKNOWN: left open */
  gint64 amount;
} Line;

typedef struct
{
  gboolean stated;
  gint64 amount;
} Figure;

struct _SgnDocument
{
  GPtrArray *nodes;   /* owns */
  GHashTable *by_id;  /* gint64 -> SgnNode */
  GPtrArray *sources; /* codes; position 0 stands for all */
  GPtrArray *kinds;
  gboolean negative;
};

#define WHOLE ((SgnKey){ SGN_ANY, SGN_ANY })

/* ---- building ------------------------------------------------------------------------------ */

static void
free_node (SgnNode *node)
{
  g_free (node->code);
  g_ptr_array_unref (node->parts);
  g_array_unref (node->claims);
  g_array_unref (node->stated);
  g_array_unref (node->lines);
  g_free (node->figures);
  g_free (node);
}

static SgnNode *
add_node (SgnDocument *self, gint64 id, SgnNode *parent, const char *code)
{
  SgnNode *node = g_new0 (SgnNode, 1);

  node->id = id;
  node->code = g_strdup (code);
  node->parent = parent;
  node->parts = g_ptr_array_new ();
  node->claims = g_array_new (FALSE, FALSE, sizeof (SgnClaim));
  node->stated = g_array_new (FALSE, FALSE, sizeof (SgnClaim));
  node->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  if (parent != NULL)
    g_ptr_array_add (parent->parts, node);

  g_ptr_array_add (self->nodes, node);
  g_hash_table_insert (self->by_id, &node->id, node);
  return node;
}

/* Positions start at 1: 0 is SGN_ANY. */
static int
intern_code (GPtrArray *codes, const char *code)
{
  guint position;

  if (g_ptr_array_find_with_equal_func (codes, code, g_str_equal, &position))
    return (int)position;
  g_ptr_array_add (codes, g_strdup (code));
  return (int)codes->len - 1;
}

static GPtrArray *
new_codes (void)
{
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (codes, g_strdup ("*"));
  return codes;
}

/* ---- figures a component states -------------------------------------------------------------- */

static Figure *
figure_at (SgnDocument *self, const SgnNode *node, SgnKey key)
{
  return (Figure *)node->figures + (gsize)key.source * self->kinds->len + (gsize)key.kind;
}

static void
set_figure (SgnDocument *self, SgnNode *node, SgnKey key, gint64 amount)
{
  Figure *figure = figure_at (self, node, key);

  if (!figure->stated)
    *figure = (Figure){ TRUE, amount };
}

/* "158.914, of which central budget 158.914": that source is all there is, so what is stated of it
 * is stated of the whole. */
static int
find_sole_source (SgnDocument *self, const SgnNode *node)
{
  const Figure *whole = figure_at (self, node, WHOLE);

  for (int source = 1; whole->stated && source < (int)self->sources->len; source++)
    {
      const Figure *figure = figure_at (self, node, (SgnKey){ source, SGN_ANY });

      if (figure->stated && figure->amount == whole->amount)
        return source;
    }
  return SGN_UNKNOWN;
}

static gboolean
has_claim (const SgnNode *node, SgnKey key, gint64 amount)
{
  for (guint i = 0; i < node->claims->len; i++)
    {
      const SgnClaim *claim = &g_array_index (node->claims, SgnClaim, i);

      if (claim->key.source == key.source && claim->key.kind == key.kind && claim->amount == amount)
        return TRUE;
    }
  return FALSE;
}

/* The same figure printed twice is one claim, two figures for the same thing are two. */
static void
add_claim (SgnNode *node, SgnClaim claim)
{
  if (!has_claim (node, claim.key, claim.amount))
    g_array_append_val (node->claims, claim);
}

static void
collect_claims (SgnDocument *self, SgnNode *node)
{
  int sole;

  for (guint i = 0; i < node->stated->len; i++)
    {
      const SgnClaim *row = &g_array_index (node->stated, SgnClaim, i);

      set_figure (self, node, row->key, row->amount);
    }
  sole = find_sole_source (self, node);
  for (guint i = 0; i < node->stated->len; i++)
    {
      SgnClaim claim = g_array_index (node->stated, SgnClaim, i);

      if (claim.key.source == sole && claim.key.kind != SGN_ANY)
        {
          claim.key.source = SGN_ANY;
          set_figure (self, node, claim.key, claim.amount);
        }
      add_claim (node, claim);
    }
}

/* Where every kind is stated but no total, the kinds together are the total. Money without any
 * kind ("") would make that wrong. */
static void
add_total_of_kinds (SgnDocument *self, SgnNode *node, int source)
{
  SgnKey total = { source, SGN_ANY };
  gint64 sum = 0;
  int first = 0;

  if (figure_at (self, node, total)->stated || self->kinds->len < 3)
    return;
  for (int kind = 1; kind < (int)self->kinds->len; kind++)
    {
      const Figure *figure = figure_at (self, node, (SgnKey){ source, kind });

      if (!figure->stated)
        return;
      sum += figure->amount;
    }
  set_figure (self, node, total, sum);
  while (g_array_index (node->stated, SgnClaim, first).key.source != source
         || g_array_index (node->stated, SgnClaim, first).key.kind == SGN_ANY)
    first++;
  add_claim (node, (SgnClaim){ total, sum, g_array_index (node->stated, SgnClaim, first).record_id,
                               TRUE });
}

/* ---- values ---------------------------------------------------------------------------------- */

static gboolean
matches (int position, int wanted)
{
  return wanted == SGN_ANY || position == wanted;
}

static gint64
sum_lines (const SgnNode *node, SgnKey key, SgnHypothesis hypothesis)
{
  gint64 sum = 0;

  for (guint i = 0; i < node->lines->len; i++)
    {
      const Line *line = &g_array_index (node->lines, Line, i);
      int source = line->source == SGN_UNKNOWN ? hypothesis.source : line->source;
      int kind = line->kind == SGN_UNKNOWN ? hypothesis.kind : line->kind;

      if (matches (source, key.source) && matches (kind, key.kind))
        sum += line->amount;
    }
  return sum;
}

gint64
sgn_document_sum (SgnDocument *self, const SgnNode *node, SgnKey key, SgnHypothesis hypothesis)
{
  gint64 sum = sum_lines (node, key, hypothesis);

  for (guint i = 0; i < node->parts->len; i++)
    sum += sgn_document_value (self, node->parts->pdata[i], key, hypothesis);
  return sum;
}

/* The kind that takes what a stated total leaves after the kinds known: the one supposed, or the
 * only one the component does not state. */
static int
find_open_kind (SgnDocument *self, const SgnNode *node, int source, SgnHypothesis hypothesis)
{
  int open = SGN_UNKNOWN;

  if (hypothesis.kind == SGN_UNKNOWN)
    return SGN_UNKNOWN;
  if (!figure_at (self, node, (SgnKey){ source, hypothesis.kind })->stated)
    return hypothesis.kind;
  for (int kind = 1; kind < (int)self->kinds->len; kind++)
    if (!figure_at (self, node, (SgnKey){ source, kind })->stated)
      {
        if (open != SGN_UNKNOWN)
          return SGN_UNKNOWN;
        open = kind;
      }
  return open;
}

static gint64
stated_or_sum (SgnDocument *self, const SgnNode *node, SgnKey key, SgnHypothesis hypothesis)
{
  const Figure *figure = figure_at (self, node, key);

  return figure->stated ? figure->amount : sgn_document_sum (self, node, key, hypothesis);
}

static gint64
rest_for_kind (SgnDocument *self, const SgnNode *node, SgnKey key, SgnHypothesis hypothesis)
{
  gint64 rest = sgn_document_value (self, node, (SgnKey){ key.source, SGN_ANY }, hypothesis);

  for (int kind = 1; kind < (int)self->kinds->len; kind++)
    if (kind != key.kind)
      rest -= stated_or_sum (self, node, (SgnKey){ key.source, kind }, hypothesis);
  return rest;
}

static gint64
rest_for_source (SgnDocument *self, const SgnNode *node, SgnKey key, SgnHypothesis hypothesis)
{
  gint64 rest = sgn_document_value (self, node, WHOLE, hypothesis);

  for (int source = 1; source < (int)self->sources->len; source++)
    if (source != key.source)
      rest -= stated_or_sum (self, node, (SgnKey){ source, SGN_ANY }, hypothesis);
  return rest;
}

gint64
sgn_document_value (SgnDocument *self, const SgnNode *node, SgnKey key, SgnHypothesis hypothesis)
{
  const Figure *figure = figure_at (self, node, key);

  if (figure->stated)
    return figure->amount;
  if (key.kind != SGN_ANY && key.kind == find_open_kind (self, node, key.source, hypothesis))
    return rest_for_kind (self, node, key, hypothesis);
  if (key.kind == SGN_ANY && key.source != SGN_ANY && key.source == hypothesis.source)
    return rest_for_source (self, node, key, hypothesis);
  return sgn_document_sum (self, node, key, hypothesis);
}

/* ---- ranges ---------------------------------------------------------------------------------- */

static gboolean
is_compatible (int position, int wanted)
{
  return matches (position, wanted) || position == SGN_UNKNOWN;
}

static SgnRange
range_of_lines (const SgnNode *node, SgnKey key)
{
  SgnRange range = { 0, 0 };

  for (guint i = 0; i < node->lines->len; i++)
    {
      const Line *line = &g_array_index (node->lines, Line, i);
      gboolean sure = matches (line->source, key.source) && matches (line->kind, key.kind);

      if (!is_compatible (line->source, key.source) || !is_compatible (line->kind, key.kind))
        continue;
      range.low += sure ? line->amount : MIN (line->amount, 0);
      range.high += sure ? line->amount : MAX (line->amount, 0);
    }
  return range;
}

/* Where a component states a total its own parts do not reach, or exceed, the missing or surplus
 * amount may belong to any source and kind. */
static void
find_slack (SgnDocument *self, const SgnNode *node, SgnKey margin, gint64 *up, gint64 *down)
{
  const Figure *figure = figure_at (self, node, margin);
  SgnRange parts;

  if (!figure->stated)
    return;
  parts = sgn_document_sum_range (self, node, margin);
  *up = MAX (*up, figure->amount - parts.high);
  *down = MAX (*down, parts.low - figure->amount);
}

/* What a stated total leaves when the other stated figures beside it are taken off; what is certain
 * from the lines stays, whatever the component states. */
static void
cap (SgnDocument *self, const SgnNode *node, SgnKey margin, SgnKey key, gboolean over_kinds,
     gint64 certain, SgnRange *range)
{
  const Figure *figure = figure_at (self, node, margin);
  int n = over_kinds ? (int)self->kinds->len : (int)self->sources->len;
  int own = over_kinds ? key.kind : key.source;
  gint64 rest = figure->amount;

  if (!figure->stated || own == SGN_ANY)
    return;
  for (int i = 1; i < n; i++)
    {
      SgnKey beside = over_kinds ? (SgnKey){ key.source, i } : (SgnKey){ i, key.kind };
      const Figure *other = figure_at (self, node, beside);

      if (i != own && other->stated)
        rest -= other->amount;
    }
  range->high = MAX (certain, MIN (range->high, rest));
}

static SgnRange
range_of (SgnDocument *self, const SgnNode *node, SgnKey key)
{
  const Figure *figure = figure_at (self, node, key);
  SgnKey of_source = { key.source, SGN_ANY }, of_kind = { SGN_ANY, key.kind };
  SgnRange range;
  gint64 up = 0, down = 0, certain;

  if (figure->stated)
    return (SgnRange){ figure->amount, figure->amount };
  range = sgn_document_sum_range (self, node, key);
  if (key.source == SGN_ANY && key.kind == SGN_ANY)
    return range;

  certain = range.low;
  find_slack (self, node, WHOLE, &up, &down);
  if (key.kind != SGN_ANY && key.source != SGN_ANY)
    {
      find_slack (self, node, of_source, &up, &down);
      find_slack (self, node, of_kind, &up, &down);
    }
  range.high += up;
  range.low = self->negative ? range.low - down : MAX (MIN (range.low, 0), range.low - down);
  if (!self->negative)
    {
      cap (self, node, of_source, key, TRUE, certain, &range);
      cap (self, node, of_kind, key, FALSE, certain, &range);
    }
  return range;
}

SgnRange
sgn_document_sum_range (SgnDocument *self, const SgnNode *node, SgnKey key)
{
  SgnRange sum = range_of_lines (node, key);

  for (guint i = 0; i < node->parts->len; i++)
    {
      SgnRange range = range_of (self, node->parts->pdata[i], key);

      sum.low += range.low;
      sum.high += range.high;
    }
  return sum;
}

/* ---- public ---------------------------------------------------------------------------------- */

SgnDocument *
sgn_document_new (void)
{
  SgnDocument *self = g_new0 (SgnDocument, 1);

  self->nodes = g_ptr_array_new_with_free_func ((GDestroyNotify)free_node);
  self->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->sources = new_codes ();
  self->kinds = new_codes ();
  add_node (self, 0, NULL, NULL);
  return self;
}

void
sgn_document_free (SgnDocument *self)
{
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->nodes);
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->kinds);
  g_free (self);
}

void
sgn_document_add_component (SgnDocument *self, gint64 id, gint64 parent_id, const char *code)
{
  SgnNode *parent = g_hash_table_lookup (self->by_id, &parent_id);

  g_return_if_fail (parent != NULL);
  g_return_if_fail (!g_hash_table_contains (self->by_id, &id));

  add_node (self, id, parent, code);
}

static void
mark_data (SgnNode *node)
{
  for (; node != NULL; node = node->parent)
    node->has_data = TRUE;
}

void
sgn_document_add_stated (SgnDocument *self, gint64 record_id, gint64 component_id,
                         const char *source, const char *kind, gint64 amount)
{
  SgnNode *node = g_hash_table_lookup (self->by_id, &component_id);
  SgnClaim claim = { { SGN_ANY, SGN_ANY }, amount, record_id, FALSE };

  g_return_if_fail (node != NULL);

  if (source != NULL)
    claim.key.source = intern_code (self->sources, source);
  if (kind != NULL)
    claim.key.kind = intern_code (self->kinds, kind);
  g_array_append_val (node->stated, claim);
  mark_data (node);
  self->negative = self->negative || amount < 0;
}

void
sgn_document_add_line (SgnDocument *self, gint64 component_id, const char *source, const char *kind,
                       gint64 amount)
{
  SgnNode *node = g_hash_table_lookup (self->by_id, &component_id);
  Line line = { SGN_UNKNOWN, SGN_UNKNOWN, amount };

  g_return_if_fail (node != NULL);

  if (source != NULL)
    line.source = intern_code (self->sources, source);
  if (kind != NULL)
    line.kind = intern_code (self->kinds, kind);
  g_array_append_val (node->lines, line);
  mark_data (node);
  self->negative = self->negative || amount < 0;
}

void
sgn_document_close (SgnDocument *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      SgnNode *node = self->nodes->pdata[i];

      node->figures = g_new0 (Figure, (gsize)self->sources->len * self->kinds->len);
      collect_claims (self, node);
      for (int source = 0; source < (int)self->sources->len; source++)
        add_total_of_kinds (self, node, source);
    }
}

GPtrArray *
sgn_document_nodes (SgnDocument *self)
{
  return self->nodes;
}

SgnNode *
sgn_document_find (SgnDocument *self, gint64 component_id)
{
  return g_hash_table_lookup (self->by_id, &component_id);
}

int
sgn_document_n_sources (SgnDocument *self)
{
  return (int)self->sources->len - 1;
}

int
sgn_document_n_kinds (SgnDocument *self)
{
  return (int)self->kinds->len - 1;
}

const char *
sgn_document_source (SgnDocument *self, int source)
{
  return source == SGN_ANY ? NULL : self->sources->pdata[source];
}

const char *
sgn_document_kind (SgnDocument *self, int kind)
{
  return kind == SGN_ANY ? NULL : self->kinds->pdata[kind];
}

gboolean
sgn_document_states (SgnDocument *self, const SgnNode *node, SgnKey key)
{
  return figure_at (self, node, key)->stated;
}

gboolean
sgn_document_has_negative (SgnDocument *self)
{
  return self->negative;
}

gboolean
sgn_node_is_under (const SgnNode *node, const SgnNode *above)
{
  for (; node != NULL; node = node->parent)
    if (node == above)
      return TRUE;
  return FALSE;
}
