#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the simulator judges credentials: it opens what was sealed and tries it at the source."""

import base64
import json
import sys

import bare_client
from bare_client import (
    POWER_BI,
    SimulatorTest,
    caller_identity,
    cloud_details,
    details,
    plaintext,
    seal,
)

ANNA, BEN = "anna@contoso.com", "ben@contoso.com"
CLOUD = "Power BI dataflows"
SALES = "sql-fra-01 · SalesDW"
LEDGER = "sql-sea-01 · Ledger"
LOGIN = {"username": "svc_bi", "password": "Correct-Horse-7"}
ANONYMOUS = '{"credentialData":""}'
INVALID = "DM_GWPipeline_Gateway_InvalidConnectionCredentials"
UNKNOWN = "DM_GWPipeline_UnknownError"
ALGORITHM = "DMTS_InvalidEncryptionAlgorithmError"
MESSAGE = "DM_ErrorDetailNameCode_UnderlyingErrorMessage"

REFUSAL_A = (
    '{"error":{"code":"PowerBINotAuthorizedException","pbi.error":{"code":'
    '"PowerBINotAuthorizedException","parameters":{},"details":[],"exceptionCulprit":1}}}'
)
MASHUP = "Microsoft.Data.Mashup."
REFUSAL_B = [
    ("DM_ErrorDetailNameCode_UnderlyingErrorCode", "-2147467259"),
    (
        MESSAGE,
        "The credentials provided for the PowerBI source are invalid. (Source at PowerBI.)",
    ),
    ("DM_ErrorDetailNameCode_UnderlyingHResult", "-2147467259"),
    (MASHUP + "CredentialError.DataSourceKind", "PowerBI"),
    (MASHUP + "CredentialError.DataSourceOriginKind", "Web"),
    (
        MASHUP + "CredentialError.DataSourceOriginPath",
        "https://wabi-north-europe-k-primary-redirect.analysis.windows.net/metadata/v201606/cdsa/"
        "workspaces",
    ),
    (MASHUP + "CredentialError.DataSourcePath", "PowerBI"),
    (MASHUP + "CredentialError.Reason", "AccessUnauthorized"),
    (MASHUP + "MashupSecurityException.DataSources", '[{"kind":"PowerBI","path":"PowerBI"}]'),
    (MASHUP + "MashupSecurityException.Reason", "AccessUnauthorized"),
]


class Seed(SimulatorTest):
    """The exchange that the public thread reports."""

    def payload(self, token):
        return cloud_details(
            "OAuth2", plaintext(accessToken=token), privacyLevel="None"
        )

    def test_refusal_a(self):
        """a principal that does not own the source gets refusal A, whatever it sends"""
        for body in (self.payload("eyJ0"), caller_identity()):
            answer = self.sim.patch(CLOUD, body, "pipeline")
            self.assertEqual((answer.status, answer.text), (403, REFUSAL_A))

    def test_refusal_b(self):
        """a token in the payload gets refusal B, member for member"""
        answer = self.sim.patch(CLOUD, self.payload(self.sim.token(ANNA)))
        self.assertEqual((answer.status, answer.code), (400, INVALID))
        error = answer.json["error"]["pbi.error"]
        self.assertEqual(list(error), ["code", "parameters", "details", "exceptionCulprit"])
        self.assertEqual(
            [(x["code"], x["detail"]["value"]) for x in error["details"]], REFUSAL_B
        )
        self.assertEqual({x["detail"]["type"] for x in error["details"]}, {1})
        self.assertIsNone(self.sim.stored(CLOUD))

    def test_portal_token(self):
        """a token with the scope user_impersonation is taken"""
        token = self.sim.token(ANNA, "user_impersonation")
        answer = self.sim.patch(CLOUD, self.payload(token))
        self.assertEqual((answer.status, answer.text), (200, ""))
        self.assertEqual(self.sim.stored(CLOUD)["credentialData"][0]["value"], token)

    def test_caller_identity(self):
        """the caller's identity is taken, without any token"""
        answer = self.sim.patch(CLOUD, caller_identity())
        self.assertEqual((answer.status, answer.text), (200, ""))
        self.assertEqual(
            self.sim.stored(CLOUD),
            {
                "credentialType": "OAuth2",
                "credentialData": [],
                "privacyLevel": "Organizational",
                "encryptedConnection": "Encrypted",
                "useCallerAADIdentity": True,
                "useEndUserOAuth2Credentials": False,
                "owner": ANNA,
            },
        )
        self.assertEqual(self.sim.secrets(), 0)

    def test_last_update(self):
        """tests can see the body as it came"""
        body = {"credentialDetails": caller_identity()}
        self.sim.patch(CLOUD, caller_identity())
        self.assertEqual(
            self.sim.request("GET", "/sim/last-update").text, json.dumps(body)
        )

    def test_caller_identity_elsewhere(self):
        """a source outside of the tenant does not know the caller"""
        answer = self.sim.patch("Salesforce", caller_identity())
        self.assertEqual((answer.status, answer.code), (400, INVALID))


class OnGateway(SimulatorTest):
    def seal(self, name, text):
        gateway = "Seattle" if name == LEDGER else "Frankfurt cluster"
        return seal(self.sim.key(gateway), text)

    def test_sealed(self):
        """what was sealed is opened, with both sizes of keys"""
        for name in (SALES, LEDGER):
            with self.subTest(name):
                sealed = self.seal(name, plaintext(**LOGIN))
                answer = self.sim.patch(name, details("Basic", sealed))
                self.assertEqual((answer.status, answer.text), (200, ""))
                data = self.sim.stored(name)["credentialData"]
                self.assertEqual({x["name"]: x["value"] for x in data}, LOGIN)
                self.assertEqual(self.sim.status(name).status, 200)

    def test_windows(self):
        """a login with a backslash in it arrives"""
        sealed = self.seal(SALES, plaintext(username="CONTOSO\\svc_bi", password="Correct-Horse-7"))
        answer = self.sim.patch("sql-fra-01 · Budget", details("Windows", sealed))
        self.assertEqual(answer.status, 200)

    def test_long(self):
        """long and unusual passwords are opened and then refused by the source"""
        for name in (SALES, LEDGER):
            for password in ("x" * 4096, 'a"b\\c\u001f🔑é', "\u2028</script>'"):
                sealed = self.seal(name, plaintext(username="svc_bi", password=password))
                self.assert_details(
                    self.sim.patch(name, details("Basic", sealed)),
                    INVALID,
                    MASHUP + "CredentialError.Reason",
                    "AccessUnauthorized",
                )

    def test_key_and_anonymous(self):
        """a key and nothing at all, where the source takes them"""
        name = "OData · orders.contoso.com"
        for kind, text in (
            ("Key", plaintext(key="0123456789abcdef")),
            ("Anonymous", ANONYMOUS),
            ("Anonymous", '{"credentialData":[]}'),
        ):
            answer = self.sim.patch(name, details(kind, self.seal(SALES, text)))
            self.assertEqual(answer.status, 200, answer.text)

    def test_wrong_password(self):
        """a wrong password is refused by the source, and what was stored stays"""
        good = self.seal(SALES, plaintext(**LOGIN))
        self.assertEqual(self.sim.patch(SALES, details("Basic", good)).status, 200)
        bad = self.seal(SALES, plaintext(username="svc_bi", password="Wrong-Horse-7"))
        answer = self.sim.patch(SALES, details("Basic", bad))
        self.assert_details(
            answer,
            INVALID,
            MESSAGE,
            "The credentials provided for the SQL source are invalid. "
            "(Source at sql-fra-01;SalesDW.)",
        )
        self.assertEqual(
            self.sim.stored(SALES)["credentialData"][1]["value"], "Correct-Horse-7"
        )

    def test_wrong_type(self):
        """a type that the source does not take is refused"""
        sealed = self.seal(LEDGER, plaintext(**LOGIN))
        answer = self.sim.patch(LEDGER, details("Windows", sealed))
        self.assertEqual((answer.status, answer.code), (400, INVALID))

    def test_plain(self):
        """plain text said to be sealed is not even base64"""
        for name in (SALES, LEDGER):
            answer = self.sim.patch(name, details("Basic", plaintext(**LOGIN)))
            self.assert_details(
                answer,
                UNKNOWN,
                MESSAGE,
                "The input is not a valid Base-64 string as it contains a non-base 64 character, "
                "more than two padding characters, or an illegal character among the padding "
                "characters. ",
            )

    def test_none(self):
        """plain text said to be plain is the wrong algorithm"""
        answer = self.sim.patch(SALES, cloud_details("Basic", plaintext(**LOGIN)))
        self.assertEqual((answer.status, answer.code), (400, ALGORITHM))

    def test_other_key(self):
        """what was sealed for another key can't be opened"""
        sealed = self.seal(SALES, plaintext(**LOGIN))
        gateway = self.sim.find("/gateways", "Frankfurt cluster")
        self.sim.post_form(f"/sim/change-key/{gateway}")
        answer = self.sim.patch(SALES, details("Basic", sealed))
        self.assertEqual((answer.status, answer.code), (400, UNKNOWN))
        sealed = self.seal(SALES, plaintext(**LOGIN))
        self.assertEqual(self.sim.patch(SALES, details("Basic", sealed)).status, 200)

    def test_damaged(self):
        """one changed bit is noticed"""
        sealed = self.seal(SALES, plaintext(**LOGIN))
        envelope = bytearray(base64.b64decode(sealed[344:]))
        envelope[-1] ^= 1
        damaged = sealed[:344] + base64.b64encode(envelope).decode()
        self.assert_details(
            self.sim.patch(SALES, details("Basic", damaged)),
            UNKNOWN,
            MESSAGE,
            "The message authentication code does not match.",
        )

    def test_bad_plaintext(self):
        """what is in the envelope must be what such a credential is made of"""
        for text in (
            "{'credentialData':[]}",
            plaintext(username="svc_bi"),
            plaintext(**LOGIN, extra="x"),
            plaintext(key="0123456789abcdef"),
            plaintext(**LOGIN).replace("svc_bi", "svc\u001fbi"),
            plaintext(**LOGIN)[:-1],
            ANONYMOUS,
        ):
            with self.subTest(text):
                answer = self.sim.patch(SALES, details("Basic", self.seal(SALES, text)))
                self.assertEqual((answer.status, answer.code), (400, UNKNOWN))

    def test_not_administrator(self):
        """who is not a gateway administrator gets refusal A"""
        sealed = self.seal(SALES, plaintext(**LOGIN))
        answer = self.sim.patch("sql-fra-01 · Budget", details("Windows", sealed), BEN)
        self.assertEqual((answer.status, answer.text), (403, REFUSAL_A))


class InTheCloud(SimulatorTest):
    def test_plain(self):
        """a cloud source takes plain text from its owner"""
        text = plaintext(username="api", password="Correct-Horse-7")
        body = cloud_details("Basic", text)
        self.assertEqual(self.sim.patch("Forecast API", body, ANNA).text, REFUSAL_A)
        self.assertEqual(self.sim.patch("Forecast API", body, "dora@contoso.com").status, 200)

    def test_sealed(self):
        """said to be sealed is the wrong algorithm"""
        answer = self.sim.patch("Salesforce", details("OAuth2", "AAAA"))
        self.assertEqual((answer.status, answer.code), (400, ALGORITHM))

    def test_salesforce(self):
        """a source that takes any token takes any token"""
        body = cloud_details("OAuth2", plaintext(accessToken="00D-throw-away"))
        self.assertEqual(self.sim.patch("Salesforce", body).status, 200)

    def test_read_back(self):
        """reads show the privacy level that was set, and no secret"""
        body = cloud_details("OAuth2", plaintext(accessToken="00D-throw-away"), privacyLevel="Private")
        self.sim.patch("Salesforce", body)
        answer = self.sim.get("/gateways/{}/datasources/{}".format(*self.sim.source("Salesforce")))
        self.assertEqual(answer.json["credentialDetails"]["privacyLevel"], "Private")
        self.assertNotIn("00D-throw-away", answer.text)


class Bodies(SimulatorTest):
    def assert_bad(self, body, target):
        answer = self.sim.patch(CLOUD, body)
        self.assertEqual((answer.status, answer.code), (400, "BadRequest"), answer.text)
        targets = [x["target"] for x in answer.json["error"]["details"]]
        self.assertEqual(targets, ["updateDatasourceRequest.credentialDetails." + target])

    def test_missing(self):
        """a missing member is named"""
        complete = cloud_details("OAuth2", plaintext(accessToken="x"))
        for name in complete:
            with self.subTest(name):
                self.assert_bad({k: v for k, v in complete.items() if k != name}, name)

    def test_misspelt(self):
        """a misspelt member is a missing one, the case of letters apart"""
        body = caller_identity()
        body["privacylevel"] = body.pop("privacyLevel")
        self.assertEqual(self.sim.patch(CLOUD, body).status, 200)
        body["privacy"] = body.pop("privacylevel")
        self.assert_bad(body, "privacyLevel")

    def test_wrong_values(self):
        """a value that is none of the service's is refused"""
        for name in ("credentialType", "encryptedConnection", "encryptionAlgorithm", "privacyLevel"):
            self.assert_bad({**caller_identity(), name: "Whatever"}, name)
            self.assert_bad({**caller_identity(), name: 7}, name)

    def test_both_flags(self):
        """the caller's identity and single sign-on exclude each other"""
        body = {**caller_identity(), "useEndUserOAuth2Credentials": True}
        self.assert_bad(body, "useCallerAADIdentity")

    def test_not_json(self):
        """what is no JSON is refused"""
        path = "/v1.0/myorg/gateways/{}/datasources/{}".format(*self.sim.source(CLOUD))
        headers = {
            "Authorization": "Bearer " + self.sim.token(ANNA),
            "Content-Type": "application/json",
        }
        for body in ("", "{", "[]", "null", '{"credentialDetails":7}', "{" * 5000):
            answer = self.sim.request("PATCH", path, body, headers)
            self.assertEqual((answer.status, answer.code), (400, "BadRequest"), body[:20])


class Secrets(SimulatorTest):
    """What counts as a request that carries a secret."""

    def test_plain(self):
        """a plain secret counts, whatever the answer is"""
        self.sim.patch(SALES, cloud_details("Basic", plaintext(**LOGIN)), BEN)
        self.assertEqual(self.sim.secrets(), 1)

    def test_sealed(self):
        """a sealed secret counts"""
        sealed = seal(self.sim.key("Seattle"), plaintext(**LOGIN))
        self.sim.patch(LEDGER, details("Basic", sealed))
        self.assertEqual(self.sim.secrets(), 1)

    def test_elsewhere(self):
        """a secret in an address, a header, or behind a zero byte counts"""
        self.sim.get("/groups/Correct-Horse-7")
        self.sim.get("/groups?password=Correct%2DHorse%2D7")
        self.sim.request("GET", "/v1.0/myorg/groups", headers={"X-Note": "Correct-Horse-7"})
        self.sim.request("POST", "/v1.0/myorg/groups", b"\0Correct-Horse-7")
        self.assertEqual(self.sim.secrets(), 4)

    def test_anonymous(self):
        """Anonymous is no secret, plain or sealed"""
        name = "OData · orders.contoso.com"
        sealed = seal(self.sim.key("Frankfurt cluster"), ANONYMOUS)
        self.sim.patch(name, details("Anonymous", sealed))
        self.sim.patch(name, cloud_details("Anonymous", ANONYMOUS))
        self.assertEqual(self.sim.secrets(), 0)

    def test_sign_in(self):
        """signing in is no credential of a data source"""
        self.sim.redeem_code(self.sim.get_code())
        self.sim.get("/gateways")
        self.assertEqual(self.sim.secrets(), 0)


class Aging(SimulatorTest):
    """An OAuth2 credential set through this interface lasts one hour."""

    scenario = {
        "tenant": "contoso.onmicrosoft.com",
        "application": {"name": "Gatehouse", "granted": {POWER_BI: "Dataset.ReadWrite.All"}},
        "users": [{"name": "Anna", "address": ANNA}],
        "gateways": [
            {
                "name": name,
                "type": "Resource",
                "administrators": [ANNA],
                "live": live,
                "keyBits": 1024,
                "datasources": [
                    {
                        "name": f"Web behind {name}",
                        "type": "Web",
                        "connectionDetails": {"url": f"https://{name}.contoso.com/"},
                        "acceptsEncryption": False,
                        "accepts": [{"credentialType": "OAuth2", "accessToken": "*"}],
                    }
                ],
            }
            for name, live in (("up", True), ("down", False))
        ],
    }

    def set_token(self, gateway, encryption="NotEncrypted"):
        sealed = seal(self.sim.key(gateway), plaintext(accessToken="throw-away"))
        body = details("OAuth2", sealed, encryptedConnection=encryption)
        return self.sim.patch(f"Web behind {gateway}", body)

    def test_one_hour(self):
        """it works for 3,600 seconds"""
        self.assertEqual(self.sim.status("Web behind up").code, "DMTS_DatasourceHasNoCredentialError")
        self.assertEqual(self.set_token("up").status, 200)
        self.sim.post_form("/sim/advance-clock", seconds=3590)
        self.assertEqual(self.sim.status("Web behind up").status, 200)
        self.sim.post_form("/sim/advance-clock", seconds=10)
        answer = self.sim.status("Web behind up")
        self.assert_details(
            answer, INVALID, MASHUP + "CredentialError.Reason", "AccessUnauthorized"
        )

    def test_gateway_down(self):
        """a gateway that is down is said to be"""
        code = "DM_GWPipeline_Client_GatewayUnreachable"
        self.assertEqual(self.set_token("down").code, code)
        self.assertEqual(self.sim.status("Web behind down").code, code)

    def test_no_encryption(self):
        """a source that can't encrypt refuses an encrypted connection"""
        answer = self.set_token("up", "Encrypted")
        self.assertEqual(
            (answer.status, answer.code), (400, "DM_GWPipeline_Gateway_DataSourceAccessError")
        )


if __name__ == "__main__":
    sys.exit(bare_client.main())
