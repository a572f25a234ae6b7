# SPDX-License-Identifier: GPL-3.0-or-later
"""What went wrong, in a sentence, with the button that helps and the one that copies what a helper must know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import Remedy
from ...operators.jobs.job_files import RODIN_PROPS_OT_copy_details
from .text import draw_remedy, draw_sentence

if TYPE_CHECKING:
    from bpy.types import Context, UILayout


def draw_trouble(
    layout: UILayout,
    context: Context,
    sentence: str,
    *,
    remedy: Remedy = Remedy.NONE,
    job_id: str = "",
    icon: str = "ERROR",
) -> None:
    """Draw what happened and what to do, and the buttons below it."""
    draw_sentence(layout, context, sentence, icon=icon)
    draw_remedy(layout, remedy)
    draw_copy(layout, sentence, job_id=job_id)


def draw_copy(layout: UILayout, sentence: str, *, job_id: str = "") -> None:
    """Draw the button that copies the details of what a sentence says."""
    copy = layout.operator(RODIN_PROPS_OT_copy_details.bl_idname, icon="COPYDOWN")
    copy.job, copy.about = job_id, sentence
