# SPDX-License-Identifier: GPL-3.0-or-later
"""The subject alone, from its front, left, back and right, in one render. bpy, main thread.

Blender renders several cameras of a scene at once, as the views of a multi-view picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy

from . import picture_settings, temporary
from .background_capture import BackgroundCapture
from .capture import SceneCapture
from .picture_orders import MARGIN, WantedPicture, objects_named, show_subject
from .views_around import LENS_MILLIMETERS, SENSOR_MILLIMETERS, SIDES, CamerasAround, cameras_around

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from bpy.types import Camera, Object, Scene, ViewLayer
    from mathutils import Matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewsOrder:
    """Four pictures of the subject, all in the same size and from the same distance.

    Its front is its own -Y where it is a single object, turned about the vertical alone, or else the world's.
    """

    subject: Collection[Object]
    folder: Path
    """Where image_1.png to image_4.png are wanted."""
    max_side_pixels: int = picture_settings.CROPPED_SIDE_PIXELS

    @property
    def wanted(self) -> tuple[WantedPicture, ...]:
        """Front, left, back and right."""
        return tuple(
            WantedPicture(path=self.folder / f"image_{number}.png", suffix=f"_{side.label}", label=side.label)
            for number, side in enumerate(SIDES, start=1)
        )

    def measure(self, scene: Scene, view_layer: ViewLayer) -> CamerasAround:
        """Where the cameras stand.

        :raises NothingToShow: nothing of the subject has a surface that a render shows.
        """
        return cameras_around(self.subject, view_layer, margin=MARGIN)

    def set_up(self, copy: Scene, view_layer: ViewLayer, measured: CamerasAround, token: str, rendered: Path) -> None:
        """Put the cameras around the subject, and render them as one multi-view picture."""
        show_subject(copy, view_layer, self.subject, token)
        aspect, side = measured.aspect, self.max_side_pixels
        frame = picture_settings.Frame(width=round(side * min(1.0, aspect)), height=round(side / max(1.0, aspect)))
        picture_settings.apply_settings(copy, frame, rendered)
        lens = _lens(measured.distance, token)
        cameras = [
            _camera(copy, lens, pose, f"{token}{wanted.suffix}", token)
            for pose, wanted in zip(measured.poses, self.wanted, strict=True)
        ]
        copy.camera = cameras[0]
        picture_settings.render_views(copy, [each.suffix for each in self.wanted])

    def to_request(self) -> dict[str, Any]:
        """Objects go by their names."""
        return {
            "kind": "views",
            "subject": [each.name for each in self.subject],
            "max_side_pixels": self.max_side_pixels,
        }

    @staticmethod
    def fields_from(values: dict[str, Any], scene: Scene, folder: Path) -> dict[str, Any]:
        """Find the objects by their names."""
        subject = objects_named(scene, values["subject"])
        return {"subject": subject, "folder": folder, "max_side_pixels": values["max_side_pixels"]}


def _lens(distance: float, token: str) -> Camera:
    lens = bpy.data.cameras.new(f".rodin-props {token}")
    temporary.mark(lens, token)
    lens.lens, lens.sensor_width, lens.sensor_fit = LENS_MILLIMETERS, SENSOR_MILLIMETERS, "AUTO"
    lens.clip_start, lens.clip_end = distance / 100, distance * 10
    return lens


def _camera(copy: Scene, lens: Camera, pose: Matrix, name: str, token: str) -> Object:
    camera = bpy.data.objects.new(f".rodin-props {name}", lens)
    temporary.mark(camera, token)
    camera.matrix_world = pose
    copy.collection.objects.link(camera)
    return camera


class ViewsCapture(SceneCapture):
    """The four pictures, rendered by this Blender."""

    order_kind = ViewsOrder


class BackgroundViewsCapture(BackgroundCapture):
    """The four pictures, rendered by another Blender."""

    order_kind = ViewsOrder
