/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fake-power-bi.h"

#include <libsoup/soup.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <string.h>

#include "gh-error.h"
#include "gh-json.h"

#define ROOT "/v1.0/myorg"
#define AUDIENCE "https://analysis.example/powerbi/api"

#define FAKE_TYPE_AUTHORIZER (fake_authorizer_get_type ())
G_DECLARE_FINAL_TYPE (FakeAuthorizer, fake_authorizer, FAKE, AUTHORIZER, GObject)

struct _FakeAuthorizer
{
  GObject parent_instance;

  guint number;
  gboolean refuse;
};

static void fake_authorizer_iface_init (GhAuthorizerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeAuthorizer,
                               fake_authorizer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_AUTHORIZER,
                                                      fake_authorizer_iface_init))

static char *
dup_token (FakeAuthorizer *self)
{
  return g_strdup_printf ("token-%u", self->number);
}

static void
fake_authorize_async (GhAuthorizer *authorizer,
                      const char *audience,
                      GhSecret *rejected,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  FakeAuthorizer *self = FAKE_AUTHORIZER (authorizer);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *token = dup_token (self);

  g_task_set_source_tag (task, fake_authorize_async);
  g_assert_cmpstr (audience, ==, AUDIENCE);
  if (rejected != NULL && self->refuse)
    {
      g_task_return_new_error (task, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED, "Sign in again");
      return;
    }
  if (rejected != NULL)
    {
      g_assert_cmpstr (gh_secret_peek_text (rejected), ==, token);
      self->number++;
      g_free (token);
      token = dup_token (self);
    }

  g_task_return_pointer (task, gh_secret_new_text (token), (GDestroyNotify)gh_secret_unref);
}

static GhSecret *
fake_authorize_finish (GhAuthorizer *authorizer, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_authorizer_iface_init (GhAuthorizerInterface *iface)
{
  iface->authorize_async = fake_authorize_async;
  iface->authorize_finish = fake_authorize_finish;
}

static void
fake_authorizer_class_init (FakeAuthorizerClass *klass)
{
}

static void
fake_authorizer_init (FakeAuthorizer *self)
{
  self->number = 1;
}

typedef struct
{
  guint status;
  char *headers;
  char *body;
} Answer;

struct FakePowerBi
{
  SoupServer *server;
  FakeAuthorizer *authorizer;
  GhPowerBi *power_bi;
  GQueue answers;
  /* request → Answer; NULL as long as answers are given in order */
  GHashTable *by_path;
  void (*watch) (const char *request, gpointer data);
  gpointer watch_data;
  GPtrArray *requests;
  char *last_body;
};

static void
answer_free (Answer *answer)
{
  g_free (answer->headers);
  g_free (answer->body);
  g_free (answer);
}

static void
remember (FakePowerBi *fake, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  GUri *uri = soup_server_message_get_uri (message);
  const char *query = g_uri_get_query (uri);
  const char *bearer = soup_message_headers_get_one (headers, "Authorization");
  const char *type = soup_message_headers_get_one (headers, "Content-Type");

  g_assert_nonnull (bearer);
  g_assert_true (g_str_has_prefix (bearer, "Bearer "));
  g_ptr_array_add (fake->requests,
                   g_strdup_printf ("%s %s%s%s %s", soup_server_message_get_method (message),
                                    g_uri_get_path (uri), query != NULL ? "?" : "",
                                    query != NULL ? query : "", bearer + strlen ("Bearer ")));

  g_free (fake->last_body);
  fake->last_body = body->length > 0
                        ? g_strdup_printf ("%s %.*s", type != NULL ? type : "(no type)",
                                           (int)body->length, body->data)
                        : g_strdup ("");
}

static char *
dup_request (SoupServerMessage *message)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));

  return g_strdup_printf ("%s %s", soup_server_message_get_method (message),
                          path + (g_str_has_prefix (path, ROOT) ? strlen (ROOT) : 0));
}

static void
handle_by_path (FakePowerBi *fake, SoupServerMessage *message)
{
  g_autofree char *request = dup_request (message);
  Answer *answer = g_hash_table_lookup (fake->by_path, request);
  const char *body =
      answer != NULL ? answer->body : "{\"error\":{\"code\":\"PowerBIEntityNotFound\"}}";

  if (fake->watch != NULL)
    fake->watch (request, fake->watch_data);
  soup_server_message_set_status (message, answer != NULL ? answer->status : 404, NULL);
  soup_server_message_set_response (message, "application/json; charset=utf-8", SOUP_MEMORY_COPY,
                                    body, strlen (body));
}

static void
handle_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  FakePowerBi *fake = user_data;
  Answer *answer;

  remember (fake, message);
  if (fake->by_path != NULL)
    {
      handle_by_path (fake, message);
      return;
    }

  answer = g_queue_pop_head (&fake->answers);
  g_assert_nonnull (answer);
  soup_server_message_set_status (message, answer->status, NULL);
  if (answer->headers != NULL)
    {
      g_auto (GStrv) lines = g_strsplit (answer->headers, "\n", -1);

      for (guint i = 0; lines[i] != NULL; i++)
        {
          g_auto (GStrv) parts = g_strsplit (lines[i], ": ", 2);

          soup_message_headers_append (soup_server_message_get_response_headers (message), parts[0],
                                       parts[1]);
        }
    }
  if (answer->body != NULL)
    soup_server_message_set_response (message, "application/json; charset=utf-8", SOUP_MEMORY_COPY,
                                      answer->body, strlen (answer->body));
  answer_free (answer);
}

static GhCloud *
make_cloud (SoupServer *server)
{
  g_autoptr (GError) error = NULL;
  GSList *uris = soup_server_get_uris (server);
  g_autofree char *origin = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_autofree char *row = g_strdup_printf ("{\"name\":\"Test\",\"authority\":\"%s\","
                                          "\"powerbi\":{\"origin\":\"%s\",\"audience\":\"%s\"}}",
                                          origin, origin, AUDIENCE);
  g_autoptr (JsonObject) object = gh_json_parse_object (row, -1, &error);
  GhCloud *cloud;

  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  g_assert_no_error (error);
  cloud = gh_cloud_new_from_json (object, &error);
  g_assert_no_error (error);

  return cloud;
}

FakePowerBi *
fake_power_bi_new (void)
{
  FakePowerBi *fake = g_new0 (FakePowerBi, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhHttpClient) http = gh_http_client_new (NULL);
  g_autoptr (GhCloud) cloud = NULL;

  g_queue_init (&fake->answers);
  fake->requests = g_ptr_array_new_with_free_func (g_free);
  fake->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fake->server, NULL, handle_cb, fake, NULL);
  soup_server_listen_local (fake->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  cloud = make_cloud (fake->server);
  fake->authorizer = g_object_new (FAKE_TYPE_AUTHORIZER, NULL);
  fake->power_bi = gh_power_bi_new (http, cloud, GH_AUTHORIZER (fake->authorizer));

  return fake;
}

void
fake_power_bi_free (FakePowerBi *fake)
{
  g_clear_object (&fake->power_bi);
  g_clear_object (&fake->authorizer);
  soup_server_disconnect (fake->server);
  g_clear_object (&fake->server);
  g_queue_clear_full (&fake->answers, (GDestroyNotify)answer_free);
  g_clear_pointer (&fake->by_path, g_hash_table_unref);
  g_ptr_array_unref (fake->requests);
  g_free (fake->last_body);
  g_free (fake);
}

GhPowerBi *
fake_power_bi_get_power_bi (FakePowerBi *fake)
{
  return fake->power_bi;
}

void
fake_power_bi_answer (FakePowerBi *fake, guint status, const char *headers, const char *body)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->status = status;
  answer->headers = g_strdup (headers);
  answer->body = g_strdup (body);
  g_queue_push_tail (&fake->answers, answer);
}

void
fake_power_bi_answer_path (FakePowerBi *fake, const char *request, guint status, const char *body)
{
  Answer *answer = g_new0 (Answer, 1);

  if (fake->by_path == NULL)
    fake->by_path =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)answer_free);
  answer->status = status;
  answer->body = g_strdup (body);
  g_hash_table_insert (fake->by_path, g_strdup (request), answer);
}

guint
fake_power_bi_count_path (FakePowerBi *fake, const char *request)
{
  g_auto (GStrv) parts = g_strsplit (request, " ", 2);
  g_autofree char *start = g_strdup_printf ("%s " ROOT "%s ", parts[0], parts[1]);
  guint count = 0;

  for (guint i = 0; i < fake->requests->len; i++)
    count += g_str_has_prefix (g_ptr_array_index (fake->requests, i), start) ? 1 : 0;

  return count;
}

void
fake_power_bi_set_watch (FakePowerBi *fake,
                         void (*watch) (const char *request, gpointer data),
                         gpointer data)
{
  fake->watch = watch;
  fake->watch_data = data;
}

char *
fake_power_bi_make_gateway (const char *id, const char *name)
{
  EVP_PKEY *key = EVP_RSA_gen (2048);
  BIGNUM *modulus = NULL;
  guint8 bytes[256];
  g_autofree char *text = NULL;

  g_assert_true (EVP_PKEY_get_bn_param (key, OSSL_PKEY_PARAM_RSA_N, &modulus));
  BN_bn2binpad (modulus, bytes, sizeof bytes);
  BN_free (modulus);
  EVP_PKEY_free (key);
  text = g_base64_encode (bytes, sizeof bytes);

  return g_strdup_printf ("{\"id\":\"%s\",\"name\":\"%s\",\"type\":\"Resource\",\"publicKey\":{"
                          "\"exponent\":\"AQAB\",\"modulus\":\"%s\"}}",
                          id, name, text);
}

void
fake_power_bi_refuse_renewal (FakePowerBi *fake)
{
  fake->authorizer->refuse = TRUE;
}

guint
fake_power_bi_count_requests (FakePowerBi *fake)
{
  return fake->requests->len;
}

const char *
fake_power_bi_get_request (FakePowerBi *fake, guint index)
{
  g_assert_cmpuint (index, <, fake->requests->len);

  return g_ptr_array_index (fake->requests, index);
}

const char *
fake_power_bi_get_last_body (FakePowerBi *fake)
{
  return fake->last_body;
}
