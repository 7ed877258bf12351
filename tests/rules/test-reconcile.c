#include "config.h"

#include "rules/sgn-reconcile.h"

#include <string.h>

#define WHOLE ((SgnKey){ SGN_ANY, SGN_ANY })

/* ---- documents from tables ------------------------------------------------------------------- */

typedef struct
{
  gint64 id, parent;
  const char *code;
} Component;

typedef struct
{
  gint64 component; /* 0: the whole */
  const char *source, *kind;
  gint64 amount;
} Amount;

/* The plan of a district for 2023, million dong. */
static const Component plan_components[] = {
  { 1, 0, "1" },
  { 11, 1, "1.1" },
  { 12, 1, "1.2" },
  { 2, 0, "2" },
  { 3, 0, "3" },
  { 31, 3, "3.1" },
  { 32, 3, "3.2" },
  { 4, 0, "4" },
  { 41, 4, "4.1" },
  { 42, 4, "4.2" },
  { 43, 4, "4.3" },
  { 5, 0, "5" },
  { 6, 0, "6" },
  { 61, 6, "6.1" },
  { 62, 6, "6.2" },
  { 7, 0, "7" },
  { 71, 7, "7.1" },
  { 72, 7, "7.2" },
  { 0 },
};

static const Amount plan_lines[] = {
  { 11, NULL, "DTPT", 104482 },
  { 11, NULL, "SN", 10447 },
  { 12, NULL, "DTPT", 59653 },
  { 12, NULL, "SN", 5965 },
  { 2, NULL, NULL, 12893 },
  { 31, "NSTW", NULL, 5678 },
  { 32, NULL, NULL, 1519 },
  { 41, NULL, NULL, 2659 },
  { 42, NULL, NULL, 1016 },
  { 43, NULL, "DTPT", 423 },
  { 43, NULL, "SN", 783 },
  { 5, NULL, NULL, 14440 },
  { 61, NULL, NULL, 3205 },
  { 62, NULL, NULL, 417 },
  { 71, "NSTW", NULL, 880 },
  { 72, NULL, NULL, 63 },
  { -1 },
};

static const Amount plan_stated[] = {
  { 11, NULL, NULL, 114929 },  { 11, NULL, "DTPT", 104482 },
  { 11, NULL, "SN", 10447 },   { 12, NULL, NULL, 65618 },
  { 12, NULL, "DTPT", 59653 }, { 12, NULL, "SN", 5965 },
  { 2, NULL, NULL, 12893 },    { 3, NULL, NULL, 7206 },
  { 31, NULL, NULL, 5678 },    { 31, "NSTW", NULL, 5678 },
  { 32, NULL, NULL, 1519 },    { 4, NULL, NULL, 4881 },
  { 4, NULL, "DTPT", 423 },    { 4, NULL, "SN", 4458 },
  { 4, "NSTW", NULL, 4881 },   { 43, NULL, NULL, 1206 },
  { 43, NULL, "DTPT", 423 },   { 43, NULL, "SN", 783 },
  { 6, NULL, NULL, 3622 },     { 7, NULL, NULL, 943 },
  { 71, "NSTW", NULL, 880 },   { 0, NULL, NULL, 158914 },
  { 0, "NSTW", NULL, 158914 }, { 0, "NSTW", "DTPT", 104905 },
  { 0, "NSTW", "SN", 54009 },  { -1 },
};

static SgnDocument *
new_document (const Component *components, const Amount *lines, const Amount *stated)
{
  SgnDocument *document = sgn_document_new ();
  gint64 record = 1;

  for (; components->id != 0; components++)
    sgn_document_add_component (document, components->id, components->parent, components->code);
  for (; lines->component >= 0; lines++)
    sgn_document_add_line (document, lines->component, lines->source, lines->kind, lines->amount);
  for (; stated->component >= 0; stated++)
    sgn_document_add_stated (document, record++, stated->component, stated->source, stated->kind,
                             stated->amount);
  sgn_document_close (document);
  return document;
}

static void
append_codes (GString *text, const char *label, const GPtrArray *nodes)
{
  for (guint i = 0; i < nodes->len; i++)
    g_string_append_printf (text, " %s %s", label, ((const SgnNode *)nodes->pdata[i])->code);
}

/* One gap a line: component, source, kind, stated, computed, explanation. */
static char *
describe (SgnDocument *document, const GPtrArray *gaps)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < gaps->len; i++)
    {
      const SgnGap *gap = gaps->pdata[i];
      const char *source = sgn_document_source (document, gap->claim.key.source);
      const char *kind = sgn_document_kind (document, gap->claim.key.kind);

      g_string_append_printf (text, "%s %s %s %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                              gap->node->code ? gap->node->code : "whole", source ? source : "*",
                              kind ? kind : "*", gap->claim.amount, gap->computed);
      append_codes (text, "without", gap->left_out);
      append_codes (text, "twice", gap->counted_twice);
      g_string_append (text, gap->claim.together ? " together" : "");
      g_string_append (text, gap->agrees_with_lines ? " lines-agree\n" : "\n");
    }
  return g_string_free (text, FALSE);
}

static void
assert_gaps (const Component *components, const Amount *lines, const Amount *stated,
             const char *expected)
{
  g_autoptr (SgnDocument) document = new_document (components, lines, stated);
  g_autoptr (GPtrArray) gaps = sgn_reconcile (document);
  g_autofree char *found = describe (document, gaps);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_plan (void)
{
  assert_gaps (plan_components, plan_lines, plan_stated,
               "whole * * 158914/224532 without 1.2\n"
               "whole * DTPT 104905/164558 without 1.2\n"
               "whole * SN 54009/59974 without 1.2\n"
               "3 * * 7206/7197\n");
}

/* The same plan with its central budget said of every figure, or of none. */
static void
test_plan_sources (void)
{
  Amount lines[G_N_ELEMENTS (plan_lines)], stated[G_N_ELEMENTS (plan_stated)];
  const char *gaps = "whole * * 158914/224532 without 1.2\n"
                     "whole * DTPT 104905/164558 without 1.2\n"
                     "whole * SN 54009/59974 without 1.2\n"
                     "3 * * 7206/7197\n";

  memcpy (lines, plan_lines, sizeof lines);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    lines[i].source = "NSTW";
  assert_gaps (plan_components, lines, plan_stated, gaps);

  memcpy (lines, plan_lines, sizeof lines);
  memcpy (stated, plan_stated, sizeof stated);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    lines[i].source = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (stated); i++)
    stated[i].source = NULL;
  assert_gaps (plan_components, lines, stated, gaps);
}

static void
test_implied_kind (void)
{
  g_autoptr (SgnDocument) document = new_document (plan_components, plan_lines, plan_stated);
  const struct
  {
    gint64 component;
    const char *kind, *by;
  } cases[] = {
    { 41, "SN", "4" }, { 42, "SN", "4" },  { 2, NULL, NULL },  { 31, NULL, NULL },
    { 5, NULL, NULL }, { 62, NULL, NULL }, { 71, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SgnNode *by;
      int kind = sgn_reconcile_implied_kind (document,
                                             sgn_document_find (document, cases[i].component), &by);

      g_test_message ("component %" G_GINT64_FORMAT, cases[i].component);
      g_assert_cmpstr (kind == SGN_UNKNOWN ? NULL : sgn_document_kind (document, kind), ==,
                       cases[i].kind);
      g_assert_cmpstr (by == NULL ? NULL : by->code, ==, cases[i].by);
    }
}

/* ---- small documents, both sides of each limit ----------------------------------------------- */

static const Component two_projects[] = {
  { 1, 0, "1" }, { 11, 1, "1.1" }, { 12, 1, "1.2" }, { 2, 0, "2" }, { 0 },
};

static const Amount two_projects_lines[] = {
  { 11, "A", "X", 40 }, { 11, "A", "Y", 7 }, { 12, "B", "X", 25 }, { 2, NULL, NULL, 100 }, { -1 },
};

typedef struct
{
  const char *name;
  Amount stated[6];
  const char *gaps;
} Case;

static const Case cases[] = {
  { "nothing stated", { { -1 } }, "" },
  { "right", { { 0, NULL, NULL, 172 }, { 1, NULL, NULL, 72 }, { -1 } }, "" },
  { "one too much", { { 0, NULL, NULL, 173 }, { -1 } }, "whole * * 173/172\n" },
  { "one too little", { { 1, NULL, NULL, 71 }, { -1 } }, "1 * * 71/72\n" },
  { "left out", { { 0, NULL, NULL, 125 }, { -1 } }, "whole * * 125/172 without 1.1\n" },
  { "twice", { { 1, NULL, NULL, 97 }, { -1 } }, "1 * * 97/72 twice 1.2\n" },
  { "two left out", { { 0, NULL, NULL, 47 }, { -1 } }, "whole * * 47/172 without 2 without 1.2\n" },
  { "one of each", { { 1, NULL, NULL, 50 }, { -1 } }, "1 * * 50/72 without 1.1 twice 1.2\n" },
  { "a part's own total counts",
    { { 0, NULL, NULL, 180 }, { 1, NULL, NULL, 80 }, { -1 } },
    "1 * * 80/72\n" },
  { "right by its lines, wrong by its parts",
    { { 0, NULL, NULL, 172 }, { 1, NULL, NULL, 80 }, { -1 } },
    "whole * * 172/180 lines-agree\n1 * * 80/72\n" },
  { "open kinds reach it", { { 0, NULL, "X", 165 }, { -1 } }, "" },
  { "open kinds do not reach it", { { 0, NULL, "X", 166 }, { -1 } }, "whole * X 166/165\n" },
  { "less than is certain", { { 0, NULL, "X", 64 }, { -1 } }, "whole * X 64/65\n" },
  { "open source, not open kind", { { 1, "A", "Y", 8 }, { -1 } }, "1 A Y 8/7\n" },
  { "source of a part", { { 1, "B", NULL, 25 }, { 1, "A", NULL, 47 }, { -1 } }, "" },
  { "source left out", { { 0, "A", NULL, 46 }, { -1 } }, "whole A * 46/47\n" },
  { "all kinds, no total", { { 1, NULL, "X", 65 }, { 1, NULL, "Y", 7 }, { -1 } }, "" },
  { "all kinds together too much",
    { { 0, NULL, "X", 100 }, { 0, NULL, "Y", 101 }, { -1 } },
    "whole * * 201/172 together\n" },
  { "printed twice alike",
    { { 1, NULL, NULL, 71 }, { 1, NULL, NULL, 71 }, { -1 } },
    "1 * * 71/72\n" },
  { "printed twice unlike",
    { { 1, NULL, NULL, 72 }, { 1, NULL, NULL, 71 }, { -1 } },
    "1 * * 71/72\n" },
  { "a part's surplus may be of any kind",
    { { 1, NULL, NULL, 80 }, { 0, NULL, "X", 173 }, { -1 } },
    "1 * * 80/72\n" },
  { "more than a part's surplus",
    { { 1, NULL, NULL, 80 }, { 0, NULL, "X", 174 }, { -1 } },
    "whole * X 174/173\n1 * * 80/72\n" },
  { "a part leaves its rest to the other kind",
    { { 2, NULL, NULL, 100 }, { 2, NULL, "X", 30 }, { 0, NULL, "X", 96 }, { -1 } },
    "whole * X 96/95\n" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      assert_gaps (two_projects, two_projects_lines, cases[i].stated, cases[i].gaps);
    }
}

/* Credit has no capital kind, so kinds beside a total with credit in it need not make it up. */
static void
test_no_kind (void)
{
  const Amount lines[] = { { 11, "A", "X", 40 }, { 12, "A", "Y", 7 }, { 2, "C", "", 100 }, { -1 } };
  const Amount stated[]
      = { { 0, NULL, "X", 40 }, { 0, NULL, "Y", 7 }, { 0, NULL, NULL, 147 }, { -1 } };
  const Amount wrong[] = { { 0, NULL, "X", 41 }, { -1 } };

  assert_gaps (two_projects, lines, stated, "");
  assert_gaps (two_projects, lines, wrong, "whole * X 41/40\n");
}

/* Money taken back is signed: an adjusting document is compared like any other. */
static void
test_negative (void)
{
  const Amount lines[]
      = { { 11, "A", "X", -40 }, { 12, "A", "Y", 7 }, { 2, NULL, NULL, 30 }, { -1 } };
  const Amount right[] = { { 1, NULL, NULL, -33 }, { 0, NULL, NULL, -3 }, { -1 } };
  const Amount wrong[] = { { 1, NULL, NULL, 7 }, { 0, NULL, NULL, 37 }, { -1 } };

  assert_gaps (two_projects, lines, right, "");
  assert_gaps (two_projects, lines, wrong, "1 * * 7/-33 without 1.1\n");
}

/* Parts nobody entered are not parts that are missing. */
static void
test_no_parts (void)
{
  const Amount none[] = { { -1 } };
  const Amount stated[] = { { 1, NULL, NULL, 5 }, { 2, NULL, "X", 5 }, { -1 } };

  assert_gaps (two_projects, none, stated, "");
}

/* ---- random trees ---------------------------------------------------------------------------- */

#define N_RANDOM 400
#define MAX_NODES 40
static const char *const source_codes[] = { "A", "B" };
static const char *const kind_codes[] = { "X", "Y" };

typedef struct
{
  guint n;
  gint64 parent[MAX_NODES]; /* ids are positions + 1 */
  gboolean leaf[MAX_NODES];
  gint64 cell[MAX_NODES + 1][2][2]; /* of position + 1; 0: the whole */
  gboolean open_source, open_kind;  /* whether lines may leave them open */
  GRand *rand;
} Truth;

static gboolean
toss (Truth *truth, int percent)
{
  return g_rand_int_range (truth->rand, 0, 100) < percent;
}

static void
add_amount (Truth *truth, gint64 id, int source, int kind, gint64 amount)
{
  for (;; id = truth->parent[id - 1])
    {
      truth->cell[id][source][kind] += amount;
      if (id == 0 || truth->parent[id - 1] == 0)
        break;
    }
  truth->cell[0][source][kind] += id == 0 ? 0 : amount;
}

static void
make_truth (Truth *truth)
{
  guint projects = (guint)g_rand_int_range (truth->rand, 2, 8);

  for (guint i = 0; i < projects; i++)
    {
      guint position = truth->n++;
      guint parts = toss (truth, 60) ? (guint)g_rand_int_range (truth->rand, 2, 5) : 0;

      truth->leaf[position] = parts == 0;
      for (guint j = 0; j < parts; j++)
        {
          truth->parent[truth->n] = position + 1;
          truth->leaf[truth->n++] = TRUE;
        }
    }
  for (guint i = 0; i < truth->n; i++)
    for (guint cell = 0; truth->leaf[i] && cell < 4; cell++)
      if (toss (truth, 55))
        add_amount (truth, i + 1, (int)cell / 2, (int)cell % 2,
                    g_rand_int_range (truth->rand, 1, 100000));
}

static gint64
true_amount (const Truth *truth, gint64 id, int source, int kind)
{
  gint64 sum = 0;

  for (int s = 0; s < 2; s++)
    for (int k = 0; k < 2; k++)
      if ((source < 0 || s == source) && (kind < 0 || k == kind))
        sum += truth->cell[id][s][k];
  return sum;
}

/* Which components are left out (-1) or counted twice (1) in the totals of one component. */
typedef struct
{
  gint64 in; /* -1: nowhere */
  gint64 parts[2];
  int signs[2];
  guint n;
} Fault;

static gint64
stated_amount (const Truth *truth, const Fault *fault, gint64 id, int source, int kind)
{
  gint64 amount = true_amount (truth, id, source, kind);

  for (guint i = 0; id == fault->in && i < fault->n; i++)
    amount += fault->signs[i] * true_amount (truth, fault->parts[i], source, kind);
  return amount;
}

static void
add_lines (Truth *truth, SgnDocument *document, gint64 id)
{
  gboolean hide_source = truth->open_source && toss (truth, 40);
  gboolean hide_kind = truth->open_kind && toss (truth, 40);

  for (int s = 0; s < 2; s++)
    for (int k = 0; k < 2; k++)
      if (truth->cell[id][s][k] != 0)
        sgn_document_add_line (document, id, hide_source ? NULL : source_codes[s],
                               hide_kind ? NULL : kind_codes[k], truth->cell[id][s][k]);
}

static void
add_stated (Truth *truth, SgnDocument *document, const Fault *fault, gint64 id)
{
  for (int s = -1; s < 2; s++)
    for (int k = -1; k < 2; k++)
      if (toss (truth, 35) || (id == fault->in && s < 0 && k < 0))
        sgn_document_add_stated (document, id * 16 + (s + 1) * 4 + k + 1, id,
                                 s < 0 ? NULL : source_codes[s], k < 0 ? NULL : kind_codes[k],
                                 stated_amount (truth, fault, id, s, k));
}

static SgnDocument *
make_document (Truth *truth, const Fault *fault)
{
  SgnDocument *document = sgn_document_new ();

  for (guint i = 0; i < truth->n; i++)
    {
      g_autofree char *code = g_strdup_printf ("c%u", i + 1);

      sgn_document_add_component (document, i + 1, truth->parent[i], code);
    }
  for (guint i = 0; i <= truth->n; i++)
    {
      if (i > 0 && truth->leaf[i - 1])
        add_lines (truth, document, i);
      add_stated (truth, document, fault, i);
    }
  sgn_document_close (document);
  return document;
}

/* Any component with parts can be wrong, by any one or two components below it. */
static gboolean
make_fault (Truth *truth, Fault *fault)
{
  *fault = (Fault){ g_rand_int_range (truth->rand, 0, (int)truth->n + 1) };
  fault->n = (guint)g_rand_int_range (truth->rand, 1, 3);
  if (fault->in > 0 && truth->leaf[fault->in - 1])
    return FALSE;
  for (guint i = 0; i < fault->n; i++)
    {
      gint64 part = g_rand_int_range (truth->rand, 1, (int)truth->n + 1);

      if (part == fault->in || (fault->in > 0 && truth->parent[part - 1] != fault->in)
          || true_amount (truth, part, -1, -1) == 0)
        return FALSE;
      fault->parts[i] = part;
      fault->signs[i] = toss (truth, 50) ? 1 : -1;
    }
  return fault->n < 2
         || (fault->parts[0] != fault->parts[1]
             && truth->parent[fault->parts[0] - 1] != fault->parts[1]
             && truth->parent[fault->parts[1] - 1] != fault->parts[0]
             && stated_amount (truth, fault, fault->in, -1, -1)
                    != true_amount (truth, fault->in, -1, -1));
}

static gint64
sum_of (const Truth *truth, const GPtrArray *nodes, int source, int kind)
{
  gint64 sum = 0;

  for (guint i = 0; i < nodes->len; i++)
    sum += true_amount (truth, ((const SgnNode *)nodes->pdata[i])->id, source, kind);
  return sum;
}

static int
true_position (const char *code, const char *const *codes)
{
  return code == NULL ? -1 : g_str_equal (code, codes[0]) ? 0 : 1;
}

static gboolean
is_whole (const SgnGap *gap)
{
  return gap->claim.key.source == SGN_ANY && gap->claim.key.kind == SGN_ANY && !gap->claim.together;
}

/* An explanation must account for the gap with the amounts the document really has. */
static void
assert_exact (const Truth *truth, SgnDocument *document, const SgnGap *gap)
{
  int source = true_position (sgn_document_source (document, gap->claim.key.source), source_codes);
  int kind = true_position (sgn_document_kind (document, gap->claim.key.kind), kind_codes);
  guint n = gap->left_out->len + gap->counted_twice->len;

  g_assert_cmpuint (n, <=, 2);
  if (n > 0 && !truth->open_kind && !truth->open_source)
    g_assert_cmpint (gap->claim.amount - gap->computed, ==,
                     sum_of (truth, gap->counted_twice, source, kind)
                         - sum_of (truth, gap->left_out, source, kind));
  if (is_whole (gap))
    g_assert_cmpuint (n, >=, 1);
}

static void
check_fault (Truth *truth)
{
  Fault fault = { -1 };
  g_autoptr (SgnDocument) document = NULL;
  g_autoptr (GPtrArray) gaps = NULL;
  g_autofree char *found_text = NULL;
  gboolean found = FALSE;

  while (!make_fault (truth, &fault))
    ;
  document = make_document (truth, &fault);
  gaps = sgn_reconcile (document);
  found_text = describe (document, gaps);
  g_test_message ("fault in %d (%d %d, %d %d):\n%s", (int)fault.in, fault.signs[0],
                  (int)fault.parts[0], fault.n > 1 ? fault.signs[1] : 0, (int)fault.parts[1],
                  found_text);
  for (guint i = 0; i < gaps->len; i++)
    {
      const SgnGap *gap = gaps->pdata[i];

      g_assert_true (gap->node->id == fault.in || fault.in > 0);
      if (!truth->open_kind && !truth->open_source)
        g_assert_cmpuint (gap->left_out->len + gap->counted_twice->len, >=, 1);
      assert_exact (truth, document, gap);
      found |= gap->node->id == fault.in && is_whole (gap);
    }
  g_assert_true (found);
}

static void
check_random (guint32 seed, gboolean open)
{
  Truth truth = { 0 };
  Fault nothing = { -1 };
  g_autoptr (SgnDocument) document = NULL;
  g_autoptr (GPtrArray) gaps = NULL;
  g_autofree char *found = NULL;

  truth.rand = g_rand_new_with_seed (seed);
  truth.open_kind = open && toss (&truth, 80);
  truth.open_source = open && toss (&truth, 60);
  do
    make_truth (&truth);
  while (true_amount (&truth, 0, -1, -1) == 0);

  g_test_message ("seed %u, %s", seed, open ? "open" : "all stated");
  document = make_document (&truth, &nothing);
  gaps = sgn_reconcile (document);
  found = describe (document, gaps);
  g_assert_cmpstr (found, ==, "");
  check_fault (&truth);
  g_rand_free (truth.rand);
}

static void
test_random (void)
{
  for (guint32 seed = 1; seed <= N_RANDOM; seed++)
    {
      check_random (seed, FALSE);
      check_random (seed, TRUE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/rules/reconcile/plan", test_plan);
  g_test_add_func ("/rules/reconcile/plan-sources", test_plan_sources);
  g_test_add_func ("/rules/reconcile/implied-kind", test_implied_kind);
  g_test_add_func ("/rules/reconcile/cases", test_cases);
  g_test_add_func ("/rules/reconcile/no-kind", test_no_kind);
  g_test_add_func ("/rules/reconcile/negative", test_negative);
  g_test_add_func ("/rules/reconcile/no-parts", test_no_parts);
  g_test_add_func ("/rules/reconcile/random", test_random);
  return g_test_run ();
}
