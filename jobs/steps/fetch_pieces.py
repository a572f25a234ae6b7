# SPDX-License-Identifier: GPL-3.0-or-later
"""Fetches a model that comes in several files, and keeps it as one: a zip.

Each file is fetched into a folder of its own under a name that only depends on what the service calls it and where it
lies, so that a worker that comes later goes on where this one was killed, in whatever order the files are listed then.
"""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from ... import disk
from ...api.errors import DownloadTooLarge, ModelDamaged, ModelRefused
from ...api.results import RemoteFile, same_file
from ...processes import part_archive
from ..changes import JobChanges
from ..crashpoints import reached
from ..files import refused_write
from ..glb.check import check_glb
from ..glb.limits import NoSurface
from ..job import Job
from .check_model import check_model, discard_refused, move
from .tools import JobTools

_FOLDER = "pieces"
_NAME = "model.zip"

Progress = Callable[[int, int | None], None]


def fetch_pieces(job: Job, tools: JobTools, files: Sequence[RemoteFile], *, on_progress: Progress) -> JobChanges:
    """Fetch all files, pack them into the one that is kept, and check that.

    :raises ModelRefused: at least one of them is refused; all are kept together.
    :raises RodinError: see ``RodinClient.download``.
    """
    folder = job.folder / _FOLDER
    try:
        disk.make_private_folder(folder)
        pieces: list[tuple[str, Path]] = []
        done = 0
        for own_name, file in zip(_own_names(job, files), files, strict=True):
            path = _fetch(job, tools, file, folder / own_name, _after(done, on_progress))
            pieces.append((file.name, path))
            done += path.stat().st_size
            if done > part_archive.LARGEST_BYTES:
                raise DownloadTooLarge(part_archive.LARGEST_BYTES)
        facts = _pack(job, pieces)
    except OSError as error:
        raise refused_write(error, folder) from error
    except ModelRefused as refused:
        if not isinstance(refused, ModelDamaged):  # else the next try needs those that are whole
            discard_pieces(job)
        raise
    return {**facts, "bytes_done": done, "bytes_total": done}


def _after(done: int, on_progress: Progress) -> Progress:
    """Return what tells the progress of all files while one of them comes."""
    return lambda now, total: on_progress(done + now, None)


def discard_pieces(job: Job) -> None:
    """Remove what was fetched one by one: the whole is there."""
    shutil.rmtree(job.folder / _FOLDER, ignore_errors=True)


def _own_names(job: Job, files: Sequence[RemoteFile]) -> list[str]:
    """Return under which names files are kept for now: nothing of what the service calls them."""
    told = [f"{job.task_uuid}\n{file.name}\n{file.path}" for file in files]
    told = [f"{each}\n{told[:number].count(each)}" for number, each in enumerate(told)]
    return [f"{hashlib.sha256(each.encode('utf-8', 'replace')).hexdigest()[:24]}.glb" for each in told]


def _fetch(job: Job, tools: JobTools, file: RemoteFile, path: Path, on_progress: Progress) -> Path:
    """Fetch one file unless it is there already, and return it, also if it is refused: the archive is, then."""
    refused_path = path.with_name(f"refused-{path.name}")
    if path.exists() and not _is_damaged(path):
        return path

    def check(candidate: Path) -> None:
        reached("download:before-check")
        try:
            check_glb(candidate)
        except NoSurface:
            return
        except ModelRefused:
            move(candidate, refused_path)
            raise

    def refresh() -> RemoteFile:
        return same_file(tools.client.files(job.task_uuid), file) or file

    try:
        return tools.fetcher.download(file, path, refresh=refresh, on_progress=on_progress, check=check)
    except ModelRefused:
        return refused_path


def _is_damaged(path: Path) -> bool:
    """Say whether a file that was good is not as it came: the disk, or the system's end, may have harmed it."""
    try:
        check_glb(path)
    except ModelRefused as refused:
        return isinstance(refused, ModelDamaged)
    return False


def _pack(job: Job, pieces: Sequence[tuple[str, Path]]) -> JobChanges:
    packed = job.folder / f"new-{_NAME}"
    reached("download:before-packing")
    try:
        part_archive.write(packed, pieces)
        with packed.open("rb+") as file:
            disk.sync(file.fileno())
        reached("download:after-packing")
        facts = check_model(job, packed, name=_NAME)
        move(packed, job.folder / _NAME)
    finally:
        disk.discard(packed)
    discard_refused(job)
    return facts
