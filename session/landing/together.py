# SPDX-License-Identifier: GPL-3.0-or-later
"""Props that were asked for together land together: none before the last one is ready, and all in one undo step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...jobs.errors import DailyLimitReached
from ...scene.places import placement
from .. import session

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bpy.types import Object

    from ...jobs.job import Job

WAITS_FOR_OTHERS = "Ready, comes with the others"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waves:
    """Finished jobs, by what they land with."""

    alone: tuple[Job, ...] = ()
    """Those that wait for no others."""
    complete: tuple[tuple[Job, ...], ...] = ()
    """Those that land in one step each."""
    held: frozenset[str] = frozenset()
    """Ids of those that wait for others."""


def waves(jobs: Sequence[Job], targets: Mapping[str, Sequence[Object]]) -> Waves:
    """Divide finished jobs.

    One that cannot go on (for the day's limit of credits, say) keeps no others from landing.

    :param targets: job id -> the objects that wait for it, of all jobs of the open file.
    """
    words = {job_id: word for job_id, its_targets in targets.items() if (word := _word_of(its_targets))}
    if not words:
        return Waves(alone=tuple(jobs))
    going_on = {word for job_id, word in words.items() if _is_on_its_way(job_id)}
    complete: dict[str, list[Job]] = {}
    for job in jobs:
        if (word := words.get(job.id)) is not None and word not in going_on:
            complete.setdefault(word, []).append(job)
    return Waves(
        alone=tuple(job for job in jobs if job.id not in words),
        complete=tuple(map(tuple, complete.values())),
        held=frozenset(job.id for job in jobs if words.get(job.id) in going_on),
    )


def _word_of(targets: Iterable[Object]) -> str:
    return next(filter(None, map(placement.together_with, targets)), "")


def _is_on_its_way(job_id: str) -> bool:
    state = session.current()
    job = state.job(job_id)
    if job is None:
        return any(job_id in pending.job_ids and not pending.error for pending in state.pending.values())
    return job.active and not job.blocked and job.hold_code != DailyLimitReached.code
