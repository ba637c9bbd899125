# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two ways to use the window, with the pointer alone and with the keyboard alone, and an eye that
looks whether everything on the screen that one can act on has a name."""

import os
import pathlib
import re
import time

from gatehouse_ui import NotThere, wait_for
from gi.repository import Atspi

INTERACTIVE = {
    "check box",
    "check menu item",
    "combo box",
    "entry",
    "link",
    "list item",
    "menu item",
    "password text",
    "push button",
    "radio button",
    "radio menu item",
    "slider",
    "spin button",
    "text",
    "toggle button",
}

CLASS_NAME = re.compile(r"(Gtk|Adw|Gh)[A-Z]\w+")


def _is_inside(widget, role):
    parent = widget.accessible.get_parent()
    return parent is not None and parent.get_role_name() == role


def _window_name(widget):
    accessible, name = widget.accessible, ""
    while accessible is not None and accessible.get_role_name() != "application":
        name, accessible = accessible.get_name(), accessible.get_parent()
    return name


# What GTK or libadwaita builds inside of a widget, and where only that widget has a name.
PLATFORM = (
    (
        "The button that is all of a GtkDropDown: the drop-down has the name.",
        lambda widget: widget.name == "GtkToggleButton" and _is_inside(widget, "combo box"),
    ),
    (
        "The eye of AdwPasswordEntryRow: libadwaita 1.2 gives it a tooltip only.",
        lambda widget: widget.name == "GtkImage" and widget.role == "push button",
    ),
    (
        "AdwExpanderRow is a row around a list, whose first row has the name.",
        lambda widget: widget.role == "list item"
        and not widget.accessible.get_name()
        and any(inner.role == "list item" and inner.name for inner in widget.walk()),
    ),
    (
        "The copy and back buttons of AdwAboutWindow.",
        lambda widget: widget.name == "GtkButton" and _window_name(widget) == "About",
    ),
)


class Eye:
    """Looks at screens: checks names, and remembers which templates and screens it saw."""

    def __init__(self, pictures=None):
        self.named = set()
        self.templates = set()
        self.screens = []
        self._pictures = pictures or os.environ.get("GATEHOUSE_TEST_PICTURES")

    def look(self, application, screen):
        """Look at everything that is on the screen now."""
        nameless = []
        for widget in application.window.walk():
            if CLASS_NAME.fullmatch(widget.accessible.get_name() or ""):
                self.templates.add(widget.accessible.get_name())
            if widget.role not in INTERACTIVE or not self._can_be_used(widget):
                continue
            if any(fits(widget) for _, fits in PLATFORM):
                continue
            if not widget.name or CLASS_NAME.fullmatch(widget.name):
                nameless.append(f"{widget.role} “{widget.name}” at {_describe_place(widget)}")
            self.named.add((screen, widget.role, widget.name))
        assert not nameless, f"{screen}: without a name: " + "; ".join(nameless)
        self.screens.append(screen)
        print(f"{len(self.screens):3}. {screen}", flush=True)
        if self._pictures:
            number = f"{len(self.screens):02}"
            name = re.sub(r"\W+", "-", screen).strip("-").lower()
            application.take_picture(pathlib.Path(self._pictures) / f"{number}-{name}.png")

    @staticmethod
    def _can_be_used(widget):
        """A row of a list that only shows something takes no focus."""
        return widget.role != "list item" or widget.has(Atspi.StateType.FOCUSABLE)


def _describe_place(widget):
    extents = widget.extents
    return f"{extents.x},{extents.y} ({extents.width}×{extents.height})"


class Hand:
    """What both ways to use the window have in common."""

    def __init__(self, application):
        self.application = application

    def type_instead(self, text):
        self.application.press("ctrl+a")
        self.application.type(text)

    def filter(self, text):
        raise NotImplementedError

    def find_row(self, title, last=False):
        """Return a row of the tree by its first line, once it is there."""
        tree = self.application.find(role="list", name="Gateways and workspaces")

        def look():
            rows = [
                widget
                for widget in tree.walk()
                if widget.role == "list item" and widget.name.split("\n")[0] == title
            ]
            return rows[-1 if last else 0] if rows else None

        return wait_for(look, lambda: f"No row “{title}”. There was:\n{tree.describe()}")


class Pointer(Hand):
    """The pointer alone, but for writing."""

    def press(self, name, role="push button"):
        self._bring_into_view(self.application.find(role=role, name=name)).point_and_click()

    press_before = press

    def fill(self, name, text):
        self.press(name, role="text")
        self.type_instead(text)

    def select(self, name, value):
        combo = self.application.find(role="combo box", name=name)
        self._bring_into_view(combo).point_and_click()
        menu = self.application.find(role="combo box", name=name)
        item = wait_for(
            lambda: next(
                (
                    widget
                    for widget in menu.walk()
                    if widget.role == "list item" and widget.shows(value)
                ),
                None,
            ),
            lambda: f"“{name}” does not offer “{value}”:\n{menu.describe()}",
        )
        item.point_and_click()

    def filter(self, text):
        self.press("Filter", role="entry")
        self.type_instead(text)

    def choose(self, title, search, last=False):
        self.filter(search)
        self.find_row(title, last)
        # The rows move while they are filtered.
        time.sleep(0.4)
        self.find_row(title, last).point_and_click()

    def fold(self, title):
        self.filter_nothing()
        row = self.find_row(title)
        row.find(role="push button").point_and_click()

    unfold = fold

    def filter_nothing(self):
        self.press("Filter", role="entry")
        self.application.press("ctrl+a", "BackSpace")

    def open_menu(self, name):
        self.press(name)

    def press_item(self, name):
        self.press(name, role="menu item")

    def back(self):
        self.press("Back")

    def apply(self):
        self.press("Apply")

    def preview(self):
        self.press("Preview")

    def _bring_into_view(self, widget):
        """Turn the wheel until the middle of the widget is in the part that is shown."""
        try:
            pane = widget.parent("scroll pane").extents
        except NotThere:
            return widget
        for _ in range(40):
            middle = widget.extents.y + widget.extents.height // 2
            if pane.y + 20 < middle < pane.y + pane.height - 20:
                break
            down = middle >= pane.y + pane.height // 2
            self.application.turn_wheel(
                pane.x + pane.width // 2, pane.y + pane.height // 2, 5 if down else 4
            )
            time.sleep(0.05)
        return widget


class Keyboard(Hand):
    """The keyboard alone."""

    MOST_STEPS = 90

    def _is_at(self, focus, role, name):
        accessible = focus.accessible
        # The focus of a drop-down is on the button inside.
        for _ in range(2):
            widget = type(focus)(accessible, self.application)
            if widget.role == role and widget.name == name:
                return True
            accessible = accessible.get_parent()
            if accessible is None:
                break
        return False

    def _is_writing_in(self, name):
        """Return whether what one types comes into that field. libadwaita 1.2 says of no entry row
        that it has the focus, since that is on the text inside, which is none of its own."""
        field = self.application.find(role="text", name=name)
        before = len(field.text)
        self.application.type("x")
        time.sleep(0.1)
        changed = len(field.text) != before
        self.application.press("BackSpace")
        return changed

    def reach(self, name, role="push button", key="Tab"):
        """Press Tab until the widget has the focus."""
        self.application.find(role=role, name=name)
        met = []
        for _ in range(self.MOST_STEPS):
            focus = self.application.focus
            if focus is not None and self._is_at(focus, role, name):
                return
            if focus is None and role == "text" and self._is_writing_in(name):
                return
            met.append(f"{focus.role} “{focus.name}”" if focus else "nothing")
            self.application.press(key)
        raise NotThere(f"Tab does not lead to {role} “{name}”, but to: {', '.join(met[:40])}")

    def press(self, name, role="push button"):
        # Tab leads to one radio button of a group only, but to the row of each.
        self.reach(name, "list item" if role == "check box" else role)
        self.application.press("Return")

    def press_before(self, name):
        """Press what stands before the field in which one begins."""
        self.reach(name, key="shift+Tab")
        self.application.press("Return")

    def fill(self, name, text):
        self.reach(name, "text")
        self.type_instead(text)

    def select(self, name, value):
        self.reach(name, "combo box")
        self.application.press("space")
        time.sleep(0.2)
        self.application.press("Home")
        for _ in range(12):
            focus = self.application.focus
            if focus is not None and focus.role == "list item" and focus.shows(value):
                self.application.press("Return")
                return
            self.application.press("Down")
        raise NotThere(f"The arrow keys do not lead to “{value}” of “{name}”.")

    def filter(self, text):
        self.application.press("ctrl+f")
        self.type_instead(text)

    def filter_nothing(self):
        self.application.press("ctrl+f", "Escape")

    def _reach_row(self, title, last=False):
        wanted = self.find_row(title, last).accessible
        window = self.application.window.accessible
        for key in ["Down"] * 30 + ["Up"] * 60:
            if self.application.window.accessible != window:
                return
            focus = self.application.focus
            if focus is not None and focus.accessible == wanted:
                return
            self.application.press(key)
        raise NotThere(f"The arrow keys do not lead to “{title}”.")

    def choose(self, title, search, last=False):
        self.filter(search)
        self.find_row(title, last)
        time.sleep(0.4)
        window = self.application.window.accessible
        self._reach_row(title, last)
        # Whoever comes to a row has chosen it; Enter only goes on from there.
        time.sleep(0.4)
        if self.application.window.accessible == window:
            self.application.press("Return")

    def fold(self, title):
        self.filter_nothing()
        self.application.press("ctrl+f", "Down")
        self._reach_row(title)
        self.application.press("Left")

    def unfold(self, title):
        self.application.press("Right")

    def open_menu(self, name):
        if name == "Main Menu":
            self.application.press("F10")
        elif not name.startswith("Account "):
            self.reach(name)
            self.application.press("Return")
        else:
            # It is above the filter.
            self.application.press("ctrl+f")
            self.reach(name, key="shift+Tab")
            self.application.press("Return")

    def press_item(self, name):
        for _ in range(8):
            focus = self.application.focus
            if focus is not None and focus.role == "menu item" and focus.name == name:
                self.application.press("Return")
                return
            self.application.press("Down")
        raise NotThere(f"The arrow keys do not lead to “{name}” in the menu.")

    def back(self):
        self.application.press("Escape")

    def apply(self):
        self.application.press("ctrl+Return")

    def preview(self):
        self.application.press("ctrl+shift+p")
