# SPDX-License-Identifier: GPL-3.0-or-later
"""Many props are switched by their distance from the camera, to levels that are in files, and to those in the .blend.

Told: `props`, `triangles` of each, `rounds`.
"""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import bpy
import numpy

from ..extension import enable, part, viewport
from ..recorder import clock


def measure(told: dict[str, Any]) -> dict[str, list[float]]:
    """Switch them all, in a new file each time."""
    enable()
    times: dict[str, list[float]] = {"from_files": [], "held": [], "back": []}
    with tempfile.TemporaryDirectory() as name:
        levels = _levels_of_one(Path(name), told["triangles"])
        for _ in range(told["rounds"]):
            bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
            _layout(levels, told["props"], told["triangles"])
            times["from_files"].append(_timed(bpy.ops.rodin_props.lighten_by_distance))
            times["back"].append(_timed(lambda: bpy.ops.rodin_props.show_level(level="FULL", scope="SCENE")))
            times["held"].append(_timed(bpy.ops.rodin_props.lighten_by_distance))
    return times


def _timed(switch: Any) -> float:
    with bpy.context.temp_override(**viewport()):
        begun = clock()
        assert switch() == {"FINISHED"}
        bpy.context.view_layer.update()
        return clock() - begun


def _levels_of_one(folder: Path, triangles: int) -> Path:
    """Have the levels of one prop made."""
    source, output = folder / "full.blend", folder / "levels.blend"
    bpy.data.libraries.write(str(source), {_mesh(triangles)}, fake_user=True)
    order = part("scene.levels.ordering").LevelsOrder(source, output, folder)
    assert not order.wait().error
    order.close()
    return output


def _layout(levels: Path, props: int, triangles: int) -> None:
    """Stand props in a row that goes away from the camera, each with a mesh, textures and a file of its own."""
    provenance, wishes = part("scene.provenance"), part("session.levels.light").wishes()
    camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
    camera.rotation_euler.x = 1.5707963
    bpy.context.scene.collection.objects.link(camera)
    bpy.context.scene.camera = camera
    for number in range(props):
        mesh = _mesh(triangles)
        prop = bpy.data.objects.new("Prop", mesh)
        bpy.context.scene.collection.objects.link(prop)
        prop.location.y = 3.0 + number
        provenance.write(prop, provenance.Provenance(job_id=f"job-{number}", name="Prop"))
        wishes.orders.files[mesh.session_uid] = Path(shutil.copy(levels, levels.with_name(f"levels_{number}.blend")))
    bpy.context.view_layer.update()


def _mesh(triangles: int) -> Any:
    """A bumpy sheet with a texture of 2,048 pixels."""
    side = round((triangles / 2) ** 0.5)
    x, y = numpy.meshgrid(numpy.linspace(-0.5, 0.5, side + 1), numpy.linspace(-0.5, 0.5, side + 1))
    points = numpy.stack((x, 0.05 * numpy.sin(9 * x) * numpy.cos(9 * y), y + 0.5), axis=-1).reshape(-1, 3)
    index = numpy.arange((side + 1) ** 2).reshape(side + 1, side + 1)
    faces = numpy.stack((index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]), -1).reshape(-1, 4)
    mesh: Any = bpy.data.meshes.new("Prop")
    mesh.from_pydata(points.tolist(), [], faces.tolist())
    corners = numpy.empty(len(mesh.loops), dtype=numpy.int32)
    mesh.loops.foreach_get("vertex_index", corners)
    layer = mesh.uv_layers.new(name="UVMap")
    layer.uv.foreach_set("vector", (points[corners][:, [0, 2]] + (0.5, 0.0)).astype(numpy.float32).ravel())
    mesh.materials.append(_material())
    return mesh


def _material() -> Any:
    material: Any = bpy.data.materials.new("Prop")
    if material.node_tree is None:
        material.use_nodes = True
    image: Any = bpy.data.images.new("Prop color", 2048, 2048)
    image.generated_type = "COLOR_GRID"
    image.pack()  # as the pictures of props are
    node = material.node_tree.nodes.new("ShaderNodeTexImage")
    node.image = image
    return material
