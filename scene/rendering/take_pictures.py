# SPDX-License-Identifier: GPL-3.0-or-later
"""Renders the pictures of an order and checks them. Runs in a Blender of its own, with a scene of its own."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import bpy

from ... import disk
from ..cutting.cut_out import masked
from ..errors import CaptureError, NoCamera
from ..images.pixels import read_png
from ..images.visible import Look, look_of
from ..measure.view import box_of
from ..transfer.driver_check import broken_drivers
from ..transfer.frame import cropped, frame_of
from ..transfer.orders import CameraOrder, CutsOrder, ViewsOrder
from ..transfer.request import PictureAnswer
from . import picture_check, render_settings, views

if TYPE_CHECKING:
    from pathlib import Path

    import numpy
    from bpy.types import Object, Scene

    from ..cutting.cut import Cut
    from ..transfer.orders import PictureOrder
    from .copied_scene import BuiltScene

log = logging.getLogger(__name__)

MARGIN = 0.06
"""Space around a subject, as a part of its longer side."""


def take_pictures(built: BuiltScene, order: PictureOrder, folder: Path) -> PictureAnswer:
    """Render the pictures into ``folder``.

    :raises CaptureError: they cannot be rendered, or show nothing.
    """
    rendered = folder / "rendered.png"
    if order.subject is not None:
        _clear_fog(built.scene)
    match order:
        case CutsOrder():
            pictures = [_picture_of_cut(built, order, cut, rendered) for cut in order.cuts]
        case CameraOrder():
            _set_up_camera(built, order, rendered)
            pictures = _render(built, [rendered])
        case ViewsOrder():
            views.set_up(built, order, rendered, margin=MARGIN)
            pictures = _render(built, [rendered.with_stem(rendered.stem + each.suffix) for each in order.pictures])
    looks = [look_of(picture) for picture in pictures]
    # Each cut is a prop of its own, while one of several views is enough.
    lacking = [look for look in looks if look is not Look.FINE] if isinstance(order, CutsOrder) else []
    refusal = picture_check.refusal(lacking or looks)
    if refusal is not None:
        raise refusal
    shown: list[str] = []
    for picture, wanted, look in zip(pictures, order.pictures, looks, strict=True):
        if look is not Look.EMPTY:
            picture_check.write(picture, folder / wanted.name, max_side_pixels=order.max_side_pixels)
            shown.append(wanted.name)
    return PictureAnswer(pictures=tuple(shown), broken_drivers=broken_drivers())


def _render(built: BuiltScene, paths: list[Path]) -> list[numpy.ndarray]:
    """Render as it is set up; return the pixels of the files that come of it.

    :raises CaptureError: they do not come.
    """
    try:
        bpy.ops.render.render("EXEC_DEFAULT", scene=built.scene.name, write_still=True)
    except RuntimeError as error:
        log.warning("Rendering failed: %s", error)
        raise CaptureError from error
    if not all(map(_is_complete_png, paths)):
        raise CaptureError
    return [read_png(path) for path in paths]


def _picture_of_cut(built: BuiltScene, order: CutsOrder, cut: Cut, rendered: Path) -> numpy.ndarray:
    """Render a part of what the camera sees, as large as a subject alone.

    :raises NoCamera, CaptureError:
    """
    built.scene.camera = _camera_of(built, order)
    whole = frame_of(built.scene, max_side_pixels=order.max_side_pixels)
    frame = cropped(whole, cut.box, max_side_pixels=order.max_side_pixels, margin=0.0)
    render_settings.apply_settings(built.scene, frame, rendered)
    (part,) = _render(built, [rendered])
    disk.discard(rendered)
    return masked(part, cut, cut.box)


def _clear_fog(scene: Scene) -> None:
    """Leave out what fills the world: it would stand around and before the subject, which is to be seen alone."""
    if scene.world is None or scene.world.node_tree is None:
        return
    scene.world = scene.world.copy()  # a linked one cannot be changed
    tree = scene.world.node_tree
    for node in tree.nodes:
        if isinstance(node, bpy.types.ShaderNodeOutputWorld):
            for link in tuple(node.inputs["Volume"].links):
                tree.links.remove(link)


def _set_up_camera(built: BuiltScene, order: CameraOrder, rendered: Path) -> None:
    """Look through the camera; a subject's picture is cropped to it.

    :raises NoCamera, NothingInView:
    """
    camera = built.scene.camera = _camera_of(built, order)
    frame = frame_of(built.scene, max_side_pixels=order.max_side_pixels)
    if order.subject is not None:
        box = box_of(built.view_layer, camera, built.find(order.subject), aspect=frame.width / frame.height)
        if box is not None:
            frame = cropped(frame, box, max_side_pixels=order.max_side_pixels, margin=MARGIN)
    render_settings.apply_settings(built.scene, frame, rendered)


def _camera_of(built: BuiltScene, order: CameraOrder | CutsOrder) -> Object:
    camera = built.objects.get(order.camera)
    if camera is None or camera.type != "CAMERA":
        raise NoCamera
    return camera


def _is_complete_png(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as opened:
        begins_well = opened.read(8) == b"\x89PNG\r\n\x1a\n"
        opened.seek(-min(12, path.stat().st_size), 2)
        return begins_well and opened.read(12)[4:8] == b"IEND"
