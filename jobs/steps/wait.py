# SPDX-License-Identifier: GPL-3.0-or-later
"""Waits until the service is done, asking no more often than necessary."""

from ...api.errors import GenerationFailed
from ...api.models import Status, StepState
from ...errors import Stopped
from ..changes import JobChanges
from ..crashpoints import reached
from ..errors import GenerationTimedOut
from ..hold import NO_HOLD
from ..job import Job
from ..states import State
from .tools import JobTools, Timing, TroubleLimit

_BUDGET_PART = 0.75
"""Of the budget, for status questions."""
_SLOWING_SECONDS = 120.0
_LAST_STEP_PART = 0.5
"""Once only one step is left, the artist waits for each second after it."""
_LONGEST_STEP_SECONDS = 60.0
"""At most so much time between two questions counts as waited: more was sleep of the machine."""


def interval_seconds(timing: Timing, *, asking: int, waited_seconds: float, is_last_step: bool = False) -> float:
    """Return the time from one question about a job to the next.

    It is as short as set while few jobs ask and the wait is short, half of that in the last step, long enough that all
    jobs together stay within the budget, and grows to the longest when the wait is long.
    """
    interval = timing.poll_interval_seconds * (_LAST_STEP_PART if is_last_step else 1.0)
    if waited_seconds > timing.long_wait_seconds:
        slower = interval * (1.0 + (waited_seconds - timing.long_wait_seconds) / _SLOWING_SECONDS)
        interval = max(interval, min(timing.longest_poll_seconds, slower))
    share = asking * timing.window_seconds / (timing.requests_per_window * _BUDGET_PART)
    return max(interval, share)


def follow(job: Job, tools: JobTools, trouble: TroubleLimit) -> None:
    """Ask how far a WAITING or GENERATING job is until it moves to DOWNLOADING.

    :raises GenerationFailed, GenerationTimedOut:
    :raises RodinError: if asking failed; this can simply be called again.
    :raises Stopped, IllegalMove:
    """
    waited = changed_at = job.waited_seconds
    steps: tuple[StepState, ...] = ()
    fresh = not job.steps_total and not waited
    with tools.polling_jobs.polling():
        pause = interval_seconds(tools.timing, asking=tools.polling_jobs.count, waited_seconds=waited) if fresh else 0.0
        while True:
            began = tools.clock()
            if pause and tools.wait(pause):
                raise Stopped
            asked_at = tools.clock()
            status = tools.client.status(job.subscription_key)
            trouble.reset()
            waited += min(tools.clock() - began, max(_LONGEST_STEP_SECONDS, pause))
            if status.steps != steps:
                steps, changed_at = status.steps, waited
            job = _note(job, tools, status, waited, given_up=waited - changed_at > tools.timing.failing_seconds)
            if job.state is State.DOWNLOADING:
                return
            if waited > tools.timing.deadline_seconds:
                raise GenerationTimedOut(waited)
            interval = interval_seconds(
                tools.timing,
                asking=tools.polling_jobs.count,
                waited_seconds=waited,
                is_last_step=0 < status.steps.count(StepState.DONE) == len(status.steps) - 1,
            )
            pause = max(interval - (tools.clock() - asked_at), interval / 2)  # a slow answer is part of the interval


def _note(job: Job, tools: JobTools, status: Status, waited: float, *, given_up: bool) -> Job:
    """Write down what the service said, and go on to the next state if it is time.

    :param given_up: steps that have not ended will not, once another one has failed.
    """
    facts: JobChanges = {
        "steps_done": status.steps.count(StepState.DONE),
        "steps_total": len(status.steps),
        "steps_failed": status.steps.count(StepState.FAILED),
        "queue_length": status.queue_length,
        "waited_seconds": waited,
    }
    has_failed = status.failed and (given_up or not status.running)
    if has_failed and StepState.DONE not in status.steps:
        raise GenerationFailed
    if status.finished or has_failed:  # there may be a model although a step failed
        reached("wait:before-downloading")
        facts.update({"bytes_done": 0, "bytes_total": None})
        return tools.ledger.move(job.id, State.DOWNLOADING, goes_on=True, **facts)
    begun = any(step is not StepState.WAITING for step in status.steps)
    if begun and job.state is State.WAITING:
        reached("wait:before-generating")
        return tools.ledger.move(job.id, State.GENERATING, goes_on=True, **facts)
    return tools.ledger.update(job.id, hold=NO_HOLD if job.hold else None, **facts)
