# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a prop will stand that is made from a picture of the scene: where its subject stands, as big as the subject."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ...scene.choices import Facing, Place, SizeAxis
from ...scene.measure.size import Size
from ...scene.measure.sizing import unit_meters
from ...scene.places import camera_place
from ...scene.visibility import seen_objects
from .. import addon
from ..prop_inputs import PlaceholderPose
from ..sources import Source

if TYPE_CHECKING:
    from bpy.types import Context

    from ...scene.places.camera_place import CameraPlace
    from ..prop_inputs import Inputs


def takes_size_from_subject(settings: Any, source: Source) -> bool:
    """Say whether the subject's own size counts, and not the size in the panel."""
    seen = settings.placement == Place.SEEN.name
    return seen and source.shows_subject_alone(settings)


def placed_as_seen(context: Context, inputs: Inputs) -> Inputs:
    """Return the inputs with their place and size, if the settings say that props stand where the picture shows them.

    :raises NoCamera, NothingInView, NoGeometry, NoWindow: it cannot be told where that is.
    """
    if addon.settings(context).placement != Place.SEEN.name or inputs.placeholder_pose is not None:
        return inputs
    place = _place(context, inputs)
    if place is None:
        return inputs
    inputs = replace(inputs, facing=Facing.FRONT)  # the camera, as the picture does
    pose = PlaceholderPose(location=tuple(place.location), turn=place.turn, view=place.view)
    if place.height is None:
        return replace(inputs, placeholder_pose=pose)
    meters = place.height * unit_meters(context.scene)
    return replace(inputs, placeholder_pose=pose, size=Size(meters=meters, axis=SizeAxis.HEIGHT))


def _place(context: Context, inputs: Inputs) -> CameraPlace | None:
    subject = seen_objects(context.selected_objects, context.view_layer) or context.selected_objects
    match inputs.source:
        case Source.CAMERA:
            return camera_place.place_before_camera(
                context, context.scene.camera, subject=subject if inputs.only_selected else ()
            )
        case Source.VIEWPORT:
            return camera_place.place_in_viewport(context)
        case Source.VIEWS:
            return camera_place.place_of(context, subject)
        case _:
            return None
