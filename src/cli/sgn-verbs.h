#pragma once

#include "cli/sgn-command.h"

G_BEGIN_DECLS

/* The verbs, one file each: sgn-verb-NAME.c. */
extern const SgnVerb sgn_verb_new, sgn_verb_sample, sgn_verb_info, sgn_verb_types;
extern const SgnVerb sgn_verb_list, sgn_verb_show, sgn_verb_put, sgn_verb_remove;
extern const SgnVerb sgn_verb_appendix, sgn_verb_check, sgn_verb_catalogue;
extern const SgnVerb sgn_verb_log, sgn_verb_undo, sgn_verb_redo;
extern const SgnVerb sgn_verb_backup, sgn_verb_restore, sgn_verb_verify, sgn_verb_close;

G_END_DECLS
