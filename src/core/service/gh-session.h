/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-account-list.h"
#include "gh-authority.h"
#include "gh-browser-sign-in.h"
#include "gh-cloud-list.h"
#include "gh-gateway-memory.h"
#include "gh-inventory.h"
#include "gh-keyring-store.h"
#include "gh-power-bi.h"

G_BEGIN_DECLS

typedef enum
{
  GH_SESSION_STARTING,
  GH_SESSION_SIGNED_OUT,
  GH_SESSION_SIGNED_IN,
  GH_SESSION_KEYRING_LOCKED,
  GH_SESSION_SIGN_IN_NEEDED,
} GhSessionState;

/**
 * GhSession:
 *
 * Puts the core together for a program: accounts, token store, authority, Power BI, inventory,
 * gateway memory. Properties, all notified: "state", "account" (nullable), "session-only" (tokens
 * stay in memory), "keyring-state", "inventory", "power-bi" (NULL unless signed in).
 */
#define GH_TYPE_SESSION (gh_session_get_type ())
G_DECLARE_FINAL_TYPE (GhSession, gh_session, GH, SESSION, GObject)

/* @memory_only: nothing is written to disk or keyring (demo). */
GhSession *gh_session_new (GhHttpClient *http, GhClock *clock, gboolean memory_only);
/* Tests: other places for accounts and gateway memory, another store. Before start. */
void gh_session_set_files (GhSession *self, GFile *accounts, GFile *gateways);
void gh_session_set_clouds_file (GhSession *self, GFile *clouds);
void gh_session_set_store (GhSession *self, GhTokenStore *store);

/* Reads accounts and keyring; ends in one of the states. Never prompts. A locked keyring gives
 * GH_SESSION_KEYRING_LOCKED, no usable one leaves session-only TRUE. */
void gh_session_start_async (GhSession *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean gh_session_start_finish (GhSession *self, GAsyncResult *result, GError **error);
/* The keyring prompts; then as start. */
void gh_session_unlock_async (GhSession *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean gh_session_unlock_finish (GhSession *self, GAsyncResult *result, GError **error);
/* Goes on without the keyring, for this session only; what is in the keyring stays. */
void gh_session_use_memory (GhSession *self);
/* Stores the tokens, adds the account, makes it current. */
void gh_session_adopt_async (GhSession *self,
                             GhSignInResult *sign_in,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean gh_session_adopt_finish (GhSession *self, GAsyncResult *result, GError **error);
/* Signs in as another account of the list, silently from the keyring, and makes it the current one;
 * ends in one of the states, as start does. Never prompts. */
void gh_session_switch_async (GhSession *self,
                              GhAccount *account,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean gh_session_switch_finish (GhSession *self, GAsyncResult *result, GError **error);
/* Removes the record and the account. */
void gh_session_sign_out_async (GhSession *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean gh_session_sign_out_finish (GhSession *self, GAsyncResult *result, GError **error);

GhSessionState gh_session_get_state (GhSession *self);
gboolean gh_session_get_session_only (GhSession *self);
GhKeyringState gh_session_get_keyring_state (GhSession *self);
GhAccount *gh_session_get_account (GhSession *self);
GhAccountList *gh_session_get_accounts (GhSession *self);
GhPowerBi *gh_session_get_power_bi (GhSession *self);
GhInventory *gh_session_get_inventory (GhSession *self);
GhGatewayMemory *gh_session_get_gateway_memory (GhSession *self);
GhHttpClient *gh_session_get_http (GhSession *self);
GhClock *gh_session_get_clock (GhSession *self);
/* demo and --cloud-file: the only cloud of the program; in the demo it must be on loopback */
void gh_session_set_cloud (GhSession *self, GhCloud *cloud);
GhCloud *gh_session_get_cloud (GhSession *self);
/* whether gh_session_set_cloud() was called, so that there is nothing to choose */
gboolean gh_session_has_only_cloud (GhSession *self);
/* (transfer none): the clouds that one can sign in to; loaded by start */
GhCloudList *gh_session_get_clouds (GhSession *self);
/* whether @account may be used here: any, or only those of the only cloud */
gboolean gh_session_takes_account (GhSession *self, GhAccount *account);

G_END_DECLS
