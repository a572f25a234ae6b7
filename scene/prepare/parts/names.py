# SPDX-License-Identifier: GPL-3.0-or-later
"""What the parts are called: as was wanted where the file tells it, else as the file says, else by numbers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ....api.part_names import meant_name, wanted_names

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_BYTES = 55
"""Blender's names have 63 bytes; it adds a number to one that is taken."""
_EXPORTERS = re.compile(
    r"^(bang|base|basic|component|default|geometry|geo|glb|group|material|mesh|model|node|none|obj|object|part|pbr|"
    r"piece|primitive|root|scene|segment|shaded|unnamed|untitled|world)?$"
)
"""Words that exporters write where nobody gave a name."""


@dataclass(frozen=True, slots=True)
class Named:
    """A part that is to be named."""

    told: tuple[str, ...]
    """What the file calls it, the best first."""
    volume: float
    """Of its bounds."""
    middle: tuple[float, float, float]


def names_of(parts: Sequence[Named], *, whole: str, instruction: str) -> list[str]:
    """Return a name for each part.

    Parts of the same name are numbered from the top, then from the left; those without one from the largest.

    :param instruction: the names that were wanted, separated by commas.
    """
    wanted = wanted_names(instruction)
    bare = [_cut(_capitalised(_name_of(part.told, wanted))) for part in parts]
    counts = Counter(name.casefold() for name in bare if name)
    names = list(bare)
    for key in [key for key, count in counts.items() if count > 1]:
        same = [index for index, name in enumerate(bare) if name.casefold() == key]
        for number, index in enumerate(sorted(same, key=lambda index: _place(parts[index])), start=1):
            names[index] = f"{bare[index]} {number}"
    nameless = sorted((index for index, name in enumerate(bare) if not name), key=lambda index: -parts[index].volume)
    for number, index in enumerate(nameless, start=1):
        names[index] = f"{_cut(whole)} Part {number}"
    return names


def _name_of(told: Sequence[str], wanted: Sequence[str]) -> str:
    said = [re.sub(r"\.\d{3,}$", "", name) for name in told]
    for name in said:
        if meant := meant_name(name, wanted):
            return meant
    return next((name for name in map(_words, said) if name), "")


def _words(name: str) -> str:
    """Return what a file calls a part as words without their number; "" if that is no name."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    printable = "".join(char if char.isprintable() else " " for char in spaced)
    words = re.sub(r"[_\-./\\\s]+", " ", printable).strip().split(" ")
    words = [re.sub(r"(?<=\D)\d+$", "", word) for word in words if not word.isdigit()]
    if all(_EXPORTERS.match(word.casefold()) for word in words) or _is_code(words):
        return ""
    return " ".join(word for word in words if word)


def _is_code(words: Sequence[str]) -> bool:
    """Say whether it is a number in some notation, such as a hash."""
    return all(re.fullmatch(r"[0-9a-f]{6,}", word.casefold()) for word in words)


def _capitalised(name: str) -> str:
    return name[:1].upper() + name[1:]


def _cut(name: str) -> str:
    """Cut a name so that a number fits behind it."""
    while len(name.encode("utf-8", "replace")) > _LONGEST_BYTES - len(" Part 000"):
        name = name[:-1]
    return name.strip()


def _place(part: Named) -> tuple[float, float, float]:
    x, y, z = part.middle
    return -round(z, 4), round(x, 4), round(y, 4)
