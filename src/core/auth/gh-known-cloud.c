/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-known-cloud.h"

#include "gh-json.h"

typedef struct
{
  const char *name;
  const char *authority;
  const char *powerbi_origin;
  const char *powerbi_audience;
  const char *fabric_origin;
  const char *fabric_audience;
} Row;

/* learn.microsoft.com: "Authentication in national clouds", "Power BI for US government", and
 * "Embed content in government and national clouds". GCC signs in at the public authority. The
 * vendor names Fabric's address for Public and GCC High only; the audience of the latter is built
 * as that of the former, since it is documented nowhere. */
static const Row rows[GH_N_KNOWN_CLOUDS] = {
  [GH_KNOWN_CLOUD_PUBLIC] = { "Public", "https://login.microsoftonline.com",
                              "https://api.powerbi.com", "https://analysis.windows.net/powerbi/api",
                              "https://api.fabric.microsoft.com",
                              "https://api.fabric.microsoft.com" },
  [GH_KNOWN_CLOUD_GCC] = { "GCC", "https://login.microsoftonline.com", "https://api.powerbigov.us",
                           "https://analysis.usgovcloudapi.net/powerbi/api", NULL, NULL },
  [GH_KNOWN_CLOUD_GCC_HIGH] = { "GCC High", "https://login.microsoftonline.us",
                                "https://api.high.powerbigov.us",
                                "https://high.analysis.usgovcloudapi.net/powerbi/api",
                                "https://highapi.fabric.microsoft.us",
                                "https://highapi.fabric.microsoft.us" },
  [GH_KNOWN_CLOUD_DOD] = { "DoD", "https://login.microsoftonline.us",
                           "https://api.mil.powerbigov.us",
                           "https://mil.analysis.usgovcloudapi.net/powerbi/api", NULL, NULL },
  [GH_KNOWN_CLOUD_CHINA] = { "China", "https://login.partner.microsoftonline.cn",
                             "https://api.powerbi.cn",
                             "https://analysis.chinacloudapi.cn/powerbi/api", NULL, NULL },
};

/**
 * gh_known_cloud_new:
 * @which: which of them
 *
 * Returns: (transfer full): the cloud
 */
GhCloud *
gh_known_cloud_new (GhKnownCloud which)
{
  const Row *row;

  g_return_val_if_fail (which < GH_N_KNOWN_CLOUDS, NULL);

  row = &rows[which];

  return gh_cloud_new (row->name, row->authority, row->powerbi_origin, row->powerbi_audience,
                       row->fabric_origin, row->fabric_audience, NULL);
}

/**
 * gh_known_cloud_is_one:
 * @cloud: a cloud
 *
 * Nobody has to confirm the hosts of these before a secret goes there.
 *
 * Returns: whether it leads to the addresses of one of them; the name proves nothing
 */
gboolean
gh_known_cloud_is_one (GhCloud *cloud)
{
  g_return_val_if_fail (GH_IS_CLOUD (cloud), FALSE);

  for (guint i = 0; i < GH_N_KNOWN_CLOUDS; i++)
    {
      g_autoptr (GhCloud) known = gh_known_cloud_new ((GhKnownCloud)i);

      if (gh_cloud_equal (cloud, known))
        return TRUE;
    }

  return FALSE;
}
