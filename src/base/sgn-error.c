#define G_LOG_DOMAIN "sgn-base"

#include "config.h"

#include "base/sgn-error.h"

G_DEFINE_QUARK (sgn-base-error-quark, sgn_base_error)
