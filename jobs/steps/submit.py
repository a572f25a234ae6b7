# SPDX-License-Identifier: GPL-3.0-or-later
"""The paid step: sent at most once, and never forgotten.

In this order: get the permit, create the receipt, write the ledger, mark the receipt, and only then send the first
byte. What came back goes into the receipt and then into the ledger.
"""

import logging
import secrets
import time
from dataclasses import replace

from ...api.client import Priority
from ...api.errors import (
    ConnectionFailed,
    InsufficientCredits,
    KeyUnusable,
    RateLimited,
    RequestsMissing,
    SubmissionUncertain,
    TooManyTasks,
    Unauthorized,
    is_uncertain,
)
from ...api.models import Submission
from ...api.paid_request import PaidRequest
from ...errors import RodinError, Stopped
from .. import receipt
from ..changes import JobChanges, failure
from ..crashpoints import reached
from ..errors import JobGone
from ..hold import Hold
from ..job import Job
from ..receipt import Refusal, Trace
from ..states import ON_SERVICE, IllegalMove, State
from ..work import RETENTION_SECONDS
from .request_of_job import request_of
from .tools import JobTools

logger = logging.getLogger(__name__)

_DEFAULT_PENALTY_SECONDS = 30.0
_KEY_TROUBLE = (Unauthorized, KeyUnusable, RequestsMissing)
_NOTHING_PAID: JobChanges = {"submitted_at": None, "resumable_until": None}
_NEVER_LEFT = Refusal(to=State.QUEUED)


def submit(job: Job, tools: JobTools) -> None:
    """Send a QUEUED job and write down what came of it.

    :raises RodinError: if it could not even be prepared for sending, or nobody knows whether it was sent already.
    :raises Stopped, IllegalMove: nothing was sent.
    """
    if receipt.exists(job):
        settle(job, tools)  # the ledger lost its last writes
        return
    seeded = _with_concrete_seed(job)
    request = request_of(seeded)
    tools.pace.acquire(Priority.SUBMIT, wait=tools.wait)
    reached("submit:before-receipt")
    receipt.create(job)
    reached("submit:after-receipt")
    try:
        now = time.time()
        job = tools.ledger.move(
            job.id,
            State.SUBMITTING,
            goes_on=True,
            durable=True,
            options=seeded.options,
            work=seeded.work,
            submitted_at=now,
            resumable_until=now + RETENTION_SECONDS,
        )
    except BaseException:
        receipt.discard(job)
        raise
    _send(job, tools, request)


def _with_concrete_seed(job: Job) -> Job:
    """Return the job with a seed: a random one is drawn now, so that the same can be asked for again."""
    if (job.work or job).options.seed >= 0:
        return job
    seed = secrets.randbelow(65_536)
    return replace(job, options=job.options.with_seed(seed), work=job.work and job.work.with_seed(seed))


def settle(job: Job, tools: JobTools) -> None:
    """Find out from the receipt what became of a job whose worker died while it was being sent.

    :raises ReceiptUnreadable: nobody can look now; the job stays as it is.
    """
    match receipt.read(job):
        case Submission() as answer:
            _accept(job, tools, answer)
        case Refusal() as refusal:
            _refuse(job, tools, refusal)
        case Trace.CREATED:
            _refuse(job, tools, _NEVER_LEFT)
        case Trace.LEFT | Trace.NONE:
            _leave_uncertain(job, tools, reason="the worker died")


def give_up(job: Job, tools: JobTools) -> None:
    """Write down that nobody waits for the answer any more."""
    _leave_uncertain(job, tools, reason="the worker was stopped")


def _send(job: Job, tools: JobTools, request: PaidRequest) -> None:
    reached("submit:before-departure")
    if tools.stop.is_set():
        _refuse(job, tools, _NEVER_LEFT)
        raise Stopped
    try:
        receipt.note_departure(job)
    except RodinError as error:
        _refuse(job, tools, _failing_refusal(error))
        return
    reached("submit:before-send")
    try:
        answer = tools.payer.submit(request)
    except Exception as error:
        reached("submit:after-refusal")
        if not isinstance(error, RodinError | Stopped):
            logger.error("submission of job %s broke: %s", job.id, type(error).__name__)
        if is_uncertain(error):
            _leave_uncertain(job, tools, reason=getattr(error, "code", type(error).__name__))
        else:
            refusal = _refusal(job, tools, error)
            _write_receipt(job, refusal)
            _refuse(job, tools, refusal)
            if isinstance(error, RodinError) and refusal.hold.blocked:
                tools.ledger.block(job.account, error)
        return
    reached("submit:before-answer")
    _write_receipt(job, answer)
    reached("submit:after-answer")
    _accept(job, tools, answer)
    tools.parallel_limit.accepted()
    tools.ledger.accounts.request_balance(job.account, job.base_url)


def _write_receipt(job: Job, outcome: Submission | Refusal) -> None:
    try:
        receipt.write_outcome(job, outcome)
    except RodinError as error:
        logger.error("receipt of job %s: %s", job.id, error.code)


def _accept(job: Job, tools: JobTools, answer: Submission) -> None:
    """Write down the answer, and try again as long as that fails: the receipt has it meanwhile."""
    while True:
        try:
            tools.ledger.record_answer(job.id, answer)
        except JobGone:
            raise
        except RodinError as error:
            logger.error("answer to job %s: %s", job.id, error.code)
            if tools.wait(2.0):
                raise Stopped from None
        else:
            return


def _refusal(job: Job, tools: JobTools, error: Exception) -> Refusal:
    """Return where a job goes that was certainly not accepted, and tell the limits that its account's jobs share."""
    held = True
    match error:
        case TooManyTasks():
            running = sum(other.state in ON_SERVICE for other in tools.ledger.active(job.account))
            tools.parallel_limit.too_many(running - 1)
        case RateLimited():
            tools.pace.penalty(error.retry_after_seconds or _DEFAULT_PENALTY_SECONDS)
        case ConnectionFailed():
            held = tools.parallel_limit.trouble()
        case InsufficientCredits():
            held = False
            tools.ledger.accounts.request_balance(job.account, job.base_url)
        case _:
            held = isinstance(error, _KEY_TROUBLE)
    if not isinstance(error, RodinError):
        return _NEVER_LEFT
    if held:
        return Refusal(to=State.QUEUED, hold=Hold.because_of(error, blocked=isinstance(error, _KEY_TROUBLE)))
    return _failing_refusal(error)


def _failing_refusal(error: RodinError) -> Refusal:
    return Refusal(to=State.FAILED, failure=failure(error))


def _refuse(job: Job, tools: JobTools, refusal: Refusal) -> None:
    if job.state is State.QUEUED:  # the ledger does not say that anything left
        receipt.remove(job)  # or else it would be found again and again
    else:
        reached("submit:before-refusal")
        try:
            changes: JobChanges = {**_NOTHING_PAID, **refusal.failure}
            tools.ledger.move(job.id, refusal.to, goes_on=True, note=refusal.hold.code, hold=refusal.hold, **changes)
        except IllegalMove:  # cancelled meanwhile
            tools.ledger.update(job.id, note="was not accepted", **_NOTHING_PAID)
        receipt.discard(job)


def _leave_uncertain(job: Job, tools: JobTools, *, reason: str) -> None:
    error = SubmissionUncertain(reason)
    try:
        tools.ledger.move(job.id, State.UNCERTAIN, goes_on=True, note=reason, durable=True, **failure(error))
    except IllegalMove:  # cancelled meanwhile
        tools.ledger.update(job.id, note=reason, **failure(error))
