#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program gatehouse-sim itself: how it starts, how it ends, whom it lets in."""

import http.server
import json
import os
import ssl
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.error
import urllib.parse
import urllib.request
import uuid

import bare_client
from bare_client import PROGRAM, SECONDS, Simulator, SimulatorTest, read_claims

BROWSER = os.environ.get("GATEHOUSE_TEST_BROWSER", "test-browser")


class Program(unittest.TestCase):
    def test_row(self):
        """the first line says how to reach it"""
        sim = Simulator()
        self.addCleanup(sim.close)
        self.assertEqual(sim.row["authority"], f"http://{sim.host}")
        self.assertTrue(sim.host.startswith("127.0.0.1:"))
        self.assertEqual(sim.row["powerbi"]["origin"], sim.row["authority"])
        self.assertEqual(sim.row["powerbi"]["audience"], bare_client.POWER_BI)
        for name in ("tenant", "clientId"):
            self.assertEqual(str(uuid.UUID(sim.row[name])), sim.row[name])

    def test_end(self):
        """it ends when its standard input ends, whatever came in before"""
        sim = Simulator()
        sim.process.stdin.write(b"anything\n")
        sim.process.stdin.flush()
        self.assertEqual(sim.get("/gateways").status, 200)
        self.assertIsNone(sim.process.poll(), "input that goes on must not end it")
        sim.close()
        self.assertEqual(sim.process.returncode, 0)

    def test_unknown_scenario(self):
        """a scenario that is not there is said, with exit code 2"""
        result = subprocess.run(
            [PROGRAM, "--scenario", "/nowhere.json"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
        self.assertEqual((result.returncode, result.stdout), (2, b""))
        self.assertIn(b"/nowhere.json", result.stderr)

    def test_wrong_scenario(self):
        """a mistake in a scenario is named"""
        world = {
            "tenant": "t.example",
            "application": {"name": "A", "granted": {}},
            "workspaces": [{"name": "W", "members": {"nobody@t.example": "Admin"}}],
        }
        with self.assertRaises(ValueError):
            Simulator(world)

    def test_same_ids(self):
        """two runs have the same ids"""
        sims = [Simulator(), Simulator()]
        for sim in sims:
            self.addCleanup(sim.close)
        for name in ("Power BI dataflows", "sql-fra-01 · SalesDW"):
            self.assertEqual(sims[0].source(name), sims[1].source(name))
        self.assertEqual(sims[0].tenant, sims[1].tenant)


class Https(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="gatehouse-ca-")
        self.addCleanup(folder.cleanup)
        self.ca_file = os.path.join(folder.name, "ca.pem")

    def test_ca_file(self):
        """with --https a client that trusts the file of --ca-file, and nothing else, gets in"""
        sim = Simulator("empty", "--https", "--ca-file", self.ca_file)
        self.addCleanup(sim.close)
        self.assertEqual(sim.row["authority"], f"https://{sim.host}")
        self.assertEqual(sim.row["powerbi"]["origin"], sim.row["authority"])
        self.assertNotIn(self.ca_file, json.dumps(sim.row))
        context = ssl.create_default_context(cafile=self.ca_file)
        context.verify_flags |= ssl.VERIFY_X509_STRICT
        address = sim.row["authority"] + "/common/v2.0/.well-known/openid-configuration"
        with urllib.request.urlopen(address, timeout=SECONDS, context=context) as answer:
            self.assertTrue(json.load(answer)["issuer"].startswith(sim.row["authority"]))
        with self.assertRaises(urllib.error.URLError):
            urllib.request.urlopen(address, timeout=SECONDS)

    def test_ca_file_without_https(self):
        """--ca-file without --https is a mistake"""
        result = subprocess.run(
            [PROGRAM, "--ca-file", self.ca_file],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
        self.assertEqual((result.returncode, result.stdout), (2, b""))
        self.assertIn(b"--https", result.stderr)


class Scenarios(unittest.TestCase):
    def count(self, scenario):
        sim = Simulator(scenario)
        self.addCleanup(sim.close)
        return [len(sim.get(path).json["value"]) for path in ("/gateways", "/groups")]

    def test_empty(self):
        """in the scenario "empty" there is nothing"""
        self.assertEqual(self.count("empty"), [0, 0])

    def test_small(self):
        """in the scenario "small" there is one of each"""
        self.assertEqual(self.count("small"), [1, 1])


class Doors(SimulatorTest):
    def test_foreign_host(self):
        """another name in the Host header is refused"""
        answer = self.sim.request("GET", "/sim/requests", headers={"Host": "gatehouse.example"})
        self.assertEqual(answer.status, 421)

    def test_page(self):
        """a page in a browser can't use the doors for tests"""
        headers = {"Origin": "https://contoso.example"}
        self.assertEqual(self.sim.request("GET", "/sim/requests", headers=headers).status, 403)

    def test_script(self):
        """a scripted answer is given once"""
        scene = '{"path":"*/gateways","status":429,"headers":"Retry-After: 7","body":"{}"}'
        self.assertEqual(self.sim.request("POST", "/sim/script", scene).status, 204)
        answer = self.sim.get("/gateways")
        self.assertEqual((answer.status, answer.headers["Retry-After"]), (429, "7"))
        self.assertEqual(self.sim.get("/gateways").status, 200)

    def test_script_of_lost_connection(self):
        """a scripted answer can be no answer at all"""
        self.sim.request("POST", "/sim/script", '{"path":"*","status":0,"delay":0.1}')
        with self.assertRaises(OSError):
            self.sim.call("GET", "/gateways")
        self.assertEqual(self.sim.get("/gateways").status, 200)


class Listener(http.server.BaseHTTPRequestHandler):
    """What an application does with a redirect: it keeps what it brings."""

    def do_GET(self):
        self.answer(urllib.parse.urlsplit(self.path).query)

    def do_POST(self):
        self.answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def answer(self, fields):
        self.server.fields = dict(urllib.parse.parse_qsl(fields), method=self.command)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<title>Signed in</title>")

    def log_message(self, *_):
        pass


class Browser(SimulatorTest):
    """tests/support/test-browser against the pages of the simulator."""

    def browse(self, user=None, **changes):
        """Return what the redirect brought, and the titles of the pages."""
        server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
        self.addCleanup(server.server_close)
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        self.redirect = f"http://localhost:{server.server_port}"
        path = self.sim.authorize_path(redirect_uri=self.redirect, **changes)
        environment = {k: v for k, v in os.environ.items() if "TEST_BROWSER_" not in k}
        if user:
            environment["GATEHOUSE_TEST_BROWSER_USER"] = user
        with tempfile.NamedTemporaryFile("r") as log:
            environment["GATEHOUSE_TEST_BROWSER_LOG"] = log.name
            subprocess.run(
                [BROWSER, self.sim.row["authority"] + path],
                env=environment,
                timeout=SECONDS,
                check=True,
            )
            titles = log.read().splitlines()
        thread.join(SECONDS)
        return server.fields, titles

    def who(self, *arguments, **changes):
        code = self.browse(*arguments, **changes)[0]["code"]
        tokens = self.sim.redeem_code(code, redirect_uri=self.redirect).json
        return read_claims(tokens["access_token"])["upn"]

    def test_form_post(self):
        """the browser signs in and posts what the page gives it"""
        fields, titles = self.browse()
        self.assertEqual((fields["method"], fields["state"]), ("POST", "some-state"))
        self.assertEqual(titles, ["Sign in to your account", "Working", "Signed in"])

    def test_query(self):
        """the browser follows the address"""
        fields, _ = self.browse(response_mode="query")
        self.assertEqual((fields["method"], fields["state"]), ("GET", "some-state"))

    def test_decline(self):
        """the browser can decline"""
        self.assertEqual(self.browse("decline")[0]["error"], "access_denied")

    def test_users(self):
        """the hint decides, then the variable, unless that insists"""
        anna, ben, carla = (f"{x}@contoso.com" for x in ("anna", "ben", "carla"))
        self.assertEqual(self.who(), anna)
        self.assertEqual(self.who(ben), ben)
        self.assertEqual(self.who(ben, login_hint=carla), carla)
        self.assertEqual(self.who("!" + ben, login_hint=carla), ben)

    def test_other_machines(self):
        """the browser goes nowhere but to this machine"""
        result = subprocess.run(
            [BROWSER, "http://contoso.example/"], capture_output=True, timeout=SECONDS, check=False
        )
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"away from this machine", result.stderr)


if __name__ == "__main__":
    sys.exit(bare_client.main())
