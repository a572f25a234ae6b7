# SPDX-License-Identifier: GPL-3.0-or-later
"""Stops waiting for jobs. What Rodin has accepted stays paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...jobs.errors import JobGone
from ...jobs.states import IllegalMove
from ...session import session
from ..command import Command
from ..errors import BadArguments
from ..output.answer import Answer, JobFacts
from ..working.naming_jobs import job_named

if TYPE_CHECKING:
    import argparse

    from ...jobs.job import Job
    from ..command import Run


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("jobs", nargs="*", metavar="JOB", help="Ids of jobs, or Rodin's ids of them.")
    parser.add_argument("--all", action="store_true", help="All that are under way.")


def _run(run: Run) -> Answer:
    state = session.current()
    if run.said.all == bool(run.said.jobs):
        raise BadArguments("Say which jobs, or `--all` for all that are under way.")
    if run.said.all:
        meant = state.ledger.reader.active() if state.has_ledger else ()
    else:
        meant = tuple(map(job_named, run.said.jobs))
    said = tuple(map(_cancel, meant)) or ("Nothing is under way.",)
    now = state.ledger.reader.several(job.id for job in meant) if meant else ()
    return Answer(said=said, jobs=tuple(map(JobFacts.of, now)))


def _cancel(job: Job) -> str:
    """Cancel a job if it is under way; return what came of it, a sentence."""
    try:
        if not job.active:
            return f"{job.name} has ended already."
        job = session.current().ledger.cancel(job.id)
    except IllegalMove:  # the worker was quicker
        return f"{job.name} has moved on meanwhile. Look at it once more."
    except JobGone:
        return f"{job.name} was removed meanwhile, by another program."
    if job.maybe_billed:
        return f"{job.name} is cancelled. It was being sent at this moment: Rodin may charge for it."
    paid = " It is paid for: `fetch` goes on with it, for seven days." if job.task_uuid else ""
    return f"{job.name} is cancelled.{paid}"


CANCEL = Command(
    name="cancel",
    help="Stop waiting for jobs; what Rodin has accepted stays paid, and can be fetched for seven days",
    add_arguments=_add_arguments,
    run=_run,
)
