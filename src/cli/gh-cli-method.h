/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-account.h"
#include "gh-azure-environment.h"
#include "gh-token-set.h"

G_BEGIN_DECLS

/**
 * GhCliMethod:
 * @environment: what the variables of the Azure tools say
 * @secret_descriptor: where secret, pass phrase or password come from, or -1
 *
 * How to sign in, as options and variables say. The texts are what the options were given, %NULL
 * where they were not.
 */
typedef struct
{
  GhAzureEnvironment *environment;
  char *method;
  char *tenant;
  char *client_id;
  char *certificate;
  char *algorithm;
  char *token_file;
  char *user_name;
  int secret_descriptor;
} GhCliMethod;

/* Reads the variables: to be called before any thread exists. */
void gh_cli_method_init (GhCliMethod *self);
void gh_cli_method_clear (GhCliMethod *self);
void gh_cli_method_add_options (GhCliMethod *self, GOptionGroup *group);

/* whether an option says something that goes with --method only */
gboolean gh_cli_method_has_options (GhCliMethod *self);
/* whether --method, or variables that are complete, say how to sign in */
gboolean gh_cli_method_is_given (GhCliMethod *self);
/* --method, then the variables, then the browser */
gboolean gh_cli_method_find (GhCliMethod *self, GhSignInMethod *method, GError **error);
/* option, then variable; (nullable) */
const char *gh_cli_method_get_tenant (GhCliMethod *self);
const char *gh_cli_method_get_client_id (GhCliMethod *self);
/* (transfer full) (element-type utf8 utf8): GH_PARAMETER_... */
GHashTable *gh_cli_method_dup_parameters (GhCliMethod *self, GhSignInMethod method, GError **error);
/* (transfer full): who signs in, before anybody knows */
GhAccount *gh_cli_method_new_draft (GhCliMethod *self,
                                    GhCloud *cloud,
                                    GhSignInMethod method,
                                    GHashTable *parameters);
/* Option and variables say too little or too much: GH_ERROR_INVALID_INPUT */
gboolean gh_cli_method_check (GhCliMethod *self, GhSignInMethod method, GError **error);
/* (transfer full): what @method proves itself with, read from the descriptor, the environment or
 * the terminal; with nothing in it where nothing is needed. @host: what is shown before one types
 */
GhTokenSet *gh_cli_method_read_secrets (GhCliMethod *self,
                                        GhSignInMethod method,
                                        const char *host,
                                        GError **error);

G_END_DECLS
