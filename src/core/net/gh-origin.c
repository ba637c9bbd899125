/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-origin.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gh-error.h"

static gboolean
is_loopback_host (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (host == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

static int
get_default_port (GUri *uri)
{
  return g_strcmp0 (g_uri_get_scheme (uri), "https") == 0 ? 443 : 80;
}

static int
get_effective_port (GUri *uri)
{
  return g_uri_get_port (uri) > 0 ? g_uri_get_port (uri) : get_default_port (uri);
}

/* -1 for the scheme's own port: GLib writes it out once it has normalized the scheme, and an
 * authority's issuer, for one, is compared letter by letter. */
static int
get_said_port (GUri *uri)
{
  int port = get_effective_port (uri);

  return port != get_default_port (uri) ? port : -1;
}

static gboolean
has_only_origin (GUri *uri)
{
  const char *path = g_uri_get_path (uri);

  return (*path == '\0' || g_str_equal (path, "/")) && g_uri_get_query (uri) == NULL &&
         g_uri_get_fragment (uri) == NULL && g_uri_get_userinfo (uri) == NULL;
}

/**
 * gh_origin_parse:
 * @text: (nullable): "https://host", with a port if it is not the scheme's own
 * @error: return location
 *
 * Reads the address of a service. Plain http is taken only for this machine itself, where nobody
 * listens in between.
 *
 * Returns: (transfer full): the origin, or %NULL with %GH_ERROR_INVALID_INPUT
 */
GUri *
gh_origin_parse (const char *text, GError **error)
{
  g_autoptr (GUri) uri = NULL;
  const char *host;
  gboolean secure;

  if (text != NULL)
    uri = g_uri_parse (text, G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0')
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                   _ ("“%s” is not an address like https://example.com"), text != NULL ? text : "");
      return NULL;
    }
  if (!has_only_origin (uri))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                   _ ("“%s” must end after the host and port"), text);
      return NULL;
    }

  secure = g_str_equal (g_uri_get_scheme (uri), "https");
  if (!secure && !(g_str_equal (g_uri_get_scheme (uri), "http") && is_loopback_host (host)))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                   _ ("“%s” must begin with https:// (http is taken for this machine only)"), text);
      return NULL;
    }

  return g_uri_build (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, host, get_said_port (uri), "",
                      NULL, NULL);
}

/**
 * gh_origin_equal:
 * @one: an address
 * @other: another
 *
 * Returns: whether scheme, host and port are the same (RFC 6454, 4); what follows is not looked at
 */
gboolean
gh_origin_equal (GUri *one, GUri *other)
{
  return g_strcmp0 (g_uri_get_scheme (one), g_uri_get_scheme (other)) == 0 &&
         g_uri_get_host (one) != NULL && g_uri_get_host (other) != NULL &&
         g_ascii_strcasecmp (g_uri_get_host (one), g_uri_get_host (other)) == 0 &&
         get_effective_port (one) == get_effective_port (other);
}

/**
 * gh_origin_is_loopback:
 * @origin: an address
 *
 * Returns: whether it is on this machine
 */
gboolean
gh_origin_is_loopback (GUri *origin)
{
  return is_loopback_host (g_uri_get_host (origin));
}

/**
 * gh_origin_dup_host:
 * @origin: an address
 *
 * Returns: (transfer full): host, and port unless it is the scheme's own, for people
 */
char *
gh_origin_dup_host (GUri *origin)
{
  const char *host = g_uri_get_host (origin);
  int port = get_said_port (origin);
  gboolean ipv6 = host != NULL && strchr (host, ':') != NULL;
  g_autofree char *shown = ipv6 ? g_strdup_printf ("[%s]", host) : g_strdup (host);

  return port > 0 ? g_strdup_printf ("%s:%d", shown, port) : g_steal_pointer (&shown);
}

/**
 * gh_origin_build:
 * @origin: an origin
 * @path: a path that begins with "/", its segments encoded
 * @query: (nullable): an encoded query
 *
 * Returns: (transfer full): the address of @path at @origin
 */
GUri *
gh_origin_build (GUri *origin, const char *path, const char *query)
{
  g_return_val_if_fail (path != NULL && *path == '/', NULL);

  return g_uri_build (G_URI_FLAGS_ENCODED, g_uri_get_scheme (origin), NULL, g_uri_get_host (origin),
                      get_said_port (origin), path, query, NULL);
}
