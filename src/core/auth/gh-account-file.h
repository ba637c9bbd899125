/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-account.h"

G_BEGIN_DECLS

/**
 * GhAccountFile:
 * @accounts: (element-type GhAccount): the accounts
 * @current_id: (nullable): id of the current one
 *
 * What `accounts.json` says. It is read and made in a worker thread too, so it is kept apart from
 * the list that widgets look at.
 */
typedef struct
{
  GPtrArray *accounts;
  char *current_id;
} GhAccountFile;

void gh_account_file_free (GhAccountFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhAccountFile, gh_account_file_free)
GhAccountFile *gh_account_file_parse (JsonObject *object, GError **error);
gboolean gh_account_file_find (GPtrArray *accounts, const char *id, guint *index);

/* GhJsonEdit */
JsonObject *gh_account_file_add (JsonObject *object, gpointer data, GError **error);
JsonObject *gh_account_file_use (JsonObject *object, gpointer data, GError **error);
JsonObject *gh_account_file_remove (JsonObject *object, gpointer data, GError **error);

G_END_DECLS
