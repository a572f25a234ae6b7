# SPDX-License-Identifier: GPL-3.0-or-later
"""What came of orders: brought into the open file at a point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mathutils import Vector

from .. import session
from ..gallery.importing import IMPORTABLE, place
from ..landing.wait_in_background import JobEnded
from .errors import NotFinished
from .waiting import watch

if TYPE_CHECKING:
    from bpy.types import Context, Object

    from ...jobs.job import Job


def append_prop(
    context: Context, job: Job, *, location: tuple[float, float, float] = (0.0, 0.0, 0.0), turn_radians: float = 0.0
) -> Object:
    """Bring a job's prop into the open file, upright on a point in world space, as one undo step. Costs nothing.

    It takes seconds if a newer Blender has prepared it, and is done again.

    :param location: of the middle of its floor, in scene units.
    :param turn_radians: about the vertical.
    :raises NotFinished, JobEnded: there is no prop.
    :raises PreparationFailed: its files are gone or unreadable.
    """
    for _ in range(2):
        require_prop(job)
        if (prop := place(context, job, Vector(location), turn=turn_radians)) is not None:
            return prop
        for _jobs in watch(context, [job.id]):
            pass
        job = session.current().ledger.get(job.id)
    raise NotFinished(job.name)


def require_prop(job: Job) -> None:
    """Refuse a job that has no prop. :raises NotFinished, JobEnded:"""
    if job.active:
        raise NotFinished(job.name)
    if job.state not in IMPORTABLE:
        raise JobEnded(job)
