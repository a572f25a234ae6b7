# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists jobs: how they stand, what they cost, where their files are."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ...jobs.states import State
from ...session import session
from ..command import Command
from ..output.answer import Answer, JobFacts
from ..working.naming_jobs import job_named

if TYPE_CHECKING:
    from ..command import Run

_USUAL_COUNT = 20


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "jobs", nargs="*", metavar="JOB", help="Ids of jobs, or Rodin's ids of them. Default: the newest."
    )
    parser.add_argument(
        "--state",
        action="append",
        default=[],
        choices=[state.value.lower() for state in State],
        help="Only those that stand so; may be said several times.",
    )
    parser.add_argument(
        "--newest", type=_count, default=_USUAL_COUNT, metavar="NUMBER", help=f"How many. Default: {_USUAL_COUNT}."
    )


def _run(run: Run) -> Answer:
    said, state = run.said, session.current()
    if said.jobs:
        found = tuple(map(job_named, said.jobs))
    else:
        state.refresh()
        every = state.ledger.reader.all() if state.has_ledger else ()
        found = tuple(job for job in every if not said.state or job.state.value.lower() in said.state)[: said.newest]
    return Answer(jobs=tuple(map(JobFacts.of, found)), said=() if found else ("There are no such jobs.",))


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of jobs")
    return int(text)


JOBS = Command(name="jobs", help="List jobs and how they stand", add_arguments=_add_arguments, run=_run)
