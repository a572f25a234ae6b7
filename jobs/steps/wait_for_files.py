# SPDX-License-Identifier: GPL-3.0-or-later
"""Waits for the files of a task of which only the id is known: without its subscription key, no status tells."""

from dataclasses import replace

from ...api.errors import InvalidRequest, NoModelInResult, NoSuchTask
from ...api.options.rules import file_format
from ...api.options.types import GeometryFileFormat
from ...api.results import RemoteFile
from ...errors import Stopped
from ..crashpoints import reached
from ..errors import GenerationTimedOut, TaskUnknown
from ..hold import NO_HOLD
from ..job import Job
from ..states import State
from .tools import JobTools, TroubleLimit
from .wait import interval_seconds


def follow_files(job: Job, tools: JobTools, trouble: TroubleLimit) -> None:
    """Ask for the files of a WAITING task until its model is among them, then move it to DOWNLOADING.

    Nothing here can be charged: asking for files is free.

    :raises TaskUnknown: this account has no such task, or none any more.
    :raises NoModelInResult, GenerationTimedOut: there are other files alone; nothing came for long.
    :raises RodinError: if asking failed; this can simply be called again.
    :raises Stopped, IllegalMove:
    """
    waited = job.waited_seconds
    with tools.polling_jobs.polling():
        while True:
            files = _files(job, tools)
            trouble.reset()
            if found := _format_of(job, files):
                reached("wait:before-downloading")
                options = replace(job.options, geometry_file_format=found)
                tools.ledger.move(
                    job.id, State.DOWNLOADING, goes_on=True, options=options, bytes_done=0, bytes_total=None
                )
                return
            pause = interval_seconds(tools.timing, asking=tools.polling_jobs.count, waited_seconds=waited)
            if waited > tools.timing.deadline_seconds:
                raise NoModelInResult([file.name for file in files]) if files else GenerationTimedOut(waited)
            tools.ledger.update(job.id, waited_seconds=waited, hold=NO_HOLD if job.hold else None)
            if tools.wait(pause):
                raise Stopped
            waited += pause


def _files(job: Job, tools: JobTools) -> tuple[RemoteFile, ...]:
    try:
        return tools.client.files(job.task_uuid)
    except (NoSuchTask, InvalidRequest) as error:
        raise TaskUnknown(job.task_uuid) from error


def _format_of(job: Job, files: tuple[RemoteFile, ...]) -> GeometryFileFormat | None:
    """Return the format that the model came in: what was asked for elsewhere is not known."""
    suffixes = {file.suffix for file in files}
    formats = (file_format(job.options), *GeometryFileFormat)
    return next((each for each in formats if each.value in suffixes), None)
