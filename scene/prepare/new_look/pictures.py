# SPDX-License-Identifier: GPL-3.0-or-later
"""What the materials that came back are made of. Changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...node_trees import principled_node

if TYPE_CHECKING:
    from bpy.types import Image, Object


@dataclass(frozen=True, slots=True, kw_only=True)
class LookPictures:
    """The pictures and values of one material."""

    color: Image
    metallic_roughness: Image | None = None
    """Roughness in green, metallic in blue."""
    normal: Image | None = None
    metallic: float = 0.0
    roughness: float = 1.0


def is_shaded(shader: Any) -> bool:
    """Say whether a material is a picture that glows over black: the service bakes the light into it so."""
    return _emission(shader).is_linked and not shader.inputs["Base Color"].is_linked


def color_input(shader: Any) -> Any:
    """Return the input that holds the colour of the surface."""
    return _emission(shader) if is_shaded(shader) else shader.inputs["Base Color"]


def _emission(shader: Any) -> Any:
    return shader.inputs["Emission Color"]


def plain_pictures(came: Object) -> LookPictures | None:
    """Return the pictures of the one material of an object; None if it is not as simple as that."""
    materials = {slot.material for slot in came.material_slots}
    shader = principled_node(next(iter(materials))) if len(materials) == 1 else None
    if shader is None:
        return None
    color = _image_of(color_input(shader))
    if color is None:
        return None
    if is_shaded(shader):
        return LookPictures(color=color)
    metallic, roughness, normal = (shader.inputs[name] for name in ("Metallic", "Roughness", "Normal"))
    packed = _separated_image(metallic), _separated_image(roughness)
    normal_image = _image_of(_source(normal).inputs["Color"]) if _type(normal) == "NORMAL_MAP" else None
    is_plain = (
        packed[0] == packed[1]
        and metallic.is_linked == roughness.is_linked == (packed[0] is not None)
        and normal.is_linked == (normal_image is not None)
    )
    if not is_plain:
        return None
    return LookPictures(
        color=color,
        metallic_roughness=packed[0],
        normal=normal_image,
        metallic=metallic.default_value,
        roughness=roughness.default_value,
    )


def _source(socket: Any) -> Any:
    return socket.links[0].from_node if socket.is_linked else None


def _type(socket: Any) -> str:
    source = _source(socket)
    return source.type if source is not None else ""


def _image_of(socket: Any) -> Image | None:
    return _source(socket).image if _type(socket) == "TEX_IMAGE" else None


def _separated_image(socket: Any) -> Image | None:
    return _image_of(_source(socket).inputs[0]) if _type(socket) == "SEPARATE_COLOR" else None
