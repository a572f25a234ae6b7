# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps one background Blender ready while a model is on its way, so that nobody waits for its start."""

import logging
import threading
from collections.abc import Collection, Sequence
from pathlib import Path

from ...processes import memory
from ..crashpoints import reached
from ..job import Job
from ..states import State
from .child import Child
from .prepare_command import commands_for

logger = logging.getLogger(__name__)

_OF_USE_SECONDS = 600.0
_SOON = (State.GENERATING, State.DOWNLOADING)
"""From then on a model may come at any moment; before, a job may wait for hours."""


class Spares:
    """The spare of one worker. As many Blenders are started as models are prepared, if nothing fails.

    :param ledger_path: beside it is known which Blender ran last.
    """

    def __init__(self, ledger_path: Path) -> None:
        self._ledger_path = ledger_path
        self._child: Child | None = None
        self._without: set[str] = set()
        """Ids of the jobs that had theirs, or will have none: one that ended without use is not replaced."""
        self._mutex = threading.Lock()

    def look(self, jobs: Collection[Job]) -> None:
        """Start one or end it, as these jobs need it. In a thread that lives as long as the worker: see `Spare`.

        :param jobs: all that are active.
        """
        with self._mutex:
            self._without &= {job.id for job in jobs}
            expecting = [job for job in jobs if job.prepare_command and job.id not in self._without]
            expecting = [job for job in expecting if job.state in _SOON or job.state is State.PREPARING]
            if self._child is not None and not _waits(self._child):
                logger.info("the spare Blender ended without use")
                self._without |= {job.id for job in expecting}
                expecting = []
            if not expecting:
                self._end()
            elif self._child is None and (soon := [job for job in expecting if job.state in _SOON]):
                self._start(soon[0])

    def take(self, job: Job, command: Sequence[str]) -> Child | None:
        """Return the one that waits, for a job's request; None if there is none with this command."""
        with self._mutex:
            self._without.add(job.id)
            child = self._child
            if child is None or child.spare is None or child.spare.command != tuple(command) or not _waits(child):
                return None
            self._child = None
            return child

    def close(self) -> None:
        """End it."""
        with self._mutex:
            self._end()

    def _start(self, job: Job) -> None:
        command = commands_for(job, self._ledger_path)[0]
        try:
            self._child = Child.that_waits(
                command,
                seconds=_OF_USE_SECONDS,
                memory_bytes=memory.bound_bytes(),
                folder=self._ledger_path.parent,
            )
        except (OSError, ValueError):
            logger.info("no spare Blender could be started")
            self._without.add(job.id)
            return
        reached("spare:after-start")

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()


def _waits(child: Child) -> bool:
    return child.spare is not None and child.spare.is_waiting
