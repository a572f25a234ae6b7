# SPDX-License-Identifier: GPL-3.0-or-later
"""Mouse and keyboard: simulated events, one a turn of Blender's event loop, as a person's hands would make them."""

from collections.abc import Iterator

import bpy

Steps = Iterator[float | None]

MODIFIERS = {"ctrl": "LEFT_CTRL", "shift": "LEFT_SHIFT", "alt": "LEFT_ALT"}
_KEY_OF = {" ": "SPACE", "-": "MINUS", ".": "PERIOD", ",": "COMMA", "/": "SLASH"}
_DIGITS = ("ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE")


class Hands:
    """One mouse, one keyboard. Every method is a generator of steps."""

    def __init__(self) -> None:
        self.x, self.y = 0, 0
        self.searching_seconds = 0.0
        """How long they have looked for buttons, which a person sees at once."""
        self.window_index: int | None = None
        """Of the window that they are in, among all of them; None for the one that Blender is busy with."""

    @property
    def window(self) -> bpy.types.Window:
        """The window that they are in."""
        windows = bpy.context.window_manager.windows
        if self.window_index is not None:
            return windows[self.window_index]
        return bpy.context.window or windows[0]

    def _event(self, kind: str, value: str, *, unicode: str = "", held: frozenset[str] = frozenset()) -> None:
        extra = {"unicode": unicode} if unicode else {}
        self.window.event_simulate(kind, value, x=self.x, y=self.y, **dict.fromkeys(held, True), **extra)

    def move(self, x: int, y: int) -> Steps:
        """Move the mouse to a place of the window (pixels from the lower left), in two strokes."""
        self.x, self.y = x - 2, y
        self._event("MOUSEMOVE", "NOTHING")
        yield None
        self.x = x
        self._event("MOUSEMOVE", "NOTHING")
        yield None

    def glide(self, x: int, y: int) -> Steps:
        """Move the mouse on within an area that it is over already: one stroke is enough."""
        self.x, self.y = x, y
        self._event("MOUSEMOVE", "NOTHING")
        yield None

    def click(self, button: str = "LEFTMOUSE") -> Steps:
        """Press and release a mouse button where the mouse is."""
        self._event(button, "PRESS")
        yield None
        self._event(button, "RELEASE")
        yield None

    def hold(self, button: str = "LEFTMOUSE") -> Steps:
        """Press a mouse button and keep it down."""
        self._event(button, "PRESS")
        yield None

    def let_go(self, button: str = "LEFTMOUSE") -> Steps:
        """Release a mouse button that is down."""
        self._event(button, "RELEASE")
        yield None

    def wheel(self, *, down: bool, notches: int = 1) -> Steps:
        """Turn the wheel."""
        for _ in range(notches):
            self._event("WHEELDOWNMOUSE" if down else "WHEELUPMOUSE", "PRESS")
            yield None

    def press(self, key: str, *modifiers: str) -> Steps:
        """Press a key by its event name, for instance `press("Z", "ctrl", "shift")`."""
        held: set[str] = set()
        for modifier in modifiers:
            held.add(modifier)
            self._event(MODIFIERS[modifier], "PRESS", held=frozenset(held))
            yield None
        for value in ("PRESS", "RELEASE"):
            self._event(key, value, held=frozenset(held))
            yield None
        for modifier in reversed(modifiers):
            held.discard(modifier)
            self._event(MODIFIERS[modifier], "RELEASE", held=frozenset(held))
            yield None

    def type(self, text: str) -> Steps:
        """Type a text, letter by letter."""
        for letter in text:
            key = _key_of(letter)
            shift = letter.isupper()
            held = frozenset({"shift"}) if shift else frozenset()
            if shift:
                self._event("LEFT_SHIFT", "PRESS", held=held)
                yield None
            self._event(key, "PRESS", unicode=letter, held=held)
            yield None
            self._event(key, "RELEASE", held=held)
            yield None
            if shift:
                self._event("LEFT_SHIFT", "RELEASE")
                yield None

    def write(self, text: str) -> Steps:
        """Type a text into the field that is being edited; what no key has is pasted, as from an input method."""
        if text.isascii():
            yield from self.type(text)
            return
        yield from self.paste(text)

    def paste(self, text: str) -> Steps:
        """Put a text on the clipboard and paste it into the field that is being edited."""
        bpy.context.window_manager.clipboard = text
        yield from self.press("V", "ctrl")

    def run_from_search(self, words: str) -> Steps:
        """F3, type, Enter: the mouse must be over the editor whose menus are searched."""
        yield from self.press("F3")
        yield 0.3
        yield from self.write(words)
        yield 0.5
        yield from self.press("RET")
        yield 0.2


def _key_of(letter: str) -> str:
    if letter.isdigit():
        return _DIGITS[int(letter)]
    return _KEY_OF.get(letter, letter.upper())
