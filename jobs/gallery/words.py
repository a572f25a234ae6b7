# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts as they are searched and sorted, and sizes in words."""

import re
import unicodedata

_NUMBER = re.compile(r"(\d+)")
_LONGEST_NUMBER = 18
"""Digits; more are compared as text."""
_UNITS = ("kB", "MB", "GB", "TB")


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


def size_words(size_bytes: int) -> str:
    """Return a size for people: “12 kB”, “3.4 MB”."""
    size, unit = size_bytes / 1000, 0
    while size >= 999.5 and unit < len(_UNITS) - 1:
        size, unit = size / 1000, unit + 1
    digits = 1 if size < 9.95 and unit else 0
    return f"{size:.{digits}f} {_UNITS[unit]}"
