#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What gatehousectl lists."""

import unittest

from gatehousectl import ANNA, BEN, NOT_FOUND, OK, PARTIAL, SIGN_IN_NEEDED, USAGE, Pipeline
from gatehouse_sim import Simulator


class Lists(unittest.TestCase):
    def test_gateways_that_the_caller_administers(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            gateways = anna.list("gateway", "list")
        self.assertEqual(
            ["Frankfurt cluster", "Seattle"], sorted(gateway["name"] for gateway in gateways)
        )

    def test_a_caller_without_gateways_is_told_why_the_list_is_empty(self):
        with Simulator() as simulator, Pipeline(simulator, BEN) as ben:
            outcome = ben.run("gateway", "list")
        self.assertEqual(OK, outcome.status, outcome)
        self.assertIn("Only gateways that you administer are listed.", outcome.messages)

    def test_text_has_a_heading_and_a_line_for_each_gateway(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            outcome = anna.run("gateway", "list")
        heading, *lines = outcome.output.splitlines()
        self.assertTrue(heading.startswith("Gateway "), outcome)
        self.assertEqual(2, len(lines), outcome)

    def test_models_with_their_owners(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            models = anna.list("item", "list")
        owners = {model["name"]: model["owner"] for model in models}
        self.assertEqual(ANNA, owners["Orders"])
        self.assertEqual("dora@contoso.com", owners["Forecast"])

    def test_data_sources_of_gateways_and_cloud_data_sources_of_models(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            sources = {source["name"]: source for source in anna.list("datasource", "list")}
        self.assertEqual("Frankfurt cluster", sources["sql-fra-01 · SalesDW"]["gateway"])
        self.assertIsNone(sources["sql-fra-01 · SalesDW"]["item"])
        self.assertIsNone(sources["Salesforce · login.salesforce.com"]["gateway"])
        self.assertEqual("Orders", sources["Salesforce · login.salesforce.com"]["item"])

    def test_data_sources_of_one_gateway(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            (seattle,) = [row for row in anna.list("gateway", "list") if row["name"] == "Seattle"]
            sources = anna.list("datasource", "list", "--gateway", seattle["id"])
        self.assertEqual(["sql-sea-01 · Ledger"], [source["name"] for source in sources])

    def test_data_sources_of_one_model(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            (orders,) = [row for row in anna.list("item", "list") if row["name"] == "Orders"]
            address = f"{orders['workspaceId']}/{orders['id']}"
            sources = anna.list("datasource", "list", "--item", address)
        self.assertIn("Power BI dataflows", [source["name"] for source in sources])

    def test_a_model_may_be_named(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            sources = anna.list("datasource", "list", "--item", "Sales/Orders")
        self.assertIn("Power BI dataflows", [source["name"] for source in sources])

    def test_what_could_be_read_is_printed_when_the_rest_could_not(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            (seattle,) = [row for row in anna.list("gateway", "list") if row["name"] == "Seattle"]
            simulator.script(f"*/gateways/{seattle['id']}/datasources", 403)
            outcome = anna.run("datasource", "list")
        self.assertEqual(PARTIAL, outcome.status, outcome)
        self.assertIn("sql-fra-01", outcome.output)
        self.assertIn("Seattle", outcome.messages)

    def test_an_unknown_model_is_not_found(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            workspace = anna.list("item", "list")[0]["workspaceId"]
            nowhere = f"{workspace}/00000000-0000-4000-8000-000000000000"
            outcome = anna.run("datasource", "list", "--item", nowhere)
        self.assertEqual(NOT_FOUND, outcome.status, outcome)

    def test_an_expired_token_asks_for_a_sign_in(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            simulator.expire_tokens()
            outcome = anna.run("gateway", "list")
        self.assertEqual(SIGN_IN_NEEDED, outcome.status, outcome)

    def test_json_is_whole_in_the_locale_of_a_pipeline(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            words = ("datasource", "list", "--format", "json")
            outcome = anna.run(*words, environment={"LC_ALL": "C"})
        names = [source["name"] for source in outcome.json]
        self.assertIn("sql-fra-01 · SalesDW", names)

    def test_what_is_no_token_is_not_sent(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            for token in ("one\ntwo", "one two", "tök", "one\r\nX-Other: two"):
                anna.token = token
                with self.subTest(token):
                    outcome = anna.run("gateway", "list")
                    self.assertEqual(USAGE, outcome.status, outcome)
                    self.assertNotIn("CRITICAL", outcome.messages)
            self.assertEqual([], simulator.requests("GET"))

    def test_words_that_make_no_sense_are_a_usage_error(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            for words in (
                ("gateway", "list", "surplus"),
                ("gateway", "list", "--format", "xml"),
                ("gateway", "drop"),
                ("datasource", "list", "--gateway", "../../etc"),
                ("datasource", "list", "--item", "Orders"),
            ):
                with self.subTest(words):
                    self.assertEqual(USAGE, anna.run(*words).status)


if __name__ == "__main__":
    unittest.main()
