#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""gatehousectl token: what a token may do, and two beside each other. Runs in a private session with
a real keyring, for the tokens of an account."""

import base64
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import gatehousectl
from gatehousectl import ANNA, OK, PIPELINE, SIGN_IN_NEEDED, USAGE, Outcome, pour

import gatehouse_keyring
from gatehouse_sim import Simulator

BROWSER = pathlib.Path(gatehousectl.__file__).parents[1] / "support" / "test-browser"
PORTAL = "user_impersonation"
SIGNATURE = "c2lnbmF0dXJl"


def run(*words, **descriptors):
    """Run a command; descriptors are the texts that follow --token_fd and --other_fd."""
    descriptors = {name: pour(text) for name, text in descriptors.items()}
    options = []
    for name, descriptor in descriptors.items():
        options += ["--" + name.replace("_", "-"), str(descriptor)]
    try:
        process = subprocess.run(
            [os.environ["GATEHOUSE_CTL"], *words, *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=descriptors.values(),
            env=dict(os.environ, LC_ALL="C.UTF-8"),
            timeout=60,
            check=False,
        )
    finally:
        for descriptor in descriptors.values():
            os.close(descriptor)
    return Outcome(process.returncode, process.stdout.decode(), process.stderr.decode())


def encode(claims):
    payload = json.dumps(claims).encode()
    return f"e30.{base64.urlsafe_b64encode(payload).decode().rstrip('=')}.{SIGNATURE}"


class Descriptors(unittest.TestCase):
    """No account, no keyring, no network: nothing but descriptors."""

    @classmethod
    def setUpClass(cls):
        with Simulator() as simulator:
            cls.own = simulator.token(ANNA)
            cls.portal = simulator.token(ANNA, PORTAL)
            cls.pipeline = simulator.token(PIPELINE)

    def assert_secret_stays(self, outcome, *tokens):
        for token in tokens:
            for part in token.split("."):
                self.assertNotIn(part, outcome.output + outcome.messages)

    def test_a_users_token(self):
        outcome = run("token", "show", token_fd=self.own)
        self.assertEqual(OK, outcome.status, outcome)
        for text in (
            "A user’s token for Power BI",
            "Nothing was validated",
            "Where you own or administer",
            "Refused once, as reported",
            "Dataset.ReadWrite.All · Workspace.Read.All",
            ANNA,
            "ends in ",
        ):
            self.assertIn(text, outcome.output)
        self.assert_secret_stays(outcome, self.own)

    def test_an_applications_token(self):
        outcome = run("token", "show", "--format", "json", token_fd=self.pipeline)
        (token,) = outcome.json
        rows = {row["key"]: row["values"][0] for row in token["rows"]}
        self.assertIs(False, token["validated"])
        self.assertEqual("An application’s token for Power BI", token["verdict"])
        self.assertEqual("application", rows["kind"])
        self.assertEqual("where-let-in", rows["read"])
        self.assertNotIn("scope", rows)

    def test_differences_come_first(self):
        outcome = run("token", "compare", "--format", "json", token_fd=self.own, other_fd=self.portal)
        self.assertEqual(OK, outcome.status, outcome)
        found = outcome.json
        self.assertEqual("Same user, same service, different scope", found["verdict"])
        self.assertIn(PORTAL, found["explanation"])
        self.assertEqual(["be-credential", "scope"], [r["key"] for r in found["rows"][:2]])
        self.assertEqual([True, True, False], [r["differs"] for r in found["rows"][:3]])
        self.assertEqual(
            [["Dataset.ReadWrite.All", "Workspace.Read.All"], [PORTAL]],
            found["rows"][1]["values"],
        )
        self.assert_secret_stays(outcome, self.own, self.portal)

    def test_a_comparison_in_words(self):
        outcome = run("token", "compare", token_fd=self.own, other_fd=self.portal)
        marked = [line for line in outcome.output.splitlines() if line.startswith("≠")]
        self.assertEqual(2, len(marked), outcome)
        self.assertIn("Worked once, as reported", marked[0])

    def test_what_is_no_jwt_is_allowed(self):
        outcome = run("token", "show", token_fd="opaque")
        self.assertEqual(OK, outcome.status, outcome)
        self.assertIn("This token cannot be read. That is allowed.", outcome.output)
        self.assertNotIn("opaque", outcome.output)

    def test_a_hostile_token_does_not_steer_the_terminal(self):
        token = encode({"scp": "a\x1b[2Jb", "upn": "\u202eeve", "appid": "x\r\ny", "aud": [1, {}]})
        outcome = run("token", "show", token_fd=token)
        self.assertEqual(OK, outcome.status, outcome)
        for character in "\x1b\r\u202e":
            self.assertNotIn(character, outcome.output)

    def test_what_is_too_long_is_refused_without_being_shown(self):
        outcome = run("token", "show", token_fd="x" * 100_000)
        self.assertEqual(USAGE, outcome.status, outcome)
        self.assertNotIn("xxx", outcome.messages)

    def test_two_descriptors_are_needed(self):
        self.assertEqual(USAGE, run("token", "compare", token_fd=self.own).status)
        outcome = run("token", "compare", "--token-fd", "0", "--other-fd", "0")
        self.assertEqual(USAGE, outcome.status, outcome)

    def test_an_account_and_a_token_exclude_each_other(self):
        outcome = run("token", "show", "--account", ANNA, token_fd=self.own)
        self.assertEqual(USAGE, outcome.status, outcome)


class Account(unittest.TestCase):
    def setUp(self):
        gatehouse_keyring.unlock()
        folder = tempfile.TemporaryDirectory(prefix="gatehouse-config-")
        self.addCleanup(folder.cleanup)
        os.environ["XDG_CONFIG_HOME"] = folder.name
        self.simulator = self.enterContext(Simulator())

    def sign_in(self):
        subprocess.run(
            [os.environ["GATEHOUSE_SIGN_IN"], self.simulator.cloud_file, BROWSER],
            env=dict(os.environ, GATEHOUSE_TEST_BROWSER_USER=ANNA),
            check=True,
            timeout=60,
        )

    def test_the_accounts_token(self):
        self.sign_in()
        outcome = run("token", "show", "--account", ANNA, "--format", "json")
        self.assertEqual(OK, outcome.status, outcome)
        names = [token["tokens"][0]["name"] for token in outcome.json]
        self.assertIn("This account, for Power BI", names)

    def test_the_accounts_token_beside_another(self):
        self.sign_in()
        portal = self.simulator.token(ANNA, PORTAL)
        outcome = run("token", "compare", other_fd=portal)
        self.assertEqual(OK, outcome.status, outcome)
        self.assertIn("Same user, same service, different scope", outcome.output)

    def test_what_is_held_is_shown_while_the_authority_is_away(self):
        self.sign_in()
        self.simulator.__exit__(None, None, None)
        outcome = run("token", "show")
        self.assertEqual(OK, outcome.status, outcome)
        self.assertIn(ANNA, outcome.output)

    def test_nobody_is_signed_in(self):
        self.assertEqual(SIGN_IN_NEEDED, run("token", "show").status)


if __name__ == "__main__":
    unittest.main()
