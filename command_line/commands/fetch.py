# SPDX-License-Identifier: GPL-3.0-or-later
"""Goes on with what is paid for: jobs that were interrupted, and tasks that another computer began. Free."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ...jobs.states import State
from ...session import session
from ..command import Command
from ..errors import BadArguments
from ..output.typed import typed
from ..working import shared_arguments
from ..working.blend_files import landed_answer, open_blend
from ..working.following import answer_of, follow, ordered_answer
from ..working.naming_jobs import find_job
from ..working.outputs import add_output, output_path, written_answer

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from ...jobs.job import Job
    from ..command import Run
    from ..output.answer import Answer


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "tasks", nargs="+", metavar="TASK", help="Rodin's id of a task, or the id of a job of the list."
    )
    parser.add_argument("--name", default="", help="Of the prop of a task that is not in the list yet.")
    parser.add_argument(
        "--triangles", action="store_true", help="A task that is not in the list yet was asked for as triangles."
    )
    add_output(parser)
    parser.add_argument(
        "--into", type=Path, metavar="FILE.blend", help="Let it land in this file, where something waits for it."
    )
    shared_arguments.add_waiting(parser)


def _run(run: Run) -> Answer:
    said = run.said
    output = None if said.into is not None else output_path(said)
    if output is not None and len(said.tasks) > 1:
        raise BadArguments("`--output` is one file for one prop. Fetch one task at a time, or use `--into FILE.blend`.")
    into = None if said.into is None else shared_arguments.blend_file(said.into)
    jobs = [_begin(run, text) for text in said.tasks]
    if said.no_wait:
        return ordered_answer(jobs)
    ids = [job.id for job in jobs]
    again = typed("fetch", *ids, *_files_said(said))
    ended = follow(run, ids, go_on=again, gives_up=False)
    if into is not None:
        open_blend(into)
        return landed_answer(run, ended, shared_arguments.blend_file(said.output or into), go_on=again)
    return answer_of(ended) if output is None else written_answer(run.context, ended[0], output)


def _files_said(said: argparse.Namespace) -> Iterator[str | Path]:
    """Yield the words that name files, as they were typed but absolute."""
    for name in ("into", "output"):
        if (path := getattr(said, name)) is not None:
            yield from (f"--{name}", shared_arguments.absolute(path))


def _begin(run: Run, text: str) -> Job:
    """Let a job go on, or add the task; return the job as it stands then."""
    from ...session.inputs import readiness
    from ...session.making.added_task import add_task
    from ...session.orders.errors import NotReady

    state, job = session.current(), find_job(text)
    if job is not None and job.state in (State.READY, State.IMPORTED):
        return job
    if missing := readiness.missing_for_account(run.context):
        raise NotReady(missing)
    if job is None:
        job = add_task(run.context, text, name=run.said.name, has_quads=not run.said.triangles)
    elif job.may_resume and job.state is not State.UNCERTAIN:
        state.supervisor.check()
        state.note_daily_limit(run.context)
        job = state.ledger.resume(job.id)
    state.refresh()
    state.ensure_worker(run.context)
    return job


FETCH = Command(
    name="fetch",
    help="Go on with what is paid for: an interrupted job, or a task that another computer began",
    costs="Costs nothing.",
    add_arguments=_add_arguments,
    run=_run,
)
