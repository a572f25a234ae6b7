# SPDX-License-Identifier: GPL-3.0-or-later
"""What came of orders: brought into the open file at a point, or written into a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mathutils import Vector

from ...jobs.files import is_full
from ...jobs.work import Kind
from ...scene.prop_files.orders import KINDS, PropSource
from .. import session
from ..gallery.importing import IMPORTABLE, place
from ..landing.wait_in_background import JobEnded
from ..results.made import provenance_of_job
from ..results.prepared import is_cleaned_up, is_of_newer_blender, prepare_again
from .errors import KindUnknown, NotFinished, NotWritten
from .waiting import watch

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bpy.types import Context, Object

    from ...jobs.job import Job


def append_prop(
    context: Context, job: Job, *, location: tuple[float, float, float] = (0.0, 0.0, 0.0), turn_radians: float = 0.0
) -> Object:
    """Bring a job's prop into the open file, upright on a point in world space, as one undo step. Costs nothing.

    It takes seconds if a newer Blender has prepared it, or its file was cleaned up, and it is prepared again.

    :param location: of the middle of its floor, in scene units.
    :param turn_radians: about the vertical.
    :raises NotFinished, JobEnded: there is no prop.
    :raises PreparationFailed: its files are gone or unreadable.
    """
    prop = place(context, _readable(context, job), Vector(location), turn=turn_radians)
    if prop is None:
        raise NotFinished(job.name)
    return prop


def export(context: Context, jobs: Iterable[Job], path: Path) -> None:
    """Write what jobs have made into one file, beside each other along X, and wait for it.

    The open file stays as it is. Props have the size that was ordered; parts and new textures are written as they were
    prepared. A file of this name is replaced once the new one is whole; what belongs to it, such as pictures, is put
    beside it.

    :param path: ends with one of `KINDS`: .blend .glb .gltf .usdc .usdz .fbx .obj .stl .ply.
    :raises KindUnknown: it ends otherwise.
    :raises NotFinished, JobEnded: one of the jobs has no result.
    :raises NotWritten: it cannot be written; its sentence says why.
    """
    from ...scene.prop_files.written_file import write_file

    require_kind(path)
    sources = [_source_of(_readable(context, job)) for job in jobs]
    try:
        if not path.parent.is_dir():
            raise NotWritten(path.name, "its folder is not there")
        reason = write_file(sources, path.absolute())
    except OSError as error:
        reason = "its disk is full" if is_full(error) else error.strerror or "its folder refuses it"
        raise NotWritten(path.name, reason) from error
    if reason:
        raise NotWritten(path.name, reason)


def require_kind(path: Path) -> None:
    """Refuse a file of a kind that cannot be written, before anything is paid. :raises KindUnknown:"""
    if path.suffix.lower() not in KINDS:
        raise KindUnknown(path.name, KINDS)


def require_result(job: Job) -> None:
    """Refuse a job that has no result. :raises NotFinished, JobEnded:"""
    if job.active:
        raise NotFinished(job.name)
    if job.state not in IMPORTABLE:
        raise JobEnded(job)


def _readable(context: Context, job: Job) -> Job:
    """Return a job whose result this Blender can read; it is prepared again first if need be."""
    require_result(job)
    if is_of_newer_blender(job) or is_cleaned_up(job):
        prepare_again(job)
        for _ in watch(context, [job.id]):
            pass
        job = session.current().ledger.get(job.id)
        require_result(job)
    return job


def _source_of(job: Job) -> PropSource:
    is_prop = job.kind is Kind.GENERATION
    return PropSource(
        prepared=job.prepared_path,
        model=job.model_path,
        provenance=provenance_of_job(job).to_json() if is_prop else "",
        restore_quads=job.asked_for_quads,
    )
