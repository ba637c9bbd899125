/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-cloud-dialog.h"

#include <glib/gi18n.h>

#include "gh-config.h"
#include "gh-origin.h"

typedef enum
{
  FIELD_NAME,
  FIELD_AUTHORITY,
  FIELD_POWERBI,
  FIELD_POWERBI_AUDIENCE,
  FIELD_FABRIC,
  FIELD_FABRIC_AUDIENCE,
  N_FIELDS,
} Field;

static const char *const NAMES[N_FIELDS] = {
  [FIELD_NAME] = "name",       [FIELD_AUTHORITY] = "authority",
  [FIELD_POWERBI] = "powerbi", [FIELD_POWERBI_AUDIENCE] = "powerbi_audience",
  [FIELD_FABRIC] = "fabric",   [FIELD_FABRIC_AUDIENCE] = "fabric_audience",
};

struct _GhCloudDialog
{
  AdwWindow parent_instance;

  GtkButton *save_button;
  GtkButton *remove_button;
  GtkLabel *problem_label;
  GtkWidget *rows[N_FIELDS];
  GtkWidget *messages[N_FIELDS];
  GtkLabel *labels[N_FIELDS];

  GhCloudList *clouds;
  GhCloud *edited;
  GhCloud *cloud;
  GCancellable *cancellable;
};

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhCloudDialog, gh_cloud_dialog, ADW_TYPE_WINDOW)

static char *
dup_text (GhCloudDialog *self, Field field)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->rows[field]))));
}

static const char *
get_replaced (GhCloudDialog *self)
{
  return self->edited != NULL ? gh_cloud_get_name (self->edited) : NULL;
}

static gboolean
check_origin (const char *text, GError **error)
{
  g_autoptr (GUri) origin = gh_origin_parse (text, error);

  return origin != NULL;
}

/* Both of Fabric's fields, or none. */
static gboolean
check_field (GhCloudDialog *self, Field field, GError **error)
{
  g_autofree char *text = dup_text (self, field);
  g_autofree char *fabric = dup_text (self, FIELD_FABRIC);
  g_autofree char *fabric_audience = dup_text (self, FIELD_FABRIC_AUDIENCE);

  switch (field)
    {
    case FIELD_NAME:
      return gh_cloud_list_check_name (self->clouds, text, get_replaced (self), error);
    case FIELD_AUTHORITY:
    case FIELD_POWERBI:
      return check_origin (text, error);
    case FIELD_POWERBI_AUDIENCE:
      return gh_cloud_check_audience (text, error);
    case FIELD_FABRIC:
      return (*fabric == '\0' && *fabric_audience == '\0') || check_origin (text, error);
    case FIELD_FABRIC_AUDIENCE:
      return (*fabric == '\0' && *fabric_audience == '\0') || gh_cloud_check_audience (text, error);
    case N_FIELDS:
    default:
      return TRUE;
    }
}

static void
show_message (GhCloudDialog *self, Field field, const char *message)
{
  GtkWidget *row = self->rows[field];

  if (message != NULL)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
  gtk_label_set_label (self->labels[field], message != NULL ? message : "");
  gtk_widget_set_visible (self->messages[field], message != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                               : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  message != NULL ? message : "", -1);
}

/* Nobody is told off while typing: what is wrong is said when it is to be saved. */
static void
changed_cb (GhCloudDialog *self, GtkWidget *row)
{
  for (Field field = 0; field < N_FIELDS; field++)
    if (self->rows[field] == row)
      show_message (self, field, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), FALSE);
}

static gboolean
check (GhCloudDialog *self)
{
  GtkWidget *first = NULL;

  for (Field field = 0; field < N_FIELDS; field++)
    {
      g_autoptr (GError) error = NULL;

      if (check_field (self, field, &error))
        show_message (self, field, NULL);
      else
        {
          show_message (self, field, error->message);
          first = first != NULL ? first : self->rows[field];
        }
    }
  if (first != NULL)
    gtk_widget_grab_focus (first);

  return first == NULL;
}

static void
show_problem (GhCloudDialog *self, const GError *error)
{
  gtk_label_set_label (self->problem_label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), TRUE);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhCloudDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gh_cloud_list_save_finish (GH_CLOUD_LIST (source), result, &error))
    {
      show_problem (self, error);
      return;
    }

  g_signal_emit (self, signals[SAVED], 0, self->cloud);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
save_cb (GhCloudDialog *self)
{
  g_auto (GStrv) texts = g_new0 (char *, N_FIELDS + 1);
  g_autoptr (GError) error = NULL;

  if (!check (self))
    return;

  for (Field field = 0; field < N_FIELDS; field++)
    texts[field] = dup_text (self, field);
  g_clear_object (&self->cloud);
  self->cloud = gh_cloud_new (texts[FIELD_NAME], texts[FIELD_AUTHORITY], texts[FIELD_POWERBI],
                              texts[FIELD_POWERBI_AUDIENCE], texts[FIELD_FABRIC],
                              texts[FIELD_FABRIC_AUDIENCE], &error);
  if (self->cloud == NULL)
    show_problem (self, error);
  else
    gh_cloud_list_save_async (self->clouds, self->cloud, get_replaced (self), self->cancellable,
                              saved_cb, g_object_ref (self));
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhCloudDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (gh_cloud_list_remove_finish (GH_CLOUD_LIST (source), result, &error))
    gtk_window_destroy (GTK_WINDOW (self));
  else
    show_problem (self, error);
}

static void
remove_cb (GhCloudDialog *self)
{
  gh_cloud_list_remove_async (self->clouds, get_replaced (self), self->cancellable, removed_cb,
                              g_object_ref (self));
}

/* In a field, Enter goes on to the next. */
static void
activated_cb (GhCloudDialog *self, GtkWidget *row)
{
  for (Field field = 0; field + 1 < N_FIELDS; field++)
    if (self->rows[field] == row)
      {
        gtk_widget_grab_focus (self->rows[field + 1]);
        return;
      }

  save_cb (self);
}

static void
fill_in (GhCloudDialog *self)
{
  GUri *fabric = gh_cloud_get_fabric_origin (self->edited);
  g_autofree char *authority = g_uri_to_string (gh_cloud_get_authority (self->edited));
  g_autofree char *powerbi = g_uri_to_string (gh_cloud_get_powerbi_origin (self->edited));
  g_autofree char *fabric_text = fabric != NULL ? g_uri_to_string (fabric) : NULL;
  const char *audience = gh_cloud_get_fabric_audience (self->edited);
  const char *texts[N_FIELDS] = {
    [FIELD_NAME] = gh_cloud_get_name (self->edited),
    [FIELD_AUTHORITY] = authority,
    [FIELD_POWERBI] = powerbi,
    [FIELD_POWERBI_AUDIENCE] = gh_cloud_get_powerbi_audience (self->edited),
    [FIELD_FABRIC] = fabric_text != NULL ? fabric_text : "",
    [FIELD_FABRIC_AUDIENCE] = audience != NULL ? audience : "",
  };

  for (Field field = 0; field < N_FIELDS; field++)
    gtk_editable_set_text (GTK_EDITABLE (self->rows[field]), texts[field]);
}

static void
gh_cloud_dialog_dispose (GObject *object)
{
  GhCloudDialog *self = GH_CLOUD_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->clouds);
  g_clear_object (&self->edited);
  g_clear_object (&self->cloud);

  G_OBJECT_CLASS (gh_cloud_dialog_parent_class)->dispose (object);
}

static void
gh_cloud_dialog_finalize (GObject *object)
{
  g_clear_object (&GH_CLOUD_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (gh_cloud_dialog_parent_class)->finalize (object);
}

static void
gh_cloud_dialog_class_init (GhCloudDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_cloud_dialog_dispose;
  object_class->finalize = gh_cloud_dialog_finalize;

  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, GH_TYPE_CLOUD);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/sign-in/gh-cloud-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhCloudDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, GhCloudDialog, remove_button);
  gtk_widget_class_bind_template_child (widget_class, GhCloudDialog, problem_label);
  for (Field field = 0; field < N_FIELDS; field++)
    {
      g_autofree char *row = g_strconcat (NAMES[field], "_row", NULL);
      g_autofree char *message = g_strconcat (NAMES[field], "_message", NULL);
      g_autofree char *label = g_strconcat (NAMES[field], "_label", NULL);

      gtk_widget_class_bind_template_child_full (widget_class, row, FALSE, 0);
      gtk_widget_class_bind_template_child_full (widget_class, message, FALSE, 0);
      gtk_widget_class_bind_template_child_full (widget_class, label, FALSE, 0);
    }
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "cancel_cb",
                                                G_CALLBACK (gtk_window_close));
}

static GtkWidget *
get_child (GhCloudDialog *self, Field field, const char *kind)
{
  g_autofree char *name = g_strconcat (NAMES[field], kind, NULL);

  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (self), GH_TYPE_CLOUD_DIALOG, name));
}

static void
gh_cloud_dialog_init (GhCloudDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (Field field = 0; field < N_FIELDS; field++)
    {
      self->rows[field] = get_child (self, field, "_row");
      self->messages[field] = get_child (self, field, "_message");
      self->labels[field] = GTK_LABEL (get_child (self, field, "_label"));
    }
}

/**
 * gh_cloud_dialog_new:
 * @parent: the window in front of which it is shown
 * @clouds: where it is saved
 * @cloud: (nullable): a saved one to edit; %NULL for a new one
 *
 * Returns: (transfer none): a dialog that is not shown yet
 */
GtkWidget *
gh_cloud_dialog_new (GtkWindow *parent, GhCloudList *clouds, GhCloud *cloud)
{
  GhCloudDialog *self = g_object_new (GH_TYPE_CLOUD_DIALOG, "transient-for", parent, NULL);

  self->clouds = g_object_ref (clouds);
  g_set_object (&self->edited, cloud);
  gtk_widget_set_visible (GTK_WIDGET (self->remove_button), cloud != NULL);
  if (cloud != NULL)
    fill_in (self);
  gtk_widget_grab_focus (self->rows[FIELD_NAME]);

  return GTK_WIDGET (self);
}
