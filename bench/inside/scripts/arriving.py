# SPDX-License-Identifier: GPL-3.0-or-later
"""Generations without a window, from the words to the prop in the scene, and the moment it was there.

Told: `models` (prompts), `rounds`, `poll_interval_seconds`.
"""

from typing import Any

import bpy

from ..extension import enable, jobs, new_file, part
from ..recorder import clock


def measure(told: dict[str, Any]) -> dict[str, Any]:
    """Generate one after another, each in a new file."""
    rounds = []
    preferences = enable()
    preferences.poll_interval_seconds = told["poll_interval_seconds"]
    for _ in range(told["rounds"]):
        for model in told["models"]:
            new_file()
            assert bpy.ops.rodin_props.generate_from_text(prompt=model) == {"FINISHED"}
            landed = clock()
            job = jobs()[0]
            rounds.append({"model": model, "landed": landed, "task": job.task_uuid, **seconds_of_steps(job)})
    return {"rounds": rounds}


def seconds_of_steps(job: Any) -> dict[str, float]:
    """How long the worker needed to fetch and to prepare a model, as the ledger tells."""
    ledger = part("session.session").current().ledger
    began = {event.state.value: event.at for event in reversed(ledger.events(job.id))}
    return {
        "fetching_seconds": began["PREPARING"] - began["DOWNLOADING"],
        "preparing_seconds": began["READY"] - began["PREPARING"],
    }
