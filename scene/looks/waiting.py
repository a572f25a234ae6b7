# SPDX-License-Identifier: GPL-3.0-or-later
"""Which meshes wait for new textures: their objects carry the jobs' ids. Main thread only; pushes no undo step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..places import waiting_marks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.types import Object

LOOK_JOB_KEY = "rodin_props_look_job"
"""Custom property: the ids of the jobs that make new textures for an object, separated by spaces."""


def mark(target: Object, job_id: str) -> None:
    """Note that an object waits for new textures."""
    waiting_marks.add_job(target, LOOK_JOB_KEY, job_id)


def unmark(target: Object, job_id: str) -> None:
    """Note that an object does not wait for this job."""
    waiting_marks.drop_job(target, LOOK_JOB_KEY, job_id)


def objects_by_job(among: Iterable[Object] | None = None) -> dict[str, list[Object]]:
    """Return job id -> the meshes that wait for it, by name.

    :param among: objects to look at; without them, goes through the open file once.
    """
    marked = waiting_marks.objects_with(LOOK_JOB_KEY) if among is None else among
    named = sorted(filter(_can_take_a_look, marked), key=lambda target: target.name)
    return waiting_marks.by_job(named, LOOK_JOB_KEY)


def objects_of(job_id: str) -> list[Object]:
    """Return the meshes of the open file that wait for a job, by name."""
    return objects_by_job().get(job_id, [])


def forget(job_id: str) -> None:
    """Let no mesh wait for a job any more."""
    for target in objects_of(job_id):
        unmark(target, job_id)


def _can_take_a_look(target: Object) -> bool:
    return target.type == "MESH" and target.is_editable and target.data is not None and target.data.is_editable
