# SPDX-License-Identifier: GPL-3.0-or-later
"""A Blender that has started and waits for what it is to do: what runs in it. `spare` is the other side.

It is started with a word in place of the path of a request. The request comes as one line on its standard input, and
nothing is known of it before.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from . import lifeline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_STANDARD_INPUT = 0
_WORD = "--wait="


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a Blender that waited is to do."""

    request: Path
    """The file that it would have had as its argument."""
    script: str
    """Which of our scripts is meant, if it has several."""

    def to_line(self) -> bytes:
        """Return it as the line that is sent."""
        return json.dumps({"request": str(self.request), "script": self.script}).encode("ascii") + b"\n"


def word_for(seconds: float) -> str:
    """Return the argument of one that waits. :param seconds: for so long, and then ends by itself."""
    return f"{_WORD}{seconds}"


def is_one_that_waits(command_line: str) -> bool:
    """Say whether a command line is that of a Blender that waits, or waited."""
    return _WORD in command_line


def order_for(arguments: Sequence[str], *, warm_up: Callable[[], None]) -> Order:
    """Return what this process is to do: its last argument is the request, or it waits for one.

    While it waits it ends when its input or its time does. Its other bounds begin with the request: see `lifeline`.

    :param warm_up: does what needs no request, if there is none yet.
    """
    last = arguments[-1]
    if not last.startswith(_WORD):
        return Order(request=Path(last), script="")
    lifeline.end_with_parent()
    warm_up()
    timer = threading.Timer(float(last.removeprefix(_WORD)), os._exit, args=(0,))
    timer.daemon = True
    timer.start()
    order = _read_order()
    timer.cancel()
    return order


def _read_order() -> Order:
    """Return what comes on the standard input; without anything this process ends."""
    line = b""
    try:
        while not line.endswith(b"\n"):
            data = os.read(_STANDARD_INPUT, 1024)
            if not data:
                sys.exit(1)
            line += data
        values = json.loads(line)
        order = Order(request=Path(values["request"]), script=values["script"])
        mark_of(order.request).touch()
    except (OSError, ValueError, KeyError, TypeError):
        sys.exit(1)
    return order


def mark_of(request: Path) -> Path:
    """Return the file that says that a request was taken: what happens after that may be the request's fault."""
    return request.with_suffix(".taken")


def log_of(request: Path) -> Path:
    """Return where what is printed while a request of a session is served goes."""
    return request.with_name("log.txt")
