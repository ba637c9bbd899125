/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-editor-page.h"

#include <glib/gi18n.h>

#include "gh-editing.h"
#include "gh-editor-pane.h"
#include "gh-error.h"
#include "gh-key-dialog.h"
#include "gh-take-over-dialog.h"
#include "gh-text.h"
#include "gh-time.h"
#include "gh-token-view.h"

/* Whose sign-in was asked for. */
typedef enum
{
  SIGN_IN_NONE,
  SIGN_IN_OWNER,
  SIGN_IN_ANYONE,
} SignIn;

struct _GhEditorPage
{
  AdwBin parent_instance;

  GhEditing *editing;
  GhEditorPane *pane;
  GhFormPage *form_page;
  GhCredentialForm *form;
  SignIn sign_in;
  /* What could be read in the token that was refused; not the token. */
  GhTokenView *refused;
};

enum
{
  BACK,
  COMPARE_TOKENS,
  SIGN_IN_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhEditorPage, gh_editor_page, ADW_TYPE_BIN)

static GtkWindow *
get_window (GhEditorPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
show_error (GhEditorPage *self, const char *title, const GError *error)
{
  gh_form_page_show_error (self->form_page, title, error->message);
  gh_editor_pane_show_result (self->pane);
}

static void
keep_refused (GhEditorPage *self, GhCredential *sent, const char *clock)
{
  GhCloud *cloud = gh_editing_get_cloud (self->editing);
  g_autofree char *name = NULL;

  g_clear_object (&self->refused);
  if (sent == NULL || gh_credential_get_secret (sent) == NULL ||
      gh_credential_get_credential_type (sent) != GH_CREDENTIAL_OAUTH2_TOKEN)
    return;

  /* Translators: the name of a token; %s is a time of day */
  name = g_strdup_printf (_ ("Refused at %s"), clock);
  self->refused = gh_token_view_new (gh_credential_get_secret (sent), name,
                                     gh_cloud_get_powerbi_audience (cloud), TRUE);
}

static void
show_problem (GhEditorPage *self,
              GhProblem *problem,
              GhCredential *sent,
              GhEditorOutcome outcome,
              const char *message)
{
  g_autoptr (GhAdvice) advice = gh_advice_new (problem, gh_editing_get_datasource (self->editing),
                                               gh_editing_get_caller (self->editing), sent);

  gh_editor_pane_set_outcome (self->pane, outcome, message);
  gh_form_page_show_advice (self->form_page, advice, problem);
  gh_editor_pane_show_result (self->pane);
}

static void
show_refusal (GhEditorPage *self, GhProblem *problem, GhCredential *sent, gint64 when)
{
  g_autofree char *clock = gh_time_format_clock (when);
  g_autofree char *message =
      g_strdup_printf (_ ("Refused at %s. The form is as you left it."), clock);

  keep_refused (self, sent, clock);
  show_problem (self, problem, sent, GH_EDITOR_OUTCOME_NONE, message);
}

/* A broken answer, or none: only the service knows whether it took the credential. */
static void
show_unknown (GhEditorPage *self, GhChange *change, const GError *error)
{
  GhProblem *problem = gh_change_get_problem (change);
  GhCredential *sent = gh_change_get_credential (change);

  if (gh_editing_was_cancelled (self->editing))
    gh_editor_pane_set_outcome (self->pane, GH_EDITOR_OUTCOME_UNKNOWN,
                                _ ("Cancelled after sending. Whether it was set is unknown."));
  else if (problem != NULL)
    show_problem (self, problem, sent, GH_EDITOR_OUTCOME_UNKNOWN,
                  _ ("Whether it was set is unknown."));
  else
    {
      show_error (self, _ ("Whether It Was Set Is Unknown"), error);
      gh_editor_pane_set_outcome (self->pane, GH_EDITOR_OUTCOME_UNKNOWN, NULL);
    }
}

static void
send (GhEditorPage *self, GhCredential *credential, const char *accepted_key)
{
  gh_editor_pane_set_outcome (self->pane, GH_EDITOR_OUTCOME_NONE, NULL);
  gh_form_page_show_no_result (self->form_page);
  gh_editing_send (self->editing, credential, accepted_key);
  if (gh_editing_get_busy (self->editing) == GH_EDITING_SENDING)
    gh_editor_pane_focus_cancel (self->pane);
}

static void
apply (GhEditorPage *self)
{
  g_autoptr (GhCredential) credential = NULL;

  if (!gh_editor_pane_may_apply (self->pane))
    return;

  credential = gh_credential_form_dup_credential (self->form);
  send (self, credential, NULL);
}

static void
loaded_cb (GhEditorPage *self, const GError *error)
{
  gh_form_page_set_trouble (self->form_page, error);
  gh_credential_form_update (self->form, self->editing);
  gh_editor_pane_update (self->pane);
}

static void
tested_cb (GhEditorPage *self, const GError *error)
{
  gh_form_page_set_trouble (self->form_page, error);
  gh_editor_pane_update (self->pane);
}

static void
show_success (GhEditorPage *self, GhChange *change)
{
  gh_credential_form_clear_secrets (self->form);
  gh_credential_form_update (self->form, self->editing);
  gh_form_page_set_trouble (self->form_page, NULL);
  gh_form_page_show_success (self->form_page, self->editing, change);
  gh_editor_pane_set_outcome (self->pane, GH_EDITOR_OUTCOME_SET, NULL);
  gh_editor_pane_show_result (self->pane);
}

static void
key_response_cb (GhEditorPage *self, const char *response, AdwMessageDialog *dialog)
{
  GhChange *change = g_object_get_data (G_OBJECT (dialog), "change");
  GhRoute *route = gh_change_get_route (change);

  if (g_strcmp0 (response, GH_KEY_RESPONSE) == 0 &&
      gh_change_get_datasource (change) == gh_editing_get_datasource (self->editing))
    send (self, gh_change_get_credential (change),
          gh_gateway_key_get_fingerprint (gh_route_get_key (route)));
}

static void
ask_about_key (GhEditorPage *self, GhChange *change)
{
  GhRoute *route = gh_change_get_route (change);
  const char *accepted = gh_change_get_accepted_key (change);
  GtkWidget *dialog =
      gh_key_dialog_new (get_window (self), route,
                         accepted != NULL ? accepted : gh_route_get_known_fingerprint (route));

  gh_editor_pane_set_outcome (self->pane, GH_EDITOR_OUTCOME_NONE,
                              _ ("The gateway’s key has changed. Nothing was sent."));
  g_object_set_data_full (G_OBJECT (dialog), "change", g_object_ref (change), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (key_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
ended_cb (GhEditorPage *self, GhChange *change, const GError *error)
{
  GhProblem *problem = gh_change_get_problem (change);

  if (error == NULL)
    show_success (self, change);
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_KEY_CHANGED) &&
           gh_route_get_key (gh_change_get_route (change)) != NULL)
    ask_about_key (self, change);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gh_editor_pane_set_outcome (self->pane, GH_EDITOR_OUTCOME_NONE,
                                  _ ("Cancelled. Nothing was sent."));
    }
  else if (gh_change_get_state (change) == GH_CHANGE_UNKNOWN)
    show_unknown (self, change, error);
  else if (problem != NULL)
    show_refusal (self, problem, gh_change_get_credential (change),
                  gh_change_get_ended_at (change));
  else
    show_error (self, _ ("Nothing Was Sent"), error);
}

/* Its data source is no longer shown, so a toast says how it ended. */
static void
ended_elsewhere_cb (GhEditorPage *self, GhChange *change, const GError *error)
{
  g_autofree char *name =
      g_markup_escape_text (gh_node_get_title (GH_NODE (gh_change_get_datasource (change))), -1);
  g_autofree char *text = NULL;

  if (error == NULL)
    text = g_strdup_printf (_ ("Credential of “%s” set"), name);
  else if (gh_change_get_state (change) == GH_CHANGE_UNKNOWN)
    text = g_strdup_printf (_ ("Whether the credential of “%s” was set is unknown"), name);
  else
    text = g_strdup_printf (_ ("Credential of “%s” not set"), name);
  gh_editor_pane_add_toast (self->pane, text);
}

static void
taken_over_cb (GhEditorPage *self, GhProblem *problem, const GError *error)
{
  if (problem != NULL)
    show_refusal (self, problem, NULL, g_get_real_time () / G_USEC_PER_SEC);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gh_editor_pane_set_outcome (self->pane, GH_EDITOR_OUTCOME_NONE,
                                  _ ("Cancelled. Nothing was sent."));
    }
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND))
    show_error (self, _ ("The Model Was Taken Over"), error);
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_CANCELLED_AFTER_SENDING))
    show_error (self, _ ("Whether It Was Taken Over Is Unknown"), error);
  else if (error != NULL)
    show_error (self, _ ("Nothing Was Sent"), error);
  else if (gh_editing_check_type (self->editing, GH_CREDENTIAL_OAUTH2_CALLER, NULL))
    {
      gh_credential_form_use_caller_identity (self->form);
      apply (self);
    }
  else
    {
      gh_form_page_show_no_result (self->form_page);
      gh_editing_load (self->editing);
      gh_editor_pane_set_outcome (self->pane, GH_EDITOR_OUTCOME_NONE,
                                  _ ("You are the owner now. A new credential is needed."));
    }
}

static void
adopted_cb (GhEditorPage *self, const GError *error)
{
  SignIn sign_in = self->sign_in;

  self->sign_in = SIGN_IN_NONE;
  if (error != NULL)
    show_error (self, _ ("Nothing Was Sent"), error);
  else if (sign_in == SIGN_IN_OWNER)
    {
      /* The owner may read what others may not: what the route was before counts no more, and the
       * change finds it afresh. */
      g_autoptr (GhCredential) credential = gh_credential_form_dup_credential (self->form);

      send (self, credential, NULL);
    }
  else
    gh_editing_load (self->editing);
}

static void
take_over_response_cb (GhEditorPage *self, const char *response)
{
  if (g_strcmp0 (response, GH_TAKE_OVER_RESPONSE) == 0)
    gh_editing_take_over (self->editing);
}

static void
ask_about_take_over (GhEditorPage *self)
{
  GtkWidget *dialog;

  if (gh_datasource_get_item (gh_editing_get_datasource (self->editing)) == NULL)
    return;

  dialog = gh_take_over_dialog_new (get_window (self), self->editing);
  g_signal_connect_object (dialog, "response", G_CALLBACK (take_over_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
ask_for_sign_in (GhEditorPage *self, SignIn sign_in, const char *login_hint)
{
  self->sign_in = sign_in;
  g_signal_emit (self, signals[SIGN_IN_WANTED], 0, login_hint);
}

static void
copy_message (GhEditorPage *self, const char *message)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          message != NULL ? message : "");
  gh_editor_pane_add_toast (self->pane, _ ("Message copied"));
}

static void
remedy_cb (GhEditorPage *self, GhRemedy *remedy)
{
  const char *parameter = gh_remedy_get_parameter (remedy);

  switch (gh_remedy_get_kind (remedy))
    {
    case GH_REMEDY_USE_CALLER_IDENTITY:
      gh_credential_form_use_caller_identity (self->form);
      apply (self);
      break;
    case GH_REMEDY_TRY_AGAIN:
      apply (self);
      break;
    case GH_REMEDY_PASTE_TOKEN:
      gh_credential_form_paste_token (self->form);
      break;
    case GH_REMEDY_SIGN_IN_AS_OWNER:
      ask_for_sign_in (self, SIGN_IN_OWNER, parameter);
      break;
    case GH_REMEDY_SIGN_IN_AGAIN:
      ask_for_sign_in (self, SIGN_IN_ANYONE, parameter);
      break;
    case GH_REMEDY_TAKE_OVER:
      ask_about_take_over (self);
      break;
    case GH_REMEDY_COPY_MESSAGE:
      copy_message (self, parameter);
      break;
    case GH_REMEDY_COMPARE_TOKENS:
      g_signal_emit (self, signals[COMPARE_TOKENS], 0, self->refused);
      break;
    default:
      break;
    }
}

static void
back_cb (GhEditorPage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
power_bi_cb (GhEditorPage *self)
{
  gboolean has_route = gh_editing_get_route (self->editing) != NULL;

  /* Signed out, nothing can be sent; signed in again, it can. */
  if (!has_route && gh_editing_get_datasource (self->editing) != NULL &&
      gh_editing_get_busy (self->editing) == GH_EDITING_IDLE)
    gh_editing_load (self->editing);
  else
    gh_editor_pane_update (self->pane);
}

static void
gh_editor_page_dispose (GObject *object)
{
  GhEditorPage *self = GH_EDITOR_PAGE (object);

  if (self->editing != NULL)
    g_signal_handlers_disconnect_by_data (self->editing, self);
  g_clear_object (&self->editing);
  g_clear_object (&self->refused);

  G_OBJECT_CLASS (gh_editor_page_parent_class)->dispose (object);
}

static void
gh_editor_page_class_init (GhEditorPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_editor_page_dispose;

  signals[BACK] = g_signal_new ("back", GH_TYPE_EDITOR_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[COMPARE_TOKENS] = g_signal_new ("compare-tokens", GH_TYPE_EDITOR_PAGE, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, GH_TYPE_TOKEN_VIEW);
  signals[SIGN_IN_WANTED] = g_signal_new ("sign-in", GH_TYPE_EDITOR_PAGE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gh_editor_page_init (GhEditorPage *self)
{
}

static void
add_pane (GhEditorPage *self)
{
  GtkWidget *pane = gh_editor_pane_new (self->editing);

  self->pane = GH_EDITOR_PANE (pane);
  self->form_page = gh_editor_pane_get_form_page (self->pane);
  self->form = gh_form_page_get_form (self->form_page);
  g_signal_connect_object (pane, "apply", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pane, "back", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pane, "remedy", G_CALLBACK (remedy_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), pane);
}

/**
 * gh_editor_page_new:
 * @session: who is signed in
 *
 * Returns: (transfer none): the content pane, showing no data source
 */
GtkWidget *
gh_editor_page_new (GhSession *session)
{
  GhEditorPage *self = g_object_new (GH_TYPE_EDITOR_PAGE, NULL);

  self->editing = gh_editing_new (session);
  add_pane (self);
  g_signal_connect_swapped (self->editing, "loaded", G_CALLBACK (loaded_cb), self);
  g_signal_connect_swapped (self->editing, "tested", G_CALLBACK (tested_cb), self);
  g_signal_connect_swapped (self->editing, "ended", G_CALLBACK (ended_cb), self);
  g_signal_connect_swapped (self->editing, "ended-elsewhere", G_CALLBACK (ended_elsewhere_cb),
                            self);
  g_signal_connect_swapped (self->editing, "taken-over", G_CALLBACK (taken_over_cb), self);
  g_signal_connect_swapped (self->editing, "adopted", G_CALLBACK (adopted_cb), self);
  g_signal_connect_object (session, "notify::power-bi", G_CALLBACK (power_bi_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * gh_editor_page_set_datasource:
 * @self: a page
 * @datasource: (nullable): what to show
 *
 * What was typed for another data source is gone; what is being sent for it goes on.
 */
void
gh_editor_page_set_datasource (GhEditorPage *self, GhDatasource *datasource)
{
  g_return_if_fail (GH_IS_EDITOR_PAGE (self));

  if (datasource == gh_editing_get_datasource (self->editing))
    return;

  self->sign_in = SIGN_IN_NONE;
  g_clear_object (&self->refused);
  gh_editing_set_datasource (self->editing, datasource);
  gh_editor_pane_start (self->pane);
}

GhDatasource *
gh_editor_page_get_datasource (GhEditorPage *self)
{
  g_return_val_if_fail (GH_IS_EDITOR_PAGE (self), NULL);

  return gh_editing_get_datasource (self->editing);
}

gboolean
gh_editor_page_is_dirty (GhEditorPage *self)
{
  g_return_val_if_fail (GH_IS_EDITOR_PAGE (self), FALSE);

  return gh_editing_get_datasource (self->editing) != NULL &&
         gh_credential_form_is_dirty (self->form);
}

gboolean
gh_editor_page_is_sending (GhEditorPage *self)
{
  g_return_val_if_fail (GH_IS_EDITOR_PAGE (self), FALSE);

  return gh_editing_is_sending (self->editing);
}

void
gh_editor_page_set_folded (GhEditorPage *self, gboolean folded)
{
  g_return_if_fail (GH_IS_EDITOR_PAGE (self));

  gh_editor_pane_set_folded (self->pane, folded);
}

static void
refuse_sign_in (GhEditorPage *self, const char *user_name)
{
  GhItem *item = gh_datasource_get_item (gh_editing_get_datasource (self->editing));
  const char *owner = item != NULL ? gh_item_get_owner (item) : NULL;
  g_autofree char *who = gh_text_to_display (user_name);
  g_autofree char *note =
      g_strdup_printf (_ ("%s signed in, but %s owns this data source. Nothing was sent."), who,
                       owner != NULL ? owner : _ ("somebody else"));

  gh_editor_pane_set_outcome (self->pane, GH_EDITOR_OUTCOME_NONE, note);
  gh_form_page_set_note (self->form_page, note);
  gh_editor_pane_show_result (self->pane);
}

/**
 * gh_editor_page_take_sign_in:
 * @self: a page that emitted "sign-in"
 * @sign_in: who signed in
 *
 * Where the owner was asked for and somebody else came, nothing is adopted and nothing is sent.
 */
void
gh_editor_page_take_sign_in (GhEditorPage *self, GhSignInResult *sign_in)
{
  const char *user_name;

  g_return_if_fail (GH_IS_EDITOR_PAGE (self));
  g_return_if_fail (GH_IS_SIGN_IN_RESULT (sign_in));

  if (self->sign_in == SIGN_IN_NONE)
    return;

  user_name = gh_account_get_user_name (gh_sign_in_result_get_account (sign_in));
  if (self->sign_in == SIGN_IN_OWNER &&
      !gh_datasource_is_owned_by (gh_editing_get_datasource (self->editing), user_name))
    refuse_sign_in (self, user_name);
  else
    gh_editing_adopt (self->editing, sign_in);
}

/**
 * gh_editor_page_set_notices:
 * @self: an editor page
 * @notices: what the banners below the header say
 */
void
gh_editor_page_set_notices (GhEditorPage *self, GhNotices *notices)
{
  g_return_if_fail (GH_IS_EDITOR_PAGE (self));

  gh_editor_pane_set_notices (self->pane, notices);
}
