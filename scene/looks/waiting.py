# SPDX-License-Identifier: GPL-3.0-or-later
"""Which meshes wait for new textures: their objects carry the jobs' ids. Main thread only; pushes no undo step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.types import Object

LOOK_JOB_KEY = "rodin_props_look_job"
"""Custom property: the ids of the jobs that make new textures for an object, separated by spaces."""


def mark(target: Object, job_id: str) -> None:
    """Note that an object waits for new textures."""
    target[LOOK_JOB_KEY] = " ".join([*job_ids_of(target), job_id])


def unmark(target: Object, job_id: str) -> None:
    """Note that an object does not wait for this job."""
    left = [other_id for other_id in job_ids_of(target) if other_id != job_id]
    if left:
        target[LOOK_JOB_KEY] = " ".join(left)
    else:
        target.pop(LOOK_JOB_KEY, None)


def job_ids_of(target: Object) -> list[str]:
    """Return the ids of the jobs whose textures an object waits for."""
    value = target.get(LOOK_JOB_KEY, "")
    return value.split() if isinstance(value, str) else []


def objects_by_job() -> dict[str, list[Object]]:
    """Return job id -> the meshes of the open file that wait for it, by name. Goes through the file once."""
    waiting: dict[str, list[Object]] = {}
    marked = {object_ for scene in bpy.data.scenes for object_ in scene.objects if LOOK_JOB_KEY in object_}
    for target in sorted(marked, key=lambda target: target.name):
        if _can_take_a_look(target):
            for job_id in job_ids_of(target):
                waiting.setdefault(job_id, []).append(target)
    return waiting


def objects_of(job_id: str) -> list[Object]:
    """Return the meshes of the open file that wait for a job, by name."""
    return objects_by_job().get(job_id, [])


def objects_named(job_id: str, names: Iterable[str]) -> list[Object]:
    """Return the local objects of these names that wait for a job. Cheap: looks only at what was found before."""
    named = (bpy.data.objects.get((name, None)) for name in names)
    return [each for each in named if each is not None and job_id in job_ids_of(each) and _can_take_a_look(each)]


def forget(job_id: str) -> None:
    """Let no mesh wait for a job any more."""
    for target in objects_of(job_id):
        unmark(target, job_id)


def _can_take_a_look(target: Object) -> bool:
    return target.type == "MESH" and target.is_editable and target.data is not None and target.data.is_editable
