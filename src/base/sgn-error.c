#define G_LOG_DOMAIN "sgn-base"

#include "config.h"

#include "base/sgn-error.h"

G_DEFINE_QUARK (sgn_base_error_quark, sgn_base_error)
