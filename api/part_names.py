# SPDX-License-Identifier: GPL-3.0-or-later
"""The names of the parts that are wanted, and which of them a name in a result means."""

import re
import unicodedata
from collections.abc import Iterable

BETWEEN_NAMES = ",;\n，；、､"
"""Characters that people write between names, those of Chinese and Japanese keyboards among them."""
_BETWEEN = re.compile(f"[{BETWEEN_NAMES}]+")
_NUMBER = re.compile(r"^\d+(?=[a-z])|(?<=[a-z])\d+$")


def wanted_names(instruction: str) -> tuple[str, ...]:
    """Return the names that the artist wrote, each once: “drawer, door, knob” are three."""
    found: dict[str, str] = {}
    for name in (" ".join(words.split()) for words in _BETWEEN.split(instruction)):
        if name:
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def meant_name(name: str, wanted: Iterable[str]) -> str:
    """Return the wanted name that a name means, whatever its case, number, plural and separators; "" if none."""
    found = {_key(each): each for each in reversed(tuple(wanted))}
    key = _key(name)
    return found.get(key, "") if key else ""


def _key(name: str) -> str:
    """Return what stays of a name: “Left_Drawer.002” and “left drawers” are the same."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", name).casefold())
    bare = [_NUMBER.sub("", word) for word in words if not word.isdigit()]
    return "".join(word.removesuffix("s") if len(word) > 3 else word for word in bare if word)
