# SPDX-License-Identifier: GPL-3.0-or-later
"""Each remedy has a button beside a generation that failed, or it is said why it has none."""

from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
from drawn_words import Layout, context

Part = Callable[[str], ModuleType]
COPY = "rodin_props.copy_details"
BUTTONS = {
    "SET_KEY": "rodin_props.show_preferences",
    "TOP_UP": "rodin_props.open_dashboard",
    "PLAN": "rodin_props.open_dashboard",
    "TRY_AGAIN": "rodin_props.retry_job",
    "RESUME": "rodin_props.resume_job",
    "CHANGE_INPUT": "rodin_props.use_settings",
    "CHANGE_OPTIONS": "rodin_props.use_settings",
    "GO_ONLINE": "extensions.userpref_show_online",
    "FREE_DISK": "rodin_props.clean_up",
    "INSTALL_REQUESTS": "wm.url_open",
}
NO_BUTTON = {"NONE": "nothing in Blender helps against it: the sentence says what does"}
NO_BUTTON_WITHOUT_A_JOB = NO_BUTTON | {
    "TRY_AGAIN": "the button that was pressed is still there",
    "RESUME": "only a job can go on",
    "CHANGE_INPUT": "what is to be changed stands beside the sentence",
    "CHANGE_OPTIONS": "what is to be changed stands beside the sentence",
}


@pytest.fixture
def failed(part: Part, add: Callable[..., Any], ledger: Any) -> Callable[..., Any]:
    """A function that makes a job which failed, and has helped by a remedy."""

    def run(remedy: str, **values: Any) -> Any:
        states = ("SUBMITTING", "WAITING") if remedy == "RESUME" else ("SUBMITTING",)
        job = add(*states, **values)
        if remedy == "RESUME":
            ledger.update(job.id, task_uuid="a-task", subscription_key="a-key")
        errors = part("errors")
        error = errors.RodinError("It went wrong. Do something.")
        error.remedy = errors.Remedy(remedy)
        ledger.fail(job.id, error)
        part("session.watching.look").forget()
        part("session.watching.look").look(bpy.context)
        return ledger.get(job.id)

    return run


def drawn(part: Part) -> Layout:
    """Draw the list."""
    layout = Layout()
    part("ui.job_list").RODIN_PROPS_PT_jobs.draw(SimpleNamespace(layout=layout), context())
    return layout


def remedies(part: Part) -> set[str]:
    """All there are."""
    return {remedy.value for remedy in part("errors").Remedy}


def test_every_remedy_is_known_here(part: Part) -> None:
    assert remedies(part) == BUTTONS.keys() | NO_BUTTON.keys()
    assert BUTTONS.keys().isdisjoint(NO_BUTTON)


@pytest.mark.parametrize("remedy", BUTTONS)
def test_beside_a_generation_that_failed_stands_the_button_and_copy_details(
    part: Part, failed: Callable[..., Any], remedy: str
) -> None:
    failed(remedy)
    assert {BUTTONS[remedy], COPY} <= set(drawn(part).operators)


def test_each_remedy_that_needs_no_job_has_its_button_anywhere(part: Part) -> None:
    for remedy in part("errors").Remedy:
        layout = Layout()
        part("ui.layouts.trouble").draw_trouble(layout, context(), "It went wrong. Do something.", remedy=remedy)
        wanted = [] if remedy.value in NO_BUTTON_WITHOUT_A_JOB else [BUTTONS[remedy.value]]
        assert layout.operators[:1] == [*wanted, COPY][:1], remedy


@pytest.mark.parametrize("what", ["a task that was added by its id", "new textures"])
def test_what_was_not_made_with_the_panel_has_no_settings_to_be_used(
    part: Part, failed: Callable[..., Any], what: str
) -> None:
    work = part("jobs.work").NewTextures(mesh_file="mesh.glb") if what == "new textures" else None
    failed("CHANGE_INPUT", source="PICTURE" if work else "", work=work)
    assert COPY in drawn(part).operators
    assert BUTTONS["CHANGE_INPUT"] not in drawn(part).operators
