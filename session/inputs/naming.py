# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop's name, from what it was made of."""

import re
import unicodedata
from pathlib import Path

LONGEST_NAME = 40
"""Characters; well under Blender's 63 bytes, so that suffixes and longer alphabets fit."""

_ARTICLES = re.compile(
    r"^(?:(?:a|an|the)\s+|[一1](?:[个個张張把只隻座盏盞台辆輛扇朵棵件]|つの|個の|台の|本の)(?=\w))", re.IGNORECASE
)
"""Also what stands for them in Chinese and Japanese: “one”, and the word that things of a kind are counted with."""
_CLAUSE_ENDS = re.compile(r"[,.;:!?\n，。；：！？、､｡]")


def clean_name(text: str) -> str:
    """Return one line without control characters or padding, cut at a word, at most 63 bytes; it may be empty."""
    printable = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    words = " ".join(printable.split())
    if len(words) > LONGEST_NAME:
        words = words[: LONGEST_NAME + 1].rpartition(" ")[0] or words[:LONGEST_NAME]
    while len(words.encode("utf-8")) > 63:
        words = words[:-1]
    return words.strip(" ,;:.-_/\\，；：。、")


def name_from_prompt(prompt: str) -> str:
    """Return the prompt's first clause without its article: “a red chair, old” becomes “Red chair”."""
    first_clause = _CLAUSE_ENDS.split(prompt.strip(), maxsplit=1)[0]
    name = clean_name(without_article(first_clause.strip()))
    return name[:1].upper() + name[1:]


def without_article(words: str) -> str:
    """Return what is named: “a red chair” is a “red chair”, “一把椅子” is “椅子”."""
    return _ARTICLES.sub("", words)


def name_from_picture(path: Path) -> str:
    """Return the file's name without its extension, underscores read as spaces."""
    return clean_name(path.stem.replace("_", " "))


def words_of(object_name: str) -> str:
    """Return an object's name as words: “wooden_table.001” and “wooden_table_02” become “wooden table”."""
    without_number = re.sub(r"([._\- ]\d+)+$", "", object_name)
    return clean_name(without_number.replace("_", " ")) or clean_name(object_name)


def prop_name(*, prompt: str, picture: Path | None, fallback: str) -> str:
    """Return the prop's name: after the prompt, else after the picture, else the fallback."""
    named = name_from_prompt(prompt) or (name_from_picture(picture) if picture else "")
    return named or clean_name(fallback) or "Prop"
