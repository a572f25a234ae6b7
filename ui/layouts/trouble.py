# SPDX-License-Identifier: GPL-3.0-or-later
"""What went wrong, in a sentence, with the button that helps and the one that copies what a helper must know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import Remedy
from ...operators.jobs.job_files import RODIN_PROPS_OT_copy_details
from .text import draw_remedy, draw_sentence

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ...session.inputs.readiness import Missing


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


def draw_missing(layout: UILayout, context: Context, missing: Missing) -> None:
    """Draw what keeps a button from being pressed, and what helps.

    What is only not chosen yet is no trouble to tell anybody of.
    """
    if missing.remedy in (Remedy.CHANGE_INPUT, Remedy.CHANGE_OPTIONS):
        draw_sentence(layout, context, missing.sentence, icon="INFO")
    else:
        draw_trouble(layout, context, missing.sentence, remedy=missing.remedy, icon="INFO")


def draw_copy(layout: UILayout, *sentences: str, job_id: str = "") -> None:
    """Draw the button that copies the details of what sentences say."""
    copy = layout.operator(RODIN_PROPS_OT_copy_details.bl_idname, icon="COPYDOWN")
    copy.job, copy.about = job_id, "\n".join(sentences)
