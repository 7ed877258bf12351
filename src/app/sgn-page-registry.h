#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The pages of the side bar, in its order. */
typedef struct
{
  const char *name;         /* "funding": in "go-to", and the section of the guide */
  const char *group;        /* N_(), the heading it stands under */
  const char *label;        /* N_(), in the side bar */
  const char *title;        /* N_(), in the header bar */
  const char *icon;
  GType (*get_type) (void); /* a SgnPage */
} SgnPageInfo;

/** sgn_page_registry_list: Returns: (transfer none): every page */
const SgnPageInfo *sgn_page_registry_list (guint *n_pages);

/** sgn_page_registry_find: Returns: (nullable): by name */
const SgnPageInfo *sgn_page_registry_find (const char *name);

G_END_DECLS
