# SPDX-License-Identifier: GPL-3.0-or-later
"""Where there is no window, no editor or no region, the list of jobs is told all the same, and nothing fails."""

from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
from drawn_words import Layout, context

Part = Callable[[str], ModuleType]


@pytest.fixture(params=["in the background", "called by a timer"])
def without_window(part: Part, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> dict[str, Any]:
    """What is to be overridden in the context, as a Blender in the background has it, and one that runs a timer."""
    if request.param == "in the background":
        return {}
    monkeypatch.setattr(part("operators.refusals"), "bpy", SimpleNamespace(app=SimpleNamespace(background=False)))
    return {"window": None}


def test_the_list_is_told_in_words(
    part: Part, add: Callable[..., Any], without_window: dict[str, Any], capfd: pytest.CaptureFixture[str]
) -> None:
    add(name="Chair")
    add(name="Table")
    part("session.session").current().refresh()
    with bpy.context.temp_override(**without_window):
        assert bpy.ops.rodin_props.show_jobs() == {"FINISHED"}
    assert "2 jobs, 0%" in capfd.readouterr().out


def test_the_preferences_say_that_they_cannot_be_shown(
    addon: ModuleType, without_window: dict[str, Any], capfd: pytest.CaptureFixture[str]
) -> None:
    with bpy.context.temp_override(**without_window):
        assert bpy.ops.rodin_props.show_preferences() == {"CANCELLED"}
    assert "There is no window in which the preferences could be shown." in capfd.readouterr().out


def test_the_list_is_drawn_over_an_edge_between_editors(part: Part, add: Callable[..., Any], ledger: Any) -> None:
    failed = add("SUBMITTING", "FAILED", name="Chair")
    ledger.update(failed.id, error="Rodin found no object in the picture.")
    add(name="Table")
    part("session.session").current().refresh()
    layout = Layout()
    part("ui.job_list").RODIN_PROPS_PT_jobs.draw(SimpleNamespace(layout=layout), context(region=None))
    assert {"Chair", "Table"} <= set(layout.labels)
    assert "Rodin found no object in the picture." in layout.words
