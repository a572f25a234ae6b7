# SPDX-License-Identifier: GPL-3.0-or-later
"""One process's connection to the ledger file: transactions, changes, and errors in words.

Safe to use from several threads and several processes at once.
"""

import logging
import os
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ... import disk
from ...api.errors import DiskFull, FolderNotWritable
from ...errors import RodinError
from ..drives import journal
from ..errors import DriveUnfit, LedgerUnusable
from ..files import refused_write
from ..locks import FileLock
from . import schema

logger = logging.getLogger(__name__)

BUSY_TIMEOUT_SECONDS = 5.0
_LOCK_TIMEOUT_SECONDS = 10.0
_HELD = "another program holds it"
_NEWER = "it was written by a newer version of this add-on"
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_UNWRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}


_FULL_SYNC = ("PRAGMA fullfsync = ON", "PRAGMA checkpoint_fullfsync = ON")
"""macOS: to the disk itself, not only to its cache. Other systems do so anyway."""

_held: Counter[Path] = Counter()
"""Ledgers that this process has open. Looking into such a file by other means than SQLite would be fatal: POSIX drops
all of a process's locks on a file as soon as it closes any of its descriptors, and then another process, which takes
itself for the last one, deletes the write-ahead log that we still use (sqlite.org/howtocorrupt.html, section 2.2)."""


class LedgerDamaged(LedgerUnusable):
    """The file is no database, or a broken one; ``recovery`` helps."""

    def __init__(self) -> None:
        super().__init__("its file is damaged")


class Database:
    """A connection that opens, creates and migrates the ledger, and follows the file if it is replaced.

    :param on_reopened: called when another file was opened in place of the old one.
    :raises LedgerUnusable, LedgerDamaged, DriveUnfit, LocksMissing, FolderNotWritable, DiskFull:
    """

    def __init__(self, path: Path, *, on_reopened: Callable[[], None] = lambda: None) -> None:
        self.path = path.absolute()
        self.mutex = threading.RLock()
        """Held while something is read that must fit together."""
        self.openings = 0
        """How often a file was opened; another one may hold anything."""
        self._on_reopened = on_reopened
        self._data_version = -1
        self._seen_revision = -1
        self._damaged = False
        self._identity: tuple[int, int] | None = None
        self._is_open = False
        self._connection = self._open()

    @property
    def lock_path(self) -> Path:
        """Held while the file is made, migrated or replaced."""
        return self.path.with_name(self.path.name + ".lock")

    def close(self) -> None:
        """Close the file."""
        with self.mutex:
            self._release()

    @property
    def damaged(self) -> bool:
        """The file was found to be broken, or could not be opened anew."""
        return self._damaged

    def _release(self) -> None:
        self._connection.close()
        if self._is_open:
            self._is_open = False
            _held[self.path] -= 1

    def changed(self) -> bool:
        """Say whether jobs or accounts changed since the last call, by any process. This takes microseconds."""
        with self.mutex, self._errors():
            self._follow()
            version = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
            if version == self._data_version:
                return False
            self._data_version = version
            revision = int(self._connection.execute("SELECT value FROM revision").fetchone()[0])
            changed = revision != self._seen_revision
            self._seen_revision = revision
            return changed

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        """Run a statement that reads, and return its rows."""
        with self.mutex, self._errors():
            return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def transaction(self, *, durable: bool = False, quiet: bool = False) -> Iterator[sqlite3.Connection]:
        """Open a transaction, in which either all or nothing is written.

        :param durable: on the disk, not just on its way there, when the block is left.
        :param quiet: no change that ``changed()`` should report.
        """
        with self.mutex, self._errors():
            self._follow()
            self._connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                if not quiet:
                    self._connection.execute("UPDATE revision SET value = value + 1")
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            if not quiet:
                self._data_version = -1  # data_version shows the changes of other connections only

    def replace(self, put_aside: Callable[[], None]) -> None:
        """Close the file, put it aside, and open the one that is there then."""
        with self.mutex:
            self._release()
            put_aside()
            self.reopen()

    def reopen(self) -> None:
        """Open the file anew."""
        with self.mutex:
            self._release()
            self._damaged = True  # as long as it could not be opened
            self._data_version = self._seen_revision = -1
            self._connection = self._open()
            self._damaged = False
            self._on_reopened()

    def _open(self) -> sqlite3.Connection:
        with self._errors():
            if not _held[self.path] or not self.path.exists():
                self._make_file()
            connection = _connect(self.path)
            try:
                self._check_version(connection)
            except BaseException:
                connection.close()
                raise
            self._identity = _identity(self.path)
            self._is_open = True
            self.openings += 1
            _held[self.path] += 1
            return connection

    def _make_file(self) -> None:
        version = schema.version_on_disk(self.path)
        if version is None:
            raise LedgerDamaged
        if version > schema.SCHEMA_VERSION:
            raise LedgerUnusable(_NEWER)
        if version == 0:
            disk.make_private_folder(self.path.parent)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))

    def _check_version(self, connection: sqlite3.Connection) -> None:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version > schema.SCHEMA_VERSION:
            raise LedgerUnusable(_NEWER)
        if version < schema.SCHEMA_VERSION:
            with FileLock(self.lock_path) as lock:
                if not lock.acquire_within(_LOCK_TIMEOUT_SECONDS):
                    raise LedgerUnusable(_HELD)
                schema.migrate(connection)
        else:
            journal.leave_log_on_network(connection)
        try:
            connection.execute("SELECT value FROM revision").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # no such table
                raise LedgerDamaged from error
            raise

    def _follow(self) -> None:
        """Open the file anew if another process has put a recovered one in its place."""
        if not self._connection.in_transaction and _identity(self.path) != self._identity:
            logger.warning("the ledger's file was replaced")
            self.reopen()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            known_error = translated(error, self.path)
            self._damaged |= isinstance(known_error, LedgerDamaged)
            raise known_error from error
        except OSError as error:
            raise refused_write(error, self.path.parent) from error


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=BUSY_TIMEOUT_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=128
    )
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    for pragma in _FULL_SYNC:
        connection.execute(pragma)
    return connection


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_dev, facts.st_ino


def translated(error: sqlite3.Error, path: Path) -> RodinError:
    """Make one of our errors, with a sentence, of one of SQLite's."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if primary in _DAMAGED:
        return LedgerDamaged()
    if isinstance(code, int) and journal.is_unfit(code):
        return DriveUnfit(error.sqlite_errorname)
    if primary == sqlite3.SQLITE_FULL:
        return DiskFull()
    if primary in _UNWRITABLE:
        return FolderNotWritable(path.parent.name)
    if primary == sqlite3.SQLITE_BUSY:
        return LedgerUnusable(_HELD)
    return LedgerUnusable("its file cannot be used")
