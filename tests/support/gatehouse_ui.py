# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Use the window as a person does: what is there is found and read through the accessibility bus,
and acted on through it, or with real key and pointer events where GTK 4.8 offers no action."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 30

# A page of a leaflet is at least as large; what lies over each other and is smaller,
# such as the two titles of an entry row, is all there.
PAGE_WIDTH, PAGE_HEIGHT = 200, 100


# Each has a window of its own in which its widgets lie, wherever GTK 4.8 says that it is.
POPOVERS = ("GtkPopover", "GtkPopoverMenu")


class NotThere(AssertionError):
    """What was looked for did not appear; the message says what was there instead."""


def wait_for(question, what, patience=PATIENCE):
    """Return the first answer of question() that is true."""
    end = time.monotonic() + patience
    while True:
        try:
            answer = question()
        except GLib.Error:
            # A widget that went away while it was looked at.
            answer = None
        if answer:
            return answer
        if time.monotonic() > end:
            raise NotThere(what() if callable(what) else what)
        time.sleep(0.05)


def _xdotool(*arguments, given=""):
    return subprocess.run(
        ["xdotool", *map(str, arguments)],
        check=True,
        input=given.encode(),
        stdout=subprocess.PIPE,
    ).stdout.decode()


class Widget:
    """One widget on the accessibility bus."""

    def __init__(self, accessible, window):
        self.accessible = accessible
        self._window = window

    @property
    def role(self):
        return self.accessible.get_role_name()

    @property
    def name(self):
        """What it is called. GTK 4.8 says some names twice, one of them with its mnemonic."""
        name = self.accessible.get_name() or ""
        plain = name.replace("_", "", 1)
        half = plain[: len(plain) // 2]
        return half if plain == f"{half} {half}" else name

    @property
    def text(self):
        interface = self.accessible.get_text_iface()
        if interface is None:
            return self.name
        return Atspi.Text.get_text(interface, 0, Atspi.Text.get_character_count(interface))

    def has(self, state):
        return self.accessible.get_state_set().contains(state)

    @property
    def sensitive(self):
        return self.has(Atspi.StateType.SENSITIVE)

    @property
    def on(self):
        states = (Atspi.StateType.CHECKED, Atspi.StateType.PRESSED)
        return any(self.has(state) for state in states)

    @property
    def extents(self):
        return Atspi.Component.get_extents(self.accessible, Atspi.CoordType.WINDOW)

    @property
    def visible(self):
        """Whether it takes up room; what went away while it was looked at does not."""
        try:
            if self.accessible.get_component_iface() is None:
                # The page of a stack is no widget; what is on it is looked at next.
                return True
            extents = self.extents
            return self.has(Atspi.StateType.VISIBLE) and extents.width > 0 and extents.height > 0
        except GLib.Error:
            return False

    @property
    def large(self):
        extents = self.extents
        return extents.width >= PAGE_WIDTH and extents.height >= PAGE_HEIGHT

    def overlaps(self, other):
        one, other = self.extents, other.extents
        return (
            one.x < other.x + other.width
            and other.x < one.x + one.width
            and one.y < other.y + other.height
            and other.y < one.y + one.height
        )

    def children(self):
        for index in range(self.accessible.get_child_count()):
            child = self.accessible.get_child_at_index(index)
            if child is not None:
                yield Widget(child, self._window)

    def _page(self):
        """Return what takes up room: the widget itself, or what a page of a stack holds."""
        if self.accessible.get_component_iface() is not None:
            return self
        return next(self.children(), None)

    def _touch(self):
        """Ask for everything below: GTK 4.8 knows nothing of a widget that nobody asked for."""
        for child in self.children():
            child._touch()

    def _is_on_top(self, child):
        """Return whether one finds the child where it should be."""
        child._touch()
        box = child.extents
        for x, y in ((2, 2), (1, 1), (3, 1), (1, 3), (3, 3)):
            found = Atspi.Component.get_accessible_at_point(
                self.accessible,
                box.x + box.width * x // 4,
                box.y + box.height * y // 4,
                Atspi.CoordType.WINDOW,
            )
            while found is not None and found not in (child.accessible, self.accessible):
                found = found.get_parent()
            if found == child.accessible:
                return True
        return False

    def shown_children(self):
        """Return the children that can be seen. GTK 4.8 says of the page of a stack that lies
        behind that it is visible, and where; but who points there meets the page in front."""
        children = [child for child in self.children() if child.visible]
        pages = [child._page() for child in children]
        for child, page in zip(children, pages):
            is_page = page is not child
            behind = page is not None and any(
                other is not page
                and other is not None
                and (is_page or (page.large and other.large))
                and page.overlaps(other)
                for other in pages
            )
            if not behind or self._is_on_top(page):
                yield child

    def walk(self):
        """Return everything below that can be seen, in the order of the screen."""
        try:
            children = list(self.shown_children())
        except GLib.Error:
            return
        for child in children:
            yield child
            yield from child.walk()

    def find(self, role=None, name=None, text=None, patience=PATIENCE):
        """Return the first widget below with this role and name, or that shows this text."""

        def fits(widget):
            return (
                (role is None or widget.role == role)
                and (name is None or widget.name == name)
                and (text is None or text in widget.name or text in widget.text)
            )

        def look():
            return next((widget for widget in self.walk() if fits(widget)), None)

        wanted = ", ".join(
            f"{key} “{value}”"
            for key, value in (("role", role), ("name", name), ("text", text))
            if value is not None
        )
        return wait_for(
            look, lambda: f"Nothing with {wanted}. There was:\n{self.describe()}", patience
        )

    def shows(self, text):
        return any(text in widget.name or text in widget.text for widget in self.walk())

    def wait_for_text(self, text, patience=PATIENCE):
        wait_for(
            lambda: self.shows(text),
            lambda: f"The text “{text}” is not there. There was:\n{self.describe()}",
            patience,
        )

    def describe(self):
        """Return what can be seen, as text. Never call it where a real secret could stand."""
        try:
            lines = [f"  {widget.role}: {widget.name or widget.text}" for widget in self.walk()]
        except GLib.Error as error:
            return f"It changed while it was looked at: {error.message}"
        return "\n".join(line for line in lines if not line.endswith(": "))

    def parent(self, role):
        """Return the nearest parent of that role."""
        accessible = self.accessible.get_parent()
        while accessible is not None and accessible.get_role_name() != role:
            accessible = accessible.get_parent()
        if accessible is None:
            raise NotThere(f"{self.role} “{self.name}” is not in a {role}.")
        return Widget(accessible, self._window)

    def click(self):
        """Press it: by its own action where it has one, else with the pointer."""
        actions = self.accessible.get_action_iface()
        names = [
            Atspi.Action.get_action_name(actions, index)
            for index in range(Atspi.Action.get_n_actions(actions) if actions else 0)
        ]
        for wanted in ("click", "activate", "toggle"):
            if wanted in names:
                Atspi.Action.do_action(actions, names.index(wanted))
                return
        self.point_and_click()

    def _popover(self):
        """Return the menu or the like that it is in, or nothing."""
        accessible = self.accessible
        while accessible is not None and accessible.get_name() not in POPOVERS:
            accessible = accessible.get_parent()
        return Widget(accessible, self._window) if accessible is not None else None

    def point_and_click(self):
        """Move the pointer to its middle and press the first button."""
        extents = self.extents
        x, y = extents.x + extents.width // 2, extents.y + extents.height // 2
        popover = self._popover()
        if popover is None:
            self._window.click_at(x, y)
        else:
            self._window.click_in_popover(x - popover.extents.x, y - popover.extents.y)

    def write(self, text):
        """Replace what stands in it."""
        interface = self.accessible.get_editable_text_iface()
        if interface is None:
            raise NotThere(f"{self.role} “{self.name}” can't be written to.")
        Atspi.EditableText.set_text_contents(interface, text)


class Application:
    """A started program and its window. What GTK or GLib complains about fails the test."""

    def __init__(self, *command, name="gatehouse", environment=None):
        self._log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            command, stderr=self._log, env={**os.environ, **(environment or {})}
        )
        self._name = name
        self.accessible = wait_for(self._find_application, "The program did not come up.")
        wait_for(self._find_window, "The program has no window.")

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is not None and os.environ.get("GATEHOUSE_TEST_PICTURES"):
            # What was on the screen at the end helps to see why a test did not go on.
            self.take_picture(pathlib.Path(os.environ["GATEHOUSE_TEST_PICTURES"]) / "end.png")
        ended = self.process.poll()
        self.process.terminate()
        self.process.wait(timeout=20)
        wait_for(lambda: not self._is_on_bus(), "The program is still on the accessibility bus.")
        with self._log:
            if kind is None:
                assert ended is None, f"The program ended with status {ended}.\n{self.messages}"
                self.check_messages()
            elif self.messages:
                print(self.messages, file=sys.stderr)

    @property
    def messages(self):
        """What the program wrote to standard error so far."""
        self._log.seek(0)
        return self._log.read().decode("utf-8", "replace")

    def check_messages(self):
        complaints = [
            line
            for line in self.messages.splitlines()
            if "-WARNING **" in line or "-CRITICAL **" in line or "-ERROR **" in line
        ]
        assert not complaints, "\n".join(complaints)

    def _is_ours(self, accessible):
        return accessible.get_process_id() == self.process.pid

    def _is_on_bus(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            try:
                if child is not None and self._is_ours(child):
                    return True
            except GLib.Error:
                pass
        return False

    def _find_application(self):
        if self.process.poll() is not None:
            raise NotThere(f"The program ended with status {self.process.returncode}.")
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if (
                child is not None
                and self._name in (child.get_name() or "").lower()
                and self._is_ours(child)
            ):
                return child
        return None

    def _find_window(self):
        """Return the window on top: a dialog covers what it belongs to."""
        windows = [
            self.accessible.get_child_at_index(index)
            for index in range(self.accessible.get_child_count())
        ]
        # A dialog is not said to be showing, but it is modal as long as it is there.
        for state in (Atspi.StateType.MODAL, Atspi.StateType.ACTIVE, Atspi.StateType.SHOWING):
            fitting = [
                window for window in windows if window and window.get_state_set().contains(state)
            ]
            if fitting:
                return fitting[-1]
        return None

    @property
    def window(self):
        return Widget(wait_for(self._find_window, "The window is gone."), self)

    def find(self, **what):
        patience = what.pop("patience", PATIENCE)
        end = time.monotonic() + patience
        while True:
            try:
                return self.window.find(patience=0.2, **what)
            except NotThere:
                if time.monotonic() > end:
                    raise

    def wait_for_text(self, text, patience=PATIENCE):
        self.find(text=text, patience=patience)

    def wait_until_gone(self, text, patience=PATIENCE):
        wait_for(
            lambda: not self.window.shows(text),
            lambda: f"The text “{text}” is still there.",
            patience,
        )

    @staticmethod
    def _window_id():
        return _xdotool("getactivewindow").strip()

    def _point(self, x, y, window=None):
        _xdotool("mousemove", "--window", window or self._window_id(), x, y)

    def click_at(self, x, y):
        self._point(x, y)
        _xdotool("click", 1)

    @staticmethod
    def _managed_windows():
        answer = subprocess.run(
            ["xprop", "-root", "_NET_CLIENT_LIST"], check=True, stdout=subprocess.PIPE
        )
        return [int(number, 16) for number in re.findall(rb"0x[0-9a-f]+", answer.stdout)]

    @staticmethod
    def _area(window):
        answer = _xdotool("getwindowgeometry", "--shell", window)
        sizes = re.findall(r"^(?:WIDTH|HEIGHT)=(\d+)", answer, re.MULTILINE)
        return int(sizes[0]) * int(sizes[1])

    def click_in_popover(self, x, y):
        """Click into the window of a popover, the only one that the window manager leaves alone."""
        managed = self._managed_windows()
        windows = _xdotool("search", "--onlyvisible", "--pid", self.process.pid).split()
        popovers = [window for window in windows if int(window) not in managed]
        assert popovers, "No popover is open."
        # A tooltip may stand beside it, which is smaller.
        self._point(x, y, max(popovers, key=self._area))
        _xdotool("click", 1)

    def turn_wheel(self, x, y, button):
        """Turn the wheel of the pointer there: up with button 4, down with 5."""
        self._point(x, y)
        _xdotool("click", button)

    def find_other_window(self):
        """Return the window of another program, such as a prompt of the keyring, or nothing."""
        for window in self._managed_windows():
            process = subprocess.run(
                ["xdotool", "getwindowpid", str(window)], stdout=subprocess.PIPE, check=False
            )
            if process.stdout.strip() != str(self.process.pid).encode():
                return window
        return None

    @staticmethod
    def focus_window(window):
        _xdotool("windowactivate", "--sync", window)

    def resize(self, width, height):
        """Give the window another size; it takes no less than it needs."""
        _xdotool("windowsize", "--sync", self._window_id(), width, height)

    @property
    def focus(self):
        """The widget that the keyboard acts on, or nothing."""
        focused = [widget for widget in self.window.walk() if widget.has(Atspi.StateType.FOCUSED)]
        return focused[-1] if focused else None

    def press(self, *keys):
        """Press keys as on a keyboard: "Return", "ctrl+f"."""
        for key in keys:
            _xdotool("key", "--clearmodifiers", key)

    def type(self, text):
        # What is typed may be a secret, which is nothing for the list of processes.
        _xdotool("type", "--delay", 5, "--file", "-", given=text)

    def take_picture(self, path):
        """Take a picture of the screen once what was done last has been drawn."""
        path = pathlib.Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        time.sleep(0.4)
        subprocess.run(["import", "-window", "root", str(path)], check=True)
        return path
