# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small proxy between a client and gatehouse-sim that breaks what comes back, on request.

A fault that comes after the request lets the service act first: what the client can't know is then
really so. Nothing here is shared with the client under test.
"""

import asyncio
import collections
import contextlib
import datetime
import email.utils
import gzip
import ipaddress
import pathlib
import socket
import ssl
import struct
import tempfile
import threading
import urllib.parse

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

# How often a client is answered in small pieces, and how long a late answer takes.
DRIP_SECONDS = 0.05
LATENCY_SECONDS = 0.2
BOMB_BYTES = 64 * 1024 * 1024
PAGE = b"<!DOCTYPE html><title>Sign in to the network</title><p>Accept the terms of use."
FLOOD = b"x" * 65536


class Exchange:
    """One request, and the connection on which it is to be answered."""

    def __init__(self, proxy, writer, method, target, headers, body):
        self.proxy = proxy
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self._writer = writer

    async def ask(self):
        """Return the service's own answer: status line, header lines and body."""
        reader, writer = await asyncio.open_connection(*self.proxy.upstream)
        with contextlib.closing(writer):
            lines = [f"{self.method} {self.target} HTTP/1.1", *self.headers, "Connection: close"]
            writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + self.body)
            answer = await reader.read()
        head, _, body = answer.partition(b"\r\n\r\n")
        status, *headers = head.decode().split("\r\n")
        dropped = ("connection:", "content-length:", "transfer-encoding:")
        kept = [line for line in headers if not line.lower().startswith(dropped)]
        return status, kept, body

    async def write(self, data):
        self._writer.write(data)
        await self._writer.drain()

    async def write_head(self, status, headers):
        await self.write("\r\n".join([status, *headers]).encode() + b"\r\n\r\n")

    async def answer(self, status, headers, body, length=None):
        size = len(body) if length is None else length
        await self.write_head(status, [*headers, f"Content-Length: {size}"])
        await self.write(body)

    async def reset(self):
        """Cut the line the hard way, after what was written has arrived."""
        await asyncio.sleep(DRIP_SECONDS)
        reset_connection(self._writer)

    async def close(self):
        self._writer.close()

    async def never(self):
        await asyncio.Event().wait()


def reset_connection(writer):
    linger = struct.pack("ii", 1, 0)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    writer.transport.abort()


def make_bomb():
    return gzip.compress(b"[" * BOMB_BYTES)


async def pass_on(exchange):
    await exchange.answer(*await exchange.ask())


async def latency(exchange):
    await asyncio.sleep(LATENCY_SECONDS)
    await pass_on(exchange)


async def reset_before_headers(exchange):
    await exchange.ask()
    await exchange.reset()


async def reset_in_headers(exchange):
    status, headers, _ = await exchange.ask()
    await exchange.write(f"{status}\r\n{headers[0]}\r\nConten".encode())
    await exchange.reset()


async def reset_after_headers(exchange):
    status, headers, body = await exchange.ask()
    await exchange.answer(status, headers, b"", len(body) + 10)
    await exchange.reset()


async def reset_in_body(exchange):
    status, headers, body = await exchange.ask()
    await exchange.answer(status, headers, body[: len(body) // 2], len(body) + 10)
    await exchange.reset()


async def closed_before_headers(exchange):
    await exchange.ask()
    await exchange.close()


async def truncated(exchange):
    status, headers, body = await exchange.ask()
    await exchange.answer(status, headers, body[: len(body) // 2], len(body) + 10)
    await exchange.close()


async def truncated_chunks(exchange):
    status, headers, body = await exchange.ask()
    await exchange.write_head(status, [*headers, "Transfer-Encoding: chunked"])
    await exchange.write(f"{len(body) + 10:x}\r\n".encode() + body)
    await exchange.close()


async def over_long(exchange):
    """More comes than was announced, made to be taken for the answer to the next request."""
    status, headers, body = await exchange.ask()
    forged = b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n" + b'{"value":[]}'
    await exchange.answer(status, headers, body + forged, len(body))


async def endless(exchange):
    status, headers, _ = await exchange.ask()
    await exchange.write_head(status, headers)
    while True:
        await exchange.write(FLOOD)


async def wrong_type(exchange):
    await exchange.ask()
    await exchange.answer("HTTP/1.1 200 OK", ["Content-Type: text/html"], PAGE)


async def no_json(exchange):
    await exchange.ask()
    await exchange.answer("HTTP/1.1 200 OK", ["Content-Type: application/json"], b'{"value":[}')


async def no_http(exchange):
    await exchange.ask()
    await exchange.write(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")
    await exchange.close()


async def bomb(exchange):
    await exchange.ask()
    headers = ["Content-Type: application/json", "Content-Encoding: gzip"]
    await exchange.answer("HTTP/1.1 200 OK", headers, exchange.proxy.bomb)


async def broken_gzip(exchange):
    await exchange.ask()
    headers = ["Content-Type: application/json", "Content-Encoding: gzip"]
    await exchange.answer("HTTP/1.1 200 OK", headers, b'{"value":[]} is no gzip')


async def drip(exchange):
    status, headers, _ = await exchange.ask()
    await exchange.write_head(status, [*headers, f"Content-Length: {BOMB_BYTES}"])
    while True:
        await exchange.write(b" ")
        await asyncio.sleep(DRIP_SECONDS)


async def silent(exchange):
    await exchange.ask()
    await exchange.never()


async def silent_after_headers(exchange):
    status, headers, body = await exchange.ask()
    await exchange.write_head(status, [*headers, f"Content-Length: {len(body) + 10}"])
    await exchange.never()


async def endless_headers(exchange):
    await exchange.ask()
    await exchange.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        await exchange.write(b"X-Filler: " + FLOOD[:4000] + b"\r\n")


async def endless_early_hints(exchange):
    await exchange.ask()
    while True:
        await exchange.write(b"HTTP/1.1 103 Early Hints\r\n\r\n")
        await asyncio.sleep(DRIP_SECONDS / 10)


def redirect(status, away):
    async def answer(exchange):
        port = exchange.proxy.ports["trap" if away else "plain"]
        place = f"http://127.0.0.1:{port}{exchange.target}"
        await exchange.answer(f"HTTP/1.1 {status} Elsewhere", [f"Location: {place}"], b"")

    return answer


def throttled(retry_after, lasting=False):
    """Answer 429 to the first request of each call, or to all."""

    async def answer(exchange):
        if not lasting and exchange.proxy.counts[exchange.proxy.name_call(exchange)] > 1:
            await pass_on(exchange)
            return
        headers = ["Content-Type: application/json", f"Retry-After: {retry_after()}"]
        await exchange.answer("HTTP/1.1 429 Too Many Requests", headers, b"")

    return answer


def broken_server(status):
    async def answer(exchange):
        headers = ["Content-Type: text/html", "Retry-After: 0"]
        await exchange.answer(f"HTTP/1.1 {status} Broken", headers, PAGE)

    return answer


FAULTS = {
    "none": pass_on,
    "latency": latency,
    "reset-at-once": None,
    "reset-before-headers": reset_before_headers,
    "reset-in-headers": reset_in_headers,
    "reset-after-headers": reset_after_headers,
    "reset-in-body": reset_in_body,
    "closed-before-headers": closed_before_headers,
    "truncated": truncated,
    "truncated-chunks": truncated_chunks,
    "over-long": over_long,
    "endless": endless,
    "wrong-type": wrong_type,
    "no-json": no_json,
    "no-http": no_http,
    "bomb": bomb,
    "broken-gzip": broken_gzip,
    "drip": drip,
    "silent": silent,
    "silent-after-headers": silent_after_headers,
    "endless-headers": endless_headers,
    "endless-early-hints": endless_early_hints,
    "redirect-home": redirect(307, away=False),
    "redirect-away": redirect(302, away=True),
    "redirect-for-ever": redirect(308, away=True),
    "throttled-seconds": throttled(lambda: "0"),
    "throttled-date": throttled(lambda: email.utils.formatdate(usegmt=True)),
    "throttled-long": throttled(lambda: "3600", lasting=True),
    "500": broken_server(500),
    "502": broken_server(502),
    "503": broken_server(503),
    "504": broken_server(504),
}


class Certificates:
    """A throw-away authority, one that nobody knows, and what they sign."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.contexts = {}
        authority = self._make_authority("Gatehouse tests")
        stranger = self._make_authority("A stranger")
        self.authority_file = self.folder / "ca.pem"
        pem = authority[0].public_bytes(serialization.Encoding.PEM)
        self.authority_file.write_bytes(pem)
        self._issue("tls", authority, "localhost", days=1)
        self._issue("unknown-ca", stranger, "localhost", days=1)
        self._issue("expired", authority, "localhost", days=-1)
        self._issue("wrong-host", authority, "elsewhere.example", days=1)

    @staticmethod
    def _build(name, issuer, key, days):
        now = datetime.datetime.utcnow()
        day = datetime.timedelta(days=1)
        return (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
            .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - 3 * day)
            .not_valid_after(now + days * day)
        )

    def _make_authority(self, name):
        key = ec.generate_private_key(ec.SECP256R1())
        builder = self._build(name, name, key, 1)
        constraint = x509.BasicConstraints(ca=True, path_length=None)
        return builder.add_extension(constraint, critical=True).sign(key, hashes.SHA256()), key

    def _issue(self, what, authority, host, days):
        certificate, authority_key = authority
        key = ec.generate_private_key(ec.SECP256R1())
        issuer = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
        names = [x509.DNSName(host)]
        if host == "localhost":
            names.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
        builder = self._build(host, issuer, key, days)
        signed = builder.add_extension(x509.SubjectAlternativeName(names), critical=False).sign(
            authority_key, hashes.SHA256()
        )
        file = self.folder / f"{what}.pem"
        file.write_bytes(
            signed.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        self.contexts[what] = context


class FaultProxy:
    """The proxy, in a thread of its own. Its ports:

    plain       http, with the chosen fault
    tls         the same over https, with a certificate of the authority in ca_file
    unknown-ca, expired, wrong-host   https with a certificate that nobody may trust
    refused     nobody listens
    trap        where redirects lead: whoever comes there is counted
    """

    def __init__(self, host):
        name, port = host.split(":")
        self.upstream = (name, int(port))
        self.ports = {}
        self.counts = collections.Counter()
        self.bomb = make_bomb()
        self._fault = "none"
        self._method = None
        self._servers = []
        self._loop = asyncio.new_event_loop()
        self._folder = tempfile.TemporaryDirectory(prefix="gatehouse-faults-")
        self._certificates = Certificates(self._folder.name)
        self.ca_file = str(self._certificates.authority_file)
        # A port that is taken but not listened on refuses whoever comes.
        self._refusing = socket.socket()
        self._refusing.bind(("127.0.0.1", 0))
        self.ports["refused"] = self._refusing.getsockname()[1]
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        ready = threading.Event()
        self._loop.create_task(self._listen(ready))
        self._thread.start()
        assert ready.wait(20), "The fault proxy does not listen."
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(20)
        self._refusing.close()
        self._folder.cleanup()

    def set_fault(self, name, method=None):
        """Choose what happens from now on, to every request or to those of one method; forget the
        counts."""
        assert name in FAULTS, name
        self._fault = name
        self._method = method
        self.counts.clear()

    def name_call(self, exchange):
        """The method and path; a request for tokens is told apart by its kind of grant."""
        path = urllib.parse.urlsplit(exchange.target).path
        form = urllib.parse.parse_qs(exchange.body.decode(errors="replace"))
        grant = form.get("grant_type", [""])[0]
        return f"{exchange.method} {path} {grant}".strip()

    def _run(self):
        self._loop.set_exception_handler(lambda loop, context: None)
        self._loop.run_forever()
        for server in self._servers:
            server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _listen(self, ready):
        contexts = {"plain": None} | self._certificates.contexts
        for what, context in contexts.items():
            await self._open(what, self._serve, context)
        await self._open("trap", self._trap, None)
        ready.set()

    async def _open(self, what, handler, context):
        server = await asyncio.start_server(handler, "127.0.0.1", 0, ssl=context)
        self._servers.append(server)
        self.ports[what] = server.sockets[0].getsockname()[1]

    async def _trap(self, reader, writer):
        self.counts["trap"] += 1
        writer.close()

    async def _serve(self, reader, writer):
        try:
            if self._fault == "reset-at-once":
                reset_connection(writer)
            while not writer.is_closing():
                exchange = await self._read(reader, writer)
                self.counts[self.name_call(exchange)] += 1
                met = self._method in (None, exchange.method)
                await FAULTS[self._fault if met else "none"](exchange)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _read(self, reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        request, *headers = head.rstrip("\r\n").split("\r\n")
        method, target, _ = request.split(" ")
        length = 0
        for line in headers:
            name, _, value = line.partition(":")
            if name.lower() == "content-length":
                length = int(value)
        dropped = ("connection:", "accept-encoding:")
        kept = [line for line in headers if not line.lower().startswith(dropped)]
        body = await reader.readexactly(length)
        return Exchange(self, writer, method, target, kept, body)
