#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/sgn-page.h"

#include "app/widgets/sgn-message-bar.h"
#include "app/widgets/sgn-wrap-box.h"

typedef struct
{
  /* owned */
  SgnLedger *ledger;
  char *subtitle, *status, *badge;
  GHashTable *stale; /* of table names that changed while the page was not shown */
  gulong changed_id;
  gboolean badge_attention;

  /* children */
  GtkWidget *message_bar;
} SgnPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SgnPage, sgn_page, GTK_TYPE_WIDGET)

enum
{
  PROP_LEDGER = 1,
  PROP_SUBTITLE,
  PROP_STATUS,
  PROP_BADGE,
  PROP_BADGE_ATTENTION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  GO_TO,
  JOB,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
tell_tables (SgnPage *self, const char *const *tables)
{
  if (SGN_PAGE_GET_CLASS (self)->tables_changed != NULL)
    SGN_PAGE_GET_CLASS (self)->tables_changed (self, tables);
}

static void
ledger_changed_cb (SgnPage *self, const char *const *tables)
{
  SgnPagePrivate *priv = sgn_page_get_instance_private (self);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      tell_tables (self, tables);
      return;
    }
  for (guint i = 0; tables[i] != NULL; i++)
    g_hash_table_add (priv->stale, g_strdup (tables[i]));
}

static gboolean
set_text (SgnPage *self, char **text, const char *value, GParamSpec *pspec)
{
  if (g_strcmp0 (*text, value) == 0)
    return FALSE;
  g_free (*text);
  *text = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
  return TRUE;
}

static void
sgn_page_map (GtkWidget *widget)
{
  SgnPage *self = SGN_PAGE (widget);
  SgnPagePrivate *priv = sgn_page_get_instance_private (self);

  GTK_WIDGET_CLASS (sgn_page_parent_class)->map (widget);

  if (g_hash_table_size (priv->stale) > 0)
    {
      g_autoptr (GHashTable) stale = g_steal_pointer (&priv->stale);
      g_autofree char **tables = (char **)g_hash_table_get_keys_as_array (stale, NULL);

      priv->stale = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      tell_tables (self, (const char *const *)tables);
    }
}

static void
sgn_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SgnPagePrivate *priv = sgn_page_get_instance_private (SGN_PAGE (object));

  switch (id)
    {
    case PROP_LEDGER:
      g_value_set_object (value, priv->ledger);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, priv->subtitle);
      break;
    case PROP_STATUS:
      g_value_set_string (value, priv->status);
      break;
    case PROP_BADGE:
      g_value_set_string (value, priv->badge);
      break;
    case PROP_BADGE_ATTENTION:
      g_value_set_boolean (value, priv->badge_attention);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sgn_page_dispose (GObject *object)
{
  SgnPagePrivate *priv = sgn_page_get_instance_private (SGN_PAGE (object));
  GtkWidget *child;

  if (priv->ledger != NULL)
    g_clear_signal_handler (&priv->changed_id, priv->ledger);
  g_clear_object (&priv->ledger);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  priv->message_bar = NULL;
  G_OBJECT_CLASS (sgn_page_parent_class)->dispose (object);
}

static void
sgn_page_finalize (GObject *object)
{
  SgnPagePrivate *priv = sgn_page_get_instance_private (SGN_PAGE (object));

  g_free (priv->subtitle);
  g_free (priv->status);
  g_free (priv->badge);
  g_hash_table_unref (priv->stale);
  G_OBJECT_CLASS (sgn_page_parent_class)->finalize (object);
}

static void
sgn_page_class_init (SgnPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = sgn_page_get_property;
  object_class->dispose = sgn_page_dispose;
  object_class->finalize = sgn_page_finalize;
  widget_class->map = sgn_page_map;

  properties[PROP_LEDGER] = g_param_spec_object ("ledger", NULL, NULL, SGN_TYPE_LEDGER, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  properties[PROP_BADGE] = g_param_spec_string ("badge", NULL, NULL, NULL, flags);
  properties[PROP_BADGE_ATTENTION]
      = g_param_spec_boolean ("badge-attention", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[GO_TO]
      = g_signal_new ("go-to", SGN_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                      4, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT64, G_TYPE_STRING);

  signals[JOB] = g_signal_new ("job", SGN_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, SGN_TYPE_JOB);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "page");
  /* The tool bar of every page. */
  g_type_ensure (SGN_TYPE_WRAP_BOX);
}

static void
sgn_page_init (SgnPage *self)
{
  SgnPagePrivate *priv = sgn_page_get_instance_private (self);
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  priv->stale = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static SgnMessageBar *
ensure_message_bar (SgnPage *self)
{
  SgnPagePrivate *priv = sgn_page_get_instance_private (self);

  if (priv->message_bar == NULL)
    {
      priv->message_bar = sgn_message_bar_new ();
      gtk_widget_insert_after (priv->message_bar, GTK_WIDGET (self), NULL);
    }
  return SGN_MESSAGE_BAR (priv->message_bar);
}

SgnLedger *
sgn_page_get_ledger (SgnPage *self)
{
  SgnPagePrivate *priv = sgn_page_get_instance_private (self);

  g_return_val_if_fail (SGN_IS_PAGE (self), NULL);
  return priv->ledger;
}

void
sgn_page_set_ledger (SgnPage *self, SgnLedger *ledger)
{
  SgnPagePrivate *priv = sgn_page_get_instance_private (self);

  g_return_if_fail (SGN_IS_PAGE (self));
  if (priv->ledger == ledger)
    return;

  if (priv->ledger != NULL)
    g_clear_signal_handler (&priv->changed_id, priv->ledger);
  g_set_object (&priv->ledger, ledger);
  g_hash_table_remove_all (priv->stale);
  if (ledger != NULL)
    priv->changed_id = g_signal_connect_object (ledger, "changed", G_CALLBACK (ledger_changed_cb),
                                                self, G_CONNECT_SWAPPED);
  sgn_page_hide_message (self);
  if (SGN_PAGE_GET_CLASS (self)->ledger_set != NULL)
    SGN_PAGE_GET_CLASS (self)->ledger_set (self, ledger);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEDGER]);
}

const char *
sgn_page_get_subtitle (SgnPage *self)
{
  SgnPagePrivate *priv = sgn_page_get_instance_private (self);

  return priv->subtitle;
}

void
sgn_page_set_subtitle (SgnPage *self, const char *subtitle)
{
  SgnPagePrivate *priv = sgn_page_get_instance_private (self);

  set_text (self, &priv->subtitle, subtitle, properties[PROP_SUBTITLE]);
}

const char *
sgn_page_get_status (SgnPage *self)
{
  SgnPagePrivate *priv = sgn_page_get_instance_private (self);

  return priv->status;
}

void
sgn_page_set_status (SgnPage *self, const char *status)
{
  SgnPagePrivate *priv = sgn_page_get_instance_private (self);

  set_text (self, &priv->status, status, properties[PROP_STATUS]);
}

const char *
sgn_page_get_badge (SgnPage *self)
{
  SgnPagePrivate *priv = sgn_page_get_instance_private (self);

  return priv->badge;
}

gboolean
sgn_page_get_badge_attention (SgnPage *self)
{
  SgnPagePrivate *priv = sgn_page_get_instance_private (self);

  return priv->badge_attention;
}

void
sgn_page_set_badge (SgnPage *self, const char *badge, gboolean attention)
{
  SgnPagePrivate *priv = sgn_page_get_instance_private (self);

  if (priv->badge_attention != attention)
    {
      priv->badge_attention = attention;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BADGE_ATTENTION]);
    }
  set_text (self, &priv->badge, badge, properties[PROP_BADGE]);
}

void
sgn_page_go_to (SgnPage *self, const char *page, const SgnRecordType *type, gint64 id,
                const char *field)
{
  g_return_if_fail (SGN_IS_PAGE (self));
  g_signal_emit (self, signals[GO_TO], 0, page, type != NULL ? type->name : NULL, id, field);
}

void
sgn_page_show_error (SgnPage *self, GError *error)
{
  g_autoptr (GError) owned = error;

  g_return_if_fail (SGN_IS_PAGE (self) && error != NULL);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sgn_message_bar_show_error (ensure_message_bar (self), error->message);
}

void
sgn_page_show_message (SgnPage *self, const char *message, const char *button_label,
                       const char *action_name, GVariant *target)
{
  g_return_if_fail (SGN_IS_PAGE (self));
  sgn_message_bar_show_message (ensure_message_bar (self), message, button_label, action_name,
                                target);
}

void
sgn_page_hide_message (SgnPage *self)
{
  SgnPagePrivate *priv = sgn_page_get_instance_private (self);

  if (priv->message_bar != NULL)
    sgn_message_bar_hide (SGN_MESSAGE_BAR (priv->message_bar));
}

void
sgn_page_show_job (SgnPage *self, SgnJob *job)
{
  g_return_if_fail (SGN_IS_PAGE (self) && SGN_IS_JOB (job));
  g_signal_emit (self, signals[JOB], 0, job);
}
