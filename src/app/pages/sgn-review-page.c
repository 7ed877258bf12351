#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-review-page.h"

#include "app/pages/sgn-appendix-export.h"
#include "app/pages/sgn-review-choices.h"
#include "app/pages/sgn-review-page-closing.h"
#include "app/pages/sgn-review-page-counts.h"
#include "app/pages/sgn-review-page-deadlines.h"
#include "app/pages/sgn-review-page-escaped.h"
#include "app/pages/sgn-review-page-movement.h"
#include "app/pages/sgn-review-page-recheck.h"
#include "app/pages/sgn-review-page-results.h"
#include "app/pages/sgn-review-page-worklist.h"
#include "app/widgets/sgn-options.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review-board.h"

#include <glib/gi18n-lib.h>

struct _SgnReviewPage
{
  SgnPage parent_instance;

  /* template widgets */
  GtkDropDown *year, *unit;
  GMenu *forms_section;
  SgnReviewDeadlineStrip *deadlines;
  GtkStack *stack;
  SgnReviewWorklist *worklist;
  SgnReviewCounts *counts;
  GtkMenuButton *closing_button;
  SgnReviewClosing *closing;

  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SgnReviewPage, sgn_review_page, SGN_TYPE_PAGE)

static int
get_year (SgnReviewPage *self)
{
  return (int)g_ascii_strtoll (sgn_options_get (self->year), NULL, 10);
}

static gint64
get_unit (SgnReviewPage *self)
{
  return g_ascii_strtoll (sgn_options_get (self->unit), NULL, 10);
}

static SgnReviewTab *
get_tab (SgnReviewPage *self)
{
  return SGN_REVIEW_TAB (gtk_stack_get_visible_child (self->stack));
}

static void
for_each_tab (SgnReviewPage *self, void (*func) (SgnReviewPage *self, SgnReviewTab *tab))
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->stack)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    func (self, SGN_REVIEW_TAB (child));
  func (self, SGN_REVIEW_TAB (self->closing));
}

/* --- choices --- */

static void
fill_choices (SgnReviewPage *self)
{
  SgnConnection *connection = sgn_ledger_get_connection (sgn_page_get_ledger (SGN_PAGE (self)));
  g_autoptr (GError) error = NULL;

  self->filling = TRUE;
  if (!sgn_review_fill_years (self->year, connection, &error)
      || !sgn_review_fill_units (self->unit, connection, &error))
    sgn_page_show_error (SGN_PAGE (self), g_steal_pointer (&error));
  self->filling = FALSE;
}

/* --- showing --- */

static void
set_tab (SgnReviewPage *self, SgnReviewTab *tab)
{
  sgn_review_tab_set (tab, sgn_page_get_ledger (SGN_PAGE (self)), get_year (self), get_unit (self));
}

static void
reload_tab (SgnReviewPage *self, SgnReviewTab *tab)
{
  sgn_review_tab_reload (tab);
}

static void
update_texts (SgnReviewPage *self)
{
  SgnLedger *ledger = sgn_page_get_ledger (SGN_PAGE (self));
  SgnReviewTab *tab = get_tab (self);
  g_autofree char *subtitle = NULL;
  gboolean closed;

  if (ledger == NULL)
    {
      sgn_page_set_subtitle (SGN_PAGE (self), NULL);
      return;
    }
  closed = sgn_review_is_closed (sgn_ledger_get_connection (ledger), get_year (self));
  subtitle = g_strdup_printf (closed ? _ ("Year %d, closed") : _ ("Year %d"), get_year (self));
  sgn_page_set_subtitle (SGN_PAGE (self), subtitle);
  sgn_page_set_status (SGN_PAGE (self), tab != NULL ? sgn_review_tab_get_status (tab) : NULL);
  sgn_review_deadline_strip_show (self->deadlines, ledger, closed);
  gtk_menu_button_set_label (self->closing_button,
                             closed ? _ ("_Open the Year Again") : _ ("C_lose the Year"));
}

static void
show_year (SgnReviewPage *self)
{
  for_each_tab (self, set_tab);
  update_texts (self);
}

/* --- callbacks --- */

static void
choice_changed_cb (SgnReviewPage *self)
{
  if (!self->filling && sgn_page_get_ledger (SGN_PAGE (self)) != NULL)
    show_year (self);
}

static void
tab_changed_cb (SgnReviewPage *self)
{
  if (self->worklist != NULL && get_tab (self) != NULL)
    sgn_page_set_status (SGN_PAGE (self), sgn_review_tab_get_status (get_tab (self)));
}

static void
share_cb (SgnReviewPage *self)
{
  sgn_page_set_badge (SGN_PAGE (self), sgn_review_worklist_get_share (self->worklist), FALSE);
}

static void
form_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnReviewPage *self = SGN_REVIEW_PAGE (widget);
  SgnAppendixParameters parameters = {
    .year = get_year (self),
    .unit_id = get_unit (self),
    .as_of = sgn_date_today (),
  };

  sgn_appendix_export_ask (SGN_PAGE (self), g_variant_get_string (parameter, NULL), &parameters);
}

/* --- the page --- */

static void
sgn_review_page_ledger_set (SgnPage *page, SgnLedger *ledger)
{
  SgnReviewPage *self = SGN_REVIEW_PAGE (page);

  if (ledger != NULL)
    fill_choices (self);
  else
    sgn_page_set_badge (page, NULL, FALSE);
  show_year (self);
}

static gboolean
names_any (const char *const *tables, const char *const *wanted)
{
  for (guint i = 0; wanted[i] != NULL; i++)
    if (g_strv_contains (tables, wanted[i]))
      return TRUE;
  return FALSE;
}

static void
sgn_review_page_tables_changed (SgnPage *page, const char *const *tables)
{
  static const char *const ours[]
      = { "household",  "member", "household_year", "review_sheet", "review_answer", "base_count",
          "unit",       "ledger", "setting",        "period_lock",  "code_item",     "catalogue",
          "unit_class", NULL };
  SgnReviewPage *self = SGN_REVIEW_PAGE (page);

  if (!names_any (tables, ours))
    return;
  fill_choices (self);
  for_each_tab (self, reload_tab);
  update_texts (self);
}

static void
sgn_review_page_find (SgnPage *page)
{
  SgnReviewPage *self = SGN_REVIEW_PAGE (page);
  SgnReviewTab *tab = get_tab (self);

  if (SGN_REVIEW_TAB_GET_CLASS (tab)->find == NULL)
    {
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->worklist));
      tab = SGN_REVIEW_TAB (self->worklist);
    }
  SGN_REVIEW_TAB_GET_CLASS (tab)->find (tab);
}

static void
sgn_review_page_create (SgnPage *page)
{
  SgnReviewPage *self = SGN_REVIEW_PAGE (page);
  SgnReviewTab *tab = get_tab (self);

  if (SGN_REVIEW_TAB_GET_CLASS (tab)->create == NULL)
    {
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->worklist));
      tab = SGN_REVIEW_TAB (self->worklist);
    }
  SGN_REVIEW_TAB_GET_CLASS (tab)->create (tab);
}

static SgnSheet *
sgn_review_page_make_sheet (SgnPage *page, GError **error)
{
  SgnReviewTab *tab = get_tab (SGN_REVIEW_PAGE (page));

  return SGN_REVIEW_TAB_GET_CLASS (tab)->make_sheet (tab, error);
}

static void
select_year (SgnReviewPage *self, gint64 year)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, year);

  sgn_options_select (self->year, value);
  sgn_options_select (self->unit, "0");
}

static gboolean
sgn_review_page_show_record (SgnPage *page, const SgnRecordType *type, gint64 id, const char *field)
{
  SgnReviewPage *self = SGN_REVIEW_PAGE (page);
  g_autoptr (SgnRecord) record = NULL;

  if (type != &sgn_type_review_sheet && type != &sgn_type_base_count)
    return FALSE;
  if (type == &sgn_type_base_count && id == 0)
    {
      if (field != NULL)
        select_year (self, g_ascii_strtoll (field, NULL, 10));
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->counts));
      return TRUE;
    }
  record = sgn_record_load (sgn_ledger_get_connection (sgn_page_get_ledger (page)), type, id, NULL);
  if (record == NULL)
    return FALSE;
  select_year (self, sgn_record_get_int (record, "year"));
  if (type == &sgn_type_base_count)
    {
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->counts));
      sgn_review_counts_show_count (self->counts, id);
      return TRUE;
    }
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->worklist));
  return sgn_review_worklist_show_household (self->worklist,
                                             sgn_record_get_int (record, "household-id"));
}

/* --- overrides --- */

static gboolean
sgn_review_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (gtk_stack_get_visible_child (SGN_REVIEW_PAGE (widget)->stack));
}

static void
sgn_review_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_REVIEW_PAGE);

  G_OBJECT_CLASS (sgn_review_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SGN_TYPE_REVIEW_CLOSING);
  g_type_ensure (SGN_TYPE_REVIEW_COUNTS);
  g_type_ensure (SGN_TYPE_REVIEW_DEADLINE_STRIP);
  g_type_ensure (SGN_TYPE_REVIEW_ESCAPED);
  g_type_ensure (SGN_TYPE_REVIEW_MOVEMENT);
  g_type_ensure (SGN_TYPE_REVIEW_RECHECK);
  g_type_ensure (SGN_TYPE_REVIEW_RESULTS);
  g_type_ensure (SGN_TYPE_REVIEW_WORKLIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/sogiamngheo/ui/pages/review.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnReviewPage, year);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewPage, unit);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewPage, forms_section);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewPage, deadlines);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewPage, worklist);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewPage, counts);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewPage, closing_button);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewPage, closing);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, tab_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, share_cb);
}

static void
sgn_review_page_class_init (SgnReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SgnPageClass *page_class = SGN_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_review_page_dispose;
  widget_class->grab_focus = sgn_review_page_grab_focus;
  page_class->ledger_set = sgn_review_page_ledger_set;
  page_class->tables_changed = sgn_review_page_tables_changed;
  page_class->find = sgn_review_page_find;
  page_class->create = sgn_review_page_create;
  page_class->make_sheet = sgn_review_page_make_sheet;
  page_class->show_record = sgn_review_page_show_record;

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "review.form", "s", form_cb);
}

static void
sgn_review_page_init (SgnReviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sgn_appendix_export_fill_menu (self->forms_section, "review.form", "RS-");
}
