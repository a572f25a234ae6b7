# SPDX-License-Identifier: GPL-3.0-or-later
"""Props that are ready at the same moment land together: one undo step, one transaction, no update for each."""

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import bpy
import pytest

Part = Callable[[str], ModuleType]


def _props() -> dict[str, float]:
    """Where the props are, by name."""
    return {each.name: round(each.location.x, 3) for each in bpy.context.scene.objects if each.type == "MESH"}


def _placeholders() -> int:
    return sum(each.type == "EMPTY" for each in bpy.context.scene.objects)


@pytest.fixture
def updates() -> Iterator[list[Any]]:
    """The depsgraph updates so far."""
    seen: list[Any] = []

    def note(scene: Any, depsgraph: Any) -> None:
        seen.append(scene)

    bpy.app.handlers.depsgraph_update_post.append(note)
    yield seen
    bpy.app.handlers.depsgraph_update_post.remove(note)


def test_all_that_are_ready_land_at_one_tick_and_one_undo_takes_them_away(
    ready: Any, tick: Callable[[], None], part: Part
) -> None:
    jobs = ready(10)
    tick()
    assert _props() == {f"Chair {number}": 2.0 * number for number in range(10)}
    assert _placeholders() == 0
    ledger = part("session.session").current().ledger
    assert {ledger.get(job.id).state.value for job in jobs} == {"IMPORTED"}
    assert [len(ledger.landings.of(job.id)) for job in jobs] == [1] * 10
    bpy.ops.ed.undo()
    assert (_props(), _placeholders()) == ({}, 10)
    bpy.ops.ed.redo()
    assert len(_props()) == 10


def test_ten_cost_as_many_updates_and_transactions_as_one(
    ready: Any, tick: Callable[[], None], part: Part, updates: list[Any]
) -> None:
    ledger = part("session.session").current().ledger

    def transactions() -> int:
        return int(ledger.rows("SELECT value FROM revision")[0][0])

    def cost(count: int, first: int) -> tuple[int, int]:
        ready(count, first=first)
        bpy.context.view_layer.update()
        updates.clear()
        before = transactions()
        tick()
        return len(updates), transactions() - before

    alone, together = cost(1, 0), cost(10, 1)
    assert len(_props()) == 11
    assert together == alone
    assert alone == (1, 1)


def test_one_that_cannot_land_does_not_keep_the_others_from_it(
    ready: Any, tick: Callable[[], None], part: Part
) -> None:
    jobs = ready(3)
    (jobs[1].folder / "prepared.blend").write_bytes(b"nothing")
    tick()
    assert set(_props()) == {"Chair 0", "Chair 2"}
    ledger = part("session.session").current().ledger
    assert [ledger.get(job.id).state.value for job in jobs] == ["IMPORTED", "FAILED", "IMPORTED"]


def test_what_stumbles_is_tried_once_and_says_so_until_the_artist_tries_it_again(
    ready: Any, tick: Callable[[], None], part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    (job,) = ready(1)
    tries = []

    def stumble(*arguments: Any, **more: Any) -> None:
        tries.append(1)
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(part("session.landing.bring_in"), "add_prop", stumble)
        for _ in range(3):
            tick()
    assert len(tries) == 1
    state = part("session.session").current()
    line = part("ui.status").describe(state.job(job.id), refused=state.refused[job.id])
    assert line.text == "Ready, but did not land"
    assert "an unexpected ZeroDivisionError" in line.sentence
    assert line.can_import
    assert bpy.ops.rodin_props.import_job(job=job.id) == {"FINISHED"}
    assert _props() == {"Chair 0": 0.0}
    assert not state.refused


def test_what_does_not_fit_into_the_time_lands_at_the_next_tick_the_oldest_first(
    ready: Any, tick: Callable[[], None], part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(3)
    monkeypatch.setattr(part("session.watching.tick"), "LANDING_SECONDS", 0.0)
    for count in (1, 2, 3):
        tick()
        assert list(_props()) == [f"Chair {number}" for number in range(count)]


def test_what_stands_under_a_placeholder_stays_where_it_is_though_that_lands_at_the_same_time(
    ready: Any, tick: Callable[[], None]
) -> None:
    ready(2)
    below, above = sorted((each for each in bpy.data.objects if each.type == "EMPTY"), key=lambda each: each.location.x)
    above.parent = below
    above.matrix_parent_inverse = below.matrix_world.inverted()
    lamp = bpy.data.objects.new("Lamp", None)
    lamp.parent, lamp.location = above, (0.0, 0.0, 1.0)
    bpy.context.scene.collection.objects.link(lamp)
    bpy.context.view_layer.update()
    place = lamp.matrix_world.copy()
    tick()
    bpy.context.view_layer.update()
    props = {each.name: each for each in bpy.context.scene.objects if each.type == "MESH"}
    assert (lamp.parent, props["Chair 1"].parent) == (props["Chair 1"], props["Chair 0"])
    assert max(abs(value) for row in lamp.matrix_world - place for value in row) < 1e-5
    assert tuple(props["Chair 1"].matrix_world.translation) == pytest.approx((2.0, 0.0, 0.0), abs=1e-5)


def test_nothing_of_the_prepared_files_is_left_in_the_open_one(ready: Any, tick: Callable[[], None]) -> None:
    ready(3)
    tick()
    assert not bpy.data.libraries
    assert len(bpy.data.objects) == 3
