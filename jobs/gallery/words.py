# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts as they are searched and sorted."""

import re
import unicodedata

_NUMBER = re.compile(r"(\d+)")
_LONGEST_NUMBER = 18
"""Digits; more are compared as text."""


def plain(text: str) -> str:
    """Return a text as it is compared: case does not count, nor how an accent is encoded (macOS, in names of files)."""
    return unicodedata.normalize("NFKC", text).casefold()


def name_order(name: str) -> tuple[tuple[int, str], ...]:
    """Return by what names are sorted: “Chair 2” comes before “Chair 10”."""
    parts = _NUMBER.split(plain(name))
    return tuple(
        (int(part), "") if place % 2 and part.isdecimal() and len(part) <= _LONGEST_NUMBER else (-1, part)
        for place, part in enumerate(parts)
    )
