#pragma once

#include "cli/sgn-command.h"

G_BEGIN_DECLS

/** sgn_help_program: what `sgn --help` prints */
void sgn_help_program (const SgnVerb *const *verbs);

/** sgn_help_verb: what `sgn VERB --help` prints */
void sgn_help_verb (const SgnVerb *verb, const GOptionEntry *own, const GOptionEntry *general);

G_END_DECLS
