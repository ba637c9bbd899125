/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * GhDatasourceDetails:
 * @type: `datasourceType`, empty if there is none
 * @type_label: the type for people
 * @kind: (nullable): kind of an Extension
 * @server: (nullable): server
 * @database: (nullable): database
 * @address: (nullable): where it is if not on a server
 * @path: private, see gh_datasource_details_get_path()
 *
 * `connectionDetails` as Gatehouse understands them: private to [class@Gh.Datasource]. All texts
 * are display text. Reference-counted, for one thread; nothing of it changes.
 */
typedef struct
{
  gatomicrefcount references;
  GRefString *type;
  const char *type_label;
  GRefString *kind;
  char *server;
  char *database;
  char *address;
  char *path;
} GhDatasourceDetails;

GhDatasourceDetails *gh_datasource_details_new (const char *type, JsonObject *object);
char *gh_datasource_details_make_name (GhDatasourceDetails *self);
const char *gh_datasource_details_get_path (GhDatasourceDetails *self);
GhDatasourceDetails *gh_datasource_details_ref (GhDatasourceDetails *self);
void gh_datasource_details_unref (GhDatasourceDetails *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDatasourceDetails, gh_datasource_details_unref)

G_END_DECLS
