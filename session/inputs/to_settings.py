# SPDX-License-Identifier: GPL-3.0-or-later
"""What a generation was made of, back into the scene's settings, for the artist to change it there."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ...api.options.types import Choice, ImageLabel
from ...scene.choices import Place
from .. import addon
from ..picture_list import BlenderImage, CutPicture
from ..sources import Source
from .blockouts import has_own_picture

if TYPE_CHECKING:
    from bpy.types import Context, Object

    from ...api.options.generation_options import GenerationOptions
    from ..picture_list import PictureInput
    from ..prop_inputs import Inputs


def write_options(settings: Any, options: GenerationOptions) -> None:
    """Set the panel's options."""
    for field in fields(options):
        value = getattr(options, field.name)
        setattr(settings, field.name, value.name if isinstance(value, Choice) else value)


def write_inputs(context: Context, inputs: Inputs) -> None:
    """Set the panel as these inputs are, and select their blockout, whose own words and picture stay at it."""
    settings = addon.settings(context)
    _write_options(settings, inputs)
    target = _blockout(context, inputs.blockout)
    if target is None:
        settings.height_meters, settings.size_axis = inputs.size.meters, inputs.size.axis.name
        if settings.placement == Place.BLOCKOUT.name:
            settings.placement = Place.SEEN.name
    else:
        settings.placement = Place.BLOCKOUT.name
        _select(context, target)
    settings.facing = inputs.facing.name
    if target is None or not addon.own_inputs(target).prompt.strip():
        settings.prompt = inputs.prompt
    if target is None or not has_own_picture(target):
        settings.source, settings.only_selected = inputs.source.name, inputs.only_selected
        if inputs.source is Source.PICTURE and inputs.pictures:
            _write_pictures(settings, inputs)


def _write_options(settings: Any, inputs: Inputs) -> None:
    """Set the options; what the panel chose by itself it is to choose by itself again."""
    options = inputs.options
    if settings.seed != options.seed:  # it was drawn at random
        options = options.with_seed(-1)
    if inputs.only_selected:
        options = replace(options, use_original_alpha=settings.use_original_alpha)
    write_options(settings, options)


def _write_pictures(settings: Any, inputs: Inputs) -> None:
    settings.pictures.clear()
    known = {label.value: label.name for label in ImageLabel}
    words = dict(enumerate(inputs.picture_labels))  # none, if no side is known
    for number, picture in enumerate(inputs.pictures):
        item = settings.pictures.add()
        item.label = known.get(words.get(number, ""), ImageLabel.UNKNOWN.name)
        _write_picture(item, picture.of if isinstance(picture, CutPicture) else picture)


def _write_picture(item: Any, picture: PictureInput) -> None:
    if isinstance(picture, Path):
        item.filepath = str(picture)
    elif isinstance(picture, BlenderImage):
        item.image = bpy.data.images.get(picture.name)


def _blockout(context: Context, name: str) -> Object | None:
    """Return the local object of a name if it can be selected now."""
    target = context.view_layer.objects.get(name) if name else None
    is_here = target is not None and not target.library and context.mode == "OBJECT" and target.visible_get()
    return target if is_here else None


def _select(context: Context, target: Object) -> None:
    for other in context.selected_objects:
        other.select_set(False)
    target.select_set(True)
    context.view_layer.objects.active = target
