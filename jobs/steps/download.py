# SPDX-License-Identifier: GPL-3.0-or-later
"""Fetches what the service made: the model, checked, and its picture."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from ...api.errors import GenerationFailed, NoModelInResult, NoSuchTask
from ...api.options.types import Material
from ...api.part_results import choose_part_files
from ...api.results import RemoteFile, choose_model_file, choose_preview, same_file
from ...errors import RodinError, Stopped
from ..changes import JobChanges
from ..crashpoints import reached
from ..errors import JobGone
from ..hold import NO_HOLD
from ..job import Job
from ..states import State
from ..work import NewTextures, Parts
from .check_model import check_model, check_what_is_there, discard_refused
from .fetch_pieces import discard_pieces, fetch_pieces
from .preview import PreviewFetch
from .tools import JobTools

logger = logging.getLogger(__name__)

_FIRST_PAUSE_SECONDS = 0.4
"""If the list is empty, it mostly is so for a moment only."""
_PAUSES_GROW = 1.5
_NOTE_SECONDS = 0.25
"""Progress is written down at most this often."""


def fetch(job: Job, tools: JobTools) -> None:
    """Download a DOWNLOADING job's model and move the job to PREPARING. A model that is refused is kept.

    :raises ModelRefused: see ``check_glb`` and ``check_archive``.
    :raises RodinError: if there is no model, no space for it, or no connection; fetching can begin again.
    :raises Stopped, IllegalMove:
    """
    reached("download:before-list")
    facts = check_what_is_there(job)
    files = _files(job, tools)
    preview = PreviewFetch(job, tools, choose_preview(files))
    try:
        facts = facts or _fetch_model(job, tools, files, preview)
        discard_pieces(job)
        reached("download:before-preview")
        facts.update(preview.facts())
    finally:
        preview.wait()
    reached("download:before-preparing")
    tools.ledger.move(job.id, State.PREPARING, goes_on=True, **facts)


def _files(job: Job, tools: JobTools) -> tuple[RemoteFile, ...]:
    """Return the list of files once there is a model in it."""
    tries = 1 if job.steps_failed else tools.timing.list_tries
    pause = min(_FIRST_PAUSE_SECONDS, tools.timing.list_interval_seconds)
    while True:
        tries -= 1
        try:
            files = tools.client.files(job.task_uuid)
            _choose(job, files)
        except (NoModelInResult, NoSuchTask) as error:
            if job.steps_failed:
                raise GenerationFailed from error
            if tries <= 0 or isinstance(error, NoSuchTask):
                raise
        else:
            return files
        if tools.wait(pause):
            raise Stopped
        pause = min(_PAUSES_GROW * pause, tools.timing.list_interval_seconds)


def _fetch_model(job: Job, tools: JobTools, files: tuple[RemoteFile, ...], preview: PreviewFetch) -> JobChanges:
    """Fetch and check the model. One that was damaged on its way is replaced only now that there is a whole one."""
    chosen = _choose(job, files, size_bytes=tools.fetcher.size_bytes)
    if len(chosen) > 1:
        return fetch_pieces(job, tools, chosen, on_progress=_progress(job, tools, preview))
    (model,) = chosen
    name = f"model.{model.suffix}"
    path = job.folder / name
    facts: JobChanges = {}

    def check(candidate: Path) -> None:
        reached("download:before-check")
        facts.update(check_model(job, candidate, name=name))

    def refresh() -> RemoteFile:
        renewed = tools.client.files(job.task_uuid)
        return same_file(renewed, model) or _choose(job, renewed)[0]

    on_progress = _progress(job, tools, preview)
    tools.fetcher.download(model, path, refresh=refresh, on_progress=on_progress, check=check)
    discard_refused(job)
    size_bytes = path.stat().st_size
    facts.update({"bytes_done": size_bytes, "bytes_total": size_bytes})
    return facts


def _choose(
    job: Job, files: Sequence[RemoteFile], *, size_bytes: Callable[[RemoteFile], int | None] = lambda file: None
) -> tuple[RemoteFile, ...]:
    """Return what the job is to get: one file, or several that belong together. :raises NoModelInResult:"""
    match job.work:
        case Parts(options=splitting):
            return choose_part_files(files, material=splitting.material, instruction=job.prompt)
        case NewTextures(options=textures):
            options = replace(job.options, material=Material[textures.material.name])
        case None:
            options = job.options
    return (choose_model_file(files, options, size_bytes=size_bytes),)


def _progress(job: Job, tools: JobTools, preview: PreviewFetch) -> Callable[[int, int | None], None]:
    """Return what is called as the model comes: it begins with the preview, and writes down how far it is."""
    last = -_NOTE_SECONDS

    def note(done: int, total: int | None) -> None:
        nonlocal last
        preview.begin()
        now = time.monotonic()
        if now - last >= _NOTE_SECONDS:
            last = now
            reached("download:progress")
            try:
                tools.ledger.update(job.id, bytes_done=done, bytes_total=total, hold=NO_HOLD)
            except JobGone:
                raise Stopped from None
            except RodinError as error:  # a download goes on if its progress cannot be written down
                logger.warning("progress of job %s: %s", job.id, error.code)

    return note
