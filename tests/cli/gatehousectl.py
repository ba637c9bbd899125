# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run gatehousectl as a pipeline does: the bearer token on one descriptor, the secret on another."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))

OK, FAILURE, USAGE, SIGN_IN_NEEDED, NOT_FOUND, PERMISSION, PARTIAL, NETWORK = range(8)

ANNA = "anna@contoso.com"
BEN = "ben@contoso.com"
PIPELINE = "pipeline"
LOGIN = ("--type", "basic", "--user", "svc_bi")
PASSWORD = "Correct-Horse-7"


class Outcome:
    """What a run of gatehousectl came to."""

    def __init__(self, status, output, messages):
        self.status = status
        self.output = output
        self.messages = messages

    @property
    def json(self):
        return json.loads(self.output)

    def __repr__(self):
        return f"exit status {self.status}\n{self.output}\n{self.messages}"


def pour(text):
    """Return a descriptor from which text can be read, however long it is."""
    reading, writing = os.pipe()

    def write():
        with open(writing, "wb") as pipe:
            pipe.write(text if isinstance(text, bytes) else text.encode())

    threading.Thread(target=write, daemon=True).start()
    return reading


class Pipeline:
    """Somebody with a bearer token who calls gatehousectl; what it remembers is kept apart."""

    def __init__(self, simulator, who, scope=None):
        self.simulator = simulator
        self.token = simulator.token(who, scope)
        self._home = tempfile.TemporaryDirectory(prefix="gatehouse-home-")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._home.cleanup()

    def start(self, *words, environment=None):
        """Start a command and return its process; the secret is to be written to its input."""
        bearer = pour(self.token + "\n")
        options = ["--cloud-file", self.simulator.cloud_file, "--token-fd", str(bearer)]
        variables = dict(os.environ, XDG_DATA_HOME=self._home.name, LC_ALL="C.UTF-8")
        try:
            return subprocess.Popen(
                [os.environ["GATEHOUSE_CTL"], *words, *options],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                pass_fds=[bearer],
                env=variables | (environment or {}),
            )
        finally:
            os.close(bearer)

    def run(self, *words, secret="", environment=None):
        """Run a command; secret is what stands on its standard input."""
        with self.start(*words, environment=environment) as process:
            data = secret if isinstance(secret, bytes) else secret.encode()
            try:
                output, messages = process.communicate(data, timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        return Outcome(process.returncode, output.decode(), messages.decode())

    def read(self, path):
        """Return what Power BI itself answers."""
        request = urllib.request.Request(
            f"{self.simulator.row['powerbi']['origin']}/v1.0/myorg/{path}",
            headers={"Authorization": "Bearer " + self.token},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def list(self, *words):
        """Run a list command and return what it prints as JSON."""
        outcome = self.run(*words, "--format", "json")
        assert outcome.status == OK, outcome
        return outcome.json
