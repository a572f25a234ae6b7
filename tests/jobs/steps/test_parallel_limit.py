# SPDX-License-Identifier: GPL-3.0-or-later
"""Learning how many tasks at once an account bears, and how often to ask about them."""

import pytest
from rodin_props.jobs.steps.parallel_limit import ParallelLimit
from rodin_props.jobs.steps.tools import Timing, TroubleLimit
from rodin_props.jobs.steps.wait import interval_seconds
from support.clock import Clock


def test_the_artist_s_limit_holds_until_the_service_says_otherwise() -> None:
    gate = ParallelLimit(most=3)
    assert [gate.free(running) for running in range(4)] == [True, True, True, False]


def test_a_refusal_lowers_the_limit_to_what_ran() -> None:
    learned: list[int] = []
    gate = ParallelLimit(most=5, on_learned=learned.append)
    gate.too_many(2)
    assert (gate.limit, learned) == (2, [2])
    assert not gate.free(2)
    assert gate.free(1)


def test_the_limit_grows_back_one_by_one_after_enough_acceptances() -> None:
    gate = ParallelLimit(most=3)
    gate.too_many(1)
    grown = []
    for _ in range(12):
        gate.accepted()
        grown.append(gate.limit)
    assert grown == [1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3]


def test_what_was_learned_is_remembered_but_never_exceeds_the_artist_s_limit() -> None:
    assert ParallelLimit(most=5, learned=2).limit == 2
    assert ParallelLimit(most=3, learned=9).limit == 3


def test_with_none_of_ours_running_it_tries_again_later_and_later() -> None:
    clock = Clock()
    gate = ParallelLimit(most=3, clock=clock)
    pauses = []
    for _ in range(5):
        gate.too_many(0)
        began = clock.now
        while not gate.free(0):
            clock.now += 1.0
        pauses.append(clock.now - began)
    assert pauses == [10.0, 20.0, 40.0, 60.0, 60.0]
    gate.accepted()
    gate.too_many(0)
    clock.now += 10.0
    assert gate.free(0)


def test_patience_with_trouble_ends_and_a_success_restores_it() -> None:
    gate = ParallelLimit(most=3, trouble_seconds=60.0, clock=Clock())
    assert [gate.trouble() for _ in range(4)] == [True, True, True, False]
    gate.accepted()
    assert gate.trouble()


def test_few_jobs_are_asked_about_as_often_as_set() -> None:
    for asking in (1, 2, 3):
        assert interval_seconds(Timing(), asking=asking, waited_seconds=60.0) == 5.0


def test_in_the_last_step_it_is_asked_twice_as_often() -> None:
    assert interval_seconds(Timing(), asking=1, waited_seconds=60.0, is_last_step=True) == 2.5
    assert interval_seconds(Timing(), asking=1, waited_seconds=7200.0, is_last_step=True) == 30.0


@pytest.mark.parametrize("is_last_step", [False, True])
@pytest.mark.parametrize("asking", [1, 10, 100])
def test_all_who_ask_stay_within_the_budget(asking: int, is_last_step: bool) -> None:
    timing = Timing()
    interval = interval_seconds(timing, asking=asking, waited_seconds=0.0, is_last_step=is_last_step)
    assert asking * timing.window_seconds / interval <= 0.75 * timing.requests_per_window


def test_a_long_wait_is_asked_about_less_and_less_down_to_the_longest_pause() -> None:
    pauses = [interval_seconds(Timing(), asking=1, waited_seconds=waited) for waited in range(0, 7200, 60)]
    assert pauses == sorted(pauses)
    assert pauses[0] == 5.0
    assert pauses[-1] == 30.0


def test_patience_grows_its_pauses_and_has_an_end() -> None:
    patience = TroubleLimit(limit_seconds=100.0)
    delays = list(iter(patience.next_delay, None))
    assert delays == [2.0, 4.0, 8.0, 16.0, 25.0, 25.0, 25.0]
    patience.reset()
    assert patience.next_delay() == 2.0
