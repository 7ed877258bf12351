#define G_LOG_DOMAIN "sgn-appendix"

#include "config.h"

#include "appendix/sgn-review-paper.h"

#include "base/sgn-number.h"
#include "programme/sgn-programme.h"
#include "record/sgn-query.h"

#include <glib/gi18n-lib.h>

#define N_EMPTY_MEMBERS 6
#define TICKED "☑"
#define UNTICKED "☐"
#define LINE "……………………"

enum
{
  COLUMN_NUMBER,
  COLUMN_WHAT,
  COLUMN_ANSWER,
  COLUMN_POINTS,
};

/* A paper being written. */
typedef struct
{
  const SgnReviewPaper *paper;
  SgnConnection *connection;
  SgnSheet *sheet;
  int group;     /* row of the section */
  guint section; /* its number */
} Writing;

static int
add_row (Writing *writing, const char *number, const char *what, const char *answer)
{
  int row
      = (int)sgn_sheet_add_row (writing->sheet, number, 1, SGN_ROW_STYLE_NORMAL, writing->group);

  sgn_sheet_set_cell_text (writing->sheet, (guint)row, COLUMN_NUMBER, number);
  sgn_sheet_set_cell_text (writing->sheet, (guint)row, COLUMN_WHAT, what);
  sgn_sheet_set_cell_text (writing->sheet, (guint)row, COLUMN_ANSWER, answer);
  return row;
}

static void
add_section (Writing *writing, const char *title)
{
  static const char *const numbers[] = { "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX" };
  const char *number = numbers[writing->section++];
  guint row = sgn_sheet_add_row (writing->sheet, number, 0, SGN_ROW_STYLE_GROUP, -1);

  sgn_sheet_set_cell_text (writing->sheet, row, COLUMN_NUMBER, number);
  sgn_sheet_set_cell_text (writing->sheet, row, COLUMN_WHAT, title);
  writing->group = (int)row;
}

static const SgnField *
describe (const char *field)
{
  return sgn_record_type_field (&sgn_type_review_sheet, field);
}

/* What was answered; a dotted line where it is to be written by hand. */
static void
add_field (Writing *writing, const char *field)
{
  const SgnReviewPaper *paper = writing->paper;
  const SgnField *description = describe (field);
  g_autofree char *answer
      = paper->empty ? g_strdup (LINE)
                     : sgn_field_format (description, writing->connection,
                                         sgn_record_get (paper->sheet, field), SGN_MONEY_DONG);
  const char *unit = description->kind == SGN_FIELD_MONEY ? sgn_money_unit_label (SGN_MONEY_DONG)
                     : description->unit                  ? _ (description->unit)
                                                          : NULL;
  g_autofree char *whole
      = unit && *answer ? g_strdup_printf ("%s %s", answer, unit) : g_strdup (answer);

  add_row (writing, "", _ (description->label), whole);
}

/* --- boxes to tick --- */

static void
add_box (GString *boxes, gboolean ticked, const char *label)
{
  g_string_append_printf (boxes, "%s%s\302\240%s", boxes->len ? "   " : "",
                          ticked ? TICKED : UNTICKED, label);
}

static void
add_tri (Writing *writing, const char *field, const char *yes, const char *no)
{
  SgnRecord *sheet = writing->paper->sheet;
  gboolean known = !writing->paper->empty && !sgn_record_is_null (sheet, field);
  g_autoptr (GString) boxes = g_string_new (NULL);

  add_box (boxes, known && sgn_record_get_int (sheet, field), yes);
  add_box (boxes, known && !sgn_record_get_int (sheet, field), no);
  add_row (writing, "", _ (describe (field)->label), boxes->str);
}

static gboolean
add_code_boxes (Writing *writing, const char *list, const char *given, GString *boxes,
                GError **error)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_code_item);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) codes = g_strsplit (given ? given : "", " ", -1);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_text (query, "list", list);
  ids = sgn_query_run (query, writing->connection, NULL, error);
  for (guint i = 0; ids && i < ids->len; i++)
    {
      g_autoptr (SgnRecord) item = sgn_record_load (writing->connection, &sgn_type_code_item,
                                                    g_array_index (ids, gint64, i), error);
      const char *code = item ? sgn_record_get_text (item, "code") : NULL;

      if (!code)
        return FALSE;
      if (g_hash_table_add (seen, g_strdup (code)))
        add_box (boxes, g_strv_contains ((const char *const *)codes, code),
                 sgn_record_get_text (item, "name"));
    }
  return ids != NULL;
}

static gboolean
add_codes (Writing *writing, const char *field, const char *list, const char *none, GError **error)
{
  const char *given
      = writing->paper->empty ? NULL : sgn_record_get_text (writing->paper->sheet, field);
  g_autoptr (GString) boxes = g_string_new (NULL);

  if (!add_code_boxes (writing, list, given, boxes, error))
    return FALSE;
  if (none)
    add_box (boxes, g_strcmp0 (given, "none") == 0, none);
  add_row (writing, "", _ (describe (field)->label), boxes->str);
  return TRUE;
}

/* --- sections --- */

static void
write_request (Writing *writing)
{
  add_section (writing, _ ("Request of the household (form 01)"));
  add_field (writing, "requested-on");
  add_field (writing, "request-reason");
}

static char *
describe_member (const SgnFamilyMember *member)
{
  g_autofree char *born = member->birth.year ? sgn_date_format (member->birth) : g_strdup ("–");
  const char *sex = member->sex == SGN_SEX_MALE     ? _ ("male")
                    : member->sex == SGN_SEX_FEMALE ? _ ("female")
                                                    : "–";

  /* Translators: name, sex, date of birth */
  return g_strdup_printf (_ ("%s, %s, born %s"), member->name, sex, born);
}

static char *
format_choice (const char *field, const char *value)
{
  SgnValue text = sgn_value_text (value);
  char *shown = sgn_field_format (sgn_record_type_field (&sgn_type_member, field), NULL, &text,
                                  SGN_MONEY_DONG);

  sgn_value_clear (&text);
  return shown;
}

static void
add_member (Writing *writing, const SgnFamilyMember *member, guint number)
{
  g_autofree char *index = g_strdup_printf ("%u", number);
  g_autofree char *who = describe_member (member);
  g_autofree char *relation = format_choice ("relation", member->relation);
  g_autofree char *schooling = format_choice ("schooling", member->schooling);
  g_autofree char *work = format_choice ("work", member->work);
  const char *const parts[] = { relation, schooling, work };
  g_autoptr (GString) answer = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i])
      g_string_append_printf (answer, "%s%s", answer->len ? "; " : "", parts[i]);
  add_row (writing, index, who, answer->str);
}

static void
write_members (Writing *writing)
{
  const SgnFamily *family = writing->paper->family;

  add_section (writing, _ ("Household and members"));
  for (guint i = 0; family && i < family->members->len; i++)
    add_member (writing, family->members->pdata[i], i + 1);
  for (guint i = 0; !family && i < N_EMPTY_MEMBERS; i++)
    {
      g_autofree char *index = g_strdup_printf ("%u", i + 1);

      add_row (writing, index, LINE, LINE);
    }
}

static void
write_screening (Writing *writing)
{
  const char *given
      = writing->paper->empty ? NULL : sgn_record_get_text (writing->paper->sheet, "screened");
  g_autoptr (GString) boxes = g_string_new (NULL);

  add_section (writing, _ ("Sheet A: screening"));
  for (const SgnChoice *choice = describe ("screened")->choices; choice->value; choice++)
    add_box (boxes, g_strcmp0 (given, choice->value) == 0, _ (choice->label));
  add_row (writing, "", _ (describe ("screened")->label), boxes->str);
}

static gboolean
is_given (const SgnReviewPaper *paper, const SgnPointQuestion *question,
          const SgnPointAnswer *answer)
{
  for (guint i = 0; paper->answers && !paper->empty && i < paper->answers->len; i++)
    {
      const SgnAnswer *given = paper->answers->pdata[i];

      if (g_str_equal (given->item, question->code) && g_str_equal (given->option, answer->code))
        return TRUE;
    }
  return FALSE;
}

/* No page ends with a question. */
static void
add_answer (Writing *writing, const SgnPointQuestion *question, const SgnPointAnswer *answer,
            gboolean first)
{
  g_autoptr (GString) box = g_string_new (NULL);
  gboolean given = is_given (writing->paper, question, answer);
  int row;

  add_box (box, given, answer->name);
  row = add_row (writing, "", answer->condition ? answer->condition : "", box->str);
  sgn_sheet_get_row (writing->sheet, (guint)row)->together = first;
  if (given || writing->paper->empty)
    sgn_sheet_set_cell_integer (writing->sheet, (guint)row, COLUMN_POINTS, answer->points);
}

static void
write_points (Writing *writing)
{
  const SgnReviewPaper *paper = writing->paper;
  int row;

  add_section (writing, _ ("Sheet B1: income points"));
  for (guint i = 0; paper->table && i < paper->table->questions->len; i++)
    {
      const SgnPointQuestion *question = paper->table->questions->pdata[i];
      g_autofree char *index = g_strdup_printf ("%u", i + 1);

      add_row (writing, index, question->name, "");
      for (guint j = 0; j < question->answers->len; j++)
        add_answer (writing, question, question->answers->pdata[j], j == 0);
    }
  row = add_row (writing, "", _ ("Sum of the income points (A)"), paper->empty ? LINE : "");
  if (!paper->empty && !sgn_record_is_null (paper->sheet, "a-total"))
    sgn_sheet_set_cell_integer (writing->sheet, (guint)row, COLUMN_POINTS,
                                sgn_record_get_int (paper->sheet, "a-total"));
}

static gboolean
write_measures (Writing *writing, GError **error)
{
  static const char *const parts[] = { "walls-solid", "columns-solid", "roof-solid" };

  add_section (writing, _ ("House, water, toilet and devices"));
  add_field (writing, "floor-area");
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    add_tri (writing, parts[i], _ ("solid"), _ ("not solid"));
  return add_codes (writing, "water", "water-source", NULL, error)
         && add_codes (writing, "toilet", "toilet", NULL, error)
         && add_codes (writing, "devices", "information-device", _ ("none of these"), error);
}

static void
add_tick (Writing *writing, guint i)
{
  const SgnReviewPaper *paper = writing->paper;
  g_autofree char *field = g_strdup_printf ("d%u", i + 1);
  g_autofree char *index = g_strdup_printf ("%u", i + 1);
  gboolean known = !paper->empty && !sgn_record_is_null (paper->sheet, field);
  gboolean deprived = known && sgn_record_get_int (paper->sheet, field);
  g_autoptr (GString) boxes = g_string_new (NULL);
  int row;

  add_box (boxes, deprived, _ ("deprived"));
  add_box (boxes, known && !deprived, _ ("not deprived"));
  if (!paper->empty && paper->data && paper->data[i].reason && *paper->data[i].reason)
    g_string_append_printf (boxes, "\n%s", paper->data[i].reason);
  row = add_row (writing, index, _ (describe (field)->label), boxes->str);
  if (deprived && paper->standard)
    sgn_sheet_set_cell_integer (writing->sheet, (guint)row, COLUMN_POINTS,
                                paper->standard->points_an_indicator);
}

static gboolean
write_outcome (Writing *writing, GError **error)
{
  gboolean own = g_strcmp0 (writing->paper->kind, "self-assessment") == 0;

  add_section (writing, own ? _ ("Income") : _ ("Causes, income and reviewer"));
  if (!own && !add_codes (writing, "causes", "poverty-cause", NULL, error))
    return FALSE;
  add_field (writing, "income");
  if (own)
    return TRUE;
  add_field (writing, "reviewer");
  add_field (writing, "reviewed-on");
  return TRUE;
}

static void
write_meeting (Writing *writing)
{
  static const char *const fields[]
      = { "present", "agreed", "meeting-on", "posted-on", "complaint", "complaint-answer", "note" };

  add_section (writing, _ ("Village meeting, posting and complaint"));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    add_field (writing, fields[i]);
}

static void
write_result (Writing *writing)
{
  const SgnReviewPaper *paper = writing->paper;

  add_section (writing, g_strcmp0 (paper->kind, "self-assessment") == 0 ? _ ("Indicative result")
                                                                        : _ ("Result"));
  add_row (writing, "", _ ("Class of the household"),
           paper->empty || !paper->class_name ? LINE : paper->class_name);
  if (!paper->empty && paper->why)
    add_row (writing, "", _ ("Why"), paper->why);
}

static void
add_columns (SgnSheet *sheet)
{
  static const struct
  {
    const char *key, *heading;
    SgnColumnKind kind;
    double width;
  } columns[] = { { "number", N_ ("Number in order"), SGN_COLUMN_TEXT, 5 },
                  { "what", N_ ("Content"), SGN_COLUMN_TEXT, 36 },
                  { "answer", N_ ("What was answered"), SGN_COLUMN_TEXT, 44 },
                  { "points", N_ ("Points"), SGN_COLUMN_INTEGER, 8 } };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const char *const heading[] = { _ (columns[i].heading), NULL };
      guint column = sgn_sheet_add_column (sheet, columns[i].key, heading, columns[i].kind,
                                           columns[i].width);

      sgn_sheet_get_column (sheet, column)->wrap = TRUE;
    }
}

static SgnSheet *
begin_sheet (const SgnReviewPaper *paper)
{
  gboolean own = g_strcmp0 (paper->kind, "self-assessment") == 0;
  g_autofree char *title
      = g_strdup_printf (own ? _ ("SELF-ASSESSMENT OF A HOUSEHOLD %d") : _ ("REVIEW SHEET %d"),
                         paper->year);
  SgnSheet *sheet = sgn_sheet_new ("review-sheet", title);

  sgn_sheet_set_paper (sheet, SGN_PAPER_A4, FALSE);
  sgn_sheet_set_text (sheet, "subtitle", paper->household ? paper->household : LINE LINE LINE);
  sgn_sheet_set_text (sheet, "signer-left", _ ("FOR THE HOUSEHOLD"));
  if (!own)
    sgn_sheet_set_text (sheet, "signer-right", _ ("REVIEWER"));
  add_columns (sheet);
  if (own)
    sgn_sheet_add_note (sheet, _ ("Indicative only: the class of a household follows from the "
                                  "review of its commune and the decision that recognises it."));
  if (paper->standard)
    sgn_sheet_add_note (sheet, paper->standard->source);
  return sheet;
}

SgnSheet *
sgn_review_paper_make (SgnConnection *connection, const SgnReviewPaper *paper, GError **error)
{
  g_autoptr (SgnSheet) sheet = begin_sheet (paper);
  Writing writing = { .paper = paper, .connection = connection, .sheet = sheet, .group = -1 };
  gboolean leads
      = g_strcmp0 (paper->kind, "periodic") == 0 || g_strcmp0 (paper->kind, "request") == 0;

  g_return_val_if_fail (paper->empty || paper->sheet, NULL);
  if (g_strcmp0 (paper->kind, "request") == 0)
    write_request (&writing);
  write_members (&writing);
  if (leads)
    write_screening (&writing);
  write_points (&writing);
  if (!write_measures (&writing, error))
    return NULL;
  add_section (&writing, _ ("Sheet B2: access to basic services"));
  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    add_tick (&writing, i);
  if (!write_outcome (&writing, error))
    return NULL;
  write_result (&writing);
  if (leads)
    write_meeting (&writing);
  return g_steal_pointer (&sheet);
}
