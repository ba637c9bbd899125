/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-notices.h"

#include <glib/gi18n.h>

#include "gh-error.h"
#include "gh-time.h"

struct _GhNotices
{
  GObject parent_instance;

  GhSession *session;
  gboolean demo;
  char *session_only;
  char *sign_in;
  char *offline;
};

enum
{
  PROP_0,
  PROP_DEMO,
  PROP_SESSION_ONLY,
  PROP_SIGN_IN,
  PROP_OFFLINE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GhNotices, gh_notices, G_TYPE_OBJECT)

static void
set_text (GhNotices *self, char **field, guint property, const char *text)
{
  if (g_strcmp0 (*field, text) == 0)
    return;

  g_free (*field);
  *field = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
update_session_only (GhNotices *self)
{
  const char *text = NULL;

  if (!self->demo && gh_session_get_session_only (self->session) &&
      gh_session_get_state (self->session) == GH_SESSION_SIGNED_IN)
    {
      if (gh_session_get_keyring_state (self->session) == GH_KEYRING_LOCKED)
        text = _ ("Signed in for this session only. The keyring is locked, so tokens stay in "
                  "memory.");
      else
        text = _ ("Signed in for this session only. No keyring is available, so tokens stay in "
                  "memory.");
    }

  set_text (self, &self->session_only, PROP_SESSION_ONLY, text);
}

static void
inventory_cb (GhNotices *self)
{
  set_text (self, &self->sign_in, PROP_SIGN_IN, NULL);
  set_text (self, &self->offline, PROP_OFFLINE, NULL);
}

static void
gh_notices_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhNotices *self = GH_NOTICES (object);

  switch (id)
    {
    case PROP_DEMO:
      g_value_set_string (value, self->demo
                                     ? _ ("Demo on a simulator. Never type a real password here.")
                                     : NULL);
      break;
    case PROP_SESSION_ONLY:
      g_value_set_string (value, self->session_only);
      break;
    case PROP_SIGN_IN:
      g_value_set_string (value, self->sign_in);
      break;
    case PROP_OFFLINE:
      g_value_set_string (value, self->offline);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_notices_finalize (GObject *object)
{
  GhNotices *self = GH_NOTICES (object);

  g_clear_object (&self->session);
  g_free (self->session_only);
  g_free (self->sign_in);
  g_free (self->offline);

  G_OBJECT_CLASS (gh_notices_parent_class)->finalize (object);
}

static void
gh_notices_class_init (GhNoticesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_notices_get_property;
  object_class->finalize = gh_notices_finalize;

  properties[PROP_DEMO] = g_param_spec_string ("demo", NULL, NULL, NULL, flags);
  properties[PROP_SESSION_ONLY] = g_param_spec_string ("session-only", NULL, NULL, NULL, flags);
  properties[PROP_SIGN_IN] = g_param_spec_string ("sign-in", NULL, NULL, NULL, flags);
  properties[PROP_OFFLINE] = g_param_spec_string ("offline", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gh_notices_init (GhNotices *self)
{
}

/**
 * gh_notices_new:
 * @session: the session that it is about
 * @demo: whether everything runs on a simulator
 *
 * Returns: (transfer full): what the banners say
 */
GhNotices *
gh_notices_new (GhSession *session, gboolean demo)
{
  GhNotices *self = g_object_new (GH_TYPE_NOTICES, NULL);

  self->session = g_object_ref (session);
  self->demo = demo;
  g_signal_connect_object (session, "notify::state", G_CALLBACK (update_session_only), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::session-only", G_CALLBACK (update_session_only), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::keyring-state", G_CALLBACK (update_session_only), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::inventory", G_CALLBACK (inventory_cb), self,
                           G_CONNECT_SWAPPED);
  update_session_only (self);

  return self;
}

static char *
describe_offline (GhNotices *self)
{
  GhInventory *inventory = gh_session_get_inventory (self->session);
  gint64 read_at = inventory != NULL ? gh_inventory_get_read_at (inventory) : 0;
  g_autofree char *time = NULL;

  if (read_at == 0)
    return g_strdup (_ ("No network. Nothing was read so far."));

  time = gh_time_format_clock (read_at);

  /* Translators: %s is a time, such as 10:42 */
  return g_strdup_printf (_ ("No network. What was read at %s is shown."), time);
}

/**
 * gh_notices_take_reading:
 * @self: what the banners say
 * @error: (nullable): how the last reading of the inventory ended
 *
 * Says that the network is missing or that the service wants a new sign-in, or takes that back.
 */
void
gh_notices_take_reading (GhNotices *self, const GError *error)
{
  g_autofree char *offline = NULL;
  gboolean sign_in = g_error_matches (error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED);

  g_return_if_fail (GH_IS_NOTICES (self));

  if (g_error_matches (error, GH_ERROR, GH_ERROR_OFFLINE))
    offline = describe_offline (self);

  set_text (self, &self->offline, PROP_OFFLINE, offline);
  set_text (self, &self->sign_in, PROP_SIGN_IN, sign_in ? _ ("Sign in again to go on.") : NULL);
}

/**
 * gh_notices_is_offline:
 * @self: what the banners say
 *
 * Returns: whether the last reading did not reach the service
 */
gboolean
gh_notices_is_offline (GhNotices *self)
{
  g_return_val_if_fail (GH_IS_NOTICES (self), FALSE);

  return self->offline != NULL;
}
