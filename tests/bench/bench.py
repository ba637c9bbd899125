#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measure Gatehouse against references that run in turns with it.

    bench.py BUILD [NAME…]
    bench.py --list

Prints one line a figure, with tabs: name, value, unit, goal, ok or short. A ratio is that of two
medians. What lies behind it goes to standard error and, number by number, into a file that is named
at the end. Runs in a private session with a display and a keyring (tests/support/with-session)."""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

FIGURES = {}


def figure(name, goal, unit="x"):
    def register(function):
        FIGURES[name] = (function, goal, unit)
        return function

    return register


class Run:
    """What one run of a program took."""

    def __init__(self, report, output):
        self.wall, self.cpu, self.peak = (float(word) for word in report.split())
        self.output = output

    @property
    def numbers(self):
        return [float(word) for word in self.output.split()]


def median(numbers):
    return statistics.median(numbers)


class Bench:
    """Runs programs in turns, and keeps every number."""

    def __init__(self, build):
        self.build = build
        self.raw = {}
        self.folder = tempfile.TemporaryDirectory(prefix="gatehouse-bench-")

    def program(self, path):
        return str(self.build / path)

    def path(self, name, content=None):
        path = pathlib.Path(self.folder.name) / name
        if content is not None:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    def run(self, command, *, stdin="", descriptor=""):
        """Run a command; {fd} in it is a descriptor from which text can be read."""
        reading, writing = os.pipe()
        os.write(writing, descriptor.encode())
        os.close(writing)
        try:
            words = [str(word).replace("{fd}", str(reading)) for word in command]
            process = subprocess.run(
                [self.program("tests/bench/bench-run"), self.path("report"), *words],
                input=stdin.encode(),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                pass_fds=[reading],
                timeout=120,
                check=False,
            )
        finally:
            os.close(reading)
        if process.returncode != 0:
            raise SystemExit(
                f"{words} ended with {process.returncode}:\n{process.stderr.decode()}"
            )
        report = pathlib.Path(self.path("report")).read_text(encoding="ascii")
        return Run(report, process.stdout.decode())

    def in_turns(self, name, times, **commands):
        """Run each command so many times, one after the other; the first round warms up."""
        runs = {key: [] for key in commands}
        for turn in range(times + 1):
            for key, (command, options) in commands.items():
                run = self.run(command, **options)
                if turn > 0:
                    runs[key].append(run)
        self.raw[name] = {
            key: [dict(wall_ms=run.wall, cpu_ms=run.cpu, peak_kb=run.peak, output=run.output.split())
                  if len(run.output) < 2000
                  else dict(wall_ms=run.wall, cpu_ms=run.cpu, peak_kb=run.peak)
                  for run in list_of_runs]
            for key, list_of_runs in runs.items()
        }
        return runs

    def compare_processes(self, name, times, **commands):
        """Return how many times as long as the second command the first one takes."""
        runs = self.in_turns(name, times, **commands)
        walls = []
        for key, list_of_runs in runs.items():
            wall = median(run.wall for run in list_of_runs)
            cpu = median(run.cpu for run in list_of_runs)
            peak = median(run.peak for run in list_of_runs)
            walls.append(wall)
            say(name, f"{key}: {wall:.1f} ms, {cpu:.1f} ms of CPU, peak {peak / 1024:.1f} MB")
        return walls[0] / walls[1]


def say(name, text):
    print(f"# {name}: {text}", file=sys.stderr, flush=True)


def start_simulator(bench, scenario="seed"):
    from gatehouse_sim import Simulator

    os.environ["GATEHOUSE_SIM"] = bench.program("src/sim/gatehouse-sim")
    return Simulator(scenario)


def curl(bench, requests):
    """Return the command with which curl does the same requests."""
    blocks = []
    for number, (method, address, headers, body) in enumerate(requests):
        lines = [f'url = "{address}"', f'request = "{method}"', "fail", "silent", "show-error"]
        kept = ("authorization", "accept", "content-type")
        lines += [
            f'header = "{name}: {value}"' for name, value in headers if name.lower() in kept
        ]
        if body:
            lines.append(f'data-binary = "@{bench.path(f"body-{number}", body)}"')
        blocks.append("\n".join(lines))
    return ["curl", "--config", bench.path("curl.config", "\nnext\n".join(blocks))]


def record(bench, simulator, token, words, **options):
    """Return the requests that gatehousectl makes, with the simulator's addresses."""
    from recorder import Recorder

    with Recorder(simulator) as recorder:
        bench.run(ctl(bench, recorder.cloud_file(bench.path("cloud.json")), words),
                  descriptor=token, **options)
        return recorder.requests


def ctl(bench, cloud_file, words):
    options = ["--cloud-file", cloud_file, "--token-fd", "{fd}"]
    return [bench.program("src/cli/gatehousectl"), *words, *options]


def against_curl(bench, name, words, **options):
    with start_simulator(bench) as simulator:
        token = simulator.token("anna@contoso.com")
        words = [word.replace("{source}", simulator.address("sql-fra-01 · SalesDW"))
                 for word in words]
        requests = record(bench, simulator, token, words, **options)
        return bench.compare_processes(
            name,
            21,
            gatehousectl=(ctl(bench, simulator.cloud_file, words), dict(options, descriptor=token)),
            curl=(curl(bench, requests), {}),
        )


@figure("cli-list", 1.5)
def measure_cli_list(bench):
    return against_curl(bench, "cli-list", ["gateway", "list"])


@figure("cli-set", 1.5)
def measure_cli_set(bench):
    words = ["credential", "set", "{source}", "--type", "basic", "--user", "svc_bi"]
    return against_curl(bench, "cli-set", words, stdin="Correct-Horse-7")


def sign_in(bench, simulator):
    """Put an account into the keyring, as the window does, and return its id there."""
    import gatehouse_keyring

    environment = dict(os.environ, GATEHOUSE_TEST_BROWSER_USER="anna@contoso.com")
    before = [item.get("gatehouse-account") for item in gatehouse_keyring.list_items()]
    subprocess.run(
        [
            bench.program("tests/cli/gatehouse-test-sign-in"),
            simulator.cloud_file,
            HERE.parent / "support" / "test-browser",
        ],
        env=environment,
        check=True,
        timeout=60,
    )
    after = [item.get("gatehouse-account") for item in gatehouse_keyring.list_items()]
    return next(account for account in after if account and account not in before)


@figure("cli-keyring", 1.25)
def measure_cli_keyring(bench):
    with start_simulator(bench) as simulator:
        account = sign_in(bench, simulator)
        token = simulator.token("anna@contoso.com")
        address = simulator.row["powerbi"]["origin"] + "/v1.0/myorg/gateways"
        return bench.compare_processes(
            "cli-keyring",
            21,
            gatehousectl=(
                [bench.program("src/cli/gatehousectl"), "gateway", "list", "--account", account],
                {},
            ),
            bare=(
                [bench.program("tests/bench/bench-keyring"), account, address],
                {"stdin": token + "\n"},
            ),
        )


@figure("seal-2048", 2)
def measure_sealing(bench):
    runs = bench.in_turns(
        "seal-2048",
        5,
        seal=([bench.program("tests/bench/bench-seal")], {}),
        openssl=(["openssl", "speed", "-mr", "-seconds", "1", "rsa2048"], {}),
    )
    seal = median(run.numbers[0] for run in runs["seal"])
    # +F2:number:bits:signatures a second:verifications a second
    reference = median(
        1e6 / float(line.split(":")[4])
        for run in runs["openssl"]
        for line in run.output.splitlines()
        if line.startswith("+F2:")
    )
    say("seal-2048", f"sealing {seal:.1f} µs, public-key operation {reference:.1f} µs")
    return seal / reference


@figure("window-first-frame", 1.25)
def measure_window(bench):
    with start_simulator(bench) as simulator:
        sign_in(bench, simulator)
        runs = bench.in_turns(
            "window-first-frame",
            9,
            gatehouse=(
                [bench.program("tests/bench/bench-gatehouse"), "--cloud-file",
                 simulator.cloud_file],
                {},
            ),
            bare=([bench.program("tests/bench/bench-window")], {}),
        )
    first = median(run.numbers[0] for run in runs["gatehouse"])
    ready = median(run.numbers[1] for run in runs["gatehouse"])
    reference = median(run.numbers[0] for run in runs["bare"])
    say(
        "window-first-frame",
        f"first frame {first:.0f} ms, first frame with the account {ready:.0f} ms, "
        f"bare window {reference:.0f} ms",
    )
    return ready / reference


def compare_trees(bench, name, mode):
    program = bench.program("tests/bench/bench-tree")
    return bench.in_turns(
        name, 7, tree=([program, mode, "tree"], {}), bare=([program, mode, "bare"], {})
    )


@figure("tree-first-frame", 1.15)
def measure_tree(bench):
    runs = compare_trees(bench, "tree-first-frame", "first-frame")
    tree, bare = (median(run.numbers[0] for run in runs[key]) for key in ("tree", "bare"))
    say("tree-first-frame", f"tree {tree:.1f} ms, bare list {bare:.1f} ms")
    return tree / bare


def measure_key_strokes(bench, name, choose):
    runs = compare_trees(bench, name, "filter")
    tree, bare = (median(choose(run.numbers) for run in runs[key]) for key in ("tree", "bare"))
    say(name, f"tree {tree:.1f} ms, own match and one splice {bare:.1f} ms")
    return tree / bare


@figure("filter-keystroke", 1.2)
def measure_key_stroke(bench):
    return measure_key_strokes(bench, "filter-keystroke", median)


@figure("filter-keystroke-worst", 1.2)
def measure_worst_key_stroke(bench):
    return measure_key_strokes(bench, "filter-keystroke-worst", max)


@figure("memory-per-source", 1024, "bytes")
def measure_memory(bench):
    runs = bench.in_turns(
        "memory-per-source", 5, memory=([bench.program("tests/bench/bench-memory")], {})
    )["memory"]
    read, filtered = (median(run.numbers[i] for run in runs) for i in (1, 0))
    say("memory-per-source", f"{read:.0f} bytes as read, {filtered:.0f} once filtered")
    return filtered


def main():
    if sys.argv[1:] == ["--list"]:
        print("\n".join(FIGURES))
        return 0

    bench = Bench(pathlib.Path(sys.argv[1]).resolve())
    wanted = sys.argv[2:] or list(FIGURES)
    unknown = [name for name in wanted if name not in FIGURES]
    if unknown:
        print(f"There is no figure {unknown[0]}; --list names them.", file=sys.stderr)
        return 2

    for name in wanted:
        measure, goal, unit = FIGURES[name]
        value = measure(bench)
        verdict = "ok" if value <= goal else "short"
        shown = f"{value:.0f}" if unit == "bytes" else f"{value:.2f}"
        print(name, shown, unit, goal, verdict, sep="\t", flush=True)

    raw = bench.build / "bench.json"
    raw.write_text(json.dumps(bench.raw, indent=1), encoding="utf-8")
    print(f"# Every number: {raw}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
