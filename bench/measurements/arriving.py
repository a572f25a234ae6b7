# SPDX-License-Identifier: GPL-3.0-or-later
"""How soon a prop is in the scene once the service is done with it."""

from collections.abc import Iterator
from statistics import mean
from typing import Any

from ..figures import Figure
from ..laboratory import BYTES_PER_SECOND, Laboratory
from .whole_job import rounds_of

ALLOWED_SECONDS = {20_000: 1.5, 500_000: 4.0}
"""Beside half a poll interval and the transfer."""
POLL_INTERVALS_SECONDS = (1, 5)


def measure(laboratory: Laboratory) -> Iterator[Figure]:
    """Generate with each interval; the sandbox's and Blender's clocks are both the machine's monotonic one."""
    models = [laboratory.model(size) for size in ALLOWED_SECONDS]
    for interval in POLL_INTERVALS_SECONDS:
        told: dict[str, Any] = {"poll_interval_seconds": interval, "models": models, "rounds": laboratory.rounds + 2}
        with laboratory.far_sandbox() as sandbox:
            if laboratory.blender.has_window:
                answer = laboratory.in_blender("whole_job", sandbox=sandbox, objects=0, source="TEXT", **told)
                record = sandbox.record()
                arrived = {
                    size: [
                        round_.landing.begin + round_.landing.seconds - round_.done
                        for round_ in rounds_of(answer, record, size)
                    ]
                    for size in ALLOWED_SECONDS
                }
            else:
                answer = laboratory.in_blender("arriving", sandbox=sandbox, **told)
                done = {each["task_uuid"]: each["done_seconds"] for each in sandbox.record()["submissions"]}
                arrived = {
                    size: [
                        each["landed"] - done[each["task"]]
                        for each in answer["rounds"]
                        if each["model"] == f"model-{size}"
                    ]
                    for size in ALLOWED_SECONDS
                }
        for size, allowed in ALLOWED_SECONDS.items():
            rounds = [each for each in answer["rounds"] if each["model"] == f"model-{size}"]
            transfer = (laboratory.models / f"model-{size}.glb").stat().st_size / BYTES_PER_SECOND
            yield Figure(
                what=f"From the last Done to the scene, asking every {interval} s, {size:,} triangles",
                values=tuple(round(each, 2) for each in arrived[size]),
                unit="s",
                bound=round(interval / 2 + transfer + allowed, 2),
                note=f"transfer {transfer:.1f} s at {BYTES_PER_SECOND / 1e6:.0f} MB/s; on average fetching "
                f"{mean(each['fetching_seconds'] for each in rounds):.1f} s, "
                f"preparing {mean(each['preparing_seconds'] for each in rounds):.1f} s",
            )
