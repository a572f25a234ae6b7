# SPDX-License-Identifier: GPL-3.0-or-later
"""A look becomes glTF's material, textures and images."""

from collections.abc import Callable
from typing import Any

from .generations import Generation
from .look import Look

_NAMES = {
    "base_color": "texture_diffuse",
    "normal": "texture_normal",
    "metallic_roughness": "texture_metallic-texture_roughness",
    "emission": "shaded",
}
"""In the order in which trimesh numbers them."""


def add_material(content: dict[str, Any], look: Look, generation: Generation, *, keep: Callable[[bytes], int]) -> None:
    """Add one material to a file's content. `keep` puts bytes into the file and returns their buffer view."""
    images, slots = [], {}
    for part, name in _NAMES.items():
        data: bytes | None = getattr(look, part)
        if data is not None:
            kind = "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
            slots[part] = {"index": len(images)}
            images.append({"bufferView": keep(data), "mimeType": kind})
            if generation.by_blender:
                images[-1]["name"] = name
    sampler = {"sampler": 0} if generation.by_blender else {}
    content["materials"] = [_material(slots, generation)]
    content["textures"] = [{**sampler, "source": index} for index in range(len(images))]
    content["images"] = images
    if generation.by_blender:
        content["samplers"] = [{"magFilter": 9729, "minFilter": 9987}]


def _material(slots: dict[str, Any], generation: Generation) -> dict[str, Any]:
    surface: dict[str, Any] = {}
    material = {"name": generation.material or "model", "doubleSided": True, "pbrMetallicRoughness": surface}
    if "emission" in slots:
        surface |= {"baseColorFactor": [0, 0, 0, generation.black_alpha], "metallicFactor": 0, "roughnessFactor": 1}
        return material | {"emissiveFactor": [1, 1, 1], "emissiveTexture": slots["emission"]}
    if "base_color" in slots:
        surface["baseColorTexture"] = slots["base_color"]
    if "metallic_roughness" in slots:
        surface["metallicRoughnessTexture"] = slots["metallic_roughness"]
    if "normal" in slots:
        material["normalTexture"] = slots["normal"]
    return material
