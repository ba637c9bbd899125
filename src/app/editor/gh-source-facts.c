/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-source-facts.h"

#include <glib/gi18n.h>

#include "gh-config.h"
#include "gh-fact-grid.h"
#include "gh-text.h"
#include "gh-time.h"

/* A spinner that comes and goes within a blink only makes the pane restless. */
#define SPINNER_DELAY_MS 300

struct _GhSourceFacts
{
  AdwBin parent_instance;

  AdwActionRow *state_row;
  GtkStack *indicator;
  GtkImage *icon;
  GtkSpinner *spinner;
  GtkButton *test;
  GhFactGrid *facts;

  char *trouble;
  guint spinner_source;
};

enum
{
  TEST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhSourceFacts, gh_source_facts, ADW_TYPE_BIN)

/* The word, the icon and the colour say the same; the word alone is enough. */
typedef struct
{
  const char *title;
  const char *icon;
  const char *css_class;
} State;

static State
get_state (GhDatasource *datasource)
{
  switch (gh_datasource_get_health (datasource))
    {
    case GH_HEALTH_WORKS:
      return (State){ _ ("Credential works"), "emblem-ok-symbolic", "success" };
    case GH_HEALTH_REFUSED:
      return (State){ _ ("Credential was refused"), "dialog-error-symbolic", "error" };
    case GH_HEALTH_NO_CREDENTIAL:
      return (State){ _ ("No credential"), "dialog-warning-symbolic", "warning" };
    case GH_HEALTH_NOT_KNOWN:
      return (State){ _ ("Not known"), "dialog-question-symbolic", "dim-label" };
    case GH_HEALTH_UNTESTED:
    default:
      return (State){ _ ("Not tested yet"), "dialog-question-symbolic", "dim-label" };
    }
}

static void
set_css_class (GtkWidget *widget, const char *css_class)
{
  const char *const classes[] = { "success", "error", "warning", "dim-label" };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_strcmp0 (classes[i], css_class) == 0)
      gtk_widget_add_css_class (widget, classes[i]);
    else
      gtk_widget_remove_css_class (widget, classes[i]);
}

static void
append_part (GString *text, const char *part)
{
  if (part == NULL)
    return;

  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static void
update_state (GhSourceFacts *self, GhDatasource *datasource)
{
  State state = get_state (datasource);
  gint64 tested_at = gh_datasource_get_tested_at (datasource);
  g_autoptr (GString) subtitle = g_string_new (gh_datasource_get_credential_type (datasource));

  if (tested_at != 0)
    {
      g_autofree char *when = gh_time_format_text (tested_at);
      g_autofree char *tested = g_strdup_printf (_ ("tested %s"), when);

      append_part (subtitle, tested);
    }
  append_part (subtitle, self->trouble);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state_row), state.title);
  adw_action_row_set_subtitle (self->state_row, subtitle->str);
  gtk_image_set_from_icon_name (self->icon, state.icon);
  set_css_class (GTK_WIDGET (self->icon), state.css_class);
}

static gboolean
show_spinner_cb (gpointer user_data)
{
  GhSourceFacts *self = user_data;

  self->spinner_source = 0;
  gtk_stack_set_visible_child_name (self->indicator, "spinner");
  gtk_spinner_start (self->spinner);
  /* With animations off the spinner stands still. */
  adw_action_row_set_subtitle (self->state_row, _ ("Reading…"));

  return G_SOURCE_REMOVE;
}

static void
update_spinner (GhSourceFacts *self, GhEditingBusy busy)
{
  gboolean reading = busy == GH_EDITING_LOADING || busy == GH_EDITING_TESTING;

  g_clear_handle_id (&self->spinner_source, g_source_remove);
  if (reading)
    self->spinner_source = g_timeout_add (SPINNER_DELAY_MS, show_spinner_cb, self);
  else
    {
      gtk_spinner_stop (self->spinner);
      gtk_stack_set_visible_child_name (self->indicator, "icon");
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self), busy != GH_EDITING_LOADING);
  gtk_widget_set_sensitive (GTK_WIDGET (self->test), busy == GH_EDITING_IDLE);
}

/* Only what was seen counts: the key is shown to gateway administrators, the owner is named. */
static const char *
get_role (GhEditing *editing)
{
  GhDatasource *datasource = gh_editing_get_datasource (editing);
  GhRoute *route = gh_editing_get_route (editing);

  if (route != NULL && gh_route_get_key (route) != NULL)
    return _ ("Gateway administrator");
  if (gh_datasource_get_place (datasource) == GH_PLACE_CLOUD &&
      gh_datasource_is_owned_by (datasource, gh_editing_get_caller (editing)))
    return _ ("Owner");

  return _ ("Not known");
}

static void
update_facts (GhSourceFacts *self, GhEditing *editing)
{
  GhDatasource *datasource = gh_editing_get_datasource (editing);
  GhGateway *gateway = gh_datasource_get_gateway (datasource);
  GhItem *item = gh_datasource_get_item (datasource);
  const char *server = gh_datasource_get_server (datasource);

  gh_fact_grid_clear (self->facts);
  gh_fact_grid_add (self->facts, _ ("Type"), gh_datasource_get_type_label (datasource));
  gh_fact_grid_add (self->facts, _ ("Server"), server);
  gh_fact_grid_add (self->facts, _ ("Database"), gh_datasource_get_database (datasource));
  if (server == NULL)
    gh_fact_grid_add (self->facts, _ ("Address"), gh_datasource_get_address (datasource));
  if (gateway != NULL)
    gh_fact_grid_add (self->facts, _ ("Gateway"), gh_node_get_title (GH_NODE (gateway)));
  else if (item != NULL)
    gh_fact_grid_add (self->facts, _ ("Owner"), gh_item_get_owner (item));
  gh_fact_grid_add (self->facts, _ ("Your role"), get_role (editing));
}

static void
test_cb (GhSourceFacts *self)
{
  g_signal_emit (self, signals[TEST], 0);
}

static void
gh_source_facts_dispose (GObject *object)
{
  GhSourceFacts *self = GH_SOURCE_FACTS (object);

  g_clear_handle_id (&self->spinner_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_SOURCE_FACTS);

  G_OBJECT_CLASS (gh_source_facts_parent_class)->dispose (object);
}

static void
gh_source_facts_finalize (GObject *object)
{
  GhSourceFacts *self = GH_SOURCE_FACTS (object);

  g_free (self->trouble);

  G_OBJECT_CLASS (gh_source_facts_parent_class)->finalize (object);
}

static void
gh_source_facts_class_init (GhSourceFactsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_source_facts_dispose;
  G_OBJECT_CLASS (klass)->finalize = gh_source_facts_finalize;

  signals[TEST] = g_signal_new ("test", GH_TYPE_SOURCE_FACTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  g_type_ensure (GH_TYPE_FACT_GRID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/editor/gh-source-facts.ui");
  gtk_widget_class_bind_template_child (widget_class, GhSourceFacts, state_row);
  gtk_widget_class_bind_template_child (widget_class, GhSourceFacts, indicator);
  gtk_widget_class_bind_template_child (widget_class, GhSourceFacts, icon);
  gtk_widget_class_bind_template_child (widget_class, GhSourceFacts, spinner);
  gtk_widget_class_bind_template_child (widget_class, GhSourceFacts, test);
  gtk_widget_class_bind_template_child (widget_class, GhSourceFacts, facts);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
}

static void
gh_source_facts_init (GhSourceFacts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
gh_source_facts_update (GhSourceFacts *self, GhEditing *editing)
{
  GhDatasource *datasource;

  g_return_if_fail (GH_IS_SOURCE_FACTS (self));

  datasource = gh_editing_get_datasource (editing);
  if (datasource == NULL)
    return;

  update_state (self, datasource);
  update_spinner (self, gh_editing_get_busy (editing));
  update_facts (self, editing);
}

void
gh_source_facts_set_trouble (GhSourceFacts *self, const GError *error)
{
  g_return_if_fail (GH_IS_SOURCE_FACTS (self));

  g_clear_pointer (&self->trouble, g_free);
  if (error != NULL)
    self->trouble = gh_text_to_display (error->message);
}

void
gh_source_facts_set_narrow (GhSourceFacts *self, gboolean narrow)
{
  g_return_if_fail (GH_IS_SOURCE_FACTS (self));

  gh_fact_grid_set_width (self->facts, narrow ? 2 : 3, narrow);
}
