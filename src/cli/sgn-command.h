#pragma once

#include "base/sgn-date.h"
#include "base/sgn-money.h"
#include "programme/sgn-programme.h"

G_BEGIN_DECLS

typedef struct _SgnCommand SgnCommand;

/**
 * SgnVerbFunc:
 *
 * Does the work of a verb: reads its own options with sgn_command_parse(), data to standard output.
 * Errors of the domain G_OPTION_ERROR are wrong usage (exit 2), all others a failure (exit 3).
 */
typedef gboolean (*SgnVerbFunc) (SgnCommand *self, GError **error);

typedef struct
{
  const char *name;
  const char *arguments; /* N_(), as the help shows them: "LEDGER TYPE ID" */
  const char *summary;   /* N_() */
  SgnVerbFunc run;
} SgnVerb;

/* One call of a verb. */
struct _SgnCommand
{
  const SgnVerb *verb;
  char **arguments; /* owned; options and arguments, after sgn_command_parse() the arguments alone */
  gboolean json;
  SgnMoneyUnit money;
  char *operator_name; /* owned, nullable */
  gboolean attention;  /* done, and there is something to look at: exit 1 */
};

/**
 * sgn_command_parse:
 * @entries: options of this verb: G_OPTION_ARG_NONE, _FILENAME or _FILENAME_ARRAY (bytes as they are)
 * @min, @max: how many arguments it takes
 *
 * Reads the options of the verb and the general ones. FALSE without an error: the help was asked
 * for and shown, and the verb returns FALSE too.
 */
gboolean sgn_command_parse (SgnCommand *self, const GOptionEntry *entries, guint min, guint max,
                            GError **error);

/** sgn_command_n_arguments, sgn_command_argument: what remained; NULL beyond the end */
guint sgn_command_n_arguments (SgnCommand *self);
const char *sgn_command_argument (SgnCommand *self, guint index);

/** sgn_command_open: the ledger of the first argument, with writing or only to read; what there is to say about
 * it goes to standard error */
SgnLedger *sgn_command_open (SgnCommand *self, gboolean write, GError **error);

/** sgn_command_record_type: by the name in an argument; wrong usage if there is none */
const SgnRecordType *sgn_command_record_type (const char *name, GError **error);

/** sgn_command_id: a record number in an argument; wrong usage if it is none */
gboolean sgn_command_id (const char *text, gint64 *id, GError **error);

/** sgn_command_year: an option that is a year; @text NULL leaves @year alone */
gboolean sgn_command_year (const char *text, int *year, GError **error);

/** sgn_command_count: an option that is a whole number of at least 1; @text NULL leaves @count alone */
gboolean sgn_command_count (const char *option, const char *text, guint *count, GError **error);

/** sgn_command_day: an option that is a date; @text NULL leaves @date alone */
gboolean sgn_command_day (const char *option, const char *text, SgnDate *date, GError **error);

/** sgn_command_ending: an output file must end with one of @endings, ".xlsx" …; @path NULL is well */
gboolean sgn_command_ending (const char *path, const char *const *endings, GError **error);

/** sgn_command_refuse: wrong usage. Returns: FALSE */
gboolean sgn_command_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/** sgn_command_say: a line to standard error, for people; silent with --json */
void sgn_command_say (SgnCommand *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
