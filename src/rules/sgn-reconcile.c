#define G_LOG_DOMAIN "sgn-rules"

#include "config.h"

#include "rules/sgn-reconcile.h"

#define LEFT_OUT (-1)
#define TWICE 1

/* One or two components left out of a total or counted twice in it. */
typedef struct
{
  guint n;
  guint parts[2]; /* positions among the candidates */
  int signs[2];
} Explanation;

/* One component that states totals, everything below it that may explain them, and, under one
 * hypothesis at a time, what all of these amount to. */
typedef struct
{
  SgnDocument *document;
  const SgnNode *node;
  GPtrArray *candidates; /* of const SgnNode */
  guint n_claims;
  const SgnClaim *claims;
  gboolean *contradicted; /* by every reading of what is left open */

  SgnHypothesis hypothesis;
  gint64 *computed; /* a claim each */
  gint64 *amounts;  /* a candidate and claim each */
} Level;

typedef enum
{
  ONE_COMPONENT,
  TWO_ALIKE,   /* both left out or both counted twice: likelier than … */
  TWO_UNALIKE, /* … one of each */
  N_SHAPES
} Shape;

/* ---- levels ---------------------------------------------------------------------------------- */

static guint
find_depth (const SgnNode *node)
{
  guint depth = 0;

  while ((node = node->parent) != NULL)
    depth++;
  return depth;
}

/* Nearer parts first: where two explain a gap alike, the larger grouping is named. */
static int
compare_depth (gconstpointer a, gconstpointer b)
{
  const SgnNode *const *left = a, *const *right = b;

  return (int)find_depth (*left) - (int)find_depth (*right);
}

static gboolean
is_contradicted (Level *self, const SgnClaim *claim)
{
  SgnRange range = sgn_document_sum_range (self->document, self->node, claim->key);

  return claim->amount < range.low || claim->amount > range.high;
}

static gboolean
level_init (Level *self, SgnDocument *document, const SgnNode *node)
{
  GPtrArray *nodes = sgn_document_nodes (document);
  gboolean any = FALSE;

  *self = (Level){ document, node, g_ptr_array_new (), node->claims->len,
                   (const SgnClaim *)node->claims->data };
  for (guint i = 0; i < nodes->len; i++)
    {
      SgnNode *below = nodes->pdata[i];

      if (below != node && below->has_data && sgn_node_is_under (below, node))
        g_ptr_array_add (self->candidates, below);
    }
  g_ptr_array_sort (self->candidates, compare_depth);

  self->contradicted = g_new0 (gboolean, self->n_claims);
  self->computed = g_new0 (gint64, self->n_claims);
  self->amounts = g_new0 (gint64, (gsize)self->n_claims * (self->candidates->len + 1));
  for (guint i = 0; i < self->n_claims; i++)
    any |= self->contradicted[i] = is_contradicted (self, &self->claims[i]);
  return any;
}

static void
level_clear (Level *self)
{
  g_ptr_array_unref (self->candidates);
  g_free (self->contradicted);
  g_free (self->computed);
  g_free (self->amounts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Level, level_clear)

static void
suppose (Level *self, SgnHypothesis hypothesis)
{
  self->hypothesis = hypothesis;
  for (guint i = 0; i < self->n_claims; i++)
    {
      SgnKey key = self->claims[i].key;

      self->computed[i] = sgn_document_sum (self->document, self->node, key, hypothesis);
      for (guint j = 0; j < self->candidates->len; j++)
        self->amounts[j * self->n_claims + i]
            = sgn_document_value (self->document, self->candidates->pdata[j], key, hypothesis);
    }
}

/* ---- explaining ------------------------------------------------------------------------------ */

static gint64
amount_of (const Level *self, const Explanation *explanation, guint claim)
{
  gint64 amount = 0;

  for (guint i = 0; i < explanation->n; i++)
    amount += explanation->signs[i] * self->amounts[explanation->parts[i] * self->n_claims + claim];
  return amount;
}

static gboolean
accounts_for (const Level *self, const Explanation *explanation, const gboolean *wanted)
{
  for (guint i = 0; i < self->n_claims; i++)
    if (wanted[i] && self->claims[i].amount - self->computed[i] != amount_of (self, explanation, i))
      return FALSE;
  return TRUE;
}

/* Leaving out a component together with a part of itself says nothing. */
static gboolean
are_related (const Level *self, guint a, guint b)
{
  const SgnNode *left = self->candidates->pdata[a], *right = self->candidates->pdata[b];

  return sgn_node_is_under (left, right) || sgn_node_is_under (right, left);
}

static gboolean
explain_by_one (const Level *self, const gboolean *wanted, Explanation *found)
{
  for (guint i = 0; i < self->candidates->len; i++)
    for (int sign = LEFT_OUT; sign <= TWICE; sign += TWICE - LEFT_OUT)
      {
        *found = (Explanation){ 1, { i }, { sign } };
        if (accounts_for (self, found, wanted))
          return TRUE;
      }
  return FALSE;
}

static gboolean
explain_by_two (const Level *self, const gboolean *wanted, gboolean alike, Explanation *found)
{
  for (guint i = 0; i < self->candidates->len; i++)
    for (guint j = i + 1; j < self->candidates->len; j++)
      for (int sign = LEFT_OUT; sign <= TWICE; sign += TWICE - LEFT_OUT)
        {
          *found = (Explanation){ 2, { i, j }, { sign, alike ? sign : -sign } };
          if (accounts_for (self, found, wanted) && !are_related (self, i, j))
            return TRUE;
        }
  return FALSE;
}

/* The first reading of what is left open under which components in that shape account for every
 * wanted claim; it stays supposed. */
static gboolean
explain_in_shape (Level *self, Shape shape, const gboolean *wanted, Explanation *found)
{
  int n_sources = sgn_document_n_sources (self->document);
  int n_kinds = sgn_document_n_kinds (self->document);

  for (int source = n_sources; source >= 0; source--)
    for (int kind = n_kinds; kind >= 0; kind--)
      {
        suppose (self, (SgnHypothesis){ source ? source : SGN_UNKNOWN, kind ? kind : SGN_UNKNOWN });
        if (shape == ONE_COMPONENT ? explain_by_one (self, wanted, found)
                                   : explain_by_two (self, wanted, shape == TWO_ALIKE, found))
          return TRUE;
      }
  return FALSE;
}

/* The fewest components that account for all claims, or at least for those that no reading makes
 * right. */
static gboolean
explain (Level *self, const gboolean *all, const gboolean *contradicted, Explanation *found)
{
  for (Shape shape = ONE_COMPONENT; shape < N_SHAPES; shape++)
    if (explain_in_shape (self, shape, all, found)
        || explain_in_shape (self, shape, contradicted, found))
      return TRUE;
  return FALSE;
}

/* ---- gaps ------------------------------------------------------------------------------------ */

static gint64
sum_lines_below (SgnDocument *document, const SgnNode *node)
{
  SgnHypothesis open = { SGN_UNKNOWN, SGN_UNKNOWN };
  gint64 sum = sgn_document_sum (document, node, (SgnKey){ SGN_ANY, SGN_ANY }, open);

  for (guint i = 0; i < node->parts->len; i++)
    {
      const SgnNode *part = node->parts->pdata[i];

      sum += sum_lines_below (document, part)
             - sgn_document_value (document, part, (SgnKey){ SGN_ANY, SGN_ANY }, open);
    }
  return sum;
}

static SgnGap *
add_gap (Level *self, guint claim, gint64 computed, GPtrArray *gaps)
{
  SgnGap *gap = g_new0 (SgnGap, 1);
  const SgnClaim *stated = &self->claims[claim];

  gap->claim = *stated;
  gap->node = self->node;
  gap->computed = computed;
  gap->assumed = (SgnHypothesis){ SGN_UNKNOWN, SGN_UNKNOWN };
  gap->left_out = g_ptr_array_new ();
  gap->counted_twice = g_ptr_array_new ();
  gap->agrees_with_lines = stated->key.source == SGN_ANY && stated->key.kind == SGN_ANY
                           && sum_lines_below (self->document, self->node) == stated->amount;
  g_ptr_array_add (gaps, gap);
  return gap;
}

static void
add_explained (Level *self, guint claim, const Explanation *explanation, GPtrArray *gaps)
{
  SgnGap *gap = add_gap (self, claim, self->computed[claim], gaps);
  SgnRange range = sgn_document_sum_range (self->document, self->node, self->claims[claim].key);

  if (range.low != range.high)
    gap->assumed = self->hypothesis;
  for (guint i = 0; i < explanation->n; i++)
    if (self->amounts[explanation->parts[i] * self->n_claims + claim] != 0)
      g_ptr_array_add (explanation->signs[i] == TWICE ? gap->counted_twice : gap->left_out,
                       self->candidates->pdata[explanation->parts[i]]);
}

/* One explanation for the whole level. A total that could be right for itself is reported too when
 * the same components are missing from it. */
static void
report_together (Level *self, const Explanation *explanation, GPtrArray *gaps)
{
  for (guint i = 0; i < self->n_claims; i++)
    {
      gint64 difference = self->claims[i].amount - self->computed[i];

      if (difference != 0 && difference == amount_of (self, explanation, i))
        add_explained (self, i, explanation, gaps);
    }
}

static void
report_apart (Level *self, GPtrArray *gaps)
{
  g_autofree gboolean *only = g_new0 (gboolean, self->n_claims);

  for (guint i = 0; i < self->n_claims; i++)
    {
      SgnRange range = sgn_document_sum_range (self->document, self->node, self->claims[i].key);
      Explanation explanation;

      if (!self->contradicted[i])
        continue;
      only[i] = TRUE;
      if (explain (self, only, only, &explanation))
        add_explained (self, i, &explanation, gaps);
      else
        add_gap (self, i, self->claims[i].amount < range.low ? range.low : range.high, gaps);
      only[i] = FALSE;
    }
}

static void
reconcile_level (SgnDocument *document, const SgnNode *node, GPtrArray *gaps)
{
  g_auto (Level) level;
  g_autofree gboolean *all = g_new (gboolean, node->claims->len + 1);
  Explanation explanation;

  for (guint i = 0; i < node->claims->len; i++)
    all[i] = TRUE;
  if (!level_init (&level, document, node))
    return;
  if (explain (&level, all, level.contradicted, &explanation))
    report_together (&level, &explanation, gaps);
  else
    report_apart (&level, gaps);
}

/* "158.914, of which central budget 158.914" against the same sum is one contradiction. */
static gboolean
is_repeated (const GPtrArray *gaps, guint from, const SgnGap *gap)
{
  for (guint i = from; i < gaps->len; i++)
    {
      const SgnGap *other = gaps->pdata[i];

      if (other != gap && gap->claim.key.source != SGN_ANY && other->claim.key.source == SGN_ANY
          && other->claim.key.kind == gap->claim.key.kind
          && other->claim.amount == gap->claim.amount && other->computed == gap->computed)
        return TRUE;
    }
  return FALSE;
}

static void
drop_repeated (GPtrArray *gaps, guint from)
{
  for (guint i = gaps->len; i > from; i--)
    if (is_repeated (gaps, from, gaps->pdata[i - 1]))
      g_ptr_array_remove_index (gaps, i - 1);
}

static gboolean
has_parts_with_data (const SgnNode *node)
{
  for (guint i = 0; i < node->parts->len; i++)
    if (((const SgnNode *)node->parts->pdata[i])->has_data)
      return TRUE;
  return node->lines->len > 0;
}

/* ---- implied kinds --------------------------------------------------------------------------- */

/* Every kind is stated and together they are the total of the parts: all kinds but one are used up
 * by amounts whose kind is known, so what is open has that one. */
static int
find_implied_kind (SgnDocument *document, const SgnNode *node)
{
  SgnHypothesis open = { SGN_UNKNOWN, SGN_UNKNOWN };
  gint64 rest = sgn_document_sum (document, node, (SgnKey){ SGN_ANY, SGN_ANY }, open);
  int implied = SGN_UNKNOWN;

  for (int kind = 1; kind <= sgn_document_n_kinds (document); kind++)
    {
      SgnKey key = { SGN_ANY, kind };
      gint64 stated, low = sgn_document_sum_range (document, node, key).low;

      if (!sgn_document_states (document, node, key))
        return SGN_UNKNOWN;
      stated = sgn_document_value (document, node, key, open);
      rest -= stated;
      if (stated == low)
        continue;
      if (stated < low || implied != SGN_UNKNOWN)
        return SGN_UNKNOWN;
      implied = kind;
    }
  return rest == 0 ? implied : SGN_UNKNOWN;
}

/* ---- public ---------------------------------------------------------------------------------- */

void
sgn_gap_free (SgnGap *gap)
{
  g_ptr_array_unref (gap->left_out);
  g_ptr_array_unref (gap->counted_twice);
  g_free (gap);
}

GPtrArray *
sgn_reconcile (SgnDocument *document)
{
  GPtrArray *gaps = g_ptr_array_new_with_free_func ((GDestroyNotify)sgn_gap_free);
  GPtrArray *nodes = sgn_document_nodes (document);

  for (guint i = 0; i < nodes->len; i++)
    {
      const SgnNode *node = nodes->pdata[i];
      guint from = gaps->len;

      if (node->claims->len == 0 || !has_parts_with_data (node))
        continue;
      reconcile_level (document, node, gaps);
      drop_repeated (gaps, from);
    }
  return gaps;
}

int
sgn_reconcile_implied_kind (SgnDocument *document, const SgnNode *node, const SgnNode **by)
{
  for (; node != NULL && !sgn_document_has_negative (document); node = node->parent)
    {
      int kind = find_implied_kind (document, node);

      *by = node;
      if (kind != SGN_UNKNOWN)
        return kind;
    }
  *by = NULL;
  return SGN_UNKNOWN;
}
