# SPDX-License-Identifier: GPL-3.0-or-later
"""The prop comes into the scene at its placeholders, as one undo step; then the ledger notes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from ...jobs.errors import PreparationFailed
from ...jobs.states import State
from ...jobs.work import Kind
from ...scene import background
from ...scene.errors import PropUnusable
from ...scene.measure.sizing import Size
from ...scene.places import placement
from ...scene.props.add_prop import add_prop
from ...scene.provenance import Provenance
from .. import addon, session
from .same_file import is_same_file

if TYPE_CHECKING:
    from bpy.types import Context

    from ...jobs.job import Job


_TICK_SECONDS = 0.05
"""A file's time may be earlier than the clock was: systems write it in ticks."""


def lands_by_itself(job: Job) -> bool:
    """Say whether this is a finished prop that somebody may be waiting for in the open file."""
    state = session.current()
    if job.id in state.landed or job.id in state.refused:
        return False
    if job.state is State.READY:
        return True
    if job.state is not State.IMPORTED:
        return False
    known_job, known_path = state.landed_before.get(job.id, (None, ""))
    if known_job is job and known_path == bpy.data.filepath:  # a query and a look at the file less, at each tick
        return False
    is_here = _landed_here_before(job)
    if is_here:
        state.landed_before[job.id] = job, bpy.data.filepath
    return not is_here


def _landed_here_before(job: Job) -> bool:
    """Say whether the open file was saved after this job landed in it.

    A placeholder that is still there then was brought back by an undo and saved: the user wants it so. When the
    file is older than the landing, the landing was lost (a crash, a close without saving) or happened in another file.
    """
    path = Path(bpy.data.filepath)
    landings = session.current().ledger.landings.of(job.id)
    if not bpy.data.filepath or not path.is_file():
        return any(not landing.blend_path for landing in landings)  # in this unsaved file, as far as can be known
    saved_at = path.stat().st_mtime + _TICK_SECONDS
    in_named_files = (landing for landing in landings if landing.blend_path and landing.at <= saved_at)
    return any(is_same_file(landing.blend_path, bpy.data.filepath) for landing in in_named_files)


def land(context: Context, job: Job) -> bpy.types.Object | None:
    """Bring a finished job's prop into the open file, whatever the user is doing.

    :returns: the prop, or None when it must first be prepared again for this Blender.
    :raises PreparationFailed: its files are gone or unreadable.
    :raises LookDoesNotFit: it is for a mesh that is gone or was edited; the job stays as it is.
    """
    state = session.current()
    if _prepared_for_newer_blender(job):
        state.ledger.prepare_again(
            job.id,
            prepare_command=background.prepare_command(),
            blender_version=addon.blender_version(),
        )
        return None
    try:
        prop, done = _bring_in(context, job)
    except PropUnusable as error:
        raise PreparationFailed(str(error)) from error
    state.landed.add(job.id)
    state.waiting.pop(job.id, None)
    state.refused.pop(job.id, None)
    bpy.ops.ed.undo_push(message=done)
    state.ledger.move(job.id, State.IMPORTED)
    state.ledger.landings.add(job.id, bpy.data.filepath)
    state.refresh()
    return prop


def _bring_in(context: Context, job: Job) -> tuple[bpy.types.Object, str]:
    """Bring what a job made into the open file; return the first object of it, and the name of the undo step.

    :raises PropUnusable: its files are gone or unreadable.
    :raises LookDoesNotFit: the mesh that it is for is gone or was edited.
    """
    if job.kind is Kind.TEXTURES:
        from .new_look import bring_look

        return bring_look(context, job), f"New Textures for {job.name}"
    if job.kind is Kind.PARTS:
        from .land_parts import add_parts_of

        return add_parts_of(context, job, placement.find_targets(job.id), size=_size(job)), f"Split {job.name}"
    prop = add_prop(
        context,
        prepared_path=job.prepared_path,
        model_path=None if job.only_with_bounds else job.model_path,
        provenance=_provenance(job),
        targets=placement.find_targets(job.id),
        size=_size(job),
        restore_quads=job.asked_for_quads,
    )
    return prop, f"Add {job.name}"


def _prepared_for_newer_blender(job: Job) -> bool:
    if not job.prepared_file or not job.prepared_version:
        return False
    prepared = tuple(int(part) for part in job.prepared_version.split(".")[:2])
    return prepared > bpy.app.version[:2]


def _provenance(job: Job) -> Provenance:
    return Provenance(
        job_id=job.id,
        name=job.name,
        variant_of=job.target.variant_of,
        made_at=job.created_at,
        source=job.source,
        prompt=job.prompt,
        final_prompt=job.final_prompt,
        images=job.images,
        options=job.options,
        size=_size(job),
        bbox_condition=job.bbox_condition,
        credits=job.consumed_credits,
        task_uuid=job.task_uuid,
    )


def _size(job: Job) -> Size:
    return Size.of_words(job.target.size_meters, job.target.size_axis)
