# SPDX-License-Identifier: GPL-3.0-or-later
"""A job that is removed while the service is asked for it: the work on it ends, quietly and at once."""

from typing import Any

import pytest
from rodin_props.api.errors import Cause, ConnectionFailed, ServerFault
from rodin_props.api.models import Status, StepState, Submission
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.steps import recipe
from support.jobs.stand_ins import never

ANSWERS = {
    "submit": (
        Submission(task_uuid="task", subscription_key="subscription", consumed_credits=0.5),
        ServerFault(502),
        ConnectionFailed(Cause.REFUSED),
        ValueError("something unheard of"),
    ),
    "status": (Status(steps=(StepState.DONE,)), Status(steps=(StepState.GENERATING,)), ServerFault(502)),
    "files": (ServerFault(502),),
}


@pytest.mark.parametrize(("call", "answer"), [(call, each) for call, all_ in ANSWERS.items() for each in all_])
def test_the_work_on_a_job_that_is_removed_meanwhile_ends(
    call: str, answer: Any, ledger: Ledger, add_job: Any, tools: Any
) -> None:
    job, asked = add_job(), []

    def removed(*arguments: Any, **options: Any) -> Any:
        asked.append(call)
        other = Ledger.open(ledger.path)
        other.remove(job.id)
        other.close()
        if isinstance(answer, BaseException):
            raise answer
        return answer

    later = dict.fromkeys(list(ANSWERS)[list(ANSWERS).index(call) + 1 :], never)
    recipe.run(job.id, tools(**{**later, call: removed}))
    assert asked == [call]
    assert ledger.jobs() == ()
