#pragma once

#include <gio/gio.h>

#include "record/sgn-query.h"

G_BEGIN_DECLS

/**
 * sgn_row_totals_async:
 * @source: the callback's source object, kept meanwhile
 * @path: the ledger
 * @fields: (element-type SgnField): numeric ones
 *
 * Adds up fields over a query in a thread of its own.
 */
void sgn_row_totals_async (GObject *source, const char *path, const SgnQuery *query, GPtrArray *fields,
                           GCancellable *cancellable, GAsyncReadyCallback callback);

/** sgn_row_totals_finish: Returns: (transfer full) (nullable): " · Số tiền: 224.523 triệu đồng …" for the status bar */
char *sgn_row_totals_finish (GAsyncResult *result, GError **error);

G_END_DECLS
