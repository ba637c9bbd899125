#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each state of the keyring has a face of its own in the window, and loses nothing."""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

import gatehouse_keyring  # noqa: E402
from gatehouse_sim import Simulator  # noqa: E402
from gatehouse_ui import Application, wait_for  # noqa: E402
from gi.repository import Gio, GLib  # noqa: E402

ANNA = "anna@contoso.com"
KEPT = "Tokens will be kept in the system keyring, and nowhere else."
BUS = "org.freedesktop.DBus"


def ask_bus(method, *names):
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    parameters = GLib.Variant("(" + "s" * len(names) + ")", names)
    answer = bus.call_sync(
        BUS, "/org/freedesktop/DBus", BUS, method, parameters, None, Gio.DBusCallFlags.NONE, -1, None
    )
    return answer.unpack()[0]


def has_provider():
    return ask_bus("NameHasOwner", gatehouse_keyring.SERVICE)


def kill_provider():
    os.kill(ask_bus("GetConnectionUnixProcessID", gatehouse_keyring.SERVICE), signal.SIGKILL)
    wait_for(lambda: not has_provider(), "The keyring did not go.")


def start_daemon(*options):
    return subprocess.Popen(
        ["gnome-keyring-daemon", "--components=secrets", "--foreground", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def start_provider():
    daemon = start_daemon("--unlock")
    daemon.stdin.write(gatehouse_keyring.PASSWORD.encode())
    daemon.stdin.close()
    wait_for(lambda: has_provider() and not gatehouse_keyring.is_locked(), "No keyring came back.")


class Window(unittest.TestCase):
    """Each test begins with nobody signed in."""

    def setUp(self):
        self.simulator = self.enterContext(Simulator())
        for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            shutil.rmtree(pathlib.Path(os.environ[variable]) / "gatehouse", ignore_errors=True)

    def start(self):
        return Application(
            os.environ["GATEHOUSE_PROGRAM"], "--cloud-file", str(self.simulator.cloud_file)
        )

    def sign_in(self, application):
        application.find(role="push button", name="Sign In with Browser").click()
        application.find(role="label", name="Frankfurt cluster")

    def read_again(self, application):
        """Read with tokens that are refreshed first, so that they are stored anew."""
        self.simulator.expire_tokens()
        application.press("F5")

    def choose_account_item(self, application, name):
        application.find(role="push button", text="Account ").click()
        application.find(role="menu item", name=name).click()

    def sign_out(self, application):
        self.choose_account_item(application, "Sign Out…")
        application.find(role="push button", name="Sign Out").click()


class WithKeyring(Window):
    def setUp(self):
        super().setUp()
        if gatehouse_keyring.is_locked():
            gatehouse_keyring.unlock()
        gatehouse_keyring.remove_items()

    def count_records(self):
        return len(gatehouse_keyring.list_items())

    def count_sign_ins(self):
        paths = [request["path"] for request in self.simulator.requests("GET")]
        return sum("/authorize" in path for path in paths)

    def answer_prompt(self, application, *, dismiss):
        """The prompt is a window of another program."""
        prompt = wait_for(application.find_other_window, "The keyring did not ask.")
        application.focus_window(prompt)
        if dismiss:
            application.press("Escape")
        else:
            application.type(gatehouse_keyring.PASSWORD)
            application.press("Return")
        wait_for(lambda: not application.find_other_window(), "The prompt is still there.")

    def test_empty_then_signed_in_silently_then_signed_out(self):
        with self.start() as application:
            application.wait_for_text(KEPT)
            self.sign_in(application)
            wait_for(lambda: self.count_records() == 1, "No record was stored.")
            self.assertFalse(application.window.shows("for this session only"))
        with self.start() as application:
            application.find(role="label", name="Frankfurt cluster")
            self.assertEqual(1, self.count_sign_ins(), "The browser was needed again.")
            self.sign_out(application)
            application.wait_for_text("Signs in at")
            self.assertEqual(0, self.count_records(), "Signing out left a record behind.")

    def test_locked_at_start_asks_to_unlock(self):
        with self.start() as application:
            self.sign_in(application)
        gatehouse_keyring.lock()
        with self.start() as application:
            application.wait_for_text("The Keyring Is Locked")
            application.wait_for_text("You are still signed in as " + ANNA)
            application.find(role="push button", name="Unlock").click()
            self.answer_prompt(application, dismiss=True)
            application.find(role="push button", name="Unlock")
            application.wait_for_text("The Keyring Is Locked")
            application.find(role="push button", name="Unlock").click()
            self.answer_prompt(application, dismiss=False)
            application.find(role="label", name="Frankfurt cluster")
        self.assertEqual(1, self.count_sign_ins(), "The browser was needed again.")

    def test_locked_at_start_and_signed_in_for_this_session_only(self):
        with self.start() as application:
            self.sign_in(application)
        gatehouse_keyring.lock()
        with self.start() as application:
            application.find(role="push button", name="Sign In for This Session Only").click()
            application.wait_for_text("Tokens stay in memory for this session only.")
            self.sign_in(application)
            application.wait_for_text("Signed in for this session only. The keyring is locked")
        gatehouse_keyring.unlock()
        self.assertEqual(1, self.count_records(), "What is in the keyring was touched.")

    def test_locked_while_signed_in_and_tried_again(self):
        with self.start() as application:
            self.sign_in(application)
            gatehouse_keyring.lock()
            self.read_again(application)
            application.wait_for_text("Signed in for this session only. The keyring is locked")
            gatehouse_keyring.unlock()
            application.find(role="push button", name="Try Keyring Again").click()
            application.wait_until_gone("for this session only")
            self.assertEqual(1, self.count_records())
        with self.start() as application:
            application.find(role="label", name="Frankfurt cluster")
        self.assertEqual(1, self.count_sign_ins(), "The browser was needed again.")

    def test_signing_out_of_a_locked_keyring_loses_nothing_and_offers_to_unlock(self):
        with self.start() as application:
            self.sign_in(application)
            gatehouse_keyring.lock()
            self.sign_out(application)
            application.wait_for_text("Still Signed In")
            application.find(role="push button", name="Unlock").click()
            self.answer_prompt(application, dismiss=True)
            application.find(role="label", name="Frankfurt cluster")
            self.sign_out(application)
            application.wait_for_text("Still Signed In")
            application.find(role="push button", name="Unlock").click()
            self.answer_prompt(application, dismiss=False)
            application.wait_for_text("Signs in at")
        self.assertEqual(0, self.count_records())

    def test_a_provider_that_went_and_came_back(self):
        with self.start() as application:
            self.sign_in(application)
            kill_provider()
            self.read_again(application)
            application.wait_for_text("Signed in for this session only. No keyring is available")
            application.find(role="label", name="Frankfurt cluster")
            start_provider()
            application.find(role="push button", name="Try Keyring Again").click()
            application.wait_until_gone("for this session only")
        with self.start() as application:
            application.find(role="label", name="Frankfurt cluster")
        self.assertEqual(1, self.count_sign_ins(), "The browser was needed again.")


class WithoutProvider(Window):
    def test_it_is_said_before_signing_in_and_after(self):
        with self.start() as application:
            application.wait_for_text("No keyring is available: tokens stay in memory")
            self.sign_in(application)
            application.wait_for_text("Signed in for this session only. No keyring is available")
        with self.start() as application:
            application.wait_for_text("No keyring is available: tokens stay in memory")


    def test_a_provider_without_a_login_keyring(self):
        with start_daemon() as daemon:
            wait_for(has_provider, "No provider came up.")
            with self.start() as application:
                self.sign_in(application)
                application.wait_for_text("Signed in for this session only. No keyring is")
            daemon.kill()


def load_tests(loader, _tests, _pattern):
    """A session has a keyring from its beginning, or none."""
    return loader.loadTestsFromTestCase(WithKeyring if has_provider() else WithoutProvider)


if __name__ == "__main__":
    unittest.main(verbosity=2)
