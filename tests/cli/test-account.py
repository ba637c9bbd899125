#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""gatehousectl account, and signing in without one. Runs in a private session with a keyring."""

import base64
import contextlib
import json
import os
import pathlib
import stat
import subprocess
import tempfile
import unittest

import gatehousectl
from gatehousectl import ANNA, BEN, OK, PIPELINE, SIGN_IN_NEEDED, USAGE, Outcome

import gatehouse_keyring
from gatehouse_sim import Simulator

BROWSER = pathlib.Path(gatehousectl.__file__).parents[1] / "support" / "test-browser"
SECRET = "throw-away-client-secret"
FRANKFURT = "Frankfurt cluster"
# Which browser there is stands here.
CONFIG = os.environ["XDG_CONFIG_HOME"]


@contextlib.contextmanager
def descriptor(text):
    """Give a secret to a child on a descriptor of its own."""
    reading, writing = os.pipe()
    os.write(writing, text.encode())
    os.close(writing)
    try:
        yield reading
    finally:
        os.close(reading)


def run(*words, descriptors=(), **environment):
    process = subprocess.run(
        [os.environ["GATEHOUSE_CTL"], *map(str, words)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=descriptors,
        env=dict(os.environ, LC_ALL="C.UTF-8", **environment),
        timeout=60,
        check=False,
    )
    return Outcome(process.returncode, process.stdout.decode(), process.stderr.decode())


def decode(token):
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


class Account(unittest.TestCase):
    def setUp(self):
        gatehouse_keyring.unlock()
        # Each test begins without accounts.
        folder = tempfile.TemporaryDirectory(prefix="gatehouse-config-")
        self.addCleanup(folder.cleanup)
        self.config = pathlib.Path(folder.name)
        os.environ["XDG_CONFIG_HOME"] = folder.name
        stack = contextlib.ExitStack()
        self.addCleanup(stack.close)
        self.simulator = stack.enter_context(Simulator())
        self.cloud = ("--cloud-file", self.simulator.cloud_file)
        self.person = (
            *self.cloud,
            "--tenant",
            self.simulator.row["tenant"],
            "--client-id",
            self.simulator.row["clientId"],
        )
        claims = decode(self.simulator.token(PIPELINE))
        self.tenant_id, self.application_id = claims["tid"], claims["appid"]
        self.application = (
            *self.cloud,
            "--tenant",
            self.tenant_id,
            "--client-id",
            self.application_id,
            "--method",
            "client-secret",
        )

    def add_person(self, who, *options):
        """Sign in as a person whose browser is told the address by hand."""
        process = subprocess.Popen(
            [os.environ["GATEHOUSE_CTL"], "account", "add", "--no-browser", *self.person, *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=dict(os.environ, LC_ALL="C.UTF-8"),
        )
        messages = ""
        while not messages.rstrip().split("\n")[-1].startswith("http"):
            line = process.stderr.readline()
            self.assertTrue(line, messages)
            messages += line
        subprocess.run(
            [BROWSER, messages.rstrip().split("\n")[-1]],
            env=dict(os.environ, GATEHOUSE_TEST_BROWSER_USER=who),
            check=True,
            timeout=60,
        )
        output, rest = process.communicate(timeout=60)
        return Outcome(process.returncode, output, messages + rest)

    def add_application(self, *options):
        with descriptor(SECRET + "\n") as secret:
            return run(
                *("account", "add", *self.application, "--secret-fd", secret, *options),
                descriptors=[secret],
            )

    def assert_nothing_secret_is_written(self):
        for file in self.config.rglob("*"):
            if file.is_file():
                self.assertNotIn(SECRET, file.read_text(encoding="utf-8"), file)
                self.assertEqual(0o600, stat.S_IMODE(file.stat().st_mode), file)

    # A person.

    def test_a_person_signs_in_once_and_is_known_from_then_on(self):
        added = self.add_person(ANNA, "--format", "json")
        listed = run("gateway", "list")
        self.assertEqual(OK, added.status, added)
        self.assertEqual(ANNA, added.json["userName"])
        self.assertTrue(added.json["current"])
        self.assertIn(FRANKFURT, listed.output, listed)

    def test_the_browser_is_opened_where_there_is_a_display(self):
        choice = pathlib.Path(CONFIG) / "mimeapps.list"
        (self.config / choice.name).write_text(choice.read_text())
        added = run("account", "add", *self.person, DISPLAY=":99")
        self.assertEqual(OK, added.status, added)
        self.assertIn(ANNA, run("account", "list").output)

    def test_the_address_is_said_where_there_is_no_display(self):
        process = subprocess.Popen(
            [os.environ["GATEHOUSE_CTL"], "account", "add", *self.person],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env={
                name: value
                for name, value in os.environ.items()
                if name not in ("DISPLAY", "WAYLAND_DISPLAY")
            },
        )
        process.stderr.readline()
        self.assertTrue(process.stderr.readline().startswith("http"))
        process.terminate()
        process.communicate(timeout=20)

    def test_no_tenant_of_personal_accounts(self):
        outcome = run("account", "add", *self.cloud, "--tenant", "common")
        self.assertEqual(USAGE, outcome.status, outcome)
        self.assertIn("organizations", outcome.messages)

    def test_no_client_id_is_ever_assumed(self):
        outcome = run("account", "add", *self.cloud, "--tenant", "contoso.onmicrosoft.com")
        self.assertEqual(USAGE, outcome.status, outcome)
        self.assertIn("client ID", outcome.messages)

    def test_the_id_of_another_program_is_used_by_name_only_and_warned_about(self):
        words = ("account", "add", *self.cloud, "--tenant", "common", "--preset", "azure-cli")
        self.assertIn("name Azure CLI instead of Gatehouse", run(*words).messages)
        self.assertEqual(USAGE, run(*words[:-1], "made-up").status)
        self.assertEqual(USAGE, run(*words, "--client-id", self.application_id).status)

    # Several accounts.

    def test_the_current_one_is_changed_and_others_are_named(self):
        self.add_person(ANNA)
        self.add_person(BEN)
        self.assertNotIn(FRANKFURT, run("gateway", "list").output)
        self.assertIn(FRANKFURT, run("gateway", "list", "--account", ANNA).output)
        self.assertEqual(OK, run("account", "use", ANNA).status)
        self.assertIn(FRANKFURT, run("gateway", "list").output)
        self.assertEqual(
            [(ANNA, True), (BEN, False)],
            [
                (account["userName"], account["current"])
                for account in run("account", "list", "--format", "json").json
            ],
        )

    def test_a_terminal_has_an_account_of_its_own_which_another_one_does_not_change(self):
        self.add_person(BEN)
        self.add_person(ANNA)
        run("account", "use", BEN)
        self.assertIn(FRANKFURT, run("gateway", "list", GATEHOUSE_ACCOUNT=ANNA).output)
        self.assertNotIn(
            FRANKFURT, run("gateway", "list", "--account", BEN, GATEHOUSE_ACCOUNT=ANNA).output
        )

    def test_who_is_removed_is_gone_from_list_and_keyring(self):
        self.add_person(BEN)
        added = self.add_person(ANNA, "--format", "json").json
        removed = run("account", "remove", added["id"])
        self.assertEqual(OK, removed.status, removed)
        self.assertNotIn(ANNA, run("account", "list").output)
        self.assertEqual(SIGN_IN_NEEDED, run("gateway", "list", "--account", ANNA).status)
        self.assertEqual(OK, run("gateway", "list").status)

    def test_with_a_locked_keyring_nobody_is_removed(self):
        self.add_person(ANNA)
        gatehouse_keyring.lock()
        removed = run("account", "remove", ANNA)
        self.assertEqual(SIGN_IN_NEEDED, removed.status, removed)
        self.assertIn(ANNA, run("account", "list").output)

    def test_an_account_is_shown_without_its_secrets(self):
        added = self.add_application("--keep-secret", "--format", "json").json
        text = run("account", "show", added["id"])
        shown = run("account", "show", added["id"], "--format", "json")
        self.assertEqual(OK, text.status, text)
        self.assertIn("Application with secret", text.output)
        self.assertEqual("client-secret", shown.json["method"])
        self.assertNotIn(SECRET, text.output + shown.output)
        self.assert_nothing_secret_is_written()

    # An application.

    def test_a_pipeline_needs_no_account(self):
        with descriptor(SECRET) as secret:
            listed = run(
                *("item", "list", *self.application, "--secret-fd", secret), descriptors=[secret]
            )
        self.assertEqual(OK, listed.status, listed)
        self.assertIn("Orders", listed.output)
        self.assertEqual([], list(self.config.rglob("*.json")))

    def test_the_variables_of_the_azure_tools_are_enough(self):
        listed = run(
            *("item", "list", *self.cloud),
            AZURE_TENANT_ID=self.tenant_id,
            AZURE_CLIENT_ID=self.application_id,
            AZURE_CLIENT_SECRET=SECRET,
        )
        self.assertEqual(OK, listed.status, listed)
        self.assertIn("Orders", listed.output)
        self.assertIn("AZURE_CLIENT_SECRET is in the environment", listed.messages)
        self.assertNotIn(SECRET, listed.output + listed.messages)

    def test_an_option_wins_over_the_variables(self):
        self.add_person(ANNA)
        listed = run(
            *("gateway", "list", "--account", ANNA),
            AZURE_TENANT_ID=self.tenant_id,
            AZURE_CLIENT_ID=self.application_id,
            AZURE_CLIENT_SECRET=SECRET,
        )
        self.assertIn(FRANKFURT, listed.output, listed)

    def test_a_wrong_secret_is_said(self):
        with descriptor("wrong") as secret:
            listed = run(
                *("item", "list", *self.application, "--secret-fd", secret), descriptors=[secret]
            )
        self.assertNotEqual(OK, listed.status, listed)
        self.assertIn("AADSTS7000215", listed.messages)

    def test_a_missing_secret_is_asked_for_by_the_name_of_its_option(self):
        listed = run("item", "list", *self.application)
        self.assertEqual(USAGE, listed.status, listed)
        self.assertIn("--sign-in-secret-fd", listed.messages)

    def test_a_secret_is_kept_only_when_asked_to(self):
        added = self.add_application()
        without = run("item", "list")
        with descriptor(SECRET) as secret:
            given = run("item", "list", "--secret-fd", secret, descriptors=[secret])
        kept = self.add_application("--keep-secret")
        afterwards = run("item", "list")
        self.assertEqual(OK, added.status, added)
        self.assertIn("not kept", added.messages)
        self.assertEqual(SIGN_IN_NEEDED, without.status, without)
        self.assertEqual(OK, given.status, given)
        self.assertEqual(OK, kept.status, kept)
        self.assertEqual(OK, afterwards.status, afterwards)
        self.assert_nothing_secret_is_written()

    def test_who_asks_is_said_once(self):
        self.add_person(ANNA)
        both = run("item", "list", "--account", ANNA, *self.application)
        halfway = run("item", "list", "--tenant", self.tenant_id)
        interactive = run("item", "list", *self.person, "--method", "browser")
        for outcome in (both, halfway, interactive):
            self.assertEqual(USAGE, outcome.status, outcome)

    def test_an_option_that_would_be_ignored_is_refused(self):
        outcome = run("item", "list", *self.application, "--certificate", "/nowhere.pem")
        self.assertEqual(USAGE, outcome.status, outcome)
        self.assertIn("--certificate", outcome.messages)

    # Clouds.

    def test_clouds_have_names(self):
        unknown = run("account", "add", "--cloud", "Germany", "--tenant", "contoso.com")
        self.assertEqual(USAGE, unknown.status, unknown)
        self.assertIn("Public, GCC, GCC High, DoD, China", unknown.messages)

    def test_a_saved_cloud_is_used_by_its_name(self):
        folder = self.config / "gatehouse"
        folder.mkdir(mode=0o700)
        row = dict(self.simulator.row, name="Our Own")
        (folder / "clouds.json").write_text(
            json.dumps({"format": 1, "clouds": [row]}), encoding="utf-8"
        )
        (folder / "clouds.json").chmod(0o600)
        words = [*self.application[2:], "--cloud", "our-own"]
        with descriptor(SECRET) as secret:
            listed = run("item", "list", *words, "--secret-fd", secret, descriptors=[secret])
        self.assertIn("Orders", listed.output, listed)


if __name__ == "__main__":
    unittest.main()
