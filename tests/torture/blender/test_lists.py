# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 of the worker, of Blender and of both while a list of 200 props is made, at the pace that is promised."""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.sandbox_process import small
from torture import killed_list
from torture.artist import Artist
from torture.counts import measured, tried

ROWS = 200
REQUESTS_PER_MINUTE, TASKS_AT_ONCE = 60, 3
_SECONDS = 3_000.0
_REPORT = Path(__file__).parents[3] / "build" / "torture" / "report-of-a-list.html"
"""For whoever wants to look at it."""
_SERVICE = ("--speed", "60", "--rate-limit", str(REQUESTS_PER_MINUTE), "--parallel-limit", str(TASKS_AT_ONCE))


@pytest.fixture
def service(start_sandbox: Callable[..., Any]) -> Any:
    """A sandbox that refuses one request more in a minute, and one task more at once."""
    return start_sandbox(*_SERVICE, *small(pixels=32, faces=300), "--empty-downloads", "0", "--credits", "1000")


@pytest.fixture
def artist(service: Any, profile: Any, tmp_path: Any) -> Iterator[Artist]:
    made = Artist(tmp_path / "artist", profile=profile, service=service)
    yield made
    made.end_all()


@pytest.mark.timeout(2 * _SECONDS)
def test_two_hundred_props_are_paid_for_once_each_whoever_dies(artist: Artist, service: Any) -> None:
    seed = random.randrange(1_000_000)
    settings = {"requests_per_minute": REQUESTS_PER_MINUTE, "parallel_jobs": TASKS_AT_ONCE}
    outcome = killed_list.play(artist, service, rows=ROWS, seed=seed, seconds=_SECONDS, **settings)
    _REPORT.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(outcome.report, _REPORT)
    killed_list.check(outcome, rows=ROWS)
    assert outcome.requests_per_minute <= REQUESTS_PER_MINUTE, outcome.deaths
    assert outcome.refused == 0, outcome.deaths
    tried("props of a list", ROWS)
    tried("deaths while a list is made", len(killed_list.VICTIMS))
    tried("submissions of a list", sum(outcome.submissions.values()))
    tried("requests of a list in any 60 s, at most", outcome.requests_per_minute)
    measured("minutes for a list of 200", outcome.seconds / 60)
