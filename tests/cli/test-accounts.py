#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""gatehousectl for an account of the keyring. Runs in a private session with a real keyring."""

import os
import pathlib
import subprocess
import tempfile
import unittest
import unittest.mock

import gatehousectl
from gatehousectl import ANNA, OK, SIGN_IN_NEEDED, USAGE, Outcome

import gatehouse_keyring
from gatehouse_sim import Simulator

BROWSER = pathlib.Path(gatehousectl.__file__).parents[1] / "support" / "test-browser"


def sign_in(simulator, who=ANNA):
    environment = dict(os.environ, GATEHOUSE_TEST_BROWSER_USER=who)
    command = [os.environ["GATEHOUSE_SIGN_IN"], simulator.cloud_file, BROWSER]
    subprocess.run(command, env=environment, check=True, timeout=60)


def run(*words):
    process = subprocess.run(
        [os.environ["GATEHOUSE_CTL"], *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    return Outcome(process.returncode, process.stdout.decode(), process.stderr.decode())


class Accounts(unittest.TestCase):
    def setUp(self):
        gatehouse_keyring.unlock()
        # Each test begins without accounts.
        folder = tempfile.TemporaryDirectory(prefix="gatehouse-config-")
        self.addCleanup(folder.cleanup)
        os.environ["XDG_CONFIG_HOME"] = folder.name

    def test_nobody_is_signed_in_at_first(self):
        outcome = run("gateway", "list", "--account", "nobody@contoso.com")
        self.assertEqual(SIGN_IN_NEEDED, outcome.status, outcome)

    def test_who_signed_in_with_the_window_is_known_here(self):
        with Simulator() as simulator:
            sign_in(simulator)
            outcome = run("gateway", "list")
        self.assertEqual(OK, outcome.status, outcome)
        self.assertIn("Frankfurt cluster", outcome.output)

    def test_an_expired_token_is_renewed_silently(self):
        with Simulator() as simulator:
            sign_in(simulator)
            simulator.expire_tokens()
            outcome = run("gateway", "list")
        self.assertEqual(OK, outcome.status, outcome)

    def test_accounts_are_told_apart_by_name(self):
        with Simulator() as simulator:
            sign_in(simulator, ANNA)
            sign_in(simulator, "ben@contoso.com")
            anna = run("gateway", "list", "--account", ANNA)
            ben = run("gateway", "list", "--account", "ben@contoso.com")
        self.assertIn("Frankfurt cluster", anna.output)
        self.assertNotIn("Frankfurt cluster", ben.output)

    def test_a_locked_keyring_is_said_and_not_taken_for_signed_out(self):
        with Simulator() as simulator:
            sign_in(simulator)
            gatehouse_keyring.lock()
            outcome = run("gateway", "list")
        self.assertEqual(SIGN_IN_NEEDED, outcome.status, outcome)
        self.assertIn("locked", outcome.messages)

    def test_no_variable_puts_a_file_in_the_place_of_the_keyring(self):
        file = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "planted.keyring"
        planted = dict(
            SECRET_BACKEND="file",
            SECRET_FILE_TEST_PATH=str(file),
            SECRET_FILE_TEST_PASSWORD="of-somebody-else",
        )
        with Simulator() as simulator, unittest.mock.patch.dict(os.environ):
            sign_in(simulator)
            simulator.expire_tokens()
            os.environ.update(planted)
            outcome = run("gateway", "list")
        self.assertEqual(OK, outcome.status, outcome)
        self.assertFalse(file.exists(), "The renewed tokens went into a planted file.")

    def test_what_is_no_descriptor_does_not_lead_to_the_account(self):
        with Simulator() as simulator:
            sign_in(simulator)
            for number in ("-1", "-3"):
                with self.subTest(number):
                    self.assertEqual(USAGE, run("gateway", "list", "--token-fd", number).status)

    def test_an_account_and_a_token_exclude_each_other(self):
        self.assertEqual(USAGE, run("gateway", "list", "--account", ANNA, "--token-fd", "0").status)


if __name__ == "__main__":
    unittest.main()
