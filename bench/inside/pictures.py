# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of twelve megapixels: how long Blender is held until the background Blender has its order."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import bpy
import numpy
from PIL import Image

from .extension import answer, enable, part, told


def photo(path: Path) -> None:
    """A JPEG that is as hard to decode as a photograph."""
    width, height = told()["width"], told()["height"]
    coarse = numpy.random.default_rng(4).integers(0, 256, (height // 8, width // 8, 3), dtype=numpy.uint8)
    Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC).save(path, quality=92)


def measured(picture: Any) -> dict[str, list[float]]:
    """Order the picture several times, each time as if it were new."""
    state, pictures = part("session.session").current(), part("session.inputs.pictures")
    held, ready = [], []
    for _ in range(told()["presses"]):
        state.pictures.close()
        began = time.perf_counter()
        ordered = pictures.order_pictures(bpy.context, [picture])
        held.append(time.perf_counter() - began)
        prepared = ordered[picture].wait()
        ready.append(time.perf_counter() - began)
        assert not prepared.refusal, prepared.refusal
    return {"held": held, "ready": ready}


def main() -> None:
    enable()
    blender_image = part("session.picture_list").BlenderImage
    with TemporaryDirectory() as name:
        path = Path(name, "photo.jpg")
        photo(path)
        packed = bpy.data.images.load(str(path))
        packed.name = "Packed"
        packed.pack()
        painted = bpy.data.images.load(str(path))
        painted.name = "Painted"
        painted.pixels[0] = 0.5
        assert painted.is_dirty
        answer(
            **{
                "a dropped photo": measured(path),
                "a packed image of the .blend": measured(blender_image("Packed")),
                "a painted image of the .blend": measured(blender_image("Painted")),
            }
        )


main()
