# SPDX-License-Identifier: GPL-3.0-or-later
"""A file manager's hand: drags files from outside into the window under a point of the screen, by the XDND protocol.

    python drag.py DISPLAY X Y FILE...

A program of its own, as X ends the one that makes a mistake. Pixels count from the upper left corner.
"""

import ctypes
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SECONDS = 20
VERSION = 5
_CLIENT_MESSAGE, _SELECTION_REQUEST, _SELECTION_NOTIFY = 33, 30, 31
_COMMON = [
    ("type", ctypes.c_int),
    ("serial", ctypes.c_ulong),
    ("send_event", ctypes.c_int),
    ("display", ctypes.c_void_p),
]


class _Message(ctypes.Structure):
    _fields_ = [*_COMMON, ("window", ctypes.c_ulong), ("kind", ctypes.c_ulong), ("format", ctypes.c_int)]
    _fields_ += [("data", ctypes.c_long * 5)]


_ASKED = [(name, ctypes.c_ulong) for name in ("requestor", "selection", "target", "property", "time")]


class _Request(ctypes.Structure):
    _fields_ = [*_COMMON, ("owner", ctypes.c_ulong), *_ASKED]


class _Answer(ctypes.Structure):
    _fields_ = [*_COMMON, *_ASKED]


class _Event(ctypes.Union):
    _fields_ = [("type", ctypes.c_int), ("message", _Message), ("request", _Request), ("answer", _Answer)]
    _fields_ += [("room", ctypes.c_long * 24)]


class Drag:
    """One drag of some files."""

    def __init__(self, display: str, files: list[Path]) -> None:
        self._x = _library()
        self._display = self._x.XOpenDisplay(display.encode())
        if not self._display:
            raise RuntimeError(f"no display {display}")
        self._root = self._x.XDefaultRootWindow(self._display)
        self._source = self._x.XCreateSimpleWindow(self._display, self._root, 0, 0, 1, 1, 0, 0, 0)
        self._content = "".join(f"{each.as_uri()}\r\n" for each in files).encode()
        self._x.XSetSelectionOwner(self._display, self._atom("XdndSelection"), self._source, 0)

    def drop_at(self, x: int, y: int) -> None:
        """Enter the window that takes drops, move to the point, let go, hand the files over.

        :raises TimeoutError: the window does not answer.
        """
        target = next(each for each in self._windows(self._root) if self._takes_drops(each))
        kind = self._atom("text/uri-list")
        self._send(target, "XdndEnter", VERSION << 24, kind, 0, 0)
        for step in (-8, -4, 0):  # a hand comes from somewhere
            self._send(target, "XdndPosition", 0, (x + step) << 16 | y, 0, self._atom("XdndActionCopy"))
            self._wait_for("XdndStatus")
            time.sleep(0.2)
        self._send(target, "XdndDrop", 0, 0, 0, 0)
        self._wait_for("XdndFinished")

    def _atom(self, name: str) -> int:
        return self._x.XInternAtom(self._display, name.encode(), 0)

    def _send(self, target: int, kind: str, *values: int) -> None:
        event = _Event()
        event.message.type, event.message.window, event.message.format = _CLIENT_MESSAGE, target, 32
        event.message.kind = self._atom(kind)
        event.message.data[:] = [self._source, *values]
        self._x.XSendEvent(self._display, target, 0, 0, ctypes.byref(event))
        self._x.XFlush(self._display)

    def _wait_for(self, kind: str) -> None:
        deadline, event = time.monotonic() + SECONDS, _Event()
        while time.monotonic() < deadline:
            if not self._x.XPending(self._display):
                time.sleep(0.01)
                continue
            self._x.XNextEvent(self._display, ctypes.byref(event))
            if event.type == _SELECTION_REQUEST:
                self._hand_over(event.request)
            elif event.type == _CLIENT_MESSAGE and event.message.kind == self._atom(kind):
                return
        raise TimeoutError(f"no {kind} within {SECONDS} s")

    def _hand_over(self, request: Any) -> None:
        arguments = (request.requestor, request.property, request.target, 8, 0)
        self._x.XChangeProperty(self._display, *arguments, self._content, len(self._content))
        event = _Event()
        event.answer.type = _SELECTION_NOTIFY
        for name, _ in _ASKED:
            setattr(event.answer, name, getattr(request, name))
        self._x.XSendEvent(self._display, request.requestor, 0, 0, ctypes.byref(event))
        self._x.XFlush(self._display)

    def _windows(self, window: int) -> Iterator[int]:
        """A window and all within it."""
        yield window
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        found = (ctypes.byref(each) for each in (root, parent, children, count))
        if self._x.XQueryTree(self._display, window, *found):
            for child in children[: count.value]:
                yield from self._windows(child)

    def _takes_drops(self, window: int) -> bool:
        count = ctypes.c_int()
        atoms = self._x.XListProperties(self._display, window, ctypes.byref(count))
        return self._atom("XdndAware") in (atoms[: count.value] if count.value else [])


def _library() -> Any:
    found = ctypes.CDLL("libX11.so.6")
    window, text = ctypes.c_ulong, ctypes.c_char_p
    found.XOpenDisplay.restype, found.XOpenDisplay.argtypes = ctypes.c_void_p, [text]
    for name in ("XDefaultRootWindow", "XCreateSimpleWindow", "XInternAtom"):
        getattr(found, name).restype = window
    found.XListProperties.restype = ctypes.POINTER(window)
    pointer, number = ctypes.c_void_p, ctypes.c_int
    for name, kinds in {
        "XDefaultRootWindow": [],
        "XCreateSimpleWindow": [window, *[number] * 5, window, window],
        "XInternAtom": [text, number],
        "XSetSelectionOwner": [window, window, window],
        "XSendEvent": [window, number, ctypes.c_long, pointer],
        "XFlush": [],
        "XPending": [],
        "XNextEvent": [pointer],
        "XChangeProperty": [window, window, window, number, number, text, number],
        "XQueryTree": [window, *[pointer] * 4],
        "XListProperties": [window, pointer],
    }.items():
        getattr(found, name).argtypes = [pointer, *kinds]
    return found


if __name__ == "__main__":
    _display, _left, _top, *_names = sys.argv[1:]
    Drag(_display, [Path(each) for each in _names]).drop_at(int(_left), int(_top))
