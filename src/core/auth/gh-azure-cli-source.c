/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-azure-cli-source.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "gh-error.h"
#include "gh-json.h"
#include "gh-source-task.h"
#include "gh-text.h"
#include "gh-token-claims.h"

#define MAX_SHOWN_CHARACTERS 250

struct _GhAzureCliSource
{
  GObject parent_instance;

  char *tenant;
  char *object_id;
  guint seconds;
};

static void token_source_init (GhTokenSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhAzureCliSource,
                               gh_azure_cli_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TOKEN_SOURCE, token_source_init))

static void
gh_azure_cli_source_finalize (GObject *object)
{
  GhAzureCliSource *self = GH_AZURE_CLI_SOURCE (object);

  g_free (self->tenant);
  g_free (self->object_id);

  G_OBJECT_CLASS (gh_azure_cli_source_parent_class)->finalize (object);
}

static void
gh_azure_cli_source_class_init (GhAzureCliSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_azure_cli_source_finalize;
}

static void
gh_azure_cli_source_init (GhAzureCliSource *self)
{
}

/* One run of the program. */
typedef struct
{
  GSubprocess *process;
  GSource *deadline;
  gboolean timed_out;
} Run;

static void
run_free (Run *run)
{
  if (run->deadline != NULL)
    g_source_destroy (run->deadline);
  g_clear_pointer (&run->deadline, g_source_unref);
  g_clear_object (&run->process);
  g_free (run);
}

/* "az" is a script that starts another program: they die together. */
static void
kill_all (GSubprocess *process)
{
  const char *id = g_subprocess_get_identifier (process);
  gint64 pid = id != NULL ? g_ascii_strtoll (id, NULL, 10) : 0;

  if (pid > 1)
    kill (-(pid_t)pid, SIGKILL);
}

static void
lead_group (gpointer user_data)
{
  setpgid (0, 0);
}

/* Older versions give only local time, without a zone. */
static gint64
read_local_time (const char *text)
{
  int year, month, day, hour, minute, second;
  g_autoptr (GDateTime) time = NULL;

  if (text == NULL ||
      sscanf (text, "%4d-%2d-%2d %2d:%2d:%2d", &year, &month, &day, &hour, &minute, &second) != 6)
    return 0;

  time = g_date_time_new_local (year, month, day, hour, minute, second);

  return time != NULL ? g_date_time_to_unix (time) : 0;
}

static GhTokenAnswer *
read_answer (JsonObject *output, GError **error)
{
  g_autoptr (GhTokenAnswer) answer = g_new0 (GhTokenAnswer, 1);
  const char *token = NULL;
  const char *local_time = NULL;
  gint64 end = 0;

  if (!gh_json_read_string (output, "accessToken", GH_JSON_REQUIRED, &token, error) ||
      !gh_json_read_integer (output, "expires_on", GH_JSON_OPTIONAL, &end, error) ||
      !gh_json_read_string (output, "expiresOn", GH_JSON_OPTIONAL, &local_time, error))
    return NULL;

  if (end == 0)
    end = read_local_time (local_time);
  if (end == 0 || *token == '\0')
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_PROTOCOL,
                           _ ("it says neither token nor when that ends"));
      return NULL;
    }

  answer->access_token = gh_secret_new_text (token);
  answer->lifetime = MAX (end - g_get_real_time () / G_USEC_PER_SEC, 0);

  return g_steal_pointer (&answer);
}

/* Somebody else may have signed in there in the meantime. */
static gboolean
check_user (GhAzureCliSource *self, GhTokenAnswer *answer, GError **error)
{
  g_autoptr (JsonObject) claims = gh_token_claims_decode (answer->access_token, NULL);
  g_autofree char *who = claims != NULL ? gh_token_claims_dup_who (claims) : NULL;
  const char *object_id = NULL;

  if (self->object_id == NULL || claims == NULL ||
      !gh_json_read_string (claims, "oid", GH_JSON_OPTIONAL, &object_id, NULL) ||
      object_id == NULL || g_ascii_strcasecmp (object_id, self->object_id) == 0)
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_WRONG_USER,
               _ ("%s is signed in at the Azure CLI, not who this account stands for"),
               who != NULL ? who : object_id);
  return FALSE;
}

/* What it says is a copy of a token, made for this alone. */
static JsonObject *
parse_output (GBytes *output, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (output, &length);
  JsonObject *object = gh_json_parse_object (text, (gssize)length, error);

  if (text != NULL)
    gh_secret_wipe ((char *)text, length);

  return object;
}

static void
take_output (GTask *task, GBytes *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTokenAnswer) answer = NULL;
  g_autoptr (JsonObject) object = parse_output (output, &error);

  if (object != NULL)
    {
      answer = read_answer (object, &error);
      gh_json_wipe_string (object, "accessToken");
    }

  if (answer == NULL)
    g_task_return_new_error (task, GH_ERROR, GH_ERROR_PROTOCOL,
                             _ ("What the Azure CLI says can’t be understood: %s"), error->message);
  else if (check_user (g_task_get_source_object (task), answer, &error))
    g_task_return_pointer (task, g_steal_pointer (&answer), (GDestroyNotify)gh_token_answer_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static char *
dup_words (GBytes *output)
{
  gsize length = 0;
  const char *text = output != NULL ? g_bytes_get_data (output, &length) : NULL;
  g_autofree char *start = g_strndup (text != NULL ? text : "", length);
  g_autofree char *valid = g_utf8_make_valid (start, -1);
  g_autofree char *cut = NULL;

  g_strstrip (valid);
  g_strdelimit (valid, "\r\n\t", ' ');
  cut = g_utf8_strlen (valid, -1) > MAX_SHOWN_CHARACTERS
            ? g_utf8_substring (valid, 0, MAX_SHOWN_CHARACTERS)
            : g_strdup (valid);

  return gh_text_to_display (cut);
}

static void
take_failure (GTask *task, GBytes *errors)
{
  g_autofree char *words = dup_words (errors);
  GhEntraError *refusal;

  if (strstr (words, "AADSTS") != NULL)
    {
      refusal = gh_entra_error_new_from_redirect ("invalid_grant", words, NULL);
      gh_source_task_refuse (task, refusal, gh_entra_error_to_error (refusal));
    }
  else if (strstr (words, "az login") != NULL)
    g_task_return_new_error (task, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED,
                             _ ("Nobody is signed in at the Azure CLI. Run “az login "
                                "--allow-no-subscriptions”."));
  else
    g_task_return_new_error (task, GH_ERROR, GH_ERROR_REFUSED,
                             _ ("The Azure CLI gives no token: %s"), words);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GBytes) errors = NULL;
  GSubprocess *process = G_SUBPROCESS (source);
  Run *run = g_task_get_task_data (task);
  GhAzureCliSource *self = g_task_get_source_object (task);
  gboolean ended = g_subprocess_communicate_finish (process, result, &output, &errors, &error);

  if (run->timed_out)
    g_task_return_new_error (task, GH_ERROR, GH_ERROR_TIMED_OUT,
                             _ ("The Azure CLI did not answer within %u seconds"), self->seconds);
  else if (!ended)
    {
      kill_all (process);
      g_task_return_error (task, g_steal_pointer (&error));
    }
  else if (g_subprocess_get_successful (process))
    take_output (task, output);
  else
    take_failure (task, errors);
}

static gboolean
deadline_cb (gpointer user_data)
{
  Run *run = user_data;

  run->timed_out = TRUE;
  kill_all (run->process);

  return G_SOURCE_REMOVE;
}

static GSubprocess *
spawn (GhAzureCliSource *self, const char *audience, GError **error)
{
  g_autofree char *program = g_find_program_in_path ("az");
  g_autofree char *scope = g_strconcat (audience, "/.default", NULL);
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  const char *argv[] = {
    program, "account", "get-access-token", "--output", "json", "--scope", scope, NULL, NULL, NULL
  };

  if (program == NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_NOT_FOUND,
                           g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS)
                               ? _ ("The Azure CLI can’t be asked from inside a sandbox. Use "
                                    "another way to sign in.")
                               : _ ("The Azure CLI is not installed: there is no program “az”"));
      return NULL;
    }
  if (self->tenant != NULL)
    {
      argv[7] = "--tenant";
      argv[8] = self->tenant;
    }

  g_subprocess_launcher_set_child_setup (launcher, lead_group, NULL, NULL);

  return g_subprocess_launcher_spawnv (launcher, argv, error);
}

static void
acquire_async (GhTokenSource *source,
               const char *audience,
               GhTokenSet *known,
               const char *claims,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  GhAzureCliSource *self = GH_AZURE_CLI_SOURCE (source);
  g_autoptr (GTask) task = gh_source_task_new (source, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  Run *run = g_new0 (Run, 1);

  g_task_set_task_data (task, run, (GDestroyNotify)run_free);
  run->process = spawn (self, audience, &error);
  if (run->process == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  run->deadline = g_timeout_source_new_seconds (self->seconds);
  g_source_set_callback (run->deadline, deadline_cb, run, NULL);
  g_source_attach (run->deadline, g_task_get_context (task));
  g_subprocess_communicate_async (run->process, NULL, cancellable, ended_cb,
                                  g_steal_pointer (&task));
}

static void
token_source_init (GhTokenSourceInterface *iface)
{
  iface->acquire_async = acquire_async;
  iface->acquire_finish = gh_source_task_finish;
}

/**
 * gh_azure_cli_source_new:
 * @tenant: (nullable): the tenant to get a token of
 * @object_id: (nullable): who it has to be
 * @seconds: how long it may take
 *
 * Returns: (transfer full): a source
 */
GhTokenSource *
gh_azure_cli_source_new (const char *tenant, const char *object_id, guint seconds)
{
  GhAzureCliSource *self = g_object_new (GH_TYPE_AZURE_CLI_SOURCE, NULL);

  self->tenant = g_strdup (tenant);
  self->object_id = g_strdup (object_id);
  self->seconds = seconds;

  return GH_TOKEN_SOURCE (self);
}
