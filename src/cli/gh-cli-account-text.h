/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-account-list.h"

G_BEGIN_DECLS

/* What is printed of accounts: nothing of it is a secret. */

/* @accounts: whose current one is marked */
void gh_cli_account_print_list (GhAccountList *accounts, gboolean json);
void gh_cli_account_print (GhAccountList *accounts, GhAccount *account, gboolean json);

G_END_DECLS
