# SPDX-License-Identifier: GPL-3.0-or-later
"""Props that can be shown lighter, and the files with their levels, as the background Blender writes them."""

from pathlib import Path
from typing import Any

import bpy
from mathutils import Matrix

SHARES = {"HALF": 0.5, "QUARTER": 0.25, "TENTH": 0.1, "PROXY": 0.02}
NAMES = {"HALF": "half", "QUARTER": "quarter", "TENTH": "a tenth", "PROXY": "proxy"}


def picture(name: str, side: int) -> bpy.types.Image:
    """A packed picture."""
    image: Any = bpy.data.images.new(name, side, side)
    image.pixels.foreach_set([0.5] * (side * side * 4))
    image.pack()
    return image


def material(name: str, side: int = 64) -> bpy.types.Material:
    """A material with one picture."""
    made: Any = bpy.data.materials.new(name)
    if made.node_tree is None:
        made.use_nodes = True
    node = made.node_tree.nodes.new("ShaderNodeTexImage")
    node.image = picture(f"{name} color", side)
    made.node_tree.links.new(node.outputs["Color"], made.node_tree.nodes["Principled BSDF"].inputs["Base Color"])
    return made


def shape(name: str, triangles: int) -> Any:
    """A bumpy ball with about so many triangles, one UV map and no material."""
    rings = max(3, round((triangles / 4) ** 0.5))
    mesh: Any = bpy.data.meshes.new(name)
    helper = bpy.data.objects.new("helper", mesh)
    import bmesh

    form = bmesh.new()
    form.loops.layers.uv.new("UVMap")
    bmesh.ops.create_uvsphere(form, u_segments=2 * rings, v_segments=rings, radius=0.5, calc_uvs=True)
    form.to_mesh(mesh)
    form.free()
    bpy.data.objects.remove(helper)
    mesh.transform(Matrix.Translation((0.0, 0.0, 0.5)) @ Matrix.Diagonal((0.8, 0.6, 1.0, 1.0)))
    return mesh


def triangles(mesh: Any) -> int:
    """How many triangles a mesh is drawn with."""
    return len(mesh.loops) - 2 * len(mesh.polygons)


def write_levels(
    path: Path, fulls: dict[str, Any], *, words: tuple[str, ...] = tuple(SHARES), sides: tuple[int, ...] = (512,)
) -> Path:
    """Write the file with the levels of meshes, each a name and the mesh as it was prepared."""
    written: set[Any] = set()
    for name, full in fulls.items():
        low, high = ([pick(vertex.co[axis] for vertex in full.vertices) for axis in range(3)] for pick in (min, max))
        for word in words:
            level = shape(f"{name} {NAMES[word]}", max(60, round(SHARES[word] * triangles(full))))
            level["rodin_props_level"] = word
            level["rodin_props_full_mesh"] = name
            level["rodin_props_full_triangles"] = triangles(full)
            level["rodin_props_full_bounds"] = [*low, *high]
            if word == "PROXY":
                level.uv_layers.remove(level.uv_layers[0])
                level.materials.append(bpy.data.materials.new(f"{name} proxy"))
            else:
                for _ in full.materials:
                    level.materials.append(None)
            written.add(level)
        for side in sides:
            for full_image in _pictures(full):
                if max(full_image.size) > side:
                    small = picture(f"{full_image.name} {side}", side)
                    small["rodin_props_full_image"] = full_image.name
                    small["rodin_props_side_pixels"] = side
                    written.add(small)
    bpy.data.libraries.write(str(path), written, fake_user=True)
    bpy.data.batch_remove([*written, *(each for each in bpy.data.materials if each.name.endswith(" proxy"))])
    return path


def _pictures(mesh: Any) -> list[Any]:
    nodes = [node for each in mesh.materials if each is not None for node in each.node_tree.nodes]
    return [node.image for node in nodes if node.type == "TEX_IMAGE"]


def stand(mesh: Any, name: str, *, x: float = 0.0) -> bpy.types.Object:
    """Put an object that shows a mesh into the scene."""
    made = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(made)
    made.location.x = x
    return made
