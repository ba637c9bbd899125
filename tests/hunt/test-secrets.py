#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""No secret leaves: the whole path is walked at the most verbose level, with secrets that are made
for this run and were proved to be found where they are planted; then everything is searched.

Runs in a private session with a display and a keyring."""

import collections
import contextlib
import json
import os
import pathlib
import secrets
import string
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SUPPORT = HERE.parent / "support"
sys.path.insert(0, str(SUPPORT))

import gatehouse_keyring  # noqa: E402
from gatehouse_sim import Simulator  # noqa: E402
from gatehouse_ui import Application  # noqa: E402
from hunt import Hunt, Watcher, dump_at_exit, dump_running  # noqa: E402

ANNA, DORA = "anna@contoso.com", "dora@contoso.com"
SCENARIO = HERE.parents[1] / "src/sim/scenarios/seed.json"
VERBOSE = {
    "G_MESSAGES_DEBUG": "all",
    "SECRET_DEBUG": "all",
    "GNUTLS_DEBUG_LEVEL": "9",
    "SSLKEYLOGFILE": "keys.log",
    # Settings are kept in a file, which is searched with the others.
    "GSETTINGS_BACKEND": "keyfile",
}

# The accessibility bus gets what is typed in clear text, and GDBus would print that: SECURITY.md says
# so. The keyring's messages are encrypted.
VERBOSE_WITHOUT_WINDOW = {"G_DBUS_DEBUG": "all"}

# Where secrets are found in memory and can't be wiped; SECURITY.md says so, and why.
KNOWN_IN_MEMORY = {"registers"}


def make_secret():
    """Return a password that needs escaping nearly everywhere and is nowhere by chance. Each of its
    characters is on the keyboard: for others the layout is changed while one types, and a program
    that learns of it late reads another character."""
    letters = "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(16))
    return letters[:8] + '"\\&+/' + letters[8:]


def pour(text):
    reading, writing = os.pipe()
    os.write(writing, text.encode())
    os.close(writing)
    return reading


class Path:
    """One run of everything."""

    def __init__(self, hunt, simulator, folder):
        self.hunt = hunt
        self.simulator = simulator
        self.folder = folder
        self.n_runs = 0
        self.in_memory = collections.Counter()

    def ctl(self, *words, token=None, secret="", expect=0, core=None):
        """Run gatehousectl and search what it says."""
        command = [os.environ["GATEHOUSE_CTL"], *words, "--cloud-file", self.simulator.cloud_file]
        descriptors = []
        if token:
            descriptors.append(pour(token))
            command += ["--token-fd", str(descriptors[0])]
        environment = dict(os.environ, **VERBOSE_WITHOUT_WINDOW)
        options = {"input": secret.encode(), "pass_fds": descriptors, "env": environment}
        self.n_runs += 1
        if core:
            said = dump_at_exit(command, self.folder / "core", **options)
            self.search_core(core)
        else:
            process = subprocess.run(
                command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, **options
            )
            said = process.stdout + process.stderr
            assert process.returncode == expect, (words, process)
        for descriptor in descriptors:
            os.close(descriptor)
        self.hunt.check("gatehousectl " + " ".join(words[:3]), said)

    def search_core(self, name):
        """Search the memory that was dumped, and let go of it."""
        core = self.folder / "core"
        for secret, form, place in set(self.hunt.search_core(core)):
            if place in KNOWN_IN_MEMORY:
                self.in_memory[f"{name}, {place}: {secret}"] += 1
            else:
                self.hunt.leaks.append(f"memory of {name}, {place}: {secret}, {form}")
        core.unlink()

    def lists(self, **options):
        for noun in ("gateway", "datasource", "item"):
            for form in ("text", "json"):
                self.ctl(noun, "list", "--format", form, **options)

    def set(self, source, *words, **options):
        self.ctl("credential", "set", self.simulator.address(source), *words, **options)


def walk_command_line(path, known, **caller):
    """Every type of credential, sealed and plain, accepted and refused."""
    basic = ("--type", "basic", "--user", "svc_bi")
    path.lists(**caller)
    path.set("sql-fra-01 · SalesDW", *basic, secret=known["password"], **caller)
    path.set("sql-sea-01 · Ledger", *basic, secret=known["password"], **caller)
    path.set(
        *("sql-fra-01 · Budget", "--type", "windows", "--user", "CONTOSO\\svc_bi"),
        secret=known["password"],
        **caller,
    )
    path.set("OData · orders.contoso.com", "--type", "key", secret=known["key"], **caller)
    path.set("OData · orders.contoso.com", "--type", "anonymous", **caller)
    path.set("Power BI dataflows", "--type", "caller", **caller)
    path.set("Salesforce", "--type", "token", "--sso", secret=known["pasted token"], **caller)
    path.set(
        *("Power BI dataflows", "--type", "token"), secret=known["pasted token"], expect=1, **caller
    )
    path.set("sql-fra-01 · SalesDW", *basic, secret=known["wrong password"], expect=1, **caller)


@contextlib.contextmanager
def window(path):
    """Start Gatehouse; what it says goes into a file that is searched at the end."""
    saved = os.dup(1), os.dup(2)
    log = os.open(path.folder / "window.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)
    command = [os.environ["GATEHOUSE_PROGRAM"], "--cloud-file", str(path.simulator.cloud_file)]
    try:
        application = Application(*command)
    finally:
        for number in (1, 2):
            os.dup2(saved[number - 1], number)
            os.close(saved[number - 1])
        os.close(log)
    with application:
        yield application


def search_window(path, application, when, *, whole):
    dump_running(application.process.pid, path.folder / "core", whole=whole)
    path.search_core("the window after " + when)


def press_button(application, name):
    application.find(role="push button", name=name).click()


def type_into(application, field, text):
    """Type with real keys: what is set through the accessibility bus stays in the bus's buffers."""
    application.find(role="text", name=field).point_and_click()
    application.type(text)


def choose(application, title, search):
    application.press("ctrl+f", "ctrl+a")
    application.type(search)
    # The row moves up when the others go.
    application.wait_until_gone("Ledger")
    application.find(role="label", name=title).point_and_click()
    application.find(role="label", text="Stored now:")


def sign_in(path):
    with window(path) as application:
        press_button(application, "Sign In with Browser")
        application.find(role="label", name="Frankfurt cluster")
        read_tokens(path.hunt)
        search_window(path, application, "signing in", whole=False)


def walk_window(path, known):
    """Set a password, be refused a token, sign out."""
    with window(path) as application:
        application.find(role="label", name="Frankfurt cluster")
        choose(application, "sql-fra-01 · SalesDW", "SalesDW")
        application.find(role="text", name="User name").write("svc_bi")
        type_into(application, "Password", known["password"])
        press_button(application, "Preview")
        application.wait_for_text("What changes")
        path.hunt.check("preview", application.window.describe())
        press_button(application, "Apply")
        application.wait_for_text("Credential Set and Verified")
        path.hunt.check("window after a password was set", application.window.describe())
        search_window(path, application, "a password was set", whole=False)

        choose(application, "Power BI dataflows", "dataflows")
        application.find(role="check box", name="A pasted access token").point_and_click()
        type_into(application, "Access token", known["pasted token"])
        press_button(application, "Apply")
        application.wait_for_text("The Pasted Token Was Not Accepted")
        # The form keeps what was typed, so that only the rest of the window is searched.
        application.find(role="push button", name="Account " + ANNA).click()
        application.find(role="menu item", name="Sign Out…").click()
        application.find(role="push button", name="Sign Out").click()
        application.find(role="push button", name="Sign In with Browser")
        search_window(path, application, "signing out", whole=True)


def read_tokens(hunt):
    """Take on the tokens that the keyring holds at present."""
    record = json.loads(gatehouse_keyring.read_secret("gatehouse-account"))
    hunt.add("refresh token", record["refreshToken"])
    for token in record["accessTokens"].values():
        hunt.add("access token of the account", token["accessToken"])


def main():
    hunt = Hunt()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="hunt-", dir=os.environ["XDG_RUNTIME_DIR"]))
    known = {
        name: hunt.add(name, make_secret())
        for name in ("password", "key", "wrong password")
    }
    scenario = folder.parent / "hunted.json"
    text = SCENARIO.read_text(encoding="utf-8")
    for old, new in (("Correct-Horse-7", "password"), ("0123456789abcdef", "key")):
        text = text.replace(json.dumps(old), json.dumps(known[new]))
    scenario.write_text(text, encoding="utf-8")
    # Before the variables are set: what this process says itself is nobody's leak.
    gatehouse_keyring.unlock()
    os.environ.update(VERBOSE, SSLKEYLOGFILE=str(folder / "keys.log"))

    with Simulator(str(scenario)) as simulator:
        scenario.unlink()
        known["pasted token"] = hunt.add("pasted token", simulator.token(ANNA))
        bearer = hunt.add("bearer token", simulator.token(ANNA))
        path = Path(hunt, simulator, folder)
        with Watcher() as watcher:
            prove_watcher(hunt, watcher, known["password"])
            walk_command_line(path, known, token=bearer)
            basic = ("--type", "basic", "--user", "svc_bi")
            path.set("sql-fra-01 · SalesDW", *basic, secret=known["password"], token=bearer,
                     core="gatehousectl after a password was set")
            path.set("Salesforce", "--type", "token", secret=known["pasted token"], token=bearer,
                     core="gatehousectl after a token was set")
            sign_in(path)
            walk_command_line(path, known)
            simulator.expire_tokens()
            path.ctl("gateway", "list", core="gatehousectl after a refresh")
            read_tokens(hunt)
            walk_window(path, known)

    for where, contents in watcher.seen.items():
        for content in contents:
            hunt.check(where, content)
    # Configuration, data, cache, settings and logs of the whole session.
    n_files = hunt.check_folder(folder.parent.parent)
    print(f"{path.n_runs} runs of gatehousectl, {n_files} files searched")
    print("Arguments and environments read:", ", ".join(sorted(watcher.seen)))
    for where, n in sorted(path.in_memory.items()):
        print(f"Left in memory, as SECURITY.md says: {where}, {n}")
    for leak in hunt.leaks:
        print(f"LEAK: {leak}")
    print(f"# counted: secrets planted and found: {hunt.n_planted}, leaks: {len(hunt.leaks)}")
    return 1 if hunt.leaks else 0


def prove_watcher(hunt, watcher, secret):
    """What is planted in arguments and environment has to be seen there."""
    planted = subprocess.Popen(
        ["sh", "-c", "read line", secret], env={"PLANTED": secret}, stdin=subprocess.PIPE
    )
    try:
        watcher.look()
    finally:
        planted.kill()
        planted.wait()
    seen = {
        where
        for where, contents in watcher.seen.items()
        for content in contents
        if list(hunt.search(content))
    }
    assert {"cmdline", "environ"} == {where.split()[0] for where in seen}, seen
    for where in seen:
        watcher.seen[where] = {
            content for content in watcher.seen[where] if not list(hunt.search(content))
        }


if __name__ == "__main__":
    sys.exit(main())
