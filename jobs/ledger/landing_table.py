# SPDX-License-Identifier: GPL-3.0-or-later
"""Where props have arrived."""

import logging
import time
from collections.abc import Callable, Iterable

from ..errors import JobGone
from ..job import Job, Landing
from ..states import IllegalMove, State
from .database import Database
from .job_table import JobTable

logger = logging.getLogger(__name__)


class LandingTable:
    """The landings of a ledger.

    :param now: the wall clock.
    """

    def __init__(self, database: Database, jobs: JobTable, *, now: Callable[[], float] = time.time) -> None:
        self._database = database
        self._jobs = jobs
        self._now = now

    def note(self, job_ids: Iterable[str], blend_path: str) -> None:
        """Write down, all at once, that props arrived in this .blend ("" for one that was never saved): IMPORTED.

        What somebody else removed or sent elsewhere meanwhile is left as it is.
        """
        moved: list[Job] = []
        with self._database.transaction() as connection:
            for job_id in job_ids:
                try:
                    moved.append(self._jobs.move_within(connection, job_id, State.IMPORTED, ""))
                except (JobGone, IllegalMove) as error:
                    logger.warning("job %s is in the scene, and the ledger does not say so: %s", job_id, error.code)
                    continue
                connection.execute(
                    "INSERT INTO landings (job_id, blend_path, at) VALUES (?, ?, ?)", (job_id, blend_path, self._now())
                )
        for job in moved:
            self._jobs.after_move(job)

    def name_file(self, job_ids: Iterable[str], blend_path: str) -> None:
        """Write down what a .blend is called in which jobs were asked for, or landed, before it was saved."""
        with self._database.transaction() as connection:
            for job_id in job_ids:
                for table, column in (("jobs", "id"), ("landings", "job_id")):
                    statement = f"UPDATE {table} SET blend_path = ? WHERE {column} = ? AND blend_path = ''"  # noqa: S608
                    connection.execute(statement, (blend_path, job_id))

    def of(self, job_id: str) -> tuple[Landing, ...]:
        """Return where a job's prop has arrived, oldest first."""
        rows = self._database.rows("SELECT blend_path, at FROM landings WHERE job_id = ? ORDER BY seq", (job_id,))
        return tuple(Landing(blend_path=row["blend_path"], at=row["at"]) for row in rows)
