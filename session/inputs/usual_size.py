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

_BETWEEN_WORDS = "|"
"""None of the table has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualSize:
    """How big the thing is that the words mean, against what is set."""

    word: str
    """What it is called in the table: “bar stool” for “two oak bar stools”."""
    meters: float
    """Its usual size."""
    axis: SizeAxis
    """What that measures."""
    is_offered: bool
    """It is to be suggested."""
    is_surprising: bool
    """What is set is hardly right, and the artist did not keep it at a suggestion for this word."""
    least_meters: float
    """The smallest that is plausible, of the measure that is set."""
    most_meters: float
    """The greatest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenSize:
    """The usual size that is set, since the artist took it and set no other."""

    word: str
    """Whose it is, as in the table."""
    is_named: bool
    """The words still mean such a thing."""


def usual_size(context: Context, source: Source, *, picture_name: str = "") -> UsualSize | None:
    """Return how big the panel's prop usually is; None if that is not known, or if its size is none of the panel's.

    Cheap: for drawing.

    :param picture_name: of the picture that it is made from instead of the panel's.
    """
    settings = addon.settings(context)
    if _is_from_the_scene(settings, source):
        return None
    found = find(_words(context, settings, source, picture_name))
    return _compared(settings, found) if found else None


def taken_size(context: Context, source: Source, *, picture_name: str = "") -> TakenSize | None:
    """Return the usual size that the panel's prop gets; None if its size is any other.

    Cheap: for drawing.

    :param picture_name: as above.
    """
    settings = addon.settings(context)
    if not settings.size_from or _is_from_the_scene(settings, source):
        return None
    found = find(_words(context, settings, source, picture_name))
    return TakenSize(word=settings.size_from, is_named=found is not None and _is_taken(settings, found))


def take(context: Context, usual: UsualSize) -> None:
    """Set the size to the usual one, and note where it is from."""
    settings = addon.settings(context)
    settings.height_meters = usual.meters
    settings.size_axis = usual.axis.name
    settings.size_from = usual.word  # the last: setting a size forgets where it is from


def refuse(context: Context, usual: UsualSize | None) -> None:
    """Let the size be the artist's own, and say nothing of the word's usual size any more in this scene."""
    settings = addon.settings(context)
    settings.size_from = ""
    if usual is not None:
        settings.size_refused = _BETWEEN_WORDS.join([*_refused(settings), usual.word])


def _compared(settings: Any, found: Found) -> UsualSize:
    thing = found.thing
    measure = Measure[settings.size_axis]
    least, most = thing.plausible_meters(measure)
    is_refused = found.word in _refused(settings)
    is_surprising = not is_refused and not found.is_plausible(settings.height_meters, measure)
    is_kept = is_refused or _is_taken(settings, found)
    return UsualSize(
        word=found.word,
        meters=thing.usual_meters(thing.measure),
        axis=SizeAxis[thing.measure.name],
        is_offered=not is_kept and (is_surprising or not _is_set_by_artist(settings)),
        is_surprising=is_surprising,
        least_meters=least,
        most_meters=most,
    )


def _is_from_the_scene(settings: Any, source: Source) -> bool:
    return settings.placement == Place.BLOCKOUT.name or takes_size_from_subject(settings, source)


def _refused(settings: Any) -> list[str]:
    return [word for word in settings.size_refused.split(_BETWEEN_WORDS) if word]


def _is_taken(settings: Any, found: Found) -> bool:
    """Say whether the size that is set is the usual one of this thing: “coffee mug” is no other than “mug”."""
    taken = find(settings.size_from)
    return found.word == settings.size_from or (taken is not None and taken.thing == found.thing)


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
