/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-problem.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gh-json.h"
#include "gh-problem-envelope.h"
#include "gh-text.h"

/* What is shown of the answer. Longer JSON is shown as it came: indenting could make it a hundred
 * times as long. */
#define MAX_RAW_BYTES (64u * 1024)
#define MAX_INDENTED_BYTES (256u * 1024)
#define MIN_REDACTED_BYTES 4u

struct _GhProblem
{
  GObject parent_instance;

  guint status;
  char *code;
  char *message;
  char *request_id;
  char *raw;
  gboolean token_rejected;
  GhProblemEnvelope *envelope;
};

G_DEFINE_FINAL_TYPE (GhProblem, gh_problem, G_TYPE_OBJECT)

static void
gh_problem_finalize (GObject *object)
{
  GhProblem *self = GH_PROBLEM (object);

  g_free (self->code);
  g_free (self->message);
  g_free (self->request_id);
  g_free (self->raw);
  g_clear_pointer (&self->envelope, gh_problem_envelope_free);

  G_OBJECT_CLASS (gh_problem_parent_class)->finalize (object);
}

static void
gh_problem_class_init (GhProblemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_problem_finalize;
}

static void
gh_problem_init (GhProblem *self)
{
  self->envelope = gh_problem_envelope_new ();
}

/* The text line by line, cut where it gets too long. */
static char *
dup_lines (const char *data, gsize length)
{
  gboolean cut = length > MAX_RAW_BYTES;
  g_autofree char *valid = g_utf8_make_valid (data, (gssize)MIN (length, MAX_RAW_BYTES));
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) result = g_string_new (NULL);

  g_strdelimit (valid, "\t", ' ');
  lines = g_strsplit (valid, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = NULL;

      if (g_str_has_suffix (lines[i], "\r"))
        lines[i][strlen (lines[i]) - 1] = '\0';
      line = gh_text_to_display (lines[i]);
      if (i > 0)
        g_string_append_c (result, '\n');
      g_string_append (result, line);
    }
  if (cut)
    g_string_append_printf (result, "\n%s", _ ("… (the rest of the answer is left out)"));

  return g_string_free (g_steal_pointer (&result), FALSE);
}

/* Decodes @data, and makes it the raw answer if there is none yet. */
static gboolean
read_json (GhProblem *self, const char *data, gsize length)
{
  g_autoptr (JsonNode) root = length > 0 ? gh_json_parse (data, (gssize)length, NULL) : NULL;

  if (root == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (root))
    gh_problem_envelope_read (self->envelope, json_node_get_object (root));

  if (self->raw == NULL && length <= MAX_INDENTED_BYTES)
    {
      g_autofree char *indented = gh_json_to_text (root, TRUE);

      self->raw = dup_lines (indented, strlen (indented));
    }

  return TRUE;
}

static void
read_body (GhProblem *self, GhHttpResponse *response)
{
  gsize length = 0;
  const char *data = gh_secret_peek (gh_http_response_get_body (response), &length);

  read_json (self, data, length);
  if (self->raw == NULL && length > 0)
    self->raw = dup_lines (data, length);
}

/* A header holds the JSON of a body, or plain text: a bare code or a sentence
 * (microsoft/semantic-link-labs#406). The vendor's own SDK reads it before the body. */
static void
read_details_header (GhProblem *self, const char *value)
{
  g_autoptr (JsonNode) root = gh_json_parse (value, -1, NULL);
  gboolean bare = *value != '\0';

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    {
      gh_problem_envelope_read (self->envelope, json_node_get_object (root));
      return;
    }

  for (const char *p = value; *p != '\0'; p++)
    bare = bare && (g_ascii_isalnum (*p) || *p == '_' || *p == '.');
  if (bare)
    self->envelope->code = gh_problem_envelope_dup_code (value);
  else
    self->envelope->message = gh_problem_envelope_dup_message (value);
}

/* error="insufficient_claims" of a WWW-Authenticate header (RFC 6750, 3); parameters of several
 * challenges may be joined. */
static char *
dup_challenge_error (const char *challenge)
{
  const char *start = strstr (challenge, "error=\"");
  const char *end;
  g_autofree char *text = NULL;

  if (start == NULL)
    return NULL;
  start += strlen ("error=\"");
  end = strchr (start, '"');
  if (end == NULL)
    return NULL;

  text = g_strndup (start, (gsize)(end - start));
  return gh_problem_envelope_dup_code (text);
}

static void
offer_code_header (GhProblem *self, GhHttpResponse *response, const char *name)
{
  if (self->code == NULL)
    self->code = gh_problem_envelope_dup_code (gh_http_response_get_header (response, name));
}

static gboolean
is_token_code (const char *code)
{
  return g_strcmp0 (code, "TokenExpired") == 0 || g_strcmp0 (code, "InvalidToken") == 0;
}

/* Power BI says by header or body what is wrong with a token, under 403 as often as under 401, and
 * answers 401 where a right is missing: the status decides nothing (service-errors.md 2). */
static gboolean
find_token_rejected (GhProblem *self, GhHttpResponse *response)
{
  static const char *const headers[] = { "X-PowerBI-Error-Info", "x-ms-public-api-error-code" };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *code =
          gh_problem_envelope_dup_code (gh_http_response_get_header (response, headers[i]));

      if (is_token_code (code))
        return TRUE;
    }

  return is_token_code (self->envelope->code);
}

static void
find_code (GhProblem *self, GhHttpResponse *response)
{
  const char *challenge = gh_http_response_get_header (response, "WWW-Authenticate");

  self->code = g_strdup (self->envelope->code);
  offer_code_header (self, response, "X-PowerBI-Error-Info");
  offer_code_header (self, response, "x-ms-public-api-error-code");
  if (self->code == NULL && challenge != NULL)
    self->code = dup_challenge_error (challenge);

  if (self->code == NULL)
    self->code = g_strdup_printf ("HTTP %u", self->status);
}

/**
 * gh_problem_new_from_response:
 * @response: an answer that is a refusal
 *
 * Decodes the refusal, whichever of the known envelopes it came in. The code is taken from
 * `error["pbi.error"].code`, `error.code`, `errorCode`, X-PowerBI-Error-Info,
 * x-ms-public-api-error-code, the challenge of WWW-Authenticate and the status, in this order.
 *
 * Returns: (transfer full): the problem
 */
GhProblem *
gh_problem_new_from_response (GhHttpResponse *response)
{
  GhProblem *self = g_object_new (GH_TYPE_PROBLEM, NULL);
  const char *details = gh_http_response_get_header (response, "X-PowerBI-Error-Details");
  const char *request_id = gh_http_response_get_request_id (response);

  self->status = gh_http_response_get_status (response);
  if (details != NULL)
    read_details_header (self, details);
  read_body (self, response);
  if (self->raw == NULL && details != NULL && !read_json (self, details, strlen (details)))
    self->raw = dup_lines (details, strlen (details));
  if (self->raw == NULL)
    self->raw = g_strdup ("");

  find_code (self, response);
  self->token_rejected = find_token_rejected (self, response);
  self->message = g_strdup (self->envelope->message);
  self->request_id = g_strdup (request_id != NULL ? request_id : self->envelope->request_id);

  return self;
}

/**
 * gh_problem_get_status:
 * @self: a problem
 *
 * Returns: the HTTP status; Power BI's is often not what one expects
 */
guint
gh_problem_get_status (GhProblem *self)
{
  g_return_val_if_fail (GH_IS_PROBLEM (self), 0);

  return self->status;
}

/**
 * gh_problem_get_code:
 * @self: a problem
 *
 * Returns: (transfer none): the service's code, or "HTTP 403" where it gave none
 */
const char *
gh_problem_get_code (GhProblem *self)
{
  g_return_val_if_fail (GH_IS_PROBLEM (self), "");

  return self->code;
}

/**
 * gh_problem_get_message:
 * @self: a problem
 *
 * Returns: (transfer none) (nullable): the most precise text of the service, on one line, without
 *   privacy marks, safe to show as plain text
 */
const char *
gh_problem_get_message (GhProblem *self)
{
  g_return_val_if_fail (GH_IS_PROBLEM (self), NULL);

  return self->message;
}

/**
 * gh_problem_get_request_id:
 * @self: a problem
 *
 * Returns: (transfer none) (nullable): the id that the vendor's support asks for, a GUID
 */
const char *
gh_problem_get_request_id (GhProblem *self)
{
  g_return_val_if_fail (GH_IS_PROBLEM (self), NULL);

  return self->request_id;
}

/**
 * gh_problem_get_detail:
 * @self: a problem
 * @code: the name of a detail or parameter
 *
 * Returns: (transfer none) (nullable): its value, display text without privacy marks
 */
const char *
gh_problem_get_detail (GhProblem *self, const char *code)
{
  g_return_val_if_fail (GH_IS_PROBLEM (self), NULL);
  g_return_val_if_fail (code != NULL, NULL);

  return gh_problem_envelope_find_detail (self->envelope, code);
}

/**
 * gh_problem_get_raw:
 * @self: a problem
 *
 * Returns: (transfer none): the answer as it came, for people: indented if it is JSON, control and
 *   bidirectional characters escaped, cut after 64 KiB; "" if it was empty
 */
const char *
gh_problem_get_raw (GhProblem *self)
{
  g_return_val_if_fail (GH_IS_PROBLEM (self), "");

  return self->raw;
}

/**
 * gh_problem_is_token_rejected:
 * @self: a problem
 *
 * Returns: whether header or body call the token expired or invalid, so that another token may help
 */
gboolean
gh_problem_is_token_rejected (GhProblem *self)
{
  g_return_val_if_fail (GH_IS_PROBLEM (self), FALSE);

  return self->token_rejected;
}

static void
redact_text (char **text, const char *needle)
{
  g_autoptr (GString) redacted = NULL;

  if (*text == NULL || strstr (*text, needle) == NULL)
    return;

  redacted = g_string_new (*text);
  g_string_replace (redacted, needle, "⟨…⟩", 0);
  gh_secret_free_text (*text);
  *text = g_strdup (redacted->str);
  gh_secret_wipe (redacted->str, redacted->len);
}

static void
redact_needle (GhProblem *self, const char *needle)
{
  redact_text (&self->code, needle);
  redact_text (&self->message, needle);
  redact_text (&self->raw, needle);
  for (guint i = 0; i < self->envelope->details->len; i++)
    {
      GhProblemDetail *detail = g_ptr_array_index (self->envelope->details, i);

      redact_text (&detail->value, needle);
    }
}

/* @text as it stands inside a JSON string. */
static GhSecret *
escape (GhSecret *text)
{
  g_autoptr (GhSecretBuilder) builder = gh_secret_builder_new ();
  g_autoptr (GhSecret) quoted = NULL;
  gsize length = 0;
  const char *data = gh_secret_peek (text, &length);

  gh_secret_builder_append_json_string (builder, data, length);
  quoted = gh_secret_builder_end (builder);
  data = gh_secret_peek (quoted, &length);

  return gh_secret_new (data + 1, length - 2);
}

/**
 * gh_problem_redact:
 * @self: a problem
 * @secret: something that was sent with the request
 *
 * Takes @secret out of every text, plain, inside JSON, or inside JSON in JSON: a service may quote
 * in its answer what it could not read, and the answer is shown, copied and sent to others. A
 * secret of less than four bytes is left, since it stands in texts that have nothing to do with it.
 */
void
gh_problem_redact (GhProblem *self, GhSecret *secret)
{
  g_autoptr (GhSecret) once = NULL;
  g_autoptr (GhSecret) twice = NULL;
  GhSecret *forms[3];

  g_return_if_fail (GH_IS_PROBLEM (self));

  if (gh_secret_get_length (secret) < MIN_REDACTED_BYTES)
    return;

  once = escape (secret);
  twice = escape (once);
  forms[0] = twice;
  forms[1] = once;
  forms[2] = secret;
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      char *needle = gh_text_to_display (gh_secret_peek_text (forms[i]));

      redact_needle (self, needle);
      gh_secret_free_text (needle);
    }
}
