# SPDX-License-Identifier: GPL-3.0-or-later
"""The folders of jobs: private files, written whole or not at all.

A job's folder holds its inputs, ``job.json`` (all that is needed to write its row again), the model, the preview
and the prepared .blend.
"""

import contextlib
import errno
import json
import os
import secrets
import shutil
from pathlib import Path

from .. import disk
from ..api.errors import DiskFull, FolderNotWritable
from ..errors import RodinError
from . import serialization
from .job import Job

JOB_FILE = "job.json"
_REMOVED_FILE = "removed.json"
"""A record that was renamed: the artist removed the job, and what is left of its folder may go."""
ROOTS_FILE = "folders.json"
_DEFAULT_ROOT = "jobs"
_MAXIMUM_JOB_FILE_BYTES = 4 << 20


def refused_write(error: OSError, folder: Path) -> RodinError:
    """Make one of our errors, with a sentence, of a write that failed."""
    if is_full(error):
        return DiskFull()
    return FolderNotWritable(folder.name)


def is_full(error: OSError) -> bool:
    """Say whether a write failed for want of room."""
    return error.errno in {errno.ENOSPC, errno.EDQUOT}


def write_private(path: Path, text: str, *, durable: bool = False) -> None:
    """Write a file that only the user can read, whole or not at all.

    :param durable: return only when it is on the disk.
    :raises DiskFull, FolderNotWritable:
    """
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                if durable:
                    disk.sync(file.fileno())
            disk.replace(part, path)
        except OSError:
            disk.discard(part)
            raise
        if durable:
            disk.sync_folder(path.parent)
    except OSError as error:
        raise refused_write(error, path.parent) from error


def make_job_folder(root: Path, job_id: str | None = None) -> Path:
    """Make an empty folder for a new job.

    :param root: where the jobs' folders are; ``<folder of the ledger>/jobs`` unless the artist chose another place.
    :param job_id: letters and digits; None makes one up.
    :raises DiskFull, FolderNotWritable:
    """
    try:
        disk.make_private_folder(root)
        folder = root.resolve() / (job_id or secrets.token_hex(8))
        disk.make_private_folder(folder, exist_ok=False)
    except OSError as error:
        raise refused_write(error, root) from error
    return folder


def remember_root(ledger_path: Path, root: Path) -> None:
    """Note where jobs are kept, so that they are found again if the ledger is lost."""
    known = roots(ledger_path)
    if root not in known:
        text = json.dumps([str(path) for path in (*known[1:], root)], ensure_ascii=False)
        write_private(ledger_path.with_name(ROOTS_FILE), text)


def roots(ledger_path: Path) -> list[Path]:
    """Return all folders that hold jobs' folders; the default one comes first."""
    paths = [ledger_path.parent.resolve() / _DEFAULT_ROOT]
    try:
        document = json.loads(ledger_path.with_name(ROOTS_FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return paths
    if isinstance(document, list):
        paths += [Path(text) for text in document if isinstance(text, str) and Path(text) not in paths]
    return paths


def job_folders(ledger_path: Path) -> dict[str, str]:
    """Return the paths of the folders there are, by job id. Texts: there may be thousands, of which none is opened."""
    folders: dict[str, str] = {}
    for root in roots(ledger_path):
        try:
            with os.scandir(root) as entries:
                folders.update({entry.name: entry.path for entry in entries if entry.is_dir()})
        except OSError:
            continue
    return folders


def write_job_file(job: Job, *, durable: bool = False) -> None:
    """Write the job's own record into its folder.

    :raises DiskFull, FolderNotWritable:
    """
    write_private(job.folder / JOB_FILE, serialization.to_json(job), durable=durable)


def read_job_file(folder: Path) -> Job | None:
    """Read the job's own record; None if there is none that can be read, or if it belongs to another folder."""
    path = folder / JOB_FILE
    try:
        if path.stat().st_size > _MAXIMUM_JOB_FILE_BYTES:
            return None
        job = serialization.from_json(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return job if job.id == folder.name else None


def note_removal(folder: Path) -> None:
    """Note in a job's folder that the artist removed the job, so that it is never adopted again.

    :raises DiskFull, FolderNotWritable: the job must stay then.
    """
    try:
        disk.replace(folder / JOB_FILE, folder / _REMOVED_FILE)
    except FileNotFoundError:  # a full disk took no record, or the folder is gone
        with contextlib.suppress(OSError):
            (folder / _REMOVED_FILE).touch(mode=0o600)
    except OSError as error:
        raise refused_write(error, folder) from error


def is_of_removed_job(folder: Path) -> bool:
    """Say whether the folder is what is left of a job that the artist removed."""
    return (folder / _REMOVED_FILE).is_file() and not (folder / JOB_FILE).exists()


def remove_folder(folder: Path) -> bool:
    """Remove a job's folder, and return whether it is gone.

    What some program still has open stays (Windows), and so does the note that the job was removed. Nothing is waited
    for: the worker comes again.
    """
    if folder.is_symlink():
        return False
    try:
        found = list(folder.iterdir())
    except OSError:
        return not folder.exists()
    for path in found:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name != _REMOVED_FILE:
            with contextlib.suppress(OSError):
                path.unlink()
    with contextlib.suppress(OSError):
        if [path.name for path in folder.iterdir()] in ([], [_REMOVED_FILE]):
            (folder / _REMOVED_FILE).unlink(missing_ok=True)
            folder.rmdir()
    return not folder.exists()
