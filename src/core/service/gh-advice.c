/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-advice.h"

#include "gh-advice-case.h"

struct _GhAdvice
{
  GObject parent_instance;

  char *title;
  char *text;
  GListModel *remedies;
};

G_DEFINE_FINAL_TYPE (GhAdvice, gh_advice, G_TYPE_OBJECT)

static void
gh_advice_finalize (GObject *object)
{
  GhAdvice *self = GH_ADVICE (object);

  g_free (self->title);
  g_free (self->text);
  g_clear_object (&self->remedies);

  G_OBJECT_CLASS (gh_advice_parent_class)->finalize (object);
}

static void
gh_advice_class_init (GhAdviceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_advice_finalize;
}

static void
gh_advice_init (GhAdvice *self)
{
}

static void
explain (GhAdviceCase *advice_case)
{
  const char *code = gh_problem_get_code (advice_case->problem);

  if (g_str_equal (code, "PowerBINotAuthorizedException"))
    gh_advice_right_explain (advice_case);
  else if (g_str_equal (code, "DM_GWPipeline_Gateway_InvalidConnectionCredentials"))
    gh_advice_credential_explain (advice_case);
  else
    gh_advice_codes_explain (advice_case);
}

/**
 * gh_advice_new:
 * @problem: the refusal
 * @datasource: what it is about
 * @caller: (nullable): who is signed in, display text
 * @sent: (nullable): the credential that was refused
 *
 * Says what a refusal means for this data source and this caller, and what may help. The scope of a
 * token in @sent is named, the token never.
 *
 * Returns: (transfer full): the advice
 */
GhAdvice *
gh_advice_new (GhProblem *problem, GhDatasource *datasource, const char *caller, GhCredential *sent)
{
  GhAdvice *self;
  GhAdviceCase advice_case = { 0 };

  g_return_val_if_fail (GH_IS_PROBLEM (problem), NULL);
  g_return_val_if_fail (GH_IS_DATASOURCE (datasource), NULL);

  advice_case.problem = problem;
  advice_case.datasource = datasource;
  advice_case.item = gh_datasource_get_item (datasource);
  advice_case.caller = caller;
  advice_case.sent = sent;
  advice_case.remedies = g_list_store_new (GH_TYPE_REMEDY);
  explain (&advice_case);

  self = g_object_new (GH_TYPE_ADVICE, NULL);
  self->title = g_steal_pointer (&advice_case.title);
  self->text = g_steal_pointer (&advice_case.text);
  self->remedies = G_LIST_MODEL (g_steal_pointer (&advice_case.remedies));
  gh_advice_case_clear (&advice_case);

  return self;
}

/**
 * gh_advice_get_title:
 * @self: an advice
 *
 * Returns: (transfer none): what happened, in a few words
 */
const char *
gh_advice_get_title (GhAdvice *self)
{
  g_return_val_if_fail (GH_IS_ADVICE (self), NULL);

  return self->title;
}

/**
 * gh_advice_get_text:
 * @self: an advice
 *
 * Returns: (transfer none): cause first, then what to do; plain text
 */
const char *
gh_advice_get_text (GhAdvice *self)
{
  g_return_val_if_fail (GH_IS_ADVICE (self), NULL);

  return self->text;
}

/**
 * gh_advice_get_remedies:
 * @self: an advice
 *
 * Returns: (transfer none): a list of #GhRemedy, best first; empty where only the form can help
 */
GListModel *
gh_advice_get_remedies (GhAdvice *self)
{
  g_return_val_if_fail (GH_IS_ADVICE (self), NULL);

  return self->remedies;
}
