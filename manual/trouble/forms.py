# SPDX-License-Identifier: GPL-3.0-or-later
"""All that each class of errors can say: what its examples say, and what it says when it is made otherwise."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby

from ..markdown import OPEN
from .errors import Told, told
from .matching import is_within, with_blanks_of_part, with_its_blanks
from .sentences import is_sentence, own_words, parts
from .source import trees
from .texts import texts


@cache
def told_in_all_forms() -> tuple[Told, ...]:
    """Return every error as often as it says something else, with blanks for numbers. The package must be loaded."""
    examples = [replace(each, text=_with_blanks(each)) for each in told()]
    said = "\n".join(each.text for each in examples)
    return tuple(
        each
        for (name, module), group in groupby(examples, key=lambda each: (each.name, each.module))
        for each in _with_others(name, module, tuple(group), said)
    )


def _with_blanks(error: Told) -> str:
    """Return what an error says, with blanks in the place of its example's numbers."""
    templates = sorted(_said_in(error.module), key=own_words, reverse=True)
    text = next(filter(None, (with_its_blanks(error.text, each) for each in templates)), error.text)
    for part in parts():
        if part.module == error.module and OPEN in part.text:
            text = with_blanks_of_part(text, part.text)
    return text


def _with_others(name: str, module: str, group: tuple[Told, ...], said: str) -> Iterator[Told]:
    yield from group
    for text in _said_in(module, name):
        if not is_within(text, said):
            yield replace(group[0], text=text)


@cache
def _said_in(module: str, name: str = "") -> tuple[str, ...]:
    """Return the sentences of a module, or of a class in it."""
    nodes = [
        node for node in trees()[module].body if not name or (isinstance(node, ast.ClassDef) and node.name == name)
    ]
    return tuple(text for text in texts(ast.Module(nodes, [])) if is_sentence(text))
