# SPDX-License-Identifier: GPL-3.0-or-later
"""When the ledger is lost: keep the damaged file, write the jobs again from their folders."""

import contextlib
import logging
import sqlite3
import time
from dataclasses import replace
from pathlib import Path

from .. import files
from ..errors import LedgerUnusable
from ..locks import FileLock
from .database import LedgerDamaged
from .job_reader import JobReader
from .job_table import JobTable
from .notice_table import NoticeTable

logger = logging.getLogger(__name__)

_SIDE_FILES = ("-wal", "-shm")
_ASIDE = ".corrupt-"


def set_aside(path: Path) -> None:
    """Rename a damaged ledger to ``<name>.corrupt-<time>``; it is never deleted. Do nothing if it is sound by now.

    :raises LedgerUnusable: if another program holds the file (Windows).
    """
    lock = FileLock(path.with_name(path.name + ".lock"))
    if not lock.acquire_within(10.0):
        raise LedgerDamaged
    with lock:
        if not path.exists() or _is_sound(path):
            return
        aside = _free_name(path)
        try:
            path.rename(aside)
        except OSError as error:
            raise LedgerUnusable("its file is damaged, and another program holds it") from error
        for suffix in _SIDE_FILES:
            with contextlib.suppress(OSError):
                path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
    logger.error("the ledger was damaged; it is kept as %s", aside.name)


def adopt_unknown_jobs(ledger_path: Path, reader: JobReader, jobs: JobTable, notices: NoticeTable) -> int:
    """Write down the jobs that have a record in their folder but no row in the ledger, and return how many."""
    folders = files.job_folders(ledger_path)
    if not folders:
        return 0
    known = reader.ids()
    unknown_jobs = [
        replace(job, folder=Path(folder))  # the folder around it may have been moved
        for job_id, folder in folders.items()
        if job_id not in known and (job := files.read_job_file(Path(folder)))
    ]
    if not unknown_jobs:
        return 0
    unknown_jobs.sort(key=lambda job: job.created_at)
    count = jobs.restore(unknown_jobs, note="recovered from its folder")
    if count:
        logger.warning("%d jobs were recovered from their folders", count)
        notices.add(_sentence(ledger_path, count))
    return count


def _sentence(path: Path, count: int) -> str:
    jobs = "1 job was" if count == 1 else f"{count} jobs were"
    kept = sorted(
        file.name for file in path.parent.glob(f"{path.name}{_ASIDE}*") if not file.name.endswith(_SIDE_FILES)
    )
    damage = f"The list of jobs was damaged and is kept as “{kept[-1]}”. " if kept else "The list of jobs had gaps. "
    return f"{damage}{jobs} recovered from the folders. Look through the list; nothing is paid twice."


def _is_sound(path: Path) -> bool:
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=5.0)) as connection:
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()
            connection.execute("SELECT value FROM revision").fetchone()
            connection.execute("SELECT count(*) FROM jobs").fetchone()
    except sqlite3.Error:
        return False
    return bool(verdict is not None and verdict[0] == "ok")


def _free_name(path: Path) -> Path:
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    aside = path.with_name(f"{path.name}{_ASIDE}{stamp}")
    count = 1
    while aside.exists():
        count += 1
        aside = path.with_name(f"{path.name}{_ASIDE}{stamp}-{count}")
    return aside
