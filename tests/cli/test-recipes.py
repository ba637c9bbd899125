#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The recipes of the README, run as they are printed there; the manual page prints the same ones."""

import base64
import datetime
import http.server
import json
import os
import pathlib
import re
import subprocess
import tempfile
import threading
import unittest
import urllib.parse
import urllib.request

import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from gatehousectl import ANNA, PASSWORD, PIPELINE
from gatehouse_sim import Simulator

ROOT = pathlib.Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SOURCE = "Power BI dataflows"
ISSUER = "https://token.actions.githubusercontent.com"
SUBJECT = "repo:contoso/reports:ref:refs/heads/main"
AUDIENCE = "api://AzureADTokenExchange"


def find_recipe(heading):
    """Return the first block of code below a heading."""
    section = README.split(f"\n### {heading}\n", maxsplit=1)[1].split("\n### ")[0]
    return re.search(r"```(?:sh|yaml)\n(.*?)```", section, re.DOTALL).group(1)


def encode(data):
    data = data if isinstance(data, bytes) else json.dumps(data).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def make_certificate(key):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "throw-away")])
    now = datetime.datetime.now(datetime.timezone.utc)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.PEM)
    )


def to_pem(key):
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


class GitHub:
    """The service that gives a job of GitHub Actions its token."""

    def __init__(self, key):
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):  # noqa: N802, the name is the library's
                query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
                good = self.headers["Authorization"] == "Bearer job" and query["audience"] == [AUDIENCE]
                body = json.dumps({"value": outer.make_token(key)}).encode() if good else b""
                self.send_response(200 if good else 401)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def __enter__(self):
        port = self._server.server_address[1]
        return {
            "ACTIONS_ID_TOKEN_REQUEST_URL": f"http://127.0.0.1:{port}/token?api-version=2.0",
            "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "job",
        }

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    @staticmethod
    def make_token(key):
        now = int(datetime.datetime.now(datetime.timezone.utc).timestamp())
        claims = {"iss": ISSUER, "sub": SUBJECT, "aud": AUDIENCE, "jti": str(now)}
        claims |= {"iat": now, "nbf": now - 60, "exp": now + 300}
        signed = encode({"alg": "RS256", "typ": "JWT"}) + "." + encode(claims)
        signature = key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        return signed + "." + encode(signature)


class Recipes(unittest.TestCase):
    def setUp(self):
        self.simulator = self.enterContext(Simulator())
        self.folder = pathlib.Path(
            self.enterContext(tempfile.TemporaryDirectory(prefix="gatehouse-recipe-"))
        )
        # The simulator is a saved cloud, so that the recipes need no word more than printed.
        config = self.folder / "config" / "gatehouse"
        config.mkdir(parents=True)
        row = dict(self.simulator.row, name="Simulator")
        (config / "clouds.json").write_text(json.dumps({"format": 1, "clouds": [row]}))

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    def register(self, call, **form):
        address = f"{self.simulator.row['powerbi']['origin']}/sim/{call}"
        urllib.request.urlopen(address, urllib.parse.urlencode(form).encode()).close()

    def application(self):
        claims = self.simulator.token(PIPELINE).split(".")[1]
        return json.loads(base64.urlsafe_b64decode(claims + "=="))["appid"]

    def run_text(self, text, **variables):
        environment = {
            "PATH": f"{pathlib.Path(os.environ['GATEHOUSE_CTL']).parent}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "LC_ALL": "C.UTF-8",
            "AZURE_AUTHORITY_HOST": self.simulator.row["authority"],
            "TENANT": self.simulator.row["tenant"],
        } | {name: value for name, value in variables.items() if value is not None}
        process = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", text],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=60,
            check=False,
        )
        self.assertEqual(0, process.returncode, process.stdout.decode())

    def assert_own_identity(self, owner):
        stored = self.simulator.stored(SOURCE)
        self.assertTrue(stored["useCallerAADIdentity"])
        self.assertEqual(owner, stored["owner"])

    def take_over(self):
        """The principal becomes the owner first, as the recipe before says."""
        self.run_text(
            find_recipe("A service principal takes over, then uses its own identity"),
            CLIENT_ID=self.application(),
            SECRET_FILE=self.file("secret", "throw-away-client-secret\n"),
        )

    def test_an_on_premises_data_source(self):
        self.run_text(
            find_recipe("An on-premises data source"),
            TOKEN_FILE=self.file("token", self.simulator.token(ANNA)),
            PASSWORD_FILE=self.file("password", PASSWORD + "\n"),
        )
        stored = self.simulator.stored("sql-fra-01 · SalesDW")
        self.assertEqual(PASSWORD, stored["credentialData"][-1]["value"])

    def test_a_users_password_and_own_identity(self):
        self.run_text(
            find_recipe("A user's password, and the user's own identity"),
            CLIENT_ID=self.simulator.row["clientId"],
            USER_NAME=ANNA,
            PASSWORD_FILE=self.file("password", PASSWORD_OF_ANNA + "\n"),
        )
        self.assert_own_identity(ANNA)

    def test_a_service_principal_takes_over(self):
        self.take_over()
        self.assert_own_identity(PIPELINE)

    def test_a_certificate(self):
        self.take_over()
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        certificate = make_certificate(key)
        self.register("certificate", application=PIPELINE, pem=certificate.decode())
        self.run_text(
            find_recipe("A certificate instead of a secret"),
            CLIENT_ID=self.application(),
            CERTIFICATE_FILE=self.file("certificate.pem", certificate + to_pem(key)),
        )
        self.assert_own_identity(PIPELINE)

    def test_github_actions(self):
        self.take_over()
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        public = key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        self.register(
            "trust",
            **dict(application=PIPELINE, pem=public.decode(), issuer=ISSUER),
            **dict(subject=SUBJECT, audience=AUDIENCE),
        )
        workflow = yaml.safe_load(find_recipe("GitHub Actions, without any secret"))
        self.assertEqual("write", workflow["permissions"]["id-token"])
        (step,) = workflow["jobs"]["credential"]["steps"]
        with GitHub(key) as variables:
            self.run_text(
                step["run"],
                AZURE_TENANT_ID=self.simulator.row["tenant"],
                AZURE_CLIENT_ID=self.application(),
                **variables,
            )
        self.assert_own_identity(PIPELINE)

    def test_the_manual_page_prints_the_same(self):
        page = subprocess.run(
            ["man", "-P", "cat", "-l", str(ROOT / "data/man/gatehousectl.1")],
            env=dict(os.environ, MANWIDTH="200", LC_ALL="C.UTF-8"),
            stdout=subprocess.PIPE,
            check=True,
        ).stdout.decode()
        printed = {line.strip() for line in re.sub(".\b", "", page).splitlines()}
        for block in re.findall(r"```sh\n(gatehousectl.*?|export.*?)```", README, re.DOTALL):
            for line in block.splitlines():
                with self.subTest(line):
                    self.assertIn(line.strip(), printed)


PASSWORD_OF_ANNA = "throw-away-password-anna"

if __name__ == "__main__":
    unittest.main()
