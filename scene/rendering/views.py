# SPDX-License-Identifier: GPL-3.0-or-later
"""The subject alone, from its front, left, back and right, in one render. Changes a scene that is not kept.

Blender renders several cameras of a scene at once, as the views of a multi-view picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..measure.views_around import LENS_MILLIMETERS, SENSOR_MILLIMETERS, cameras_around
from ..transfer.frame import Frame
from . import render_settings

if TYPE_CHECKING:
    from pathlib import Path

    from bpy.types import Camera, Object, Scene
    from mathutils import Matrix

    from ..transfer.orders import ViewsOrder
    from .copied_scene import BuiltScene

_NAME = "Rodin Props view"


def set_up(built: BuiltScene, order: ViewsOrder, rendered: Path, *, margin: float) -> None:
    """Put the cameras around the subject, and render them as one multi-view picture.

    :raises NothingToShow: nothing of the subject has a surface that a render shows.
    """
    scene = built.scene
    around = cameras_around(built.find(order.subject), built.view_layer, margin=margin)
    aspect, side = around.aspect, order.max_side_pixels
    frame = Frame(width=round(side * min(1.0, aspect)), height=round(side / max(1.0, aspect)))
    render_settings.apply_settings(scene, frame, rendered)
    lens = _lens(around.distance)
    cameras = [
        _camera(scene, lens, pose, _NAME + wanted.suffix)
        for pose, wanted in zip(around.poses, order.pictures, strict=True)
    ]
    scene.camera = cameras[0]
    render_settings.render_views(scene, [wanted.suffix for wanted in order.pictures])


def _lens(distance: float) -> Camera:
    lens = bpy.data.cameras.new(_NAME)
    lens.lens, lens.sensor_width, lens.sensor_fit = LENS_MILLIMETERS, SENSOR_MILLIMETERS, "AUTO"
    lens.clip_start, lens.clip_end = distance / 100, distance * 10
    return lens


def _camera(scene: Scene, lens: Camera, pose: Matrix, name: str) -> Object:
    camera = bpy.data.objects.new(name, lens)
    camera.matrix_world = pose
    scene.collection.objects.link(camera)
    return camera
