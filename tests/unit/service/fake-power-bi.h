/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "await.h"
#include "gh-power-bi.h"

G_BEGIN_DECLS

/* A service that gives the answers a test has written down, one after the other, and remembers what
 * it was asked; and an authorizer that hands out token-1, then token-2 and so on whenever the last
 * one was rejected. */
typedef struct FakePowerBi FakePowerBi;

FakePowerBi *fake_power_bi_new (void);
void fake_power_bi_free (FakePowerBi *fake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakePowerBi, fake_power_bi_free)

GhPowerBi *fake_power_bi_get_power_bi (FakePowerBi *fake);
/* @headers: (nullable): "Name: value" lines */
void fake_power_bi_answer (FakePowerBi *fake, guint status, const char *headers, const char *body);
/* Answers from now on are given by the path below /v1.0/myorg, as often as it is asked for:
 * "GET /gateways/…"; 404 PowerBIEntityNotFound to all that was not written down. */
void
fake_power_bi_answer_path (FakePowerBi *fake, const char *request, guint status, const char *body);
/* How often that request came. */
guint fake_power_bi_count_path (FakePowerBi *fake, const char *request);
/* Called with each request, before it is answered. */
void fake_power_bi_set_watch (FakePowerBi *fake,
                              void (*watch) (const char *request, gpointer data),
                              gpointer data);
/* What GET /gateways/{id} answers for a gateway with a fresh key of 2,048 bits; (transfer full) */
char *fake_power_bi_make_gateway (const char *id, const char *name);
/* The next renewal fails with GH_ERROR_SIGN_IN_NEEDED. */
void fake_power_bi_refuse_renewal (FakePowerBi *fake);
guint fake_power_bi_count_requests (FakePowerBi *fake);
/* "GET /v1.0/myorg/gateways token-1", as the request came */
const char *fake_power_bi_get_request (FakePowerBi *fake, guint index);
/* "application/json {…}" of the last request, "" without a body */
const char *fake_power_bi_get_last_body (FakePowerBi *fake);

G_END_DECLS
