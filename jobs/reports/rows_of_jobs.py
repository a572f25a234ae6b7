# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of jobs, as the ledger has them now."""

from collections.abc import Iterable, Mapping

from ...api.options.words import unusual
from ..gallery.costs import FREE, Cost
from ..gallery.gallery import Gallery
from ..job import Job
from ..ledger.ledger import Ledger
from ..states import State
from .report import ReportRow

_SAID_BY_THEMSELVES = frozenset({"tier", "quality", "seed", "geometry_file_format"})
_OTHER_ENDS = (State.FAILED, State.CANCELLED, State.UNCERTAIN)
_ENDINGS = (
    "SELECT job_id, coalesce(min(CASE WHEN events.state = ? THEN events.at END), max(events.at))"
    " - jobs.submitted_at AS seconds FROM events JOIN jobs ON jobs.id = job_id"
    " WHERE events.state IN (?, ?, ?, ?) AND events.at >= jobs.submitted_at GROUP BY job_id"
)
"""A prop may land much later than it is ready, and more than once."""


def rows_of_jobs(ledger: Ledger, job_ids: Iterable[str]) -> dict[str, ReportRow]:
    """Return the rows of these jobs by their ids, in the given order; jobs that are not in the list are missing.

    :raises RodinError: the ledger cannot be read.
    """
    ids = list(dict.fromkeys(job_ids))
    gallery = Gallery(ledger.database)
    gallery.refresh()
    jobs = {job.id: job for job in ledger.reader.several(ids)}
    seconds = _seconds(ledger, jobs)
    rows: dict[str, ReportRow] = {}
    for job_id in ids:
        if (job := jobs.get(job_id)) is not None:
            facts = gallery.facts(job_id)
            rows[job_id] = _row(job, cost=FREE if facts is None else facts.cost, seconds=seconds.get(job_id))
    return rows


def _row(job: Job, *, cost: Cost, seconds: float | None) -> ReportRow:
    is_to_be_sent = job.active and job.submitted_at is None and not job.task_uuid
    return ReportRow(
        name=job.name,
        state=job.state,
        sentence=job.hold if job.active else job.error,
        sent=tuple(job.folder / name for name in job.images),
        came=job.preview_path,
        prompt=job.prompt or job.final_prompt,
        options=_options(job),
        cost=cost,
        expected_credits=job.credits_needed if is_to_be_sent else 0.0,
        sent_at=job.submitted_at,
        seconds=None if job.active else seconds,
    )


def _options(job: Job) -> tuple[tuple[str, str], ...]:
    """Return what was chosen: tier and detail of a generation, and all that is not as usual."""
    options = (job.work or job).options
    said = unusual(options, leave_out=_SAID_BY_THEMSELVES)
    if job.work is None:
        said[:0] = [("Tier", job.options.tier.label), ("Detail", job.options.quality.label)]
    else:
        said.insert(0, ("Kind", job.kind.words))
    if options.seed >= 0:
        said.append(("Seed", str(options.seed)))
    return tuple(said)


def _seconds(ledger: Ledger, jobs: Mapping[str, Job]) -> dict[str, float]:
    """Return how long jobs took from their last payment until the prop was ready, or else until they ended."""
    found = ledger.database.rows(_ENDINGS, (State.READY, State.READY, *_OTHER_ENDS))
    return {row["job_id"]: row["seconds"] for row in found if row["job_id"] in jobs}
