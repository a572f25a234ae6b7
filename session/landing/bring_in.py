# SPDX-License-Identifier: GPL-3.0-or-later
"""What a job has made comes into the scene: a prop, parts, or a look. Pushes no undo step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...jobs.work import Kind
from ...scene.places import placement
from ...scene.props.add_prop import add_prop, poses_for
from ..results.made import provenance_of_job, size_of_job

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bpy.types import Context, Object

    from ...jobs.job import Job
    from ...scene.places.pose import Pose


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a job lands."""

    targets: tuple[Object, ...]
    """The objects that wait for it."""
    poses: tuple[Pose, ...]
    """Of `poses_for` these targets, or the one where it stands without a target; none but for a prop. With neither, a
    prop lands at the 3D cursor."""


def places_of(context: Context, jobs: Sequence[Job], given: Mapping[str, Pose]) -> dict[str, Place]:
    """Return where several jobs land, by their ids, with one walk through the file and one depsgraph update.

    :param given: where some of them stand, whatever waits for them.
    """
    by_job = {job_id: found for job_id, found in placement.targets_by_job().items() if job_id not in given}
    targets = [tuple(sorted(by_job.get(job.id, ()), key=lambda target: target.name)) for job in jobs]
    moving = [each if job.kind is Kind.GENERATION else () for job, each in zip(jobs, targets, strict=True)]
    poses = poses_for(context, [(each, size_of_job(job)) for job, each in zip(jobs, moving, strict=True)])
    found = zip(jobs, targets, poses, strict=True)
    places = {job.id: Place(targets=its_targets, poses=tuple(its_poses)) for job, its_targets, its_poses in found}
    return places | {job.id: Place(targets=(), poses=(given[job.id],)) for job in jobs if job.id in given}


def bring_in(context: Context, job: Job, place: Place) -> tuple[Object, str]:
    """Bring what a job made into the open file; return the first object of it, and the name of the undo step.

    :raises PropUnusable: its files are gone or unreadable.
    :raises LookDoesNotFit: the mesh that it is for is gone or was edited.
    """
    if job.kind is Kind.TEXTURES:
        from .new_look import bring_look

        return bring_look(context, job), f"New Textures for {job.name}"
    if job.kind is Kind.PARTS:
        from .land_parts import add_parts_of

        return add_parts_of(context, job, place.targets, size=size_of_job(job)), f"Split {job.name}"
    prop = add_prop(
        context,
        prepared_path=job.prepared_path,
        model_path=None if job.only_with_bounds else job.model_path,
        provenance=provenance_of_job(job),
        targets=place.targets,
        poses=place.poses,
        size=size_of_job(job),
        restore_quads=job.asked_for_quads,
    )
    return prop, f"Add {job.name}"
