# SPDX-License-Identifier: GPL-3.0-or-later
"""How big the prop of the panel usually is, by its name: a suggestion that the artist takes or refuses.

Nothing is set without a press. Where the size comes from the scene (a blockout, the subject of the picture), there is
no suggestion; nor where the artist set a size that is plausible.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...scene.choices import Place, SizeAxis
from ...usual_sizes.find import find
from ...usual_sizes.table import Measure
from .. import addon
from ..picture_list import pictures_of
from ..sources import Source
from .as_seen import takes_size_from_subject

if TYPE_CHECKING:
    from bpy.types import Context

    from ...usual_sizes.find import Found


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualSize:
    """How big the thing is that the words mean, against what is set."""

    word: str
    """What it is called, as the artist wrote it."""
    meters: float
    """Its usual size."""
    axis: SizeAxis
    """What that measures."""
    is_offered: bool
    """It is to be suggested."""
    is_surprising: bool
    """What is set is hardly right."""
    least_meters: float
    """The smallest that is plausible, of the measure that is set."""
    most_meters: float
    """The greatest."""


def usual_size(context: Context, source: Source, *, picture_name: str = "") -> UsualSize | None:
    """Return how big the panel's prop usually is; None if that is not known, or if its size is none of the panel's.

    Cheap: for drawing.

    :param picture_name: of the picture that it is made from instead of the panel's.
    """
    settings = addon.settings(context)
    if settings.placement == Place.BLOCKOUT.name or takes_size_from_subject(settings, source):
        return None
    found = find(_words(context, settings, source, picture_name))
    return _compared(settings, found) if found else None


def take(context: Context, usual: UsualSize) -> None:
    """Set the size to the usual one, and note where it is from."""
    settings = addon.settings(context)
    settings.height_meters = usual.meters
    settings.size_axis = usual.axis.name
    settings.size_from = usual.word  # the last: setting a size forgets where it is from


def refuse(context: Context, usual: UsualSize) -> None:
    """Suggest nothing any more for this word."""
    addon.settings(context).size_refused = usual.word


def _compared(settings: Any, found: Found) -> UsualSize:
    thing = found.thing
    measure = Measure[settings.size_axis]
    meters = thing.usual_meters(thing.measure)
    least, most = thing.plausible_meters(measure)
    is_surprising = not found.is_plausible(settings.height_meters, measure)
    return UsualSize(
        word=found.word,
        meters=meters,
        axis=SizeAxis[thing.measure.name],
        is_offered=found.word not in (settings.size_refused, settings.size_from)
        and (is_surprising or not _is_set_by_artist(settings)),
        is_surprising=is_surprising,
        least_meters=least,
        most_meters=most,
    )


def _is_set_by_artist(settings: Any) -> bool:
    return settings.is_property_set("height_meters") and not settings.size_from


def _words(context: Context, settings: Any, source: Source, picture_name: str) -> str:
    """Return what says what the prop is, as its name is found: the prompt, else the picture, else the subject."""
    if prompt := settings.prompt.strip():
        return prompt
    if picture_name:
        return Path(picture_name).stem
    if source is Source.PICTURE and settings.pictures:
        return Path(pictures_of(settings)[0].name).stem
    subject = context.active_object
    if source.shows_subject_alone(settings) and subject is not None and subject in context.selected_objects:
        return subject.name
    return ""
