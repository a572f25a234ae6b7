# SPDX-License-Identifier: GPL-3.0-or-later
"""How much space jobs take on the disk: counted a few folders at a time, outside of drawing, and not twice."""

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .query import JobFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """What several jobs take."""

    bytes: int = 0
    """Of those that were counted."""
    uncounted: int = 0
    """How many jobs are not counted yet; 0: ``bytes`` is the whole."""


class FolderSizes:
    """The sizes of jobs' folders. :param clock: seconds, from any beginning."""

    def __init__(self, *, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._counted: dict[str, tuple[int, int]] = {}
        """Job id -> the job's revision when its folder was counted, and bytes."""
        self._asked_for: dict[str, JobFacts] = {}

    def of(self, facts: JobFacts) -> int | None:
        """Return the bytes of a job's folder, and have it counted if it is not known; None meanwhile. For drawing.

        While it is counted anew after a change, the old size is returned.
        """
        revision, size = self._counted.get(facts.id, (None, None))
        if revision != facts.revision:
            self._asked_for[facts.id] = facts
        return size

    def of_several(self, jobs: Iterable[JobFacts]) -> Space:
        """Return what these jobs take together, and have counted what is not known. For drawing."""
        sizes = [self.of(facts) for facts in jobs]
        return Space(bytes=sum(size or 0 for size in sizes), uncounted=sizes.count(None))

    @property
    def has_uncounted(self) -> bool:
        """Somebody asked for a size that is not known."""
        return bool(self._asked_for)

    def count_some(self, *, seconds: float) -> bool:
        """Count folders that were asked for, at least one and as many as fit into the time; return whether any was."""
        end = self._clock() + seconds
        changed = bool(self._asked_for)
        while self._asked_for:
            job_id = next(iter(self._asked_for))
            facts = self._asked_for.pop(job_id)
            self._counted[job_id] = facts.revision, count_bytes(facts.folder)
            if self._clock() >= end:
                break
        return changed

    def forget(self, job_ids: Iterable[str]) -> None:
        """Count these folders anew when somebody asks: files were added or removed there."""
        for job_id in job_ids:
            self._counted.pop(job_id, None)


def count_bytes(folder: str) -> int:
    """Return the bytes of all files in a folder and the folders inside; what cannot be read counts as nothing."""
    size = 0
    waiting = [folder]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        size += entry.stat(follow_symlinks=False).st_size
        except OSError:
            continue
    return size
