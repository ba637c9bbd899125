/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-authorizer.h"
#include "gh-cloud.h"
#include "gh-datasource.h"
#include "gh-gateway-key.h"
#include "gh-http-client.h"
#include "gh-loader.h"
#include "gh-problem.h"

G_BEGIN_DECLS

/**
 * GhPowerBi:
 *
 * The calls of Power BI v1.0 that Gatehouse makes, and the GhLoader of the inventory. A refusal
 * gives the GhProblem besides its GError. Renews a rejected token once, then stops.
 */
#define GH_TYPE_POWER_BI (gh_power_bi_get_type ())
G_DECLARE_FINAL_TYPE (GhPowerBi, gh_power_bi, GH, POWER_BI, GObject)

GhPowerBi *gh_power_bi_new (GhHttpClient *http, GhCloud *cloud, GhAuthorizer *authorizer);
GhCloud *gh_power_bi_get_cloud (GhPowerBi *self);
GhAuthorizer *gh_power_bi_get_authorizer (GhPowerBi *self);

/* Finish functions with @problem: (out) (optional) (transfer full): set with the error when the
 * service refused. */
void gh_power_bi_list_gateways_async (GhPowerBi *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *gh_power_bi_list_gateways_finish (GhPowerBi *self,
                                             GAsyncResult *result,
                                             GhProblem **problem,
                                             GError **error);
/* GET /gateways/{id}: the gateway, and its key in @key (NULL if it shows none) */
void gh_power_bi_get_gateway_async (GhPowerBi *self,
                                    const char *gateway_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GhGateway *gh_power_bi_get_gateway_finish (GhPowerBi *self,
                                           GAsyncResult *result,
                                           GhGatewayKey **key,
                                           GhProblem **problem,
                                           GError **error);
void gh_power_bi_list_datasources_async (GhPowerBi *self,
                                         GhGateway *gateway,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *gh_power_bi_list_datasources_finish (GhPowerBi *self,
                                                GAsyncResult *result,
                                                GhProblem **problem,
                                                GError **error);
/* GET /gateways/{g}/datasources/{d}; updates @datasource's stored values on success */
void gh_power_bi_read_datasource_async (GhPowerBi *self,
                                        GhDatasource *datasource,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean gh_power_bi_read_datasource_finish (GhPowerBi *self,
                                             GAsyncResult *result,
                                             GhProblem **problem,
                                             GError **error);
void gh_power_bi_list_workspaces_async (GhPowerBi *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GPtrArray *gh_power_bi_list_workspaces_finish (GhPowerBi *self,
                                               GAsyncResult *result,
                                               GhProblem **problem,
                                               GError **error);
void gh_power_bi_list_items_async (GhPowerBi *self,
                                   GhWorkspace *workspace,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *gh_power_bi_list_items_finish (GhPowerBi *self,
                                          GAsyncResult *result,
                                          GhProblem **problem,
                                          GError **error);
void gh_power_bi_list_item_datasources_async (GhPowerBi *self,
                                              GhItem *item,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
GPtrArray *gh_power_bi_list_item_datasources_finish (GhPowerBi *self,
                                                     GAsyncResult *result,
                                                     GhProblem **problem,
                                                     GError **error);
/* PATCH; @body holds the whole request */
void gh_power_bi_update_datasource_async (GhPowerBi *self,
                                          GhDatasource *datasource,
                                          GhSecret *body,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
/* @request_id: (out) (optional) (transfer full) (nullable) */
gboolean gh_power_bi_update_datasource_finish (GhPowerBi *self,
                                               GAsyncResult *result,
                                               char **request_id,
                                               GhProblem **problem,
                                               GError **error);
/* GET …/status: TRUE when the service connected; sets @datasource's health (a refusal on a cloud
 * source is "not known", since the call is meant for gateway administrators) */
void gh_power_bi_test_datasource_async (GhPowerBi *self,
                                        GhDatasource *datasource,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean gh_power_bi_test_datasource_finish (GhPowerBi *self,
                                             GAsyncResult *result,
                                             GhProblem **problem,
                                             GError **error);
void gh_power_bi_take_over_async (GhPowerBi *self,
                                  GhItem *item,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean gh_power_bi_take_over_finish (GhPowerBi *self,
                                       GAsyncResult *result,
                                       GhProblem **problem,
                                       GError **error);

G_END_DECLS
