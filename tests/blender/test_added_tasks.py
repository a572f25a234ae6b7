# SPDX-License-Identifier: GPL-3.0-or-later
"""A task that was paid for on another computer becomes a prop here without a payment."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest

Part = Callable[[str], ModuleType]
TASK = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"


@pytest.fixture
def add(online: Any, part: Part) -> Callable[..., Any]:
    """A function that adds a task and has it fetched."""

    def added(text: str, **told: Any) -> Any:
        job = part("session.making.added_task").add_task(bpy.context, text, **told)
        part("session.making.generation").start(bpy.context, job.id)
        return part("session.session").current().ledger.get(job.id)

    return added


def folders(part: Part) -> set[str]:
    return set(part("jobs.files").job_folders(part("session.session").current().ledger.path))


def test_it_becomes_a_prop_of_the_size_in_the_panel(online: Any, add: Callable[..., Any], part: Part) -> None:
    bpy.ops.rodin_props.generate_from_text(prompt="a chair")
    ledger = part("session.session").current().ledger
    (elsewhere,) = ledger.jobs()[:1]
    ledger.remove(elsewhere.id)
    bpy.context.scene.rodin_props.height_meters = 0.7
    job = add(f"task {elsewhere.task_uuid}", name="Found again")
    assert job.state in {"READY", "IMPORTED"}, job.error
    bpy.ops.rodin_props.import_job(job=job.id)
    prop = bpy.data.objects["Found again"]
    assert prop.dimensions.z == pytest.approx(0.7, abs=1e-3)
    assert {len(polygon.vertices) for polygon in prop.data.polygons} & {4}
    assert len(online.record()["submissions"]) == 1


def test_a_task_that_the_account_does_not_have_is_refused_in_words(online: Any, add: Callable[..., Any]) -> None:
    with pytest.raises(Exception, match=f"Rodin knows no task {TASK} in this account"):
        add(TASK)
    assert online.record()["submissions"] == []


def test_what_is_refused_leaves_no_folder(add: Callable[..., Any], part: Part) -> None:
    another = TASK[:-1] + "2"
    making = part("session.making.added_task")
    making.add_task(bpy.context, another, name="Stool")
    before = folders(part)
    with pytest.raises(Exception, match="in the list already, as “Stool”"):
        making.add_task(bpy.context, another.upper())
    with pytest.raises(Exception, match="no task id"):
        making.add_task(bpy.context, "chair")
    assert folders(part) == before
