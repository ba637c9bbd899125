#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walk through every screen with the pointer alone or with the keyboard alone, and look at each:
what one can act on has a role and a name. A template or a dialog that was not met fails.

    test-walk.py pointer|keyboard GATEHOUSE FOLDER-OF-SOURCES
"""

import importlib.machinery
import importlib.util
import pathlib
import re
import sys
import tempfile
import urllib.parse

SUPPORT = pathlib.Path(__file__).resolve().parents[1] / "support"
sys.path.insert(0, str(SUPPORT))

import gatehouse_keyring  # noqa: E402
from gatehouse_sim import Simulator  # noqa: E402
from gatehouse_ui import Application, wait_for  # noqa: E402
from gatehouse_walk import Eye, Keyboard, Pointer  # noqa: E402

ANNA = "anna@contoso.com"
PASSWORD = "Correct-Horse-7"

# Whose class a reader is not told, because it has a role for which GTK names no class; and the
# screen on which it is met.
MET_ON = {
    "GhCloudDialog": "own cloud",
    "GhWindow": "sign-in",
    "GhProblemBox": "refusal B",
    "GhSuccessBox": "success",
    "window/gh-shortcuts.ui": "keyboard shortcuts",
}

# Where the sources make a dialog, and the screens that show it.
DIALOGS = {
    "sign-in/gh-method-page.c": ["send the secret"],
    "sign-in/gh-sign-in-page.c": ["another application"],
    "editor/gh-key-dialog.c": ["changed key"],
    "editor/gh-take-over-dialog.c": ["take over"],
    "widgets/gh-discard-dialog.c": ["discard"],
    "window/gh-window-dialogs.c": ["about", "closing", "sign out", "still signed in"],
}
MAKES_DIALOG = re.compile(r"\b(?:adw_message_dialog_new|adw_show_about_window|gtk_\w*dialog_new) ")


def load_test_browser():
    loader = importlib.machinery.SourceFileLoader("test_browser", str(SUPPORT / "test-browser"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("test_browser", loader))
    loader.exec_module(module)
    return module


def sign_in_elsewhere(link):
    """Sign in as on another computer, and return the address of the last page, which fails."""
    module = load_test_browser()

    class Elsewhere(module.Browser):
        last = None

        def request(self, method, address, fields=None):
            self.last = address
            if "code=" in urllib.parse.urlsplit(address).query:
                raise OSError("nobody listens here")
            return super().request(method, address, fields)

    browser = Elsewhere("!" + ANNA, None)
    try:
        browser.browse(link)
    except OSError:
        pass
    assert "code=" in browser.last, "The pages did not lead to a code."
    return browser.last


class Walk:
    """The way through the screens."""

    def __init__(self, hand_class, program):
        self.hand_class = hand_class
        self.program = program
        self.eye = Eye()
        self.application = None
        self.hand = None

    def start(self, simulator, user=None):
        self.application = Application(
            self.program,
            "--cloud-file",
            str(simulator.cloud_file),
            environment={"GATEHOUSE_TEST_BROWSER_USER": user or ANNA},
        )
        self.hand = self.hand_class(self.application)
        return self.application

    def start_anywhere(self, folder):
        """Start without a cloud file: then there are clouds to choose from, and no accounts yet."""
        self.application = Application(self.program, environment={"XDG_CONFIG_HOME": folder})
        self.hand = self.hand_class(self.application)
        return self.application

    def look(self, screen):
        self.eye.look(self.application, screen)

    def see(self, text):
        self.application.wait_for_text(text)

    def gone(self, text):
        self.application.wait_until_gone(text)

    def walk_other_ways(self):
        self.hand.open_menu("Other Ways to Sign In")
        self.see("Device Code…")
        self.look("other ways")
        self.hand.press_item("Device Code…")
        self.see("Cancel")
        self.look("device code")
        self.hand.press("Cancel")
        self.see("Signs in at")
        self.hand.open_menu("Other Ways to Sign In")
        self.hand.press_item("Service Principal…")
        self.see("and nowhere else")
        self.look("service principal")
        self.hand.press("Cancel")
        self.see("Signs in at")
        self.hand.open_menu("Other Ways to Sign In")
        self.hand.press_item("Another Application’s ID")
        self.hand.press_item("Fabric CLI…")
        self.see("Use Another Application’s ID?")
        self.look("another application")
        self.hand.press("Cancel")
        self.gone("Use Another Application’s ID?")

    def walk_own_cloud(self):
        self.see("Signs in at")
        self.look("sign-in, clouds")
        self.hand.press_before("Add a Cloud of Your Own…")
        self.see("Fabric, where the cloud has it")
        self.look("own cloud")
        self.hand.fill("Name", "Ours")
        self.hand.fill("Signs in at", "https://login.example")
        self.hand.fill("Address", "https://api.example")
        self.hand.fill("Audience", "https://audience.example")
        self.hand.press("Save")
        self.see("Signs in at login.example, works with api.example")
        self.hand.fill("Tenant", "contoso.com")
        self.hand.fill("Client ID", "11111111-2222-3333-4444-555555555555")
        self.hand.open_menu("Other Ways to Sign In")
        self.hand.press_item("Service Principal…")
        self.hand.fill("Secret", "not a real one")
        self.hand.press("Sign In")
        self.see("Send the Secret to login.example?")
        self.look("send the secret")
        self.hand.press("Cancel")
        self.gone("Send the Secret to login.example?")

    def sign_in_with_pasted_address(self):
        self.see("Signs in at")
        self.look("sign-in")
        self.walk_other_ways()
        self.hand.press("Sign In with Browser")
        self.see("Continue in Your Browser")
        self.look("waiting")
        self.hand.press("Cancel")
        self.see("Signs in at")
        self.hand.press("Sign In with Browser")
        self.hand.press("Paste Address…")
        self.see("Address of the last page")
        self.hand.press("Copy Link")
        self.see("Link Copied")
        self.look("waiting, paste address")
        self.hand.fill("Address of the last page", "http://localhost/?state=x&code=y")
        self.hand.press("Continue")
        self.look("waiting, wrong address")
        self.hand.fill("Address of the last page", "")
        self.application.press("ctrl+a", "BackSpace", "ctrl+v")
        row = self.application.find(role="text", name="Address of the last page")
        link = wait_for(lambda: row.text, "The link was not copied.")
        self.hand.fill("Address of the last page", sign_in_elsewhere(link))
        self.hand.press("Continue")
        self.see("Frankfurt cluster")

    def walk_tree(self):
        self.look("nothing chosen")
        self.hand.fold("Frankfurt cluster")
        self.gone("sql-fra-01 · SalesDW")
        self.look("folded")
        self.hand.unfold("Frankfurt cluster")
        self.see("sql-fra-01 · SalesDW")
        self.hand.filter("nothing like this")
        self.see("Nothing matches")
        self.look("filter without a match")
        self.hand.filter_nothing()
        self.see("sql-fra-01 · SalesDW")

    def walk_menus(self):
        self.hand.open_menu("Main Menu")
        self.see("About Gatehouse")
        self.look("main menu")
        self.hand.press_item("Keyboard Shortcuts")
        self.see("Copy the ID of the row")
        self.look("keyboard shortcuts")
        self.application.press("Escape")
        self.gone("Copy the ID of the row")
        self.hand.open_menu("Main Menu")
        self.hand.press_item("About Gatehouse")
        self.see("Credits")
        self.look("about")
        self.application.press("Escape")
        self.gone("Credits")
        self.hand.open_menu("Account " + ANNA)
        self.see("Sign Out…")
        self.look("account menu")
        self.hand.press_item("Sign Out…")
        self.see("The tokens are removed from this computer.")
        self.look("sign out")
        self.hand.press("Cancel")
        self.gone("The tokens are removed from this computer.")

    def walk_tokens(self, simulator):
        self.hand.open_menu("Account " + ANNA)
        self.hand.press_item("What This Token May Do")
        self.see("Decoded here for display")
        self.look("what this token may do")
        self.hand.fill("Paste a token", simulator.token(ANNA))
        self.look("tokens, another one typed")
        self.hand.press("Compare")
        self.see("Same user")
        self.look("tokens, compared")
        self.hand.back()
        self.gone("Decoded here for display")

    def write_login(self, user):
        self.hand.fill("User name", user)
        self.hand.fill("Password", PASSWORD)

    def walk_basic(self):
        self.hand.choose("sql-fra-01 · SalesDW", "SalesDW")
        self.see("Stored now: Basic")
        self.write_login("svc_bi")
        self.look("form, Basic")
        self.hand.preview()
        self.see("What changes")
        self.look("preview, sealed")
        self.hand.back()
        self.gone("What changes")
        self.hand.apply()
        self.see("Credential Set and Verified")
        self.look("success, verified")

    def walk_windows_and_discard(self):
        self.hand.choose("sql-fra-01 · Budget", "Budget")
        self.see("Stored now: Windows")
        self.hand.fill("User name (DOMAIN\\name)", "CONTOSO\\svc_bi")
        self.look("form, Windows")
        self.hand.choose("OData · orders.contoso.com", "OData")
        self.see("Discard What Was Typed?")
        self.look("discard")
        self.hand.press("Cancel")
        self.gone("Discard What Was Typed?")
        self.see("Unknown, will become CONTOSO\\svc_bi")
        self.hand.choose("OData · orders.contoso.com", "OData")
        self.see("Discard What Was Typed?")
        self.hand.press("Discard")
        self.gone("Discard What Was Typed?")

    def walk_key_and_anonymous(self, simulator):
        self.see("Stored now: Key")
        self.hand.fill("Account key", "0123456789abcdef")
        self.look("form, Key")
        self.hand.select("Type", "Anonymous")
        self.see("Nothing is needed.")
        self.look("form, Anonymous")
        # Slow enough to be looked at.
        path = "*/datasources/" + simulator.address("OData · orders.contoso.com").split("/")[1]
        simulator.script(path, 200, delay=12)
        self.hand.apply()
        self.see("Sending…")
        self.look("sending")
        self.application.press("ctrl+q")
        self.see("A Change Is Being Sent")
        self.look("closing")
        self.hand.press("Cancel")
        self.gone("A Change Is Being Sent")
        self.see("Credential Set and Verified")

    def walk_refusal_b(self, simulator):
        self.hand.choose("Power BI dataflows", "dataflows")
        self.see("Your own identity")
        self.look("form, own identity")
        self.hand.press("A pasted access token", role="check box")
        self.hand.fill("Access token", simulator.token(ANNA))
        self.look("form, pasted token")
        self.hand.preview()
        self.see("What changes")
        self.look("preview, plain")
        self.hand.press("Other Ways to Copy")
        self.see("Copy as gatehousectl")
        self.look("copy menu")
        self.application.press("Escape")
        self.gone("Copy as gatehousectl")
        self.hand.back()
        self.gone("What changes")
        self.hand.apply()
        self.see("The Pasted Token Was Not Accepted")
        self.look("refusal B")
        self.hand.press("Use Your Own Identity and Send Again")
        self.see("Credential Set")
        self.look("success")

    def walk_refusal_a(self):
        self.hand.choose("Power BI dataflows", "dataflows", last=True)
        self.see("ata source of Forecast")
        self.hand.press("Your own identity", role="check box")
        self.hand.apply()
        self.see("Only the Owner May Change This Credential")
        self.look("refusal A")
        self.hand.press("Take Over…")
        self.see("Take Over “Forecast”?")
        self.look("take over")
        self.hand.press("Cancel")
        self.gone("Take Over “Forecast”?")

    def walk_changed_key(self, simulator):
        simulator.change_key(simulator.address("sql-fra-01 · SalesDW").split("/")[0])
        self.hand.choose("sql-fra-01 · SalesDW", "SalesDW")
        self.see("Stored now: Basic")
        self.write_login("svc_bi")
        self.hand.apply()
        self.see("The Gateway’s Key Has Changed")
        self.look("changed key")
        self.hand.press("Cancel")
        self.gone("The Gateway’s Key Has Changed")

    def walk_locked_sign_out(self):
        gatehouse_keyring.lock()
        self.hand.open_menu("Account " + ANNA)
        self.hand.press_item("Sign Out…")
        self.hand.press("Sign Out")
        self.see("Still Signed In")
        self.look("still signed in")
        self.hand.press("Close")
        self.gone("Still Signed In")

    def walk_session_only(self):
        self.see("The Keyring Is Locked")
        self.look("locked keyring")
        self.hand.press("Sign In for This Session Only")
        self.see("Signs in at")
        self.look("sign-in, locked keyring")
        self.hand.press("Sign In with Browser")
        self.see("Signed in for this session only. The keyring is locked")
        self.look("session only")

    def walk_offline(self, simulator):
        simulator.stop()
        self.hand.press("Read Again")
        self.see("No network.")
        self.look("offline")

    def check_templates(self, sources):
        resources = (sources / "gatehouse.gresource.xml").read_text(encoding="utf-8")
        missing = []
        for path in re.findall(r">([\w/-]+\.ui)</file>", resources):
            text = (sources / path).read_text(encoding="utf-8")
            match = re.search(r'<template class="(\w+)"', text)
            name = match.group(1) if match else path
            if name not in self.eye.templates and MET_ON.get(name) not in self.eye.screens:
                missing.append(f"{name} ({path})")
        assert not missing, "Not met on the way: " + ", ".join(missing)

    def check_dialogs(self, sources):
        for source in sorted(sources.glob("**/*.c")):
            path = str(source.relative_to(sources))
            made = MAKES_DIALOG.findall(source.read_text(encoding="utf-8"))
            screens = DIALOGS.get(path, [])
            assert len(made) == len(screens), (
                f"{path} makes {len(made)} dialogs, and DIALOGS of this test names "
                f"{len(screens)} screens for it."
            )
            for screen in screens:
                assert screen in self.eye.screens, f"The dialog “{screen}” was not met."


def main():
    hand, program, sources = sys.argv[1:]
    walk = Walk({"pointer": Pointer, "keyboard": Keyboard}[hand], program)
    take_walk(walk)
    walk.check_templates(pathlib.Path(sources))
    walk.check_dialogs(pathlib.Path(sources))
    print(f"# counted: widgets named: {len(walk.eye.named)} ({hand})")


def take_walk(walk):
    with Simulator() as simulator:
        with walk.start(simulator, user="!nobody@contoso.com") as application:
            walk.sign_in_with_pasted_address()
            walk.walk_tree()
            walk.walk_menus()
            walk.walk_tokens(simulator)
            # All of a long form fits, as it would on a large screen.
            application.resize(1120, 1120)
            walk.walk_basic()
            walk.walk_windows_and_discard()
            walk.walk_key_and_anonymous(simulator)
            walk.walk_refusal_b(simulator)
            walk.walk_refusal_a()
            walk.walk_changed_key(simulator)
            walk.walk_locked_sign_out()
        with walk.start(simulator) as application:
            walk.walk_session_only()
            walk.walk_offline(simulator)
    gatehouse_keyring.unlock()
    with tempfile.TemporaryDirectory(prefix="gatehouse-config-") as folder:
        with walk.start_anywhere(folder):
            walk.walk_own_cloud()


if __name__ == "__main__":
    main()
