# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done with the list as a whole: tasks of other computers are added, space is freed by choice."""

from types import SimpleNamespace
from typing import Any

import bpy
import pytest
from drawn_words import Layout, context

TASK = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"


@pytest.fixture
def imported(add: Any, ledger: Any) -> Any:
    """A job that landed, with its model, its prepared file and a log."""
    job = add("WAITING", "DOWNLOADING", "READY", "IMPORTED")
    for name, size in (("model.glb", 30_000), ("prepared.blend", 20_000), ("prepare.log", 1_000)):
        (job.folder / name).write_bytes(b"x" * size)
    ledger.update(job.id, model_file="model.glb", prepared_file="prepared.blend")
    return job


def test_what_was_chosen_is_deleted_and_nothing_else(imported: Any) -> None:
    assert bpy.ops.rodin_props.clean_up(groups={"LOGS"}) == {"FINISHED"}
    left = {path.name for path in imported.folder.iterdir()}
    assert {"model.glb", "prepared.blend"} <= left
    assert "prepare.log" not in left


def test_without_a_choice_nothing_is_deleted(imported: Any) -> None:
    before = sorted(imported.folder.iterdir())
    assert bpy.ops.rodin_props.clean_up() == {"CANCELLED"}
    assert sorted(imported.folder.iterdir()) == before


def test_the_dialog_tells_what_each_takes_and_what_is_lost(imported: Any, part: Any, ledger: Any) -> None:
    tools = part("operators.jobs.list_tools")
    taken = part("jobs.cleaning.clean_up").what_takes_space(ledger)
    layout = Layout()
    tools.RODIN_PROPS_OT_clean_up.draw(
        SimpleNamespace(layout=layout, _taken=taken, groups={"LOGS", "MODELS"}), context()
    )
    assert "Logs: 1.0 kB, 1 file" in layout.buttons
    assert "Prepared Props: 20.0 kB, 1 file" in layout.buttons
    assert "after seven days they can neither be fetched again nor be prepared" in layout.words
    assert "This frees 31.0 kB." in layout.labels


def test_a_task_is_added_by_its_id_and_waits_for_nothing_but_its_files(ledger: Any, unwaited: None, add: Any) -> None:
    assert bpy.ops.rodin_props.add_task(task=f" “{TASK}” ", prop_name="Grandmother's chair") == {"FINISHED"}
    (job,) = ledger.jobs()
    assert (job.task_uuid, job.name, job.submitted_at) == (TASK, "Grandmother's chair", None)
    with pytest.raises(RuntimeError, match="in the list already"):
        bpy.ops.rodin_props.add_task(task=TASK)


def test_what_is_no_task_id_is_refused(ledger: Any) -> None:
    with pytest.raises(RuntimeError, match="is no task id"):
        bpy.ops.rodin_props.add_task(task="my chair")
    assert ledger.jobs() == ()


def test_without_a_key_the_button_says_what_is_missing(ledger: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RODIN_API_KEY")
    with pytest.raises(RuntimeError, match="API key"):
        bpy.ops.rodin_props.add_task(task=TASK)
