# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Use the window as a person does: what is there is found and read through the accessibility bus,
and acted on through it, or with real key and pointer events where GTK 4.8 offers no action."""

import pathlib
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 30


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


def _xdotool(*arguments):
    return subprocess.run(
        ["xdotool", *map(str, arguments)], check=True, stdout=subprocess.PIPE
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

    def children(self):
        for index in range(self.accessible.get_child_count()):
            child = self.accessible.get_child_at_index(index)
            if child is not None:
                yield Widget(child, self._window)

    def walk(self):
        """Return everything below that can be seen, in the order of the screen."""
        try:
            children = list(self.children())
        except GLib.Error:
            return
        for child in children:
            if child.visible:
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

    def point_and_click(self):
        """Move the pointer to its middle and press the first button."""
        extents = self.extents
        self._window.click_at(
            extents.x + extents.width // 2, extents.y + extents.height // 2
        )

    def write(self, text):
        """Replace what stands in it."""
        interface = self.accessible.get_editable_text_iface()
        if interface is None:
            raise NotThere(f"{self.role} “{self.name}” can't be written to.")
        Atspi.EditableText.set_text_contents(interface, text)


class Application:
    """A started program and its window."""

    def __init__(self, *command, name="gatehouse"):
        self.process = subprocess.Popen(command)
        self._name = name
        self.accessible = wait_for(self._find_application, "The program did not come up.")
        wait_for(self._find_window, "The program has no window.")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=20)

    def _find_application(self):
        if self.process.poll() is not None:
            raise NotThere(f"The program ended with status {self.process.returncode}.")
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and self._name in (child.get_name() or "").lower():
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

    def _window_id(self):
        # The newest window is the one on top.
        return _xdotool("search", "--onlyvisible", "--pid", self.process.pid).split()[-1]

    def click_at(self, x, y):
        _xdotool("mousemove", "--window", self._window_id(), x, y)
        _xdotool("click", 1)

    def press(self, *keys):
        """Press keys as on a keyboard: "Return", "ctrl+f"."""
        for key in keys:
            _xdotool("key", "--clearmodifiers", key)

    def type(self, text):
        _xdotool("type", "--delay", 5, text)

    def take_picture(self, path):
        """Take a picture of the screen once what was done last has been drawn."""
        path = pathlib.Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        time.sleep(0.4)
        subprocess.run(["import", "-window", "root", str(path)], check=True)
        return path
