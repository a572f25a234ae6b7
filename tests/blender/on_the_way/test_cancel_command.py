# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line says of a job that it cancels what is paid, as it is when it is cancelled."""

from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

Part = Callable[[str], ModuleType]


@pytest.mark.parametrize(
    ("is_accepted", "said"),
    [
        (False, "Chair is cancelled. It was being sent at this moment: Rodin may charge for it."),
        (True, "Chair is cancelled. It is paid for: `fetch` goes on with it, for seven days."),
    ],
)
def test_what_is_sent_at_that_moment_is_told_as_paid(
    part: Part, add: Callable[..., Any], ledger: Any, monkeypatch: pytest.MonkeyPatch, is_accepted: bool, said: str
) -> None:
    job, cancel = add(), ledger.cancel
    answer = part("api.models").Submission(task_uuid="task", subscription_key="s", consumed_credits=0.5)

    def cancel_after_the_worker(job_id: str) -> Any:
        ledger.move(job_id, part("jobs.states").State.SUBMITTING, submitted_at=1.0)
        if is_accepted:
            ledger.record_answer(job_id, answer)
        return cancel(job_id)

    monkeypatch.setattr(ledger, "cancel", cancel_after_the_worker)
    run = SimpleNamespace(said=SimpleNamespace(all=False, jobs=[job.id]))
    assert part("command_line.commands.cancel").CANCEL.run(run).said == (said,)
    assert ledger.get(job.id).state.name == "CANCELLED"
