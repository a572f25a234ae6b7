# SPDX-License-Identifier: GPL-3.0-or-later
"""The page: each error with what it means, which button helps and its code; then other sentences, and their parts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ..markdown import CLOSE, OPEN, plain
from .buttons import buttons
from .errors import Told
from .forms import told_in_all_forms
from .groups import ALSO_SAID, GROUPS, Group, group_of
from .matching import is_within
from .more import MORE
from .sections import SECTIONS, Section, section_of
from .sentences import Sentence, parts, sentences

_QUESTION = re.compile(r"[^.?]*\?")
_ASKED = Group(title="Asked before it is done", words="Esc leaves everything as it is.", modules=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that is said, sorted."""

    errors: dict[Section, list[Told]]
    others: dict[Section, list[Sentence]]
    parts: dict[Section, list[Sentence]]


def content() -> Content:
    """Return every sentence of the product under its heading, each once. The package must be loaded."""
    errors: dict[Section, list[Told]] = {section: [] for section in SECTIONS}
    every, seen = told_in_all_forms(), set[str]()
    for each in every:
        if each.text not in seen and not any(_covers(other, each) for other in every):
            seen.add(each.text)
            errors[section_of(each.module, each.name)].append(each)
    said = "\n".join(seen)
    others = _sorted(each for each in sentences() if not is_within(each.text, said))
    said = "\n".join([said, *(each.text for some in others.values() for each in some)])
    return Content(
        errors=errors, others=others, parts=_sorted(each for each in parts() if not is_within(each.text, said))
    )


def _sorted(some: Iterable[Sentence]) -> dict[Section, list[Sentence]]:
    found: dict[Section, list[Sentence]] = {section: [] for section in SECTIONS}
    for each in some:
        found[section_of(each.module)].append(each)
    return found


def _covers(one: Told, other: Told) -> bool:
    """Say whether one error says what the other does, with a blank for the reason."""
    if one.text == other.text or not one.code or one.code != other.code:
        return False
    words = re.split(f"{OPEN}[^{CLOSE}]*{CLOSE}", one.text)
    return re.fullmatch(".+".join(map(re.escape, words)), other.text) is not None


def page() -> str:
    """Return the page without its heading."""
    found = content()
    unused, anchors, written = set(MORE), set[str](), []
    for section in SECTIONS:
        lines = [f"## {section.title}\n", f"{section.words}\n"]
        lines += _definitions(found.errors[section], unused, anchors)
        if found.others[section]:
            lines += _grouped(found.others[section], unused)
        if found.parts[section]:
            lines += ["\n### Parts of sentences\n", *_together(found.parts[section])]
        written.append("\n".join(lines) + "\n")
    if unused:
        raise LookupError(f"Nothing says what is explained: {', '.join(sorted(unused))}")
    return "\n".join(written)


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
        buttons_differ = len({each.remedy for each in some}) > 1
        button = "" if buttons_differ else _button(first)
        code = f"`{first.code}`" if first.code else ""
        if len(some) == 1:
            said = " ".join(filter(None, (plain(first.meaning), MORE.get(name, ""), button, code)))
            yield f"{anchor}{plain(first.text)}\n: {said}\n"
        else:
            said = " ".join(filter(None, (MORE.get(name, ""), button, code)))
            beside = {each.text: f"<br>{_button(each)}" if buttons_differ else "" for each in some}
            listed = "".join(f"  - {plain(text)}{more}\n" for text, more in beside.items())
            yield f"{anchor}{plain(first.meaning)}\n: {said}\n\n{listed}"


def _button(error: Told) -> str:
    is_of_settings = error.remedy in {"CHANGE_INPUT", "CHANGE_OPTIONS"}
    if is_of_settings and (not error.module.startswith("api.") or error.name == "MeshRefused"):
        return ""  # no generation failed by it: what is to be changed stands beside the sentence
    labels = buttons().get(error.remedy, ())
    named = " or ".join(f"*{label}*" for label in labels)
    return f"Button: {named}." if named else ""


def _grouped(others: Iterable[Sentence], unused: set[str]) -> Iterator[str]:
    """Give what is said under what it is about, then what is asked."""
    grouped: dict[Group, list[Sentence]] = {group: [] for group in (*GROUPS, ALSO_SAID, _ASKED)}
    for each in others:
        grouped[_ASKED if _QUESTION.fullmatch(each.text) else group_of(each.module)].append(each)
    for group, some in grouped.items():
        if some:
            yield f"\n### {group.title}\n"
            if group.words:
                yield f"{group.words}\n"
            yield from _bullets(some, unused)


def _bullets(others: Iterable[Sentence], unused: set[str]) -> Iterator[str]:
    for each in others:
        begun = next((beginning for beginning in unused if each.text.startswith(beginning)), "")
        unused.discard(begun)
        more = f"<br>{MORE[begun]}" if begun else ""
        yield f"- {_in_one_line(each)}{more}"


def _together(some: Iterable[Sentence]) -> Iterator[str]:
    """Give the parts that one module says on one line."""
    for _, group in groupby(some, key=lambda each: each.module):
        yield f"- {' · '.join(map(_in_one_line, group))}"


def _in_one_line(said: Sentence) -> str:
    return plain(" ".join(said.text.split()))
