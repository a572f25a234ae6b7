# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop's pictures: none bigger than wanted, all packed into the file. The background Blender uses it, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..node_trees import materials_of, pictures_of

if TYPE_CHECKING:
    from bpy.types import Image, Object


def notices(missing: list[str]) -> list[str]:
    """Return a sentence for the artist about pictures that Blender cannot read, by what they are for."""
    if not missing:
        return []
    uses = " and ".join([", ".join(missing[:-1]), missing[-1]]) if len(missing) > 1 else missing[0]
    return [f"Blender cannot read the picture for {uses}. The prop came without it; the model's file still has it."]


def pack_textures(prop: Object, *, max_side_pixels: int) -> list[str]:
    """Scale down what is too big and pack what is not packed yet; return warnings as sentences.

    A picture that was packed as PNG, JPEG or WebP and fits stays byte for byte as it came.
    """
    warnings = []
    for image in pictures_of(materials_of([prop])):
        width, height = image.size
        if not width or not height:
            warnings.append(f"The picture “{image.name}” could not be read.")
            continue
        longest = max(width, height)
        if longest > max_side_pixels:
            image.scale(max(1, width * max_side_pixels // longest), max(1, height * max_side_pixels // longest))
            image.pack()
            warnings.append(f"The picture “{image.name}” was scaled down from {width} × {height} pixels.")
        elif image.packed_file is None:
            image.pack()
        _forget_origin(image)
    return warnings


def _forget_origin(image: Image) -> None:
    """Remove the paths of the machine that prepared the prop: they mean nothing elsewhere."""
    for packed in image.packed_files:
        packed.filepath = ""
    image.filepath_raw = ""
