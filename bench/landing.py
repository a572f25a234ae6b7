# SPDX-License-Identifier: GPL-3.0-or-later
"""How soon a prop is in the scene once the service is done with it."""

from collections.abc import Iterator

from .figures import Figure
from .laboratory import Laboratory

TRIANGLES = 20_000
POLL_INTERVALS_SECONDS = (1, 5)
MOST_SECONDS_AFTER_POLL = 4


def measure(laboratory: Laboratory) -> Iterator[Figure]:
    """Generate once with each interval; the sandbox's and Blender's clocks are both the machine's monotonic one."""
    for interval in POLL_INTERVALS_SECONDS:
        with laboratory.sandbox("--speed", "8", "--seed", "3") as sandbox:
            told = laboratory.in_blender(
                "landing", sandbox=sandbox, poll_interval_seconds=interval, triangles=TRIANGLES
            )
            (submission,) = sandbox.record()["submissions"]
        yield Figure(
            what=f"From the last Done to the scene, asking every {interval} s",
            value=told["landed_seconds"] - submission["done_seconds"],
            unit="s",
            bound=interval + MOST_SECONDS_AFTER_POLL,
            note=f"{told['triangles']:,} triangles; fetching took {told['fetching_seconds']:.1f} s, "
            f"preparing {told['preparing_seconds']:.1f} s",
        )
