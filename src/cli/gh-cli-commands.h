/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-cli-connection.h"
#include "gh-cli-exit.h"

G_BEGIN_DECLS

/* A command gets its own words only: the first of @argv is the command's name. */
GhExit gh_cli_account_add (int argc, char **argv);
GhExit gh_cli_account_list (int argc, char **argv);
GhExit gh_cli_account_remove (int argc, char **argv);
GhExit gh_cli_account_show (int argc, char **argv);
GhExit gh_cli_account_use (int argc, char **argv);
GhExit gh_cli_gateway_list (int argc, char **argv);
GhExit gh_cli_datasource_list (int argc, char **argv);
GhExit gh_cli_item_list (int argc, char **argv);
GhExit gh_cli_credential_set (int argc, char **argv);
GhExit gh_cli_takeover (int argc, char **argv);
GhExit gh_cli_token_show (int argc, char **argv);
GhExit gh_cli_token_compare (int argc, char **argv);

/* Reads the options of one command and the common ones, then opens the connection. @words: (out)
 * (transfer full): what is no option; there must be @n_words of it. */
gboolean gh_cli_read_options (GhCliConnection *connection,
                              const char *usage,
                              const char *summary,
                              const GOptionEntry *entries,
                              guint n_words,
                              int argc,
                              char **argv,
                              GStrv *words,
                              GError **error);

G_END_DECLS
