#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Setting credentials with gatehousectl, from standard input to what the gateway decrypts."""

import json
import unittest

from gatehousectl import (
    ANNA,
    BEN,
    FAILURE,
    LOGIN,
    NOT_FOUND,
    OK,
    PASSWORD,
    PERMISSION,
    PIPELINE,
    USAGE,
    Pipeline,
)
from gatehouse_sim import Simulator

SALES = "sql-fra-01 · SalesDW"
LEDGER = "sql-sea-01 · Ledger"
BUDGET = "sql-fra-01 · Budget"
DATAFLOWS = "Power BI dataflows"


def secret_of(stored):
    return stored["credentialData"][-1]["value"]


class OnPremises(unittest.TestCase):
    def test_the_gateway_decrypts_what_was_piped_in(self):
        for source in (SALES, LEDGER):
            with self.subTest(source), Simulator() as simulator:
                with Pipeline(simulator, ANNA) as anna:
                    outcome = anna.run(
                        *("credential", "set", simulator.address(source), *LOGIN), secret=PASSWORD
                    )
                self.assertEqual(OK, outcome.status, outcome)
                self.assertEqual("Credential set and verified.\n", outcome.output)
                self.assertEqual(PASSWORD, secret_of(simulator.stored(source)))

    def test_a_wrong_password_is_refused_and_explained(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            outcome = anna.run(
                *("credential", "set", simulator.address(SALES), *LOGIN), secret="wrong"
            )
        self.assertEqual(FAILURE, outcome.status, outcome)
        self.assertIn("DM_GWPipeline_Gateway_InvalidConnectionCredentials", outcome.messages)
        self.assertIn("RequestId", outcome.messages)
        self.assertNotIn("wrong\n", outcome.messages)

    def test_a_first_key_is_said_and_a_changed_one_refused(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            address = simulator.address(SALES)
            words = ("credential", "set", address, *LOGIN)
            first = anna.run(*words, secret=PASSWORD)
            self.assertIn("seen for the first time", first.messages)
            again = anna.run(*words, secret=PASSWORD)
            self.assertNotIn("seen for the first time", again.messages)

            secrets = simulator.count_secrets()
            simulator.change_key(address.split("/", maxsplit=1)[0])
            changed = anna.run(*words, secret=PASSWORD)
            self.assertEqual(PERMISSION, changed.status, changed)
            self.assertEqual(secrets, simulator.count_secrets(), "A secret went out.")

            fingerprint = changed.messages.split("--gateway-key ")[1].strip()
            accepted = anna.run(*words, "--gateway-key", fingerprint, secret=PASSWORD)
            self.assertEqual(OK, accepted.status, accepted)

    def test_the_first_key_that_is_said_is_the_one_that_is_used(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            address = simulator.address(SALES)
            gateway = address.split("/", maxsplit=1)[0]
            shown = anna.read("gateways/" + gateway)
            other = anna.read("gateways/" + simulator.address(LEDGER).split("/", maxsplit=1)[0])
            simulator.script(
                "*/gateways/" + gateway, 200, body=json.dumps(shown | {"publicKey": other["publicKey"]})
            )
            outcome = anna.run("credential", "set", address, *LOGIN, secret=PASSWORD)
            self.assertEqual(PERMISSION, outcome.status, outcome)
            self.assertEqual(0, simulator.count_secrets(), "A secret went out.")

    def test_a_key_other_than_the_named_one_is_not_used(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            outcome = anna.run(
                *("credential", "set", simulator.address(SALES), *LOGIN),
                *("--gateway-key", "SHA256:" + 64 * "0"),
                secret=PASSWORD,
            )
            self.assertEqual(PERMISSION, outcome.status, outcome)
            self.assertEqual(0, simulator.count_secrets())

    def test_nothing_secret_is_sent_where_the_route_is_undecided(self):
        """Ben reaches an on-premises source through a model, and administers no gateway."""
        with Simulator() as simulator, Pipeline(simulator, BEN) as ben:
            outcome = ben.run(
                *("credential", "set", simulator.address(BUDGET), *LOGIN), secret=PASSWORD
            )
            self.assertEqual(FAILURE, outcome.status, outcome)
            self.assertEqual(0, simulator.count_secrets(), "A secret went out.")


class Addresses(unittest.TestCase):
    def set_by(self, address, *words, secret=""):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            return anna.run("credential", "set", address, *words, secret=secret)

    def test_names_of_gateway_and_data_source(self):
        outcome = self.set_by("Frankfurt cluster/" + SALES, *LOGIN, secret=PASSWORD)
        self.assertEqual(OK, outcome.status, outcome)

    def test_workspace_model_type_and_path(self):
        outcome = self.set_by("Sales/Orders/PowerBI:PowerBI", "--type", "caller")
        self.assertEqual(OK, outcome.status, outcome)

    def test_slashes_of_a_path_may_stand_as_they_are_or_encoded(self):
        for path in ("Web:https://api.contoso.com/forecast", "Web:https:%2F%2Fapi.contoso.com%2Fforecast"):
            with self.subTest(path), Simulator() as simulator:
                with Pipeline(simulator, "dora@contoso.com") as dora:
                    outcome = dora.run(
                        "credential", "set", "Sales/Forecast/" + path, "--type", "anonymous"
                    )
                self.assertEqual(OK, outcome.status, outcome)

    def test_names_that_lead_nowhere_are_said(self):
        for address in ("Nowhere/" + SALES, "Frankfurt cluster/Nothing", "Sales/Orders/Sql:a;b"):
            with self.subTest(address):
                outcome = self.set_by(address, *LOGIN, secret=PASSWORD)
                self.assertEqual(NOT_FOUND, outcome.status, outcome)

    def test_advice_knows_the_owner_where_the_model_is_named(self):
        with Simulator() as simulator, Pipeline(simulator, BEN) as ben:
            outcome = ben.run(
                *("credential", "set", "Sales/Orders/PowerBI:PowerBI", "--type", "caller")
            )
        self.assertEqual(PERMISSION, outcome.status, outcome)
        self.assertIn(ANNA, outcome.messages)


class SeedScenario(unittest.TestCase):
    def test_a_principal_is_refused_because_it_does_not_own_the_source(self):
        with Simulator() as simulator, Pipeline(simulator, PIPELINE) as pipeline:
            outcome = pipeline.run(
                *("credential", "set", simulator.address(DATAFLOWS)),
                *("--type", "caller", "--format", "json"),
            )
        self.assertEqual(PERMISSION, outcome.status, outcome)
        self.assertEqual("refused", outcome.json["state"])
        self.assertEqual("PowerBINotAuthorizedException", outcome.json["problem"]["code"])

    def test_a_programs_token_in_the_payload_is_refused_with_a_way_out(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            models = {model["name"]: model for model in anna.list("item", "list")}
            orders = f"{models['Orders']['workspaceId']}/{models['Orders']['id']}"
            outcome = anna.run(
                *("credential", "set", simulator.address(DATAFLOWS), "--item", orders),
                *("--type", "token", "--format", "json"),
                secret=simulator.token(ANNA),
            )
        self.assertEqual(FAILURE, outcome.status, outcome)
        self.assertEqual(
            "DM_GWPipeline_Gateway_InvalidConnectionCredentials", outcome.json["problem"]["code"]
        )
        self.assertEqual("use-caller-identity", outcome.json["advice"]["remedies"][0]["kind"])

    def test_the_portals_token_is_taken(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            outcome = anna.run(
                *("credential", "set", simulator.address(DATAFLOWS), "--type", "token"),
                secret=simulator.token(ANNA, "user_impersonation"),
            )
        self.assertEqual(OK, outcome.status, outcome)

    def test_the_owners_own_identity_needs_no_secret(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            outcome = anna.run(
                "credential", "set", simulator.address(DATAFLOWS), "--type", "caller"
            )
            self.assertEqual(OK, outcome.status, outcome)
            self.assertTrue(simulator.stored(DATAFLOWS)["useCallerAADIdentity"])
            self.assertEqual(0, simulator.count_secrets())

    def test_what_is_not_known_is_said_before_it_is_sent(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            words = ("credential", "set", simulator.address(DATAFLOWS), "--type", "caller")
            said = anna.run(*words)
            self.assertIn("Encrypted connection: unknown, will become Encrypted", said.messages)
            given = anna.run(*words, "--privacy", "Private", "--encryption", "NotEncrypted")
            self.assertNotIn("unknown", given.messages)
            stored = simulator.stored(DATAFLOWS)
        self.assertEqual("Private", stored["privacyLevel"])
        self.assertEqual("NotEncrypted", stored["encryptedConnection"])

    def test_single_sign_on_is_not_switched_off_silently(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            words = ("credential", "set", simulator.address(DATAFLOWS), "--type", "token")
            token = simulator.token(ANNA, "user_impersonation")
            given = anna.run(*words, "--sso", secret=token)
            self.assertNotIn("Single sign-on", given.messages)
            said = anna.run(*words, secret=token)
            self.assertIn("Single sign-on: on, will become off", said.messages)

    def test_a_principal_takes_over_and_uses_its_own_identity(self):
        with Simulator() as simulator, Pipeline(simulator, PIPELINE) as pipeline:
            models = {model["name"]: model for model in pipeline.list("item", "list")}
            orders = f"{models['Orders']['workspaceId']}/{models['Orders']['id']}"
            before = simulator.address(DATAFLOWS)
            asked = pipeline.run("takeover", orders)
            self.assertEqual(USAGE, asked.status, asked)

            sources = pipeline.list("takeover", orders, "--yes")
            addresses = {f"{source['gatewayId']}/{source['id']}" for source in sources}
            self.assertNotIn(before, addresses)
            self.assertIn(simulator.address(DATAFLOWS), addresses)

            outcome = pipeline.run(
                "credential", "set", simulator.address(DATAFLOWS), "--type", "caller"
            )
            self.assertEqual(OK, outcome.status, outcome)


class Secrets(unittest.TestCase):
    def test_exactly_one_line_end_is_removed(self):
        key = "0123456789abcdef"
        for given, expected in ((key, OK), (key + "\n", OK), (key + "\r\n", OK)):
            with self.subTest(given):
                self.assertEqual(expected, self.set_key(given))
        for given in (key + "\n\n", key + " ", " " + key, key + "\r"):
            with self.subTest(given):
                self.assertEqual(FAILURE, self.set_key(given), "Something else was removed.")

    def set_key(self, secret):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            address = simulator.address("OData · orders.contoso.com")
            return anna.run("credential", "set", address, "--type", "key", secret=secret).status

    def test_an_empty_secret_is_a_usage_error(self):
        for given in ("", "\n"):
            with self.subTest(given):
                self.assertEqual(USAGE, self.set_key(given))

    def test_bytes_that_are_no_text_are_a_usage_error(self):
        for given in (b"\xff\xfe", b"a\0b"):
            with self.subTest(given):
                self.assertEqual(USAGE, self.set_key(given))

    def test_no_option_takes_a_secret(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            for option in ("--password", "--secret", "--token", "--key"):
                outcome = anna.run(
                    "credential", "set", simulator.address(SALES), *LOGIN, option, PASSWORD
                )
                with self.subTest(option):
                    self.assertEqual(USAGE, outcome.status)

    def test_a_word_that_the_locale_can_not_express_is_a_usage_error(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            words = (simulator.address(SALES), "--type", "basic", "--user", "müller")
            outcome = anna.run(
                *("credential", "set", *words), secret=PASSWORD, environment={"LC_ALL": "C"}
            )
        self.assertEqual(USAGE, outcome.status, outcome)
        self.assertIn("LC_ALL", outcome.messages)

    def test_words_that_do_not_fit_are_found_before_anybody_is_asked(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            address = simulator.address(SALES)
            for words in (
                (address,),
                (address, "--type", "oauth2"),
                (address, "--type", "basic"),
                (address, "--type", "key", "--user", "svc_bi"),
                (address, *LOGIN, "--privacy", "secret"),
                (address, *LOGIN, "--encryption", "yes"),
                (address, *LOGIN, "--sso"),
                (address, *LOGIN, "--secret-fd", "-1"),
                ("SalesDW", *LOGIN),
            ):
                with self.subTest(words):
                    outcome = anna.run("credential", "set", *words, secret=PASSWORD)
                    self.assertEqual(USAGE, outcome.status, outcome)
            self.assertEqual(0, len(simulator.requests("PATCH")))


if __name__ == "__main__":
    unittest.main()
