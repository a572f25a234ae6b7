# SPDX-License-Identifier: GPL-3.0-or-later
"""What a text in the code can say: f"{len(props)} prop{'' if one else 's'}" is “{count} prop” and “{count} props”."""

import ast
import itertools
import re
from collections.abc import Mapping

Locals = Mapping[str, ast.expr]
"""Names in a function that stand for one text, such as what is said for one and for several."""
_MOST_FORMS = 16


def local_texts(nodes: list[ast.AST]) -> Locals:
    """Return the names that are given one text, once, in a function that holds these nodes."""
    given: dict[str, list[ast.expr | None]] = {}
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                given.setdefault(name, []).append(value)
            case ast.Name(id=name, ctx=ast.Store()) | ast.AugAssign(target=ast.Name(id=name)):
                given.setdefault(name, []).append(None)
    # An assignment counts twice: as itself, and by the name that is stored to.
    once = {name: values[0] for name, values in given.items() if len(values) == 2 and values[1] is None}
    return {name: value for name, value in once.items() if value is not None and _is_text(value)}


def _is_text(value: ast.expr) -> bool:
    match value:
        case ast.IfExp():
            return _is_text(value.body) and _is_text(value.orelse)
        case ast.JoinedStr() | ast.Constant(value=str()):
            return True
        case _:
            return False


def forms(node: ast.expr, known: Locals) -> list[str]:
    """Return what a text can say, with its values as placeholders."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    assert isinstance(node, ast.JoinedStr)
    pieces = [_piece_forms(piece, known) for piece in node.values]
    return [_numbered(each) for each in itertools.islice(itertools.product(*pieces), _MOST_FORMS)]


def _piece_forms(piece: ast.expr, known: Locals) -> list[str]:
    if isinstance(piece, ast.Constant):
        return [str(piece.value)]
    assert isinstance(piece, ast.FormattedValue)
    return _value_forms(piece.value, known)


def _value_forms(value: ast.expr, known: Locals) -> list[str]:
    match value:
        case ast.IfExp():
            return [*_value_forms(value.body, known), *_value_forms(value.orelse, known)]
        case ast.JoinedStr() | ast.Constant(value=str()):
            return forms(value, known)
        case ast.Name(id=name) if name in known:
            others = {other: text for other, text in known.items() if other != name}
            return _value_forms(known[name], others)
        case _:
            return [f"{{{_name_of(value)}}}"]


def _numbered(pieces: tuple[str, ...]) -> str:
    """Return the whole text; values of the same name are told apart."""
    text, seen = "", dict[str, int]()
    for piece in re.split(r"(\{\w+\})", "".join(pieces)):
        seen[piece] = seen.get(piece, 0) + 1
        text += f"{piece[:-1]}{seen[piece]}}}" if piece.startswith("{") and seen[piece] > 1 else piece
    return text


def _name_of(value: ast.expr) -> str:
    """Return a word for a value, after what it is worked out from."""
    match value:
        case ast.Name(id=name):
            return name.strip("_").lower()
        case ast.Attribute(attr="words" | "label" | "sentence", value=owner):
            return _name_of(owner)
        case ast.Attribute(attr=name):
            return name.strip("_").lower()
        case ast.Call(func=ast.Name(id="len")):
            return "count"
        case ast.Call(func=ast.Name(id="max" | "min" | "round" | "str" | "int"), args=[first, *rest]):
            return _name_of(rest[-1] if isinstance(first, ast.Constant) and rest else first)
        case ast.Call(func=ast.Name(id="translated" | "for_report" | "for_tooltip" | "by"), args=[first]):
            return _name_of(first)
        case ast.Call(func=ast.Attribute(attr="join")):
            return "list"
        case ast.Call(func=ast.Name(id="quoted" | "listed")):
            return "names"
        case ast.Call(func=called):
            return _name_of(called)
        case ast.BinOp(left=left) | ast.Subscript(value=left):
            return _name_of(left)
        case _:
            return "value"
