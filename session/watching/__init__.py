# SPDX-License-Identifier: GPL-3.0-or-later
"""What the monitor does at each step, and what it shows of the jobs.

Who draws that is kept here, since Blender loads nothing of the rest at its start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .shown import ViewportLabel

    Listener = Callable[[tuple[ViewportLabel, ...], str], None]

_listener: Listener | None = None


def listen(listener: Listener | None) -> None:
    """Have a function called with the labels and the status bar's words at each step; None for no function."""
    global _listener  # the one that draws
    _listener = listener


def listener() -> Listener | None:
    """Return the function that was given last."""
    return _listener
