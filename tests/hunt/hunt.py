# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Look for secrets where none may be: in files, in what programs print, in their arguments and
environments, and in their memory."""

import base64
import contextlib
import mmap
import os
import pathlib
import struct
import subprocess
import tempfile
import threading
import time
import urllib.parse

PT_LOAD = 1
# What a program works with; a core dump is large.
FORMS_IN_MEMORY = ("as it is", "UTF-16", "percent-encoded")
LONG = 48
PIECE = 24


class Secret:
    """Something that may be nowhere, and the forms in which it could be somewhere."""

    def __init__(self, name, text):
        self.name = name
        self.text = text
        # Of a token one part is bad enough, and a part is what is left of memory used again. The
        # beginning is the same for every token and gives nothing away.
        pieces = [text] if len(text) < LONG else [text[-PIECE:], text[-2 * PIECE : -PIECE]]
        self.forms = {}
        for piece in pieces:
            for form, needle in self._write(piece.encode()):
                self.forms.setdefault(needle, form)

    @staticmethod
    def _write(plain):
        yield "as it is", plain
        yield "UTF-16", plain.decode().encode("utf-16-le")
        yield "hexadecimal", plain.hex().encode()
        yield "percent-encoded", urllib.parse.quote(plain, safe="").encode()
        # In base64 it looks different at each of three offsets; what its neighbours touch is cut off.
        for offset in range(3):
            for encode in (base64.b64encode, base64.urlsafe_b64encode):
                text = encode(b"\0" * offset + plain).rstrip(b"=")
                yield "base64", text[4 if offset else 0 : -2]


class Hunt:
    """Searches, and keeps what was found where."""

    def __init__(self):
        self.secrets = []
        self.leaks = []
        self.n_planted = 0

    def add(self, name, text):
        """Take on a secret, and prove at once that it would be found in a log."""
        secret = Secret(name, text)
        self.secrets.append(secret)
        with tempfile.NamedTemporaryFile(prefix="planted-", suffix=".log") as log:
            for needle, form in secret.forms.items():
                log.seek(0)
                log.truncate()
                log.write(b"gatehouse-DEBUG: the body was >" + needle + b"<\n" + 100 * b"nothing ")
                log.flush()
                found = list(self.search_file(log.name))
                assert (secret.name, form) in found, f"{name} {form} was planted and not found."
        self.n_planted += 1
        return text

    def search(self, data):
        """Return who was found in which form."""
        for secret in self.secrets:
            for needle, form in secret.forms.items():
                if data.find(needle) >= 0:
                    yield secret.name, form

    def search_file(self, path):
        with open(path, "rb") as file:
            if os.fstat(file.fileno()).st_size == 0:
                return
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                yield from self.search(data)

    def search_core(self, path):
        """Return who was found in which form in which part of a program's memory."""
        with open(path, "rb") as file:
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                segments = list(_list_segments(data))
                assert segments, f"{path} is no core dump."
                for secret in self.secrets:
                    for needle, form in secret.forms.items():
                        if form not in FORMS_IN_MEMORY:
                            continue
                        for offset in _find_all(data, needle):
                            yield secret.name, form, _place_of(segments, offset)

    def check(self, where, data):
        """Note it as a leak if a secret is in data."""
        if isinstance(data, str):
            data = data.encode("utf-8", "surrogateescape")
        for name, form in self.search(data):
            self.leaks.append(f"{where}: {name}, {form}")

    def check_folder(self, folder):
        """Look into every file below a folder; return how many there were."""
        n_files = 0
        for path in pathlib.Path(folder).rglob("*"):
            if path.is_file() and not path.is_symlink():
                n_files += 1
                self.check(f"name of {path}", str(path))
                for name, form in self.search_file(path):
                    self.leaks.append(f"{path}: {name}, {form}")
        return n_files


def _find_all(data, needle):
    offset = data.find(needle)
    while offset >= 0:
        yield offset
        offset = data.find(needle, offset + 1)


# Where the kernel puts the stack of the first thread, on every 64-bit machine that Debian runs on.
STACK_TOP = {"x86_64": 0x7FFF_FFFF_F000, "aarch64": 0xFFFF_FFFF_F000}
STACK_SPAN = 1 << 34


def _list_segments(data):
    """Return offset, end and address of each loaded segment of a 64-bit little-endian ELF file."""
    table, = struct.unpack_from("<Q", data, 32)
    size, number = struct.unpack_from("<HH", data, 54)
    for index in range(number):
        kind, _, offset, address, _, length = struct.unpack_from("<IIQQQQ", data, table + index * size)
        if kind == PT_LOAD:
            yield offset, offset + length, address


def _place_of(segments, offset):
    for start, end, address in segments:
        if start <= offset < end:
            top = STACK_TOP.get(os.uname().machine, 0)
            return "stack" if top - STACK_SPAN < address < top else "heap"
    # Notes of the core dump, which hold the registers of each thread.
    return "registers"


class Watcher:
    """Reads arguments and environment of every process that descends from this one, all the time."""

    def __init__(self):
        self.seen = {}
        self._read_already = set()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._ended.set()
        self._thread.join()

    def _watch(self):
        while not self._ended.is_set():
            self.look()
            time.sleep(0.003)

    def look(self):
        pending = [os.getpid()]
        while pending:
            for child in self._children(pending.pop()):
                pending.append(child)
                words = self._read(child, "cmdline")
                # A new program in the same process has other words.
                if (child, words) not in self._read_already:
                    self._read_already.add((child, words))
                    for kind in ("cmdline", "environ"):
                        where = f"{kind} of {self._name(child)}"
                        self.seen.setdefault(where, set()).add(self._read(child, kind))

    @staticmethod
    def _read(process, kind):
        with contextlib.suppress(OSError):
            return pathlib.Path(f"/proc/{process}/{kind}").read_bytes()
        return b""

    @staticmethod
    def _children(process):
        children = []
        with contextlib.suppress(OSError):
            for task in pathlib.Path(f"/proc/{process}/task").iterdir():
                children += (task / "children").read_text(encoding="ascii").split()
        return children

    @staticmethod
    def _name(process):
        with contextlib.suppress(OSError):
            return pathlib.Path(f"/proc/{process}/comm").read_text(encoding="utf-8").strip()
        return "a process"


GDB = ("gdb", "-q", "-nx", "-batch", "-iex", "set debuginfod enabled off",
       "-iex", "set auto-solib-add off")
# What the program asks to be left out is left out: there its secrets live as long as they are used.
CORE = ("-ex", "set use-coredump-filter on", "-ex", "set dump-excluded-mappings off")
# Everything.
WHOLE_CORE = ("-ex", "set use-coredump-filter off", "-ex", "set dump-excluded-mappings on")


def dump_running(process, path, *, whole):
    """Write the memory of a running process into a file."""
    kind = WHOLE_CORE if whole else CORE
    _run_gdb([*GDB, "-p", str(process), *kind, "-ex", f"generate-core-file {path}"], path)


def dump_at_exit(command, path, **options):
    """Run a command and write its memory into a file as it ends; return what it printed."""
    words = [*GDB, *WHOLE_CORE, "-ex", "catch syscall exit_group", "-ex", "run",
             "-ex", f"generate-core-file {path}", "-ex", "kill", "--args", *map(str, command)]
    return _run_gdb(words, path, **options)


def _run_gdb(words, path, **options):
    process = subprocess.run(
        words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False, **options
    )
    assert pathlib.Path(path).exists(), f"No core dump:\n{process.stdout.decode()}"
    return process.stdout
