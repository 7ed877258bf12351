#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SGN_VALUE_NULL,
  SGN_VALUE_INT,  /* integers, money in dong, yes/no, references */
  SGN_VALUE_REAL,
  SGN_VALUE_TEXT, /* text, memo, ISO dates, choices, codes */
} SgnValueKind;

/* A plain value; a zeroed one is null. */
typedef struct
{
  SgnValueKind kind;
  gint64 integer;
  double real;
  char *text; /* owned */
} SgnValue;

#define SGN_VALUE_INIT { SGN_VALUE_NULL, 0, 0, NULL }

SgnValue sgn_value_int (gint64 integer);
SgnValue sgn_value_real (double real);
/** sgn_value_text: copies; NULL gives a null value */
SgnValue sgn_value_text (const char *text);
SgnValue sgn_value_copy (const SgnValue *value);
gboolean sgn_value_equal (const SgnValue *a, const SgnValue *b);
void sgn_value_clear (SgnValue *value);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnValue, sgn_value_clear)

G_END_DECLS
