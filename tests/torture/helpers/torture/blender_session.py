# SPDX-License-Identifier: GPL-3.0-or-later
"""A real Blender in the background that an artist's session stands for: presses a button, or comes back afterwards.

python blender_session.py ORDER     a JSON file: what, file, result, and more for each
"""

import importlib
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bpy

MODULE = "bl_ext.user_default.rodin_props"


def part(name: str) -> Any:
    """One of the extension's modules."""
    return importlib.import_module(f"{MODULE}.{name}")


def install(order: dict[str, Any]) -> None:
    """Install the zip into this profile."""
    bpy.ops.extensions.package_install_files(filepath=order["zip"], repo="user_default", enable_on_install=True)


def set_up() -> None:
    """Enable the extension; no test waits for another's requests."""
    bpy.ops.preferences.addon_enable(module=MODULE)
    preferences = bpy.context.preferences.addons[MODULE].preferences
    preferences.poll_interval_seconds = 1
    preferences.requests_per_minute = 6000
    preferences.make_levels = False  # where it is what is tested, it is switched on
    preferences.parallel_jobs = 20
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)


def save_before_waiting(file: str) -> None:
    """Let the artist save in the moment in which a window would have its artist back."""
    waiting = part("session.landing.wait_in_background")
    wait_for = waiting.wait_for

    def save_and_wait(context: Any, job_ids: Any) -> None:
        bpy.ops.wm.save_as_mainfile(filepath=file)
        wait_for(context, job_ids)

    waiting.wait_for = save_and_wait


def set_scene(source: str, name: str) -> None:
    """Something to look at, to be sent, or to be replaced."""
    scene = bpy.context.scene
    if source == "camera":
        bpy.ops.mesh.primitive_monkey_add(size=1.0)
        bpy.ops.object.light_add(type="SUN", location=(0, -4, 4), rotation=(0.7, 0, 0))
        bpy.ops.object.camera_add(location=(0, -4, 0), rotation=(1.5708, 0, 0))
        scene.camera = bpy.context.object
        scene.render.engine = "CYCLES"
        scene.cycles.samples = 1
        scene.render.resolution_x = scene.render.resolution_y = 64
    if source == "blockouts":
        for where, side in ((-2.0, "left"), (2.0, "right")):
            bpy.ops.mesh.primitive_cube_add(size=1.0, location=(where, 0, 0))
            bpy.context.object.name = f"{name} {side}"
        for each in scene.objects:
            each.select_set(True)


def generate(order: dict[str, Any]) -> dict[str, Any]:
    """Press the button."""
    source, prompt = order["source"], order["prompt"]
    set_scene(source, prompt)
    save_before_waiting(order["file"])
    settings = bpy.context.scene.rodin_props
    settings.seed = 7
    settings.prompt = "" if source == "blockouts" else prompt  # each is called by its own name
    settings.source = "TEXT" if source == "blockouts" else source.upper()
    if order.get("dies_rendering"):
        die_while_another_blender_renders()
    operators = bpy.ops.rodin_props
    match source:
        case "text":
            operators.generate_from_text(prompt=prompt)
        case "picture":
            operators.generate_from_image(filepath=order["picture"])
        case "camera":
            operators.generate_from_camera()
        case "blockouts":
            operators.generate_from_selection()
    return facts()


def die_while_another_blender_renders() -> None:
    """Let this Blender be killed as soon as another one takes the picture."""
    capture = part("scene.capture.picture_capture").PictureCapture
    start = capture.start

    def start_and_die(of: Any) -> None:
        start(of)
        os.kill(os.getpid(), signal.SIGKILL)

    capture.start = start_and_die


def batch(order: dict[str, Any]) -> dict[str, Any]:
    """Generate many at once, as for many blockouts, whatever becomes of them."""
    generation, sources = part("session.making.generation"), part("session.sources")
    options = part("api.options.generation_options").GenerationOptions(seed=7)
    inputs = [
        generation.Inputs(source=sources.Source.TEXT, name=f"Prop {number}", prompt=prompt, options=options)
        for number, prompt in enumerate(order["prompts"])
    ]
    planned = [(generation.new_folder(bpy.context), each) for each in inputs]
    generation.add_jobs(bpy.context, planned)
    generation.place_all(bpy.context, [(folder.name, each) for folder, each in planned])
    return with_sentence(lambda: generation.start(bpy.context, *(folder.name for folder, _ in planned)))


def with_sentence(act: Callable[[], None]) -> dict[str, Any]:
    """Act, and note the sentence of the extension's own error, if any."""
    sentence = ""
    try:
        act()
    except part("errors").RodinError as error:
        sentence = str(error)
    return facts() | {"sentence": sentence}


def come_back(order: dict[str, Any]) -> dict[str, Any]:
    """Open the file, if there is one by now, and wait for whatever is under way."""
    if Path(order["file"]).exists():
        bpy.ops.wm.open_mainfile(filepath=order["file"])
    here, landing = part("session.session").current(), part("session.landing.land")
    if here.has_ledger:
        here.refresh()
        waiting = [job.id for job in here.ledger.jobs() if job.active or job.state.value == "READY"]
        lands_by_itself = part("session.landing.landed_before").lands_by_itself
        lost = [job for job in here.ledger.jobs() if job.state.value == "IMPORTED" and lands_by_itself(job)]
        for job in lost:
            landing.land(bpy.context, job)
        return with_sentence(lambda: part("session.landing.wait_in_background").wait_for(bpy.context, waiting))
    return facts()


def watch(order: dict[str, Any]) -> dict[str, Any]:
    """Do what the monitor does in a window, while somebody outside turns the switch “Allow Online Access”."""
    generation, sources = part("session.making.generation"), part("session.sources")
    here = part("session.session").current()
    options = part("api.options.generation_options").GenerationOptions(seed=7)
    inputs = generation.Inputs(source=sources.Source.TEXT, name="Cube", prompt=order["prompt"], options=options)
    generation.add_jobs(bpy.context, ((generation.new_folder(bpy.context), inputs),))
    last, looks = "", 0
    while last != "end" or looks < 30:
        switch = Path(order["switch"]).read_text("utf-8") or last
        looks = looks + 1 if switch == last else 0
        last = switch
        bpy.context.preferences.system.use_online_access = not switch.startswith("off")
        here.refresh()
        if here.needs_worker(bpy.context):
            here.ensure_worker(bpy.context)
        states = [job.state.value for job in here.ledger.jobs()]
        told = {"switch": switch, "looks": looks, "states": states, "online": bpy.app.online_access}
        Path(order["seen"] + ".part").write_text(json.dumps(told), "utf-8")
        Path(order["seen"] + ".part").rename(order["seen"])
        time.sleep(0.05)
    return facts()


def render_elsewhere(order: dict[str, Any]) -> dict[str, Any]:
    """Have another Blender take a picture that takes for ever, as it is done in a window; wait."""
    set_scene("camera", "")
    scene = bpy.context.scene
    scene.cycles.samples = 1_000_000
    scene.render.resolution_x = scene.render.resolution_y = 2048
    capture = part("scene.capture.ordering").camera_capture(
        scene, view_layer=bpy.context.view_layer, camera=scene.camera, output_path=Path(order["picture"])
    )
    capture.start()
    Path(order["seen"] + ".part").write_text(str(capture._run._process.pid), "utf-8")
    Path(order["seen"] + ".part").rename(order["seen"])
    while True:
        time.sleep(1.0)


def keep(order: dict[str, Any]) -> dict[str, Any]:
    """Keep props in a library, or go on with it; see `keeping_session`."""
    sys.path.insert(0, str(Path(__file__).parent))
    session = importlib.import_module("keeping_session")
    acts = {"keep": session.keep, "keep_on": session.keep_on}
    return acts[order["what"]](order, part)


def facts() -> dict[str, Any]:
    """What the ledger and the scene hold."""
    here = part("session.session").current()
    here.refresh()
    jobs = [
        {"id": job.id, "name": job.name, "prompt": job.prompt, "state": job.state.value, "code": job.error_code,
         "error": job.error or job.hold, "task": job.task_uuid}
        for job in (here.ledger.jobs() if here.has_ledger else ())
    ]  # fmt: skip
    provenance = part("scene.provenance")
    props = [each.name for each in bpy.context.scene.objects if each.type == "MESH" and provenance.provenance_of(each)]
    return {"jobs": jobs, "props": props, "version": bpy.app.version_string}


def make_list(order: dict[str, Any]) -> dict[str, Any]:
    """Have a list of props made; see `list_session`."""
    sys.path.insert(0, str(Path(__file__).parent))
    told: dict[str, Any] = importlib.import_module("list_session").make_list(order, part)
    return told


WHAT = {
    "generate": generate,
    "batch": batch,
    "come_back": come_back,
    "watch": watch,
    "render_elsewhere": render_elsewhere,
    "keep": keep,
    "keep_on": keep,
    "make_list": make_list,
}


def main(order_path: str) -> None:
    order = json.loads(Path(order_path).read_text("utf-8"))
    if order["what"] == "install":
        install(order)
        told: dict[str, Any] = {}
    else:
        set_up()
        told = WHAT[order["what"]](order)
    part_path = Path(order["result"] + ".part")
    part_path.write_text(json.dumps(told), "utf-8")
    part_path.rename(order["result"])
    sys.stdout.flush()
    os._exit(0)  # PyPI's bpy 4.2 crashes while Python ends


if __name__ == "__main__":
    main(sys.argv[1])
