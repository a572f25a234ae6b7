# SPDX-License-Identifier: GPL-3.0-or-later
"""A service that is other than we assume: the report notices each, and nothing else."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rodin_props.live.asking.recording import Recording
from rodin_props.live.asking.service import Service
from rodin_props.live.asking.stand_ins import StandIns
from rodin_props.live.calls.making import Making
from rodin_props.live.calls.purse import Purse
from rodin_props.live.calls.state import State
from rodin_props.live.plan import plan_for
from rodin_props.live.run import carry_out
from rodin_props.sandbox.contradictions.table import CONTRADICTIONS
from rodin_props.sandbox.state.settings import MODEL_SHAPES
from support.live_run import KEY, Run
from support.sandbox_process import SandboxProcess

NOTICED_AS = {
    "wrong_key_403": "wrong_key",
    "unknown_task_404": "unknown_task",
    "empty_submission_422": "empty_submission",
    "success_said": "error_forms",
    "rate_headers_low": "rates",
    "queue_length_text": "queue_length",
    "free_calls_charged": "free_calls",
    "failed_refunded": "refund",
    "links_for_a_week": "links",
    "high_pack_free": "high_pack",
    "high_pack_dear": "high_pack",
    "quad_normal_charged": "quad_normal",
    "addons_bare_refused": "addons_word",
    "hybrid_refused": "hybrid",
    "usdz_refused": "usdz",
    "default_tier_sketch": "default_tier",
    "labels_ignored": "wrong_labels",
    "many_pictures_taken": "six_pictures",
    "large_models_taken": "large_model",
    "preview_render_done": "preview_render",
    "box_axes_swapped": "box_axes",
    "longest_side_2_5": "longest_side",
    "origin_elsewhere": "origin",
    "front_backwards": "front",
    "quads_unpaired": "quads",
    "shaded_as_base_color": "shaded",
    "parts_zipped": "part_file",
    "parts_numbered": "part_names",
    "surface_remade": "same_surface",
}
NEEDS: dict[str, dict[str, Any]] = {
    "failed_refunded": {"faults": {"status.failed": -1}},
    "default_tier_sketch": {"texture_pixels": 0},
}
"""What else must be so for the contradiction to be seen."""
TRIED = {"free_calls_charged": "longest_side"}
"""Where a paid call of another question is needed."""
TOLD_AT_TIMES = {"queue_length", "charged_at_once"}
"""By fields that the service, and so the sandbox, does not send always."""
FIVE = ("box_axes_swapped", "high_pack_free", "parts_zipped", "usdz_refused", "links_for_a_week")


def test_every_contradiction_is_tried() -> None:
    assert set(NOTICED_AS) == set(CONTRADICTIONS)


@pytest.mark.parametrize("contradiction", NOTICED_AS)
def test_one_contradiction_is_named_and_nothing_else(
    service: SandboxProcess, pay: Callable[..., Run], contradiction: str
) -> None:
    service.scenario(contradictions=[contradiction], **NEEDS.get(contradiction, {}))
    tried = TRIED.get(contradiction, NOTICED_AS[contradiction])
    assert pay(tried).named() == {NOTICED_AS[contradiction]}


def test_five_at_once_are_named_and_nothing_else(service: SandboxProcess, pay: Callable[..., Run]) -> None:
    service.scenario(contradictions=FIVE)
    assert pay("all").named() == {NOTICED_AS[each] for each in FIVE}


def test_without_a_contradiction_all_that_is_tried_holds(pay: Callable[..., Run]) -> None:
    run = pay("all")
    assert run.named() == set()
    assert run.named("not tried") == {"old_task"}
    assert run.named("could not be told") <= {"rates", "refund", "default_tier", *TOLD_AT_TIMES}


@pytest.mark.parametrize("shape", MODEL_SHAPES)
def test_models_of_all_generations_are_as_assumed(service: SandboxProcess, pay: Callable[..., Run], shape: str) -> None:
    service.scenario(model_shape=shape)
    run = pay("box_axes", "front", "shaded", "quads")
    assert {"box_axes", "front", "shaded", "quads", "origin", "longest_side"} <= run.named("holds")
    assert run.named() == set()


def test_a_default_tier_is_told_by_its_textures(service: SandboxProcess, pay: Callable[..., Run]) -> None:
    service.scenario(texture_pixels=0)
    assert "default_tier" in pay("default_tier").named("holds")


def test_a_failed_task_that_stays_paid_is_told(service: SandboxProcess, pay: Callable[..., Run]) -> None:
    service.scenario(faults={"status.failed": -1})
    run = pay("refund")
    assert "refund" in run.named("holds")
    assert run.named() == set()


def test_a_task_of_an_earlier_run_is_asked_for_when_it_is_old(
    service: SandboxProcess, live: Callable[..., Run], pay: Callable[..., Run]
) -> None:
    path = pay("longest_side").folder / "state.json"
    week = 8 * 24 * 3600
    state = json.loads(path.read_text())
    state["old_tasks"] = [[task, time.time() - week] for task, _ in state["old_tasks"]]
    path.write_text(json.dumps(state))
    service.scenario(advance_seconds=week)
    assert "old_task" in live().named("holds")
    service.scenario(contradictions=["unknown_task_404"])
    assert "old_task" in live().named()


def test_links_are_fetched_again_where_somebody_asks(service: SandboxProcess, tmp_path: Path) -> None:
    def pause(seconds: float) -> None:
        service.scenario(advance_seconds=seconds)  # in place of sleeping

    recording = Recording(tmp_path / "recording.json", StandIns())
    asked = Service(api_key=KEY, base_url=service.base_url, recording=recording, pause=pause)
    state = State(path=tmp_path / "state.json", account="ours")
    making = Making(service=asked, state=state, folder=tmp_path / "models", say=print)
    result = carry_out(plan_for(["links"]), making, Purse(1.0), links_after_seconds=1_200, say=print)
    assert result.findings["links"].seen == "their query says 10 minutes; fetched again later: HTTP 403"
