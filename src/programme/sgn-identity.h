#pragma once

#include "base/sgn-date.h"
#include "programme/sgn-growth.h"
#include "store/sgn-connection.h"

G_BEGIN_DECLS

/** sgn_identity_check: the structure of a 12-digit personal number (NĐ 137/2015/NĐ-CP điều 13, TT 07/2016/TT-BCA): province of birth registration,
 * century and sex, year. Only the form may refuse (SGN_BASE_ERROR_INVALID: not 12 digits); what does not fit sex or birth is a warning.
 *
 * Returns: (transfer full): warnings, empty when all fits; NULL with @error for a number that is none */
char **sgn_identity_check (SgnConnection *connection, const char *number, SgnSex sex, SgnDate birth, GError **error);

/** sgn_identity_mask: Returns: (transfer full): "004*****1234": for paper that leaves the office */
char *sgn_identity_mask (const char *number);

G_END_DECLS
