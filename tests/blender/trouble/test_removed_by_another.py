# SPDX-License-Identifier: GPL-3.0-or-later
"""A job that another process removes between the drawing of its button and the press: a sentence, never a traceback."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest

Part = Callable[[str], ModuleType]
PREFIX = "RODIN_PROPS_OT_"
STATES: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "queued": ((), {}),
    "generating": (("SUBMITTING", "WAITING", "GENERATING"), {"task_uuid": "task"}),
    "cancelled": (("SUBMITTING", "WAITING", "CANCELLED"), {"task_uuid": "task"}),
    "unclear": (("SUBMITTING", "UNCERTAIN"), {}),
    "refused": (("SUBMITTING", "WAITING", "FAILED"), {"error_code": "MODEL_DOUBTFUL", "error": "It was refused."}),
    "ready": (("SUBMITTING", "WAITING", "DOWNLOADING", "READY"), {"model_file": "model.glb"}),
    "of a newer Blender": (
        ("SUBMITTING", "WAITING", "DOWNLOADING", "READY"),
        {"model_file": "model.glb", "prepared_file": "prop.blend", "prepared_version": "99.0.0"},
    ),
}
"""Moves, and what is written down then."""


def operators() -> list[str]:
    """The operators that are told which job they are about."""
    names = [name.removeprefix(PREFIX) for name in dir(bpy.types) if name.startswith(PREFIX)]
    return [name for name in names if "job" in getattr(bpy.ops.rodin_props, name).get_rna_type().properties]


def press(name: str, **values: Any) -> str:
    """Press a button; return what it reports as an error."""
    try:
        getattr(bpy.ops.rodin_props, name)("EXEC_DEFAULT", **values)
    except RuntimeError as error:
        return str(error)
    return ""


@pytest.fixture
def seen(part: Part, add: Callable[..., Any], ledger: Any) -> Callable[..., Any]:
    """A function that makes a job in a state, which is selected and drawn then."""

    def make(state: str) -> Any:
        moves, values = STATES[state]
        job = add(*moves)
        if values:
            job = ledger.update(job.id, **values)
        part("session.session").current().refresh()
        assert part("session.watching.look").gallery_page() is not None
        part("session.gallery.current").gallery().select([job.id])
        assert part("session.session").current().job(job.id) is not None
        return job

    return make


@pytest.mark.parametrize("moment", ["before the press", "after the look"])
@pytest.mark.parametrize("state", list(STATES))
def test_whichever_button_of_a_job_is_pressed_it_says_a_sentence(
    part: Part, seen: Any, remove_elsewhere: Any, state: str, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    current = part("session.session").current()
    names = operators()
    assert {"cancel_job", "resume_job", "retry_job", "import_job", "remove_job", "try_anyway"} <= set(names)
    for name in names:
        job = seen(state)
        remove_elsewhere(job)
        with monkeypatch.context() as patched:
            if moment == "after the look":
                patched.setattr(current, "refresh", lambda: False)  # what it saw is that the job is there
            said = press(name, job=job.id)
        assert "Traceback" not in said, name
        assert not said or said.rstrip().endswith("."), name
        current.refresh()
        assert current.job(job.id) is None, name


@pytest.mark.parametrize("state", list(STATES))
def test_what_is_done_with_the_selected_jobs_says_a_sentence(
    part: Part, seen: Any, remove_elsewhere: Any, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    current = part("session.session").current()
    for name in ("import_selected", "remove_selected", "keep_selected"):
        job = seen(state)
        remove_elsewhere(job)
        with monkeypatch.context() as patched:
            patched.setattr(current, "refresh", lambda: False)
            said = press(name)
        assert "Traceback" not in said, name
        current.refresh()


@pytest.mark.parametrize(
    ("name", "state"), [("cancel_job", "queued"), ("resume_job", "cancelled"), ("retry_job", "unclear")]
)
def test_it_says_that_the_job_was_removed(
    part: Part, seen: Any, remove_elsewhere: Any, name: str, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = seen(state)
    remove_elsewhere(job)
    monkeypatch.setattr(part("session.session").current(), "refresh", lambda: False)
    assert "This generation is not in the list any more" in press(name, job=job.id)


def test_what_is_on_the_way_is_no_error_to_cancel(
    part: Part, seen: Any, remove_elsewhere: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = seen("generating")
    remove_elsewhere(job)
    monkeypatch.setattr(part("session.session").current(), "refresh", lambda: False)
    cancelled = part("session.watching.on_the_way").cancel([job.id])
    assert (cancelled.count, cancelled.errors) == (0, ())


def test_whoever_waits_for_several_is_told_of_the_one_that_was_removed(
    part: Part, seen: Any, ledger: Any, remove_elsewhere: Any
) -> None:
    gone, stays = seen("queued"), seen("cancelled")
    remove_elsewhere(gone)
    with pytest.raises(part("errors").RodinError, match=r"2 of 2 props did not come.*not in the list any more"):
        part("session.landing.wait_in_background").wait_for(bpy.context, [gone.id, stays.id])
    assert ledger.get(stays.id).state == "CANCELLED"


@pytest.mark.parametrize("state", ["ready", "of a newer Blender"])
def test_a_prop_that_was_removed_does_not_keep_the_monitor_from_going_on(
    part: Part, seen: Any, remove_elsewhere: Any, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = seen(state)
    bpy.ops.mesh.primitive_cube_add()
    part("scene.places.placement").mark_target(bpy.context.object, job.id, part("scene.measure.sizing").Fit.INSIDE)
    part("session.watching.look").forget()
    part("session.watching.look").look(bpy.context)
    remove_elsewhere(job)
    with monkeypatch.context() as patched:
        patched.setattr(part("session.session").current(), "refresh", lambda: False)
        part("session.watching.tick").tick(bpy.context)
    assert part("session.watching.tick").tick(bpy.context) is False
