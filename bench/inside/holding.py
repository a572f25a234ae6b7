# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a big prop's landing holds the main thread, and how long a direct import of the same model does."""

import json
import subprocess
import time
from pathlib import Path

import bpy

from .extension import answer, enable, move, new_job, part, told


def prepare(model: Path, output: Path) -> float:
    """Prepare the model in a background Blender as the worker does; returns the seconds it took."""
    request = {"model": str(model), "output": str(output), "result": str(output.with_name("result.json"))}
    request |= {"name": "Big", "size_meters": 1.0, "size_axis": "HEIGHT"}
    path = output.with_name("request.json")
    path.write_text(json.dumps(request))
    began = time.perf_counter()
    subprocess.run([*part("scene.background").prepare_command(), str(path)], check=True, capture_output=True)
    return time.perf_counter() - began


def landing_seconds(prepared: Path) -> tuple[float, float]:
    """Land the prepared prop at a placeholder in an empty file, with its undo step and its row in the ledger.

    Returns the seconds by the clock, and those of the processor.
    """
    enable()
    job = new_job(name="Big")
    (job.folder / "prepared.blend").hardlink_to(prepared)
    job = move(job, "WAITING", "DOWNLOADING", "READY", prepared_file="prepared.blend")
    placement = part("scene.places.placement")
    placement.create_placeholder(
        bpy.context, job_id=job.id, name="Big", size=part("scene.measure.sizing").Size(meters=2.0), location=(1, 0, 0)
    )
    bpy.ops.ed.undo_push(message="Placeholder")
    part("session.session").current().refresh()
    began, processor_began = time.perf_counter(), time.process_time()
    prop = part("session.landing.land").land(bpy.context, job)
    seconds = time.perf_counter() - began, time.process_time() - processor_began
    assert len(prop.data.polygons) > 400_000
    return seconds


def import_seconds(model: Path) -> float:
    """Import the GLB with Blender's own importer into an empty file."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    began = time.perf_counter()
    bpy.ops.import_scene.gltf(filepath=str(model))
    bpy.ops.ed.undo_push(message="Import")
    return time.perf_counter() - began


def main() -> None:
    enable()
    model = Path(told()["model"])
    prepared = model.with_name("prepared.blend")
    preparing = prepare(model, prepared)
    answer(
        preparing_seconds=preparing,
        landing_seconds=[landing_seconds(prepared) for _ in range(told()["landings"])],
        import_seconds=[import_seconds(model) for _ in range(told()["imports"])],
        model_bytes=model.stat().st_size,
    )


main()
