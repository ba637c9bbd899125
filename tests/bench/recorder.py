# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stand between a program and the simulator, and write down the requests."""

import http.server
import json
import threading
import urllib.error
import urllib.request


class Recorder:
    """Passes requests on to the simulator; each is kept as (method, address, headers, body)."""

    def __init__(self, simulator):
        self._simulator = simulator
        self.requests = []

    def __enter__(self):
        recorder = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                recorder._pass_on(self)

            do_PATCH = do_POST = do_GET

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def cloud_file(self, path):
        """Write the simulator's cloud row with the recorder in its place, and return where."""
        row = json.loads(self._simulator.row_text)
        row["powerbi"]["origin"] = f"http://127.0.0.1:{self._server.server_port}"
        with open(path, "w", encoding="utf-8") as file:
            json.dump(row, file)
        return path

    def _pass_on(self, handler):
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        address = self._simulator.row["powerbi"]["origin"] + handler.path
        headers = [(name, value) for name, value in handler.headers.items() if name != "Host"]
        self.requests.append((handler.command, address, headers, body))
        request = urllib.request.Request(
            address, data=body or None, headers=dict(headers), method=handler.command
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                status, answered, content = answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as refusal:
            status, answered, content = refusal.code, refusal.headers, refusal.read()
        handler.send_response(status)
        handler.send_header("Content-Type", answered.get("Content-Type", "application/json"))
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)
