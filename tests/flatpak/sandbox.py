# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Gatehouse as an installed Flatpak: what is run in it, and how its window is used from outside."""

import contextlib
import os
import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "tests/support"))

from gatehouse_ui import Application, wait_for  # noqa: E402

(MANIFEST,) = (ROOT / "flatpak").glob("*.json")
ID = MANIFEST.stem

# What with-session sets so that a program outside a sandbox is alike everywhere. In the sandbox the
# program is to find what it finds on a desktop.
NOT_IN_THE_SANDBOX = (
    *("GSETTINGS_BACKEND", "GIO_USE_VFS", "GDK_DEBUG", "GTK_USE_PORTAL", "ADW_DISABLE_PORTAL"),
)


@contextlib.contextmanager
def step(text):
    """Say what was done, or what went wrong."""
    begin = time.monotonic()
    try:
        yield
    except BaseException:
        print(f"FAILED      {text}", flush=True)
        raise
    print(f"ok {time.monotonic() - begin:5.1f} s  {text}", flush=True)


def find_windows(name):
    """Return the windows of a program, the newest last."""
    answer = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--class", name],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    return answer.stdout.split()


def make_environment(installation):
    """Return the environment of Flatpak: one installation, and none of the host's."""
    environment = {
        name: value for name, value in os.environ.items() if name not in NOT_IN_THE_SANDBOX
    }
    nowhere = pathlib.Path(installation).parent / "no-system-installation"
    environment.update(FLATPAK_USER_DIR=str(installation), FLATPAK_SYSTEM_DIR=str(nowhere))
    # Flatpak asks a service of the system bus for parental controls; a container has no such bus.
    bus = environment.get("DBUS_SESSION_BUS_ADDRESS")
    if bus:
        environment["DBUS_SYSTEM_BUS_ADDRESS"] = bus
    return environment


class Sandbox:
    """The installed application, for one person."""

    def __init__(self, installation):
        self.environment = make_environment(installation)
        self.data = pathlib.Path(os.environ["HOME"]) / ".var" / "app" / ID

    def flatpak(self, *arguments):
        """Run flatpak and return what it prints."""
        answer = subprocess.run(
            ["flatpak", *map(str, arguments)],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if answer.returncode != 0:
            raise AssertionError(f"flatpak {arguments[0]} failed:\n{answer.stdout}")
        return answer.stdout

    def control(self, *arguments):
        """Run gatehousectl in the sandbox and return what it prints."""
        return self.flatpak("run", "--command=gatehousectl", ID, *arguments)

    def write_cloud_file(self, simulator):
        """Put the simulator's row where the application may read it: among its own data."""
        path = self.data / "data" / "simulator.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(simulator.row_text, encoding="utf-8")
        return path

    def start(self, *arguments):
        return SandboxedApplication(self, *arguments)

    def list_running(self):
        return self.flatpak("ps", "--columns=application").split()

    def list_files(self):
        return [path for path in self.data.rglob("*") if path.is_file()]


class SandboxedApplication(Application):
    """The window of the installed application."""

    def __init__(self, sandbox, *arguments):
        self._sandbox = sandbox
        forget = (f"--unset={name}" for name in NOT_IN_THE_SANDBOX)
        command = ("env", *forget, "flatpak", "run", ID, *map(str, arguments))
        super().__init__(*command, environment=sandbox.environment)

    def _is_ours(self, accessible):
        # In a sandbox a program has another process id, but it is the only one of its name here.
        return self._name in (accessible.get_name() or "").lower()

    def __exit__(self, kind, *_):
        if kind is not None:
            print(self.messages, file=sys.stderr)
        self.close()

    def close(self):
        """Close the window, as a person does; the sandbox ends with it."""
        if self.process.poll() is None:
            self.press("alt+F4")
        self.process.wait(timeout=20)
        wait_for(lambda: ID not in self._sandbox.list_running(), "The sandbox is still there.")
        wait_for(lambda: not self._is_on_bus(), "It is still on the accessibility bus.")
