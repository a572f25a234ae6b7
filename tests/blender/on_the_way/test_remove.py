# SPDX-License-Identifier: GPL-3.0-or-later
"""Removing one job asks first where something is paid, as that is when the button is pressed."""

from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest

Part = Callable[[str], ModuleType]


@pytest.fixture
def press(part: Part) -> Callable[[Any], str]:
    """A function that presses Remove; returns what is asked, or "" where the job was removed at once."""

    def run(job: Any) -> str:
        asked = [""]
        manager = SimpleNamespace(invoke_confirm=lambda *given, message, **rest: asked.append(message))
        pressed = SimpleNamespace(job=job.id, execute=lambda told: bpy.ops.rodin_props.remove_job(job=job.id))
        kind = part("operators.jobs.job_files").RODIN_PROPS_OT_remove_job
        kind.invoke(pressed, SimpleNamespace(window_manager=manager), None)
        return asked[-1]

    return run


def test_what_was_sent_since_the_last_look_is_not_removed_without_a_question(
    part: Part, add: Callable[..., Any], ledger: Any, press: Callable[[Any], str]
) -> None:
    submission = part("api.models").Submission(task_uuid="task", subscription_key="s", consumed_credits=0.5)
    unsent, leaving, accepted = add(), add(), add()
    part("session.session").current().refresh()
    for job in (leaving, accepted):
        ledger.move(job.id, part("jobs.states").State.SUBMITTING, submitted_at=1.0)
    ledger.record_answer(accepted.id, submission)
    assert [press(job) for job in (unsent, leaving, accepted)] == [
        "",
        "Rodin may have charged for it. Its files are deleted.",
        "It is paid for and not in a scene yet. Its files are deleted.",
    ]
    assert {job.id for job in ledger.jobs()} == {leaving.id, accepted.id}
