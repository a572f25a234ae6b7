# SPDX-License-Identifier: GPL-3.0-or-later
"""The preferences, read from the class that Blender shows: their names, what they do, what they are at first."""

import ast
from collections.abc import Iterator
from pathlib import Path

from .markdown import plain, table

_SOURCE = Path(__file__).resolve().parents[1] / "ui" / "preferences.py"
_CLASS = "RodinPropsPreferences"


def preferences() -> str:
    """Return a table of the fields that are drawn in the preferences by themselves, in the order of the code."""
    return table(("Preference", "What it does", "At first"), _rows())


def _rows() -> Iterator[tuple[str, ...]]:
    module = ast.parse(_SOURCE.read_text("utf-8"))
    known, kind = _constants(module) | _imported(module), _class(module)
    drawn = {node.value for node in ast.walk(_draw(kind)) if isinstance(node, ast.Constant)}
    for name, field in _fields(kind):
        if name not in drawn:
            continue
        said = {each.arg: each.value for each in field.keywords if each.arg is not None}
        default = said.get("default")
        first = known.get(default.id) if isinstance(default, ast.Name) else default
        yield plain(_text(said["name"])), plain(_text(said["description"])), plain(_words(first))


def _class(module: ast.Module) -> ast.ClassDef:
    return next(node for node in module.body if isinstance(node, ast.ClassDef) and node.name == _CLASS)


def _draw(kind: ast.ClassDef) -> ast.FunctionDef:
    return next(node for node in kind.body if isinstance(node, ast.FunctionDef) and node.name == "draw")


def _fields(kind: ast.ClassDef) -> Iterator[tuple[str, ast.Call]]:
    for node in kind.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=ast.Call() as field):
                yield name, field
            case _:
                continue


def _constants(module: ast.Module) -> dict[str, ast.expr]:
    return {
        target.id: node.value
        for node in module.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _imported(module: ast.Module) -> dict[str, ast.expr]:
    """Return the constants of the modules that the preferences take names from."""
    found: dict[str, ast.expr] = {}
    for node in module.body:
        if isinstance(node, ast.ImportFrom) and node.level:
            folder = _SOURCE.parents[node.level - 1].joinpath(*(node.module or "").split("."))
            files = (path for path in (folder.with_suffix(".py"), folder / "__init__.py") if path.is_file())
            for path in files:
                found |= _constants(ast.parse(path.read_text("utf-8")))
    return found


def _text(node: ast.expr) -> str:
    return str(ast.literal_eval(node))


def _words(default: ast.expr | None) -> str:
    """Return what a preference is at first; "" for nothing."""
    match default:
        case ast.Constant(value=bool(value)):
            return "On" if value else "Off"
        case ast.Constant(value=int(value) | float(value)):
            return f"{value:g}"
        case ast.Constant(value=str(value)):
            return value
        case _:
            return ""
