# SPDX-License-Identifier: GPL-3.0-or-later
"""What is sent where, said once before the first use. It keeps nobody from anything: scripts never see it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ...errors import RodinError
from ...operators.account import RODIN_PROPS_OT_acknowledge
from ...session import addon
from .text import draw_sentence

if TYPE_CHECKING:
    from bpy.types import Context, UILayout


def draw_notice(layout: UILayout, context: Context) -> None:
    """Draw the sentence with a small button that makes it go away for good."""
    if addon.preferences(context).has_read_notice:
        return
    row = layout.box().row()
    draw_sentence(row, context, notice_sentence(context), icon="INFO", beside_units=2)
    row.operator(RODIN_PROPS_OT_acknowledge.bl_idname, text="", icon="CHECKMARK")


def notice_sentence(context: Context) -> str:
    """Say what leaves this machine, and where to."""
    try:
        host = urlsplit(addon.account(context).base_url).hostname or "the service"
    except RodinError:
        host = "the service"
    what = "picture, prompt and options, and the meshes that get new textures or parts,"
    return f"Sends {what} to {host} alone; your account there pays."
