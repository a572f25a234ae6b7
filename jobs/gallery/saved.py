# SPDX-License-Identifier: GPL-3.0-or-later
"""Where props are beside their job's folder, and what would be lost with it. Not for drawing: it asks the disk."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ...errors import size
from ..ledger.database import Database
from ..ledger.job_reader import portions
from ..work import RETENTION_SECONDS
from .folder_sizes import count_bytes
from .query import JobFacts

_CLOCK_SECONDS = 0.05
"""A file's time may be earlier than the clock was: systems write it in ticks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What the removal of several jobs means."""

    jobs: int
    bytes: int
    """That become free."""
    only_here: tuple[str, ...]
    """Ids of the jobs whose model was fetched and that is saved nowhere else, as far as can be known."""
    not_fetched: tuple[str, ...]
    """Ids of the jobs that the service accepted and whose model was not fetched: it could not be fetched any more."""

    @property
    def sentence(self) -> str:
        """All of it in words."""
        said = [f"This frees {size(self.bytes)}."]
        if self.only_here:
            count = len(self.only_here)
            saved = "1 prop is" if count == 1 else f"{count} props are"
            said.append(f"{saved} saved nowhere else and would be lost.")
        if self.not_fetched:
            count = len(self.not_fetched)
            paid = "1 prop is" if count == 1 else f"{count} props are"
            said.append(f"{paid} paid for and not fetched yet, and could not be fetched any more.")
        return " ".join(said)


def saved_in(
    database: Database, job_ids: Iterable[str], *, kept: Mapping[str, Sequence[str]] | None = None
) -> Mapping[str, tuple[str, ...]]:
    """Return the .blends that hold the props of these jobs beside the jobs' own folders; jobs without one are missing.

    A .blend counts if it is there and was written after the prop landed in it. Whether the artist deleted the prop in
    it is not known.

    :param kept: job id -> files of the asset library that hold its prop.
    """
    found: dict[str, list[str]] = defaultdict(list)
    written_at = cache(_written_at)
    ids = list(dict.fromkeys(job_ids))
    for job_id, path, at in _landings(database, ids):
        if path not in found[job_id] and written_at(path) + _CLOCK_SECONDS >= at:
            found[job_id].append(path)
    for job_id in ids:
        found[job_id] += [path for path in (kept or {}).get(job_id, ()) if written_at(path) > float("-inf")]
    return {job_id: tuple(paths) for job_id, paths in found.items() if paths}


def what_removal_means(
    database: Database, jobs: Sequence[JobFacts], *, now: float, kept: Mapping[str, Sequence[str]] | None = None
) -> Removal:
    """Say what would be free and what would be lost.

    :param now: by the wall clock, seconds since the epoch.
    :param kept: see ``saved_in``.
    """
    saved = saved_in(database, [facts.id for facts in jobs], kept=kept)
    return Removal(
        jobs=len(jobs),
        bytes=sum(count_bytes(facts.folder) for facts in jobs),
        only_here=tuple(facts.id for facts in jobs if facts.has_model and facts.id not in saved),
        not_fetched=tuple(
            facts.id
            for facts in jobs
            if facts.may_be_fetched and not facts.has_model and now - facts.created_at < RETENTION_SECONDS
        ),
    )


def _landings(database: Database, ids: Sequence[str]) -> Iterator[tuple[str, str, float]]:
    for some in portions(ids):
        marks = ", ".join("?" * len(some))
        statement = f"SELECT job_id, blend_path, at FROM landings WHERE blend_path != '' AND job_id IN ({marks})"  # noqa: S608
        yield from (tuple(row) for row in database.rows(f"{statement} ORDER BY seq", some))


def _written_at(path: str) -> float:
    try:
        return Path(path).stat().st_mtime
    except OSError:
        return float("-inf")
