# SPDX-License-Identifier: GPL-3.0-or-later
"""The language that Blender speaks. What is shown is put into it here, at the moment of showing.

Blender itself translates what stands in classes and properties, and texts without values; it is given the catalog for
that. What is put together of values goes through ``translated``. In English nothing is loaded.
"""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING

import bpy
from bpy.app.handlers import persistent

from .addon import BASE_PACKAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ..languages.sentences import Sentences

log = logging.getLogger(__name__)

CONTEXT = "Rodin Props"
"""Of words that Blender translates in another sense; it looks them up for us alone."""
_CONTEXTS = (bpy.app.translations.contexts.default, bpy.app.translations.contexts.operator_default, CONTEXT)
_AFTER_START_SECONDS = 0.1

_given = ""
"""The locale whose catalog Blender was given; "" for none."""
_catalog: Mapping[str, str] = {}
_sentences: Sentences | None = None
"""Of the same locale, as soon as a text with values was shown."""
_unreadable = ""
"""The locale whose catalog could not be read."""
_owner = object()


def translated(text: str) -> str:
    """Return a text of ours, with its values, in the language of Blender's interface. Cheap: for drawing."""
    return _put(text, "use_translate_interface")


def for_report(text: str) -> str:
    """Return it as a report says it: Blender has a switch of its own for those."""
    return _put(text, "use_translate_reports")


def for_tooltip(text: str) -> str:
    """Return it as a tooltip says it, and why something is not available, which stands in tooltips."""
    return _put(text, "use_translate_tooltips")


def all_translated(sentences: Iterable[str], by: Callable[[str], str] = translated) -> str:
    """Return several sentences of ours as one text; empty ones are left out."""
    said = [by(each) for each in sentences if each]
    return "".join(each if each.endswith("。") else f"{each} " for each in said).rstrip()


def all_for_report(sentences: Iterable[str]) -> str:
    """Return several sentences as one report."""
    return all_translated(sentences, for_report)


def _put(text: str, switch: str) -> str:
    locale = _locale()
    if not _catalog_name(locale) or locale == _unreadable or not getattr(bpy.context.preferences.view, switch):
        return text
    if locale != _given:
        follow()
    return _sentences_now().translated(text)


def html_language() -> str:
    """Return what ``translated`` speaks, as HTML names it: “en”, “ja”, “zh-Hans”."""
    locale = _locale()
    name = _catalog_name(locale)
    if not name or locale == _unreadable or not bpy.context.preferences.view.use_translate_interface:
        return "en"
    from ..languages.catalog import html_name

    return html_name(name)


def follow() -> None:
    """Give Blender the catalog of the language that it speaks now; where that cannot be read, we speak English."""
    global _given, _catalog, _unreadable  # one for the whole process
    locale = _locale()
    name = _catalog_name(locale)
    if locale in (_given, _unreadable) or not name:
        return
    from ..api.options.words import priced_tooltips
    from ..languages.catalog import catalog_path, read_catalog

    _give_back()
    try:
        _catalog = read_catalog(catalog_path(name))
    except (OSError, ValueError):
        log.exception("The words of the language %s cannot be read; English is spoken", locale)
        _unreadable = locale
        return
    sentences = _sentences_now()
    # Blender looks tooltips up whole, also those that are put together.
    together = {english: sentences.translated(english) for english in priced_tooltips()}
    shown = {**_catalog, **together}
    messages = {(context, english): said for english, said in shown.items() for context in _CONTEXTS}
    bpy.app.translations.register(BASE_PACKAGE, {locale: messages})
    _given = locale


def _locale() -> str:
    return bpy.app.translations.locale


@cache
def _catalog_name(locale: str) -> str:
    """Return the catalog for a language, "" if there is none."""
    if not locale or locale.startswith("en"):
        return ""
    from ..languages.catalog import catalog_name

    return catalog_name(locale)


def _sentences_now() -> Sentences:
    global _sentences  # the same
    if _sentences is None:
        from ..languages.sentences import Sentences

        _sentences = Sentences(_catalog)
    return _sentences


def _give_back() -> None:
    global _given, _catalog, _sentences, _unreadable  # the same
    if _given:
        bpy.app.translations.unregister(BASE_PACKAGE)
    _given, _catalog, _sentences, _unreadable = "", {}, None, ""


@persistent
def _listen(*_: object) -> None:
    """Hear of it when the artist chooses another language; Blender forgets who listens when it opens a file."""
    bpy.msgbus.clear_by_owner(_owner)
    bpy.msgbus.subscribe_rna(key=(bpy.types.PreferencesView, "language"), owner=_owner, args=(), notify=follow)


def register() -> None:
    follow()
    bpy.app.handlers.load_post.append(_listen)
    if not bpy.app.background:
        bpy.app.timers.register(_listen, first_interval=_AFTER_START_SECONDS, persistent=True)


def unregister() -> None:
    if bpy.app.timers.is_registered(_listen):
        bpy.app.timers.unregister(_listen)
    bpy.app.handlers.load_post.remove(_listen)
    bpy.msgbus.clear_by_owner(_owner)
    _give_back()
