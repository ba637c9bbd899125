#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person does with the installed Flatpak, in a session of its own.

    drive-flatpak.py with-portal|without-portal INSTALLATION
"""

import json
import os
import pathlib
import subprocess
import sys

from sandbox import ID, ROOT, Sandbox, find_windows, step

import gatehouse_keyring
from gatehouse_sim import Simulator
from gatehouse_ui import NotThere, wait_for

SOURCE = "sql-fra-01 · SalesDW"
PASSWORD = "Correct-Horse-7"
MOST_ROWS = 4
HOMES = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")

# How the simulator's tokens begin: refresh tokens, and access tokens, which are JWTs.
TOKENS = (b"0.sim-refresh.", b"eyJ")


def sign_in(application):
    application.find(role="push button", name="Sign In with Browser").click()
    application.find(role="label", name="Frankfurt cluster")


def copy_link(application):
    application.find(role="push button", name="Copy Link").click()
    application.find(role="push button", name="Link Copied")
    return subprocess.run(
        ["xclip", "-out", "-selection", "clipboard"], stdout=subprocess.PIPE, text=True, check=True
    ).stdout


def assert_no_token_in(files):
    for file in files:
        content = file.read_bytes()
        for token in TOKENS:
            assert token not in content, f"{file} holds a token."


def count_sign_ins(simulator):
    return sum(request["path"].endswith("/authorize") for request in simulator.requests())


def choose_by_keyboard(application, text):
    """Go down the tree until what is chosen shows this text. GTK 4.18 tells the accessibility bus
    where a widget is without the margins around it, so that pointing at it would miss."""
    for _ in range(MOST_ROWS):
        application.press("Down")
        try:
            application.find(role="label", text=text, patience=1)
            return
        except NotThere:
            pass
    application.find(role="label", text=text, patience=0)


def set_password(application):
    application.press("ctrl+f", "ctrl+a")
    application.type("SalesDW")
    application.wait_until_gone("Salesforce")
    application.find(role="label", name=SOURCE)
    choose_by_keyboard(application, "Stored now:")
    application.find(role="text", name="User name").write("svc_bi")
    application.find(role="text", name="Password").write(PASSWORD)
    application.find(role="push button", name="Apply").click()
    application.wait_for_text("Credential Set and Verified")


def without_portal(sandbox):
    with Simulator() as simulator:
        cloud_file = sandbox.write_cloud_file(simulator)
        with sandbox.start("--cloud-file", cloud_file) as application:
            with step("Without any portal no browser can be opened: the link can be copied instead"):
                application.find(role="push button", name="Sign In with Browser").click()
                application.wait_for_text("copy the link instead")
                link = copy_link(application)
            with step("Signed in with the copied link, and “for this session only” is said"):
                subprocess.run([ROOT / "tests/support/test-browser", link], check=True)
                application.wait_for_text("Signed in for this session only")
        with step("Nothing was stored: no keyring file, no token in any file"):
            assert not list(sandbox.data.rglob("*.keyring")), "There is a keyring file."
            assert_no_token_in(sandbox.list_files())


def with_portal(sandbox):
    with Simulator() as simulator:
        cloud_file = sandbox.write_cloud_file(simulator)
        keyring = sandbox.data / "data" / "keyrings" / "default.keyring"

        with step("Sign in from inside the sandbox: OpenURI portal, browser, loopback redirect"):
            with sandbox.start("--cloud-file", cloud_file) as application:
                sign_in(application)
        with step("The refresh token lies in libsecret's encrypted file, through the Secret portal"):
            assert keyring.is_file(), "There is no keyring file."
            assert_no_token_in(sandbox.list_files())
        with step("The keyring outside holds nothing but the portal's key for this application"):
            assert gatehouse_keyring.count_items_with(app_id=ID) == 1, "The key is not there."
            assert gatehouse_keyring.count_items() == 1, "It holds something else, too."

        with step("Restarted without any option: signed in silently; a password is set, verified"):
            before = count_sign_ins(simulator)
            with sandbox.start() as application:
                application.find(role="label", name="Frankfurt cluster")
                set_password(application)
            assert count_sign_ins(simulator) == before, "A browser was needed."
            stored = simulator.stored(SOURCE)
            assert stored["credentialData"][-1]["value"] == PASSWORD, "Another password was stored."

        with step("gatehousectl in the same sandbox lists with the same account"):
            rows = json.loads(sandbox.control("datasource", "list", "--format", "json"))
            assert SOURCE in json.dumps(rows, ensure_ascii=False), "The data source is missing."

        with step("The keyring is locked: the desktop asks for its password, and nobody signs in anew"):
            gatehouse_keyring.lock()
            with sandbox.start() as application:
                answer_prompt()
                application.find(role="label", name="Frankfurt cluster")
            assert count_sign_ins(simulator) == before, "A browser was needed."

        uninstall(sandbox)


def answer_prompt():
    """Type the password into the window of the keyring, which is none of the application's."""
    wait_for(lambda: find_windows("gcr-prompter"), "The keyring did not ask for its password.")
    subprocess.run(["xdotool", "type", gatehouse_keyring.PASSWORD], check=True)
    subprocess.run(["xdotool", "key", "Return"], check=True)


def uninstall(sandbox):
    with step("Uninstall with its data: no file and no process is left"):
        sandbox.flatpak("uninstall", "--user", "--noninteractive", "--delete-data", ID)
        assert ID not in sandbox.list_running(), "It still runs."
        left = [path for home in HOMES for path in pathlib.Path(os.environ[home]).rglob(f"*{ID}*")]
        assert not left, f"There is still: {left}"


def main():
    scene, installation = sys.argv[1:]
    sandbox = Sandbox(installation)
    {"with-portal": with_portal, "without-portal": without_portal}[scene](sandbox)


if __name__ == "__main__":
    main()
