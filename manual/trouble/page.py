# SPDX-License-Identifier: GPL-3.0-or-later
"""The page: each error with what it means, which button helps and its code; below them the other sentences."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ..markdown import CLOSE, OPEN, plain
from .buttons import buttons
from .errors import Told, told
from .more import MORE
from .sections import SECTIONS, Section, section_of
from .sentences import Sentence, sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that is said, sorted."""

    errors: dict[Section, list[Told]]
    others: dict[Section, list[Sentence]]


def content() -> Content:
    """Return every sentence of the product under its heading, each once. The package must be loaded."""
    errors: dict[Section, list[Told]] = {section: [] for section in SECTIONS}
    others: dict[Section, list[Sentence]] = {section: [] for section in SECTIONS}
    seen: set[str] = set()
    for each in told():
        if each.text not in seen and not any(_covers(other, each) for other in told()):
            seen.add(each.text)
            errors[section_of(each.module, each.name)].append(each)
    for sentence in sentences():
        if sentence.text not in seen:
            others[section_of(sentence.module)].append(sentence)
    return Content(errors=errors, others=others)


def _covers(one: Told, other: Told) -> bool:
    """Say whether one error says what the other does, with a blank for the reason."""
    if one.text == other.text or not one.code or one.code != other.code:
        return False
    words = re.split(f"{OPEN}[^{CLOSE}]*{CLOSE}", one.text)
    return re.fullmatch(".+".join(map(re.escape, words)), other.text) is not None


def page() -> str:
    """Return the page without its heading."""
    found = content()
    unused, anchors, parts = set(MORE), set[str](), []
    for section in SECTIONS:
        lines = [f"## {section.title}\n", f"{section.words}\n"]
        lines += _definitions(found.errors[section], unused, anchors)
        if found.others[section]:
            lines += ["### Also said\n" if found.errors[section] else ""]
            lines += _bullets(found.others[section], unused)
        parts.append("\n".join(lines) + "\n")
    if unused:
        raise LookupError(f"Nothing says what is explained: {', '.join(sorted(unused))}")
    return "\n".join(parts)


def _definitions(errors: Iterable[Told], unused: set[str], anchors: set[str]) -> Iterator[str]:
    """Give each class of errors: its sentence with what it means, or its meaning with the sentences that share it.

    :param unused: explanations that were not given yet.
    :param anchors: codes that can be linked to already.
    """
    for name, group in groupby(errors, key=lambda each: each.name):
        some = tuple(group)
        first = some[0]
        anchor = "" if not first.code or first.code in anchors else f'<span id="{first.code}"></span>'
        anchors.add(first.code)
        unused.discard(name)
        button = _button(first.remedy)
        code = f"`{first.code}`" if first.code else ""
        if len(some) == 1:
            said = " ".join(filter(None, (plain(first.meaning), MORE.get(name, ""), button, code)))
            yield f"{anchor}{plain(first.text)}\n: {said}\n"
        else:
            said = " ".join(filter(None, (MORE.get(name, ""), button, code)))
            listed = "".join(f"  - {plain(each.text)}\n" for each in some)
            yield f"{anchor}{plain(first.meaning)}\n: {said}\n\n{listed}"


def _button(remedy: str) -> str:
    labels = buttons().get(remedy, ())
    named = " or ".join(f"*{label}*" for label in labels)
    return f"Button: {named}." if named else ""


def _bullets(others: Iterable[Sentence], unused: set[str]) -> Iterator[str]:
    for each in others:
        begun = next((beginning for beginning in MORE if each.text.startswith(beginning)), "")
        unused.discard(begun)
        more = f"<br>{MORE[begun]}" if begun else ""
        yield f"- {plain(each.text)}{more}"
