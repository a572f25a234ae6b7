# SPDX-License-Identifier: GPL-3.0-or-later
"""Landings without a window: one prop at a placeholder, its undo step and its row in the ledger; floor; direct import.

Told: `model` (prompt), `glb`, `landings`, `imports`. The first generation is a whole one and gives the prepared file.
"""

from pathlib import Path
from typing import Any

import bpy

from .. import wrapping
from ..extension import enable, jobs, move, new_file, new_job, part
from ..floor import floor_seconds
from ..recorder import Recorder, clock


def measure(told: dict[str, Any]) -> dict[str, Any]:
    """Land several times, each beside the floor; then import the same model directly."""
    recorder = Recorder()
    wrapping.before_enabling(recorder)
    new_file()
    enable()
    wrapping.after_enabling(recorder)
    assert bpy.ops.rodin_props.generate_from_text(prompt=told["model"]) == {"FINISHED"}
    prepared = jobs()[0].prepared_path
    rounds = []
    for _ in range(told["landings"]):
        new_file()
        rounds.append({"spans": land(recorder, prepared)})
        new_file()
        rounds[-1]["floor"] = floor_seconds(prepared)
    return {"rounds": rounds, "import_seconds": [import_seconds(Path(told["glb"])) for _ in range(told["imports"])]}


def land(recorder: Recorder, prepared: Path) -> Any:
    """Land the prepared prop at a placeholder in an empty file by the button of the list."""
    job = ready_job(prepared, name="Big", place=(1.0, 0.0, 0.0))
    bpy.ops.ed.undo_push(message="Placeholder")
    part("session.session").current().refresh()
    recorder.take()
    assert bpy.ops.rodin_props.import_job(job=job.id) == {"FINISHED"}
    assert any(each.type == "MESH" for each in bpy.context.scene.objects)
    return recorder.take()["spans"]


def ready_job(prepared: Path, *, name: str, place: tuple[float, float, float]) -> Any:
    """A job whose prop was prepared, and a placeholder for it."""
    job = new_job(name=name)
    (job.folder / "prepared.blend").hardlink_to(prepared)
    job = move(job, "WAITING", "DOWNLOADING", "READY", prepared_file="prepared.blend")
    size, placement = part("scene.measure.size").Size(meters=2.0), part("scene.places.placement")
    placement.create_placeholder(bpy.context, job_id=job.id, name=name, size=size, location=place)
    return job


def import_seconds(model: Path) -> float:
    """Import the GLB with Blender's own importer into an empty file."""
    new_file()
    began = clock()
    bpy.ops.import_scene.gltf(filepath=str(model))
    bpy.ops.ed.undo_push(message="Import")
    return clock() - began
