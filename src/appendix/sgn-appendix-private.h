#pragma once

#include "appendix/sgn-appendix.h"

G_BEGIN_DECLS

/* What a template of an office's own may cost at most; ours stay far below. */
#define SGN_APPENDIX_MAX_FILE (256 * 1024)
#define SGN_APPENDIX_MAX_SQL (16 * 1024)
#define SGN_APPENDIX_MAX_COLUMNS 200
#define SGN_APPENDIX_MAX_ROWS 20000
#define SGN_APPENDIX_MAX_LIST 1000000
#define SGN_APPENDIX_MAX_FIGURES 2000000
#define SGN_APPENDIX_MAX_NOTES 200

/* A SELECT over published views and where it stands in the file. */
typedef struct
{
  char *sql;
  int line;
} SgnAppendixSql;

typedef enum
{
  SGN_TEMPLATE_COLUMN,
  SGN_TEMPLATE_GROUP,
  SGN_TEMPLATE_REPEAT,
} SgnTemplateNodeKind;

/* How the figures of parts add up to that of the row they are parts of. */
typedef enum
{
  SGN_ADDS_YES,
  SGN_ADDS_NO,    /* each row has its own or none: rates, planned figures */
  SGN_ADDS_WHOLE, /* only when every part has one; else the row's own, if it has one */
} SgnTemplateAddition;

/* A line of its own in every row: "Hộ", "Nhân khẩu". */
typedef struct
{
  char *key;
  char *name;
} SgnTemplatePart;

/* <column>, <group> and <repeat>. */
typedef struct
{
  SgnTemplateNodeKind node_kind;
  int line;
  GPtrArray *children; /* of SgnTemplateNode */
  SgnAppendixSql sql;  /* of a repeat */
  char *key;           /* all below: of a column; heading of a group too */
  char *heading;
  SgnColumnKind kind;
  double width;
  guint decimals;
  char *code;                   /* with {placeholders}: of the line below the headings */
  gboolean wrap, optional, numbered;
  gboolean identity;            /* texts are personal numbers */
  gboolean hidden;              /* only reckoned with */
  gboolean zero;                /* nothing is 0 */
  gboolean strict;              /* nothing when one of the refs is nothing */
  gboolean counted;             /* figures come from queries, the formula says what they should be */
  SgnTemplateAddition addition;
  SgnFormulaKind formula;       /* SUM_COLUMNS, DIFFERENCE, BALANCE or RATIO, over `refs` */
  char **refs;                  /* of BALANCE: "-key" is taken off */
} SgnTemplateNode;

typedef struct
{
  SgnAppendixSql sql;
  char *record_type;
} SgnTemplateFigures;

typedef struct
{
  int line;
  char *text;         /* with {placeholders} */
  SgnAppendixSql sql; /* sql NULL: the text stands always */
  char **money;       /* columns of the query that are dong */
} SgnTemplateNote;

typedef struct
{
  int line;
  SgnChartKind kind;
  char *title;
  char *category;
  char **series;
  guint level;
  gboolean secondary_last;
} SgnTemplateChart;

struct _SgnAppendix
{
  gatomicrefcount references;
  char *id;
  char *title;
  char *source;
  GPtrArray *parameters; /* of char *, ends with NULL */
  SgnPaper paper;
  gboolean landscape;
  GHashTable *texts;     /* "form", "subtitle" …: with {placeholders} */
  SgnAppendixSql texts_sql;
  GPtrArray *columns;    /* of SgnTemplateNode */
  SgnAppendixSql rows;
  gboolean list;         /* rows come one by one and are not kept: no tree, no figures */
  GPtrArray *parts;      /* of SgnTemplatePart */
  char *part_column;     /* where the names of parts stand */
  char *label_column;    /* where the labels below stand */
  char *own_label;       /* of the row for figures of a row that has parts */
  char *other_label;     /* of the row for figures of no row */
  gboolean drop_empty;
  GPtrArray *figures;    /* of SgnTemplateFigures */
  GPtrArray *notes;      /* of SgnTemplateNote */
  GPtrArray *charts;     /* of SgnTemplateChart */
};

/** sgn_appendix_new: Returns: (transfer full): an empty one, for the parser */
SgnAppendix *sgn_appendix_new (void);

SgnTemplateNode *sgn_template_node_new (SgnTemplateNodeKind kind, int line);

/** sgn_appendix_parse: @name is what errors call the file */
SgnAppendix *sgn_appendix_parse (const char *text, gsize length, const char *name, GError **error);

/** sgn_appendix_find_unknown_parameter: Returns: where @sql names a parameter nobody binds (it would be NULL without a word), or NULL */
const char *sgn_appendix_find_unknown_parameter (const char *sql);

/** sgn_template_error: SGN_BASE_ERROR_INVALID: "KP-01, line 12: …" */
void sgn_template_error (GError **error, const char *name, int line, const char *format, ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
