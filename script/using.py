# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts finished props to use: in the open file, in the library, in files. None of it costs anything."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..jobs.library import layout
from ..jobs.library.errors import KeepingFailed, LibraryNotChosen
from ..session.keeping import keep as keeping
from ..session.keeping import library, queue
from ..session.orders import results
from .context import context, jobs_of


def place(job_id: str, *, location: tuple[float, float, float] = (0.0, 0.0, 0.0), turn_radians: float = 0.0) -> str:
    """Bring a finished prop into the open file, upright on a point, as one undo step; return the object's name.

    :param location: of the middle of its floor in world space, in scene units.
    :param turn_radians: about the vertical, counterclockwise from above.
    :raises JobUnknown: there is no such job.
    :raises NotFinished, JobEnded: there is no prop; its sentence says why.
    :raises PreparationFailed: its files are gone or unreadable.
    """
    (job,) = jobs_of([job_id])
    return results.append_prop(context(), job, location=location, turn_radians=turn_radians).name


def keep(*job_ids: str) -> tuple[str, ...]:
    """Write finished props into the library that the artist chose, and wait for it; return the paths of their files.

    What is there already stays as it is.

    :raises LibraryNotChosen, LibraryGone: there is no folder to keep them in.
    :raises KeepingFailed: some are not kept; its sentence says why.
    """
    jobs = jobs_of(job_ids)
    begun = keeping.keep(context(), jobs)
    queue.finish(context(), [job.id for job in begun.asked])
    if begun.refused:
        raise KeepingFailed(tuple(begun.refused.values()))
    if (chosen := library.chosen(context())) is None:
        raise LibraryNotChosen
    kept = layout.find_kept(chosen.folder)
    return tuple(str(layout.path_of(job.id, kept)) for job in jobs)


def write(job_ids: Iterable[str], path: str | os.PathLike[str]) -> str:
    """Write finished props beside each other into a file, and wait for it; return its absolute path.

    :param path: ends with .blend, .glb, .gltf, .usdc, .usdz, .fbx, .obj, .stl or .ply. A file of that name is replaced.
    :raises KindUnknown, NotWritten: it cannot be written; its sentence says why.
    :raises NotFinished, JobEnded: one of the jobs has no prop.
    """
    destination = Path(path).absolute()
    results.export(context(), jobs_of(job_ids), destination)
    return str(destination)
