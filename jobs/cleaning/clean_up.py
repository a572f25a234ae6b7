# SPDX-License-Identifier: GPL-3.0-or-later
"""Says what takes space, group by group, and frees what was chosen. Not for drawing: it goes through all folders.

What a worker may be working on is never touched, nor what a finished prop needs to land.
"""

import contextlib
import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ... import disk
from ...errors import size
from .. import files
from ..accounts import worker_lock_path
from ..gallery.folder_sizes import count_bytes
from ..ledger.abandoned import is_abandoned
from ..ledger.ledger import Ledger
from ..locks import is_held
from ..states import UNFINISHED, State
from .groups import Group, JobFiles, files_of

logger = logging.getLogger(__name__)

_COLUMNS = "id, state, folder, model_file, prepared_file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a group takes."""

    group: Group
    bytes: int
    files: int
    """How many, a whole folder counting as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Freed:
    """What became free, and what did not."""

    bytes: int
    job_ids: frozenset[str]
    """Whose folders are smaller now."""
    kept: tuple[str, ...] = ()
    """Names of files that could not be removed."""

    @property
    def sentence(self) -> str:
        """All of it in words."""
        if not self.kept:
            return f"{size(self.bytes)} are free."
        shown = ", ".join(f"“{name}”" for name in self.kept[:3])
        more = f" and {len(self.kept) - 3} more" if len(self.kept) > 3 else ""
        return (
            f"{size(self.bytes)} are free. {shown}{more} could not be removed: "
            "close programs that have them open, or check the folder's permissions."
        )


@dataclass(frozen=True, slots=True)
class _Found:
    group: Group
    path: Path
    job_id: str = ""


def what_takes_space(ledger: Ledger) -> tuple[Taken, ...]:
    """Return the groups that take any space. A group is what could be freed now, so freeing one may change another.

    :raises RodinError: the ledger cannot be read.
    """
    sizes: dict[Group, list[int]] = {}
    for found in _all(ledger):
        sizes.setdefault(found.group, []).append(_bytes(found.path))
    return tuple(
        Taken(group=group, bytes=sum(sizes[group]), files=len(sizes[group])) for group in Group if group in sizes
    )


def free(ledger: Ledger, chosen: Collection[Group]) -> Freed:
    """Remove the files of the groups that the artist chose, and of no other.

    What became busy since it was counted stays. A file that cannot be removed stays and is named.

    :param chosen: see ``Group.is_lost_for_good``. Of a job that both could lose its model and its prepared prop, the
        model stays.
    :raises RodinError: the ledger cannot be read.
    """
    freed, ids, kept = 0, set[str](), list[str]()
    for group in (each for each in Group if each in chosen):
        for found in [each for each in _all(ledger) if each.group is group]:
            size_bytes = _bytes(found.path)
            with ledger.transaction(quiet=True):  # no job goes on meanwhile
                is_removed = _remove(found.path) if _is_still(ledger, found) else None
            if is_removed:
                freed += size_bytes
                ids.add(found.job_id)
            elif is_removed is not None:
                kept.append(found.path.name)
    logger.info("%d bytes were freed, %d files stay", freed, len(kept))
    return Freed(bytes=freed, job_ids=frozenset(ids - {""}), kept=tuple(kept))


def _all(ledger: Ledger) -> Iterator[_Found]:
    folders = files.job_folders(ledger.path)
    jobs = [_job(row) for row in ledger.rows(f"SELECT {_COLUMNS} FROM jobs")]  # noqa: S608
    known = {job.id for job in jobs}  # after the folders: a new job has its folder first and its row then
    for job_id, folder in folders.items():
        if job_id not in known and is_abandoned(Path(folder)):
            yield _Found(Group.REMOVED, Path(folder))
    for job in jobs:
        if job.state not in UNFINISHED:
            with contextlib.suppress(OSError):
                yield from (_Found(group, path, job.id) for group, path in files_of(job))
    yield from _beside(ledger.path)


def _beside(ledger_path: Path) -> Iterator[_Found]:
    """Go through what lies beside the ledger."""
    for path in ledger_path.parent.iterdir():
        if path.name.startswith(f"{ledger_path.name}.corrupt-"):
            yield _Found(Group.LEDGERS, path)
        elif path.name.startswith("worker-") and path.is_file():
            account = path.name.removeprefix("worker-").partition(".")[0]
            if not is_held(worker_lock_path(ledger_path, account)):
                yield _Found(Group.LOGS, path)


def _is_still(ledger: Ledger, found: _Found) -> bool:
    """Say whether a file still belongs to its group: the artist, or another Blender, may have let the job go on."""
    if not found.job_id:
        return True
    for row in ledger.rows(f"SELECT {_COLUMNS} FROM jobs WHERE id = ?", (found.job_id,)):  # noqa: S608
        job = _job(row)
        with contextlib.suppress(OSError):
            return job.state not in UNFINISHED and (found.group, found.path) in files_of(job)
    return False


def _job(row: Any) -> JobFiles:
    job_id, state, folder, model_file, prepared_file = row
    return JobFiles(
        id=job_id, state=State(state), folder=Path(folder), model_file=model_file, prepared_file=prepared_file
    )


def _bytes(path: Path) -> int:
    if path.is_dir() and not path.is_symlink():
        return count_bytes(str(path))
    try:
        return path.lstat().st_size
    except OSError:
        return 0


def _remove(path: Path) -> bool:
    if path.is_dir():
        return files.remove_folder(path)
    try:
        disk.remove(path)
    except OSError:
        return False
    return True
