#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody who does not own a cloud data source is refused, and has two ways on."""

import os
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

from gatehouse_sim import Simulator  # noqa: E402
from gatehouse_ui import Application  # noqa: E402

BEN = "ben@contoso.com"
SOURCE = "Power BI dataflows"


class RefusalA(unittest.TestCase):
    def setUp(self):
        self.simulator = self.enterContext(Simulator())
        os.environ["GATEHOUSE_TEST_BROWSER_USER"] = BEN

    def refuse(self, *, browser_user):
        """Ben tries his own identity on Anna's source; browser_user is who signs in after that."""
        os.environ["GATEHOUSE_TEST_BROWSER_USER"] = browser_user
        application = self.enterContext(
            Application(
                os.environ["GATEHOUSE_PROGRAM"], "--cloud-file", str(self.simulator.cloud_file)
            )
        )
        application.find(role="push button", name="Sign In with Browser").click()
        application.find(role="label", name="Orders")
        application.press("ctrl+f")
        application.type("dataflows")
        application.wait_until_gone("Salesforce")
        application.find(role="label", name=SOURCE).point_and_click()
        application.find(role="push button", name="Apply").click()
        application.wait_for_text("Only the Owner May Change This Credential")
        return application

    def count_updates(self):
        return len(self.simulator.requests("PATCH"))

    def test_the_owner_signs_in_and_it_is_sent_again(self):
        application = self.refuse(browser_user=BEN)
        application.find(role="push button", name="Sign In…").click()
        application.wait_for_text("Credential Set")
        self.assertTrue(self.simulator.stored(SOURCE)["useCallerAADIdentity"])
        self.assertEqual(2, self.count_updates())

    def test_somebody_else_signs_in_and_nothing_is_sent(self):
        application = self.refuse(browser_user="!" + BEN)
        application.find(role="push button", name="Sign In…").click()
        application.wait_for_text("ben@contoso.com signed in")
        self.assertEqual(1, self.count_updates(), "Something was sent for somebody else.")

    def test_taking_over_is_confirmed_first_and_then_sends_the_own_identity(self):
        application = self.refuse(browser_user=BEN)
        before = self.simulator.address(SOURCE)
        application.find(role="push button", name="Take Over…").click()
        application.wait_for_text("What was stored cannot be brought back.")
        self.assertEqual(before, self.simulator.address(SOURCE), "It was taken over unasked.")

        application.find(role="push button", name="Take Over").click()
        application.wait_for_text("Credential Set")
        self.assertNotEqual(before, self.simulator.address(SOURCE))
        stored = self.simulator.stored(SOURCE)
        self.assertTrue(stored["useCallerAADIdentity"])
        self.assertEqual(BEN, stored["owner"])


if __name__ == "__main__":
    unittest.main()
