# SPDX-License-Identifier: GPL-3.0-or-later
"""The props that are made from parts of one picture, each where the picture shows it."""

from __future__ import annotations

import math
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ...jobs.files import refused_write
from ...scene.choices import Facing, SizeAxis
from ...scene.cutting.cut import Cut, with_margin, within_picture
from ...scene.cutting.shapes import Shapes
from ...scene.errors import NothingInView, NothingSelected, SceneError
from ...scene.measure.size import Size
from ...scene.measure.sizing import Fit, unit_meters
from ...scene.places import blockouts, camera_place
from ...scene.places.in_picture import places_in_picture
from ...scene.places.pose import pose_of
from .. import addon, session
from ..inputs import naming
from ..inputs.blockouts import pending_job_ids, selected_blockouts
from ..picture_list import CutPicture
from ..prop_inputs import Inputs, PlaceholderPose
from ..sources import Source
from .one_picture import picture_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.types import Context, Object

    from ...scene.measure.view import Box
    from ...scene.places.camera_place import CameraPlace
    from .one_picture import OnePicture

_MARGIN = 0.06


class NoBoxes(SceneError):
    """There is no box that could show anything."""

    sentence = "No box was drawn. Draw one around each thing that is to become a prop."


class BlockoutNotInView(SceneError):
    """One of the blockouts is not in the picture."""

    sentence = "“{name}” is not in the camera's view. Deselect it, or let the camera see it."


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnBox:
    """A box that somebody drew around a thing."""

    box: Box
    """As parts of the picture from its lower left corner."""
    words: str = ""
    """What the thing is; empty for nothing."""


def inputs_of_boxes(context: Context, drawn: Sequence[DrawnBox], *, image_name: str = "") -> tuple[Inputs, ...]:
    """Return the inputs of a prop for each of the boxes.

    :param image_name: of an image that shows what the camera sees; "" to render that.
    :raises NoBoxes, NoCamera, SceneError:
    """
    within = [(box, each.words) for each in drawn if (box := within_picture(each.box)) is not None]
    if not within:
        raise NoBoxes
    picture = picture_of(context, image_name)
    places = places_in_picture(
        context, picture.view, [picture.in_frame(box) for box, _ in within], picture=picture.part
    )
    return tuple(
        _inputs(context, picture, Cut(box=box), place, words=words, fallback=f"{picture.title} {number}")
        for number, ((box, words), place) in enumerate(zip(within, places, strict=True), 1)
    )


def inputs_of_silhouettes(context: Context, *, image_name: str = "") -> tuple[Inputs, ...]:
    """Return the inputs of a prop for each selected blockout, from what is seen within its silhouette.

    Each takes the place of its blockout, and is turned towards the camera.

    :param image_name: as for boxes.
    :raises BlockoutUnusable: nothing is selected, or not all of it can be a blockout.
    :raises NoCamera, NothingInView, SceneError:
    :raises DiskFull, FolderNotWritable:
    """
    session.current().refresh()
    selected = selected_blockouts(context)
    if not selected:
        raise NothingSelected
    blockouts.measure(context, selected, pending=pending_job_ids())
    picture = picture_of(context, image_name)
    places = [_place_of(context, picture, each) for each in selected]
    shapes = _shapes(picture, selected)
    found = []
    for number, (target, place) in enumerate(zip(selected, places, strict=True)):
        assert place.view is not None  # no camera here is panoramic
        box = within_picture(with_margin(picture.in_picture(place.view.box), _MARGIN))
        if box is None:
            raise BlockoutNotInView(name=target.name)
        cut = Cut(box=box, shapes=str(shapes.path), shape=number, owner=shapes)
        words = addon.own_inputs(target).prompt.strip()
        inputs = _inputs(context, picture, cut, place, words=words, fallback=naming.words_of(target.name))
        facing = _facing(context, target, place.turn)
        inputs = replace(inputs, blockout=target.name, fit=Fit.INSIDE, facing=facing)
        found.append(replace(inputs, options=replace(inputs.options, use_original_alpha=True)))
    return tuple(found)


def _place_of(context: Context, picture: OnePicture, target: Object) -> CameraPlace:
    try:
        return camera_place.place_before_camera(context, picture.camera, subject=[target])
    except NothingInView:
        raise BlockoutNotInView(name=target.name) from None


def _shapes(picture: OnePicture, objects: Sequence[Object]) -> Shapes:
    try:
        return Shapes(picture.view, objects, picture.depsgraph, picture=picture.part)
    except OSError as error:
        raise refused_write(error, Path(tempfile.gettempdir())) from error


def _inputs(
    context: Context, picture: OnePicture, cut: Cut, place: CameraPlace, *, words: str, fallback: str
) -> Inputs:
    name = naming.prop_name(prompt=words, picture=None, fallback=fallback)
    assert place.height is not None
    meters = place.height * unit_meters(context.scene)
    return Inputs(
        source=Source.CAMERA if picture.image is None else Source.PICTURE,
        name=name,
        prompt=words,
        options=addon.settings(context).to_options(),
        pictures=() if picture.image is None else (CutPicture(name, picture.image, cut),),
        cut=cut if picture.image is None else None,
        size=Size(meters=meters, axis=SizeAxis.HEIGHT),
        placeholder_pose=PlaceholderPose(location=tuple(place.location), turn=place.turn, view=place.view),
    )


def _facing(context: Context, target: Object, turn: float) -> Facing:
    """Return which side of a blockout looks most toward where a prop looks that is turned so."""
    own = pose_of(target, context, facing=Facing.FRONT).matrix.to_euler().z
    return min(Facing, key=lambda side: abs(math.remainder(own + side.turn - turn, math.tau)))
