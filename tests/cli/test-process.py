#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What another program of the same user can't have from a running gatehousectl or gatehouse-sim."""

import json
import os
import pathlib
import resource
import ssl
import subprocess
import sys
import tempfile
import time
import types
import unittest

from gatehousectl import ANNA, NETWORK, Pipeline
from fault_proxy import FaultProxy
from gatehouse_sim import Simulator

# A client that does nothing about its environment: the control, without which a file that is not
# there would prove nothing.
CARELESS_CLIENT = """
import sys
from gi.repository import Gio
client = Gio.SocketClient(tls=True)
try:
    client.connect_to_host(sys.argv[1], 443, None)
except Exception as error:
    print(error, file=sys.stderr)
"""


def read_core_limit(process):
    for line in pathlib.Path(f"/proc/{process.pid}/limits").read_text(encoding="ascii").splitlines():
        if line.startswith("Max core file size"):
            return line.split()[4:6]
    raise AssertionError("no limit is named")


def wait_for_a_request(simulator):
    while not simulator.requests("GET"):
        time.sleep(0.02)


class Process(unittest.TestCase):
    def setUp(self):
        self._limits = resource.getrlimit(resource.RLIMIT_CORE)
        # What the programs inherit would be allowed.
        resource.setrlimit(resource.RLIMIT_CORE, (self._limits[1], self._limits[1]))
        self.addCleanup(resource.setrlimit, resource.RLIMIT_CORE, self._limits)

    def test_no_core_is_dumped(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            self.assertEqual(["0", "0"], read_core_limit(simulator.process))
            simulator.script("*/gateways", 200, body='{"value":[]}', delay=1)
            with anna.start("gateway", "list") as process:
                wait_for_a_request(simulator)
                self.assertEqual(["0", "0"], read_core_limit(process))
                process.communicate(timeout=20)
            if self._limits[1] != 0:
                self.assertNotEqual("0", read_core_limit(types.SimpleNamespace(pid="self"))[0])

    def test_no_session_key_is_written(self):
        with Simulator() as simulator, Pipeline(simulator, ANNA) as anna:
            origin = simulator.row["powerbi"]["origin"].removeprefix("http://")
            with FaultProxy(origin) as proxy, tempfile.TemporaryDirectory() as folder:
                place = f"127.0.0.1:{proxy.ports['tls']}"
                careless = pathlib.Path(folder) / "careless.log"
                careful = pathlib.Path(folder) / "careful.log"
                subprocess.run(
                    [sys.executable, "-c", CARELESS_CLIENT, place],
                    env=dict(os.environ, SSLKEYLOGFILE=str(careless)),
                    stderr=subprocess.DEVNULL,
                    check=True,
                    timeout=60,
                )
                self.assertIn("HANDSHAKE_TRAFFIC_SECRET", careless.read_text(encoding="ascii"))

                row = dict(simulator.row, authority=f"https://{place}")
                row["powerbi"] = dict(row["powerbi"], origin=f"https://{place}")
                cloud_file = pathlib.Path(folder) / "cloud.json"
                cloud_file.write_text(json.dumps(row), encoding="utf-8")
                anna.simulator = types.SimpleNamespace(cloud_file=str(cloud_file))
                outcome = anna.run(
                    "gateway", "list", environment={"SSLKEYLOGFILE": str(careful)}
                )
                # The system does not trust the proxy's authority, but hands were shaken.
                self.assertEqual(NETWORK, outcome.status, outcome)
                self.assertIn("certificate", outcome.messages)
                self.assertFalse(careful.exists(), "Somebody could read along.")


if __name__ == "__main__":
    unittest.main()
