#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a service writes can't steer a terminal: not by names, not by refusals."""

import json
import os
import pathlib
import tempfile
import unicodedata
import unittest

from gatehousectl import ANNA, LOGIN, OK, PASSWORD, Pipeline
from gatehouse_sim import Simulator

# A window title, colours, "clear" in one character, reversed text, isolation, an invisible mark.
HOSTILE = "x\x1b]0;owned\x07\x1b[31m\x9b2J\u202egnp.exe\u2066\ufeff\u2028<b>&amp;</b>\x7f\r\t\U000e0041"
SCENARIO = pathlib.Path(os.environ["GATEHOUSE_SCENARIOS"]) / "seed.json"
INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


def write_hostile_world(folder):
    world = json.loads(SCENARIO.read_text(encoding="utf-8"))
    for gateway in world["gateways"]:
        gateway["name"] += HOSTILE
        for source in gateway["datasources"]:
            if "database" in source["connectionDetails"]:
                source["connectionDetails"]["database"] += HOSTILE
    for workspace in world["workspaces"]:
        workspace["name"] += HOSTILE
        for model in workspace["models"]:
            model["name"] += HOSTILE
    file = pathlib.Path(folder) / "hostile.json"
    file.write_text(json.dumps(world), encoding="utf-8")
    return str(file)


class Terminal(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="gatehouse-hostile-")
        self.addCleanup(folder.cleanup)
        self.simulator = Simulator(write_hostile_world(folder.name)).__enter__()
        self.addCleanup(self.simulator.__exit__)
        self.anna = Pipeline(self.simulator, ANNA).__enter__()
        self.addCleanup(self.anna.__exit__)

    def assert_harmless(self, outcome):
        for text in (outcome.output, outcome.messages):
            found = {hex(ord(c)) for c in text if unicodedata.category(c) in INVISIBLE} - {"0xa"}
            self.assertEqual(set(), found, outcome)

    def test_names_in_a_table_are_escaped(self):
        for noun in ("gateway", "datasource", "item"):
            with self.subTest(noun):
                outcome = self.anna.run(noun, "list")
                self.assertEqual(OK, outcome.status, outcome)
                self.assert_harmless(outcome)
                self.assertIn("\\u{1b}]0;owned", outcome.output)
                self.assertIn("\\u{202e}", outcome.output)

    def test_names_in_json_are_escaped(self):
        for noun in ("gateway", "datasource", "item"):
            with self.subTest(noun):
                outcome = self.anna.run(noun, "list", "--format", "json")
                self.assert_harmless(outcome)
                self.assertIn("owned", outcome.output)

    def test_names_in_messages_are_escaped(self):
        models = self.anna.list("item", "list")
        (forecast,) = [model for model in models if model["name"].startswith("Forecast")]
        address = f"{forecast['workspaceId']}/{forecast['id']}"
        outcome = self.anna.run("takeover", address, "--yes")
        self.assertEqual(OK, outcome.status, outcome)
        self.assert_harmless(outcome)

    def test_what_could_not_be_read_is_named_without_harm(self):
        for gateway in self.anna.list("gateway", "list"):
            self.simulator.script(f"*/gateways/{gateway['id']}/datasources", 403)
        outcome = self.anna.run("datasource", "list")
        self.assertIn("Seattle", outcome.messages)
        self.assert_harmless(outcome)

    def test_a_refusal_is_escaped(self):
        refusal = {"error": {"code": "No" + HOSTILE, "message": HOSTILE, "details": [HOSTILE]}}
        for body in (json.dumps(refusal), HOSTILE):
            for words in (("gateway", "list"), ("gateway", "list", "--format", "json")):
                with self.subTest(f"{words} {body[:20]}"):
                    self.simulator.script("*/gateways", 400, "RequestId: \x1b[31m", body)
                    outcome = self.anna.run(*words)
                    self.assertNotEqual(OK, outcome.status)
                    self.assert_harmless(outcome)

    def test_a_refused_change_is_escaped(self):
        detail = {"code": "DM_X" + HOSTILE, "detail": {"type": 1, "value": HOSTILE}}
        pbi_error = {"code": "DM_Y" + HOSTILE, "parameters": {HOSTILE: HOSTILE}, "details": [detail]}
        body = json.dumps({"error": {"code": "DM_Z" + HOSTILE, "pbi.error": pbi_error}})
        source = "sql-fra-01 · SalesDW"
        words = ("credential", "set", self.simulator.address(source), *LOGIN)
        for more in ((), ("--format", "json")):
            with self.subTest(more):
                path = "*/datasources/" + self.simulator.address(source).split("/")[1]
                # The data source is read by two calls to the same path before.
                stored = json.dumps(dict(id=path.rsplit("/", 1)[1], datasourceType="Sql"))
                self.simulator.script(path, 200, body=stored)
                self.simulator.script(path, 200, body=stored)
                self.simulator.script(path, 400, "RequestId: \x1b[31m", body)
                outcome = self.anna.run(*words, *more, secret=PASSWORD)
                self.assertNotEqual(OK, outcome.status, outcome)
                self.assert_harmless(outcome)

    def test_a_link_in_an_answer_is_not_followed(self):
        elsewhere = self.simulator.row["powerbi"]["origin"] + "/elsewhere"
        links = {"@odata.nextLink": elsewhere, "continuationUri": elsewhere, "value": []}
        self.simulator.script("*/gateways", 200, f"Link: <{elsewhere}>; rel=next", json.dumps(links))
        self.assertEqual(OK, self.anna.run("gateway", "list").status)
        self.assertEqual([], [r for r in self.simulator.requests() if "elsewhere" in r["path"]])


if __name__ == "__main__":
    unittest.main()
