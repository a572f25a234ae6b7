# SPDX-License-Identifier: GPL-3.0-or-later
"""How many credits are left, which also tells whether the key works."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...api.errors import ConnectionFailed
from ..command import Command
from ..exit_codes import ExitCode, exit_code_of
from ..output.answer import Answer, Trouble

if TYPE_CHECKING:
    import argparse

    from ..command import Run

_LATE = "Rodin has not answered within a minute. Try again."


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing."""


def _run(run: Run) -> Answer:
    from ...session.inputs import readiness
    from ...session.orders.errors import NotReady
    from ...session.watching import balance

    if missing := readiness.missing_for_account(run.context):
        raise NotReady(missing)
    run.progress.say("Asking Rodin")
    info = balance.wait_for(run.context, balance.ask(run.context))
    answer = Answer(balance=info.balance)
    if info.requested:
        late = Trouble(code=ConnectionFailed.code, sentence=_LATE, remedy=ConnectionFailed.remedy.value)
        return replace(answer, exit_code=ExitCode.UNREACHABLE, trouble=late)
    if info.error:
        trouble = Trouble(code=info.error_code, sentence=info.error, remedy=info.remedy.value)
        return replace(answer, balance=None, exit_code=exit_code_of(info.error_code), trouble=trouble)
    return answer


BALANCE = Command(
    name="balance",
    help="Say how many credits are left, and whether the key works",
    costs="Costs nothing.",
    add_arguments=_add_arguments,
    run=_run,
)
