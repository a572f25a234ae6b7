# SPDX-License-Identifier: GPL-3.0-or-later
"""The scene's settings as the inputs of a generation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ...scene.choices import Facing, SizeAxis
from ...scene.measure.size import Size
from .. import addon
from ..picture_list import labels_of, pictures_of
from ..prop_inputs import Inputs
from ..sources import Source
from . import naming

if TYPE_CHECKING:
    from bpy.types import Context

    from ..picture_list import PictureInput


def inputs_from_settings(
    context: Context,
    source: Source,
    *,
    prompt: str | None = None,
    pictures: tuple[PictureInput, ...] = (),
    picture_labels: tuple[str, ...] = (),
) -> Inputs:
    """Return the inputs as the panel says; arguments that are given go before what the panel says."""
    settings = addon.settings(context)
    words = (settings.prompt if prompt is None else prompt).strip()
    options = settings.to_options()
    shows_subject_alone = source.shows_subject_alone(settings)
    if shows_subject_alone:
        options = replace(options, use_original_alpha=True)
    return Inputs(
        source=source,
        name=naming.prop_name(
            prompt=words,
            picture=Path(pictures[0].name) if pictures else None,
            fallback=_fallback_name(context, source, shows_subject_alone=shows_subject_alone),
        ),
        prompt=words,
        options=options,
        pictures=pictures,
        picture_labels=picture_labels,
        only_selected=shows_subject_alone,
        size=Size(meters=settings.height_meters, axis=SizeAxis[settings.size_axis]),
        facing=Facing[settings.facing],
    )


def from_panel(context: Context) -> Inputs:
    """Return the inputs of what the panel's big button generates."""
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


def _fallback_name(context: Context, source: Source, *, shows_subject_alone: bool) -> str:
    if shows_subject_alone:
        subject = context.active_object if context.active_object in context.selected_objects else None
        subject = subject or next(iter(context.selected_objects), None)
        return naming.name_from_prompt(naming.words_of(subject.name)) if subject else "Prop"
    if source is Source.VIEWPORT:
        return "Viewport view"
    camera = context.scene.camera
    return f"{camera.name} view" if camera else "Prop"
