/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "keyring-daemon.h"

#include <signal.h>
#include <string.h>

#define SERVICE "org.freedesktop.secrets"
#define ROOT "/org/freedesktop/secrets"
#define LOGIN ROOT "/collection/login"
#define START_SECONDS 30

/* tests/support/gatehouse_keyring.py */
#define PASSWORD "gatehouse-test"

static GDBusConnection *
get_bus (void)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);

  g_assert_no_error (error);

  return bus;
}

static GVariant *
try_call (const char *name,
          const char *path,
          const char *interface,
          const char *method,
          GVariant *parameters,
          GError **error)
{
  g_autoptr (GDBusConnection) bus = get_bus ();

  return g_dbus_connection_call_sync (bus, name, path, interface, method, parameters, NULL,
                                      G_DBUS_CALL_FLAGS_NONE, 10000, NULL, error);
}

static GVariant *
call (const char *name,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *parameters)
{
  g_autoptr (GError) error = NULL;
  GVariant *answer = try_call (name, path, interface, method, parameters, &error);

  g_assert_no_error (error);

  return answer;
}

static GVariant *
get_property (const char *path, const char *interface, const char *name)
{
  g_autoptr (GVariant) answer = call (SERVICE, path, "org.freedesktop.DBus.Properties", "Get",
                                      g_variant_new ("(ss)", interface, name));
  GVariant *value;

  g_variant_get (answer, "(v)", &value);

  return value;
}

static gboolean
is_locked (void)
{
  g_autoptr (GVariant) value = get_property (LOGIN, "org.freedesktop.Secret.Collection", "Locked");

  return g_variant_get_boolean (value);
}

void
keyring_daemon_lock (void)
{
  const char *const paths[] = { LOGIN };
  G_GNUC_UNUSED g_autoptr (GVariant) answer =
      call (SERVICE, ROOT, "org.freedesktop.Secret.Service", "Lock",
            g_variant_new ("(@ao)", g_variant_new_objv (paths, G_N_ELEMENTS (paths))));

  g_assert_true (is_locked ());
}

static GVariant *
make_bytes (const char *text)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, text, strlen (text), 1);
}

void
keyring_daemon_unlock (void)
{
  /* A session of the daemon's ends with the connection, and that with its last reference. */
  G_GNUC_UNUSED g_autoptr (GDBusConnection) bus = get_bus ();
  g_autoptr (GVariant) session =
      call (SERVICE, ROOT, "org.freedesktop.Secret.Service", "OpenSession",
            g_variant_new ("(sv)", "plain", g_variant_new_string ("")));
  g_autoptr (GVariant) answer = NULL;
  const char *session_path;

  g_variant_get_child (session, 1, "&o", &session_path);
  answer = call (SERVICE, ROOT, "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface",
                 "UnlockWithMasterPassword",
                 g_variant_new ("(o@(oayays))", LOGIN,
                                g_variant_new ("(o@ay@ays)", session_path, make_bytes (""),
                                               make_bytes (PASSWORD), "text/plain")));

  g_assert_false (is_locked ());
}

static GPid
get_process (void)
{
  g_autoptr (GVariant) answer =
      call ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
            "GetConnectionUnixProcessID", g_variant_new ("(s)", SERVICE));
  guint32 process;

  g_variant_get (answer, "(u)", &process);

  return (GPid)process;
}

static void
signal_daemon (int number)
{
  g_assert_cmpint (kill (get_process (), number), ==, 0);
}

static gboolean
has_owner (void)
{
  g_autoptr (GVariant) answer =
      call ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
            g_variant_new ("(s)", SERVICE));
  gboolean owned;

  g_variant_get (answer, "(b)", &owned);

  return owned;
}

static gboolean
has_login_keyring (void)
{
  g_autoptr (GVariant) answer = NULL;
  const char *path;

  if (!has_owner ())
    return FALSE;

  answer = try_call (SERVICE, ROOT, "org.freedesktop.Secret.Service", "ReadAlias",
                     g_variant_new ("(s)", "default"), NULL);
  if (answer == NULL)
    return FALSE;

  g_variant_get (answer, "(&o)", &path);
  return g_str_equal (path, LOGIN);
}

static void
wait_until (gboolean (*condition) (void), gboolean wanted)
{
  gint64 end = g_get_monotonic_time () + START_SECONDS * G_USEC_PER_SEC;

  while (condition () != wanted)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (20 * 1000);
    }
}

void
keyring_daemon_start (void)
{
  g_autoptr (GSubprocess) daemon = NULL;
  g_autoptr (GError) error = NULL;

  daemon = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                             &error, "gnome-keyring-daemon", "--foreground", "--components=secrets",
                             NULL);
  g_assert_no_error (error);
  wait_until (has_owner, TRUE);
}

void
keyring_daemon_restart_locked (void)
{
  signal_daemon (SIGTERM);
  wait_until (has_owner, FALSE);
  keyring_daemon_start ();
  wait_until (has_login_keyring, TRUE);

  g_assert_true (is_locked ());
}

void
keyring_daemon_freeze (void)
{
  signal_daemon (SIGSTOP);
}

void
keyring_daemon_thaw (void)
{
  signal_daemon (SIGCONT);
}

static int
compare_lines (gconstpointer one, gconstpointer other)
{
  return g_strcmp0 (*(const char *const *)one, *(const char *const *)other);
}

static char *
describe_item (const char *path)
{
  const char *interface = "org.freedesktop.Secret.Item";
  g_autoptr (GVariant) label = get_property (path, interface, "Label");
  g_autoptr (GVariant) attributes = get_property (path, interface, "Attributes");
  g_autofree char *schema = NULL;
  g_autofree char *account = NULL;

  g_variant_lookup (attributes, "xdg:schema", "s", &schema);
  g_variant_lookup (attributes, "gatehouse-account", "s", &account);

  return g_strdup_printf ("%s | %" G_GSIZE_FORMAT " | %s | %s", g_variant_get_string (label, NULL),
                          g_variant_n_children (attributes), schema, account);
}

char *
keyring_daemon_list_items (void)
{
  g_autoptr (GVariant) items = get_property (LOGIN, "org.freedesktop.Secret.Collection", "Items");
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      const char *path;

      g_variant_get_child (items, i, "&o", &path);
      g_ptr_array_add (lines, describe_item (path));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **)lines->pdata);
}
