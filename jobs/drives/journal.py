# SPDX-License-Identifier: GPL-3.0-or-later
"""How the ledger's file is written: with a write-ahead log, unless its drive does not bear one.

With the log, readers and writers do not wait for one another, but all must be on one computer: they share memory. On a
network drive two computers would damage the file (sqlite.org/wal.html), and some drives cannot share memory at all.
"""

import contextlib
import logging
import sqlite3
from pathlib import Path

from ..errors import DriveUnfit
from .network_drive import is_on_network

logger = logging.getLogger(__name__)

_UNFIT = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOLFS})
"""The drive's fault, with whatever is in the higher bits."""
_WITHOUT_MEMORY = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY})
"""What else a write-ahead log may end in where its file of shared memory cannot be made."""
_SHARING = frozenset(
    {
        *(sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMLOCK),
        *(sqlite3.SQLITE_IOERR_SHMMAP, sqlite3.SQLITE_IOERR_LOCK, sqlite3.SQLITE_IOERR_RDLOCK),
        *(sqlite3.SQLITE_IOERR_UNLOCK, sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK),
    }
)
_LOCKED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def choose(connection: sqlite3.Connection, *, mark: int) -> None:
    """Let a ledger that is about to be made or migrated be written as its drive bears it. Its lock is held.

    :param mark: the file's application id, which is written to see whether that works.
    :raises DriveUnfit: nothing works there.
    :raises sqlite3.Error: for what is not the drive's fault.
    """
    path = _path(connection)
    if is_on_network(path):
        if leave_log_on_network(connection):
            return
    elif not (trouble := _trouble(path, "wal", mark)):
        return
    else:
        logger.warning("the ledger's drive bears no write-ahead log: %s", trouble)
        _undo_log(path)
    if trouble := _trouble(path, "delete", mark):
        raise DriveUnfit(trouble)


def _undo_log(path: Path) -> None:
    """Let a file that expects a write-ahead log do without one: with no shared memory, which nobody else may need."""
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(path)) as alone:
        alone.execute("PRAGMA locking_mode = EXCLUSIVE")
        alone.execute("PRAGMA journal_mode = delete")


def leave_log_on_network(connection: sqlite3.Connection) -> bool:
    """Give up a write-ahead log that an earlier version, or a move to a network drive, left there.

    It stays as long as somebody else uses the ledger. Return whether there was one.
    """
    if _mode(connection) != "wal" or not is_on_network(_path(connection)):
        return False
    timeout_milliseconds = connection.execute("PRAGMA busy_timeout").fetchone()[0]
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("PRAGMA journal_mode = delete")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _LOCKED:
            raise
        logger.warning("the ledger is on a network drive and somebody uses it: it keeps its write-ahead log")
    finally:
        connection.execute(f"PRAGMA busy_timeout = {timeout_milliseconds}")
    return True


def is_unfit(code: int) -> bool:
    """Say whether an extended error code of SQLite's means that the drive cannot share memory or lock files."""
    return code in _SHARING or code & 0xFF in {sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOLFS}


def _trouble(path: Path, mode: str, mark: int) -> str:
    """Set a mode and write something; return SQLite's word for why that does not work, "" if it does.

    In a connection of its own: one that has failed to begin a log keeps its lock, and nobody can undo it.
    """
    try:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as probe:
            if (answer := probe.execute(f"PRAGMA journal_mode = {mode}").fetchone()[0]) != mode:
                return f"SQLite stays with “{answer}”"
            probe.execute("BEGIN IMMEDIATE")
            probe.execute(f"PRAGMA application_id = {mark}")
            probe.execute("COMMIT")
    except sqlite3.OperationalError as error:
        primary = error.sqlite_errorcode & 0xFF
        if primary in _UNFIT or (mode == "wal" and primary in _WITHOUT_MEMORY):
            return error.sqlite_errorname
        raise
    return ""


def _mode(connection: sqlite3.Connection) -> str:
    return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def _path(connection: sqlite3.Connection) -> Path:
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])
