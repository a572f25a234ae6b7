# SPDX-License-Identifier: GPL-3.0-or-later
"""What the monitor costs each time it looks."""

from collections.abc import Iterator

from .figures import Figure
from .laboratory import Laboratory, Sandbox

_NOWHERE = Sandbox(origin="", base_url="http://127.0.0.1:9/api/v2", key="bench-key")
"""A service that nobody asks anything."""


def measure(laboratory: Laboratory) -> Iterator[Figure]:
    """Ticks while nothing changes, and while a job changes before each."""
    times = laboratory.in_blender("ticking", sandbox=_NOWHERE, jobs=100, objects=10_000, placeholders=20)
    scene = "100 jobs; 10,000 objects, 20 placeholders"
    yield Figure(what="Monitor tick, median", value=times["still_seconds"] * 1000, unit="ms", bound=2, note=scene)
    processor = f"processor time {times['busy_processor_seconds'] * 1000:.2f} ms"
    busy = times["busy_seconds"] * 1000
    yield Figure(what="The same, a job changed each time", value=busy, unit="ms", bound=2, note=processor)
    yield Figure(what="Longest of these ticks", value=times["worst_seconds"] * 1000, unit="ms")
