# SPDX-License-Identifier: GPL-3.0-or-later
"""English sentences, put into another language, those with values in them, too.

A catalog holds a sentence with values as its template, and what was made of the template is known again by the
template's own words. So a sentence needs nothing beside itself on its way to the artist: not through a process, nor
through the ledger, where an earlier version may have written it. What is not known stays as it is.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from .template import PLACEHOLDER, Kind, Template
from .template_index import TemplateIndex

_NUMBERS = re.compile(r"[^A-Za-z]*|[-+~\d.,×/% ]+(MB|kB|GB|K|km|m|cm|mm|ft|in|s)?")
_QUOTED = "“{name}”"
_BETWEEN_NAMES = re.compile(r"(?<=”)(, | and )(?=“)|(?<=”) and \d+ more$")
_NAMES = re.compile(r"“[^”]*”((, | and )“[^”]*”)*( and \d+ more)?")
_DOT = " · "
_FULL_STOP = ". "
_DIVIDED = re.compile(r"\. |; |\n")
_KEPT = 4_000
"""Texts whose translation is remembered: panels ask at each drawing."""
_SHORT = 200
"""Letters up to which a text may be anything that we put together; a longer one is sentences, one after another."""
_MOST_SENTENCES = 4
"""In one template."""
_MOST_LOOKS = 100
"""So often all templates are asked for one text; what we say ourselves needs a tenth of it."""


class _TooManyLooks(Exception):
    """It is nothing of ours."""


class Sentences:
    """All sentences of a catalog."""

    def __init__(self, catalog: Mapping[str, str]) -> None:
        """:param catalog: English -> the language."""
        self._catalog = catalog
        self._index = TemplateIndex(Template(*each) for each in catalog.items() if _is_template(*each))
        self._quotes = catalog.get(_QUOTED, _QUOTED).split("{name}")
        self._asked = lru_cache(_KEPT)(self._of_whole)
        self._known = lru_cache(_KEPT)(self._find)
        self._by_template = lru_cache(_KEPT)(self._find_template)
        self._looks_left = 0

    def translated(self, text: str) -> str:
        """Return a text of ours in the language: one sentence or several, lines, a list."""
        return self._asked(text) or text

    def _of_whole(self, text: str) -> str | None:
        self._looks_left = _MOST_LOOKS
        try:
            return self._known(text)
        except _TooManyLooks:
            return None

    def _find(self, text: str) -> str | None:
        """Return the translation of what is known."""
        if text in self._catalog:
            return self._catalog[text]
        short_ways = (
            self._as_known_list_with_dots,
            self._by_wordy_template,
            self._as_sentences,
            self._by_template_of_few_words,
            self._by_template_of_marks,
            self._as_list,
        )
        for way in short_ways if len(text) <= _SHORT else (self._by_wordy_template, self._as_one_after_another):
            if (translation := way(text)) is not None:
                return translation
        return None

    def _readings(self, text: str, kind: Kind) -> Iterator[tuple[Template, tuple[str, ...]]]:
        """Go through the templates of which a text may have been made, with the values that it would have."""
        self._looks_left -= 1
        if self._looks_left < 0:
            raise _TooManyLooks
        for template in self._index.candidates(text, kind):
            for values in template.readings(text):
                yield template, values

    def _by_wordy_template(self, text: str) -> str | None:
        """Return the translation by a template that nothing else reads like, whatever its values are."""
        for template, values in self._readings(text, Kind.WORDY):
            if (said := _all(template, values, self._value)) is not None:
                return template.filled(said)
        return None

    def _value(self, template: Template, place: int, value: str) -> str | None:
        """Return a value as it is shown; None if it cannot be one, as it goes on beyond a sentence."""
        if _NAMES.fullmatch(value) is not None:
            return self._names(value)
        if template.is_artists(place):
            return value if template.is_quoted(place) or _DIVIDED.search(value) is None else None
        if _NUMBERS.fullmatch(value):
            return value
        return self._known(value) or (None if _DIVIDED.search(value) else value)

    def _names(self, value: str) -> str:
        """Return names, each of which stands between quotes, with the quotes of the language."""
        said = _BETWEEN_NAMES.sub(lambda found: self._known(found[0]) or found[0], value)
        opening, closing = self._quotes
        return said.replace("“", opening).replace("”", closing)

    def _by_template_of_few_words(self, text: str) -> str | None:
        """Return the translation by a template with few words of its own, if it is clear what the values are."""
        for template, values in self._readings(text, Kind.FEW_WORDS):
            is_clear = template.is_quoted(0) or template.start[:1].isupper()
            is_clear = is_clear or not all(map(template.is_artists, range(len(values))))
            if is_clear and (said := _all(template, values, self._clear_value)):
                return template.filled(said)
        return None

    def _clear_value(self, template: Template, place: int, value: str) -> str | None:
        if _NAMES.fullmatch(value) is not None:
            return self._names(value)
        if template.is_artists(place):
            is_one = value[0] == "“" or template.is_quoted(place) or _DIVIDED.search(value) is None
            return value if is_one and value.count("“") == value.count("”") else None
        if _NUMBERS.fullmatch(value):
            return value
        return self._known(value) if template.start else self._by_template(value)

    def _by_template_of_marks(self, text: str) -> str | None:
        """Return the translation of values with no word between them, where most of it is ours."""
        best, most = None, 0
        for template, values in self._readings(text, Kind.MARKS):
            ours = sum(
                len(value)
                for place, value in enumerate(values)
                if not template.is_artists(place) and _NUMBERS.fullmatch(value) is None
            )
            if ours > most and (said := _all(template, values, self._value_beside_marks)) is not None:
                best, most = template.filled(said), ours
        return best

    def _value_beside_marks(self, template: Template, place: int, value: str) -> str | None:
        if template.is_artists(place):
            if _NAMES.fullmatch(value) is not None:
                return self._names(value)
            return value if template.has_marks else None
        return value if _NUMBERS.fullmatch(value) else self._by_template(value)

    def _find_template(self, text: str) -> str | None:
        return self._catalog.get(text) or self._by_wordy_template(text) or self._by_template_of_few_words(text)

    def _as_sentences(self, text: str) -> str | None:
        """Return the translation of several sentences, lines or halves of one; the first must be known."""
        for divider, ending, translated_ending in (
            ("\n", "", ""),
            (_FULL_STOP, ".", "。"),
            ("; ", "", ""),
            (" and ", "", ""),
        ):
            pieces = text.split(divider)
            for count in range(len(pieces) - 1, 0, -1):
                first = divider.join(pieces[:count])
                known = self._as_first(first + ending) or self._as_first(first, translated_ending)
                if known is not None:
                    rest = divider.join(pieces[count:])
                    return known + self._between(known, divider) + (self._known(rest) or rest)
        return None

    def _as_first(self, text: str, ending: str = "") -> str | None:
        if _DIVIDED.search(text) is None:
            known = self._by_template(text) or self._by_template_of_marks(text)
        else:
            known = self._by_wordy_template(text)
        return None if known is None else known + ending

    def _between(self, known: str, divider: str) -> str:
        return "" if known.endswith("。") else self._catalog.get(divider, divider.removeprefix("."))

    def _as_one_after_another(self, text: str) -> str | None:
        """Return the translation of a long text, cut at its sentences and lines from its beginning, as far as known."""
        for divider, ending in (("\n", ""), (_FULL_STOP, ".")):
            pieces = text.split(divider)
            for count in range(min(len(pieces) - 1, _MOST_SENTENCES), 0, -1):
                first, rest = divider.join(pieces[:count]) + ending, divider.join(pieces[count:])
                if (known := self._catalog.get(first) or self._by_wordy_template(first)) is not None:
                    return known + self._between(known, divider) + (self._known(rest) or rest)
        return None

    def _as_known_list_with_dots(self, text: str) -> str | None:
        return self._list(text, divider=_DOT, enough=all)

    def _as_list(self, text: str) -> str | None:
        """Return the translation of a list of which all is known, or with dots and some of it."""
        return self._list(text, divider=", ", enough=all) or self._list(text, divider=_DOT, enough=any)

    def _list(self, text: str, *, divider: str, enough: Callable[[Iterable[object]], bool]) -> str | None:
        parts = text.split(divider)
        if len(parts) == 1:
            return None
        known = [self._known(part) for part in parts]
        if not enough(known):
            return None
        said = (each or part for each, part in zip(known, parts, strict=True))
        return self._catalog.get(divider, divider).join(said)


def _is_template(english: str, translation: str) -> bool:
    """Say whether these are sentences with values, and both with the same."""
    names = PLACEHOLDER.findall(english)
    return bool(names) and sorted(names) == sorted(PLACEHOLDER.findall(translation))


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
