#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names that a hostile service sends are shown as they are: no markup, nothing hidden, nothing
reordered; and no other program of the session finds an action of the window."""

import copy
import json
import os
import pathlib
import sys
import tempfile
import unicodedata
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))

from gatehouse_sim import Simulator  # noqa: E402
from gatehouse_ui import Application, wait_for  # noqa: E402
from gi.repository import Gio, GLib  # noqa: E402

NAMES = {
    "gateway": "<b>Gate</b> & <span size='90000'>way</span>",
    "source": "Sales\u202egpj.exe\u202c\u0007\u200b",
    "server": "&lt;sql&gt; <a href='https://evil.example'>here</a>",
    "workspace": "Work\nspace \u2067\u001b[31mred\u2069",
    "model": "M" * 2000 + "</span>",
}

SHOWN = (
    "<b>Gate</b> & <span size='90000'>way</span>",
    "Sales\\u{202e}gpj.exe\\u{202c}\\u{7}\\u{200b}",
    "Work\\u{a}space \\u{2067}\\u{1b}[31mred\\u{2069}",
    "M" * 2000 + "</span>",
)

APPLICATION_ID = "io.github.gatehouse.Gatehouse"


def make_scenario():
    """Return the scenario "small" with hostile names."""
    path = ROOT / "src" / "sim" / "scenarios" / "small.json"
    scenario = copy.deepcopy(json.loads(path.read_text(encoding="utf-8")))
    gateway, workspace = scenario["gateways"][0], scenario["workspaces"][0]
    gateway["name"] = NAMES["gateway"]
    gateway["datasources"][0]["name"] = NAMES["source"]
    gateway["datasources"][0]["connectionDetails"] = {
        "server": NAMES["server"],
        "database": NAMES["source"],
    }
    workspace["name"] = NAMES["workspace"]
    workspace["models"][0]["name"] = NAMES["model"]
    return scenario


def find_deceptive(text):
    # GTK marks an object in a text, such as a list bullet, with U+FFFC; a row names its lines.
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Co") and c != "\n"}


class HostileText(unittest.TestCase):
    def setUp(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        scenario = pathlib.Path(folder) / "hostile.json"
        scenario.write_text(json.dumps(make_scenario()), encoding="utf-8")
        simulator = self.enterContext(Simulator(str(scenario)))
        # What GTK or Pango complains about fails the test when the program has ended.
        self.application = self.enterContext(
            Application(os.environ["GATEHOUSE_PROGRAM"], "--cloud-file", str(simulator.cloud_file))
        )
        self.application.find(role="push button", name="Sign In with Browser").click()
        self.application.find(role="label", text="<b>Gate</b>")

    def check_screen(self):
        for widget in self.application.window.walk():
            for text in (widget.accessible.get_name() or "", widget.text):
                self.assertEqual(set(), find_deceptive(text), f"{widget.role} “{text!r}”")

    def choose(self, text):
        self.application.find(role="label", text=text).point_and_click()
        self.application.find(role="push button", name="Apply")
        self.application.wait_for_text("Stored now:")

    def test_the_tree_shows_every_name_as_it_was_sent(self):
        for text in SHOWN:
            self.application.wait_for_text(text)
        self.check_screen()

    def test_the_form_and_the_preview_show_them_too(self):
        self.choose("gpj.exe")
        self.application.wait_for_text(NAMES["server"])
        self.check_screen()
        self.application.find(role="text", name="User name").write("<i>svc_bi</i>")
        self.application.find(role="text", name="Password").write("Correct-Horse-7")
        self.application.find(role="push button", name="Preview").click()
        self.application.wait_for_text("What changes")
        self.check_screen()

    def test_a_change_and_its_refusal_show_them_too(self):
        self.choose("gpj.exe")
        self.application.find(role="text", name="User name").write("nobody")
        self.application.find(role="text", name="Password").write("wrong")
        self.application.find(role="push button", name="Apply").click()
        self.application.wait_for_text("The source was reached and refused")
        self.check_screen()


class Exported(unittest.TestCase):
    """What other programs of the session can do with the running window."""

    def list_objects(self, bus, path="/"):
        try:
            answer = bus.call_sync(
                APPLICATION_ID,
                path,
                "org.freedesktop.DBus.Introspectable",
                "Introspect",
                None,
                GLib.VariantType("(s)"),
                Gio.DBusCallFlags.NONE,
                10_000,
                None,
            )
        except GLib.Error:
            return
        node = Gio.DBusNodeInfo.new_for_xml(answer.unpack()[0])
        yield path, [interface.name for interface in node.interfaces]
        for child in node.nodes:
            yield from self.list_objects(bus, path.rstrip("/") + "/" + child.path)

    def list_actions(self, bus, path):
        answer = bus.call_sync(
            APPLICATION_ID,
            path,
            "org.gtk.Actions",
            "List",
            None,
            None,
            Gio.DBusCallFlags.NONE,
            10_000,
            None,
        )
        return answer.unpack()[0]

    def test_only_showing_a_window_can_be_asked_for(self):
        bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        with Application(os.environ["GATEHOUSE_PROGRAM"]) as application:
            application.wait_for_text("Signs in at")
            objects = wait_for(lambda: list(self.list_objects(bus)), "It is not on the bus.")
            groups = [path for path, interfaces in objects if "org.gtk.Actions" in interfaces]
            self.assertTrue(groups, f"No group of actions was found in {objects}.")
            actions = {name for path in groups for name in self.list_actions(bus, path)}
        self.assertLessEqual(actions, {"activate", "new-window"})
        self.assertIn("new-window", actions, "The actions that are there were not found.")


if __name__ == "__main__":
    unittest.main(verbosity=2)
