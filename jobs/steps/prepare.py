# SPDX-License-Identifier: GPL-3.0-or-later
"""Has a background Blender turn the model into a small .blend.

``Job.prepare_command``, or that of another Blender if this one is gone, is called with one more argument, the path of a
``PrepareRequest``. It writes the .blend to ``output`` and a JSON file to ``result``:

    {"ok": true, "object": text, "dimensions": [x, y, z], "triangles": n, "quads": n, "blender_version": text}
    {"ok": false, "error": middle of a sentence}

Its standard input stays open as long as its worker lives, and it ends when that ends. Its time and its memory are
limited. What it prints is kept in ``prepare.log``, up to a limit. The first try is made in one that has started already
(see ``Spares``), if there is one.
"""

import contextlib
import logging
import threading
from pathlib import Path

from ... import disk
from ...api.errors import ModelDoubtful, ModelRefused
from ...errors import Stopped
from ...processes import children, memory, standby
from ...processes.prepare_request import LEVELS_FILE, reduced_path, unpacked_path
from ...processes.spare import SpareGone, forget_order, was_taken
from ..background.child import Child
from ..background.prepare_command import commands_for
from ..changes import JobChanges
from ..crashpoints import reached
from ..errors import PreparationFailed
from ..files import refused_write, write_private
from ..glb.check import check_glb
from ..glb.limits import IN_THE_OPEN
from ..job import Job
from ..states import State
from .prepare_result import Crashed, Prepared, check_blend, read_result
from .request_of_job import preparation_of
from .tools import JobTools

logger = logging.getLogger(__name__)

_BASE_SECONDS = 240.0
_SECONDS_PER_MEGABYTE = 4.0
_LONGEST_SECONDS = 3600.0
_MORE_SECONDS_FOR_WORK = 900.0
"""Textures may have to be baked, on a computer without a graphics card."""
_LOOK_SECONDS = 0.1
_OUTPUT, _RESULT, _TASK, _PID, _LOG = (
    "prepared.blend",
    "prepare-result.json",
    "prepare.json",
    "prepare.pid",
    "prepare.log",
)


class NotStarted(PreparationFailed):
    """The background Blender could not be started."""

    def __init__(self) -> None:
        super().__init__("the background Blender could not be started")


def prepare(job: Job, tools: JobTools) -> None:
    """Make the .blend of a PREPARING job and move the job to READY.

    Without a command, or without a background Blender, the model itself is imported later, if it is small enough.

    :raises PreparationFailed: if the background Blender fails, crashes, hangs, or reports what is not so.
    :raises DiskFull, FolderNotWritable:
    :raises Stopped, IllegalMove:
    """
    if job.model_path is None or not job.model_path.is_file():
        tools.ledger.move(job.id, State.DOWNLOADING, goes_on=True, note="the model is gone", model_file="")
        return
    if not job.prepare_command:
        _leave_unprepared(job, tools)
        return
    while not tools.preparations.acquire(timeout=_LOOK_SECONDS):
        if tools.stop.is_set():
            raise Stopped
    try:
        prepared = _run_first_that_starts(job, tools)
    except NotStarted as error:
        logger.warning("job %s: %s", job.id, error.reason)
        _leave_unprepared(job, tools, note=error.reason)
        return
    finally:
        tools.preparations.release()
    reached("prepare:before-ready")
    facts: JobChanges = {
        "prepared_file": _OUTPUT,
        "prepared_version": prepared.blender_version,
        "dimensions": prepared.dimensions,
    }
    for sentence in prepared.notices:
        tools.ledger.notices.add(f"“{job.name}”: {sentence}")
    if prepared.triangles is not None:
        facts["triangles"] = prepared.triangles
    facts["quads"] = prepared.quads
    tools.ledger.move(job.id, State.READY, goes_on=True, **facts)


def _run_first_that_starts(job: Job, tools: JobTools) -> Prepared:
    """Run the preparation in the Blender that made the job, or else in the one that ran last."""
    for command in commands_for(job, tools.ledger.path):
        if command != job.prepare_command:
            job = tools.ledger.update(job.id, note="another Blender prepares it", prepare_command=command)
        with contextlib.suppress(NotStarted):
            return _run_again_after_a_crash(job, tools)
    raise NotStarted


def _run_again_after_a_crash(job: Job, tools: JobTools) -> Prepared:
    """Run the preparation, and once more after a crash: a person, or a system short of memory, may have killed it.

    A model that crashes Blender does so both times.
    """
    try:
        return run(job, tools.stop, spare=tools.spares.take(job, job.prepare_command))
    except Crashed:
        logger.warning("job %s: the preparation crashed, trying once more", job.id)
        return run(job, tools.stop)


def _leave_unprepared(job: Job, tools: JobTools, *, note: str = "") -> None:
    """Leave it to the artist's own Blender, which nothing bounds: it gets only what cannot be too much for it.

    :raises PreparationFailed: the model may be.
    """
    assert job.model_path is not None
    if job.work is not None:
        raise PreparationFailed(f"{NotStarted().reason}, and without one only whole props can be imported")
    try:
        if job.only_with_bounds:
            raise ModelDoubtful("it was refused before")
        if job.model_path.suffix == ".glb":
            check_glb(job.model_path, limits=IN_THE_OPEN)
    except ModelRefused as refused:
        raise PreparationFailed(
            f"{NotStarted().reason}, and without one the model may be too much for this Blender: {refused.reason}"
        ) from refused
    tools.ledger.move(job.id, State.READY, goes_on=True, note=note, prepared_file="", prepared_version="")


def timeout_seconds(model_bytes: int) -> float:
    """Return how long a preparation may take: ten times what a slow machine needs."""
    return min(_LONGEST_SECONDS, _BASE_SECONDS + _SECONDS_PER_MEGABYTE * model_bytes / 1e6)


def run(job: Job, stop: threading.Event, *, timeout: float | None = None, spare: Child | None = None) -> Prepared:
    """Run the command and return what it reports; the .blend is in its place then.

    :param spare: a Blender that waits; another one is started if it has ended.
    :raises PreparationFailed, DiskFull, FolderNotWritable, Stopped: see ``prepare``.
    """
    assert job.model_path is not None
    usual = timeout_seconds(job.model_path.stat().st_size) + (0.0 if job.work is None else _MORE_SECONDS_FOR_WORK)
    folder, output, result = job.folder, job.folder / f"new-{_OUTPUT}", job.folder / _RESULT
    try:
        _make_ready(job, output, result)
        code = _run_child(job, spare, stop, timeout or usual)
    finally:
        if spare is not None:
            spare.end()
    reached("prepare:after-end")
    prepared = read_result(result, exit_code=code)
    check_blend(output)
    try:
        disk.remove(folder / LEVELS_FILE)  # they may be of another model
        disk.replace(output, folder / _OUTPUT)
    except OSError as error:
        raise refused_write(error, folder) from error
    return prepared


def _make_ready(job: Job, output: Path, result: Path) -> None:
    """Write the request, and remove what an earlier try left."""
    _end_leftover(job)
    try:
        disk.remove(output)
        disk.remove(result)
    except OSError as error:
        raise refused_write(error, job.folder) from error
    request = preparation_of(job, output=output, result=result)
    write_private(job.folder / _TASK, request.to_json())
    reached("prepare:before-start")


def _run_child(job: Job, spare: Child | None, stop: threading.Event, timeout: float) -> int:
    """Have a Blender serve the request and return its exit code; it does not outlive this call."""
    task = job.folder / _TASK
    if spare is not None:
        try:
            code = _let_work(job, spare, stop, timeout)
            if was_taken(task):
                return code
        except SpareGone:
            pass
        finally:
            forget_order(task)
        logger.info("job %s: the spare Blender has ended, another one is started", job.id)
    try:
        child = Child.for_request(job.prepare_command, task, memory_bytes=memory.bound_bytes())
    except (OSError, ValueError) as error:
        raise NotStarted from error
    return _let_work(job, child, stop, timeout)


def _let_work(job: Job, child: Child, stop: threading.Event, timeout: float) -> int:
    """Return the exit code of a child that serves a job's request. :raises SpareGone: it has ended before."""
    try:
        child.output.keep_in(job.folder / _LOG)
        write_private(job.folder / _PID, str(child.process.pid))
        if child.spare is not None:
            child.spare.give(job.folder / _TASK)
        reached("prepare:after-start")
        return child.wait(stop, timeout)
    finally:
        child.end()
        disk.discard(job.folder / _PID)
        if job.model_path is not None:  # one that was killed leaves these
            unpacked = unpacked_path(job.model_path)
            for left in (reduced_path(job.model_path), unpacked, reduced_path(unpacked)):
                disk.discard(left)


def _end_leftover(job: Job) -> None:
    """End the child of a worker that was killed: it works on the same files."""
    path = job.folder / _PID
    try:
        pid = int(path.read_text("ascii"))
    except (OSError, ValueError):
        return
    command = children.command_of(pid)
    if str(job.folder) in command or standby.is_one_that_waits(command):
        children.kill_group(pid)
    disk.discard(path)
