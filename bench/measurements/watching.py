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
LIST_PANELS = {
    "List of jobs": "RODIN_PROPS_PT_jobs",
    "Gallery as a list": "RODIN_PROPS_PT_gallery",
    "Gallery as a grid": "RODIN_PROPS_PT_gallery as a grid",
}
MEASURED = {
    "still": "Monitor tick",
    "changing": "Monitor tick, a job changed",
    "listed": "Monitor tick, a job changed, gallery open",
    "searching": "Search",
    "filtering": "Filter",
    "sorting": "Sort",
    "switching": "List or grid",
}
"""What is measured in Blender, and what it is called."""


def measure(laboratory: Laboratory) -> Iterator[Measured]:
    """Ticks without a change and with a job changed before each; what is found in the gallery; draws of all panels."""
    repeat = 30 * laboratory.rounds
    for jobs in JOBS:
        told = {"jobs": jobs, "objects": OBJECTS, "placeholders": min(PLACEHOLDERS, jobs), "repeat": repeat}
        times = laboratory.in_blender("watching", sandbox=_NOWHERE, **told)
        title, note = f"{jobs:,} jobs", f"{OBJECTS:,} objects, {told['placeholders']} placeholders"
        for what, name in MEASURED.items():
            yield _figure(f"{name}, {title}", times[what], note=note)
            yield _point("jobs", name.lower(), jobs, times[what])
        yield from _draws(jobs, times["draws"])


def _draws(jobs: int, draws: dict[str, list[float]]) -> Iterator[Measured]:
    if not draws:  # without a window
        return
    slowest = max(draws, key=lambda name: median(draws[name]))
    yield _figure(f"Panel draw, the slowest, {jobs:,} jobs", draws[slowest], note=slowest)
    yield _point("jobs", "slowest panel", jobs, draws[slowest])
    for what, panel in LIST_PANELS.items():
        if panel not in draws:
            raise LookupError(f"the panel {panel} was not drawn, but {sorted(draws)}")
        yield _figure(f"{what}, draw, {jobs:,} jobs", draws[panel])
        yield _point("jobs", f"{what.lower()}, draw", jobs, draws[panel])


def _figure(what: str, seconds: list[float], **more: Any) -> Figure:
    return Figure(what=what, values=milliseconds(seconds), unit="ms", bound=MOST_MILLISECONDS, **more)


def _point(plot: str, series: str, at: float, seconds: list[float]) -> Point:
    return Point(plot=plot, series=series, at=at, milliseconds=median(seconds) * 1000)
