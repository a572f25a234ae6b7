# SPDX-License-Identifier: GPL-3.0-or-later
"""Props that were asked for together wait for the last of them, and land in one undo step."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest

Part = Callable[[str], ModuleType]


@pytest.fixture
def together(ready: Any, part: Part) -> Callable[[int], list[Any]]:
    """A function that writes down finished jobs that were asked for together."""

    def make(count: int) -> list[Any]:
        jobs = ready(count)
        placement = part("scene.places.placement")
        placement.mark_together([place for job in jobs for place in placement.find_targets(job.id)], jobs[0].id)
        bpy.ops.ed.undo_push(message="Mark")
        return jobs

    return make


def _props() -> int:
    return sum(each.type == "MESH" for each in bpy.context.scene.objects)


def _set_state(part: Part, job: Any, *states: str, **changes: Any) -> None:
    here = part("session.session").current()
    for state in states:
        here.ledger.move(job.id, part("jobs.states").State(state), **changes)
    here.refresh()


def test_none_lands_before_the_last_one_is_ready(together: Any, tick: Callable[[], None], part: Part) -> None:
    jobs = together(4)
    _set_state(part, jobs[3], "PREPARING")
    tick()
    assert _props() == 0
    here = part("session.session").current()
    assert here.waiting == dict.fromkeys((job.id for job in jobs[:3]), "Ready, comes with the others")
    _set_state(part, jobs[3], "READY")
    tick()
    assert _props() == 4
    bpy.ops.ed.undo()
    assert _props() == 0
    tick()
    assert _props() == 0


def test_more_than_a_tick_has_time_for_are_still_one_step(
    together: Any, tick: Callable[[], None], part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    together(25)
    monkeypatch.setattr(part("session.watching.tick"), "LANDING_SECONDS", 0.0)
    tick()
    assert _props() == 25
    bpy.ops.ed.undo()
    assert _props() == 0


@pytest.mark.parametrize("end", ["FAILED", "CANCELLED"])
def test_one_that_does_not_come_keeps_no_other_waiting(
    together: Any, tick: Callable[[], None], part: Part, end: str
) -> None:
    jobs = together(3)
    _set_state(part, jobs[1], end)
    tick()
    assert _props() == 2


def test_one_that_waits_for_a_free_place_at_the_service_is_waited_for_but_not_one_over_the_limit_of_the_day(
    together: Any, tick: Callable[[], None], part: Part
) -> None:
    jobs, here = together(3), part("session.session").current()
    _set_state(part, jobs[1], "FAILED", "QUEUED")
    errors = part("api.errors.rejections").TooManyTasks(status_code=200), part("jobs.errors").DailyLimitReached(5.0)
    for error, landed in zip(errors, (0, 2), strict=True):
        here.ledger.update(jobs[1].id, hold=part("jobs.hold").Hold.because_of(error))
        here.refresh()
        tick()
        assert _props() == landed


def test_others_land_meanwhile(together: Any, ready: Any, tick: Callable[[], None], part: Part) -> None:
    jobs = together(2)
    _set_state(part, jobs[0], "PREPARING")
    ready(1, first=7)
    tick()
    assert [each.name for each in bpy.context.scene.objects if each.type == "MESH"] == ["Chair 7"]
