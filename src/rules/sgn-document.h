#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The figures of one document as plain data: the tree of components, the totals it states and the
 * lines it is made of. A line or a stated total may leave its source or its capital kind open; then
 * the document only bounds what belongs to a source or a kind. */
typedef struct _SgnDocument SgnDocument;

/* Which figure: positions in the lists of sources and kinds, SGN_ANY for all of them together. */
#define SGN_ANY 0
#define SGN_UNKNOWN (-1)

typedef struct
{
  int source;
  int kind;
} SgnKey;

/* What is assumed of amounts whose source or kind the document leaves open; SGN_UNKNOWN: that it
 * is none of those it names. */
typedef SgnKey SgnHypothesis;

typedef struct
{
  gint64 low, high;
} SgnRange;

/* A total as it stands in the document. */
typedef struct
{
  SgnKey key;
  gint64 amount;
  gint64 record_id;
  gboolean together; /* the stated kinds added up, where no total stands beside them */
} SgnClaim;

typedef struct _SgnNode SgnNode;
struct _SgnNode
{
  gint64 id; /* of the component; 0: the whole document */
  char *code;
  SgnNode *parent;   /* NULL: the whole document */
  GPtrArray *parts;  /* of SgnNode, borrowed, in the order they were added */
  GArray *claims;    /* of SgnClaim */
  gboolean has_data; /* a line or a stated total here or below */

  /* Of sgn-document.c alone. */
  GArray *stated, *lines;
  gpointer figures;
};

SgnDocument *sgn_document_new (void);
void sgn_document_free (SgnDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnDocument, sgn_document_free)

/** sgn_document_add_component: @parent_id, if not 0, was added before */
void sgn_document_add_component (SgnDocument *self, gint64 id, gint64 parent_id, const char *code);

/**
 * sgn_document_add_stated:
 * @component_id: 0: the whole document
 * @source, @kind: (nullable): NULL: of all together
 */
void sgn_document_add_stated (SgnDocument *self, gint64 record_id, gint64 component_id, const char *source,
                              const char *kind, gint64 amount);

/**
 * sgn_document_add_line:
 * @source: (nullable): NULL: not stated
 * @kind: (nullable): NULL: not stated; "": it has none (credit, mobilised money)
 */
void sgn_document_add_line (SgnDocument *self, gint64 component_id, const char *source, const char *kind,
                            gint64 amount);

/** sgn_document_close: to be called once, after the last figure and before any question */
void sgn_document_close (SgnDocument *self);

/** sgn_document_nodes: Returns: (transfer none) (element-type SgnNode): the whole first, parents before their parts */
GPtrArray *sgn_document_nodes (SgnDocument *self);
/** sgn_document_find: Returns: (transfer none) (nullable) */
SgnNode *sgn_document_find (SgnDocument *self, gint64 component_id);

int sgn_document_n_sources (SgnDocument *self);
int sgn_document_n_kinds (SgnDocument *self);
/** sgn_document_source, sgn_document_kind: Returns: (transfer none) (nullable): the code, NULL for SGN_ANY */
const char *sgn_document_source (SgnDocument *self, int source);
const char *sgn_document_kind (SgnDocument *self, int kind);

/** sgn_document_value: what a component counts as a part: what it states, else what its parts add up to */
gint64 sgn_document_value (SgnDocument *self, const SgnNode *node, SgnKey key, SgnHypothesis hypothesis);
/** sgn_document_sum: what the parts and lines of a component add up to */
gint64 sgn_document_sum (SgnDocument *self, const SgnNode *node, SgnKey key, SgnHypothesis hypothesis);
/** sgn_document_sum_range: the least and the most that sum can be, whatever the open sources and kinds are */
SgnRange sgn_document_sum_range (SgnDocument *self, const SgnNode *node, SgnKey key);

/** sgn_document_states: whether the component states that figure */
gboolean sgn_document_states (SgnDocument *self, const SgnNode *node, SgnKey key);
/** sgn_document_has_negative: whether amounts are taken off somewhere (an adjustment, a recovery) */
gboolean sgn_document_has_negative (SgnDocument *self);

/** sgn_node_is_under: whether @node lies below @above, or is it */
gboolean sgn_node_is_under (const SgnNode *node, const SgnNode *above);

G_END_DECLS
