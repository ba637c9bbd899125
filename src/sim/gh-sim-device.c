/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-device.h"

#include <string.h>

#include "gh-sim-base64.h"
#include "gh-sim-entra-error.h"
#include "gh-sim-page.h"
#include "gh-sim-scopes.h"
#include "gh-sim-sign-in.h"

#define LIFETIME_SECONDS 900
#define CODE_LETTERS "BCDFGHJKLMNPQRSTVWXZ"
#define CODE_LENGTH 9

typedef struct
{
  char *user_code;
  char *scope;
  gint64 issued_at;
  gint64 polled_at;
  GhSimIdentity *who;
  gboolean declined;
  gboolean used;
} Code;

struct _GhSimDevice
{
  GObject parent_instance;

  GhSimWorld *world;
  GhClock *clock;
  guint interval;
  /* device code → Code */
  GHashTable *codes;
};

G_DEFINE_FINAL_TYPE (GhSimDevice, gh_sim_device, G_TYPE_OBJECT)

static void
code_free (gpointer data)
{
  Code *code = data;

  g_free (code->user_code);
  g_free (code->scope);
  g_free (code);
}

static void
gh_sim_device_finalize (GObject *object)
{
  GhSimDevice *self = GH_SIM_DEVICE (object);

  g_clear_object (&self->clock);
  g_clear_pointer (&self->codes, g_hash_table_unref);

  G_OBJECT_CLASS (gh_sim_device_parent_class)->finalize (object);
}

static void
gh_sim_device_class_init (GhSimDeviceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_sim_device_finalize;
}

static void
gh_sim_device_init (GhSimDevice *self)
{
  self->interval = 5;
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, code_free);
}

/**
 * gh_sim_device_new:
 * @world: the tenant; outlives the result
 * @clock: what time it is
 *
 * Returns: (transfer full): no codes
 */
GhSimDevice *
gh_sim_device_new (GhSimWorld *world, GhClock *clock)
{
  GhSimDevice *self = g_object_new (GH_TYPE_SIM_DEVICE, NULL);

  self->world = world;
  self->clock = g_object_ref (clock);

  return self;
}

void
gh_sim_device_set_interval (GhSimDevice *self, guint seconds)
{
  self->interval = seconds;
}

static GhSimReply *
refuse (GhSimDevice *self, const char *error, guint code, const char *text)
{
  return gh_sim_entra_error_new (error, code, NULL, text, gh_clock_now (self->clock));
}

/* Letters that can't be taken for others, and no vowels, so that no word comes out. */
static char *
make_user_code (void)
{
  char *code = g_malloc0 (CODE_LENGTH + 1);

  for (guint i = 0; i < CODE_LENGTH; i++)
    code[i] = CODE_LETTERS[g_random_int_range (0, (gint32)strlen (CODE_LETTERS))];

  return code;
}

/**
 * gh_sim_device_begin:
 * @self: codes
 * @request: a POST
 * @authority: address of the simulator, without final slash
 *
 * Returns: (transfer full): a new code, or a refusal
 */
GhSimReply *
gh_sim_device_begin (GhSimDevice *self, GhSimRequest *request, const char *authority)
{
  g_autoptr (GHashTable) form = gh_sim_request_decode_form (request);
  const char *tenant = gh_sim_request_get_part (request, 0);
  const char *client_id = g_hash_table_lookup (form, "client_id");
  const char *scope = g_hash_table_lookup (form, "scope");
  g_autofree char *device_code = NULL;
  g_autofree char *address = NULL;
  g_autofree char *message = NULL;
  g_auto (GhSimScopeFault) fault = { 0 };
  g_autoptr (GhSimScopes) scopes = NULL;
  JsonObject *answer;
  Code *code;

  if (!gh_sim_sign_in_is_tenant (self->world, tenant))
    return refuse (self, "invalid_request", 90002, "Tenant not found.");
  if (g_strcmp0 (client_id, self->world->client_id) != 0)
    return refuse (self, "unauthorized_client", 700016,
                   "The application was not found in the directory.");
  if (scope == NULL)
    return refuse (self, "invalid_request", 900144,
                   "The request body must contain the following parameter: 'scope'.");
  scopes = gh_sim_scopes_read (self->world, scope, &fault);
  if (scopes == NULL)
    return gh_sim_entra_error_new (fault.error, fault.code, fault.suberror, fault.text,
                                   gh_clock_now (self->clock));

  code = g_new0 (Code, 1);
  code->user_code = make_user_code ();
  code->scope = g_strdup (scope);
  code->issued_at = gh_clock_now (self->clock);
  device_code = gh_sim_base64_random_url (48);
  address = g_strdup_printf ("%s/common/oauth2/deviceauth", authority);
  message = g_strdup_printf ("To sign in, use a web browser to open the page %s and enter the code "
                             "%s to authenticate.",
                             address, code->user_code);
  answer = json_object_new ();
  json_object_set_string_member (answer, "user_code", code->user_code);
  json_object_set_string_member (answer, "device_code", device_code);
  json_object_set_string_member (answer, "verification_uri", address);
  json_object_set_int_member (answer, "expires_in", LIFETIME_SECONDS);
  if (self->interval > 0)
    json_object_set_int_member (answer, "interval", self->interval);
  json_object_set_string_member (answer, "message", message);
  g_hash_table_insert (self->codes, g_steal_pointer (&device_code), code);

  return gh_sim_reply_new_json (200, answer);
}

static Code *
find_by_user_code (GhSimDevice *self, const char *user_code)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->codes);
  while (user_code != NULL && g_hash_table_iter_next (&iter, NULL, &value))
    {
      Code *code = value;

      if (g_ascii_strcasecmp (code->user_code, user_code) == 0 && !code->used && !code->declined &&
          code->who == NULL && code->issued_at + LIFETIME_SECONDS > gh_clock_now (self->clock))
        return code;
    }

  return NULL;
}

/* First the code, then who is there. A code in the address is one that a test has put there, since
 * a test's browser types nothing. */
static GhSimReply *
take_form (GhSimDevice *self, GHashTable *form)
{
  const char *text = g_hash_table_lookup (form, "otc");
  const char *user = g_hash_table_lookup (form, "user");
  Code *code = find_by_user_code (self, text);
  GhSimIdentity *who = user != NULL ? gh_sim_world_find_identity (self->world, user) : NULL;

  if (code == NULL)
    return gh_sim_page_new_error ("That code didn't work. Check the code and try again.");
  if (g_hash_table_lookup (form, "decline") != NULL)
    {
      code->declined = TRUE;
      return gh_sim_page_new_message ("You declined", "You can close this window.");
    }
  if (who == NULL || who->address == NULL)
    return gh_sim_page_new_device_users (self->world, code->user_code);

  code->who = who;

  return gh_sim_page_new_message ("You have signed in", "You can close this window.");
}

/**
 * gh_sim_device_show:
 * @self: codes
 * @request: a request of a browser
 *
 * Returns: (transfer full): a page
 */
GhSimReply *
gh_sim_device_show (GhSimDevice *self, GhSimRequest *request)
{
  g_autoptr (GHashTable) form = NULL;
  const char *code = gh_sim_request_get_query (request, "otc");

  if (g_str_equal (request->method, "POST"))
    {
      form = gh_sim_request_decode_form (request);
      return take_form (self, form);
    }

  return code != NULL ? gh_sim_page_new_device_users (self->world, code)
                      : gh_sim_page_new_device_code ();
}

/**
 * gh_sim_device_redeem:
 * @self: codes
 * @device_code: (nullable): what the client has kept
 * @who: (out): who signed in
 * @scope: (out): to what
 *
 * Returns: (transfer full) (nullable): why there is nothing yet, or will be nothing
 */
GhSimReply *
gh_sim_device_redeem (GhSimDevice *self,
                      const char *device_code,
                      GhSimIdentity **who,
                      const char **scope)
{
  Code *code = device_code != NULL ? g_hash_table_lookup (self->codes, device_code) : NULL;
  gint64 now = gh_clock_now (self->clock);
  gint64 last;

  if (code == NULL || code->used)
    return refuse (self, "bad_verification_code", 70018,
                   "Invalid verification code due to User typing in wrong user code for device "
                   "code flow.");
  if (code->issued_at + LIFETIME_SECONDS <= now)
    return refuse (self, "expired_token", 70020, "The provided device code has expired.");
  if (code->declined)
    return refuse (self, "authorization_declined", 70000,
                   "The end user denied the authorization request.");

  last = code->polled_at;
  code->polled_at = now;
  if (code->who == NULL && last > 0 && now - last < (gint64)self->interval - 1)
    return refuse (self, "slow_down", 70016, "The client asks too often.");
  if (code->who == NULL)
    return refuse (self, "authorization_pending", 70016,
                   "OAuth 2.0 device flow error. Authorization is pending. Continue polling.");

  code->used = TRUE;
  *who = code->who;
  *scope = code->scope;

  return NULL;
}
