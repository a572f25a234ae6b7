# SPDX-License-Identifier: GPL-3.0-or-later
"""Waits for jobs and shows how far they are; an interrupt loses nothing and says how to go on."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from ...api.errors import GenerationFailed
from ...jobs.errors import JobGone
from ...jobs.states import IllegalMove, State
from ...session import session
from ..exit_codes import ExitCode, exit_code_of_job, exit_code_of_jobs
from ..output.answer import Answer, JobFacts, Trouble
from .interrupted import Interrupted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...jobs.job import Job
    from ..command import Run

_INTERRUPTED = "Interrupted. What was sent goes on by itself and is not paid twice."


def follow(run: Run, job_ids: Sequence[str], *, go_on: str = "", gives_up: bool = True) -> tuple[Job, ...]:
    """Wait until none of the jobs goes on; return them as they are then.

    What cannot be sent is given up after a while and cancelled: a caller who was told that it failed may order it
    again, and both would be paid.

    :param go_on: what to type after an interrupt; "" for `fetch` with the first of them.
    :param gives_up: whether that is so; otherwise nothing is cancelled, and what is paid is not waited for without
        end either while Rodin cannot be reached.
    :returns: the jobs in the order of their ids. One that somebody removed meanwhile has failed.
    :raises Interrupted: Ctrl+C.
    :raises JobGone: one was removed before anybody could look.
    :raises RodinError: Blender is offline, no worker can be started, or the ledger cannot be used.
    """
    from ...session.orders.waiting import PATIENCE_SECONDS, stands_still, watch

    jobs: tuple[Job, ...] = ()
    seen: dict[str, Job] = {}
    began = time.monotonic()
    try:
        for jobs in watch(run.context, job_ids):
            run.progress.show(jobs)
            seen |= {job.id: job for job in jobs}
            if not all(stands_still(job, even_if_paid=not gives_up) for job in jobs):
                began = time.monotonic()
            elif time.monotonic() - began > PATIENCE_SECONDS:
                break
    except KeyboardInterrupt:
        answer = Answer(jobs=tuple(map(JobFacts.of, jobs)), go_on=go_on or f"fetch {job_ids[0]}")
        raise Interrupted(answer.with_interrupt(_INTERRUPTED)) from None
    there = {job.id: _given_up(job) if gives_up else job for job in jobs}
    return tuple(there.get(job_id) or _removed(job_id, seen) for job_id in dict.fromkeys(job_ids))


def _removed(job_id: str, seen: Mapping[str, Job]) -> Job:
    """Return a job that was removed meanwhile as one that has failed. :raises JobGone: it was never there."""
    gone = JobGone(job_id)
    if (job := seen.get(job_id)) is None:
        raise gone
    ended = replace(job, state=State.FAILED, error_code=gone.code, error=str(gone), remedy=gone.remedy)
    return replace(ended, hold="", hold_code="", task_uuid="", model_file="")  # nothing is left to go on with


def _given_up(job: Job) -> Job:
    """Cancel a job that could not be sent; what it waited for is why it failed."""
    if job.state is not State.QUEUED:
        return job
    try:
        cancelled = session.current().ledger.cancel_unsent(job.id)
    except (IllegalMove, JobGone):  # it has ended at this moment
        return job
    if cancelled.state is not State.CANCELLED:  # it was sent at this moment
        return cancelled
    return replace(cancelled, error_code=job.hold_code, error=job.hold, remedy=job.remedy)


def answer_of(jobs: Sequence[Job], *, said: Sequence[str] = (), output: str = "") -> Answer:
    """Return the answer for jobs that have ended, well or not."""
    failed = [job for job in jobs if exit_code_of_job(job) is not ExitCode.DONE]
    return Answer(
        exit_code=exit_code_of_jobs(tuple(jobs)),
        trouble=_trouble(failed, count=len(jobs)) if failed else None,
        said=tuple(said),
        jobs=tuple(map(JobFacts.of, jobs)),
        output=output,
        go_on=f"fetch {failed[0].id}" if failed and failed[0].may_resume else "",
    )


def ordered_answer(jobs: Sequence[Job], *, said: Sequence[str] = ()) -> Answer:
    """Return the answer for jobs that are under way and that nobody waits for."""
    going = next((job for job in jobs if job.active), None)
    return Answer(
        said=tuple(said),
        jobs=tuple(map(JobFacts.of, jobs)),
        go_on=f"fetch {going.id}" if going is not None else "",
    )


def _trouble(failed: Sequence[Job], *, count: int) -> Trouble:
    """Return what is said of jobs that did not end well: of the first, if what may have been paid is not among them."""
    job = next((each for each in failed if each.state is State.UNCERTAIN), failed[0])
    told = JobFacts.of(job).trouble
    if told is None:
        sentence = f"{job.name} was cancelled." if job.state is State.CANCELLED else str(GenerationFailed())
        told = Trouble(code=job.error_code or GenerationFailed.code, sentence=sentence)
    if count == 1:
        return told
    return Trouble(
        code=told.code, sentence=f"{len(failed)} of {count} failed. {job.name}: {told.sentence}", remedy=told.remedy
    )
