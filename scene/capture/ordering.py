# SPDX-License-Identifier: GPL-3.0-or-later
"""Order pictures of the open scene: what cannot be a picture is refused at once. Main thread only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...api.picture_rules import LONGEST_SIDE_PIXELS
from ..errors import NoCamera, NothingInView, NothingToShow
from ..measure.view import is_surely_out_of_view
from ..transfer.frame import frame_aspect
from ..transfer.keys import DataKey
from ..transfer.orders import LONGEST_SIDE_OF_A_VIEW_PIXELS, CameraOrder, CutsOrder, ViewsOrder
from ..visibility import renderable_objects, with_families
from .picture_capture import PictureCapture

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from bpy.types import Object, Scene, ViewLayer

    from ..cutting.cut import Cut


def camera_capture(
    scene: Scene,
    *,
    view_layer: ViewLayer,
    camera: Object | None,
    output_path: Path,
    only: Collection[Object] | None = None,
    max_side_pixels: int = LONGEST_SIDE_PIXELS,
) -> PictureCapture:
    """Order one picture through a camera. With ``only``, it shows these objects alone, cropped to them.

    :raises NoCamera: ``camera`` is None or no camera.
    :raises NothingInView: none of ``only`` can be in the picture.
    :raises CaptureError: as `PictureCapture`.
    """
    if camera is None or camera.type != "CAMERA":
        raise NoCamera
    if only is not None and is_surely_out_of_view(view_layer, camera, only, aspect=frame_aspect(scene)):
        raise NothingInView
    subject = None if only is None else tuple(map(DataKey.of, with_families(only, view_layer)))
    order = CameraOrder(camera=DataKey.of(camera), subject=subject, max_side_pixels=max_side_pixels)
    return PictureCapture(scene, view_layer, order, {order.pictures[0].name: output_path})


def views_capture(
    scene: Scene,
    *,
    view_layer: ViewLayer,
    subject: Collection[Object],
    folder: Path,
    max_side_pixels: int = LONGEST_SIDE_OF_A_VIEW_PIXELS,
) -> PictureCapture:
    """Order four pictures of the subject, image_1.png to image_4.png in ``folder``.

    :raises NothingToShow: a render shows none of the subject.
    :raises CaptureError: as `PictureCapture`.
    """
    rendered = renderable_objects(view_layer) & with_families(subject, view_layer)
    if not rendered:
        raise NothingToShow
    order = ViewsOrder(subject=tuple(sorted(map(DataKey.of, rendered))), max_side_pixels=max_side_pixels)
    return PictureCapture(scene, view_layer, order, {wanted.name: folder / wanted.name for wanted in order.pictures})


def cuts_capture(
    scene: Scene, *, view_layer: ViewLayer, camera: Object | None, cuts: Mapping[Path, Cut]
) -> PictureCapture:
    """Order parts of what a camera sees, each a picture of its own.

    :param cuts: path of the picture -> the part.
    :raises NoCamera: ``camera`` is None or no camera.
    :raises CaptureError: as `PictureCapture`.
    """
    if camera is None or camera.type != "CAMERA":
        raise NoCamera
    order = CutsOrder(camera=DataKey.of(camera), cuts=tuple(cuts.values()))
    return PictureCapture(
        scene, view_layer, order, {wanted.name: path for wanted, path in zip(order.pictures, cuts, strict=True)}
    )
