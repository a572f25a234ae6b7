# SPDX-License-Identifier: GPL-3.0-or-later
"""Which thing of a usual size some words mean: “a wooden bar stool with a cushion” means a bar stool.

Silence is safe here, a wrong size is not: what is not certain means nothing.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from . import east_asian, english
from .table import Measure, Thing

_LONGEST_TEXT = 300
"""Characters that are looked at: a prompt begins with what it is about."""
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


class Found(NamedTuple):
    """A thing, and the word that means it."""

    thing: Thing
    word: str
    """As in the table: “bar stool”, “吧台凳”."""

    def is_plausible(self, meters: float, measure: Measure) -> bool:
        """Say whether one of this size is not surprising."""
        least, most = self.thing.plausible_meters(measure)
        return least * 0.999 <= meters <= most * 1.001  # the size went through Blender's single precision


@lru_cache(maxsize=256)
def find(text: str) -> Found | None:
    """Return the thing of a usual size that a text means, or None."""
    plain = unicodedata.normalize("NFKC", text[:_LONGEST_TEXT])
    found = east_asian.find(plain) if _EAST_ASIAN.search(plain) else None
    found = found or english.find(plain)
    return Found(*found) if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualMeters:
    """How big a thing usually is, taken without a person looking: who takes it tells what it was taken for."""

    meters: float
    measure: Measure
    word: str
    """See ``Found.word``."""

    @property
    def words(self) -> str:
        """“0.1 m high, usual for “mug””."""
        how = "high" if self.measure is Measure.HEIGHT else "long"
        return f"{self.meters:g} m {how}, usual for “{self.word}”"


def first_usual_size(texts: Iterable[str], *, measure: str) -> UsualMeters | None:
    """Return how big the first thing that is named usually is; None if none is known.

    :param texts: what may say what it is, the surest first.
    :param measure: name of what is to be measured; "" for what the thing is best sized by.
    """
    found = next(filter(None, map(find, texts)), None)
    if found is None:
        return None
    measured = Measure[measure] if measure else found.thing.measure
    return UsualMeters(meters=found.thing.usual_meters(measured), measure=measured, word=found.word)
