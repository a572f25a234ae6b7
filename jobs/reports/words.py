# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts of a page: what comes from outside is made harmless here, and numbers become words."""

import html
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

Say = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What a page speaks."""

    code: str
    """As HTML names it: “en”."""
    said: Say
    """Puts a text of ours into it; what it does not know stays as it is."""


ENGLISH = Language(code="en", said=str)

_NOT_SHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""Which no page may hold, or which show nothing; a new line and a tab may."""
_MOST_LETTERS = 2_000


def escaped(text: str, *, most: int = _MOST_LETTERS) -> str:
    """Return any text as it may stand in a page, between tags or between double quotes.

    :param most: letters; what is beyond is left out, with “…” in its place.
    """
    known = text.encode("utf-8", "replace").decode("utf-8")  # on Linux, names of files may hold bytes that are no text
    shown = _NOT_SHOWN.sub("", known)
    return html.escape(shown if len(shown) <= most else f"{shown[: most - 1]}…")


def isolated(text: str, *, most: int = _MOST_LETTERS) -> str:
    """Return a text as an element of its own: letters that turn the direction of writing turn nothing outside it."""
    return f"<bdi>{escaped(text, most=most)}</bdi>"


def duration_words(seconds: float | None) -> str:
    """Return a duration: “40 s”, “3 min 20 s”, “2 h 5 min”; "" for None."""
    if seconds is None:
        return ""
    whole = round(max(0.0, seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600:,} h {whole % 3600 // 60} min"


def moment_words(at: float) -> str:
    """Return a moment in seconds since the epoch by the clock of this computer: “2026-11-27 14:05”."""
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(at))
