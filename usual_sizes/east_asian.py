# SPDX-License-Identifier: GPL-3.0-or-later
"""Chinese and Japanese words: nothing stands between words, and the thing comes last."""

import re

from .east_asian_words import (
    ADJECTIVE,
    BETWEEN_THINGS,
    CHINESE_ALONE,
    COUNTED,
    ENDINGS,
    IN_A_CONTAINER,
    KANA,
    MADE_OF,
    MEANS_MORE,
    OTHER_SCALE,
    PHRASE_ENDS,
    SAYS_NOTHING,
)
from .english_words import OFTEN_COPIED
from .table import Meaning, Thing, words

_NO_WORDS = re.compile(r"[\s_\-#~A-Za-z]+|\d+$|^\d+(?![\d个把张只辆盏扇棵台座件条本顶双款支朵匹头口艘架])")
_LONGEST_WORD = 14


def find(text: str) -> tuple[Thing, str] | None:
    """Return the thing that a text means, and its word in the table; None if that is not certain."""
    phrases = (_NO_WORDS.sub("", phrase) for phrase in PHRASE_ENDS.split(text))
    phrase = next((each for each in phrases if each), "")
    is_copy = False
    while ending := next((each for each in ENDINGS if phrase.endswith(each) and phrase != each), ""):
        is_copy = is_copy or ending in {"模型", "モデル"}
        phrase = phrase.removesuffix(ending).removesuffix("的").removesuffix("の")
    found = _thing_at_end(phrase)
    if found is None:
        return None
    thing, word = found
    before = phrase.removesuffix(word)
    if (
        OTHER_SCALE.search(before)
        or IN_A_CONTAINER.search(before)
        or (thing.name in OFTEN_COPIED and (is_copy or MADE_OF.search(before)))
        or any(_thing_at_end(before[: each.start()]) for each in BETWEEN_THINGS.finditer(before))
    ):
        return None
    return found


def _thing_at_end(phrase: str) -> tuple[Thing, str] | None:
    """Return the thing of the longest word that the phrase ends with, if it means that here."""
    for length in range(min(_LONGEST_WORD, len(phrase)), 0, -1):
        word, before = phrase[-length:], phrase[:-length]
        if meanings := _meanings(word, phrase):
            is_one = all(each.thing == meanings[0].thing for each in meanings)
            if is_one and (_says_nothing(before) or any(each.is_after_anything for each in meanings)):
                return meanings[0].thing, word
            return None
    return None


def _meanings(word: str, phrase: str) -> list[Meaning]:
    """Return what a word means, in both languages where the phrase may be in either."""
    if KANA.search(phrase):
        tables = [words().japanese]
    elif CHINESE_ALONE.search(phrase):
        tables = [words().chinese]
    elif word in MEANS_MORE:
        return []
    else:
        tables = [words().chinese, words().japanese]
    return [table[word] for table in tables if word in table]


def _says_nothing(before: str) -> bool:
    """Say whether what stands before a word leaves open which kind of it this is: “红色的”, “古い”, “一把旧”."""
    while before:
        if before[-1] in "的の":
            return _thing_at_end(before[:-1]) is None  # “犬の家” is for one
        if COUNTED.search(before) or ADJECTIVE.search(before):
            return True
        shorter = SAYS_NOTHING.sub("", before)
        if shorter == before:
            return False
        before = shorter
    return True
