# SPDX-License-Identifier: GPL-3.0-or-later
"""How far the running jobs are, at the right end of the status bar, behind what Blender shows there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ...session.watching import shown

if TYPE_CHECKING:
    from bpy.types import Context, Header

_words = ""


def _draw(header: Header, context: Context) -> None:
    if words := shown.status_words():
        header.layout.label(text=f"Rodin: {words}", translate=False)


def show(words: str) -> None:
    """Have the status bar drawn anew if its words have changed; nothing is added to it where there are none."""
    global _words  # what was drawn last
    if words == _words:
        return
    header = bpy.types.STATUSBAR_HT_header
    header.remove(_draw)
    if words:
        header.append(_draw)
    _words = words
    # Python cannot reach the status bar's region. It listens to this name, and no viewport does.
    bpy.msgbus.publish_rna(key=(bpy.types.ViewLayer, "name"))
