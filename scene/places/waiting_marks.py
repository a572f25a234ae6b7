# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects that wait for jobs: a custom property holds the jobs' ids, separated by spaces. Pushes no undo step.

An object may wait for several jobs, and a job may be waited for by several objects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from bpy.types import Object


def job_ids_in(target: Object, key: str) -> list[str]:
    """Return the ids of the jobs that an object waits for."""
    value = target.get(key, "")
    return value.split() if isinstance(value, str) else []


def add_job(target: Object, key: str, job_id: str) -> None:
    """Let an object wait for a job."""
    target[key] = " ".join([*job_ids_in(target, key), job_id])


def drop_job(target: Object, key: str, job_id: str) -> None:
    """Let an object not wait for a job; without any job, it has no mark."""
    left = [other_id for other_id in job_ids_in(target, key) if other_id != job_id]
    if left:
        target[key] = " ".join(left)
    else:
        target.pop(key, None)


def objects_with(*keys: str) -> list[Object]:
    """Return the objects of all scenes with any of these marks, each once. Goes through the whole file.

    To ask each object for its scenes would take far longer.
    """
    found = (each for scene in bpy.data.scenes for each in marked(scene.objects[:], keys))
    return list(dict.fromkeys(found))


def marked(objects: Collection[Object], keys: Iterable[str]) -> list[Object]:
    """Return those of these objects that have any of these marks."""
    return [each for key in keys for each in objects if key in each]


def by_job(targets: Iterable[Object], key: str) -> dict[str, list[Object]]:
    """Return job id -> those of the objects that wait for it."""
    found: dict[str, list[Object]] = {}
    for target in targets:
        for job_id in job_ids_in(target, key):
            found.setdefault(job_id, []).append(target)
    return found
