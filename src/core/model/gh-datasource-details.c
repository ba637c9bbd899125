/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-datasource-details.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gh-json.h"
#include "gh-text.h"

typedef struct
{
  const char *type;
  const char *label;
} Label;

/* The words of the vendor's own pages; any other type is shown as the service spells it. */
static const Label type_labels[] = {
  { "AnalysisServices", "Analysis Services" },
  { "AzureBlobs", "Azure Blob Storage" },
  { "AzureDataLakeStorage", "Azure Data Lake Storage" },
  { "AzureTables", "Azure Table Storage" },
  { "DB2", "IBM Db2" },
  { "GoogleAnalytics", "Google Analytics" },
  { "MySql", "MySQL" },
  { "ODBC", "ODBC" },
  { "OleDb", "OLE DB" },
  { "PostgreSql", "PostgreSQL" },
  { "SAPBW", "SAP BW" },
  { "SAPBWMessageServer", "SAP BW Message Server" },
  { "SapErp", "SAP ERP" },
  { "SAPHana", "SAP HANA" },
  { "SharePointDocLib", "SharePoint" },
  { "SharePointList", "SharePoint" },
  { "Sql", "SQL Server" },
};

/* In the order in which they make up an address. */
static const char *const address_members[] = {
  "url", "path", "sharePointSiteUrl", "emailAddress", "loginServer", "connectionString",
};

static char *
dup_member (JsonObject *object, const char *member)
{
  const char *text = NULL;

  if (object == NULL || !gh_json_read_string (object, member, GH_JSON_OPTIONAL, &text, NULL) ||
      text == NULL || *text == '\0')
    return NULL;

  return gh_text_to_display (text);
}

static char *
dup_first_member (JsonObject *object, const char *const *members, guint n_members)
{
  for (guint i = 0; i < n_members; i++)
    {
      char *text = dup_member (object, members[i]);

      if (text != NULL)
        return text;
    }

  return NULL;
}

/* Very many data sources have the same type. */
static GRefString *
intern (char *text)
{
  g_autofree char *taken = text;

  return taken != NULL ? g_ref_string_new_intern (taken) : NULL;
}

/* "path" of an Extension is text, or a JSON object inside that text, whose values are joined. */
static char *
flatten_extension_path (char *path)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *taken = path;
  JsonObjectIter iter;
  const char *member;

  if (path == NULL || *path != '{')
    return g_steal_pointer (&taken);

  object = gh_json_parse_object (path, -1, NULL);
  if (object == NULL)
    return g_steal_pointer (&taken);

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, NULL))
    {
      g_autofree char *value = dup_member (object, member);

      if (value != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ";" : "", value);
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : g_steal_pointer (&taken);
}

static void
read_extension (GhDatasourceDetails *self, JsonObject *object)
{
  static const char *const kinds[] = { "kind", "extensionDataSourceKind" };
  static const char *const paths[] = { "path", "extensionDataSourcePath" };

  self->kind = intern (dup_first_member (object, kinds, G_N_ELEMENTS (kinds)));
  self->address = flatten_extension_path (dup_first_member (object, paths, G_N_ELEMENTS (paths)));
}

static void
read_address (GhDatasourceDetails *self, JsonObject *object)
{
  g_autofree char *account = dup_member (object, "account");
  g_autofree char *domain = dup_member (object, "domain");

  self->server = dup_member (object, "server");
  self->database = dup_member (object, "database");
  if (account != NULL && domain != NULL)
    self->address = g_strconcat (account, ".", domain, NULL);
  else if (account != NULL)
    self->address = g_steal_pointer (&account);
  else
    self->address = dup_first_member (object, address_members, G_N_ELEMENTS (address_members));
}

/* Belongs to the program or to @self. */
static const char *
find_type_label (GhDatasourceDetails *self)
{
  if (self->kind != NULL && g_str_equal (self->kind, "PowerBI"))
    return _ ("Power BI dataflows");
  if (self->kind != NULL)
    return self->kind;

  for (guint i = 0; i < G_N_ELEMENTS (type_labels); i++)
    if (g_ascii_strcasecmp (type_labels[i].type, self->type) == 0)
      return type_labels[i].label;

  return *self->type != '\0' ? self->type : _ ("Data source");
}

static char *
make_path (GhDatasourceDetails *self)
{
  g_autoptr (GString) path = g_string_new (self->kind != NULL ? self->kind : self->type);
  const char *parts[] = { self->server, self->database, self->address };
  const char *separator = ":";

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      {
        g_string_append_printf (path, "%s%s", separator, parts[i]);
        separator = ";";
      }

  return g_string_free (g_steal_pointer (&path), FALSE);
}

/* Of a web address the host says enough; for a SharePoint site, which all have the same host, the
 * path does. */
static char *
shorten_address (GhDatasourceDetails *self)
{
  g_autoptr (GUri) uri = g_uri_parse (self->address, G_URI_FLAGS_ENCODED, NULL);
  const char *path = uri != NULL ? g_uri_get_path (uri) : "";

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return g_strdup (self->address);

  while (*path == '/')
    path++;
  if (g_str_has_prefix (self->type, "SharePoint") && *path != '\0')
    {
      char *site = g_strdup (path);

      if (g_str_has_suffix (site, "/"))
        site[strlen (site) - 1] = '\0';
      return site;
    }

  return g_strdup (g_uri_get_host (uri));
}

/**
 * gh_datasource_details_make_name:
 * @self: details
 *
 * Returns: (transfer full): a name made of type and address
 */
char *
gh_datasource_details_make_name (GhDatasourceDetails *self)
{
  g_autofree char *shortened = NULL;

  if (self->kind != NULL && g_str_equal (self->kind, "PowerBI"))
    return g_strdup (self->type_label);
  if (self->server != NULL && self->database != NULL)
    return g_strdup_printf ("%s · %s", self->server, self->database);
  if (self->server != NULL)
    return g_strdup_printf ("%s · %s", self->type_label, self->server);
  if (self->address == NULL)
    return g_strdup (self->type_label);

  shortened = shorten_address (self);
  return g_strdup_printf ("%s · %s", self->type_label, shortened);
}

/**
 * gh_datasource_details_new:
 * @type: (nullable): `datasourceType`
 * @object: (nullable): `connectionDetails`; members of a wrong type are passed over
 *
 * Returns: (transfer full): what they say
 */
GhDatasourceDetails *
gh_datasource_details_new (const char *type, JsonObject *object)
{
  GhDatasourceDetails *self = g_new0 (GhDatasourceDetails, 1);

  g_atomic_ref_count_init (&self->references);
  self->type = intern (gh_text_to_display (type));
  if (g_ascii_strcasecmp (self->type, "Extension") == 0)
    read_extension (self, object);
  else
    read_address (self, object);
  self->type_label = find_type_label (self);

  return self;
}

/**
 * gh_datasource_details_get_path:
 * @self: details
 *
 * Returns: (transfer none): the canonical "type:path", made when it is asked for first
 */
const char *
gh_datasource_details_get_path (GhDatasourceDetails *self)
{
  if (self->path == NULL)
    self->path = make_path (self);

  return self->path;
}

/**
 * gh_datasource_details_ref:
 * @self: details
 *
 * Returns: (transfer full): @self
 */
GhDatasourceDetails *
gh_datasource_details_ref (GhDatasourceDetails *self)
{
  g_atomic_ref_count_inc (&self->references);

  return self;
}

/**
 * gh_datasource_details_unref:
 * @self: (transfer full): details
 */
void
gh_datasource_details_unref (GhDatasourceDetails *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_ref_string_release (self->type);
  g_clear_pointer (&self->kind, g_ref_string_release);
  g_free (self->server);
  g_free (self->database);
  g_free (self->address);
  g_free (self->path);
  g_free (self);
}
