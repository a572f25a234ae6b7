# SPDX-License-Identifier: GPL-3.0-or-later
"""How many jobs are on the way and how far, at the right end of the status bar, behind what Blender shows there.

A click shows the list, wherever there is room for it; the cross asks what is to be cancelled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ...operators.jobs.list_buttons import RODIN_PROPS_OT_show_jobs
from ...operators.jobs.list_tools import RODIN_PROPS_OT_cancel_running
from ...session.language import translated
from ...session.watching import shown

if TYPE_CHECKING:
    from bpy.types import Context, Header

_words = ""


def _draw(header: Header, context: Context) -> None:
    if not (words := shown.status_words()):
        return
    row = header.layout.row(align=True)
    row.operator_context = "INVOKE_DEFAULT"  # the status bar has no main region
    text = translated("Rodin: {words}").format(words=words)
    row.operator(RODIN_PROPS_OT_show_jobs.bl_idname, text=text, translate=False, icon="SORTTIME", emboss=False)
    row.operator(RODIN_PROPS_OT_cancel_running.bl_idname, text="", icon="X", emboss=False)


def show(words: str) -> None:
    """Have the status bar drawn anew if its words have changed; nothing is added to it where there are none."""
    global _words  # what was drawn last
    if words == _words:
        return
    header = bpy.types.STATUSBAR_HT_header
    if not words:
        header.remove(_draw)
    elif not _words:  # else it is there, before what others have added since
        header.append(_draw)
    _words = words
    # Python cannot reach the status bar's region. It listens to this name, and no viewport does.
    bpy.msgbus.publish_rna(key=(bpy.types.ViewLayer, "name"))
