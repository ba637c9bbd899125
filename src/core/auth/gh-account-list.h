/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-account.h"

G_BEGIN_DECLS

/**
 * GhAccountList:
 *
 * The accounts of `accounts.json` (0600, written atomically, no secret) and which one is current.
 * A GListModel of GhAccount. A file that can't be read is an error and is never overwritten.
 */
#define GH_TYPE_ACCOUNT_LIST (gh_account_list_get_type ())
G_DECLARE_FINAL_TYPE (GhAccountList, gh_account_list, GH, ACCOUNT_LIST, GObject)

/* @file: (nullable): where to keep it; NULL keeps it in memory only (demo, session only) */
GhAccountList *gh_account_list_new (GFile *file);
/* $XDG_CONFIG_HOME/gatehouse/accounts.json */
GFile *gh_account_list_dup_default_file (void);
void gh_account_list_load_async (GhAccountList *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean gh_account_list_load_finish (GhAccountList *self, GAsyncResult *result, GError **error);
/* adds or replaces, and makes it current */
void gh_account_list_add_async (GhAccountList *self,
                                GhAccount *account,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean gh_account_list_add_finish (GhAccountList *self, GAsyncResult *result, GError **error);
/* makes it current; GH_ERROR_NOT_FOUND if another program has removed it meanwhile */
void gh_account_list_use_async (GhAccountList *self,
                                GhAccount *account,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean gh_account_list_use_finish (GhAccountList *self, GAsyncResult *result, GError **error);
void gh_account_list_remove_async (GhAccountList *self,
                                   GhAccount *account,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean gh_account_list_remove_finish (GhAccountList *self, GAsyncResult *result, GError **error);
/* (transfer none) (nullable) */
GhAccount *gh_account_list_get_current (GhAccountList *self);
/* by id, or by user name where only one has it; (transfer none) (nullable) */
GhAccount *gh_account_list_find (GhAccountList *self, const char *id_or_user_name);

G_END_DECLS
