#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody at a terminal: what is asked, what is shown of the answers, and how it is cancelled."""

import os
import pty
import select
import subprocess
import time
import unittest

from gatehousectl import ANNA, USAGE, Pipeline, pour
from gatehouse_sim import Simulator

SALES = "sql-fra-01 · SalesDW"
CANCELLED = 130
INTERRUPT = b"\x03"


class Terminal:
    """gatehousectl on a terminal of its own."""

    def __init__(self, pipeline, *words, token=True):
        self._ours, theirs = pty.openpty()
        bearer = pour(pipeline.token + "\n") if token else None
        given = ["--token-fd", str(bearer)] if token else []
        self._process = subprocess.Popen(
            [os.environ["GATEHOUSE_CTL"], *words, *given]
            + ["--cloud-file", pipeline.simulator.cloud_file],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            pass_fds=[bearer] if token else [],
            start_new_session=True,
            preexec_fn=lambda: os.close(os.open(os.ttyname(0), os.O_RDWR)),
            env=dict(os.environ, LC_ALL="C.UTF-8", XDG_DATA_HOME="/nonexistent"),
        )
        os.close(theirs)
        if token:
            os.close(bearer)
        self.shown = ""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()
        os.close(self._ours)

    def _read(self):
        if not select.select([self._ours], [], [], 0.1)[0]:
            return True
        try:
            self.shown += os.read(self._ours, 65536).decode("utf-8", "replace")
        except OSError:
            return False
        return True

    def wait_for(self, text):
        end = time.monotonic() + 30
        while text not in self.shown:
            if not self._read() or time.monotonic() > end:
                raise AssertionError(f"“{text}” does not come: {self.shown}")

    def type(self, keys):
        os.write(self._ours, keys)

    def end(self):
        """Return the exit status."""
        end = time.monotonic() + 30
        while self._process.poll() is None:
            self._read()
            if time.monotonic() > end:
                raise AssertionError(f"It does not end: {self.shown}")
        while select.select([self._ours], [], [], 0)[0] and self._read():
            pass
        return self._process.returncode


class AtATerminal(unittest.TestCase):
    def setUp(self):
        self.simulator = self.enterContext(Simulator())
        self.anna = self.enterContext(Pipeline(self.simulator, ANNA))
        self.words = ("credential", "set", self.simulator.address(SALES), "--type", "key")

    def test_a_secret_is_not_shown(self):
        for more in ((), ("--secret-fd", "0")):
            with self.subTest(more), Terminal(self.anna, *self.words, *more) as terminal:
                terminal.wait_for("account key: ")
                terminal.type(b"not-for-a-shoulder\n")
                terminal.end()
                self.assertNotIn("shoulder", terminal.shown)

    def test_a_token_is_not_shown(self):
        words = ("gateway", "list", "--token-fd", "0")
        with Terminal(self.anna, *words, token=False) as terminal:
            terminal.wait_for("bearer token: ")
            terminal.type(b"not-for-a-shoulder\n")
            terminal.end()
            self.assertNotIn("shoulder", terminal.shown)

    def test_control_c_ends_it_at_once(self):
        with Terminal(self.anna, *self.words) as terminal:
            terminal.wait_for("account key: ")
            terminal.type(b"half" + INTERRUPT)
            self.assertEqual(CANCELLED, terminal.end(), terminal.shown)
        self.assertEqual(0, self.simulator.count_secrets())

    def test_what_a_terminal_would_cut_off_is_not_taken(self):
        with Terminal(self.anna, *self.words) as terminal:
            terminal.wait_for("account key: ")
            terminal.type(b"x" * 5000 + b"\n")
            self.assertEqual(USAGE, terminal.end(), terminal.shown)
        self.assertEqual(0, self.simulator.count_secrets())

    def test_control_c_answers_the_question_about_a_take_over(self):
        models = {model["name"]: model for model in self.anna.list("item", "list")}
        address = f"{models['Forecast']['workspaceId']}/{models['Forecast']['id']}"
        for answer in (INTERRUPT, b"n\n", b"\n"):
            with self.subTest(answer), Terminal(self.anna, "takeover", address) as terminal:
                terminal.wait_for("Take over? [y/N] ")
                terminal.type(answer)
                self.assertEqual(CANCELLED, terminal.end(), terminal.shown)
                self.assertIn("Nothing was sent.", terminal.shown)
        self.assertEqual([], self.simulator.requests("POST"))

        with Terminal(self.anna, "takeover", address) as terminal:
            terminal.wait_for("Take over? [y/N] ")
            terminal.type(b"y\n")
            self.assertEqual(0, terminal.end(), terminal.shown)


if __name__ == "__main__":
    unittest.main()
