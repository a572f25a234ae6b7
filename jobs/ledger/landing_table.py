# SPDX-License-Identifier: GPL-3.0-or-later
"""Where props have arrived."""

import time
from collections.abc import Callable

from ..job import Landing
from .database import Database


class LandingTable:
    """The landings of a ledger.

    :param now: the wall clock.
    """

    def __init__(self, database: Database, *, now: Callable[[], float] = time.time) -> None:
        self._database = database
        self._now = now

    def add(self, job_id: str, blend_path: str) -> None:
        """Write down that the prop arrived in this .blend ("" for one that was never saved)."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO landings (job_id, blend_path, at) VALUES (?, ?, ?)", (job_id, blend_path, self._now())
            )

    def of(self, job_id: str) -> tuple[Landing, ...]:
        """Return where a job's prop has arrived, oldest first."""
        rows = self._database.rows("SELECT blend_path, at FROM landings WHERE job_id = ? ORDER BY seq", (job_id,))
        return tuple(Landing(blend_path=row["blend_path"], at=row["at"]) for row in rows)
