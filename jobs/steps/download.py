# SPDX-License-Identifier: GPL-3.0-or-later
"""Fetches what the service made: the model, checked, and its picture."""

import contextlib
import logging
import time
from collections.abc import Callable
from pathlib import Path

from ... import disk
from ...api.download import DownloadLimits
from ...api.errors import GenerationFailed, ModelRefused, NoModelInResult, NoSuchTask
from ...api.results import RemoteFile, choose_model_file, choose_preview
from ...errors import RodinError, Stopped
from ..changes import JobChanges
from ..crashpoints import reached
from ..glb.check import check_glb
from ..hold import NO_HOLD
from ..job import Job
from ..states import State
from .tools import JobTools

logger = logging.getLogger(__name__)

_FIRST_PAUSE_SECONDS = 1.0
"""If the list is empty, it mostly is so for a moment only."""
_NOTE_SECONDS = 0.25
"""Progress is written down at most this often."""
_PREVIEW_LIMITS = DownloadLimits(size_bytes=20 << 20, deadline_seconds=20.0, stall_seconds=10.0, refreshes=1)


def fetch(job: Job, tools: JobTools) -> None:
    """Download a DOWNLOADING job's model and move the job to PREPARING, or to READY without a preparation.

    :raises RodinError: if there is no model, no space for it, or no connection; fetching can begin again.
    :raises Stopped, IllegalMove:
    """
    reached("download:before-list")
    files = _files(job, tools)
    model = choose_model_file(files, job.options)
    facts = _fetch_model(job, tools, model)
    reached("download:before-preview")
    facts.update(_fetch_preview(job, tools, files))
    reached("download:before-preparing")
    tools.ledger.move(job.id, State.PREPARING if job.prepare_command else State.READY, **facts)


def _files(job: Job, tools: JobTools) -> tuple[RemoteFile, ...]:
    """Return the list of files once there is a model in it."""
    tries = 1 if job.steps_failed else tools.timing.list_tries
    pause = min(_FIRST_PAUSE_SECONDS, tools.timing.list_interval_seconds)
    while True:
        tries -= 1
        try:
            files = tools.client.files(job.task_uuid)
            choose_model_file(files, job.options)
        except (NoModelInResult, NoSuchTask) as error:
            if job.steps_failed:
                raise GenerationFailed from error
            if tries <= 0 or isinstance(error, NoSuchTask):
                raise
        else:
            return files
        if tools.wait(pause):
            raise Stopped
        pause = min(2 * pause, tools.timing.list_interval_seconds)


def _fetch_model(job: Job, tools: JobTools, model: RemoteFile) -> JobChanges:
    """Fetch and check the model; one that an earlier worker has fetched is only checked."""
    path = job.folder / f"model.{model.suffix}"
    facts: JobChanges = {"model_file": path.name}

    def check(candidate: Path) -> None:
        reached("download:before-check")
        facts["triangles"] = _check(candidate, model.suffix)

    def refresh() -> RemoteFile:
        return choose_model_file(tools.client.files(job.task_uuid), job.options)

    if path.exists():
        try:
            check(path)
        except ModelRefused:
            disk.remove(path)
        else:
            return facts
    tools.fetcher.download(model, path, refresh=refresh, on_progress=_progress(job, tools), check=check)
    size_bytes = path.stat().st_size
    facts.update({"bytes_done": size_bytes, "bytes_total": size_bytes})
    return facts


def _check(path: Path, suffix: str) -> int | None:
    """Return the number of triangles, None for formats that only an importer can read."""
    if suffix == "glb":
        return check_glb(path).triangles
    if path.stat().st_size == 0:
        raise ModelRefused("it is empty")
    return None


def _progress(job: Job, tools: JobTools) -> Callable[[int, int | None], None]:
    last = -_NOTE_SECONDS

    def note(done: int, total: int | None) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _NOTE_SECONDS:
            last = now
            reached("download:progress")
            with contextlib.suppress(RodinError):  # a download goes on if its progress cannot be written down
                tools.ledger.update(job.id, bytes_done=done, bytes_total=total, hold=NO_HOLD)

    return note


def _fetch_preview(job: Job, tools: JobTools, files: tuple[RemoteFile, ...]) -> JobChanges:
    """Fetch the picture of the result if there is one; the job does not fail without it."""
    preview = choose_preview(files)
    if preview is None:
        return {}
    path = job.folder / f"preview.{preview.suffix}"
    try:
        tools.fetcher.download(preview, path, refresh=lambda: preview, limits=_PREVIEW_LIMITS)
    except RodinError as error:
        logger.info("job %s has no preview: %s", job.id, error.code)
        return {}
    return {"preview_file": path.name}
