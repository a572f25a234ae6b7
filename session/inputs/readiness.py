# SPDX-License-Identifier: GPL-3.0-or-later
"""The one thing that keeps a generate button from being pressed, in words.

The button, the operators' poll and their execute all ask here, so they never disagree.
"""

from __future__ import annotations

import functools
import importlib.util
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ...api.errors import OfflineByChoice, RequestsMissing
from ...api.options.rules import problems
from ...errors import Remedy, RodinError
from .. import addon, session
from ..picture_list import pictures_of, shown_name
from ..sources import Source
from . import blockouts

if TYPE_CHECKING:
    from bpy.types import Context


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    """What is missing, and what helps."""

    sentence: str
    remedy: Remedy = Remedy.NONE


@functools.cache
def _has_requests() -> bool:
    return importlib.util.find_spec("requests") is not None


def missing_for_account(context: Context) -> Missing | None:
    """Return what keeps any request from being sent, or None."""
    if not _has_requests():
        error = RequestsMissing()
        return Missing(sentence=str(error), remedy=error.remedy)
    if not sys.executable:
        from ...jobs.errors import PythonMissing

        return Missing(sentence=str(PythonMissing()))
    try:
        account = addon.account(context)
    except RodinError as error:
        return Missing(sentence=str(error), remedy=error.remedy)
    if not account.api_key:
        return Missing(sentence="Set your Rodin API key in the preferences.", remedy=Remedy.SET_KEY)
    if not addon.may_connect(account.base_url):
        return Missing(sentence=_offline_sentence(), remedy=Remedy.GO_ONLINE)
    return None


def _offline_sentence() -> str:
    if getattr(bpy.app, "online_access_override", False):
        return "Blender was started offline. Start it without --offline-mode."
    return str(OfflineByChoice())


def missing_for_source(context: Context, source: Source, settings: Any, *, has_names: bool = False) -> Missing | None:
    """Return what keeps this source from giving its pictures or its words, or None.

    :param has_names: the blockouts' names serve as prompts.
    """
    sentence = source.description.missing(context, settings, has_names)
    return Missing(sentence=sentence, remedy=Remedy.CHANGE_INPUT) if sentence else None


def missing_for_pictures(source: Source, settings: Any) -> Missing | None:
    """Return which of the panel's pictures cannot be sent, as far as is known, or None."""
    state = session.current()
    if source is not Source.PICTURE or not state.has_pictures:
        return None
    for picture in pictures_of(settings):
        prepared = state.pictures.shown(picture) if isinstance(picture, Path) else None
        if prepared is not None and prepared.refusal:
            sentence = f"The picture “{shown_name(picture)}” cannot be sent. Choose another."
            return Missing(sentence=sentence, remedy=Remedy.CHANGE_INPUT)
    return None


def missing_for_options(source: Source, settings: Any, *, has_names: bool = False) -> Missing | None:
    """Return the first combination of options that the service would refuse, or None."""
    option_problems = problems(
        settings.to_options(),
        image_count=source.picture_count(settings),
        has_prompt=bool(settings.prompt.strip()) or has_names,
    )
    return Missing(sentence=option_problems[0].sentence, remedy=Remedy.CHANGE_OPTIONS) if option_problems else None


def missing_for_place(context: Context) -> Missing | None:
    """Return what keeps the selected objects from being the places of props, or None."""
    sentence = blockouts.refusal_sentence(context)
    return Missing(sentence=sentence, remedy=Remedy.CHANGE_INPUT) if sentence else None


def missing(context: Context, source: Source, *, to_blockouts: bool | None = None) -> Missing | None:
    """Return the first thing that is missing for a generation from this source, or None.

    :param to_blockouts: whether the props go to the selected blockouts; None for what the settings say.
    """
    settings = addon.settings(context)
    if to_blockouts is None:
        to_blockouts = blockouts.go_to_blockouts(context)
    if to_blockouts and all(map(blockouts.has_own_picture, context.selected_objects)):
        return missing_for_account(context) or missing_for_place(context)
    return (
        missing_for_account(context)
        or (missing_for_place(context) if to_blockouts else None)
        or missing_for_source(context, source, settings, has_names=to_blockouts)
        or missing_for_pictures(source, settings)
        or missing_for_options(source, settings, has_names=to_blockouts)
    )
