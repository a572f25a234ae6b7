# SPDX-License-Identifier: GPL-3.0-or-later
"""English sentences, put into another language, those with values in them, too.

A catalog holds a sentence with values as its template, and what was made of the template is known again by the
template's own letters. So a sentence needs nothing beside itself on its way to the artist: not through a process, nor
through the ledger, where an earlier version may have written it. What is not known stays as it is.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache

from .template import PLACEHOLDER, Kind, Template

_NUMBERS = re.compile(r"[^A-Za-z]*|[-+~\d.,×/% ]+(MB|kB|GB|K|km|m|cm|mm|ft|in|s)?")
_BETWEEN_NAMES = re.compile(r"(?<=”)(, | and )(?=“)|(?<=”) and \d+ more$")
_DOT = " · "
_LONGEST_JOINT = 200
_NAMES = re.compile(r"“[^”]*”((, | and )“[^”]*”)*( and \d+ more)?")
_DIVIDED = re.compile(r"\. |; |\n")
_KEPT = 4_000
"""Sentences whose translation is remembered: panels ask at each drawing."""
_START = 2
"""Letters at the beginning that templates are sorted by."""


class Sentences:
    """All sentences of a catalog."""

    def __init__(self, catalog: Mapping[str, str]) -> None:
        """:param catalog: English -> the language."""
        self._catalog = catalog
        self._by_start: dict[str, list[Template]] = {}
        for template in (Template(*each) for each in catalog.items() if PLACEHOLDER.search(each[0])):
            self._by_start.setdefault(template.start[:_START], []).append(template)
        self._candidates_for = cache(self._candidates)
        self._known = lru_cache(_KEPT)(self._find)

    def translated(self, text: str) -> str:
        """Return a text of ours in the language: one sentence or several, lines, a list."""
        return self._known(text) or text

    def _find(self, text: str) -> str | None:
        """Return the translation of what is known."""
        if text in self._catalog:
            return self._catalog[text]
        for look in (self._dotted, self._sure, self._sentences, self._likely, self._joint, self._rest):
            if (translation := look(text)) is not None:
                return translation
        return None

    def _candidates(self, start: str, kind: Kind) -> list[Template]:
        """Return the templates that a text with this start may be, those with most words of their own first."""
        known = [each for length in range(len(start) + 1) for each in self._by_start.get(start[:length], ())]
        return sorted((each for each in known if each.kind is kind), key=lambda each: -each.own_letters)

    def _sure(self, text: str) -> str | None:
        """Return the translation by a template that nothing else reads like, whatever its values are."""
        for template in self._candidates_for(text[:_START], Kind.SURE):
            for values in template.readings(text):
                if (said := _all(template, values, self._value)) is not None:
                    return template.filled(said)
        return None

    def _value(self, template: Template, place: int, value: str) -> str | None:
        """Return a value as it is shown; None if it cannot be one, as it goes on beyond a sentence."""
        if template.is_artists(place):
            is_one = template.is_quoted(place) or _DIVIDED.search(value) is None
            return self._names(value) if is_one else None
        if _NUMBERS.fullmatch(value):
            return value
        return self._known(value) or self._said(value) or (None if _DIVIDED.search(value) else value)

    def _names(self, value: str) -> str:
        if value[0] != "“":
            return value
        return _BETWEEN_NAMES.sub(lambda found: self.translated(found[0]), value)

    def _said(self, value: str) -> str | None:
        """Return what stands before the rest of a sentence: “Chair is”."""
        for template in self._by_start.get("", ()):
            for values in template.readings(value) if template.kind is Kind.LIKELY else ():
                if len(values) == 1 and template.is_artists(0):
                    return template.filled(values)
        return None

    def _likely(self, text: str) -> str | None:
        """Return the translation by a template with few words of its own, if it is clear what the values are."""
        for template in self._candidates_for(text[:_START], Kind.LIKELY):
            for values in template.readings(text):
                is_clear = template.is_quoted(0) or template.start[:1].isupper()
                is_clear = is_clear or not all(map(template.is_artists, range(len(values))))
                if is_clear and (said := _all(template, values, self._clear_value)):
                    return template.filled(said)
        return None

    def _clear_value(self, template: Template, place: int, value: str) -> str | None:
        if template.is_artists(place):
            is_one = value[0] == "“" or template.is_quoted(place) or _DIVIDED.search(value) is None
            return self._names(value) if is_one and value.count("“") == value.count("”") else None
        if _NUMBERS.fullmatch(value):
            return value
        return self._known(value) if template.start else self._plain(value)

    def _joint(self, text: str) -> str | None:
        """Return the translation of values with no word between them, where most of it is ours."""
        best, most = None, 0
        for template in self._candidates_for(text[:_START], Kind.JOINT) if len(text) < _LONGEST_JOINT else ():
            for values in template.readings(text):
                ours = sum(
                    len(value)
                    for place, value in enumerate(values)
                    if not template.is_artists(place) and _NUMBERS.fullmatch(value) is None
                )
                if ours > most and (said := _all(template, values, self._joined_value)) is not None:
                    best, most = template.filled(said), ours
        return best

    def _joined_value(self, template: Template, place: int, value: str) -> str | None:
        if template.is_artists(place):
            is_one = template.has_marks or _NAMES.fullmatch(value) is not None
            return self._names(value) if is_one else None
        return value if _NUMBERS.fullmatch(value) else self._plain(value)

    def _plain(self, text: str) -> str | None:
        return self._catalog.get(text) or self._sure(text) or self._likely(text)

    def _sentences(self, text: str) -> str | None:
        """Return the translation of several sentences, lines or halves of one; the first must be known."""
        for divider, ending, translated_ending in (
            ("\n", "", ""),
            (". ", ".", "。"),
            ("; ", "", ""),
            (" and ", "", ""),
        ):
            pieces = text.split(divider)
            for count in range(len(pieces) - 1, 0, -1):
                first = divider.join(pieces[:count])
                known = self._first(first + ending) or self._first(first, translated_ending)
                if known is not None:
                    between = "" if known.endswith("。") else self._catalog.get(divider, divider.removeprefix("."))
                    return known + between + self.translated(divider.join(pieces[count:]))
        return None

    def _first(self, text: str, ending: str = "") -> str | None:
        known = self._plain(text) or self._joint(text) if _DIVIDED.search(text) is None else self._sure(text)
        return None if known is None else known + ending

    def _dotted(self, text: str) -> str | None:
        """Return the translation of things with dots between them, as far as they are known."""
        return self._list(text, divider=_DOT, enough=all)

    def _rest(self, text: str) -> str | None:
        """Return that of what is left: a list of which all is known, or with dots and some of it."""
        return self._list(text, divider=", ", enough=all) or self._list(text, divider=_DOT, enough=any)

    def _list(self, text: str, *, divider: str, enough: Callable[[Iterable[object]], bool]) -> str | None:
        parts = text.split(divider)
        known = [self._known(part) for part in parts] if len(parts) > 1 else [None]
        if not enough(known):
            return None
        said = (each or part for each, part in zip(known, parts, strict=True))
        return self._catalog.get(divider, divider).join(said)


def _all(
    template: Template, values: Sequence[str], shown: Callable[[Template, int, str], str | None]
) -> list[str] | None:
    """Return all values as they are shown; None if one of them cannot be."""
    said = []
    for place, value in enumerate(values):
        if (each := shown(template, place, value)) is None:
            return None
        said.append(each)
    return said
