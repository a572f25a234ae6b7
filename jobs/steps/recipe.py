# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one job step by step: submit, wait, download, prepare.

Each step begins from what the ledger says, so any worker can continue a job from any state.
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
from ..errors import JobGone, LedgerUnusable, ReceiptUnreadable
from ..files import refused_write
from ..hold import Hold
from ..job import Job
from ..states import IllegalMove, State
from . import submit
from .download import fetch
from .prepare import prepare
from .tools import JobTools, TroubleLimit
from .wait import follow
from .wait_for_files import follow_files

logger = logging.getLogger(__name__)

_NEEDS_SOMEBODY = (AccountTrouble, KeyUnusable, NoSubscription, RequestsMissing, Unauthorized, WrongAddress)
"""After these errors a job that was paid for waits until somebody acts."""
_PASSES = (BadResponse, ConnectionFailed, FolderNotWritable, RateLimited, ServerFault)
"""Errors that may pass by themselves: worth another try."""
_LEDGER_SECONDS = 2.0
_RECEIPT_SECONDS = 60.0


class InternalError(RodinError):
    """A mistake in this add-on."""

    code = "INTERNAL"

    def __init__(self) -> None:
        super().__init__(
            "The job stopped over a mistake in this add-on. Resume it; if it happens again, send us the log."
        )


def run(job_id: str, tools: JobTools) -> None:
    """Work on a job until it waits for somebody, has ended, or is told to stop. Raise nothing."""
    trouble = TroubleLimit(limit_seconds=tools.timing.deadline_seconds)
    while not tools.stop.is_set():
        try:
            job = tools.ledger.get(job_id)
            step = None if job.blocked else _step(job.state)
            if step is None:
                return
            if not _try(step, job, tools, trouble):
                return
            if job.state is State.QUEUED and tools.ledger.get(job_id).state is State.QUEUED:
                return  # the worker says when it is this job's turn again
        except JobGone:
            return
        except RodinError as error:  # the ledger cannot be written: the job stays where it is
            logger.error("job %s: %s", job_id, error.code)
            if tools.wait(_LEDGER_SECONDS):
                return


def _step(state: State) -> Callable[[Job, JobTools, TroubleLimit], None] | None:
    match state:
        case State.QUEUED:
            return lambda job, tools, trouble: submit.submit(job, tools)
        case State.SUBMITTING:
            return lambda job, tools, trouble: submit.settle(job, tools)
        case State.WAITING | State.GENERATING:
            return lambda job, tools, trouble: (follow_files if job.is_known_by_id_alone else follow)(
                job, tools, trouble
            )
        case State.DOWNLOADING:
            return lambda job, tools, trouble: fetch(job, tools)
        case State.PREPARING:
            return lambda job, tools, trouble: prepare(job, tools)
        case _:
            return None


def _try(step: Callable[[Job, JobTools, TroubleLimit], None], job: Job, tools: JobTools, trouble: TroubleLimit) -> bool:
    """Do a step, handle its errors, and return whether to go on.

    :raises RodinError: if the ledger cannot be written.
    """
    try:
        step(job, tools, trouble)
        trouble.reset()
    except (Stopped, JobGone):
        return False
    except IllegalMove as error:
        logger.info("job %s was moved to %s meanwhile", job.id, error.before)
        return False
    except LedgerUnusable:
        raise
    except RodinError as error:
        return _handle_error(error, job, tools, trouble)
    except OSError as error:
        _log_error(job, error)
        return _handle_error(refused_write(error, job.folder), job, tools, trouble)
    except Exception as error:
        _log_error(job, error)
        _fail(job, tools, InternalError())
        return False
    finally:
        tools.pace.arrived()  # also of a request that was allowed and then not sent
    return True


def _handle_error(error: RodinError, job: Job, tools: JobTools, trouble: TroubleLimit) -> bool:
    """Block the account's jobs, wait for another try, or fail the job; return whether to go on."""
    paid = job.state is not State.QUEUED
    if paid and isinstance(error, _NEEDS_SOMEBODY):
        tools.ledger.block(job.account, error)
        return False
    if paid and isinstance(error, _PASSES) and (delay := trouble.next_delay()) is not None:
        logger.info("job %s: %s, again in %.0f s", job.id, error.code, delay)
        tools.ledger.update(job.id, hold=Hold.because_of(error))
        return not tools.wait(delay)
    if isinstance(error, ReceiptUnreadable):  # for as long as it takes: what is not known must not be sent again
        tools.ledger.update(job.id, hold=Hold.because_of(error))
        return not tools.wait(trouble.next_delay() or _RECEIPT_SECONDS)
    if isinstance(error, DiskFull | FolderNotWritable):
        logger.error("job %s: %s", job.id, error.code)
    _fail(job, tools, error)
    return False


def _log_error(job: Job, error: Exception) -> None:
    """Log where an error came from, without its message, which may hold what no log should."""
    logger.error("job %s: %s\n%s", job.id, type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))


def _fail(job: Job, tools: JobTools, error: RodinError) -> None:
    try:
        tools.ledger.fail(job.id, error)
    except IllegalMove:  # cancelled meanwhile
        logger.info("job %s ended otherwise meanwhile", job.id)
