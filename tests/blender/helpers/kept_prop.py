# SPDX-License-Identifier: GPL-3.0-or-later
"""Props in an asset library's folder, as keeping lays them out: one packed .blend each, and a catalog for each project.

Made with Blender alone, so that tests of what is done with a library do not depend on how it came about.
"""

import json
import uuid
from dataclasses import dataclass
from pathlib import Path

import bpy
import numpy

MADE_KEY = "rodin_props_made"
CATALOGS = "blender_assets.cats.txt"
PREVIEW_PIXELS = 256


@dataclass(frozen=True, kw_only=True)
class KeptProp:
    """A box that stands on its origin."""

    name: str
    prompt: str
    project: str = "Room One"
    size: tuple[float, float, float] = (0.4, 0.6, 1.2)
    """Meters."""
    job_id: str = "5eed0001c0de4a6e8f0d1b2c3d4e5f60"

    @property
    def made(self) -> str:
        """How it was made, as it is stored in it."""
        return json.dumps({"job_id": self.job_id, "name": self.name, "prompt": self.prompt, "options": {"seed": 7}})

    def path(self, library: Path) -> Path:
        """Where its file is."""
        return library / self.project / f"{self.name} {self.job_id[:8]}.blend"


def catalog_id(project: str) -> str:
    """The catalog of a project."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, project))


def keep(prop: KeptProp, library: Path) -> Path:
    """Write a prop's file and its catalog into a library, and leave nothing of it in the open file."""
    path = prop.path(library)
    path.parent.mkdir(parents=True, exist_ok=True)
    made = _object(prop)
    _mark(made, prop)
    bpy.data.libraries.write(str(path), {made}, fake_user=True, compress=True)
    mesh, material = made.data, made.data.materials[0]
    image = next(node.image for node in material.node_tree.nodes if node.type == "TEX_IMAGE")
    bpy.data.batch_remove([made, mesh, material, image])
    catalogs = library / CATALOGS
    lines = catalogs.read_text("utf-8").splitlines() if catalogs.exists() else ["VERSION 1", ""]
    line = f"{catalog_id(prop.project)}:{prop.project}:{prop.project.replace('/', '-')}"
    if line not in lines:
        catalogs.write_text("\n".join([*lines, line, ""]), "utf-8")
    return path


def _object(prop: KeptProp) -> bpy.types.Object:
    x, y, z = prop.size
    corners = [(i * x / 2, j * y / 2, k * z) for i in (-1, 1) for j in (-1, 1) for k in (0, 1)]
    faces = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    mesh = bpy.data.meshes.new(prop.name)
    mesh.from_pydata(corners, [], faces)
    mesh.uv_layers.new(name="UVMap")
    mesh.materials.append(_material(prop.name))
    made = bpy.data.objects.new(prop.name, mesh)
    for owner in (made, mesh):
        owner[MADE_KEY] = prop.made
    return made


def _material(name: str) -> bpy.types.Material:
    image = bpy.data.images.new(f"{name} base color", 64, 64)
    image.pixels[:] = (0.7, 0.3, 0.1, 1.0) * (64 * 64)
    image.pack()
    material = bpy.data.materials.new(name)
    if material.node_tree is None:
        material.use_nodes = True
    nodes = material.node_tree.nodes
    texture = nodes.new("ShaderNodeTexImage")
    texture.image = image
    surface = next(node for node in nodes if node.type == "BSDF_PRINCIPLED")
    material.node_tree.links.new(texture.outputs["Color"], surface.inputs["Base Color"])
    return material


def _mark(made: bpy.types.Object, prop: KeptProp) -> None:
    made.asset_mark()
    told = made.asset_data
    told.description, told.catalog_id = prop.prompt, catalog_id(prop.project)
    for word in prop.prompt.split():
        told.tags.new(word, skip_if_exists=True)
    if hasattr(told, "preferred_import_method"):  # 5.2: what comes from a web server would be linked and packed
        told.use_preferred_import_method, told.preferred_import_method = True, "APPEND"
    preview = made.preview_ensure()
    preview.image_size = (PREVIEW_PIXELS, PREVIEW_PIXELS)
    pixels = numpy.ones((PREVIEW_PIXELS, PREVIEW_PIXELS, 4), dtype=numpy.float32)
    pixels[..., :3] = (0.8, 0.35, 0.1)
    pixels[64:192, 64:192, :3] = (0.15, 0.1, 0.05)
    preview.image_pixels_float = pixels.ravel()
