#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SGN_XML_MAX_BYTES (8 * 1024 * 1024)

/* Catalogues and the sample are small XML files. A table of rules says which elements may stand where, so
 * that everything else is refused with its line. */
typedef struct
{
  const char *element;
  const char *parent;     /* NULL: the outermost element */
  const char *attributes; /* names separated by blanks; '!' behind a required one */
  gboolean has_text;
} SgnXmlRule;

typedef struct _SgnXmlNode SgnXmlNode;

struct _SgnXmlNode
{
  char *name;
  int line;
  char **keys, **values;
  char *text;            /* NULL: none */
  GPtrArray *children;   /* of SgnXmlNode */
  gboolean skipped;      /* set by a reader that does not want this node */
};

void sgn_xml_node_free (SgnXmlNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnXmlNode, sgn_xml_node_free)

/**
 * sgn_xml_read:
 * @rules: ends with a zeroed one
 *
 * Returns: (transfer full): the outermost element; SGN_BASE_ERROR_INVALID names the line
 */
SgnXmlNode *sgn_xml_read (const char *text, gsize length, const SgnXmlRule *rules, GError **error);

/** sgn_xml_get: Returns: (transfer none) (nullable): the value of an attribute, NFC */
const char *sgn_xml_get (const SgnXmlNode *node, const char *key);

/** sgn_xml_fail: sets SGN_BASE_ERROR_INVALID "Line N: …". Returns: FALSE */
gboolean sgn_xml_fail (GError **error, const SgnXmlNode *node, const char *format, ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS
