#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What gatehousectl says and how it exits when the line or the service is broken."""

import email.utils
import json
import pathlib
import signal
import tempfile
import time
import types
import unittest

from gatehousectl import ANNA, FAILURE, LOGIN, NETWORK, OK, PASSWORD, Pipeline
from fault_proxy import FaultProxy
from gatehouse_sim import Simulator

SALES = "sql-fra-01 · SalesDW"
CANCELLED = 130
UNKNOWN = "Whether it was set is unknown"


class Broken:
    """Anna, whose requests go through the fault proxy."""

    def __enter__(self):
        self.simulator = Simulator().__enter__()
        origin = self.simulator.row["powerbi"]["origin"]
        self.proxy = FaultProxy(origin.removeprefix("http://")).__enter__()
        self.anna = Pipeline(self.simulator, ANNA).__enter__()
        self._folder = tempfile.TemporaryDirectory(prefix="gatehouse-cloud-")
        return self

    def __exit__(self, *_):
        self._folder.cleanup()
        self.anna.__exit__()
        self.proxy.__exit__()
        self.simulator.__exit__()

    def go_through(self, port):
        scheme = "http" if port in ("plain", "refused") else "https"
        origin = f"{scheme}://127.0.0.1:{self.proxy.ports[port]}"
        row = dict(self.simulator.row, authority=origin)
        row["powerbi"] = dict(row["powerbi"], origin=origin)
        file = pathlib.Path(self._folder.name) / f"{port}.json"
        file.write_text(json.dumps(row), encoding="utf-8")
        self.anna.simulator = types.SimpleNamespace(cloud_file=str(file))

    def set_words(self, *more):
        return "credential", "set", self.simulator.address(SALES), *LOGIN, *more

    def count(self, method):
        calls = self.proxy.counts
        return sum(calls[call] for call in calls if call.startswith(method + " "))


class Lists(unittest.TestCase):
    def test_a_cancelled_list_is_no_part_of_one(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            simulator.script("*/groups", 200, body='{"value":[]}', delay=60)
            with anna.start("datasource", "list") as process:
                while not any("/groups" in request["path"] for request in simulator.requests()):
                    time.sleep(0.02)
                process.send_signal(signal.SIGINT)
                output, messages = process.communicate(timeout=20)
            self.assertEqual(CANCELLED, process.returncode, messages)
            self.assertEqual(b"", output)
            self.assertEqual(b"Cancelled\n", messages)

    def test_each_fault_has_its_exit_status_and_its_words(self):
        for fault, port, status, words in (
            ("none", "refused", NETWORK, "can't be reached"),
            ("none", "unknown-ca", NETWORK, "does not trust who issued its certificate"),
            ("none", "expired", NETWORK, "could not be proved"),
            ("none", "wrong-host", NETWORK, "could not be proved"),
            ("reset-before-headers", "plain", NETWORK, "can't be reached"),
            ("truncated", "plain", NETWORK, "broke off"),
            ("wrong-type", "plain", FAILURE, "can’t be read"),
            ("bomb", "plain", FAILURE, "longer than"),
            ("redirect-away", "plain", FAILURE, "redirect"),
            ("throttled-long", "plain", NETWORK, "fewer requests"),
            ("503", "plain", FAILURE, "trouble"),
        ):
            with self.subTest(f"{fault} at {port}"), Broken() as broken:
                broken.proxy.set_fault(fault)
                broken.go_through(port)
                outcome = broken.anna.run("gateway", "list")
                self.assertEqual(status, outcome.status, outcome)
                self.assertIn(words, outcome.messages)
                self.assertEqual("", outcome.output)
                self.assertNotIn(broken.anna.token, outcome.messages)
                self.assertEqual(0, broken.proxy.counts["trap"], "A redirect was followed.")

    def test_a_throttled_list_waits_as_long_as_it_is_told(self):
        for retry_after in ("1", email.utils.formatdate(time.time() + 2, usegmt=True)):
            with self.subTest(retry_after), Simulator() as simulator:
                with Pipeline(simulator, ANNA) as anna:
                    simulator.script("*/gateways", 429, f"Retry-After: {retry_after}")
                    outcome = anna.run("gateway", "list")
                self.assertEqual(OK, outcome.status, outcome)
                self.assertEqual(2, len(simulator.requests("GET")))

    def test_a_late_answer_is_awaited(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            simulator.script("*/gateways", 200, body='{"value":[]}', delay=1.5)
            self.assertEqual(OK, anna.run("gateway", "list").status)


class Changes(unittest.TestCase):
    def assert_unknown(self, broken, outcome):
        self.assertEqual(FAILURE, outcome.status, outcome)
        self.assertIn("nknown", outcome.messages + outcome.output)
        self.assertNotIn(PASSWORD, outcome.messages + outcome.output)
        self.assertEqual(1, broken.count("PATCH"), "A change was sent more than once.")

    def test_a_change_without_a_good_answer_is_unknown_and_not_sent_again(self):
        for fault in (
            *("reset-before-headers", "reset-in-headers", "reset-in-body", "truncated"),
            *("no-http", "wrong-type", "bomb", "redirect-away", "500", "502", "503", "504"),
        ):
            with self.subTest(fault), Broken() as broken:
                broken.go_through("plain")
                broken.proxy.set_fault(fault, "PATCH")
                outcome = broken.anna.run(*broken.set_words(), secret=PASSWORD)
                self.assert_unknown(broken, outcome)
                broken.proxy.set_fault(fault, "PATCH")
                outcome = broken.anna.run(*broken.set_words("--format", "json"), secret=PASSWORD)
                self.assert_unknown(broken, outcome)
                self.assertEqual("unknown", outcome.json["state"])

    def test_a_throttled_change_was_refused(self):
        with Broken() as broken:
            broken.go_through("plain")
            broken.proxy.set_fault("throttled-seconds", "PATCH")
            outcome = broken.anna.run(*broken.set_words("--format", "json"), secret=PASSWORD)
            self.assertEqual(NETWORK, outcome.status, outcome)
            self.assertEqual("refused", outcome.json["state"])
            self.assertEqual(1, broken.count("PATCH"))

    def test_a_broken_line_before_the_change_leaves_it_unsent(self):
        with Broken() as broken:
            broken.go_through("plain")
            broken.proxy.set_fault("reset-before-headers", "GET")
            outcome = broken.anna.run(*broken.set_words(), secret=PASSWORD)
            self.assertEqual(NETWORK, outcome.status, outcome)
            self.assertNotIn("nknown", outcome.messages)
            self.assertEqual(0, broken.count("PATCH"))

    def test_cancelling_a_change_that_went_out_says_so(self):
        with Broken() as broken:
            broken.go_through("plain")
            broken.proxy.set_fault("silent", "PATCH")
            with broken.anna.start(*broken.set_words()) as process:
                process.stdin.write(PASSWORD.encode())
                process.stdin.close()
                process.stdin = None
                while broken.count("PATCH") == 0:
                    time.sleep(0.02)
                process.send_signal(signal.SIGINT)
                _, messages = process.communicate(timeout=20)
            self.assertIn("Cancelled after sending.", messages.decode())
            self.assertIn(UNKNOWN, messages.decode())
            self.assertNotEqual(OK, process.returncode)

    def test_a_take_over_without_a_good_answer_is_unknown_and_not_sent_again(self):
        for fault in ("reset-before-headers", "wrong-type", "redirect-away", "502"):
            with self.subTest(fault), Broken() as broken:
                broken.go_through("plain")
                models = {model["name"]: model for model in broken.anna.list("item", "list")}
                forecast = f"{models['Forecast']['workspaceId']}/{models['Forecast']['id']}"
                broken.proxy.set_fault(fault, "POST")
                outcome = broken.anna.run("takeover", forecast, "--yes")
                self.assertEqual(FAILURE, outcome.status, outcome)
                self.assertIn("not known", outcome.messages)
                self.assertEqual(1, broken.count("POST"))


if __name__ == "__main__":
    unittest.main()
