/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A route in words. */

#include "gh-route-text.h"

#include <glib/gi18n-lib.h>

#define FINGERPRINT_PREFIX "SHA256:"

static const char *
get_display_gateway (const char *gateway_name)
{
  return gateway_name != NULL ? gateway_name : _ ("its gateway");
}

/* Without the prefix, since the sentence around it names the hash. */
static const char *
get_display_fingerprint (const char *fingerprint)
{
  if (g_ascii_strncasecmp (fingerprint, FINGERPRINT_PREFIX, strlen (FINGERPRINT_PREFIX)) == 0)
    return fingerprint + strlen (FINGERPRINT_PREFIX);

  return fingerprint;
}

char *
gh_route_text_summarize_sealed (const char *gateway_name)
{
  return g_strdup_printf (_ ("Sealed with the key of %s before it is sent"),
                          get_display_gateway (gateway_name));
}

static char *
explain_key (const char *name, const char *now, GhKeyState key_state, const char *known_fingerprint)
{
  switch (key_state)
    {
    case GH_KEY_SAME:
      return g_strdup_printf (
          _ ("%s is on-premises. Its key (SHA-256 %s) is the same as last time."), name, now);
    case GH_KEY_CHANGED:
      return g_strdup_printf (_ ("%s is on-premises. Its key (SHA-256 %s) is not the one that was "
                                 "seen last (SHA-256 %s)."),
                              name, now, get_display_fingerprint (known_fingerprint));
    case GH_KEY_NONE:
    case GH_KEY_FIRST_SEEN:
    default:
      return g_strdup_printf (_ ("%s is on-premises. Its key (SHA-256 %s) is seen for the first "
                                 "time."),
                              name, now);
    }
}

char *
gh_route_text_explain_sealed (const char *gateway_name,
                              GhGatewayKey *key,
                              GhKeyState key_state,
                              const char *known_fingerprint)
{
  const char *now = get_display_fingerprint (gh_gateway_key_get_fingerprint (key));
  g_autofree char *explanation =
      explain_key (get_display_gateway (gateway_name), now, key_state, known_fingerprint);

  if (!gh_gateway_key_is_weak (key))
    return g_steal_pointer (&explanation);

  return g_strconcat (explanation, " ", _ ("It has 1,024 bits, which is short by today’s measure."),
                      NULL);
}

char *
gh_route_text_summarize_undecided (gboolean on_premises)
{
  if (on_premises)
    return g_strdup (_ ("Undecided: nothing is sent until the gateway shows its key"));

  return g_strdup (_ ("Undecided: nothing is sent until the owner or a gateway administrator is "
                      "signed in"));
}

char *
gh_route_text_explain_undecided (const char *gateway_name, gboolean on_premises)
{
  if (!on_premises)
    return g_strdup (
        _ ("Whether this data source is in the cloud or on-premises is not known: this "
           "account may read neither the data source nor a gateway’s key."));
  if (gateway_name == NULL)
    return g_strdup (_ ("The gateway is on-premises, and shows this account no key to seal with. "
                        "Only a gateway administrator sees it."));

  return g_strdup_printf (
      _ ("%s is on-premises, and shows this account no key to seal with. Only a "
         "gateway administrator sees it."),
      gateway_name);
}
