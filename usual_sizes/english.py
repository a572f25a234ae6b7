# SPDX-License-Identifier: GPL-3.0-or-later
"""English words: the last noun of the first phrase says what it is, if what stands before it allows that."""

import re
from collections.abc import Iterator, Sequence

from .english_words import (
    AFTER_THE_THING,
    BEHIND_IT,
    BETWEEN_THINGS,
    CONTAINERS,
    DETERMINERS,
    IN_A_CONTAINER,
    INSIDE,
    LOOKS,
    MATERIALS,
    NO_PARTICIPLES,
    OFTEN_COPIED,
    OTHER_SCALE,
    OTHER_THINGS,
    PLURALS,
)
from .table import Meaning, Thing, words

_PHRASE_ENDS = re.compile(r"[,.;:!?()\[\]\n/|]")
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LOW_POLY = re.compile(r"\b(?:low|high)[ _-]?poly\b", re.IGNORECASE)
_PARTICIPLE = re.compile(r"\w{2,}[^e\W]ed\b")
"""“painted”, “carved”; “speed” is none."""
_LONGEST_PHRASE = 4
"""Words: “loaf of bread” has three."""


def find(text: str) -> tuple[Thing, str] | None:
    """Return the thing that a text means, and its word in the table; None if that is not certain."""
    whole = _words_of(text)
    head = _before_what_follows(whole)
    rest = whole[len(head) :]
    if _is_in_a_container(rest) or _is_for_others(rest):
        return None
    if found := _last_thing(whole, only_whole=True):  # “a pair of scissors” is in the table as a whole
        return found
    found = _last_thing(head)
    if found and rest[:1] == ["of"] and found[1] not in CONTAINERS:
        return None  # “a tower of cards”, “a bed of roses”
    return found


def _words_of(text: str) -> Sequence[str]:
    """Return the words of the first phrase in small letters, without numbers."""
    spaced = _LOW_POLY.sub(" lowpoly ", _HUMP.sub(" ", text).replace("_", " "))
    phrases = (_WORDS.findall(phrase) for phrase in _PHRASE_ENDS.split(spaced))
    first = next((phrase for phrase in phrases if phrase), [])
    found = [word.casefold().replace("’", "'") for word in first]
    return [word for word in found if len(word) > 1 or word in {"a", "u"}]  # a U-boat is no boat


def _before_what_follows(found: Sequence[str]) -> Sequence[str]:
    """Return the words up to “with”, “of”, “riding”, “the” and the like."""
    end = next((at for at in range(1, len(found)) if _ends_the_thing(found, at)), len(found))
    return found[:end]


def _ends_the_thing(found: Sequence[str], at: int) -> bool:
    if found[at] in DETERMINERS:
        return at + 1 < len(found) and found[at - 1] not in LOOKS  # “Chair_A” ends so too
    if found[at] in AFTER_THE_THING or (
        _is_participle(found[at]) and not {*found[at + 1 : at + 2]}.isdisjoint(AFTER_THE_THING | DETERMINERS)
    ):
        return not _begins_a_word_of_the_table(found[at:])  # “a man riding”, but “a red standing lamp”
    return False


def _is_participle(word: str) -> bool:
    return word.endswith("ing") and word not in NO_PARTICIPLES


def _begins_a_word_of_the_table(found: Sequence[str]) -> bool:
    return any(word in words().english for count in range(1, _LONGEST_PHRASE + 1) for word in _singulars(found[:count]))


def _is_for_others(rest: Sequence[str]) -> bool:
    """Say whether what follows the thing says that it is for a dog, a doll or children."""
    if rest[:1] != ["for"]:
        return False
    user = _before_what_follows([word for word in rest[1:] if word not in DETERMINERS])
    return not OTHER_SCALE.isdisjoint(user) or _last_thing(user) is not None


def _is_in_a_container(rest: Sequence[str]) -> bool:
    """Say whether what follows the thing says so: “in a glass jar”, “with leaves in the pot”."""
    for at, each in enumerate(rest):
        if each in INSIDE:
            where = _before_what_follows([word for word in rest[at + 1 :] if word not in DETERMINERS])
            if where and any(word in CONTAINERS for word in _singulars(where[-1:])):
                return True
    return False


def _last_thing(found: Sequence[str], *, only_whole: bool = False) -> tuple[Thing, str] | None:
    """Return the thing at the end of the words.

    :param only_whole: only an entry with “of” in it counts.
    """
    rest = list(found)
    while rest:
        for count in range(min(_LONGEST_PHRASE, len(rest)), 0, -1):
            for word in _singulars(rest[-count:]):
                if word in words().english and (not only_whole or " of " in word):
                    meaning = words().english[word]
                    is_copy = "model" in found[len(rest) :] and meaning.thing.name in OFTEN_COPIED
                    return (meaning.thing, word) if not is_copy and _is_certain(rest[:-count], meaning, word) else None
        if rest[-1] not in BEHIND_IT:
            return None
        rest.pop()
    return None


def _is_certain(before: Sequence[str], meaning: Meaning, word: str) -> bool:
    """Say whether what stands before a word says of no other kind or scale, and of no second thing."""
    if (OTHER_SCALE | IN_A_CONTAINER).intersection(before) or " ".join([*before[-1:], word]) in OTHER_THINGS:
        return False
    for at, each in enumerate(before):
        if each in BETWEEN_THINGS and _last_thing(before[:at]):
            return False
    if meaning.thing.name in OFTEN_COPIED and MATERIALS.intersection(before):
        return False
    if any(map(_is_participle, before)):
        return False  # “a monkey playing guitar”
    return meaning.is_after_anything or all(map(_says_nothing_of_the_kind, before))


def _says_nothing_of_the_kind(word: str) -> bool:
    return word in LOOKS | MATERIALS | BETWEEN_THINGS or bool(_PARTICIPLE.fullmatch(word))


def _singulars(phrase: Sequence[str]) -> Iterator[str]:
    """Give the phrase as it is, and with its last word in the singular."""
    beginning, last = " ".join(phrase[:-1]), phrase[-1]
    candidates = [last, PLURALS.get(last, "")]
    if last.endswith("ies"):
        candidates.append(f"{last[:-3]}y")
    if last.endswith("es"):
        candidates.append(last[:-2])
    if last.endswith("s") and not last.endswith("ss"):
        candidates.append(last[:-1])
    yield from (f"{beginning} {each}".strip() for each in candidates if each)
