# SPDX-License-Identifier: GPL-3.0-or-later
"""What is the artist's alone is taken out of sentences that somebody else will read. Pure functions.

Sentences of the add-on put names of files, folders, objects and hosts between “ and ”. The service's own words, which
may quote a prompt, and the system's are in them too. So whatever may be a name or an address is taken out, also where
that is more than need be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LEFT_OUT = "…"
"""What stands in the place of anything that was taken out."""
_SHORTEST_WORD = 3
"""Of Latin letters; shorter ones tell nothing, and stand in any sentence."""
_PUBLIC = ("api.hyper3d.com", "hyper3d.ai", "blender.org")
"""Hosts that tell nothing: of the service, and what our sentences name."""

_LINK = re.compile(r"\w+://\S+")
_FOLDERS = "home|root|Users|Volumes|mnt|media|net|srv|data|tmp|var|opt|private|run"
_PATH = re.compile(rf"(?<![A-Za-z0-9_./\\])(?:~?[/\\]|[A-Za-z]:[/\\])[^\s,;][^\n]*|[/\\](?:{_FOLDERS})[/\\][^\n]*")
"""From its beginning to the end of the line: there may be spaces in it."""
_RELATIVE = re.compile(r"(?<![^\s“”(),;:])(?!and/or\b)[^\s“”(),;:]*[^\s“”(),;:\d][/\\][^\s“”(),;:]*")
_MAIL_ADDRESS = re.compile(r"\S+@\S+")
_NUMBERED_HOST = re.compile(
    r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\w)(?::\d+)?"
    r"|\[?(?<![\w:.])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?::[0-9a-f:.]*)"
    r"(?:%\w+)?\]?(?::\d+)?",
    re.IGNORECASE,
)
"""Addresses of IPv4 and IPv6."""
_WITH_PORT = re.compile(r"(?<![\w.-])(?=[\w.-]*[^\W\d])[\w.-]+:\d{2,5}\b")
_HOST = re.compile(r"(?<![\w.-])(?:[\w-]+\.)+(?:xn--[\w-]+|[^\W\d_]{2,})(?![\w-])(?::\d+)?")
"""Also the names of files and modules; a version ends with a digit."""
_FILE = re.compile(
    r"[^\s“”(),;:]+\.(?:blend\d*|png|jpe?g|webp|exr|hdr|tiff?|bmp|tga|gif|avif|heic|glb|gltf|obj|fbx|usd[acz]?|stl|ply|abc|"
    r"zip|json|html?|csv|txt|py|sqlite\d?|part)\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"(?=[\w+/=-]*\d)[\w+/=-]{20,}")
"""Keys, ids and parts of signed links."""
_PATTERNS = (_LINK, _MAIL_ADDRESS, _PATH, _FILE, _NUMBERED_HOST, _WITH_PORT, _RELATIVE, _TOKEN)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Hidden:
    """What is the artist's."""

    secrets: frozenset[str] = frozenset()
    """Left out wherever they stand, even inside of words."""
    phrases: frozenset[str] = frozenset()
    """Names and prompts that are left out where they stand whole, in their own letters."""
    words: frozenset[str] = frozenset()
    """Texts of which each word is left out: what the sentence is about."""

    def __or__(self, other: Hidden) -> Hidden:
        """Return what is in either of them."""
        return Hidden(
            secrets=self.secrets | other.secrets,
            phrases=self.phrases | other.phrases,
            words=self.words | other.words,
        )

    def out_of(self, sentence: str) -> str:
        """Return the sentence without it, and without whatever looks like a name, an address or a key."""
        return scrubbed(sentence, secrets=self.secrets, phrases=self.phrases, private=self.words)


def scrubbed(
    text: str, *, secrets: Iterable[str] = (), phrases: Iterable[str] = (), private: Iterable[str] = ()
) -> str:
    """Return a text without secrets, names, paths, addresses and whatever looks like a key.

    :param secrets: left out wherever they stand, even inside of words.
    :param phrases: left out where they stand whole.
    :param private: texts whose words are left out: names, prompts.
    """
    words = {word.casefold() for each in private for word in re.findall(r"\w+", each)}
    # Chinese and Japanese write no spaces between words.
    unspaced = {word for word in words if not word.isascii()}
    for secret in sorted(filter(None, {*secrets, *unspaced}), key=len, reverse=True):
        text = text.replace(secret, LEFT_OUT)
    for phrase in sorted({each.strip() for each in phrases}, key=len, reverse=True):
        text = _without_phrase(text, phrase)
    for pattern in _PATTERNS:
        text = pattern.sub(LEFT_OUT, text)
    text = _HOST.sub(lambda match: match[0] if match[0] in _PUBLIC else LEFT_OUT, text)
    text = _without_quoted(text)
    telling = {word for word in words if len(word) >= _SHORTEST_WORD}
    return re.sub(r"\w+", lambda match: LEFT_OUT if match[0].casefold() in telling else match[0], text)


def _without_phrase(text: str, phrase: str) -> str:
    if phrase not in text or (phrase.isascii() and len(phrase) < _SHORTEST_WORD):
        return text
    before = r"(?<![A-Za-z0-9_])" if re.match(r"[A-Za-z0-9_]", phrase) else ""
    after = r"(?![A-Za-z0-9_])" if re.search(r"[A-Za-z0-9_]\Z", phrase) else ""
    return re.sub(before + re.escape(phrase) + after, LEFT_OUT, text)


def _without_quoted(text: str) -> str:
    """Take out what stands in quotes. Where they do not go in pairs, a name holds some: all between them goes."""
    marks = re.findall("[“”]", text)
    if all(mark == "“”"[number % 2] for number, mark in enumerate(marks)):
        return re.sub("“[^”]*”?", f"“{LEFT_OUT}”", text)
    end = r"\Z" if marks[-1] == "“" else "”"
    return re.sub(f"[“”].*{end}", f"“{LEFT_OUT}”", text, flags=re.DOTALL)
