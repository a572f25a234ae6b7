# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a finished prop is to land by itself, or has landed in the open file already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from ...jobs.states import State
from .. import session
from .same_file import is_same_file

if TYPE_CHECKING:
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
