/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-advice.h"
#include "gh-credential.h"
#include "gh-gateway-memory.h"
#include "gh-power-bi.h"
#include "gh-route.h"

G_BEGIN_DECLS

typedef enum
{
  GH_CHANGE_READY,
  GH_CHANGE_SENDING,
  GH_CHANGE_TESTING,
  GH_CHANGE_SET,
  GH_CHANGE_SET_AND_VERIFIED,
  GH_CHANGE_REFUSED,
  GH_CHANGE_NOT_SENT,
  GH_CHANGE_UNKNOWN,
} GhChangeState;

/**
 * GhChange:
 *
 * One data source's new credential: route → preview → send → verify → record. Property "state" is
 * notified. Used once.
 */
#define GH_TYPE_CHANGE (gh_change_get_type ())
G_DECLARE_FINAL_TYPE (GhChange, gh_change, GH, CHANGE, GObject)

GhChange *gh_change_new (GhPowerBi *power_bi,
                         GhGatewayMemory *memory,
                         GhDatasource *datasource,
                         GhCredential *credential);
GhPowerBi *gh_change_get_power_bi (GhChange *self);

/* A gateway's key that changed is only used when this names it ("SHA256:…", any case). */
void gh_change_accept_key (GhChange *self, const char *fingerprint);
/* (nullable) */
const char *gh_change_get_accepted_key (GhChange *self);

/* Whether this credential can work with this source at all; GH_ERROR_INVALID_INPUT says why not
 * (caller's identity on an on-premises source, or on an Extension that is not PowerBI…). */
gboolean gh_change_check (GhChange *self, GError **error);

/* The request as it will go, secrets masked as ⟨…⟩: request line, Authorization line, and the body,
 * indented. @route may be NULL or undecided. @caller: display text. */
char *gh_change_dup_preview_head (GhChange *self, const char *caller);
char *gh_change_dup_preview_body (GhChange *self, GhRoute *route);
/* "User name and password" and the like, for the preview; after a line feed what it will become */
char *gh_change_dup_field_summary (GhChange *self);
/* copies with placeholders that ask for the secret; NULL where none can be given (curl on a sealed
 * route) */
char *gh_change_dup_curl (GhChange *self, GhRoute *route);
char *gh_change_dup_command_line (GhChange *self, GhRoute *route);

/* Finds the route afresh, seals if needed, sends, tests, records. Errors: GH_ERROR_UNDECIDED,
 * GH_ERROR_KEY_CHANGED (nothing sent), GH_ERROR_REFUSED and the like (problem set),
 * GH_ERROR_CANCELLED_AFTER_SENDING, G_IO_ERROR_CANCELLED (nothing sent). */
void gh_change_run_async (GhChange *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean gh_change_run_finish (GhChange *self, GAsyncResult *result, GError **error);

GhChangeState gh_change_get_state (GhChange *self);
GhDatasource *gh_change_get_datasource (GhChange *self);
GhCredential *gh_change_get_credential (GhChange *self);
/* the route that was found by run; (nullable) */
GhRoute *gh_change_get_route (GhChange *self);
/* (nullable) */
GhProblem *gh_change_get_problem (GhChange *self);
/* of the PATCH; (nullable) */
const char *gh_change_get_request_id (GhChange *self);
/* when it ended, seconds since the epoch */
gint64 gh_change_get_ended_at (GhChange *self);

G_END_DECLS
