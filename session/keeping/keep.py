# SPDX-License-Identifier: GPL-3.0-or-later
"""Has the props of jobs kept in the library: one or many."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import bpy

from ...jobs.crashpoints import reached
from ...jobs.library import layout
from ...jobs.library.errors import LibraryGone, LibraryNotChosen
from ...jobs.library.keepings import Keeping
from ...jobs.states import State
from ...jobs.work import Kind
from .. import session
from ..refusals import not_finished
from . import library, queue
from .kept_size import kept_size, shown_props

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bpy.types import Context

    from ...jobs.job import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingBegun:
    """What became of a wish to keep props. Each job is in one of these."""

    asked: tuple[Job, ...] = ()
    """Are being kept now; the monitor tells when they are."""
    already: tuple[Job, ...] = ()
    """Were in the library before."""
    refused: dict[str, str] = field(default_factory=dict)
    """Job id -> why it cannot be kept, a sentence."""


def keep(context: Context, jobs: Sequence[Job], *, folder: Path | None = None, project: str = "") -> KeepingBegun:
    """Have the props of jobs kept in a library, each in a file of its own; what is there already is not kept twice.

    It is written down first, and goes on after a crash. In background mode, `queue.finish` waits for it.

    :param folder: of the library; None for the one that was chosen.
    :param project: for all of them; "" for the one that each was made for.
    :raises LibraryNotChosen, LibraryGone: there is no folder to keep them in.
    """
    if folder is None:
        if (chosen := library.chosen(context)) is None:
            raise LibraryNotChosen
        folder = chosen.folder
    if not folder.is_dir():
        raise LibraryGone(folder.name)
    refused = {job.id: reason for job in jobs if (reason := why_not(job))}
    kept = layout.find_kept(folder)
    wanted = [job for job in dict.fromkeys(jobs) if job.id not in refused]
    already = tuple(job for job in wanted if layout.path_of(job.id, kept) is not None)
    asked = tuple(job for job in wanted if job not in already)
    if asked:
        shown = shown_props()
        queue.table().ask(
            Keeping(
                job_id=job.id,
                library=folder,
                project=layout.clean(project) or _project(job, is_here=job.id in shown),
                size=kept_size(context, shown.get(job.id)),
            )
            for job in asked
        )
        reached("keep:after-row")
        queue.look()
    return KeepingBegun(asked=asked, already=already, refused=refused)


def why_not(job: Job) -> str:
    """Return why a job's prop cannot be kept, a sentence; "" if it can. Cheap: for drawing."""
    if job.kind is not Kind.GENERATION:
        return f"“{job.name}” is no prop of its own: only props can be kept."
    if job.state not in (State.READY, State.IMPORTED):
        return not_finished(job)
    return ""


def _project(job: Job, *, is_here: bool) -> str:
    """Return the project of a job: of the open file if the prop is in it, else of the file that it last landed in."""
    if is_here:
        return layout.project_of(bpy.data.filepath)
    landings = session.current().ledger.landings.of(job.id)
    saved = [landing.blend_path for landing in landings if landing.blend_path]
    return layout.project_of(saved[-1] if saved else bpy.data.filepath)
