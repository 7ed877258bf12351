#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "base/sgn-date.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-sample-private.h"

/* The made-up part of the demonstration ledger. Every figure follows from
 * resources/sample/demo-2023.xml and the generator below, by whole-number arithmetic alone, so that
 * it is the same on every machine. */

#define TRIEU G_GINT64_CONSTANT (1000000)
#define MONTHS 8

#define SELECT_PLAN                                                                          \
  "SELECT ifnull (sum (amount), 0) FROM funding_line "                                       \
  "WHERE component_id = :component AND unit_id = :unit AND owner_id IS NULL AND amount > 0 " \
  "AND source IS :source AND capital_kind IS :capital"
#define SELECT_COMMUNES "SELECT id FROM unit WHERE parent_id = :unit ORDER BY position, id"

static const SgnXmlRule rules[] = {
  { "demo", NULL,
    "seed! action! year! issuer! commune-owner! note! curve! advance! payment! recovery!" },
  { "allocation", "demo", "number! date! title!" },
  { "part", "allocation", "component! source capital-kind communes! owner" },
  { "carried", "demo", "number! date! title!" },
  { "line", "carried", "component! source! capital-kind! owner! amount!" },
  { "spending", "demo", "component! capital-kind amount carried" },
  { NULL },
};

/* Money somebody may spend. */
typedef struct
{
  gint64 component_id, unit_id, owner_id;
  const char *source, *capital_kind;
  gboolean carried;
  gint64 given_day; /* since 1970 */
  gint64 amount;    /* what was given */
  gint64 spent;
} Part;

typedef struct
{
  const Part *part;
  const char *kind, *content;
  gint64 day; /* since 1970 */
  gint64 amount;
  guint order;
} Voucher;

typedef struct
{
  SgnLedger *ledger;
  const SgnXmlNode *root;
  guint64 state; /* of the generator */
  gint64 own;
  gint64 commune_owner;
  GArray *communes; /* of gint64 */
  GArray *parts;    /* of Part */
  GArray *vouchers; /* of Voucher */
  guint curve[MONTHS];
} Demo;

static guint
draw (Demo *demo, guint limit)
{
  return sgn_sample_draw (&demo->state, limit);
}

static gboolean
query_planned (Demo *demo, const SgnXmlNode *node, gint64 component_id, gint64 *amount,
               GError **error)
{
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (sgn_ledger_get_connection (demo->ledger), SELECT_PLAN, error);

  if (!statement)
    return FALSE;
  sgn_statement_bind_int (statement, ":component", component_id);
  sgn_statement_bind_int (statement, ":unit", demo->own);
  sgn_statement_bind_text (statement, ":source", sgn_xml_get (node, "source"));
  sgn_statement_bind_text (statement, ":capital", sgn_xml_get (node, "capital-kind"));
  if (sgn_statement_step (statement, error) != SGN_ROW)
    return FALSE;
  *amount = sgn_statement_int (statement, 0);
  return TRUE;
}

static gboolean
list_communes (Demo *demo, GError **error)
{
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (sgn_ledger_get_connection (demo->ledger), SELECT_COMMUNES, error);
  SgnStep step;

  if (!statement)
    return FALSE;
  sgn_statement_bind_int (statement, ":unit", demo->own);
  while ((step = sgn_statement_step (statement, error)) == SGN_ROW)
    {
      gint64 id = sgn_statement_int (statement, 0);
      g_array_append_val (demo->communes, id);
    }
  return step == SGN_DONE;
}

static gboolean
add_decision (Demo *demo, const SgnXmlNode *node, const char *kind, gint64 *id, GError **error)
{
  g_autoptr (SgnRecord) record
      = sgn_sample_make (demo->ledger, node, &sgn_type_funding_decision, error);

  if (!record)
    return FALSE;
  sgn_record_set_int (record, "year", atoi (sgn_xml_get (demo->root, "year")));
  sgn_record_set_text (record, "kind", kind);
  sgn_record_set_text (record, "state", "issued");
  sgn_record_set_text (record, "issuer", sgn_xml_get (demo->root, "issuer"));
  sgn_record_set_text (record, "note", sgn_xml_get (demo->root, "note"));
  sgn_record_set_int (record, "synthetic", 1);
  if (!sgn_record_save (record, demo->ledger, error))
    return FALSE;
  *id = sgn_record_get_id (record);
  return TRUE;
}

static gboolean
add_line (Demo *demo, gint64 decision_id, const Part *part, gint64 amount, GError **error)
{
  g_autoptr (SgnRecord) record = sgn_record_new (&sgn_type_funding_line);

  sgn_record_set_int (record, "decision-id", decision_id);
  sgn_record_set_int (record, "component-id", part->component_id);
  sgn_record_set_int (record, "unit-id", part->unit_id);
  if (part->owner_id)
    sgn_record_set_int (record, "owner-id", part->owner_id);
  sgn_record_set_text (record, "source", part->source);
  sgn_record_set_text (record, "capital-kind", part->capital_kind);
  sgn_record_set_int (record, "amount", amount);
  return sgn_record_save (record, demo->ledger, error);
}

static gboolean
give (Demo *demo, gint64 decision_id, Part part, GError **error)
{
  if (part.amount == 0)
    return TRUE;
  g_array_append_val (demo->parts, part);
  return add_line (demo, decision_id, &part, part.amount, error);
}

/* @total in whole millions among the communes, by drawn weights; what rounding leaves goes to the
 * first. */
static gboolean
give_communes (Demo *demo, gint64 decision_id, Part part, gint64 total, GError **error)
{
  g_autofree guint *weights = g_new0 (guint, demo->communes->len);
  gint64 sum = 0, given = 0;

  for (guint i = 0; i < demo->communes->len; i++)
    sum += weights[i] = 60 + draw (demo, 81);
  part.owner_id = demo->commune_owner;
  for (guint i = demo->communes->len; i-- > 0;)
    {
      gint64 share = i ? total / TRIEU * weights[i] / sum * TRIEU : total - given;

      given += share;
      part.unit_id = g_array_index (demo->communes, gint64, i);
      part.amount = share;
      if (!give (demo, decision_id, part, error))
        return FALSE;
    }
  return TRUE;
}

static gint64
get_day (const SgnXmlNode *decision)
{
  SgnDate date = { 0 };

  sgn_date_parse_iso (sgn_xml_get (decision, "date"), &date);
  return sgn_date_days (date);
}

/* What the communes and offices get is taken off the district's line, so that the total stays. */
static gboolean
allocate_part (Demo *demo, const SgnXmlNode *node, gint64 decision_id, gint64 day, GError **error)
{
  Part part = {
    .unit_id = demo->own,
    .given_day = day,
    .source = sgn_xml_get (node, "source"),
    .capital_kind = sgn_xml_get (node, "capital-kind"),
  };
  gint64 total, owner_id;

  if (!sgn_sample_find (demo->ledger, node, "component", &part.component_id, error)
      || !sgn_sample_find (demo->ledger, node, "owner", &owner_id, error)
      || !query_planned (demo, node, part.component_id, &total, error)
      || !add_line (demo, decision_id, &part, -total, error))
    return FALSE;
  gint64 communes = total / TRIEU * atoi (sgn_xml_get (node, "communes")) / 100 * TRIEU;
  part.owner_id = owner_id;
  part.amount = total - communes;
  return give (demo, decision_id, part, error)
         && (communes == 0 || give_communes (demo, decision_id, part, communes, error));
}

static gboolean
carry_line (Demo *demo, const SgnXmlNode *node, gint64 decision_id, gint64 day, GError **error)
{
  Part part = {
    .unit_id = demo->own,
    .given_day = day,
    .source = sgn_xml_get (node, "source"),
    .capital_kind = sgn_xml_get (node, "capital-kind"),
    .carried = TRUE,
    .amount = g_ascii_strtoll (sgn_xml_get (node, "amount"), NULL, 10),
  };

  return sgn_sample_find (demo->ledger, node, "component", &part.component_id, error)
         && sgn_sample_find (demo->ledger, node, "owner", &part.owner_id, error)
         && give (demo, decision_id, part, error);
}

static gboolean
add_decisions (Demo *demo, GError **error)
{
  for (guint i = 0; i < demo->root->children->len; i++)
    {
      const SgnXmlNode *node = g_ptr_array_index (demo->root->children, i);
      gboolean carried = g_str_equal (node->name, "carried");
      gint64 id;

      if (g_str_equal (node->name, "spending"))
        continue;
      if (!add_decision (demo, node, carried ? "carried-over" : "adjusted", &id, error))
        return FALSE;
      for (guint j = 0; j < node->children->len; j++)
        {
          const SgnXmlNode *child = g_ptr_array_index (node->children, j);

          if (!(carried ? carry_line : allocate_part) (demo, child, id, get_day (node), error))
            return FALSE;
        }
    }
  return TRUE;
}

/* Nobody spends the last three hundredths: the year is not over. */
static gint64
get_room (const Part *part)
{
  return part->amount * 97 / 100 - part->spent;
}

static void
spend_on (GPtrArray *parts, const gint64 *weights, gint64 sum, gint64 total)
{
  gint64 left = total;

  for (guint i = 0; i < parts->len; i++)
    {
      Part *part = g_ptr_array_index (parts, i);
      gint64 share = MIN (total / 1000 * weights[i] / sum * 1000, get_room (part));

      part->spent += share;
      left -= share;
    }
  for (guint i = 0; i < parts->len && left > 0; i++)
    {
      Part *part = g_ptr_array_index (parts, i);
      gint64 share = MIN (left, get_room (part));

      part->spent += share;
      left -= share;
    }
  g_assert (left == 0);
}

static void
spend (Demo *demo, gint64 component_id, const char *capital_kind, gboolean carried, gint64 total)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  g_autofree gint64 *weights = g_new0 (gint64, demo->parts->len);
  gint64 sum = 0;

  for (guint i = 0; i < demo->parts->len; i++)
    {
      Part *part = &g_array_index (demo->parts, Part, i);

      if (part->component_id != component_id || part->carried != carried
          || g_strcmp0 (part->capital_kind, capital_kind) != 0)
        continue;
      weights[chosen->len] = part->amount / TRIEU * (700 + draw (demo, 301));
      sum += weights[chosen->len];
      g_ptr_array_add (chosen, part);
    }
  if (chosen->len && total)
    spend_on (chosen, weights, sum, total);
}

static gboolean
spend_all (Demo *demo, GError **error)
{
  for (guint i = 0; i < demo->root->children->len; i++)
    {
      const SgnXmlNode *node = g_ptr_array_index (demo->root->children, i);
      const char *amount = sgn_xml_get (node, "amount"), *carried = sgn_xml_get (node, "carried");
      const char *capital_kind = sgn_xml_get (node, "capital-kind");
      gint64 component_id;

      if (!g_str_equal (node->name, "spending"))
        continue;
      if (!sgn_sample_find (demo->ledger, node, "component", &component_id, error))
        return FALSE;
      spend (demo, component_id, capital_kind, FALSE,
             amount ? g_ascii_strtoll (amount, NULL, 10) : 0);
      spend (demo, component_id, capital_kind, TRUE,
             carried ? g_ascii_strtoll (carried, NULL, 10) : 0);
    }
  return TRUE;
}

/* A working day of the month in which the curve passes @share thousandths, and not before the
 * money was there. */
static gint64
draw_day (Demo *demo, const Part *part, guint share)
{
  guint month = 0;

  while (month < MONTHS - 1 && demo->curve[month] <= share)
    month++;
  SgnDate date = { (guint16)atoi (sgn_xml_get (demo->root, "year")), (guint8)(month + 1),
                   (guint8)(3 + draw (demo, 24)) };
  gint64 first = part->given_day + 3 + draw (demo, 15);
  gint64 day = MAX (sgn_date_days (date), first);
  gint64 weekday = (day + 3) % 7; /* 0: Monday */
  return weekday < 5 ? day : day + 7 - weekday;
}

static void
add_voucher (Demo *demo, const Part *part, const char *kind, gint64 day, gint64 amount)
{
  Voucher voucher
      = { part, kind, sgn_xml_get (demo->root, kind), day, amount, demo->vouchers->len };

  g_array_append_val (demo->vouchers, voucher);
}

static guint
count_vouchers (gint64 spent)
{
  if (spent < 30 * TRIEU)
    return 1;
  if (spent < 300 * TRIEU)
    return 2;
  return spent < 2000 * TRIEU ? 3 : 8;
}

/* Every sixth long row of payments had an advance that was too high, and gave some back. */
static void
pay_part (Demo *demo, const Part *part)
{
  guint n = count_vouchers (part->spent);
  gint64 left = part->spent, last_day = 0;
  gint64 back = n >= 3 && draw (demo, 6) == 0 ? part->spent / 50000 * 1000 : 0;

  for (guint i = 0; i < n; i++)
    {
      gint64 piece = part->spent / 1000 / n * (900 + draw (demo, 201)) / 1000 * 1000;
      gint64 amount = i == n - 1 ? left : piece;
      gint64 day = draw_day (demo, part, (i * 1000 + draw (demo, 1000)) / n);
      gboolean advance = i == 0 && n >= 3;

      left -= amount;
      last_day = MAX (last_day, day);
      add_voucher (demo, part, advance ? "advance" : "payment", last_day,
                   amount + (advance ? back : 0));
    }
  if (back)
    add_voucher (demo, part, "recovery", last_day, back);
}

static int
compare_vouchers (gconstpointer a, gconstpointer b)
{
  const Voucher *left = a, *right = b;

  if (left->day != right->day)
    return left->day < right->day ? -1 : 1;
  return left->order < right->order ? -1 : left->order > right->order;
}

static gboolean
save_voucher (Demo *demo, const Voucher *voucher, guint number, GError **error)
{
  g_autoptr (SgnRecord) record = sgn_record_new (&sgn_type_disbursement);
  g_autofree char *date = sgn_date_format_iso (sgn_date_from_days (voucher->day));
  g_autofree char *name = g_strdup_printf ("MẪU-%04u", number);
  const Part *part = voucher->part;

  sgn_record_set_text (record, "date", date);
  sgn_record_set_int (record, "plan-year", atoi (sgn_xml_get (demo->root, "year")));
  sgn_record_set_int (record, "carried-over", part->carried);
  sgn_record_set_int (record, "component-id", part->component_id);
  sgn_record_set_int (record, "unit-id", part->unit_id);
  sgn_record_set_int (record, "owner-id", part->owner_id);
  sgn_record_set_text (record, "source", part->source);
  sgn_record_set_text (record, "capital-kind", part->capital_kind);
  sgn_record_set_text (record, "kind", voucher->kind);
  sgn_record_set_int (record, "amount", voucher->amount);
  sgn_record_set_text (record, "voucher", name);
  sgn_record_set_text (record, "content", voucher->content);
  sgn_record_set_text (record, "note", sgn_xml_get (demo->root, "note"));
  sgn_record_set_int (record, "synthetic", 1);
  return sgn_record_save (record, demo->ledger, error);
}

static gboolean
add_vouchers (Demo *demo, GError **error)
{
  for (guint i = 0; i < demo->parts->len; i++)
    {
      const Part *part = &g_array_index (demo->parts, Part, i);

      if (part->spent > 0)
        pay_part (demo, part);
    }
  g_array_sort (demo->vouchers, compare_vouchers);
  for (guint i = 0; i < demo->vouchers->len; i++)
    if (!save_voucher (demo, &g_array_index (demo->vouchers, Voucher, i), i + 1, error))
      return FALSE;
  return TRUE;
}

static void
read_curve (Demo *demo)
{
  g_auto (GStrv) points = g_strsplit (sgn_xml_get (demo->root, "curve"), " ", -1);

  g_assert (g_strv_length (points) == MONTHS);
  for (guint i = 0; i < MONTHS; i++)
    demo->curve[i] = (guint)atoi (points[i]);
}

static gboolean
fill_demo (SgnLedger *ledger, gpointer user_data, GError **error)
{
  g_autoptr (GArray) communes = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autoptr (GArray) vouchers = g_array_new (FALSE, FALSE, sizeof (Voucher));
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  Demo demo = {
    .ledger = ledger,
    .root = user_data,
    .own = sgn_programme_own_unit (connection),
    .communes = communes,
    .parts = parts,
    .vouchers = vouchers,
  };

  demo.state = g_ascii_strtoull (sgn_xml_get (demo.root, "seed"), NULL, 10);
  read_curve (&demo);
  return sgn_connection_run (connection, "UPDATE ledger SET synthetic = 1", error)
         && sgn_sample_find (ledger, demo.root, "commune-owner", &demo.commune_owner, error)
         && list_communes (&demo, error) && add_decisions (&demo, error) && spend_all (&demo, error)
         && add_vouchers (&demo, error);
}

gboolean
sgn_sample_add_demo (SgnLedger *ledger, GError **error)
{
  g_autoptr (SgnXmlNode) root = sgn_sample_read ("demo-2023.xml", rules, error);

  return root
         && sgn_ledger_change (ledger, sgn_xml_get (root, "action"), fill_demo, root, NULL, error);
}
