# SPDX-License-Identifier: GPL-3.0-or-later
"""What is ours and what is Blender's, within what held the main thread."""

import pytest

from bench.spans import DRAW, LANDING, OTHER, PRESS, TICK, Held, Span, held_times, longest, phase_of, spans_of


def span(name: str, begin: float, end: float, parent: int | None = None, *, by_blender: bool = False) -> Span:
    return Span(name=name, begin=begin, end=end, parent=parent, by_blender=by_blender)


MONITOR = "RODIN_PROPS_OT_monitor.modal"


def test_own_code_is_what_blender_did_not_do() -> None:
    (held,) = held_times(
        [
            span(MONITOR, 0, 10),
            span("append", 1, 3, parent=0, by_blender=True),
            span("undo push", 5, 6, parent=0, by_blender=True),
        ]
    )
    assert (held.phase, held.seconds, held.own_seconds) == (LANDING, 10, 7)
    assert (held.blender_seconds("append"), held.blender_seconds("update")) == (2, 0)


def test_what_our_own_code_worked_is_told_beside_the_clock() -> None:
    spans = spans_of([[MONITOR, 0, 10, None, False, 4.0], ["append", 1, 3, 0, True, 1.5]])
    (held,) = held_times(spans)
    assert (held.own_seconds, held.own_processor_seconds) == (8, 2.5)


def test_what_blender_does_within_its_own_work_is_told_once() -> None:
    (held,) = held_times(
        [
            span(MONITOR, 0, 10),
            span("undo push", 1, 9, parent=0, by_blender=True),
            span("update", 2, 4, parent=1, by_blender=True),
        ]
    )
    assert held.own_seconds == 2
    assert held.blender == (("undo push", 8),)


def test_own_code_that_blender_calls_meanwhile_is_no_second_time() -> None:
    spans = [
        span(MONITOR, 0, 10),
        span("RODIN_PROPS_OT_monitor.invoke", 1, 5, parent=0),
        span("append", 2, 4, parent=1, by_blender=True),
        span("update", 20, 30, by_blender=True),
    ]
    (held,) = held_times(spans)
    assert held.own_seconds == 8


def test_of_several_the_longest_by_own_code_is_told() -> None:
    held = held_times(
        [
            span(MONITOR, 0, 100),
            span("append", 0, 99, parent=0, by_blender=True),
            span("RODIN_PROPS_PT_jobs.draw", 200, 203),
            span(MONITOR, 300, 302),
        ]
    )
    assert longest(held).begin == 200
    assert longest(held, LANDING).seconds == 100
    assert longest(held, TICK).begin == 300


def test_a_phase_that_was_not_recorded_is_an_error() -> None:
    with pytest.raises(LookupError, match="press"):
        longest([Held(phase=TICK, name=MONITOR, begin=0, seconds=1)], PRESS)


@pytest.mark.parametrize(
    ("name", "phase"),
    [
        ("RODIN_PROPS_OT_generate_from_text.execute", PRESS),
        (MONITOR, TICK),
        ("timer._next_stretch", TICK),
        ("RODIN_PROPS_PT_jobs.draw", DRAW),
        ("RODIN_PROPS_OT_generate_from_text.poll", DRAW),
        ("menu._draw_menu", DRAW),
        ("viewport._draw", DRAW),
        ("handler.load_post", OTHER),
    ],
)
def test_each_way_into_the_extension_has_its_phase(name: str, phase: str) -> None:
    assert phase_of(name) == phase
