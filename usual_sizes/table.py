# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of things: sizes in meters, and their words. All of it stands in `table.csv`.

Its columns: which measure a thing is best sized `by` (its height, or its longest side where it is flat or long), its
usual `height` and `longest` side, the `least` and the `most` that the measure plausibly is, and its words in three
languages with “|” between them. “…mug” means it after any words, “bed” only alone or after words that do not say which
kind of bed: a flower bed is none. A word that may as well mean another thing of another size is better left out.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

_TABLE = Path(__file__).with_name("table.csv")
_AFTER_ANYTHING = "…"


class Measure(StrEnum):
    """What of a thing is measured; the names are those of a prop's size."""

    HEIGHT = "HEIGHT"
    LONGEST_SIDE = "LONGEST_SIDE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing, or several of the same size."""

    name: str
    """Its first English word; no other thing has it."""
    measure: Measure
    """By which it is best sized."""
    height_meters: float
    longest_meters: float
    least_meters: float
    """Of the measure, as the greatest."""
    most_meters: float

    def usual_meters(self, measure: Measure) -> float:
        """Return how big it usually is."""
        return self.height_meters if measure is Measure.HEIGHT else self.longest_meters

    def plausible_meters(self, measure: Measure) -> tuple[float, float]:
        """Return the smallest and the greatest that it plausibly is."""
        factor = self.usual_meters(measure) / self.usual_meters(self.measure)
        return self.least_meters * factor, self.most_meters * factor


class Meaning(NamedTuple):
    """What a word means, and after which others."""

    thing: Thing
    is_after_anything: bool
    """It means this whatever stands before it."""


class Words(NamedTuple):
    """Words and what they mean."""

    english: Mapping[str, Meaning]
    chinese: Mapping[str, Meaning]
    japanese: Mapping[str, Meaning]


@cache
def words() -> Words:
    """Return all words of the table."""
    english: dict[str, Meaning] = {}
    chinese: dict[str, Meaning] = {}
    japanese: dict[str, Meaning] = {}
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            thing = _thing(row)
            for column, found in (("english", english), ("chinese", chinese), ("japanese", japanese)):
                for word in row[column].split("|"):
                    plain = word.removeprefix(_AFTER_ANYTHING)
                    found[plain] = Meaning(thing, plain != word)
    return Words(english, chinese, japanese)


def _thing(row: Mapping[str, str]) -> Thing:
    return Thing(
        name=row["english"].partition("|")[0].removeprefix(_AFTER_ANYTHING),
        measure=Measure.HEIGHT if row["by"] == "height" else Measure.LONGEST_SIDE,
        height_meters=float(row["height"]),
        longest_meters=float(row["longest"]),
        least_meters=float(row["least"]),
        most_meters=float(row["most"]),
    )
