# SPDX-License-Identifier: GPL-3.0-or-later
"""The sentences that stand in the code outside of errors' classes: reports, dialogs, what a button waits for."""

import ast
import builtins
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from ..markdown import CLOSE, OPEN, blank
from .errors import error_names
from .source import trees

_NOT_SAID = {"help", "description", "costs", "epilog", "metavar"}
"""Keyword arguments that are said on other pages, or by tooltips."""
_HELP = {"_DESCRIPTION"}
"""Names of texts that are said there, too."""
_HELP_MODULES = {"command_line.option_arguments"}
_CALLED = {"strerror": "reason"}
_FAULTS = frozenset(
    name for name, kind in vars(builtins).items() if isinstance(kind, type) and issubclass(kind, Exception)
)
"""Python's own exceptions: a fault of ours, which is not for the artist."""
_WORDS = re.compile(r"[a-z’']{2,}")
_FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, or several that are said together."""

    module: str
    """Without the package's name."""
    text: str


@cache
def sentences() -> tuple[Sentence, ...]:
    """Return every sentence once, in the order of modules and lines; those of the errors' classes are left out."""
    return tuple(_all_sentences(error_names()))


def _all_sentences(errors: Collection[str]) -> Iterator[Sentence]:
    seen: set[str] = set()
    for module, tree in trees().items():
        if module.rpartition(".")[2] == "errors" or module.startswith("api.errors.") or module in _HELP_MODULES:
            continue
        for text in _said(tree, errors):
            if text not in seen and _is_sentence(text):
                seen.add(text)
                yield Sentence(module=module, text=text)


def _is_sentence(text: str) -> bool:
    words = _WORDS.findall(re.sub(f"{OPEN}[^{CLOSE}]*{CLOSE}", "", text))
    begins = text[:1].isupper() or text[:1] in f"“`{OPEN}"
    return begins and text.endswith(".") and len(words) >= _FEWEST_WORDS


def _said(node: ast.AST, errors: Collection[str]) -> Iterator[str]:
    if _is_left_out(node, errors):
        return
    text = _text(node)
    if text is not None:
        yield text.strip()
        return
    for child in ast.iter_child_nodes(node):
        yield from _said(child, errors)


def _is_left_out(node: ast.AST, errors: Collection[str]) -> bool:
    match node:
        case ast.ClassDef(name=name):
            return name in errors
        case ast.Assert() | ast.Expr(value=ast.Constant()):  # the latter is a docstring
            return True
        case ast.keyword(arg=name):
            return name in _NOT_SAID
        case ast.Raise(exc=ast.Call(func=ast.Name(id=name))):
            return name in _FAULTS
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)):
            return name in ("log", "re") or method == "add_argument_group"
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name in _HELP
        case _:
            return False


@cache
def _constant(name: str) -> str:
    """Return the text or the number that has a name in capitals; "" if there is none, or several."""
    found = {
        _text(node.value) or (str(node.value.value) if isinstance(node.value, ast.Constant) else "")
        for tree in trees().values()
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name
    }
    return found.pop() if len(found) == 1 else ""


def _text(node: ast.AST) -> str | None:
    """Return a text with blanks in it, None for what is no text."""
    match node:
        case ast.Constant(value=str(text)):
            return re.sub(r"(?<![{])\{(\w+)\}", lambda found: blank(found[1]), text)
        case ast.JoinedStr(values=parts):
            return re.sub(f"{CLOSE}{OPEN}", " ", "".join(_text(part) or "" for part in parts))
        case ast.FormattedValue(value=ast.Name(id=name) | ast.Attribute(attr=name)) if name.isupper() and _constant(
            name
        ):
            return _constant(name)
        case ast.FormattedValue(value=value):
            return blank(_name(value))
        case _:
            return None


def _name(node: ast.expr) -> str:
    """Return what a value in a sentence is called."""
    while isinstance(node, ast.Call) and node.args:
        node = node.args[0]
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return _CALLED.get(name, name.strip("_").lower())
        case _:
            return "…"
