# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulator as a test in another process uses it."""

import json
import os
import pathlib
import subprocess
import tempfile
import urllib.parse
import urllib.request


class Simulator:
    """A running gatehouse-sim; it ends with the "with" block, or with this process."""

    def __init__(self, scenario="seed", *options):
        self._command = [os.environ["GATEHOUSE_SIM"], "--scenario", scenario, *options]

    def __enter__(self):
        self.process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.row_text = self.process.stdout.readline()
        self.row = json.loads(self.row_text)
        self._folder = tempfile.TemporaryDirectory(prefix="gatehouse-cloud-")
        self.cloud_file = pathlib.Path(self._folder.name) / "cloud.json"
        self.cloud_file.write_text(self.row_text, encoding="utf-8")
        return self

    def __exit__(self, *_):
        self.stop()
        self.process.stdout.close()
        self._folder.cleanup()

    def stop(self):
        """End it early: from then on nobody answers."""
        if not self.process.stdin.closed:
            self.process.stdin.close()
        self.process.wait(timeout=10)

    def _call(self, path, data=None):
        address = self.row["powerbi"]["origin"] + "/sim/" + path
        with urllib.request.urlopen(address, data=data, timeout=20) as answer:
            text = answer.read().decode()
        return json.loads(text) if text.strip() else None

    def token(self, who, scope=None):
        """Return an access token for Power BI, without a sign-in."""
        form = {"who": who} | ({"scope": scope} if scope else {})
        return self._call("token", urllib.parse.urlencode(form).encode())["access_token"]

    def address(self, name):
        """Return the GATEWAY/DATASOURCE of a data source by its name in the scenario."""
        ids = self._call("datasource?" + urllib.parse.urlencode({"name": name}))
        return f"{ids['gatewayId']}/{ids['id']}"

    def stored(self, name):
        """Return what is stored for a data source, decrypted."""
        return self._call("stored/" + self.address(name).split("/")[1])

    def requests(self, method=None):
        """Return the requests so far, as "METHOD path status" and whether they held a secret."""
        return [
            request
            for request in self._call("requests")["value"]
            if method in (None, request["method"])
        ]

    def count_secrets(self):
        """Return how many requests carried a credential's secret, plain or sealed."""
        return self._call("requests")["secrets"]

    def change_key(self, gateway_id):
        """Give a gateway a new key pair, as when its recovery key was changed."""
        self._call("change-key/" + gateway_id, b"")

    def expire_tokens(self):
        """Let every access token that was handed out be answered with TokenExpired."""
        self._call("expire-tokens", b"")

    def script(self, path, status, headers="", body="", delay=0):
        """Let the next request whose path matches be answered like this."""
        answer = dict(path=path, status=status, headers=headers, body=body, delay=delay)
        self._call("script", json.dumps(answer).encode())
