# SPDX-License-Identifier: GPL-3.0-or-later
"""The small pictures of jobs: what was sent and what came."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import bpy

from ...session import session
from ..layouts.thumbnails import icon_id
from ..status import source_icon

if TYPE_CHECKING:
    from bpy.types import UILayout

    from ...jobs.job import Job


def draw_sent(layout: UILayout, job: Job, *, scale: float) -> None:
    """Draw the picture that was sent, or else the icon of what the job was made from."""
    _draw(layout, _sent(job), job, scale=scale)


def draw_came(layout: UILayout, job: Job, *, scale: float) -> None:
    """Draw the picture of the result; nothing, of the same size, while there is none."""
    layout.template_icon(icon_value=_came(job) or icon_number("BLANK1"), scale=scale)


def draw_one(layout: UILayout, job: Job, *, scale: float) -> None:
    """Draw the picture of the result, or else what was sent."""
    _draw(layout, _came(job) or _sent(job), job, scale=scale)


def _draw(layout: UILayout, icon: int, job: Job, *, scale: float) -> None:
    place = layout.row(align=True)
    place.active = icon != 0  # Blender's own icons are no pictures: they stand back
    place.template_icon(icon_value=icon or icon_number(source_icon(job)), scale=scale)


def _sent(job: Job) -> int:
    return icon_id(job.folder / job.images[0], may_read=_may_read(job)) if job.images else 0


def _came(job: Job) -> int:
    return icon_id(job.preview_path, may_read=_may_read(job)) if job.preview_path is not None else 0


def _may_read(job: Job) -> bool:
    # When it has read a picture, Blender draws all windows anew: not while a prop is on its way.
    return job.id not in session.current().jobs.unfinished


@cache
def icon_number(name: str) -> int:
    """Return the number of one of Blender's own icons."""
    layout: Any = bpy.types.UILayout.bl_rna
    return layout.functions["prop"].parameters["icon"].enum_items[name].value
