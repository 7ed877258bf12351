#pragma once

#include "store/sgn-journal.h"

G_BEGIN_DECLS

/* A change in the list of the journal page. */
#define SGN_TYPE_CHANGE_ITEM (sgn_change_item_get_type ())
G_DECLARE_FINAL_TYPE (SgnChangeItem, sgn_change_item, SGN, CHANGE_ITEM, GObject)

/** sgn_change_item_new: takes @change */
SgnChangeItem *sgn_change_item_new (SgnChange *change);
const SgnChange *sgn_change_item_get (SgnChangeItem *self);

/** sgn_change_item_describe_time: Returns: (transfer full): "31/08/2023 09:41" */
char *sgn_change_item_describe_time (SgnChangeItem *self);
/** sgn_change_item_describe_counts: Returns: (transfer full): "2 added, 1 edited" */
char *sgn_change_item_describe_counts (SgnChangeItem *self);
/** sgn_change_item_describe_state: Returns: (transfer full): "takes back 12", "taken back", "" */
char *sgn_change_item_describe_state (SgnChangeItem *self);

G_END_DECLS
