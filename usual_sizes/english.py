# SPDX-License-Identifier: GPL-3.0-or-later
"""English words: the last noun of the first phrase says what it is, whatever stands before it."""

import re
from collections.abc import Iterator, Sequence

from .table import Thing, words

_PHRASE_ENDS = re.compile(r"[,.;:!?()\[\]\n/|]")
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST_PHRASE = 4
"""Words: “loaf of bread” has three."""


def _each(text: str) -> frozenset[str]:
    return frozenset(text.split())


_AFTER_THE_THING = _each(
    "with without of on in at for from made by under near beside behind next to that which holding containing inside "
    "within into standing sitting lying hanging covered filled full wearing like as against over above"
)
_BETWEEN_THINGS = frozenset({"and", "plus", "or"})
_OTHER_SCALE = _each(
    "toy toys miniature mini tiny giant gigantic huge colossal oversized oversize enormous dollhouse doll's dolls lego "
    "figurine plush micro scale model diorama monumental titanic doll paper origami gingerbread chess"
)
_SAY_NOTHING = _each(
    # what files and objects are called besides
    "model prop asset mesh object obj geo geometry grp group render scan lowpoly highpoly low high poly lod final new "
    "copy blockout placeholder sm sk template variant version ver d "
    # what it is made of, and how it looks
    "wood wooden oak walnut pine metal steel iron brass copper gold golden silver plastic leather marble concrete "
    "ceramic fabric bamboo rattan velvet "
    "red green blue yellow white black brown grey gray pink purple orange beige "
    "old vintage antique modern rustic medieval victorian broken dirty clean rusty dusty damaged worn big small large "
    "tall short round square left right open closed stylized stylised realistic cartoon"
)
_CONTAINERS = _each(
    "aquarium bag barrel basket birdcage bottle bowl box bucket cage can canister carton case cauldron chest cloche "
    "crate cup dome drawer fishbowl flask flowerpot glass globe goblet jar jug mug pan planter pot pouch sack shell "
    "suitcase tank terrarium tin tray tub urn vase vial vitrine"
)
"""What is in one of these is often a small one of its kind: a ship in a bottle, a palm tree in a pot."""
_IN_A_CONTAINER = _each("bonsai bottle bottled globe potted terrarium")
"""What stands before such a thing: “bottle ship”."""
_INSIDE = _each("in inside within into")
_PLURALS = {
    "bookshelves": "bookshelf",
    "children": "child",
    "geese": "goose",
    "knives": "knife",
    "loaves": "loaf",
    "men": "man",
    "mice": "mouse",
    "people": "person",
    "shelves": "shelf",
    "wolves": "wolf",
    "women": "woman",
}
"""Those that do not follow from the endings."""


def find(text: str) -> tuple[Thing, str] | None:
    """Return the thing that a text means, and its word in the table; None if that is not certain."""
    whole = _words_of(text)
    head = _before_what_follows(whole)
    if _is_in_a_container(whole[len(head) :]):
        return None
    for beginning in (whole, head):  # “a pair of scissors” is in the table as a whole
        if found := _last_thing(beginning, only_whole=beginning is not head):
            return found
    return None


def _words_of(text: str) -> Sequence[str]:
    """Return the words of the first phrase in small letters, without numbers."""
    spaced = _HUMP.sub(" ", text).replace("_", " ")
    phrases = (_WORDS.findall(phrase) for phrase in _PHRASE_ENDS.split(spaced))
    first = next((phrase for phrase in phrases if phrase), [])
    found = [word.casefold().replace("’", "'") for word in first]
    return [word for word in found if len(word) > 1]


def _before_what_follows(found: Sequence[str]) -> Sequence[str]:
    """Return the words up to “with”, “of”, “on” and the like."""
    end = next((at for at, word in enumerate(found) if at and word in _AFTER_THE_THING), len(found))
    return found[:end]


def _is_in_a_container(rest: Sequence[str]) -> bool:
    """Say whether what follows the thing says so: “in a glass jar”, “with leaves in the pot”."""
    for at, each in enumerate(rest):
        if each in _INSIDE:
            where = _before_what_follows(rest[at + 1 :])
            if where and any(word in _CONTAINERS for word in _singulars(where[-1:])):
                return True
    return False


def _last_thing(found: Sequence[str], *, only_whole: bool) -> tuple[Thing, str] | None:
    """Return the thing at the end of the words.

    :param only_whole: only an entry with “of” in it counts.
    """
    rest = list(found)
    while rest:
        for count in range(min(_LONGEST_PHRASE, len(rest)), 0, -1):
            for word in _singulars(rest[-count:]):
                if word in words().english and (not only_whole or " of " in word):
                    return _certain(rest[:-count], words().english[word], word)
        if rest[-1] not in _SAY_NOTHING:
            return None
        rest.pop()
    return None


def _certain(before: Sequence[str], thing: Thing, word: str) -> tuple[Thing, str] | None:
    """Return the thing unless what stands before it says that there are several, or one of another scale."""
    if (_OTHER_SCALE | _IN_A_CONTAINER).intersection(before):
        return None
    for at, each in enumerate(before):
        if each in _BETWEEN_THINGS and _last_thing(before[:at], only_whole=False):
            return None
    return thing, word


def _singulars(phrase: Sequence[str]) -> Iterator[str]:
    """Give the phrase as it is, and with its last word in the singular."""
    beginning, last = " ".join(phrase[:-1]), phrase[-1]
    candidates = [last, _PLURALS.get(last, "")]
    if last.endswith("ies"):
        candidates.append(f"{last[:-3]}y")
    if last.endswith("es"):
        candidates.append(last[:-2])
    if last.endswith("s") and not last.endswith("ss"):
        candidates.append(last[:-1])
    yield from (f"{beginning} {each}".strip() for each in candidates if each)
