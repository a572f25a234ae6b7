# SPDX-License-Identifier: GPL-3.0-or-later
"""What the monitor costs each time it looks, and each panel each time it is drawn, with more and more jobs."""

from collections.abc import Iterator
from statistics import median
from typing import Any

from ..figures import Figure, Measured, Point, milliseconds
from ..laboratory import Laboratory, Sandbox

JOBS = (10, 100, 1000)
OBJECTS = 10_000
PLACEHOLDERS = 20
MOST_MILLISECONDS = 2.0
_NOWHERE = Sandbox(origin="", base_url="http://127.0.0.1:9/api/v2", key="bench-key")
"""A service that nobody asks anything."""
LIST_PANELS = ("RODIN_PROPS_PT_jobs", "RODIN_PROPS_PT_older_jobs")


def measure(laboratory: Laboratory) -> Iterator[Measured]:
    """Ticks without a change and with a job changed before each; searches; draws of all panels, and of the list."""
    repeat = 30 * laboratory.rounds
    for jobs in JOBS:
        told = {"jobs": jobs, "objects": OBJECTS, "placeholders": min(PLACEHOLDERS, jobs), "repeat": repeat}
        times = laboratory.in_blender("watching", sandbox=_NOWHERE, **told)
        title, note = f"{jobs:,} jobs", f"{OBJECTS:,} objects, {told['placeholders']} placeholders"
        measured = {"still": "Monitor tick", "changing": "Monitor tick, a job changed", "searching": "Search"}
        for what, name in measured.items():
            yield _figure(f"{name}, {title}", times[what], note=note)
            yield _point("jobs", name.lower(), jobs, times[what])
        yield from _draws(jobs, times["draws"])


def _draws(jobs: int, draws: dict[str, list[float]]) -> Iterator[Measured]:
    if not draws:  # without a window
        return
    slowest = max(draws, key=lambda name: median(draws[name]))
    yield _figure(f"Panel draw, the slowest, {jobs:,} jobs", draws[slowest], note=slowest)
    yield _point("jobs", "slowest panel", jobs, draws[slowest])
    lists = [draws[name] for name in LIST_PANELS if name in draws]
    if not lists:
        raise LookupError(f"none of the panels {LIST_PANELS} was drawn, but {sorted(draws)}")
    listed = max(lists, key=median)
    yield _figure(f"List of jobs, draw, {jobs:,} jobs", listed)
    yield _point("jobs", "list of jobs, draw", jobs, listed)


def _figure(what: str, seconds: list[float], **more: Any) -> Figure:
    return Figure(what=what, values=milliseconds(seconds), unit="ms", bound=MOST_MILLISECONDS, **more)


def _point(plot: str, series: str, at: float, seconds: list[float]) -> Point:
    return Point(plot=plot, series=series, at=at, milliseconds=median(seconds) * 1000)
