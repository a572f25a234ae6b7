# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 while a list is made, with few props and a service that bears any crowd; tests/torture plays it with 200."""

import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.sandbox_process import SOON

sys.path.insert(0, str(Path(__file__).parents[2] / "torture" / "helpers"))

from torture import killed_list
from torture.artist import Artist

ROWS = 20
pytestmark = pytest.mark.long


@pytest.fixture
def service(start_sandbox: Callable[..., Any]) -> Any:
    """A sandbox of its own: its record is counted while the list is made."""
    return start_sandbox(*SOON)


@pytest.fixture
def artist(service: Any, zip_path: Path, tmp_path: Path) -> Iterator[Artist]:
    """Somebody in whose profile the extension was just installed."""
    (tmp_path / "empty").mkdir()
    made = Artist(tmp_path / "artist", profile=tmp_path / "empty", service=service)
    made.play("install", zip=str(zip_path))
    yield made
    made.end_all()


def test_every_prop_of_a_list_is_paid_for_once_whoever_dies(artist: Artist, service: Any) -> None:
    seed = random.randrange(1_000_000)
    settings = {"requests_per_minute": 6_000, "parallel_jobs": 5}
    outcome = killed_list.play(artist, service, rows=ROWS, seed=seed, seconds=200.0, **settings)
    killed_list.check(outcome, rows=ROWS)
