# SPDX-License-Identifier: GPL-3.0-or-later
"""The scene's settings as the inputs of a generation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ...scene.measure.sizing import Size, SizeAxis
from .. import addon
from ..prop_inputs import Inputs
from ..sources import Source
from . import naming
from .pictures import labels_of, pictures_of

if TYPE_CHECKING:
    from bpy.types import Context

    from ..prop_inputs import PictureInput


def inputs_from_settings(
    context: Context,
    source: Source,
    *,
    prompt: str | None = None,
    pictures: tuple[PictureInput, ...] = (),
    picture_labels: tuple[str, ...] = (),
) -> Inputs:
    """What the panel says; what is given here goes before it."""
    settings = addon.settings(context)
    words = (settings.prompt if prompt is None else prompt).strip()
    only_selected = source is Source.CAMERA and settings.only_selected
    options = settings.to_options()
    if only_selected or source is Source.VIEWS:  # there is nothing but the subject in the picture
        options = replace(options, use_original_alpha=True)
    return Inputs(
        source=source,
        name=naming.prop_name(
            prompt=words,
            picture=Path(pictures[0].name) if pictures else None,
            fallback=_fallback_name(context, source, only_selected=only_selected),
        ),
        prompt=words,
        options=options,
        pictures=pictures,
        picture_labels=picture_labels,
        only_selected=only_selected,
        size=Size(meters=settings.height_meters, axis=SizeAxis[settings.size_axis]),
    )


def from_panel(context: Context) -> Inputs:
    """What the panel's big button generates."""
    settings = addon.settings(context)
    source = Source[settings.source]
    if source is not Source.PICTURE:
        return inputs_from_settings(context, source)
    return inputs_from_settings(
        context,
        source,
        pictures=pictures_of(settings),
        picture_labels=labels_of(settings),
    )


def _fallback_name(context: Context, source: Source, *, only_selected: bool) -> str:
    if only_selected or source is Source.VIEWS:
        subject = context.active_object if context.active_object in context.selected_objects else None
        subject = subject or next(iter(context.selected_objects), None)
        return naming.name_from_prompt(naming.words_of(subject.name)) if subject else "Prop"
    if source is Source.VIEWPORT:
        return "Viewport view"
    camera = context.scene.camera
    return f"{camera.name} view" if camera else "Prop"
