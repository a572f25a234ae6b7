# SPDX-License-Identifier: GPL-3.0-or-later
"""Several finished jobs come into the scene at once: each at its place, or else beside each other at the 3D cursor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mathutils import Matrix, Vector

from ...jobs.states import State
from ...jobs.work import Kind
from ...scene.measure.size import Size
from ...scene.places import placement
from ...scene.places.pose import pose_at
from .. import session
from ..landing.land import land_together

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bpy.types import Context, Object

    from ...jobs.job import Job
    from ...scene.places.pose import Pose

IMPORTABLE = frozenset({State.READY, State.IMPORTED})
_GAP = 0.15
"""Between props that stand beside each other, as a part of the wider one's size."""
_IN_A_ROW = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of jobs that were to be imported."""

    landed: int = 0
    unfinished: int = 0
    prepared_again: int = 0
    """For this version of Blender, which takes a moment; they wait in the list then."""
    errors: tuple[str, ...] = ()
    """Sentences, each with the job's name."""

    @property
    def sentence(self) -> str:
        """What to report, without the errors."""
        said = [f"{self.landed} of {self.landed + self.unfinished + self.prepared_again + len(self.errors)} imported"]
        if self.unfinished:
            said.append(f"{self.unfinished} not finished")
        if self.prepared_again:
            said.append(f"{self.prepared_again} being prepared for this version of Blender")
        return ", ".join(said)


def import_jobs(context: Context, job_ids: Iterable[str]) -> Imported:
    """Bring these jobs into the open file as one undo step, whatever the user is doing."""
    jobs = list(filter(None, map(session.current().job, job_ids)))
    finished = [job for job in jobs if job.state in IMPORTABLE]
    landed = land_together(context, finished, poses=beside_each_other(context, finished))
    names = {job.id: job.name for job in finished}
    return Imported(
        landed=len(landed.objects),
        unfinished=len(jobs) - len(finished),
        prepared_again=len(finished) - len(landed.objects) - len(landed.errors),
        errors=tuple(f"“{names[job_id]}”: {error}" for job_id, error in landed.errors.items()),
    )


def place(context: Context, job: Job, location: Vector, *, turn: float) -> Object | None:
    """Bring a finished job's prop into the open file at a point in world space, as one undo step.

    :param turn: about the vertical, in radians.
    :returns: the prop, or None when it must first be prepared again for this Blender.
    :raises PreparationFailed: its files are gone or unreadable.
    """
    landed = land_together(context, [job], poses={job.id: upright_at(context, job, location, turn=turn)})
    if job.id in landed.errors:
        raise landed.errors[job.id]
    return landed.objects.get(job.id)


def beside_each_other(context: Context, jobs: Sequence[Job]) -> dict[str, Pose]:
    """Return where props stand for which nothing in the file keeps a place, by the jobs' ids: in rows at the cursor."""
    has_place = placement.targets_by_job()
    homeless = [job for job in jobs if job.kind is Kind.GENERATION and job.id not in has_place]
    poses: dict[str, Pose] = {}
    cursor, y, depth = context.scene.cursor.location, 0.0, 0.0
    for start in range(0, len(homeless), _IN_A_ROW):
        y, x, depth, half = y + 2 * depth * (1 + _GAP), 0.0, 0.0, 0.0
        for job in homeless[start : start + _IN_A_ROW]:
            pose = upright_at(context, job, cursor)
            floor = floor_of(job, pose)
            x, half = x + (half + floor.x / 2) * (1 + _GAP) if half else 0.0, floor.x / 2
            depth = max(depth, floor.y / 2)
            poses[job.id] = replace(pose, matrix=Matrix.Translation((x, y, 0.0)) @ pose.matrix)
    return poses


def floor_of(job: Job, pose: Pose) -> Vector:
    """Return how big a prop will be along the axes of its pose, in scene units."""
    if job.dimensions is None or max(job.dimensions) <= 0.0:
        return pose.dimensions.copy()
    dimensions = Vector(job.dimensions)
    return Vector([side * scale for side, scale in zip(dimensions, pose.scale_for(dimensions), strict=True)])


def upright_at(context: Context, job: Job, location: Vector, *, turn: float = 0.0) -> Pose:
    """Return the pose of a job's prop that stands at a point in world space.

    :param turn: about the vertical, in radians.
    """
    size = Size.of_words(job.target.size_meters, job.target.size_axis)
    pose = pose_at(location, size=size, scene=context.scene)
    return replace(pose, matrix=pose.matrix @ Matrix.Rotation(turn, 4, "Z"))
