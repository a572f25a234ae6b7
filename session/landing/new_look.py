# SPDX-License-Identifier: GPL-3.0-or-later
"""New textures come onto the mesh that they were made for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...jobs.work import NewTextures
from ...scene.looks import waiting
from ...scene.looks.errors import LookDoesNotFit, MeshGone
from ...scene.looks.land_look import add_look
from ...scene.looks.looks import looks_of
from ...scene.looks.provenance import LookMade
from .. import session

if TYPE_CHECKING:
    from bpy.types import Context, Object

    from ...jobs.job import Job


def bring_look(context: Context, job: Job) -> Object:
    """Give a job's look to the meshes that wait for it, or to the selected ones; return the first.

    :raises LookDoesNotFit: there is no such mesh, or it was edited; the list says so until something changes.
    :raises PropUnusable: the prepared file is gone or cannot be read.
    """
    targets = _targets(context, job)
    try:
        if not targets:
            raise MeshGone(name=job.name)
        add_look(targets, prepared_path=job.prepared_path, made=_made(job))
    except LookDoesNotFit as error:
        session.current().refused[job.id] = str(error)
        raise
    return targets[0]


def _targets(context: Context, job: Job) -> list[Object]:
    if waiting_for_it := waiting.objects_of(job.id):
        return waiting_for_it
    selected = [each for each in context.selected_objects if each.type == "MESH" and each.is_editable]
    return [each for each in selected if job.id in looks_of(each)] or selected


def _made(job: Job) -> LookMade:
    assert isinstance(job.work, NewTextures)
    return LookMade(
        job_id=job.id,
        name=job.name,
        made_at=job.created_at,
        source=job.source,
        prompt=job.prompt,
        final_prompt=job.final_prompt,
        options=job.work.options,
        credits=job.consumed_credits,
        task_uuid=job.task_uuid,
    )
