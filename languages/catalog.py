# SPDX-License-Identifier: GPL-3.0-or-later
"""Catalogs: one `.po` file a language, named as Blender names the language, which every translation tool can edit."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_TRADITIONAL_CHINESE = frozenset({"HANT", "TW", "HK", "MO"})
_LETTERS_OF_A_SCRIPT = 4
"""Of “zh_HANS”; of a country there are two."""
_KEYWORDS = ("msgid", "msgstr")


@cache
def catalog_names() -> tuple[str, ...]:
    """Return which catalogs there are, by Blender's names of their languages: “ja_JP”."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.po")))


def catalog_name(locale: str) -> str:
    """Return the catalog for a language, "" if there is none.

    :param locale: as Blender names it, or as the system does where Blender leaves it to that.
    """
    if locale in catalog_names():
        return locale
    language, _, place = locale.partition("_")
    if place in _TRADITIONAL_CHINESE:
        return ""
    return next((name for name in catalog_names() if name.partition("_")[0] == language), "")


def html_name(name: str) -> str:
    """Return what HTML calls the language of a catalog: “ja”, “zh-Hans”."""
    language, _, place = name.partition("_")
    return f"{language}-{place.title()}" if len(place) == _LETTERS_OF_A_SCRIPT else language


def catalog_path(locale: str) -> Path:
    """Return where the catalog of a language is, such as “ja_JP”; it may not be there."""
    return _FOLDER / f"{locale}.po"


def read_catalog(path: Path) -> Mapping[str, str]:
    """Return what a catalog translates: English -> the language; without what is missing or marked as doubtful.

    :raises OSError, ValueError: it cannot be read.
    """
    return {
        entry["msgid"]: entry["msgstr"]
        for entry in _entries(path.read_text("utf-8"))
        if entry["msgid"] and entry["msgstr"]
    }


def _entries(text: str) -> Iterator[dict[str, str]]:
    """Go through the entries, which empty lines divide; an outdated one is a comment."""
    for block in text.split("\n\n"):
        entry = dict.fromkeys(_KEYWORDS, "")
        keyword = ""
        for line in block.splitlines():
            if line.startswith("#"):
                if line.startswith("#,") and "fuzzy" in line:
                    break
                continue
            first, _, rest = line.partition(" ")
            if first in _KEYWORDS:
                keyword, line = first, rest
            if keyword:
                entry[keyword] += json.loads(line)
        else:
            yield entry
