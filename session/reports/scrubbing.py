# SPDX-License-Identifier: GPL-3.0-or-later
"""What is the artist's alone is taken out of sentences that somebody else will read. Pure functions.

Sentences of the add-on put names of files, folders and objects between “ and ”. The service's own words, which may
quote a prompt, are in them too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LEFT_OUT = "…"
"""What stands in the place of anything that was taken out."""
_SHORTEST_WORD = 3
"""Of Latin letters; shorter ones tell nothing, and stand in any sentence."""

_QUOTED = re.compile("“[^”]*”?")
_LINK = re.compile(r"\w+://\S+")
_PATH = re.compile(r"(?<![\w/\\])(?:~?[/\\]|[A-Za-z]:[/\\])\S[^\n]*")
"""From its beginning to the end of the line: there may be spaces in it."""
_MAIL_ADDRESS = re.compile(r"\S+@\S+")
_TOKEN = re.compile(r"(?=[\w+/=-]*\d)[\w+/=-]{20,}")
"""Keys, ids and parts of signed links."""


def scrubbed(text: str, *, secrets: Iterable[str] = (), private: Iterable[str] = ()) -> str:
    """Return a text without secrets, names, paths, addresses and whatever looks like a key.

    :param secrets: left out wherever they stand, even inside of words.
    :param private: texts whose words are left out: names, prompts.
    """
    words = {word.casefold() for each in private for word in re.findall(r"\w+", each)}
    # Chinese and Japanese write no spaces between words.
    unspaced = {word for word in words if not word.isascii()}
    for secret in sorted(filter(None, {*secrets, *unspaced}), key=len, reverse=True):
        text = text.replace(secret, LEFT_OUT)
    for pattern in (_LINK, _PATH, _MAIL_ADDRESS, _TOKEN):
        text = pattern.sub(LEFT_OUT, text)
    text = _QUOTED.sub(f"“{LEFT_OUT}”", text)
    telling = {word for word in words if len(word) >= _SHORTEST_WORD}
    return re.sub(r"\w+", lambda match: LEFT_OUT if match[0].casefold() in telling else match[0], text)
