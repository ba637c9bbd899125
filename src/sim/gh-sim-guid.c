/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-guid.h"

#include <string.h>

/* Namespace of the simulator, itself made up; RFC 4122, 4.3. */
static const guint8 NAMESPACE[16] = {
  0x6a, 0x11, 0x5c, 0x02, 0x9d, 0x3e, 0x4b, 0x70, 0x8f, 0x24, 0x51, 0xd6, 0xe3, 0x09, 0xa7, 0xbc,
};

/**
 * gh_sim_guid:
 * @kind: what it is the id of: "user", "gateway"…
 * @name: the name of the thing, unique among its kind
 *
 * A name-based id (RFC 4122, version 5): the same thing has the same id in every run.
 *
 * Returns: (transfer full): the id in lower case
 */
char *
gh_sim_guid (const char *kind, const char *name)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 d[20];
  gsize length = sizeof d;

  g_checksum_update (checksum, NAMESPACE, sizeof NAMESPACE);
  g_checksum_update (checksum, (const guchar *)kind, (gssize)strlen (kind));
  g_checksum_update (checksum, (const guchar *)"/", 1);
  g_checksum_update (checksum, (const guchar *)name, (gssize)strlen (name));
  g_checksum_get_digest (checksum, d, &length);
  d[6] = (guint8)((d[6] & 0x0f) | 0x50);
  d[8] = (guint8)((d[8] & 0x3f) | 0x80);

  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7], d[8], d[9], d[10], d[11],
                          d[12], d[13], d[14], d[15]);
}

/**
 * gh_sim_guid_is_valid:
 * @text: what stands in the place of an id
 *
 * Returns: whether it has the form of one
 */
gboolean
gh_sim_guid_is_valid (const char *text)
{
  return g_uuid_string_is_valid (text);
}
