# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of twelve megapixels: how long Blender is held until the background Blender has its order."""

import time
from pathlib import Path
from typing import Any

import bpy

from ..extension import enable, part


def measured(picture: Any, presses: int) -> dict[str, list[float]]:
    """Order the picture several times, each time as if it were new."""
    state, pictures = part("session.session").current(), part("session.inputs.pictures")
    held, ready = [], []
    for _ in range(presses):
        state.pictures.close()
        began = time.perf_counter()
        ordered = pictures.order_pictures(bpy.context, [picture])
        held.append(time.perf_counter() - began)
        prepared = ordered[picture].wait()
        ready.append(time.perf_counter() - began)
        assert not prepared.refusal, prepared.refusal
    return {"held": held, "ready": ready}


def measure(told: dict[str, Any]) -> dict[str, dict[str, list[float]]]:
    """A dropped photo, a packed image and a painted one of the .blend."""
    enable()
    blender_image = part("session.picture_list").BlenderImage
    presses = told["presses"]
    path = Path(told["photo"])
    packed = bpy.data.images.load(str(path))
    packed.name = "Packed"
    packed.pack()
    painted = bpy.data.images.load(str(path))
    painted.name = "Painted"
    painted.pixels[0] = 0.5
    assert painted.is_dirty
    return {
        "a dropped photo": measured(path, presses),
        "a packed image of the .blend": measured(blender_image("Packed"), presses),
        "a painted image of the .blend": measured(blender_image("Painted"), presses),
    }
