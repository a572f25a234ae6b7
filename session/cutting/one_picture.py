# SPDX-License-Identifier: GPL-3.0-or-later
"""The picture that several props are cut out of, and the camera that it is seen through."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ...scene.errors import NoCamera, SceneError
from ...scene.measure.view import WHOLE_FRAME, View
from ...scene.places.in_picture import in_frame
from ...scene.transfer.frame import frame_aspect
from ..picture_list import BlenderImage

if TYPE_CHECKING:
    from bpy.types import Context, Depsgraph, Image, Object

    from ...scene.measure.view import Box

_STRAIGHT = {"PERSP", "ORTHO"}
"""Types of cameras that show straight lines as straight ones; those since Blender 5.0 may bend them."""


class PanoramaRefused(SceneError):
    """Straight boxes mean nothing in what the camera shows."""

    sentence = (
        "The camera “{name}” is panoramic or has a lens of its own. Choose another one: nothing tells where its "
        "picture shows things."
    )


class ImageGone(SceneError):
    """The picture is no longer in the file."""

    sentence = "The picture is not in this file any more. Open it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePicture:
    """A picture that shows what the scene's camera sees."""

    camera: Object
    depsgraph: Depsgraph
    view: View
    part: Box
    """The part of the camera's frame that the picture takes."""
    image: BlenderImage | None
    """None: the scene is rendered."""
    title: str
    """What props without words are named after."""

    def in_frame(self, box: Box) -> Box:
        """Return a part of the picture as a part of the camera's frame."""
        left, bottom, right, top = self.part
        across, up = right - left, top - bottom
        return left + box[0] * across, bottom + box[1] * up, left + box[2] * across, bottom + box[3] * up

    def in_picture(self, box: Box) -> Box:
        """Return a part of the camera's frame as a part of the picture."""
        left, bottom, right, top = self.part
        across, up = right - left, top - bottom
        return (box[0] - left) / across, (box[1] - bottom) / up, (box[2] - left) / across, (box[3] - bottom) / up


def picture_of(context: Context, image_name: str) -> OnePicture:
    """Return an image of the open file, or what a render shows if the name is empty, as the camera's picture.

    An image of other proportions than the camera's frame fits into the middle of the frame.

    :raises NoCamera, PanoramaRefused, ImageGone:
    """
    scene, camera = context.scene, context.scene.camera
    if camera is None or not isinstance(camera.data, bpy.types.Camera):
        raise NoCamera
    if camera.data.type not in _STRAIGHT:
        raise PanoramaRefused(name=camera.name)
    image = bpy.data.images.get(image_name) if image_name else None
    if image_name and image is None:
        raise ImageGone
    depsgraph, aspect = context.evaluated_depsgraph_get(), frame_aspect(scene)
    return OnePicture(
        camera=camera,
        depsgraph=depsgraph,
        view=View.of(camera, depsgraph, aspect=aspect),
        part=in_frame(WHOLE_FRAME, picture_aspect=_aspect(image) or aspect, frame_aspect=aspect),
        image=None if image is None else BlenderImage(image.name),
        title=f"{camera.name} view" if image is None else _title(image),
    )


def _aspect(image: Image | None) -> float:
    """Return the width by the height; 0 where that is not known, as of what was rendered."""
    if image is None or not image.size[1]:
        return 0.0
    shown: Any = image.display_aspect
    return image.size[0] * shown[0] / (image.size[1] * shown[1])


def _title(image: Image) -> str:
    return "Rendered prop" if image.source == "VIEWER" else Path(image.name).stem
