#define G_LOG_DOMAIN "sgn-appendix"

#include "config.h"

#include "appendix/sgn-household-sheet.h"

#include "appendix/sgn-letterhead-private.h"
#include "programme/sgn-household-card.h"
#include "programme/sgn-identity.h"
#include "programme/sgn-programme.h"
#include "sheet/sgn-sheet-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum
{
  COLUMN_DATE,
  COLUMN_WHAT,
  COLUMN_DETAIL,
  COLUMN_AMOUNT
};

typedef enum
{
  ENTRY_CLASS,
  ENTRY_EVENT,
  ENTRY_SUPPORT,
  ENTRY_N_KINDS
} EntryKind;

typedef struct
{
  EntryKind kind;
  char *date; /* ISO, perhaps partial */
  char *what, *detail;
  gboolean has_amount;
  gint64 amount;
} Entry;

typedef struct
{
  SgnConnection *connection;
  SgnHouseholdCard *card;
  SgnIndicatorNames names;
  gboolean terse;                  /* indicators by their short names, which a note explains */
  gboolean used[SGN_N_INDICATORS]; /* those the note explains */
  GPtrArray *entries;              /* of Entry, the oldest first */
} Story;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->date);
  g_free (entry->what);
  g_free (entry->detail);
  g_free (entry);
}

static void
story_clear (Story *story)
{
  g_clear_pointer (&story->card, sgn_household_card_free);
  sgn_indicator_names_clear (&story->names);
  g_clear_pointer (&story->entries, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Story, story_clear)

static char *
format (const Story *story, SgnRecord *record, const char *field)
{
  const SgnField *description = sgn_record_type_field (sgn_record_get_record_type (record), field);

  return sgn_field_format (description, story->connection, sgn_record_get (record, field),
                           SGN_MONEY_DONG);
}

static void
join (GString *line, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", text);
}

static void
join_fields (const Story *story, GString *line, SgnRecord *record, const char *const *fields)
{
  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_autofree char *text = format (story, record, fields[i]);

      join (line, text);
    }
}

static Entry *
add_entry (Story *story, EntryKind kind, const char *date, char *what, GString *detail)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->kind = kind;
  entry->date = g_strdup (date);
  entry->what = what;
  entry->detail = g_string_free (detail, FALSE);
  g_ptr_array_add (story->entries, entry);
  return entry;
}

/* --- what there is to tell --- */

static void
join_points (GString *line, SgnRecord *row)
{
  static const char *const POINTS[][2] = { { "a-points", "A" }, { "b-points", "B" } };

  for (guint i = 0; i < G_N_ELEMENTS (POINTS); i++)
    if (!sgn_record_is_null (row, POINTS[i][0]))
      {
        g_autofree char *text = g_strdup_printf ("%s = %d", POINTS[i][1],
                                                 (int)sgn_record_get_int (row, POINTS[i][0]));

        join (line, text);
      }
}

static const char *
name_indicator (const Story *story, guint i)
{
  g_autofree char *field = g_strdup_printf ("d%u", i + 1);

  if (story->names.brief[i] != NULL)
    return story->names.brief[i];
  if (story->names.names[i] != NULL)
    return story->names.names[i];
  return _ (sgn_record_type_field (&sgn_type_household_year, field)->label);
}

static void
join_deprivations (Story *story, GString *line, SgnRecord *row)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    {
      g_autofree char *field = g_strdup_printf ("d%u", i + 1);
      const gboolean terse = story->terse && story->names.short_names[i] != NULL;

      if (sgn_record_get_int (row, field) == 0)
        continue;
      story->used[i] = story->used[i] || terse;
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              terse ? story->names.short_names[i] : name_indicator (story, i));
    }
  if (names->len == 0)
    return;
  text = g_strdup_printf (_ ("deprived of: %s"), names->str);
  join (line, text);
}

static char *
describe_class (const Story *story, SgnRecord *row)
{
  const int year = (int)sgn_record_get_int (row, "year");
  const char *movement = sgn_record_get_text (row, "movement");
  g_autofree char *class_ = format (story, row, "class");
  g_autofree char *how = format (story, row, "movement");

  if (g_strcmp0 (movement, "other-out") == 0)
    return g_strdup_printf (_ ("%d: taken off the list"), year);
  return g_strdup_printf ("%d: %s%s%s", year, class_, *how != '\0' ? ", " : "", how);
}

static void
add_year (Story *story, SgnRecord *row)
{
  g_autofree char *year = g_strdup_printf ("%d", (int)sgn_record_get_int (row, "year"));
  const char *date = sgn_record_get_text (row, "decision-date");
  GString *detail = g_string_new (NULL);

  if (g_strcmp0 (sgn_record_get_text (row, "movement"), "other-out") != 0)
    {
      join_points (detail, row);
      join_deprivations (story, detail, row);
    }
  if (!story->terse)
    join (detail, sgn_record_get_text (row, "decision-number"));
  add_entry (story, ENTRY_CLASS, date != NULL ? date : year, describe_class (story, row), detail);
}

static void
add_event (Story *story, SgnRecord *event)
{
  static const char *const FIELDS[]
      = { "member-id", "other-id", "from-unit-id", "to-unit-id", "reason", NULL };
  GString *detail = g_string_new (NULL);

  join_fields (story, detail, event, FIELDS);
  add_entry (story, ENTRY_EVENT, sgn_record_get_text (event, "date"), format (story, event, "kind"),
             detail);
}

static void
add_support (Story *story, SgnRecord *support)
{
  static const char *const FIELDS[] = { "component-id", "member-id", "form", NULL };
  const char *measure = sgn_record_get_text (support, "measure");
  g_autofree char *quantity = format (story, support, "quantity");
  const char *content = sgn_record_get_text (support, "content");
  GString *detail = g_string_new (NULL);
  char *what = *quantity != '\0' ? g_strdup_printf ("%s: %s %s", content, quantity,
                                                    measure != NULL ? measure : "")
                                 : g_strdup (content);
  Entry *entry;

  join_fields (story, detail, support, FIELDS);
  entry = add_entry (story, ENTRY_SUPPORT, sgn_record_get_text (support, "date"), what, detail);
  entry->has_amount = !sgn_record_is_null (support, "amount");
  entry->amount = sgn_record_get_int (support, "amount");
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *first = *(Entry *const *)a, *second = *(Entry *const *)b;
  const int order = strcmp (first->date, second->date);

  return order != 0 ? order : (int)first->kind - (int)second->kind;
}

static void
collect_entries (Story *story)
{
  const SgnHouseholdCard *card = story->card;
  const char *since = sgn_record_get_text (card->household, "separate-since");

  g_clear_pointer (&story->entries, g_ptr_array_unref);
  story->entries = g_ptr_array_new_with_free_func (entry_free);
  if (since != NULL)
    add_entry (story, ENTRY_EVENT, since, g_strdup (_ ("Became a separate household")),
               g_string_new (NULL));
  for (guint i = card->years->len; i > 0; i--)
    add_year (story, card->years->pdata[i - 1]);
  for (guint i = card->events->len; i > 0; i--)
    add_event (story, card->events->pdata[i - 1]);
  for (guint i = card->support->len; i > 0; i--)
    add_support (story, card->support->pdata[i - 1]);
  g_ptr_array_sort (story->entries, compare_entries);
}

/* --- the paper --- */

static void
add_column (SgnSheet *sheet, const char *key, const char *label, SgnColumnKind kind, double width)
{
  const char *const heading[] = { label, NULL };
  const guint column = sgn_sheet_add_column (sheet, key, heading, kind, width);

  sgn_sheet_get_column (sheet, column)->wrap = kind == SGN_COLUMN_TEXT;
}

static char *
describe_place (const Story *story)
{
  const SgnHouseholdCard *card = story->card;
  const char *code = sgn_record_get_text (card->household, "code");
  g_autofree char *today = sgn_date_format (sgn_date_today ());
  g_autofree char *as_of = g_strdup_printf (_ ("as of %s"), today);
  GString *line = g_string_new (card->unit_name);

  if (card->commune_name != NULL && g_strcmp0 (card->commune_name, card->unit_name) != 0)
    g_string_append_printf (line, ", %s", card->commune_name);
  if (code != NULL)
    {
      g_autofree char *number = g_strdup_printf (_ ("number %s"), code);

      join (line, number);
    }
  join (line, as_of);
  return g_string_free (line, FALSE);
}

static SgnSheet *
make_frame (const Story *story, GError **error)
{
  g_autofree char *title = g_strdup_printf (_ ("History of the household of %s"),
                                            sgn_record_get_text (story->card->household, "head"));
  g_autofree char *place = describe_place (story);
  g_autoptr (SgnSheet) sheet = sgn_sheet_new ("household-history", title);

  sgn_sheet_set_paper (sheet, SGN_PAPER_A4, FALSE);
  sgn_sheet_set_money_unit (sheet, SGN_MONEY_DONG);
  if (!sgn_letterhead_add (sheet, story->connection, error))
    return NULL;
  sgn_sheet_set_text (sheet, "subtitle", place);
  add_column (sheet, "date", _ ("Date"), SGN_COLUMN_DATE, 10);
  add_column (sheet, "what", _ ("Content"), SGN_COLUMN_TEXT, 28);
  add_column (sheet, "detail", _ ("Details"), SGN_COLUMN_TEXT, 38);
  add_column (sheet, "amount", _ ("Amount"), SGN_COLUMN_MONEY, 12);
  return g_steal_pointer (&sheet);
}

static void
add_group (SgnSheet *sheet, const char *text)
{
  const guint row = sgn_sheet_add_row (sheet, NULL, 0, SGN_ROW_STYLE_GROUP, -1);

  sgn_sheet_set_cell_text (sheet, row, COLUMN_WHAT, text);
}

static void
add_member (const Story *story, SgnSheet *sheet, SgnRecord *member)
{
  static const char *const FIELDS[] = { "relation", "sex", NULL };
  const guint row = sgn_sheet_add_row (sheet, NULL, 1, SGN_ROW_STYLE_NORMAL, -1);
  const char *number = sgn_record_get_text (member, "id-number");
  g_autofree char *masked = number != NULL ? sgn_identity_mask (number) : NULL;
  g_autoptr (GString) detail = g_string_new (NULL);

  join_fields (story, detail, member, FIELDS);
  join (detail, masked);
  if (!sgn_record_is_null (member, "birth"))
    sgn_sheet_set_cell_text (sheet, row, COLUMN_DATE, sgn_record_get_text (member, "birth"));
  sgn_sheet_set_cell_text (sheet, row, COLUMN_WHAT, sgn_record_get_text (member, "name"));
  sgn_sheet_set_cell_text (sheet, row, COLUMN_DETAIL, detail->str);
}

/* Those who have left are told of by their events. */
static void
add_members (const Story *story, SgnSheet *sheet)
{
  GPtrArray *members = story->card->members;
  guint present = 0;
  g_autofree char *label = NULL;

  while (present < members->len && sgn_record_is_null (members->pdata[present], "left-on"))
    present++;
  label = g_strdup_printf (_ ("Members (%u)"), present);
  add_group (sheet, label);
  for (guint i = 0; i < present; i++)
    add_member (story, sheet, members->pdata[i]);
}

static void
add_entry_row (SgnSheet *sheet, const Entry *entry)
{
  const guint row = sgn_sheet_add_row (sheet, NULL, 1, SGN_ROW_STYLE_NORMAL, -1);

  sgn_sheet_set_cell_text (sheet, row, COLUMN_DATE, entry->date);
  sgn_sheet_set_cell_text (sheet, row, COLUMN_WHAT, entry->what);
  sgn_sheet_set_cell_text (sheet, row, COLUMN_DETAIL, entry->detail);
  if (entry->has_amount)
    sgn_sheet_set_cell_money (sheet, row, COLUMN_AMOUNT, entry->amount);
}

/* The first @n entries as one line: how many of each kind, until when, what they come to. */
static void
add_condensed (const Story *story, SgnSheet *sheet, guint n)
{
  const guint row = sgn_sheet_add_row (sheet, NULL, 1, SGN_ROW_STYLE_ITALIC, -1);
  const Entry *last = story->entries->pdata[n - 1];
  guint counts[ENTRY_N_KINDS] = { 0 };
  gint64 amount = 0;
  g_autofree char *what
      = g_strdup_printf (ngettext ("%u earlier entry", "%u earlier entries", n), n);
  g_autofree char *detail = NULL;

  for (guint i = 0; i < n; i++)
    {
      const Entry *entry = story->entries->pdata[i];

      counts[entry->kind]++;
      amount += entry->amount;
    }
  detail = g_strdup_printf (_ ("classes: %u, events: %u, support: %u"), counts[ENTRY_CLASS],
                            counts[ENTRY_EVENT], counts[ENTRY_SUPPORT]);
  sgn_sheet_set_cell_text (sheet, row, COLUMN_DATE, last->date);
  sgn_sheet_set_cell_text (sheet, row, COLUMN_WHAT, what);
  sgn_sheet_set_cell_text (sheet, row, COLUMN_DETAIL, detail);
  if (amount > 0)
    sgn_sheet_set_cell_money (sheet, row, COLUMN_AMOUNT, amount);
  sgn_sheet_add_note (sheet, _ ("The oldest entries are put together to fit the page; the ledger "
                                "has them one by one."));
}

/* "VL: Việc làm; NƠ: Chất lượng nhà" */
static void
explain_short_names (const Story *story, SgnSheet *sheet)
{
  g_autoptr (GString) note = g_string_new (NULL);

  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    if (story->used[i])
      g_string_append_printf (note, "%s%s: %s", note->len > 0 ? "; " : "",
                              story->names.short_names[i], name_indicator (story, i));
  if (note->len > 0)
    sgn_sheet_add_note (sheet, note->str);
}

static SgnSheet *
make_sheet (const Story *story, guint n_condensed, GError **error)
{
  g_autoptr (SgnSheet) sheet = make_frame (story, error);

  if (sheet == NULL)
    return NULL;
  add_members (story, sheet);
  if (story->entries->len > 0)
    add_group (sheet, _ ("Course of events"));
  if (n_condensed > 0)
    add_condensed (story, sheet, n_condensed);
  for (guint i = n_condensed; i < story->entries->len; i++)
    add_entry_row (sheet, story->entries->pdata[i]);
  explain_short_names (story, sheet);
  if (sgn_record_get_int (story->card->household, "synthetic") != 0)
    sgn_sheet_add_note (sheet, _ ("Made-up data to show the program."));
  sgn_sheet_round_money (sheet);
  return g_steal_pointer (&sheet);
}

static SgnSheet *
try_sheet (const Story *story, guint n_condensed, gboolean *fits, GError **error)
{
  g_autoptr (SgnSheet) sheet = make_sheet (story, n_condensed, error);
  g_autoptr (SgnSheetPages) pages
      = sheet != NULL ? sgn_sheet_pages_new (sheet, NULL, NULL, NULL, error) : NULL;

  if (pages == NULL)
    return NULL;
  *fits = sgn_sheet_pages_get_n_pages (pages) <= 1;
  return g_steal_pointer (&sheet);
}

/* As few entries put together as the page asks for; with all of them it is as short as it gets. */
static SgnSheet *
condense (const Story *story, GError **error)
{
  guint low = 2, high = story->entries->len;
  g_autoptr (SgnSheet) best = NULL;

  while (low <= high)
    {
      const guint middle = (low + high) / 2;
      gboolean fits = FALSE;
      g_autoptr (SgnSheet) sheet = try_sheet (story, middle, &fits, error);

      if (sheet == NULL)
        return NULL;
      if (fits || middle == story->entries->len)
        g_set_object (&best, sheet);
      if (fits)
        high = middle - 1;
      else
        low = middle + 1;
    }
  return g_steal_pointer (&best);
}

/* First as it is, then in fewer words, then with the oldest put together. */
static SgnSheet *
fit_sheet (Story *story, GError **error)
{
  gboolean fits = FALSE;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SgnSheet) sheet = NULL;

      story->terse = i > 0;
      collect_entries (story);
      sheet = try_sheet (story, 0, &fits, error);
      if (sheet == NULL || fits || (story->terse && story->entries->len < 2))
        return g_steal_pointer (&sheet);
    }
  return condense (story, error);
}

SgnSheet *
sgn_household_sheet (SgnConnection *connection, gint64 household_id, GError **error)
{
  g_auto (Story) story = { .connection = connection };

  story.card = sgn_household_card_load (connection, household_id, error);
  if (story.card == NULL || !sgn_indicator_names_load (connection, &story.names, error))
    return NULL;
  return fit_sheet (&story, error);
}
