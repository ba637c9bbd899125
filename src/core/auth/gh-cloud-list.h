/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-cloud.h"

G_BEGIN_DECLS

/**
 * GhCloudList:
 *
 * The clouds that one can sign in to: those that everybody knows, then those of `clouds.json`
 * (0600, written atomically). A GListModel of GhCloud. Names are unique, whatever their case.
 */
#define GH_TYPE_CLOUD_LIST (gh_cloud_list_get_type ())
G_DECLARE_FINAL_TYPE (GhCloudList, gh_cloud_list, GH, CLOUD_LIST, GObject)

/* @file: (nullable): NULL keeps it in memory only */
GhCloudList *gh_cloud_list_new (GFile *file);
/* $XDG_CONFIG_HOME/gatehouse/clouds.json */
GFile *gh_cloud_list_dup_default_file (void);
void gh_cloud_list_load_async (GhCloudList *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean gh_cloud_list_load_finish (GhCloudList *self, GAsyncResult *result, GError **error);
/* whether a name can be given to a cloud of one's own; the message is for the field. @replaced:
 * (nullable): the name of the one that is being edited */
gboolean gh_cloud_list_check_name (GhCloudList *self,
                                   const char *name,
                                   const char *replaced,
                                   GError **error);
/* @replaced: (nullable): the name of a saved one in whose place it comes */
void gh_cloud_list_save_async (GhCloudList *self,
                               GhCloud *cloud,
                               const char *replaced,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean gh_cloud_list_save_finish (GhCloudList *self, GAsyncResult *result, GError **error);
void gh_cloud_list_remove_async (GhCloudList *self,
                                 const char *name,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean gh_cloud_list_remove_finish (GhCloudList *self, GAsyncResult *result, GError **error);
/* by name, whatever its case, "-" for a space; (transfer none) (nullable) */
GhCloud *gh_cloud_list_find (GhCloudList *self, const char *name);
/* where one with the same addresses is; FALSE if there is none */
gboolean gh_cloud_list_find_position (GhCloudList *self, GhCloud *cloud, guint *position);
gboolean gh_cloud_list_is_saved (GhCloudList *self, guint position);

G_END_DECLS
