# SPDX-License-Identifier: GPL-3.0-or-later
"""The version of a ledger, and how an older ledger becomes a newer one."""

import sqlite3
from pathlib import Path

from ..drives import journal
from .versions.scripts import MIGRATIONS

APPLICATION_ID = 0x526F6450
"""Marks the file as ours ("RodP")."""

_MAGIC = b"SQLite format 3\x00"

SCHEMA_VERSION = len(MIGRATIONS)


def version_on_disk(path: Path) -> int | None:
    """Read a ledger's version from its first bytes, without opening it as a database.

    :returns: 0 for no file or an empty one, None if the file is no database at all.
    :raises OSError: if it cannot be read.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        return 0
    if not header:
        return 0
    if len(header) < 100 or not header.startswith(_MAGIC):
        return None
    return int.from_bytes(header[60:64], "big")


def migrate(connection: sqlite3.Connection, *, migrations: tuple[str, ...] = MIGRATIONS) -> None:
    """Bring the ledger to the newest version, all or nothing. Call it with the ledger's lock held.

    :raises sqlite3.DatabaseError: with SQLITE_NOTADB for a database that is not ours.
    :raises DriveUnfit: no database can be kept there.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version >= len(migrations):
        return
    if version and connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        error = sqlite3.DatabaseError("a database of something else")
        error.sqlite_errorcode = sqlite3.SQLITE_NOTADB
        raise error
    journal.choose(connection, mark=APPLICATION_ID)
    steps = "".join(migrations[version:])
    try:
        connection.executescript(
            f"BEGIN IMMEDIATE; {steps} PRAGMA application_id = {APPLICATION_ID};"
            f" PRAGMA user_version = {len(migrations)}; COMMIT;"
        )
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    # The version must be in the file itself, where an older add-on looks before it opens anything.
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
