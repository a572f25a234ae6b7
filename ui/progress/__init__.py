# SPDX-License-Identifier: GPL-3.0-or-later
"""How far the jobs are, outside the sidebar: above their objects in the viewport, and in the status bar.

What draws it is loaded, and known to Blender, only while something is to be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ...session import watching

if TYPE_CHECKING:
    from ...session.watching.shown import ViewportLabel

_is_shown = False


def _show(labels: tuple[ViewportLabel, ...], status: str) -> None:
    global _is_shown  # whether something is to be taken back
    if bpy.app.background or not (labels or status or _is_shown):
        return
    from ..cards import in_placeholders
    from . import status_bar, viewport

    in_placeholders.follow(labels)
    viewport.show(labels)
    status_bar.show(status)
    _is_shown = bool(labels or status)


def register() -> None:
    watching.listen(_show)


def unregister() -> None:
    watching.listen(None)
    _show((), "")
