# SPDX-License-Identifier: GPL-3.0-or-later
"""The sentences that the code says, and the parts that sentences are composed of, by what they look like.

- A sentence has two words of its own, and holds its end: a full stop or a question mark at the end of the text, before
  a value that goes on, or before two spaces.
- A part begins small or with a value, and holds no end: it stands in a sentence. What begins with a capital is one,
  too, where neither labels nor tooltips are written.
- All else is a label, a tooltip or a state. Those of states are told in `states`.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..markdown import CLOSE, OPEN
from .source import trees
from .states import is_state
from .texts import texts

_ELSEWHERE = {
    "api.options.plain",
    "command_line.exit_codes",
    "command_line.option_arguments",
    "session.reports.details",
}
"""Modules whose words stand on the page of the command line, or in what *Copy Details* copies."""
_LABELLED = (
    "api.options",
    "api.presets.built_in",
    "command_line",
    "jobs.cleaning.groups",
    "jobs.reports",
    "operators",
    "scene.choices",
    "script",
    "session",
    "ui",
)
"""Beginnings of the names of modules that write labels, tooltips, or the heads of tables and reports."""
_COUNTED = ("api.options", "api.presets", "ui")
"""Here, what begins with a value is a price or a label."""
_NO_PART = re.compile(r".*:$|:|.*[.?] [A-Z]")
"""A heading, the end of a label, or a tooltip of several sentences."""
_BLANK = f"{OPEN}[^{CLOSE}]*{CLOSE}"
_WORDS = re.compile(r"[A-Za-z’']{2,}")
_END = re.compile(rf"[.?](?=$|  | .*{_BLANK}$)")
_FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, several that are said together, or a part of one."""

    module: str
    """Without the package's name."""
    text: str


@cache
def sentences() -> tuple[Sentence, ...]:
    """Return every sentence once, in the order of modules and lines."""
    return tuple(each for each in _all() if is_sentence(each.text))


@cache
def parts() -> tuple[Sentence, ...]:
    """Return every part of a sentence once, in the same order."""
    return tuple(each for each in _all() if not is_sentence(each.text) and _is_part(each))


@cache
def _all() -> tuple[Sentence, ...]:
    return tuple(_every(trees()))


def _every(modules: dict[str, ast.Module]) -> Iterator[Sentence]:
    seen: set[str] = set()
    for module, tree in modules.items():
        if module not in _ELSEWHERE:
            for text in texts(tree):
                if text not in seen:
                    seen.add(text)
                    yield Sentence(module=module, text=text)


def is_sentence(text: str) -> bool:
    """Say whether a text is a sentence."""
    end = _END.search(text)
    return end is not None and own_words(text[: end.start()]) >= _FEWEST_WORDS


def own_words(text: str) -> int:
    """Return how many words a text has besides its blanks."""
    return len(_WORDS.findall(re.sub(_BLANK, "", text)))


def _is_part(said: Sentence) -> bool:
    if own_words(said.text) < _FEWEST_WORDS or _NO_PART.match(said.text) or is_state(said.module, said.text):
        return False
    if said.text[:1] == OPEN:
        return not _is_of(said.module, _COUNTED)
    if not said.text[:1].isupper():
        return True
    return not _is_of(said.module, _LABELLED)


def _is_of(module: str, beginnings: tuple[str, ...]) -> bool:
    return any(f"{module}.".startswith(f"{each}.") for each in beginnings)
