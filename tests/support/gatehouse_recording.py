# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulator behind a proxy that records what was asked of Power BI and what was answered.

The proxy shares no code with Gatehouse or with the simulator, so that neither can flatter itself.
Records stay in memory: the credentials in them open nothing, but look like some that do.
"""

import contextlib
import dataclasses
import http.client
import http.server
import json
import threading
import urllib.parse

from gatehouse_sim import Simulator

SECONDS = 60
# Of one connection, not of the message (RFC 9110, 7.6.1); the length is written anew.
HOP_BY_HOP = ("connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade")


@dataclasses.dataclass
class Exchange:
    """A request and its answer. Header names are in lower case."""

    by_gatehouse: bool
    method: str
    target: str
    request_headers: dict
    request_body: bytes
    status: int
    headers: dict
    body: bytes

    @property
    def path(self):
        return self.target.partition("?")[0]

    @property
    def query(self):
        text = self.target.partition("?")[2]
        return urllib.parse.parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text))

    def __str__(self):
        return f"{self.method} {self.target} → {self.status}"


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _forward(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        connection = http.client.HTTPConnection(self.server.upstream, timeout=SECONDS)
        try:
            sent = {name: headers[name] for name in headers if name not in HOP_BY_HOP}
            connection.request(
                self.command, self.path, body or None, {**sent, "host": self.server.upstream}
            )
            answer = connection.getresponse()
            answered = (answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()
        self._record(headers, body, *answered)
        self._answer(*answered)

    def _record(self, request_headers, request_body, status, headers, body):
        lower = {name.lower(): value for name, value in headers.items()}
        request = (self.command, self.path, request_headers, request_body)
        with self.server.lock:
            self.server.exchanges.append(
                Exchange(self.server.by_gatehouse, *request, status, lower, body)
            )

    def _answer(self, status, headers, body):
        self.send_response_only(status)
        for name, value in headers.items():
            if name.lower() not in (*HOP_BY_HOP, "content-length"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _forward

    def log_message(self, *_):
        pass


class RecordedSimulator(Simulator):
    """A simulator whose cloud file leads through the proxy; its own hooks are not recorded."""

    def __init__(self, scenario, exchanges):
        super().__init__(scenario)
        self._exchanges = exchanges

    def __enter__(self):
        super().__enter__()
        self._proxy = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._proxy.upstream = urllib.parse.urlsplit(self.row["powerbi"]["origin"]).netloc
        self._proxy.exchanges = self._exchanges
        self._proxy.lock = threading.Lock()
        self._proxy.by_gatehouse = True
        threading.Thread(target=self._proxy.serve_forever, daemon=True).start()
        origin = f"http://127.0.0.1:{self._proxy.server_port}"
        row = self.row | {"powerbi": self.row["powerbi"] | {"origin": origin}}
        self.cloud_file.write_text(json.dumps(row), encoding="utf-8")
        return self

    def __exit__(self, *details):
        self._proxy.shutdown()
        self._proxy.server_close()
        super().__exit__(*details)

    def ask(self, method, path, token, body=None):
        """Send a request that Gatehouse would not send, for the sake of the answer."""
        headers = {"Authorization": "Bearer " + token} if token else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
        with self._by_hand():
            connection = http.client.HTTPConnection(
                "127.0.0.1", self._proxy.server_port, timeout=SECONDS
            )
            connection.request(method, "/v1.0/myorg" + path, body, headers)
            answer = connection.getresponse()
            answer.read()
            connection.close()
        return answer.status

    @contextlib.contextmanager
    def _by_hand(self):
        self._proxy.by_gatehouse = False
        try:
            yield
        finally:
            self._proxy.by_gatehouse = True
