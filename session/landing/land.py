# SPDX-License-Identifier: GPL-3.0-or-later
"""Props come into the scene at their placeholders, as one undo step; then the ledger notes it."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import bpy

from ...errors import RodinError
from ...jobs.errors import PreparationFailed
from ...jobs.work import Kind
from ...scene.errors import PropUnusable
from ...scene.places import leaving
from .. import session
from ..keeping import after_landing
from ..language import translated
from ..results.prepared import is_cleaned_up, is_of_newer_blender, prepare_again
from . import file_of_jobs
from .bring_in import bring_in, places_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bpy.types import Context, Object

    from ...jobs.job import Job
    from ...scene.places.pose import Pose

_MOST_AT_ONCE = 20
"""Of which the places are looked at where time counts: no more come in within the time that a tick may take."""


@dataclass(slots=True)
class Landed:
    """What became of jobs that were to land together, by their ids. Those in neither were left for the next time."""

    objects: dict[str, Object] = field(default_factory=dict)
    """The first object of each that is in the scene now."""
    errors: dict[str, Exception] = field(default_factory=dict)
    """Why the others are not; their jobs stay as they are."""


def land(context: Context, job: Job) -> Object | None:
    """Bring a finished job's prop into the open file, whatever the user is doing.

    :returns: the prop, or None when it must first be prepared again for this Blender.
    :raises PreparationFailed: its files are gone or unreadable.
    :raises LookDoesNotFit: it is for a mesh that is gone or was edited; the job stays as it is.
    """
    landed = land_together(context, [job])
    if job.id in landed.errors:
        raise landed.errors[job.id]
    return landed.objects.get(job.id)


def land_together(
    context: Context, jobs: Sequence[Job], *, seconds: float = math.inf, poses: Mapping[str, Pose] | None = None
) -> Landed:
    """Bring what finished jobs have made into the open file, as one undo step, whatever the user is doing.

    One that cannot land does not keep the others from it.

    :param seconds: for bringing them in; at least the first one lands.
    :param poses: job id -> where its prop stands, whatever waits for it; the others stand at what waits for them.
    """
    began = time.perf_counter()
    landed, steps = Landed(), []
    tried = jobs if seconds == math.inf else jobs[:_MOST_AT_ONCE]
    ready = []
    for job in tried:
        try:
            if not _is_prepared_again(job):
                ready.append(job)
        except RodinError as error:
            landed.errors[job.id] = error
    places = places_of(context, ready, poses or {})
    with leaving.together():
        for job in ready:
            started = time.perf_counter()
            try:
                landed.objects[job.id], step = bring_in(context, job, places[job.id])
                steps.append((job, step))
            except PropUnusable as error:
                landed.errors[job.id] = PreparationFailed(str(error))
                landed.errors[job.id].__cause__ = error
            except Exception as error:  # whatever it is, those that have landed must be noted
                landed.errors[job.id] = error
            ended = time.perf_counter()
            if 2 * ended - started - began > seconds:  # another one of that size would end too late
                break
    if steps:
        after_landing.mark_assets(context, [job for job, _ in steps], landed.objects)
        _finish(steps)
        after_landing.keep_props(context, [job for job, _ in steps])
    return landed


def _finish(steps: Sequence[tuple[Job, str]]) -> None:
    """Push one undo step, and note in one transaction of the ledger where the props are."""
    state = session.current()
    for job, _ in steps:
        state.landed.add(job.id)
        state.waiting.pop(job.id, None)
        state.refused.pop(job.id, None)
    bpy.ops.ed.undo_push(message=translated(_step_name(steps)))
    job_ids = [job.id for job, _ in steps]
    state.ledger.landings.note(job_ids, bpy.data.filepath)
    file_of_jobs.note(job_ids)
    state.refresh()


def _step_name(steps: Sequence[tuple[Job, str]]) -> str:
    if len(steps) == 1:
        return steps[0][1]
    kinds = {job.kind for job, _ in steps}
    if kinds == {Kind.GENERATION}:
        return f"Add {len(steps)} Props"
    if kinds == {Kind.TEXTURES}:
        return f"New Textures for {len(steps)} Meshes"
    if kinds == {Kind.PARTS}:
        return f"Split {len(steps)} Props"
    return f"Add {len(steps)} Results"


def _is_prepared_again(job: Job) -> bool:
    """Have what a newer Blender has prepared, or what was cleaned up, prepared again; return whether that is so."""
    if not (is_of_newer_blender(job) or is_cleaned_up(job)):
        return False
    prepare_again(job)
    return True
