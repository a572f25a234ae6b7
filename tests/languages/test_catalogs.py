# SPDX-License-Identifier: GPL-3.0-or-later
"""Every word that the artist may read is there in every language, whole."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

PLACEHOLDER = re.compile(r"\{\w+\}")
ADVICE = "run `make words`, then fill in what is empty"


def test_nothing_that_can_be_said_lacks_a_translation(words: Mapping[str, Any], catalog: Mapping[str, str]) -> None:
    missing = {english: found.places for english, found in words.items() if english not in catalog}
    assert not missing, ADVICE


def test_nothing_is_kept_that_is_no_longer_said(words: Mapping[str, Any], catalog: Mapping[str, str]) -> None:
    assert not catalog.keys() - words.keys(), ADVICE


def test_a_translation_has_the_values_of_its_sentence(catalog: Mapping[str, str]) -> None:
    differing = {
        english: said
        for english, said in catalog.items()
        if sorted(PLACEHOLDER.findall(english)) != sorted(PLACEHOLDER.findall(said))
    }
    assert not differing


def test_a_sentence_ends_as_sentences_of_the_language_do(catalog: Mapping[str, str]) -> None:
    """Shown side by side, they would run into each other otherwise."""
    differing = {
        english: said
        for english, said in catalog.items()
        if re.search(r"[a-z}”)][.?]$", english) and not english.endswith("…") and said[-1] not in "。？"
    }
    assert not differing


def test_quotes_and_marks_are_those_of_the_language(locale: str, catalog: Mapping[str, str]) -> None:
    """Chinese quotes with “”, Japanese with 「」; behind their letters stands no mark of a Latin script."""
    wrong = {"ja_JP": r"[“”]|[぀-ヿ一-鿿][,;:!?](?! )", "zh_HANS": r"[「」]|[一-鿿][,;:!?](?! )"}[locale]
    assert not {english: said for english, said in catalog.items() if re.search(wrong, said)}


def test_what_is_listed_as_never_shown_is_still_there(root: Path, finder: ModuleType) -> None:
    listed = (root / finder.NOT_SHOWN).read_text("utf-8").splitlines()
    there = {repr(english)[1:-1] for english in finder.all_words(root)}
    assert sorted(set(listed)) == listed
    assert not set(listed) - there
