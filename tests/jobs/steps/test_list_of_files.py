# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of files is mostly empty for a moment only after the end: it is looked at again soon, then less often."""

from typing import Any

import pytest
from rodin_props.api.errors import NoModelInResult
from rodin_props.jobs.steps.download import fetch


def waits_for_a_list(made: Any, job: Any) -> list[float]:
    """How long it was waited before each new look at a list that stays empty."""
    with pytest.raises(NoModelInResult):
        fetch(job, made)
    waits: list[float] = made.stop.waits
    return waits


def test_it_is_looked_at_again_soon_then_less_often_and_with_patience(downloading: Any, tools: Any) -> None:
    waits = waits_for_a_list(tools(), downloading())
    assert waits[0] <= 0.5
    assert sum(waits[:2]) <= 1.0
    assert waits == sorted(waits)
    assert waits[-1] == 3.0
    assert sum(waits) >= 24.0


def test_a_minute_s_requests_are_enough_for_three_jobs_whose_lists_stay_empty(downloading: Any, tools: Any) -> None:
    waits = waits_for_a_list(tools(), downloading())
    assert 3 * (len(waits) + 1) <= 45, "a quarter is kept for what is paid"
