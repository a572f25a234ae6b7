# SPDX-License-Identifier: GPL-3.0-or-later
"""The picture that boxes are drawn on, as an editor shows it: an image, or what the camera sees. Changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import bpy
from bpy_extras.view3d_utils import location_3d_to_region_2d

if TYPE_CHECKING:
    from bpy.types import Area, Context, Region


@dataclass(frozen=True, slots=True)
class Canvas:
    """Where a picture is in a region, in pixels of the region."""

    left: float
    bottom: float
    right: float
    top: float

    def place_at(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the region as a point of the picture, which need not be within it."""
        return (x - self.left) / (self.right - self.left), (y - self.bottom) / (self.top - self.bottom)

    def pixel_at(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the picture as a point of the region."""
        return self.left + x * (self.right - self.left), self.bottom + y * (self.top - self.bottom)


def image_name(context: Context) -> str:
    """Return the name of the image in the Image Editor; "" where there is none, as in a 3D viewport."""
    space = context.space_data
    is_image = isinstance(space, bpy.types.SpaceImageEditor) and space.image is not None
    return space.image.name if is_image else ""


def missing(context: Context) -> str:
    """Return what keeps boxes from being drawn in this editor, in a sentence; "" if nothing does."""
    space = context.space_data
    if context.scene.camera is None:
        return "Add a camera to the scene: the picture is taken for what it sees."
    if isinstance(space, bpy.types.SpaceImageEditor):
        return "" if space.image is not None else "Open an image first."
    if not isinstance(space, bpy.types.SpaceView3D):
        return "Draw boxes in the Image Editor, or in a 3D viewport."
    if space.region_3d.view_perspective != "CAMERA" or space.camera != context.scene.camera:
        return "Look through the scene's camera first (Numpad 0)."
    return ""


def canvas_in(area: Area, region: Region) -> Canvas | None:
    """Return where the picture is; None if the editor shows none now."""
    space = area.spaces.active
    if isinstance(space, bpy.types.SpaceImageEditor):
        to_region = region.view2d.view_to_region
        return Canvas(*to_region(0.0, 0.0, clip=False), *to_region(1.0, 1.0, clip=False))
    if not isinstance(space, bpy.types.SpaceView3D) or space.region_3d.view_perspective != "CAMERA":
        return None
    camera = space.camera
    if camera is None or not isinstance(camera.data, bpy.types.Camera):
        return None
    frame = camera.data.view_frame(scene=bpy.context.scene)
    corners = [
        location_3d_to_region_2d(region, space.region_3d, camera.matrix_world.normalized() @ corner)
        for corner in (frame[2], frame[0])
    ]
    if corners[0] is None or corners[1] is None:
        return None
    return Canvas(corners[0].x, corners[0].y, corners[1].x, corners[1].y)
