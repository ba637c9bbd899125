#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each request of the core and each answer of the simulator against the official description."""

import base64
import functools
import json
import pathlib
import unittest

import scenes
from description import Description, find_errors
from judge import Judge

DATA = pathlib.Path(__file__).resolve().parents[1] / "data" / "specs"
UPDATE = "PATCH /v1.0/myorg/gateways/{gatewayId}/datasources/{datasourceId}"
# The simulator answers them, and the core does not ask.
NOT_CALLED = {
    "GET /v1.0/myorg/datasets",
    "GET /v1.0/myorg/groups/{groupId}/datasets/{datasetId}",
}

counts = {"requests": 0, "answers": 0, "twins": 0}


@functools.cache
def get_judge():
    return Judge(DATA / "power-bi.json", DATA / "differences.json")


@functools.cache
def get_exchanges():
    return scenes.record()


def get_requests():
    return [exchange for exchange in get_exchanges() if exchange.by_gatehouse]


def list_updates():
    """Return what stands in "credentialDetails" of each request that sets a credential."""
    bodies = [json.loads(x.request_body) for x in get_requests() if x.method == "PATCH"]
    return [body["credentialDetails"] for body in bodies]


class Recorded(unittest.TestCase):
    def test_requests_are_as_described(self):
        for exchange in get_requests():
            with self.subTest(str(exchange)):
                self.assertEqual([], get_judge().judge_request(exchange).complaints)
                self.assertRegex(exchange.request_headers["authorization"], "^Bearer [!-~]+$")
                counts["requests"] += 1

    def test_answers_are_as_described(self):
        for exchange in get_exchanges():
            with self.subTest(str(exchange)):
                self.assertEqual([], get_judge().judge_answer(exchange).complaints)
                self.assertRegex(exchange.headers["requestid"], "^[0-9a-f-]{36}$")
                counts["answers"] += 1

    def test_each_row_of_the_table_is_needed(self):
        verdicts = [get_judge().judge_request(exchange) for exchange in get_requests()]
        verdicts += [get_judge().judge_answer(exchange) for exchange in get_exchanges()]
        used = {id(row) for verdict in verdicts for row in verdict.rows}
        for row in get_judge().rows:
            self.assertIn(id(row), used, f"This row no longer applies: {row}")

    def test_what_is_not_in_the_table_fails(self):
        exchanges = [(x, Judge.judge_answer) for x in get_exchanges()]
        exchanges += [(x, Judge.judge_request) for x in get_requests()]
        for row in get_judge().rows:
            if "demanded" in row:
                continue
            judge = Judge(DATA / "power-bi.json", DATA / "differences.json")
            judge.rows.remove(row)
            excused = [x for x, judged in exchanges if row in judged(get_judge(), x).rows]
            self.assertTrue(excused, row)
            for exchange in excused:
                complaints = judge.judge_answer(exchange).complaints
                if exchange.by_gatehouse:
                    complaints += judge.judge_request(exchange).complaints
                self.assertNotEqual([], complaints, f"{exchange} needs no row {row}")

    def test_each_call_of_the_description_was_made(self):
        find_call = get_judge().description.find_call
        made = {find_call(x.method, x.path)[0].name for x in get_requests()}
        described = {call.name for call in get_judge().description.calls}
        self.assertEqual(described - NOT_CALLED, made)

    def test_each_form_of_a_credential_was_sent(self):
        sent = {(x["credentialType"], self.get_way(x)) for x in list_updates()}
        types = ("Anonymous", "Basic", "Key", "OAuth2", "Windows")
        ways = ("plain", "1,024 bits", "2,048 bits")
        wanted = {(name, way) for name in types for way in ways} | {("OAuth2", "caller")}
        self.assertEqual(wanted, sent)

    def get_way(self, details):
        if "credentials" not in details:
            return "caller"
        if details["encryptionAlgorithm"] == "None":
            return "plain"
        # A key of 2,048 bits makes two base64 texts, the first of 344 characters with its padding.
        text = details["credentials"]
        if len(text) > 344 and text[343] == "=":
            return "2,048 bits"
        self.assertEqual(0, len(base64.b64decode(text, validate=True)) % 128)
        return "1,024 bits"

    def test_each_value_of_a_setting_was_sent(self):
        properties = get_judge().description.root["definitions"]["CredentialDetails"]["properties"]
        for name in ("encryptedConnection", "encryptionAlgorithm", "privacyLevel"):
            self.assertEqual(set(properties[name]["enum"]), {x[name] for x in list_updates()})

    def test_plain_credentials_have_the_fields_of_the_official_examples(self):
        examples = self.read_examples()
        for details in list_updates():
            if "credentials" in details and details["encryptionAlgorithm"] == "None":
                example = examples[details["credentialType"].replace("Windows", "Basic")]
                self.assertEqual(example, list_fields(details["credentials"]))

    def read_examples(self):
        for call in get_judge().description.calls:
            if call.name == UPDATE:
                examples = call.operation["x-ms-examples"].values()
        bodies = [x["parameters"]["updateDatasourceRequest"] for x in examples]
        plain = [
            body["credentialDetails"]
            for body in bodies
            if body["credentialDetails"]["encryptionAlgorithm"] == "None"
        ]
        return {x["credentialType"]: list_fields(x["credentials"]) for x in plain}


def list_fields(credentials):
    """Return the names in the text of "credentials"; for Anonymous, that there is just a text."""
    (member,) = json.loads(credentials).items()
    assert member[0] == "credentialData", member[0]
    return member[1] if isinstance(member[1], str) else [field["name"] for field in member[1]]


class Twins(unittest.TestCase):
    """Whatever passed fails once something required is taken away or something unknown is added."""

    def test_requests(self):
        for exchange in get_requests():
            with self.subTest(str(exchange)):
                self.check(get_judge().make_request_twins, get_judge().judge_request, exchange)

    def test_answers(self):
        for exchange in get_exchanges():
            with self.subTest(str(exchange)):
                self.check(get_judge().make_answer_twins, get_judge().judge_answer, exchange)

    def check(self, make_twins, judge, exchange):
        failed = 0
        for twin in make_twins(exchange):
            verdict = judge(twin)
            if verdict.complaints:
                failed += 1
            else:
                # The table may let a member be missing here; then that is why.
                excuses = [row["missing"] for row in verdict.rows if "missing" in row]
                self.assertEqual(1, len(excuses), f"A twin passed: {twin}")
        self.assertGreater(failed, 0, "There is no twin that failed.")
        counts["twins"] += failed


class Reading(unittest.TestCase):
    """The description is read as strictly as promised."""

    PETS = {
        "definitions": {
            "Pet": {
                "discriminator": "kind",
                "required": ["kind", "id"],
                "properties": {
                    "kind": {"type": "string"},
                    "id": {"type": "string", "format": "uuid"},
                },
            },
            "Cat": {
                "x-ms-discriminator-value": "cat",
                "allOf": [{"$ref": "#/definitions/Pet"}],
                "required": ["lives"],
                "properties": {"lives": {"type": "integer", "format": "int32"}},
            },
            "Lynx": {
                "x-ms-discriminator-value": "lynx",
                "allOf": [{"$ref": "#/definitions/Cat"}],
                "properties": {"seen": {"type": "string", "format": "date-time"}},
            },
        }
    }
    CAT = {"kind": "cat", "id": "1f69e798-5852-4fdd-ab01-33bb14b6e934", "lives": 9}
    LYNX = CAT | {"kind": "lynx", "seen": "2024-10-15T12:00:00Z"}

    def passes(self, value):
        schema = Description(self.PETS).expand({"$ref": "#/definitions/Pet"})
        return not any(find_errors(schema, value))

    def test_a_discriminator_leads_to_the_concrete_type(self):
        self.assertTrue(self.passes(self.CAT))
        self.assertTrue(self.passes(self.LYNX))
        self.assertFalse(self.passes(self.CAT | {"seen": self.LYNX["seen"]}))
        self.assertFalse(self.passes(self.CAT | {"kind": "Cat"}))
        self.assertFalse(self.passes({"id": self.CAT["id"], "lives": 9}))

    def test_what_is_inherited_is_required(self):
        for value in (self.CAT, self.LYNX):
            for name in ("id", "lives"):
                self.assertFalse(self.passes({x: value[x] for x in value if x != name}))

    def test_formats_are_checked(self):
        for name, value in (
            ("id", "1f69e79858524fddab0133bb14b6e934"),
            ("id", "{1f69e798-5852-4fdd-ab01-33bb14b6e934}"),
            ("lives", 2**31),
            ("lives", "9"),
            ("seen", "2024-10-15"),
            ("seen", "yesterday"),
        ):
            with self.subTest(name=name, value=value):
                self.assertFalse(self.passes(self.LYNX | {name: value}))

    def test_no_format_is_passed_over(self):
        text = (DATA / "power-bi.json").read_text(encoding="utf-8")
        found = set()
        json.loads(text, object_hook=lambda x: found.add(x.get("format")))
        named = {name for name in found if isinstance(name, str)}
        self.assertEqual({"uuid", "int32", "date-time"}, named)


def tearDownModule():
    print(
        "# counted: against the official description: {requests} requests and {answers} answers "
        "validated, {twins} twins failed as they must".format(**counts)
    )


if __name__ == "__main__":
    unittest.main()
