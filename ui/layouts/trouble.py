# SPDX-License-Identifier: GPL-3.0-or-later
"""What went wrong, in a sentence, with the button that helps and the one that copies what a helper must know.

Which button helps against what is said here alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import Remedy
from ...operators import job_actions
from ...operators.account import RODIN_PROPS_OT_open_dashboard, RODIN_PROPS_OT_show_preferences
from ...operators.jobs.job_files import RODIN_PROPS_OT_copy_details, RODIN_PROPS_OT_use_settings
from ...session.language import translated
from .text import draw_sentence

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ...session.inputs.readiness import Missing
    from ..status import Line

_BLENDER = "https://www.blender.org/download/"


def draw_trouble(
    layout: UILayout,
    context: Context,
    sentence: str,
    *,
    remedy: Remedy = Remedy.NONE,
    job_id: str = "",
    settings_of: str = "",
    icon: str = "ERROR",
) -> None:
    """Draw what happened and what to do, and the buttons below it.

    :param job_id: the job that it is about; "" for none.
    :param settings_of: as for `draw_remedy`.
    """
    draw_sentence(layout, context, sentence, icon=icon)
    draw_remedy(layout, remedy, settings_of=settings_of)
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


def draw_remedy(layout: UILayout, remedy: Remedy, *, settings_of: str = "") -> None:
    """Draw the button that helps, where one button does.

    To try again is what the button does that was pressed, or `draw_going_on` of a job.

    :param settings_of: id of the generation whose settings are to be changed; "" where what is to be changed stands
        beside the sentence.
    """
    if remedy is Remedy.SET_KEY:
        layout.operator(RODIN_PROPS_OT_show_preferences.bl_idname, icon="PREFERENCES")
    elif remedy in (Remedy.TOP_UP, Remedy.PLAN):
        layout.operator(RODIN_PROPS_OT_open_dashboard.bl_idname, icon="URL")
    elif remedy is Remedy.GO_ONLINE:
        layout.operator("extensions.userpref_show_online", text="Network Preferences", icon="PREFERENCES")
    elif remedy is Remedy.FREE_DISK:
        row = layout.row(align=True)
        row.operator_context = "INVOKE_DEFAULT"
        row.operator("rodin_props.clean_up", icon="BRUSH_DATA")
        row.operator(RODIN_PROPS_OT_show_preferences.bl_idname, text="Other Folder", icon="FILE_FOLDER")
    elif remedy is Remedy.INSTALL_REQUESTS:
        layout.operator("wm.url_open", text="Download Blender", icon="URL").url = _BLENDER
    elif remedy in (Remedy.CHANGE_INPUT, Remedy.CHANGE_OPTIONS) and settings_of:
        layout.operator(RODIN_PROPS_OT_use_settings.bl_idname, icon="GREASEPENCIL").job = settings_of


def draw_going_on(layout: UILayout, line: Line, job_id: str) -> None:
    """Draw the button with which a job that stopped goes on: free if Rodin has accepted it, else paid."""
    if line.can_resume:
        operator = job_actions.RODIN_PROPS_OT_resume_job.bl_idname
        layout.operator(operator, text=translated("Resume"), icon="PLAY").job = job_id
    elif line.can_retry:
        operator = job_actions.RODIN_PROPS_OT_retry_job.bl_idname
        layout.operator(operator, text="Send Again", icon="FILE_REFRESH").job = job_id
