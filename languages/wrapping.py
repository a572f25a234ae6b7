# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentences in lines, by cells: a letter of a Latin script takes one, one of Chinese or Japanese takes two."""

import re
import textwrap
import unicodedata

_WIDE = frozenset("WF")
_NEVER_FIRST = "、。，．：；？！）」』】〉》”’…ー～々ァィゥェォッャュョぁぃぅぇぉっゃゅょ"
_NEVER_LAST = "（「『【〈《“‘"
_PIECE = re.compile(
    rf"[{_NEVER_LAST}]*(?:[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uffee]|[^\s\u3000-\u30ff\u3400-\u9fff\uff01-\uffee]+)"
    rf"[{_NEVER_FIRST}]*\s*"
)
"""What stays together at the end of a line."""


def cells(text: str) -> int:
    """Return how many cells a text takes."""
    return sum(2 if unicodedata.east_asian_width(letter) in _WIDE else 1 for letter in text)


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text. :param width: of a line, in cells; longer words are cut only in Latin scripts."""
    if cells(text) == len(text):
        return textwrap.wrap(text, width=width)
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and cells(lines[-1] + piece.rstrip()) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines if line.strip()]
