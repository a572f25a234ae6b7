# SPDX-License-Identifier: GPL-3.0-or-later
"""The artist finds on the page “trouble” whatever sentence they read: of each text that is translated, it is asked.

A sentence is what ends with a full stop or a question mark, and has two words of its own. Labels and tooltips end with
neither; the interface and other pages explain them. What begins small stands in a sentence, and is found by itself.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from support.word_finder import load_word_finder

from manual.trouble.page import page
from manual.trouble.states import page as states_page

_PLACE = re.compile(r"\{\w+\}")
_VALUE = r"(?:\*[^*\n]+\*|[^*\n]{1,60}?)"
"""On the page: in italics, or the words themselves where they are known."""


@pytest.fixture(scope="module")
def shown(root: Path) -> list[str]:
    """What the product may show, as the catalogs of languages hold it."""
    return list(load_word_finder().shown_words(root))


@pytest.fixture(scope="module")
def read() -> str:
    """The page as it is read, with blanks between asterisks."""
    without_marks = re.sub(r"\\([\\*_<\[|])", r"\1", f"{states_page()}\n{page()}")
    return re.sub(r"</?[a-z][^>]*>", "\n", without_marks).replace("`", "")


def test_every_sentence_that_is_shown_is_found(shown: list[str], read: str) -> None:
    sentences = [text for text in shown if text.strip().endswith((".", "?")) and _own_words(text) > 1]
    assert len(sentences) > 390
    assert list(_not_found(sentences, read)) == []


def test_every_part_of_a_sentence_is_found(shown: list[str], read: str) -> None:
    parts = [text for text in shown if text[:1].islower() and _own_words(text) > 1 and text.strip()[-1:] != "."]
    assert len(parts) > 190
    assert list(_not_found(parts, read)) == []


def test_a_sentence_that_nobody_says_is_not_found(read: str) -> None:
    assert list(_not_found(["The moon is full.", "“{name}” is on the moon."], read)) != []


def _own_words(text: str) -> int:
    return len(re.findall(r"[A-Za-z’']{2,}", _PLACE.sub("", text)))


def _not_found(texts: Iterable[str], read: str) -> Iterator[str]:
    for text in texts:
        words = map(re.escape, _PLACE.split(text.strip().replace("`", "")))
        if re.search(rf"(?<![\w{{]){_VALUE.join(words)}", read) is None:
            yield text
