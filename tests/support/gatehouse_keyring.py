# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Look at, lock and unlock the keyring of the private session that with-session --keyring makes."""

import functools

# Not a secret: the keyring lives in a temporary folder and holds tokens of the simulator only.
PASSWORD = "gatehouse-test"

SERVICE = "org.freedesktop.secrets"
ROOT = "/org/freedesktop/secrets"
LOGIN = ROOT + "/collection/login"


@functools.cache
def _bus():
    # Imported late, so that with-session can read PASSWORD without loading GObject introspection.
    from gi.repository import Gio

    # One connection for all calls: what a call opens ends with the connection.
    return Gio.bus_get_sync(Gio.BusType.SESSION, None)


def _call(path, interface, method, parameters=None):
    from gi.repository import Gio

    answer = _bus().call_sync(
        SERVICE, path, interface, method, parameters, None, Gio.DBusCallFlags.NONE, 10_000, None
    )
    return answer.unpack()


def _property(path, interface, name):
    from gi.repository import GLib

    parameters = GLib.Variant("(ss)", (interface, name))
    return _call(path, "org.freedesktop.DBus.Properties", "Get", parameters)[0]


def lock():
    """Lock the login keyring, as a desktop does when its screen is locked."""
    from gi.repository import GLib

    parameters = GLib.Variant("(ao)", ([LOGIN],))
    _call(ROOT, "org.freedesktop.Secret.Service", "Lock", parameters)
    assert is_locked(), "The keyring did not lock."


def unlock():
    """Unlock the login keyring without a prompt, through the daemon's private interface."""
    from gi.repository import GLib

    plain = GLib.Variant("(sv)", ("plain", GLib.Variant("s", "")))
    _, session = _call(ROOT, "org.freedesktop.Secret.Service", "OpenSession", plain)
    secret = (session, b"", PASSWORD.encode(), "text/plain")
    _call(
        ROOT,
        "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface",
        "UnlockWithMasterPassword",
        GLib.Variant("(o(oayays))", (LOGIN, secret)),
    )
    assert not is_locked(), "The keyring did not unlock."


def is_locked():
    return _property(LOGIN, "org.freedesktop.Secret.Collection", "Locked")


def list_items():
    """Return the attributes of every stored item; secrets are not read."""
    items = _property(LOGIN, "org.freedesktop.Secret.Collection", "Items")
    return [_property(item, "org.freedesktop.Secret.Item", "Attributes") for item in items]


def read_secret(attribute):
    """Return the secret of the first item that has this attribute."""
    from gi.repository import GLib

    items = _property(LOGIN, "org.freedesktop.Secret.Collection", "Items")
    for item in items:
        if attribute in _property(item, "org.freedesktop.Secret.Item", "Attributes"):
            plain = GLib.Variant("(sv)", ("plain", GLib.Variant("s", "")))
            _, session = _call(ROOT, "org.freedesktop.Secret.Service", "OpenSession", plain)
            _, _, value, _ = _call(
                item, "org.freedesktop.Secret.Item", "GetSecret", GLib.Variant("(o)", (session,))
            )[0]
            return bytes(value).decode()
    raise LookupError(attribute)


def remove_items():
    """Remove every stored item."""
    for item in _property(LOGIN, "org.freedesktop.Secret.Collection", "Items"):
        _call(item, "org.freedesktop.Secret.Item", "Delete")


def count_items():
    """Return how many items are stored, those of the Secret portal included."""
    return len(_property(LOGIN, "org.freedesktop.Secret.Collection", "Items"))


def count_items_with(**attributes):
    """Return how many items have these attributes."""
    from gi.repository import GLib

    parameters = GLib.Variant("(a{ss})", (attributes,))
    unlocked, locked = _call(ROOT, "org.freedesktop.Secret.Service", "SearchItems", parameters)
    return len(unlocked) + len(locked)
