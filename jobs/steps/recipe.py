# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of one job, step by step: submit, wait, download, prepare (plain Python, no bpy).

Each step begins from what the ledger says, so a recipe can be taken up again from any state, by any worker.
"""

import logging
import traceback
from collections.abc import Callable

from ...api.errors import (
    AccountTrouble,
    BadResponse,
    ConnectionFailed,
    DiskFull,
    FolderNotWritable,
    KeyUnusable,
    NoSubscription,
    RateLimited,
    RequestsMissing,
    ServerFault,
    Unauthorized,
    WrongAddress,
)
from ...errors import RodinError, Stopped
from ..errors import LedgerUnusable
from ..hold import Hold
from ..job import Job
from ..states import IllegalMove, State
from . import submit
from .download import fetch
from .prepare import prepare
from .tools import Bench, Patience
from .wait import follow

logger = logging.getLogger(__name__)

_NEEDS_SOMEBODY = (AccountTrouble, KeyUnusable, NoSubscription, RequestsMissing, Unauthorized, WrongAddress)
"""What was paid for is not lost over these: the job waits until somebody acts."""
_PASSES = (BadResponse, ConnectionFailed, RateLimited, ServerFault)
"""Passing trouble, worth some patience."""
_LEDGER_SECONDS = 2.0


class BrokenRecipe(RodinError):
    """Something that should not happen did."""

    code = "INTERNAL"

    def __init__(self) -> None:
        super().__init__(
            "The job stopped over a mistake in this add-on. Resume it; if it happens again, send us the log."
        )


def live(job_id: str, bench: Bench) -> None:
    """Work on a job until it waits for somebody, has ended, or is told to stop. Never raises."""
    patience = Patience(limit_seconds=bench.timing.deadline_seconds)
    while not bench.stop.is_set():
        try:
            job = bench.ledger.get(job_id)
            step = None if job.blocked else _step(job.state)
            if step is None:
                return
            if not _try(step, job, bench, patience):
                return
            if job.state is State.QUEUED and bench.ledger.get(job_id).state is State.QUEUED:
                return  # the worker says when it is this job's turn again
        except KeyError:  # removed
            return
        except RodinError as error:  # the ledger cannot be written: the job stays where it is
            logger.error("job %s: %s", job_id, error.code)
            if bench.wait(_LEDGER_SECONDS):
                return


def _step(state: State) -> Callable[[Job, Bench, Patience], None] | None:
    match state:
        case State.QUEUED:
            return lambda job, bench, patience: submit.submit(job, bench)
        case State.SUBMITTING:
            return lambda job, bench, patience: submit.settle(job, bench)
        case State.WAITING | State.GENERATING:
            return follow
        case State.DOWNLOADING:
            return lambda job, bench, patience: fetch(job, bench)
        case State.PREPARING:
            return lambda job, bench, patience: prepare(job, bench)
        case _:
            return None


def _try(step: Callable[[Job, Bench, Patience], None], job: Job, bench: Bench, patience: Patience) -> bool:
    """Do a step and cope with its errors. Returns whether to go on.

    :raises RodinError: if the ledger cannot be written.
    """
    try:
        step(job, bench, patience)
        patience.restore()
    except (Stopped, KeyError):
        return False
    except IllegalMove as error:
        logger.info("job %s was moved to %s meanwhile", job.id, error.before)
        return False
    except LedgerUnusable:
        raise
    except RodinError as error:
        return _cope(error, job, bench, patience)
    except Exception as error:
        # Without its message, which may hold what no log should.
        logger.error("job %s: %s\n%s", job.id, type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
        _fail(job, bench, BrokenRecipe())
        return False
    finally:
        bench.pace.arrived()  # also of a request that was allowed and then not sent
    return True


def _cope(error: RodinError, job: Job, bench: Bench, patience: Patience) -> bool:
    paid = job.state is not State.QUEUED
    if paid and isinstance(error, _NEEDS_SOMEBODY):
        bench.ledger.block(job.account, error)
        return False
    if paid and isinstance(error, _PASSES) and (delay := patience.next_delay()) is not None:
        logger.info("job %s: %s, again in %.0f s", job.id, error.code, delay)
        bench.ledger.update(job.id, hold=Hold.because_of(error))
        return not bench.wait(delay)
    if isinstance(error, DiskFull | FolderNotWritable):
        logger.error("job %s: %s", job.id, error.code)
    _fail(job, bench, error)
    return False


def _fail(job: Job, bench: Bench, error: RodinError) -> None:
    try:
        bench.ledger.fail(job.id, error)
    except IllegalMove:  # cancelled meanwhile
        logger.info("job %s ended otherwise meanwhile", job.id)
