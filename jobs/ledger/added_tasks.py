# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks that were made and paid for on another computer, and are added here by their ids."""

import re
import sqlite3

from ..errors import TaskIdUnusable, TaskKnown

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def usable_task_id(text: str) -> str:
    """Return the task id in a text, which may have words, quotes or a link around it.

    :raises TaskIdUnusable: there is none, or more than one.
    """
    found = {match[0].lower() for match in _ID.finditer(text)}
    if len(found) != 1:
        raise TaskIdUnusable(text.strip())
    return found.pop()


def refuse_known(connection: sqlite3.Connection, task_uuid: str) -> None:
    """Look for a task among the jobs, inside a transaction. :raises TaskKnown: it is there."""
    known = connection.execute("SELECT name FROM jobs WHERE task_uuid = ?", (task_uuid,)).fetchone()
    if known is not None:
        raise TaskKnown(known["name"])
