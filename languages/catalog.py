# SPDX-License-Identifier: GPL-3.0-or-later
"""Catalogs: one `.po` file a language, named as Blender names the language, which every translation tool can edit."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

_FOLDER = Path(__file__).parent
_KEYWORDS = ("msgid", "msgstr")


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
