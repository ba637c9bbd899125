/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-advice.h"

G_BEGIN_DECLS

/**
 * GhAdviceCase:
 *
 * What a piece of advice is made from, and what it has come to so far: shared by the files that
 * know one kind of refusal each.
 */
typedef struct
{
  GhProblem *problem;
  GhDatasource *datasource;
  GhItem *item;
  GhCredential *sent;
  const char *caller;

  char *title;
  char *text;
  GListStore *remedies;
} GhAdviceCase;

void gh_advice_case_clear (GhAdviceCase *self);
void gh_advice_case_say (GhAdviceCase *self, const char *title, const char *text);
void gh_advice_case_add (GhAdviceCase *self,
                         GhRemedyKind kind,
                         const char *title,
                         const char *subtitle,
                         const char *button_label,
                         const char *parameter);
GhTri gh_advice_case_is_caller_owner (GhAdviceCase *self);
gboolean gh_advice_case_is_power_bi (GhAdviceCase *self);
gboolean gh_advice_case_was_token_sent (GhAdviceCase *self);
void gh_advice_case_add_try_again (GhAdviceCase *self);
void gh_advice_case_add_sign_in_again (GhAdviceCase *self);
void gh_advice_case_add_paste_token (GhAdviceCase *self);

/* gh-advice-right.c: the caller lacks a right */
void gh_advice_right_explain (GhAdviceCase *self);
void gh_advice_right_add_owner_rows (GhAdviceCase *self);
void gh_advice_right_add_administrator_row (GhAdviceCase *self);
void gh_advice_right_add_someone_else_row (GhAdviceCase *self);
/* gh-advice-message.c: what to send to somebody who can help */
char *gh_advice_message_for_owner (GhAdviceCase *self);
char *gh_advice_message_for_gateway_administrator (GhAdviceCase *self);
char *gh_advice_message_for_tenant_administrator (GhAdviceCase *self, const char *wish);
/* gh-advice-credential.c: the source refused what was sent */
void gh_advice_credential_explain (GhAdviceCase *self);
/* gh-advice-codes.c: every other code */
void gh_advice_codes_explain (GhAdviceCase *self);

G_END_DECLS
