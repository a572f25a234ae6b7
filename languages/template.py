# SPDX-License-Identifier: GPL-3.0-or-later
"""A sentence with places for values, as catalogs hold it: “Rodin charges {price} for each.”"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from functools import cached_property
from itertools import pairwise

PLACEHOLDER = re.compile(r"\{(\w+)\}")
_LETTER = re.compile(r"[A-Za-z]")
_ARTISTS = re.compile(
    r"(name|names|path|folder|host|file|uuid|proxy|date|message|server_code|kind|engine|strerror|where)\d?$"
)
_OURS = re.compile(r"(option|instead|level)\d?$")
"""What options, choices and levels are called, also between quotes."""
_WHOLE_WORD = re.compile(r"(?<![A-Za-z\0])[A-Za-z]+(?![A-Za-z\0])")
_WORDY_LETTERS = 10


class Kind(Enum):
    """Of templates."""

    WORDY = auto()
    """It has words enough of its own: nothing else reads like it."""
    FEW_WORDS = auto()
    MARKS = auto()
    """It has no words, but a comma or so."""


class Template:
    """What such a sentence was made of is known again by its own letters.

    Between quotes, and where it is called a name or the like, a value is the artist's or somebody else's; what options
    and choices are called is ours.
    """

    def __init__(self, english: str, translation: str) -> None:
        """:param english: with at least one place."""
        pieces = PLACEHOLDER.split(english)
        self._literals, self._names = pieces[::2], pieces[1::2]
        self._longest = max(self._literals, key=len)
        self._translation = translation
        self.own_letters = len(_LETTER.findall("".join(self._literals).replace("MB", "")))
        self.has_marks = any(literal.strip() for literal in self._literals)
        """It has more than spaces of its own, such as a comma."""
        self._quoted = tuple(
            before.endswith("“") and after.startswith("”") for before, after in pairwise(self._literals)
        )
        self._artists = tuple(
            _OURS.search(name) is None and (is_quoted or _ARTISTS.search(name) is not None)
            for name, is_quoted in zip(self._names, self._quoted, strict=True)
        )

    @property
    def longest_word(self) -> str:
        """The longest of its own words that no value touches, or ""; each text that was made of it has that word."""
        return max(_WHOLE_WORD.findall("\0".join(self._literals)), key=len, default="")

    @property
    def start(self) -> str:
        """The letters before the first value."""
        return self._literals[0]

    @cached_property
    def kind(self) -> Kind:
        """How sure it is that a text that reads so was made of it."""
        if self.own_letters >= _WORDY_LETTERS:
            return Kind.WORDY
        return Kind.FEW_WORDS if self.own_letters else Kind.MARKS

    @property
    def twin(self) -> tuple[object, ...]:
        """What it has in common with others that read the same and say the same, whatever their values are called."""
        numbered = PLACEHOLDER.sub(lambda found: f"{{{self._names.index(found[1])}}}", self._translation)
        return (*self._literals, *self._artists, numbered)

    def is_artists(self, place: int) -> bool:
        """Say whether the value at this place, from 0, is nothing that we said."""
        return self._artists[place]

    def is_quoted(self, place: int) -> bool:
        """Say whether that value stands between quotes."""
        return self._quoted[place]

    def filled(self, values: Sequence[str]) -> str:
        """Return the translation with values, which are in the order of the English sentence."""
        named = dict(zip(self._names, values, strict=True))
        return PLACEHOLDER.sub(lambda found: named[found[1]], self._translation)

    def readings(self, text: str) -> Iterator[tuple[str, ...]]:
        """Go through the values with which the sentence would be this text.

        There is at most one reading, but of two values with little between them.
        """
        if self._longest not in text:
            return
        if len(self._names) == 2 and self.kind is not Kind.WORDY:
            yield from self._splits(text)
        elif (matched := self._pattern.fullmatch(text)) is not None:
            yield matched.groups()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        places = (
            f"{re.escape(literal)}({'[^”]+' if self.is_quoted(place) else '.+'}?)"
            for place, literal in enumerate(self._literals[:-1])
        )
        return re.compile("".join(places) + re.escape(self._literals[-1]), re.DOTALL)

    def _splits(self, text: str) -> Iterator[tuple[str, str]]:
        before, between, after = self._literals
        if not (text.startswith(before) and text.endswith(after)):
            return
        inside = text[len(before) : len(text) - len(after)]
        at = inside.find(between, 1)
        while 0 < at < len(inside) - len(between):
            yield inside[:at], inside[at + len(between) :]
            at = inside.find(between, at + len(between))
