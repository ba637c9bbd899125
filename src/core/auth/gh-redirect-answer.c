/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-redirect-answer.h"

#include <glib-object.h>
#include <glib/gi18n-lib.h>

#include "gh-error.h"

enum
{
  CODE,
  STATE,
  ERROR_NAME,
  DESCRIPTION,
  SUBCODE,
  N_PARAMETERS
};

static const char *const names[N_PARAMETERS] = { "code", "state", "error", "error_description",
                                                 "error_subcode" };

G_DEFINE_BOXED_TYPE (GhRedirectAnswer,
                     gh_redirect_answer,
                     gh_redirect_answer_ref,
                     gh_redirect_answer_unref)

static void
clear_values (char **values)
{
  for (guint i = 0; i < N_PARAMETERS; i++)
    g_clear_pointer (&values[i], gh_secret_free_text);
}

static guint
find_parameter (const char *name)
{
  guint i = 0;

  while (i < N_PARAMETERS && !g_str_equal (names[i], name))
    i++;

  return i;
}

/* No parameter may come twice (RFC 6749, 3.1): it would depend on the reader which one counts. */
static gboolean
collect_values (const char *form, gsize length, char **values)
{
  GUriParamsIter iter;
  char *name, *value;
  g_autoptr (GError) error = NULL;

  g_uri_params_iter_init (&iter, form, (gssize)length, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, &error))
    {
      guint i = find_parameter (name);
      gboolean twice = i < N_PARAMETERS && values[i] != NULL;

      g_free (name);
      if (i < N_PARAMETERS && !twice)
        values[i] = value;
      else
        gh_secret_free_text (value);
      if (twice)
        return FALSE;
    }

  return error == NULL;
}

static gboolean
is_state (const char *text, GhSecret *state)
{
  g_autoptr (GhSecret) given = NULL;

  if (text == NULL || state == NULL)
    return FALSE;

  given = gh_secret_new_text (text);
  return gh_secret_equal (given, state);
}

static GhRedirectAnswer *
take_values (char **values, GhSecret *state, GError **error)
{
  GhRedirectAnswer *self;

  if (!is_state (values[STATE], state))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                           _ ("This answer belongs to another attempt to sign in."));
      return NULL;
    }
  if (values[ERROR_NAME] == NULL && (values[CODE] == NULL || *values[CODE] == '\0'))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                           _ ("This answer holds neither a code nor an error."));
      return NULL;
    }

  self = g_rc_box_new0 (GhRedirectAnswer);
  if (values[ERROR_NAME] == NULL)
    self->code = gh_secret_new_text (values[CODE]);
  self->error = g_strdup (values[ERROR_NAME]);
  self->description = g_strdup (values[DESCRIPTION]);
  self->subcode = g_strdup (values[SUBCODE]);

  return self;
}

/**
 * gh_redirect_answer_parse:
 * @form: (array length=length): a form's body, or a query
 * @length: its length in bytes
 * @state: (nullable): what was sent along to the authority; %NULL once it was used
 * @error: return location
 *
 * Reads what the authority sent on the redirect (RFC 6749, 4.1.2), and compares the state in a time
 * that tells nothing.
 *
 * Returns: (transfer full): the answer, or %NULL with %GH_ERROR_INVALID_INPUT
 */
GhRedirectAnswer *
gh_redirect_answer_parse (const char *form, gsize length, GhSecret *state, GError **error)
{
  char *values[N_PARAMETERS] = { NULL };
  GhRedirectAnswer *self = NULL;

  if (length <= GH_REDIRECT_MAX_BYTES && collect_values (form, length, values))
    self = take_values (values, state, error);
  else
    g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                         _ ("This answer of the browser can’t be read."));
  clear_values (values);

  return self;
}

/**
 * gh_redirect_answer_ref:
 * @self: an answer
 *
 * Returns: (transfer full): @self
 */
GhRedirectAnswer *
gh_redirect_answer_ref (GhRedirectAnswer *self)
{
  return g_rc_box_acquire (self);
}

static void
clear_answer (GhRedirectAnswer *self)
{
  g_clear_pointer (&self->code, gh_secret_unref);
  g_free (self->error);
  g_free (self->description);
  g_free (self->subcode);
}

/**
 * gh_redirect_answer_unref:
 * @self: (transfer full): an answer
 */
void
gh_redirect_answer_unref (GhRedirectAnswer *self)
{
  g_rc_box_release_full (self, (GDestroyNotify)clear_answer);
}
