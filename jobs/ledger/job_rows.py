# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows that a job begins with, written inside somebody's transaction: its own, its order's, and its events."""

import sqlite3
from dataclasses import replace

from .. import serialization
from ..errors import TaskKnown
from ..job import Job


def refuse_known_task(connection: sqlite3.Connection, task_uuid: str) -> None:
    """Look for a task among the jobs. :raises TaskKnown: it is there."""
    known = connection.execute("SELECT name FROM jobs WHERE task_uuid = ?", (task_uuid,)).fetchone()
    if known is not None:
        raise TaskKnown(known["name"])


def insert(connection: sqlite3.Connection, job: Job) -> None:
    """Write a job down; one without a name is called by its id."""
    values = serialization.columns(replace(job, name=job.name or job.id))
    columns = ", ".join(values)
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO jobs ({columns}) VALUES ({marks})", tuple(values.values()))  # noqa: S608


def insert_order(connection: sqlite3.Connection, job: Job) -> bool:
    """Write down how a job was ordered; return whether that is so: its key may be known."""
    ordered = job.ordered
    values = (job.base_url, ordered.key or job.id, job.id, ordered.batch, ordered.by_script)
    return bool(connection.execute("INSERT OR IGNORE INTO orders VALUES (?, ?, ?, ?, ?)", values).rowcount)


def note_event(connection: sqlite3.Connection, job: Job, at: float, note: str) -> None:
    """Write down that a job is in its state since ``at``, in seconds since the epoch."""
    connection.execute(
        "INSERT INTO events (job_id, at, state, note) VALUES (?, ?, ?, ?)", (job.id, at, job.state, note)
    )
