# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Start the simulator, talk to it over HTTP, and seal credentials as a client would.

Nothing here shares code with the simulator or with Gatehouse: requests are written by hand, and
sealing is done with the "cryptography" module from the description of the format.
"""

import base64
import hashlib
import hmac
import html.parser
import http.client
import json
import os
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

from cryptography.hazmat.primitives import hashes, padding
from cryptography.hazmat.primitives.asymmetric import padding as rsa_padding
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PROGRAM = os.environ.get("GATEHOUSE_SIM", "gatehouse-sim")
SECONDS = 20
POWER_BI = "https://analysis.windows.net/powerbi/api"
VERIFIER = "a-verifier-that-is-long-enough-for-every-server"
REDIRECT = "http://localhost:8765"


class Answer:
    """What came back: status, headers, and the body as text and as JSON."""

    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.text = response.read().decode()

    @property
    def json(self):
        return json.loads(self.text)

    @property
    def code(self):
        return self.json["error"]["code"]


class Form(html.parser.HTMLParser):
    """The fields of the form of a page."""

    def __init__(self, text):
        super().__init__()
        self.action = None
        self.fields = {}
        self.users = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "form":
            self.action = attributes["action"]
        elif tag == "input":
            self.fields[attributes["name"]] = attributes["value"]
        elif tag == "button" and attributes.get("name") == "user":
            self.users.append(attributes["value"])


class Simulator:
    """A running gatehouse-sim, and what tests do with it."""

    def __init__(self, scenario="seed", *options):
        self._file = None
        if isinstance(scenario, dict):
            self._file = tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8")
            json.dump(scenario, self._file)
            self._file.flush()
            scenario = self._file.name
        self.process = subprocess.Popen(
            [PROGRAM, "--scenario", scenario, *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.row = json.loads(self.process.stdout.readline())
        self.host = urllib.parse.urlsplit(self.row["authority"]).netloc
        self.tenant = self.row["tenant"]
        self.client = self.row["clientId"]

    def close(self):
        self.process.stdin.close()
        self.process.wait(SECONDS)
        self.process.stdout.close()
        if self._file:
            self._file.close()

    def request(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection(self.host, timeout=SECONDS)
        try:
            connection.request(method, path, body, headers or {})
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def post_form(self, path, **fields):
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.request("POST", path, urllib.parse.urlencode(fields), headers)

    # Behind the service's back

    def token(self, who, scope=None):
        fields = {"who": who} if scope is None else {"who": who, "scope": scope}
        return self.post_form("/sim/token", **fields).json["access_token"]

    def source(self, name):
        """Return (gateway id, data source id)."""
        found = self.request("GET", "/sim/datasource?name=" + urllib.parse.quote(name)).json
        return found["gatewayId"], found["id"]

    def stored(self, name):
        answer = self.request("GET", "/sim/stored/" + self.source(name)[1])
        return answer.json if answer.status == 200 else None

    def secrets(self):
        return self.request("GET", "/sim/requests").json["secrets"]

    # Power BI

    def call(self, method, path, who=None, token=None, body=None, prefix="/v1.0/myorg"):
        headers = {}
        if who is not None:
            token = self.token(who)
        if token is not None:
            headers["Authorization"] = "Bearer " + token
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body, ensure_ascii=False).encode()
        return self.request(method, prefix + path, body, headers)

    def get(self, path, who="anna@contoso.com", **options):
        return self.call("GET", path, who, **options)

    def find(self, path, name, who="anna@contoso.com"):
        """Return the id of what has that name in a list."""
        return next(x["id"] for x in self.get(path, who).json["value"] if x["name"] == name)

    def patch(self, name, details, who="anna@contoso.com", token=None):
        path = "/gateways/{}/datasources/{}".format(*self.source(name))
        who = who if token is None else None
        return self.call("PATCH", path, who, token, {"credentialDetails": details})

    def status(self, name, who="anna@contoso.com"):
        return self.get("/gateways/{}/datasources/{}/status".format(*self.source(name)), who)

    def key(self, gateway):
        """Return the public key of the gateway with that name."""
        gateways = self.get("/gateways").json["value"]
        key = next(x["publicKey"] for x in gateways if x["name"] == gateway)
        number = {n: int.from_bytes(base64.b64decode(key[n]), "big") for n in key}
        return rsa.RSAPublicNumbers(number["exponent"], number["modulus"]).public_key()

    # Entra ID

    def authorize_path(self, **changes):
        challenge = hashlib.sha256(VERIFIER.encode()).digest()
        parameters = {
            "client_id": self.client,
            "response_type": "code",
            "redirect_uri": REDIRECT,
            "response_mode": "form_post",
            "scope": f"{POWER_BI}/.default openid profile offline_access",
            "state": "some-state",
            "nonce": "some-nonce",
            "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        tenant = changes.pop("tenant", "organizations")
        parameters.update(changes)
        kept = {name: value for name, value in parameters.items() if value is not None}
        return f"/{tenant}/oauth2/v2.0/authorize?" + urllib.parse.urlencode(kept)

    def press(self, path, **button):
        """Open the page, press a button, and return the answer to that."""
        form = Form(self.request("GET", path).text)
        return self.post_form(
            urllib.parse.urljoin(path, form.action), ctx=form.fields["ctx"], **button
        )

    def get_code(self, user="anna@contoso.com", **changes):
        return Form(self.press(self.authorize_path(**changes), user=user).text).fields["code"]

    def redeem(self, **fields):
        form = {"client_id": self.client}
        tenant = fields.pop("tenant", "organizations")
        form.update(fields)
        kept = {name: value for name, value in form.items() if value is not None}
        return self.post_form(f"/{tenant}/oauth2/v2.0/token", **kept)

    def redeem_code(self, code, **changes):
        fields = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": REDIRECT,
            "code_verifier": VERIFIER,
        }
        fields.update(changes)
        return self.redeem(**fields)

    def refresh(self, token, **changes):
        return self.redeem(grant_type="refresh_token", refresh_token=token, **changes)


class SimulatorTest(unittest.TestCase):
    """A test with a simulator of its own."""

    scenario = "seed"
    options = ()

    def setUp(self):
        self.sim = Simulator(self.scenario, *self.options)
        self.addCleanup(self.sim.close)

    def assert_details(self, answer, code, name, value):
        """A refusal in the form of gateway calls, with this detail."""
        self.assertEqual((answer.status, answer.code), (400, code), answer.text)
        details = answer.json["error"]["pbi.error"]["details"]
        self.assertIn(value, [x["detail"]["value"] for x in details if x["code"] == name])


def plaintext(**fields):
    pairs = [{"name": name, "value": value} for name, value in fields.items()]
    return json.dumps({"credentialData": pairs}, ensure_ascii=False, separators=(",", ":"))


def seal(key, text):
    """Return what a client sends in "credentials" for a gateway with that public key."""
    data = text.encode()
    size = key.key_size // 8
    if size == 128:
        pieces = [data[at : at + 85] for at in range(0, len(data), 85)]
        return base64.b64encode(b"".join(encrypt(key, hashes.SHA1, x) for x in pieces)).decode()
    cipher_key, tag_key, vector = os.urandom(32), os.urandom(64), os.urandom(16)
    padder = padding.PKCS7(128).padder()
    padded = padder.update(data) + padder.finalize()
    encryptor = Cipher(algorithms.AES(cipher_key), modes.CBC(vector)).encryptor()
    text = encryptor.update(padded) + encryptor.finalize()
    tag = hmac.new(tag_key, b"\0\0" + vector + text, hashlib.sha256).digest()
    keys = encrypt(key, hashes.SHA256, b"\0\1" + cipher_key + tag_key)
    return (base64.b64encode(keys) + base64.b64encode(b"\0\0" + tag + vector + text)).decode()


def encrypt(key, digest, data):
    oaep = rsa_padding.OAEP(rsa_padding.MGF1(digest()), digest(), None)
    return key.encrypt(data, oaep)


def details(credential_type, credentials, **changes):
    """Return the credentialDetails of a data source on a gateway."""
    result = {
        "credentialType": credential_type,
        "credentials": credentials,
        "encryptedConnection": "Encrypted",
        "encryptionAlgorithm": "RSA-OAEP",
        "privacyLevel": "Organizational",
    }
    result.update(changes)
    return {name: value for name, value in result.items() if value is not None}


def cloud_details(credential_type, credentials, **changes):
    """Return the credentialDetails of a cloud data source."""
    return details(credential_type, credentials, **{"encryptionAlgorithm": "None", **changes})


def caller_identity():
    """Return the body that the product group gave in the public thread."""
    return cloud_details("OAuth2", None, useCallerAADIdentity=True)


def read_claims(token):
    return json.loads(decode_url(token.split(".")[1]))


def check_signature(key, token):
    """Raise InvalidSignature unless the JWK made the token."""
    number = {n: int.from_bytes(decode_url(key[n]), "big") for n in ("n", "e")}
    public = rsa.RSAPublicNumbers(number["e"], number["n"]).public_key()
    signed, signature = token.rsplit(".", 1)
    public.verify(
        decode_url(signature), signed.encode(), rsa_padding.PKCS1v15(), hashes.SHA256()
    )


def decode_url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class _TapResult(unittest.TestResult):
    """One line a test, in the Test Anything Protocol."""

    def addSuccess(self, test):
        self._say("ok", test)

    def addFailure(self, test, err):
        self._say("not ok", test, self._exc_info_to_string(err, test))
        super().addFailure(test, err)

    def addError(self, test, err):
        self._say("not ok", test, self._exc_info_to_string(err, test))
        super().addError(test, err)

    def _say(self, verdict, test, text=""):
        name = test.shortDescription() or test.id()
        print(f"{verdict} {self.testsRun} - {name}".replace("#", ""))
        for line in text.splitlines():
            print("# " + line)
        sys.stdout.flush()


def main():
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    print(f"1..{suite.countTestCases()}")
    result = _TapResult()
    suite.run(result)
    return 0 if result.wasSuccessful() else 1
