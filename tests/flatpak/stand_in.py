# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A runtime and an SDK for Flatpak, made of Debian packages. They stand in for those of GNOME where
no store can be reached, and say so in their names."""

import contextlib
import hashlib
import pathlib
import shutil
import subprocess

BRANCH = "trixie"
PLATFORM = "io.github.gatehouse.StandIn.Platform"
SDK = "io.github.gatehouse.StandIn.Sdk"

# What the runtime of GNOME 48 offers to Gatehouse: GTK 4.18, libadwaita 1.7, libsoup 3.6.
RUNTIME_PACKAGES = """
    ca-certificates libgtk-4-1 libadwaita-1-0 libsoup-3.0-0 libjson-glib-1.0-0 libsecret-1-0
    libssl3t64 libsqlite3-0 glib-networking gsettings-desktop-schemas adwaita-icon-theme
    librsvg2-common shared-mime-info xkb-data fontconfig fonts-cantarell libglib2.0-bin
""".split()
SDK_PACKAGES = """
    build-essential meson ninja-build pkgconf gettext appstream appstream-compose
    desktop-file-utils libxml2-utils libgtk-4-dev libgtk-4-bin libadwaita-1-dev
    libsoup-3.0-dev libjson-glib-dev libsecret-1-dev libssl-dev libsqlite3-dev libglib2.0-dev-bin
""".split()

# A host's identity, which Flatpak provides itself.
HOST_FILES = (
    *("group", "group-", "gshadow", "gshadow-", "passwd", "passwd-", "shadow", "shadow-"),
    *(".pwd.lock", "fstab", "hostname", "hosts", "host.conf", "localtime", "machine-id", "mtab"),
    *("resolv.conf", "subgid", "subuid", "timezone", "ld.so.cache"),
)

METADATA = """[Runtime]
name={name}
runtime={platform}/{arch}/{branch}
sdk={sdk}/{arch}/{branch}
"""

# flatpak-builder 1.2 calls what appstream had before it became one program, and has moved the
# description of the application to a folder that today's program no longer reads.
APPSTREAM_COMPOSE = """#!/bin/sh
# Called as: appstream-compose --prefix=PREFIX --basename=NAME --origin=flatpak ID
set -e
for argument; do
  case $argument in
    --prefix=*) prefix=${argument#*=} ;;
    --basename=*) name=${argument#*=} ;;
    --*) ;;
    *) id=$argument ;;
  esac
done
tree=$(mktemp -d)
mkdir -p "$tree/share/metainfo"
cp "$prefix/share/appdata/$id.appdata.xml" "$tree/share/metainfo/$id.metainfo.xml"
cp -r "$prefix/share/applications" "$prefix/share/icons" "$tree/share"
target=$prefix/share/app-info
appstreamcli compose --no-net --prefix=/ --origin="$name" --result-root="$tree" \\
  --data-dir="$target/xmls" --icons-dir="$target/icons/flatpak" --components="$id" "$tree"
rm -r "$tree"
"""


class NotMade(Exception):
    """The stand-in could not be made; the message says why."""


def run(*command, **options):
    """Run a program quietly; what it said is shown when it fails."""
    answer = subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **options,
    )
    if answer.returncode != 0:
        tail = "\n".join(answer.stdout.splitlines()[-30:])
        raise NotMade(f"{command[0]} ended with status {answer.returncode}:\n{tail}")
    return answer.stdout


def find_version():
    """Return what changes when the recipe does, so that an old stand-in is made anew."""
    recipe = (PLATFORM, SDK, RUNTIME_PACKAGES, SDK_PACKAGES, HOST_FILES, METADATA, APPSTREAM_COMPOSE)
    return hashlib.sha256(repr(recipe).encode()).hexdigest()[:12]


def extract_packages(packages, tree):
    """Unpack Debian packages and what they need, and keep what a runtime consists of."""
    tree.mkdir(parents=True)
    log = tree.parent / f"{tree.name}.log"
    with open(log, "wb") as messages:
        maker = subprocess.Popen(
            ["mmdebstrap", "--variant=minbase", "--include=" + ",".join(packages), BRANCH, "-"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=messages,
        )
        unpacker = subprocess.run(
            ["tar", "--extract", "--no-same-owner", f"--directory={tree}", "./usr", "./etc"],
            stdin=maker.stdout,
            stderr=messages,
            check=False,
        )
        maker.stdout.close()
        if maker.wait() != 0 or unpacker.returncode != 0:
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-30:])
            raise NotMade(f"The packages of {BRANCH} could not be had:\n{tail}")


def shape(tree, name, arch):
    """Turn the tree of a Debian system into that of a Flatpak runtime."""
    (tree / "usr").rename(tree / "files")
    etc = tree / "files" / "etc"
    shutil.rmtree(etc, ignore_errors=True)
    (tree / "etc").rename(etc)
    for file in HOST_FILES:
        (etc / file).unlink(missing_ok=True)
    (etc / "ld.so.conf").write_text("/app/lib\ninclude /etc/ld.so.conf.d/*.conf\n")
    # Only root could read them, and no program in a sandbox needs them.
    for folder in ("credstore", "credstore.encrypted", "ssl/private"):
        shutil.rmtree(etc / folder, ignore_errors=True)
    if name == SDK:
        composer = tree / "files" / "bin" / "appstream-compose"
        composer.write_text(APPSTREAM_COMPOSE)
        composer.chmod(0o755)
    (tree / "metadata").write_text(
        METADATA.format(name=name, platform=PLATFORM, sdk=SDK, arch=arch, branch=BRANCH)
    )


def export(tree, repository):
    run(
        *("flatpak", "build-export", "--runtime", "--files=files", "--disable-sandbox"),
        *(repository, tree, BRANCH),
    )


class StandIn:
    """The runtime and the SDK, installed in a Flatpak installation of their own."""

    def __init__(self, cache):
        self.cache = pathlib.Path(cache)
        self.folder = self.cache / f"{BRANCH}-{find_version()}"
        self.installation = self.folder / "installation"

    @property
    def is_made(self):
        return self.installation.is_dir()

    def make(self, environment, say):
        """Make it, unless it was made before. What is made half is never taken for the whole."""
        if self.is_made:
            return
        making = self.cache / "making"
        for old in (making, *self.cache.glob(f"{BRANCH}-*")):
            shutil.rmtree(old, ignore_errors=True)
        making.mkdir(parents=True)
        with contextlib.ExitStack() as stack:
            stack.callback(shutil.rmtree, making, ignore_errors=True)
            self._make(making, environment, say)

    def _make(self, making, environment, say):
        arch = run("flatpak", "--default-arch").strip()
        repository = making / "repository"
        for name, packages in (
            (PLATFORM, RUNTIME_PACKAGES),
            (SDK, RUNTIME_PACKAGES + SDK_PACKAGES),
        ):
            say(f"            Debian {BRANCH} → {name}")
            tree = making / name
            extract_packages(packages, tree)
            shape(tree, name, arch)
            export(tree, repository)
            shutil.rmtree(tree)
            (making / f"{name}.log").unlink()
        run("flatpak", "build-update-repo", repository)
        environment = environment | {"FLATPAK_USER_DIR": str(making / "installation")}
        remote = ("stand-in", repository.as_uri())
        run("flatpak", "--user", "remote-add", "--no-gpg-verify", *remote, env=environment)
        for name in (PLATFORM, SDK):
            what = f"{name}//{BRANCH}"
            run("flatpak", "--user", "install", "--noninteractive", *remote[:1], what, env=environment)
        # Flatpak wants to know where a runtime has come from whenever an application needs it.
        target = (self.folder / "repository").as_uri()
        run("flatpak", "--user", "remote-modify", f"--url={target}", "stand-in", env=environment)
        making.rename(self.folder)
