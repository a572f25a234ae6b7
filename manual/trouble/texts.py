# SPDX-License-Identifier: GPL-3.0-or-later
"""What the code says, as the catalogs of languages hold it: each form of each text, with blanks for its values."""

import ast
import copy
import sys
from collections.abc import Iterator
from functools import cache

from .blanks import with_blanks
from .source import ROOT, trees

sys.path.append(str(ROOT / "scripts"))

from find_words import NOT_SHOWN, texts_of

_ELSEWHERE = {"help", "description", "costs", "epilog", "metavar", "bl_description"}
"""Keywords and names whose texts are tooltips, or stand on the page of the command line."""
_PROGRAM = " = "
"""Stands in a line of a program that is written."""


def texts(node: ast.AST) -> Iterator[str]:
    """Give what a module, or a part of it, says; in its order, each text once for each place."""
    listed = _not_shown()
    for part in _parts(node):
        wanted = _Said().visit(copy.deepcopy(part))
        if wanted is not None:
            for text in texts_of(ast.Module([wanted], [])):
                if repr(text)[1:-1] not in listed and _PROGRAM not in text:
                    yield with_blanks(text.strip().replace("\n", " "))


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """Give the statements, those of classes one by one: what is found in each is in no order."""
    for part in getattr(node, "body", ()):
        if isinstance(part, ast.ClassDef):
            yield from _parts(part)
        else:
            yield part


@cache
def _not_shown() -> frozenset[str]:
    return frozenset((ROOT / NOT_SHOWN).read_text("utf-8").split("\n"))


class _Said(ast.NodeTransformer):
    """Takes away what is no text for the artist, and puts in the values that never differ."""

    def visit_Assert(self, node: ast.Assert) -> None:
        """Take it away."""

    def visit_keyword(self, node: ast.keyword) -> ast.AST | None:
        """Take away what is told elsewhere."""
        return None if node.arg in _ELSEWHERE else self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> ast.AST | None:
        """Take away what is told elsewhere."""
        names = {ast.unparse(each).strip("_").lower() for each in node.targets}
        return None if names & _ELSEWHERE else self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Take away the heads of a command's help."""
        match node.func:
            case ast.Attribute(attr="add_argument_group"):
                return ast.Constant(None)
        return self.generic_visit(node)

    def visit_Tuple(self, node: ast.Tuple) -> ast.AST:
        """Take away the labels and tooltips of choices."""
        match node.elts:
            case [ast.Constant(value=str(name)), _, _, *_] if name.isupper():
                return ast.Constant(None)
        return self.generic_visit(node)

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.AST:
        """Put in a constant of ours."""
        match node.value:
            case ast.Name(id=name) | ast.Attribute(attr=name) if name.isupper() and _constant(name):
                return ast.Constant(_as_said(_constant(name), node.format_spec))
        return self.generic_visit(node)


def _as_said(value: str, spec: ast.expr | None) -> str:
    """Return a constant as the sentence writes it: 2500 is 2,500 where it says so."""
    match spec:
        case ast.JoinedStr(values=[ast.Constant(value=str(how))]) if value.isdigit():
            return format(int(value), how)
        case _:
            return value


@cache
def _constant(name: str) -> str:
    """Return the text or the number that has a name in capitals; "" if there is none, or several."""
    found = {
        _value(node.value)
        for tree in trees().values()
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name
    }
    return found.pop() if len(found) == 1 else ""


def _value(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=value):
            return str(value)
        case ast.JoinedStr(values=pieces):
            values = [_value(piece.value if isinstance(piece, ast.FormattedValue) else piece) for piece in pieces]
            return "".join(values) if all(values) else ""
        case ast.Name(id=name) | ast.Attribute(attr=name) if name.isupper():
            return _constant(name)
        case _:
            return ""
