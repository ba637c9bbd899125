/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-open-link.h"

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
portal_called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GVariant) answer = NULL;
  GError *error = NULL;

  answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  if (answer != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Lets the desktop bring the browser to the front. */
static GVariant *
make_options (GAppLaunchContext *context)
{
  g_autofree char *token =
      context != NULL ? g_app_launch_context_get_startup_notify_id (context, NULL, NULL) : NULL;
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (NULL);

  if (token != NULL)
    g_variant_dict_insert (&options, "activation_token", "s", token);

  return g_variant_dict_end (&options);
}

static void
bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GDBusConnection) bus = NULL;
  GError *error = NULL;

  bus = g_bus_get_finish (result, &error);
  if (bus == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_dbus_connection_call (bus, "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop",
                          "org.freedesktop.portal.OpenURI", "OpenURI", g_task_get_task_data (task),
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1,
                          g_task_get_cancellable (task), portal_called_cb, g_object_ref (task));
}

/**
 * gh_open_link_async:
 * @link: an address
 * @context: (nullable): from where it is opened
 * @cancellable: (nullable): a cancellable
 * @callback: called when the browser was asked for
 * @user_data: for @callback
 *
 * Opens @link in the browser. In a sandbox the portal is called here, because GLib aborts the
 * program where there is no portal, or where the call is cancelled (gopenuriportal.c asserts that
 * it no longer waits for an answer; so still in 2.84).
 */
void
gh_open_link_async (const char *link,
                    GAppLaunchContext *context,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GVariant *parameters;

  g_task_set_source_tag (task, gh_open_link_async);
  if (!g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    {
      g_app_info_launch_default_for_uri_async (link, context, cancellable, launched_cb,
                                               g_object_ref (task));
      return;
    }

  parameters = g_variant_new ("(ss@a{sv})", "", link, make_options (context));
  g_task_set_task_data (task, g_variant_ref_sink (parameters), (GDestroyNotify)g_variant_unref);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, bus_cb, g_object_ref (task));
}

/**
 * gh_open_link_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the desktop opens it
 */
gboolean
gh_open_link_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
