# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole jobs in a window, from the press to the prop, everything on the main thread recorded; and Blender's floor.

Told: `models` (prompts), `rounds`, `poll_interval_seconds`, `objects` (of 10,000 triangles each, in the file),
`source` (TEXT or CAMERA).
"""

from collections.abc import Iterator
from typing import Any

import bpy

from .. import wrapping
from ..extension import MODULE, TAB, enable, jobs, viewport
from ..floor import floor_seconds
from ..heavy_file import fill
from ..recorder import Recorder, clock
from .arriving import seconds_of_steps
from .machine_facts import machine_facts

PATIENCE_SECONDS = 240
REST_SECONDS = 2.5
"""After the landing: until the monitor has come to rest and everything is drawn."""
LOOK_SECONDS = 0.1


def measure(told: dict[str, Any]) -> Iterator[float]:
    """Do whole jobs one after another, each in a new file; then the floor in a file like it."""
    recorder = Recorder()
    wrapping.before_enabling(recorder)
    enable()
    wrapping.after_enabling(recorder)
    preferences = bpy.context.preferences.addons[MODULE].preferences
    preferences.poll_interval_seconds = told["poll_interval_seconds"]
    preferences.requests_per_minute = 6000
    rounds = []
    for _ in range(told["rounds"]):
        for model in told["models"]:
            yield from open_file(told["objects"])
            done = yield from whole_job(recorder, model, told["source"])
            yield from open_file(told["objects"])
            done["floor"] = floor_seconds(prepared_file())
            recorder.take()
            rounds.append(done)
    return {"rounds": rounds, "machine": machine_facts()}


def open_file(objects: int) -> Iterator[float]:
    """A new file with the sidebar at our tab, as it is while an artist makes props."""
    bpy.ops.wm.read_homefile()
    yield 0.5
    fill(objects)
    render_little(bpy.context.scene)
    bpy.ops.ed.undo_push(message="Layout")
    space = viewport()["area"].spaces.active
    space.show_region_ui = True
    yield 0.5
    sidebar = next(region for region in viewport()["area"].regions if region.type == "UI")
    sidebar.active_panel_category = TAB
    sidebar.tag_redraw()
    yield 2.5  # until a look at the new file is over


def render_little(scene: bpy.types.Scene) -> None:
    """Camera pictures that the other Blender soon has, also without a graphics card; they hold nobody."""
    scene.render.engine = "CYCLES"
    scene.cycles.samples = 1
    scene.cycles.use_denoising = False
    scene.render.resolution_x = scene.render.resolution_y = 512


def whole_job(recorder: Recorder, model: str, source: str) -> Iterator[float]:
    """Press, wait, rest; the answer is what was recorded, with the moments of the press and the prop."""
    recorder.take()
    yield 1.0
    idle = recorder.take()
    known = {job.id for job in jobs()}
    bpy.context.scene.rodin_props.prompt = model
    pressed = clock()
    with bpy.context.temp_override(**viewport()):
        if source == "CAMERA":
            bpy.ops.rodin_props.generate_from_camera("INVOKE_DEFAULT")
        else:
            bpy.ops.rodin_props.generate_from_text("EXEC_DEFAULT", prompt=model)
    ends_at = clock() + PATIENCE_SECONDS
    while not recorder.count("append"):
        if clock() > ends_at:
            raise TimeoutError(f"no prop after {PATIENCE_SECONDS} s: {[(job.state, job.error) for job in jobs()]}")
        yield LOOK_SECONDS
    yield REST_SECONDS
    (job,) = (job for job in jobs() if job.id not in known)
    return recorder.take() | {
        "model": model,
        "pressed": pressed,
        "task": job.task_uuid,
        "idle_draws": len(idle["draws"]),
        "triangles": _triangles(),
        **seconds_of_steps(job),
    }


def prepared_file() -> Any:
    """What the background Blender made of the newest job."""
    return jobs()[0].prepared_path


def _triangles() -> int:
    mesh = max((each.data for each in bpy.context.scene.objects if each.type == "MESH"), key=lambda m: len(m.loops))
    return len(mesh.loops) - 2 * len(mesh.polygons)
