# SPDX-License-Identifier: GPL-3.0-or-later
"""A task id is found in what somebody pasted."""

import pytest
from rodin_props.jobs.errors import TaskIdUnusable
from rodin_props.jobs.gallery.task_id import usable_task_id

TASK = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"


@pytest.mark.parametrize(
    "text",
    [TASK, f" {TASK}\n", f"“{TASK.upper()}”", f"task_uuid={TASK}", f"https://hyper3d.ai/x/{TASK}?y", f"{TASK} {TASK}"],
)
def test_an_id_is_taken_out_of_what_is_around_it(text: str) -> None:
    assert usable_task_id(text) == TASK


@pytest.mark.parametrize("text", ["", "chair", TASK[:-1], f"{TASK} {TASK[:-1]}2", "eyJhbGciOi.J9.x" * 100])
def test_what_is_no_id_or_several_is_refused_in_words(text: str) -> None:
    with pytest.raises(TaskIdUnusable) as refusal:
        usable_task_id(text)
    assert "no task id" in str(refusal.value)
    assert len(str(refusal.value)) < 240
