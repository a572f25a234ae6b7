# SPDX-License-Identifier: GPL-3.0-or-later
"""One run: the free questions, then the paid calls as far as agreed to, then the judgement of all that came back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from ..errors import RodinError
from .asking.service import Service
from .calls.call import Call, End, Outcome
from .calls.making import Making, NotFinished
from .calls.purse import Purse
from .calls.table import CALLS
from .plan import Plan
from .questions.free import FREE
from .questions.question import Evidence, Finding, Question, Verdict, unclear
from .questions.table import QUESTIONS


@dataclass(slots=True, kw_only=True)
class Result:
    """What a run found.

    :param findings: by the name of the question.
    :param skipped: paid calls that were not made after all, and why.
    :param unfinished: the call that a later run must go on with; "" for none.
    """

    findings: dict[str, Finding] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    unfinished: str = ""


def carry_out(
    plan: Plan, making: Making, purse: Purse, *, links_after_seconds: float = 0.0, say: Callable[[str], None]
) -> Result:
    """Ask, pay, wait, judge."""
    result = Result()
    service, old_tasks = making.service, tuple(making.state.old_tasks)
    free = Evidence(service=service, outcomes={}, old_tasks=old_tasks)
    before = service.balance()
    for question in FREE:
        result.findings[question.name] = _judged(question, free)
    after = making.balance = service.balance()
    _make_calls(plan, making, purse, result, say)
    if links_after_seconds:
        _fetch_again(service, result.outcomes, links_after_seconds, say)
    known = None if before is None or after is None else (before, after)
    evidence = replace(free, outcomes=result.outcomes, free_balances=known)
    for name, question in QUESTIONS.items():
        if name not in result.findings:
            result.findings[name] = _finding(question, evidence, result)
    return result


def _make_calls(plan: Plan, making: Making, purse: Purse, result: Result, say: Callable[[str], None]) -> None:
    for call in sorted((*plan.to_pay, *(CALLS[name] for name in plan.paid)), key=list(CALLS.values()).index):
        paid_before = call.name in plan.paid
        if not paid_before and (why := _why_not(call, making, purse, result.outcomes)):
            result.skipped[call.name] = why
            say(f"{call.name}: not tried, as {why}.")
            continue
        say(f"{call.name}: {'paid for before; waiting' if paid_before else 'paying, waiting'} …")
        try:
            outcome = making.make(call)
        except (NotFinished, RodinError) as error:
            result.unfinished = call.name
            say(f"{call.name}: not finished ({error}).")
            break
        finally:
            if call.name in making.state.outcomes and not paid_before:
                purse.pay(call, making.state.outcomes[call.name])
        result.outcomes[call.name] = outcome
        say(f"{call.name}: {outcome.end.value}{_cost(outcome)}.")


def _why_not(call: Call, making: Making, purse: Purse, outcomes: Mapping[str, Outcome]) -> str:
    """Return why a call is not made; "" where it may be."""
    if call.after and (call.after not in outcomes or outcomes[call.after].end is not End.DONE):
        return f"it needs the task of {call.after}"
    return purse.refusal(call, balance=making.balance)


def _cost(outcome: Outcome) -> str:
    return "" if outcome.charged is None else f", {outcome.charged:g} credits"


def _fetch_again(service: Service, outcomes: Mapping[str, Outcome], seconds: float, say: Callable[[str], None]) -> None:
    """Fetch the beginning of each file once more, later."""
    links = [link for outcome in outcomes.values() for _, link in outcome.entries]
    if links:
        say(f"Waiting {seconds / 60:g} minutes to see whether links are still valid …")
        service.pause(seconds)
    for link in links:
        try:
            service.fetch_again(link)
        except RodinError as error:
            say(f"A link could not be fetched again: {error}")


def _finding(question: Question, evidence: Evidence, result: Result) -> Finding:
    if question.calls and not evidence.outcomes.keys() & set(question.calls):
        why = next((result.skipped[name] for name in question.calls if name in result.skipped), "")
        return Finding(Verdict.NOT_TRIED, why or "it costs credits")
    return _judged(question, replace(evidence, of=question.calls))


def _judged(question: Question, evidence: Evidence) -> Finding:
    try:
        return question.judge(evidence)
    except RodinError as error:
        return unclear(str(error))
