# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of moves, against what it promises."""

from itertools import pairwise

import pytest
from rodin_props.jobs.states import (
    ACTIVE,
    ENDS,
    MOVES,
    State,
    may_cancel,
    may_move,
    may_prepare_again,
    may_resume,
    may_retry,
)

THE_WAY = [
    State.QUEUED,
    State.SUBMITTING,
    State.WAITING,
    State.GENERATING,
    State.DOWNLOADING,
    State.PREPARING,
    State.READY,
    State.IMPORTED,
]


def test_the_way_through_is_allowed() -> None:
    for before, after in pairwise(THE_WAY):
        assert may_move(before, after)


def test_every_state_is_in_the_table_and_is_active_or_ready_or_an_end() -> None:
    assert set(MOVES) == set(State)
    assert ACTIVE | ENDS | {State.READY} == set(State)
    assert not ACTIVE & ENDS


def test_nothing_that_was_paid_for_is_sent_again_by_itself() -> None:
    after_payment = {State.WAITING, State.GENERATING, State.DOWNLOADING, State.PREPARING, State.READY, State.IMPORTED}
    for state in after_payment:
        assert not MOVES[state] & {State.QUEUED, State.SUBMITTING, State.UNCERTAIN}


def test_only_a_queued_job_is_sent() -> None:
    assert [state for state in State if State.SUBMITTING in MOVES[state]] == [State.QUEUED]


def test_all_that_is_under_way_can_be_cancelled_and_no_end_can() -> None:
    assert all(may_cancel(state) for state in ACTIVE | {State.READY})
    assert not any(may_cancel(state) for state in ENDS)


@pytest.mark.parametrize("state", [State.FAILED, State.CANCELLED])
def test_a_stopped_job_is_resumed_if_it_was_paid_and_sent_anew_if_not(state: State) -> None:
    assert may_resume(state, has_task=True, has_model=False)
    assert may_resume(state, has_task=False, has_model=True)
    assert not may_resume(state, has_task=False, has_model=False)
    assert may_retry(state, has_task=False)
    assert not may_retry(state, has_task=True)


def test_an_uncertain_job_may_only_be_sent_anew() -> None:
    assert may_retry(State.UNCERTAIN, has_task=False)
    assert not may_resume(State.UNCERTAIN, has_task=False, has_model=False)


def test_only_a_model_that_is_there_is_prepared_again() -> None:
    allowed = {state for state in State if may_prepare_again(state, has_model=True)}
    assert allowed == {State.READY, State.IMPORTED, State.FAILED, State.CANCELLED}
    assert all(may_move(state, State.PREPARING) for state in allowed)
    assert not any(may_prepare_again(state, has_model=False) for state in State)
