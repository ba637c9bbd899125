/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sign-in-result.h"

struct _GhSignInResult
{
  GObject parent_instance;

  GhAccount *account;
  GhTokenSet *tokens;
};

G_DEFINE_FINAL_TYPE (GhSignInResult, gh_sign_in_result, G_TYPE_OBJECT)

static void
gh_sign_in_result_finalize (GObject *object)
{
  GhSignInResult *self = GH_SIGN_IN_RESULT (object);

  g_clear_object (&self->account);
  g_clear_pointer (&self->tokens, gh_token_set_unref);

  G_OBJECT_CLASS (gh_sign_in_result_parent_class)->finalize (object);
}

static void
gh_sign_in_result_class_init (GhSignInResultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_sign_in_result_finalize;
}

static void
gh_sign_in_result_init (GhSignInResult *self)
{
}

/**
 * gh_sign_in_result_new:
 * @account: who signed in
 * @tokens: what the authority gave
 *
 * Returns: (transfer full): both together
 */
GhSignInResult *
gh_sign_in_result_new (GhAccount *account, GhTokenSet *tokens)
{
  GhSignInResult *self;

  g_return_val_if_fail (GH_IS_ACCOUNT (account) && tokens != NULL, NULL);

  self = g_object_new (GH_TYPE_SIGN_IN_RESULT, NULL);
  self->account = g_object_ref (account);
  self->tokens = gh_token_set_ref (tokens);

  return self;
}

/**
 * gh_sign_in_result_get_account:
 * @self: the result of a sign-in
 *
 * Returns: (transfer none): who signed in
 */
GhAccount *
gh_sign_in_result_get_account (GhSignInResult *self)
{
  g_return_val_if_fail (GH_IS_SIGN_IN_RESULT (self), NULL);

  return self->account;
}

/**
 * gh_sign_in_result_get_tokens:
 * @self: the result of a sign-in
 *
 * Returns: (transfer none): what the authority gave
 */
GhTokenSet *
gh_sign_in_result_get_tokens (GhSignInResult *self)
{
  g_return_val_if_fail (GH_IS_SIGN_IN_RESULT (self), NULL);

  return self->tokens;
}
