# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of Blender that a command works on: opened without their scripts, and written where it was asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from ...errors import RodinError
from ...jobs.files import refused_write
from ...session import session
from ...session.orders.errors import NotWritten
from ..errors import BadArguments, FileUnreadable
from ..exit_codes import ExitCode, exit_code_of_error, exit_code_of_job
from .following import answer_of, follow
from .shared_arguments import absolute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.types import Context, Object

    from ...jobs.job import Job
    from ..command import Run
    from ..output.answer import Answer


def open_blend(path: Path) -> None:
    """Open a .blend; its scripts do not run.

    :raises FileUnreadable: it is not there, or it is no file of this Blender.
    """
    path = absolute(path)
    if not path.is_file():
        raise FileUnreadable(path.name, "there is no such file")
    try:
        bpy.ops.wm.open_mainfile(filepath=str(path), load_ui=False, use_scripts=False)
    except RuntimeError as error:
        raise FileUnreadable(path.name, "this Blender cannot read it") from error


def select(context: Context, names: Sequence[str]) -> tuple[Object, ...]:
    """Select these objects, the first as the active one; without names, leave the file's own selection.

    :returns: what is selected.
    :raises BadArguments: one is not there.
    """
    objects = context.view_layer.objects
    if names:
        missing = [name for name in names if name not in objects]
        if missing:
            raise BadArguments(f"There is no object “{missing[0]}” in the view layer “{context.view_layer.name}”.")
        for each in tuple(objects.selected):
            each.select_set(False)
        for name in names:
            objects[name].select_set(True)
        objects.active = objects[names[0]]
    return tuple(objects.selected)


def save_blend(path: Path) -> None:
    """Write the open file. :raises NotWritten, DiskFull, FolderNotWritable:"""
    if path.is_dir():  # Blender 4.2 would rename the folder
        raise NotWritten(path.name, "a folder has this name")
    try:
        bpy.ops.wm.save_as_mainfile(filepath=str(path), check_existing=False)
    except RuntimeError as error:
        raise refused_write(OSError(str(error)), path.parent) from error


def landed_answer(run: Run, jobs: Sequence[Job], path: Path, *, go_on: str, said: Sequence[str] = ()) -> Answer:
    """Let what came land in the open file, and write that; return the answer for the jobs.

    If it cannot land or be written, the answer says so.

    :param go_on: what to type then, once it can be.
    """
    trouble: RodinError | None = None
    done = [job for job in jobs if exit_code_of_job(job) is ExitCode.DONE]
    try:
        for job in done:
            _land(run, job)
        save_blend(path)
    except RodinError as error:
        trouble = error
    now = {job.id: job for job in session.current().ledger.reader.several(job.id for job in done)}
    answer = answer_of([now.get(job.id, job) for job in jobs], said=said)
    if trouble is not None:
        return replace(answer, go_on=go_on).with_error(trouble, exit_code_of_error(trouble))
    return replace(answer, output=str(path))


def _land(run: Run, job: Job) -> bool:
    """Bring what a finished job has made into the open file; return whether it is there.

    What a newer Blender has prepared is prepared again first.

    :raises RodinError: its files are gone, or it does not fit.
    """
    from ...session.landing.land import land as land_it

    for _ in range(2):
        if land_it(run.context, job) is not None:
            return True
        follow(run, [job.id])
        job = session.current().ledger.get(job.id)
    return False
