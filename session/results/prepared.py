# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether what was prepared is there, and for this Blender: one cannot read the files of a newer one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ...jobs.states import State
from ...scene.background import commands
from .. import addon, session

if TYPE_CHECKING:
    from ...jobs.job import Job


def is_of_newer_blender(job: Job) -> bool:
    """Say whether a newer Blender has prepared a job's prop."""
    if not job.prepared_file or not job.prepared_version:
        return False
    return tuple(int(part) for part in job.prepared_version.split(".")[:2]) > bpy.app.version[:2]


def is_cleaned_up(job: Job) -> bool:
    """Say whether the artist freed the space of a job's prepared prop; the model it is made of is there."""
    prop, model = job.prepared_path, job.model_path
    if job.state is not State.IMPORTED or job.only_with_bounds or prop is None or model is None:
        return False
    return not prop.is_file() and model.is_file()


def prepare_again(job: Job) -> None:
    """Have a job's prop prepared again for this Blender.

    :raises IllegalMove: there is no model, or it is under way.
    :raises JobGone:
    """
    session.current().ledger.prepare_again(
        job.id, prepare_command=commands.prepare_command(), blender_version=addon.blender_version()
    )
