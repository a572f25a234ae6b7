# SPDX-License-Identifier: GPL-3.0-or-later
"""Several props that are ready at the same moment, in a window: how many steps it takes until all have landed.

Told: `model` (prompt), `props`, `rounds`. The first generation is a whole one and gives the prepared file.
"""

from collections.abc import Iterator
from typing import Any

import bpy

from .. import wrapping
from ..extension import enable, jobs, part
from ..recorder import Recorder, clock
from .landing import ready_job
from .whole_job import open_file, whole_job

PATIENCE_SECONDS = 60


def measure(told: dict[str, Any]) -> Iterator[float]:
    """Let the monitor land them, each time in a new file."""
    recorder = Recorder()
    wrapping.before_enabling(recorder)
    enable()
    wrapping.after_enabling(recorder)
    yield from open_file(0)
    yield from whole_job(recorder, told["model"], "TEXT")
    prepared = jobs()[0].prepared_path
    rounds = []
    for _ in range(told["rounds"]):
        yield from open_file(0)
        recorder.take()
        for number in range(told["props"]):
            ready_job(prepared, name=f"Prop {number}", place=(number, 0.0, 0.0))
        part("operators.monitor").wake()
        ends_at = clock() + PATIENCE_SECONDS
        while sum(each.type == "MESH" for each in bpy.context.scene.objects) < told["props"] + 1:  # and Blender's cube
            if clock() > ends_at:
                raise TimeoutError(f"not all landed after {PATIENCE_SECONDS} s: {[job.state for job in jobs()]}")
            yield 0.1
        yield 1.0
        rounds.append(recorder.take()["spans"])
    return {"rounds": rounds}
