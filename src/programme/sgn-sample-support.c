#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-sample-people-private.h"
#include "programme/sgn-sample-private.h"

#include <string.h>

/* What the made-up households received. It draws from a generator of its own. */

#define INSERT_SUPPORT                                                                     \
  "INSERT INTO support (id, household_id, member_id, component_id, date, content, form, "  \
  "quantity, measure, amount, source, synthetic, note) VALUES (:id, :household, :member, " \
  ":component, :date, :content, :form, :quantity, :measure, :amount, :source, 1, :note)"

#define AMOUNT_STEP 100000

/* Something given to many. */
typedef struct
{
  const SgnXmlNode *node;
  gint64 component_id;
  guint share;  /* of a thousand listed households a year */
  guint spread; /* how many steps an amount may be above the least */
  gint64 amount;
  gboolean each; /* one for every person */
} Kind;

static guint
read_number (const SgnXmlNode *node, const char *key)
{
  const char *text = sgn_xml_get (node, key);

  return text ? (guint)atoi (text) : 0;
}

static gboolean
read_kind (SgnPeople *people, const SgnXmlNode *node, GError **error)
{
  Kind kind = { .node = node,
                .share = read_number (node, "share"),
                .spread = read_number (node, "spread"),
                .amount = read_number (node, "amount"),
                .each = sgn_xml_get (node, "each") != NULL };

  if (!sgn_sample_find (people->ledger, node, "component", &kind.component_id, error))
    return FALSE;
  g_array_append_val (people->support_kinds, kind);
  return TRUE;
}

gboolean
sgn_people_begin_support (SgnPeople *people, GError **error)
{
  people->support_kinds = g_array_new (FALSE, FALSE, sizeof (Kind));
  for (guint i = 0; i < people->root->children->len; i++)
    {
      const SgnXmlNode *node = g_ptr_array_index (people->root->children, i);

      if (strcmp (node->name, "support") == 0 && !read_kind (people, node, error))
        return FALSE;
    }
  people->insert_support
      = sgn_connection_prepare (sgn_ledger_get_connection (people->ledger), INSERT_SUPPORT, error);
  return people->insert_support != NULL;
}

void
sgn_people_end_support (SgnPeople *people)
{
  g_clear_pointer (&people->support_kinds, g_array_unref);
  g_clear_pointer (&people->insert_support, sgn_statement_free);
}

static void
bind_values (SgnPeople *people, const Kind *kind, guint persons)
{
  SgnStatement *insert = people->insert_support;
  static const char *const texts[][2] = { { ":content", "content" },
                                          { ":form", "form" },
                                          { ":measure", "measure" },
                                          { ":source", "source" } };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    sgn_statement_bind_text (insert, texts[i][0], sgn_xml_get (kind->node, texts[i][1]));
  sgn_statement_bind_null (insert, ":quantity");
  if (sgn_xml_get (kind->node, "measure"))
    sgn_statement_bind_real (insert, ":quantity", kind->each ? persons : 1);
  sgn_statement_bind_null (insert, ":amount");
  if (kind->amount)
    sgn_statement_bind_int (insert, ":amount",
                            kind->amount
                                + (gint64)AMOUNT_STEP
                                      * sgn_sample_draw (&people->support_state, kind->spread + 1));
}

static gboolean
add_support (SgnPeople *people, const SgnMadeHousehold *household, const Kind *kind, guint year,
             GError **error)
{
  SgnStatement *insert = people->insert_support;
  g_autofree char *date
      = g_strdup_printf ("%u-%02u-%02u", year, 1 + sgn_sample_draw (&people->support_state, 12),
                         1 + sgn_sample_draw (&people->support_state, 28));

  sgn_statement_reset (insert);
  sgn_statement_bind_int (insert, ":id", people->next_id++);
  sgn_statement_bind_int (insert, ":household", household->id);
  sgn_statement_bind_null (insert, ":member");
  sgn_statement_bind_int (insert, ":component", kind->component_id);
  sgn_statement_bind_text (insert, ":date", date);
  sgn_statement_bind_text (insert, ":note", sgn_xml_get (people->root, "note"));
  bind_values (people, kind, household->n_persons);
  return sgn_statement_run (insert, error);
}

gboolean
sgn_people_add_support (SgnPeople *people, const SgnMadeHousehold *household,
                        const SgnMadeYear years[SGN_PEOPLE_N_YEARS], GError **error)
{
  /* what is given follows the class of the year before */
  for (guint i = 1; i < SGN_PEOPLE_N_YEARS; i++)
    for (guint k = 0; k < people->support_kinds->len && sgn_people_is_listed (&years[i - 1]); k++)
      {
        const Kind *kind = &g_array_index (people->support_kinds, Kind, k);

        if (household->gone_year && household->gone_year <= SGN_PEOPLE_FIRST_YEAR + i)
          continue;
        if (sgn_sample_draw (&people->support_state, 1000) < kind->share
            && !add_support (people, household, kind, SGN_PEOPLE_FIRST_YEAR + i, error))
          return FALSE;
      }
  return TRUE;
}
