# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs in PyPI's bpy: installs the zip, opens a room in layout, and generates two props through the operators.

room.py ZIP OUTPUT_FOLDER
"""

import importlib
import shutil
import sys
from pathlib import Path

import bpy

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from demo.layout import CUP_PLACE, PROP_CHAIR_PLACE, build_room
from demo.overview import write_overview

MODULE = "bl_ext.user_default.rodin_props"


def stage(percent: int, text: str) -> None:
    """Tell the progress bar."""
    print(f"@{percent} {text}", flush=True)


def install(archive: str) -> None:
    """Install and enable the extension as an artist does from disk."""
    bpy.ops.extensions.package_install_files(filepath=archive, repo="user_default", enable_on_install=True)
    assert MODULE in bpy.context.preferences.addons, "the extension could not be enabled"


def photograph(folder: Path) -> Path:
    """A real photograph of a cup of coffee, which scikit-image ships."""
    import skimage.data
    from PIL import Image

    path = folder / "coffee.jpg"
    Image.fromarray(skimage.data.coffee()).save(path, quality=92)
    return path


def render(camera: str, path: Path) -> None:
    """Render the room through a camera."""
    scene = bpy.context.scene
    active = scene.camera
    scene.camera = bpy.data.objects[camera]
    scene.render.filepath = str(path)
    bpy.ops.render.render(write_still=True)
    scene.camera = active


def place_next(location: tuple[float, float, float], size_meters: float) -> None:
    """Set where the next prop will stand and how large, as an artist would in the panel."""
    bpy.context.scene.cursor.location = location
    settings = bpy.context.scene.rodin_props
    settings.placement = "CURSOR"
    settings.size_axis, settings.height_meters = "HEIGHT", size_meters


def keep_inputs(output: Path) -> None:
    """Copy what was really sent, from the jobs' folders."""
    session = importlib.import_module(f"{MODULE}.session.session").current()
    session.refresh()
    for number, job in enumerate(reversed(session.ledger.jobs()), start=2):
        source = job.folder / job.images[0]
        shutil.copyfile(source, output / f"{number}-input-{job.source.lower()}{source.suffix}")


def main() -> None:
    archive, output = sys.argv[1], Path(sys.argv[2])
    install(archive)
    stage(4, "Building the room")
    build_room()
    settings = bpy.context.scene.rodin_props
    settings.seed = 7
    stage(6, "Rendering the room before")
    render("Room camera", output / "1-before.png")
    stage(15, "Prop from the camera's view")
    place_next(PROP_CHAIR_PLACE, 0.95)
    bpy.ops.rodin_props.generate_from_camera()
    stage(45, "Prop from a photograph")
    place_next(CUP_PLACE, 0.28)
    bpy.ops.rodin_props.generate_from_image(filepath=str(photograph(output)))
    (output / "coffee.jpg").unlink()
    stage(75, "Rendering the room after")
    keep_inputs(output)
    render("Room camera", output / "4-after.png")
    bpy.ops.wm.save_as_mainfile(filepath=str(output / "room.blend"), compress=True)
    stage(99, "Saving")
    write_overview(output)
    bpy.ops.preferences.addon_disable(module=MODULE)


main()
