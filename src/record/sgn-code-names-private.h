#pragma once

#include "record/sgn-field.h"

G_BEGIN_DECLS

/* Names of codes, each list read whole when it is first asked for. */
typedef struct _SgnCodeNames SgnCodeNames;

SgnCodeNames *sgn_code_names_new (SgnConnection *connection);
void sgn_code_names_free (SgnCodeNames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnCodeNames, sgn_code_names_free)

/** sgn_code_names_get: Returns: (transfer none): the name, or @code itself where it has none */
const char *sgn_code_names_get (SgnCodeNames *self, const char *list, const char *code);
/** sgn_code_names_forget: the lists changed: they will be read again; what was returned is gone */
void sgn_code_names_forget (SgnCodeNames *self);

G_END_DECLS
