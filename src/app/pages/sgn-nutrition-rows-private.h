#pragma once

#include "app/pages/sgn-nutrition-rows.h"
#include "app/widgets/sgn-grid-draft.h"

G_BEGIN_DECLS

/* Order of the columns, in the grid and on paper: what is typed stands near the name, so that both are seen at once. */
enum
{
  VILLAGE,
  NAME,
  BORN,
  AGE,
  HEIGHT,
  WEIGHT,
  POSITION,
  RESULT,
  HEIGHT_Z,
  WEIGHT_Z,
  LAST,
  N_COLUMNS
};

/* What can be typed. */
typedef enum
{
  SGN_NUTRITION_HEIGHT,
  SGN_NUTRITION_WEIGHT,
  SGN_NUTRITION_POSITION,
  SGN_N_NUTRITION_FIELDS
} SgnNutritionField;

typedef struct
{
  SgnChild *child;
  SgnGridRefusal refused[SGN_N_NUTRITION_FIELDS];
  char *refusal; /* why the row was not saved */
  gboolean dirty, restored; /* restored: of a draft */
} SgnNutritionRow;

struct _SgnNutritionRows
{
  GObject parent_instance;

  /* borrowed */
  const SgnGrowth *growth;

  /* owned */
  SgnLedger *ledger;
  GPtrArray *rows;     /* of SgnNutritionRow */
  GArray *shown;       /* of guint: of the rows, those that are found */
  SgnGridDraft *draft; /* of the day; NULL before the first */
  char *measurer, *sought;
  SgnGridColumn columns[N_COLUMNS];

  SgnDate day;
  gboolean batch, saving;
};

/* sgn-nutrition-rows.c */
extern const char *const sgn_nutrition_fields[SGN_N_NUTRITION_FIELDS];
const SgnNutritionRow *sgn_nutrition_rows_peek (SgnNutritionRows *self, guint at);

/* sgn-nutrition-rows-words.c */
/** of the measure of the day, once for every cell of its row */
char *sgn_nutrition_rows_format (SgnNutritionRows *self, const SgnChild *child, const SgnChildResult *result,
                                 guint column);
const char *sgn_nutrition_name_position (SgnMeasured measured);

/* sgn-nutrition-rows-save.c */
/** saves what is dirty of one row, or of all as one change */
void sgn_nutrition_rows_save_row (SgnNutritionRows *self, SgnNutritionRow *row);
gboolean sgn_nutrition_rows_save_all (SgnNutritionRows *self, GError **error);

G_END_DECLS
