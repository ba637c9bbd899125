/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-method-page.h"

#include <glib/gi18n.h>

#include "gh-config.h"
#include "gh-known-cloud.h"
#include "gh-password-sign-in.h"
#include "gh-secret-guard.h"
#include "gh-source-sign-in.h"

struct _GhMethodPage
{
  AdwBin parent_instance;

  GtkLabel *title_label;
  GtkLabel *text_label;
  GtkStack *stack;
  AdwPreferencesGroup *fields;
  AdwEntryRow *user_row;
  AdwActionRow *file_row;
  AdwPasswordEntryRow *secret_row;
  AdwActionRow *keep_row;
  GtkSwitch *keep_switch;
  GtkLabel *note_label;
  GtkLabel *problem_label;
  GtkButton *sign_in_button;
  GtkLabel *waiting_label;
  GtkButton *stop_button;

  GhSecretGuard *guard;
  GhSession *session;
  GhSignInMethod method;
  GhCloud *cloud;
  char *tenant;
  char *client_id;
  GFile *file;
  GtkFileChooserNative *chooser;
  GCancellable *cancellable;
};

enum
{
  SIGNED_IN,
  CANCELLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhMethodPage, gh_method_page, ADW_TYPE_BIN)

static gboolean
has_form (GhSignInMethod method)
{
  return method == GH_SIGN_IN_CLIENT_SECRET || method == GH_SIGN_IN_CLIENT_CERTIFICATE ||
         method == GH_SIGN_IN_PASSWORD;
}

static gboolean
is_filled (GtkWidget *row)
{
  return *gtk_editable_get_text (GTK_EDITABLE (row)) != '\0';
}

static void
changed_cb (GhMethodPage *self)
{
  gboolean ready = TRUE;

  /* Many keys have no pass phrase. */
  if (self->method == GH_SIGN_IN_CLIENT_CERTIFICATE)
    ready = self->file != NULL;
  else if (has_form (self->method))
    ready = is_filled (GTK_WIDGET (self->secret_row)) &&
            (self->method != GH_SIGN_IN_PASSWORD || is_filled (GTK_WIDGET (self->user_row)));

  gtk_widget_set_sensitive (GTK_WIDGET (self->sign_in_button), ready);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), FALSE);
}

static void
empty_secret (GhMethodPage *self)
{
  gh_secret_guard_clear (self->guard);
}

static void
drop_attempt (GhMethodPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
end (GhMethodPage *self, GCancellable *cancellable, GhSignInResult *sign_in, const GError *error)
{
  /* An attempt that was given up says so late; by then another one may be waited for. */
  if (cancellable != self->cancellable)
    return;

  g_clear_object (&self->cancellable);
  if (sign_in != NULL)
    {
      empty_secret (self);
      g_signal_emit (self, signals[SIGNED_IN], 0, sign_in);
    }
  else
    gh_method_page_show_problem (self, error);
}

static void
source_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhMethodPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSignInResult) sign_in = gh_source_sign_in_finish (result, &error);

  end (self, g_task_get_cancellable (G_TASK (result)), sign_in, error);
}

static void
password_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhMethodPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSignInResult) sign_in = gh_password_sign_in_finish (result, &error);

  end (self, g_task_get_cancellable (G_TASK (result)), sign_in, error);
}

static GhTokenSet *
make_secrets (GhMethodPage *self)
{
  g_autoptr (GhTokenSet) nothing = gh_token_set_new (NULL);
  g_autoptr (GhSecret) secret =
      has_form (self->method) ? gh_secret_guard_dup_secret (self->guard, FALSE) : NULL;

  if (secret == NULL)
    return g_steal_pointer (&nothing);

  return self->method == GH_SIGN_IN_CLIENT_SECRET
             ? gh_token_set_with_client_secret (nothing, secret)
             : gh_token_set_with_passphrase (nothing, secret);
}

static GhAccount *
make_draft (GhMethodPage *self)
{
  g_autoptr (GHashTable) parameters = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  if (self->method == GH_SIGN_IN_CLIENT_CERTIFICATE)
    g_hash_table_insert (parameters, (gpointer)GH_PARAMETER_CERTIFICATE_PATH,
                         g_file_get_path (self->file));

  return gh_account_new_draft (self->cloud, self->tenant, self->client_id, self->method,
                               parameters);
}

static void
ask_source (GhMethodPage *self)
{
  g_autoptr (GhAccount) draft = make_draft (self);
  g_autoptr (GhTokenSet) secrets = make_secrets (self);

  gh_source_sign_in_async (gh_session_get_http (self->session),
                           gh_session_get_clock (self->session), draft, secrets,
                           gtk_switch_get_active (self->keep_switch), self->cancellable, source_cb,
                           g_object_ref (self));
}

static void
ask_with_password (GhMethodPage *self)
{
  g_autofree char *user =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->user_row))));
  g_autoptr (GhSecret) password = gh_secret_guard_dup_secret (self->guard, FALSE);

  gh_password_sign_in_async (gh_session_get_http (self->session),
                             gh_session_get_clock (self->session), self->cloud, self->tenant,
                             self->client_id, user, password, self->cancellable, password_cb,
                             g_object_ref (self));
}

static void
run (GhMethodPage *self)
{
  drop_attempt (self);
  self->cancellable = g_cancellable_new ();
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  gtk_widget_grab_focus (GTK_WIDGET (self->stop_button));
  if (self->method == GH_SIGN_IN_PASSWORD)
    ask_with_password (self);
  else
    ask_source (self);
}

static void
confirmed_cb (GhMethodPage *self, const char *response)
{
  if (g_strcmp0 (response, "send") == 0 && self->session != NULL)
    run (self);
}

/* Anybody can write a row that looks like a cloud. */
static gboolean
is_to_be_confirmed (GhMethodPage *self)
{
  GListModel *accounts = G_LIST_MODEL (gh_session_get_accounts (self->session));

  if (!has_form (self->method) || gh_known_cloud_is_one (self->cloud) ||
      gh_cloud_is_loopback (self->cloud))
    return FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (GhAccount) account = g_list_model_get_item (accounts, i);

      if (gh_cloud_equal (gh_account_get_cloud (account), self->cloud))
        return FALSE;
    }

  return TRUE;
}

static void
ask_to_confirm (GhMethodPage *self)
{
  const char *host = gh_cloud_get_authority_host (self->cloud);
  /* Translators: a host name */
  g_autofree char *heading = g_strdup_printf (_ ("Send the Secret to %s?"), host);
  /* Translators: two host names */
  g_autofree char *body = g_strdup_printf (_ ("This is not a cloud that Gatehouse knows. Secrets "
                                              "go to %s, tokens and credentials to %s."),
                                           host, gh_cloud_get_powerbi_host (self->cloud));
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "send",
                                    _ ("_Send"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (confirmed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
sign_in_cb (GhMethodPage *self)
{
  if (!gtk_widget_is_sensitive (GTK_WIDGET (self->sign_in_button)))
    return;

  if (is_to_be_confirmed (self))
    ask_to_confirm (self);
  else
    run (self);
}

/* In the last field Enter signs in, in the first it goes on. */
static void
activated_cb (GhMethodPage *self, GtkWidget *row)
{
  if (self->method == GH_SIGN_IN_PASSWORD && !is_filled (GTK_WIDGET (self->secret_row)))
    gtk_widget_grab_focus (GTK_WIDGET (self->secret_row));
  else
    sign_in_cb (self);
}

static void
chosen_cb (GhMethodPage *self, int response)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path == NULL)
    return;

  g_set_object (&self->file, file);
  adw_action_row_set_subtitle (self->file_row, path);
  changed_cb (self);
}

static void
choose_cb (GhMethodPage *self)
{
  self->chooser = gtk_file_chooser_native_new (_ ("Certificate and Private Key"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
cancel_cb (GhMethodPage *self)
{
  gboolean back_to_form = self->cancellable != NULL && has_form (self->method);

  drop_attempt (self);
  if (back_to_form)
    gtk_stack_set_visible_child_name (self->stack, "form");
  else
    {
      gh_method_page_stop (self);
      g_signal_emit (self, signals[CANCELLED], 0);
    }
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  cancel_cb (GH_METHOD_PAGE (widget));

  return TRUE;
}

static void
gh_method_page_dispose (GObject *object)
{
  GhMethodPage *self = GH_METHOD_PAGE (object);

  drop_attempt (self);
  g_clear_object (&self->guard);
  g_clear_object (&self->chooser);
  g_clear_object (&self->file);
  g_clear_object (&self->session);
  g_clear_object (&self->cloud);

  G_OBJECT_CLASS (gh_method_page_parent_class)->dispose (object);
}

static void
gh_method_page_finalize (GObject *object)
{
  GhMethodPage *self = GH_METHOD_PAGE (object);

  g_free (self->tenant);
  g_free (self->client_id);

  G_OBJECT_CLASS (gh_method_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/sign-in/gh-method-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhMethodPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, GhMethodPage, text_label);
  gtk_widget_class_bind_template_child (widget_class, GhMethodPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhMethodPage, fields);
  gtk_widget_class_bind_template_child (widget_class, GhMethodPage, user_row);
  gtk_widget_class_bind_template_child (widget_class, GhMethodPage, file_row);
  gtk_widget_class_bind_template_child (widget_class, GhMethodPage, secret_row);
  gtk_widget_class_bind_template_child (widget_class, GhMethodPage, keep_row);
  gtk_widget_class_bind_template_child (widget_class, GhMethodPage, keep_switch);
  gtk_widget_class_bind_template_child (widget_class, GhMethodPage, note_label);
  gtk_widget_class_bind_template_child (widget_class, GhMethodPage, problem_label);
  gtk_widget_class_bind_template_child (widget_class, GhMethodPage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, GhMethodPage, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, GhMethodPage, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
gh_method_page_class_init (GhMethodPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_method_page_dispose;
  object_class->finalize = gh_method_page_finalize;

  signals[SIGNED_IN] = g_signal_new ("signed-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, GH_TYPE_SIGN_IN_RESULT);
  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  bind_template (widget_class);
}

static void
gh_method_page_init (GhMethodPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->guard = gh_secret_guard_new (self->secret_row);
}

/**
 * gh_method_page_new:
 *
 * Returns: (transfer floating): a page that asks for nothing yet
 */
GtkWidget *
gh_method_page_new (void)
{
  return g_object_new (GH_TYPE_METHOD_PAGE, NULL);
}

static void
show_rows (GhMethodPage *self)
{
  gboolean certificate = self->method == GH_SIGN_IN_CLIENT_CERTIFICATE;
  gboolean password = self->method == GH_SIGN_IN_PASSWORD;
  const char *secret = _ ("_Secret");

  if (certificate)
    secret = _ ("_Pass phrase, if the key has one");
  else if (password)
    secret = _ ("_Password");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->secret_row), secret);
  gtk_widget_set_visible (GTK_WIDGET (self->user_row), password);
  gtk_widget_set_visible (GTK_WIDGET (self->file_row), certificate);
  gtk_widget_set_visible (GTK_WIDGET (self->keep_row), !password);
  gtk_switch_set_active (self->keep_switch, FALSE);
}

static const char *
get_title (GhSignInMethod method)
{
  switch (method)
    {
    case GH_SIGN_IN_CLIENT_SECRET:
      return _ ("Service Principal");
    case GH_SIGN_IN_CLIENT_CERTIFICATE:
      return _ ("Service Principal with Certificate");
    case GH_SIGN_IN_PASSWORD:
      return _ ("User Name and Password");
    case GH_SIGN_IN_MANAGED_IDENTITY:
      return _ ("Managed Identity");
    case GH_SIGN_IN_AZURE_CLI:
      return _ ("Azure CLI");
    case GH_SIGN_IN_BROWSER:
    case GH_SIGN_IN_DEVICE_CODE:
    case GH_SIGN_IN_FEDERATED:
    default:
      return gh_sign_in_method_get_title (method);
    }
}

static void
show_texts (GhMethodPage *self)
{
  const char *host = gh_cloud_get_authority_host (self->cloud);
  /* Translators: %s is a host name */
  g_autofree char *text = g_strdup_printf (
      self->method == GH_SIGN_IN_CLIENT_CERTIFICATE
          ? _ ("The private key signs a statement for %s, and stays on this computer.")
          : _ ("It is sent to %s, and nowhere else."),
      host);
  const char *note = "";

  if (!has_form (self->method))
    {
      g_free (text);
      text = g_strdup (self->method == GH_SIGN_IN_AZURE_CLI
                           ? _ ("Whoever is signed in at the Azure command line.")
                           : _ ("The identity that Azure gives this machine."));
    }
  if (self->method == GH_SIGN_IN_PASSWORD)
    note =
        _ ("A legacy way, which the vendor discourages. It can’t work with a second factor, with "
           "federation or for guests. The password is not kept. The registration of the "
           "application needs “Allow public client flows”, under Authentication.");
  else if (self->method == GH_SIGN_IN_CLIENT_SECRET)
    note = _ ("Enter the secret’s value; its ID does not do.");

  gtk_label_set_label (self->title_label, get_title (self->method));
  gtk_label_set_label (self->text_label, text);
  gtk_label_set_label (self->note_label, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), *note != '\0');
  gtk_label_set_label (self->waiting_label,
                       has_form (self->method) ? host : get_title (self->method));
}

static void
focus_first_row (GhMethodPage *self)
{
  if (self->method == GH_SIGN_IN_PASSWORD)
    gtk_widget_grab_focus (GTK_WIDGET (self->user_row));
  else if (self->method == GH_SIGN_IN_CLIENT_CERTIFICATE)
    gtk_widget_child_focus (GTK_WIDGET (self->file_row), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->secret_row));
}

/**
 * gh_method_page_start:
 * @self: a page
 * @session: the session to sign in to
 * @method: how, but neither browser nor device code
 * @cloud: where
 * @tenant: (nullable): the tenant, checked
 * @client_id: (nullable): the client id, checked
 *
 * Asks for what is missing; signs in at once where nothing is.
 */
void
gh_method_page_start (GhMethodPage *self,
                      GhSession *session,
                      GhSignInMethod method,
                      GhCloud *cloud,
                      const char *tenant,
                      const char *client_id)
{
  g_return_if_fail (GH_IS_METHOD_PAGE (self));

  gh_method_page_stop (self);
  g_set_object (&self->session, session);
  g_set_object (&self->cloud, cloud);
  self->method = method;
  g_free (self->tenant);
  self->tenant = g_strdup (tenant);
  g_free (self->client_id);
  self->client_id = g_strdup (client_id);

  show_rows (self);
  show_texts (self);
  changed_cb (self);
  gtk_widget_set_visible (GTK_WIDGET (self->fields), has_form (method));
  gtk_stack_set_visible_child_name (self->stack, "form");
  if (has_form (method))
    focus_first_row (self);
  else
    run (self);
}

/**
 * gh_method_page_stop:
 * @self: a page
 *
 * Gives up signing in, and forgets what was typed; nothing is emitted.
 */
void
gh_method_page_stop (GhMethodPage *self)
{
  g_return_if_fail (GH_IS_METHOD_PAGE (self));

  drop_attempt (self);
  if (self->guard == NULL)
    return;
  empty_secret (self);
  g_clear_object (&self->file);
  adw_action_row_set_subtitle (self->file_row, _ ("A PEM or PKCS#12 file"));
}

/**
 * gh_method_page_show_problem:
 * @self: a page
 * @error: why nobody is signed in
 *
 * Says what went wrong; what was typed stays, so that it can be put right.
 */
void
gh_method_page_show_problem (GhMethodPage *self, const GError *error)
{
  g_return_if_fail (GH_IS_METHOD_PAGE (self));

  changed_cb (self);
  gtk_label_set_label (self->problem_label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), TRUE);
  gtk_stack_set_visible_child_name (self->stack, "form");
  if (has_form (self->method))
    focus_first_row (self);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->sign_in_button));
}
