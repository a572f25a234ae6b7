# SPDX-License-Identifier: GPL-3.0-or-later
"""The errors that the artist reads: their classes, and what each says when it is made."""

import ast
import inspect
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any

from ..markdown import blank
from .blanks import called
from .source import PACKAGE, trees

ROOT_CLASS = "RodinError"
PASS_ON = frozenset(
    {
        "BadArguments",
        "InvalidOptions",
        "JobEnded",
        "KeepingFailed",
        "ListRefused",
        "NotReady",
        "OrdersRefused",
        "SceneError",
        "SomeEnded",
    }
)
"""Errors that say the sentences of others, or one that is written where they are raised."""
_EXAMPLES: Mapping[str, object] = {
    "actual_bytes": 12_000,
    "count": 2,
    "credits": 5.0,
    "expected_bytes": 9_400_000,
    "kinds": (".blend", ".glb"),
    "left": 0.5,
    "limit": 5.0,
    "limit_bytes": 2_000_000_000,
    "needed": 1.0,
    "status_code": 400,
    "waited_seconds": 1_200.0,
}
"""Values by the names of parameters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One error as it is read."""

    name: str
    """Of its class."""
    module: str
    """Without the package's name, such as “api.errors.sending”."""
    text: str
    meaning: str
    code: str
    remedy: str


@cache
def error_names() -> frozenset[str]:
    """Return the names of all classes of errors."""
    bases: dict[str, set[str]] = {}
    for tree in trees().values():
        for node in _classes(tree):
            bases.setdefault(node.name, set()).update(ast.unparse(each).rpartition(".")[2] for each in node.bases)
    found = {ROOT_CLASS}
    while new := {name for name, known in bases.items() if known & found} - found:
        found |= new
    return frozenset(found)


def _classes(tree: ast.Module) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


@cache
def told() -> tuple[Told, ...]:
    """Return every error as often as it says something else. The package must be loaded."""
    return tuple(_all_told())


def _all_told() -> Iterator[Told]:
    names = error_names() - PASS_ON
    for module, tree in trees().items():
        for node in _classes(tree):
            if node.name in names and not node.name.startswith("_"):
                kind = getattr(import_module(f"{PACKAGE}.{module}"), node.name)
                says_itself = kind.__init__ is not Exception.__init__  # others say what they are raised with
                if says_itself and issubclass(kind, import_module(f"{PACKAGE}.errors").RodinError):
                    yield from (_told(error, module) for error in _made(kind))


def _made(kind: Any) -> Iterator[Exception]:
    """Give examples of a class: one, or one for each member of the enum that it is made of."""
    if "sentence" in inspect.signature(kind).parameters:  # of a scene; the class says what, or who raises it does
        template = getattr(kind, "sentence", "")
        if "sentence" in vars(kind):
            yield kind(_filled(template))
        return
    parameters = [each for each in inspect.signature(kind).parameters.values() if each.kind is not each.VAR_POSITIONAL]
    hints = {each.name: _hint(each, vars(sys.modules[kind.__init__.__module__])) for each in parameters}
    chosen = next((each.name for each in parameters if _choices(kind, each.name, hints)), "")
    for choice in _choices(kind, chosen, hints) or (None,):
        values = {each.name: _value(each, hints.get(each.name)) for each in parameters if each.name != chosen}
        values |= {chosen: choice} if chosen else {}
        positional = [values.pop(each.name) for each in parameters if each.kind is not each.KEYWORD_ONLY]
        yield kind(*positional, **values)


def _hint(parameter: inspect.Parameter, names: Mapping[str, object]) -> object:
    """Return the type of a parameter, which may be written down as a text."""
    hint = parameter.annotation
    return names.get(hint, str if hint == "str" else hint) if isinstance(hint, str) else hint


def _choices(kind: Any, name: str, hints: Mapping[str, object]) -> tuple[object, ...]:
    """Return what a parameter may be: members of an enum, or the texts that its documentation names."""
    hint = hints.get(name)
    if inspect.isclass(hint) and issubclass(hint, Enum):
        return tuple(hint)
    named = re.search(rf":param {name}: ((\"[^\"]+\"( or )?)+)\.", inspect.getdoc(kind) or "")
    return tuple(re.findall(r"\"([^\"]+)\"", named[1])) if name and named else ()


def _value(parameter: inspect.Parameter, hint: object) -> object:
    if parameter.name in _EXAMPLES:
        return _EXAMPLES[parameter.name]
    if hint is str and parameter.name not in ("sentences", "what"):
        return blank(called(parameter.name))
    if parameter.default is not parameter.empty:
        return parameter.default
    return [blank("names")]


def _filled(template: str) -> str:
    class Blanks(dict[str, str]):
        def __missing__(self, name: str) -> str:
            return blank(called(name))

    return template.format_map(Blanks())


def _told(error: Any, module: str) -> Told:
    kind = type(error)
    meaning = (inspect.getdoc(kind) or "").partition(":param")[0].partition("\n\n")[0]
    first, stop, _ = " ".join(meaning.replace("``", "`").split()).partition(". ")
    code = error.code if error.code != "ERROR" else ""
    return Told(
        name=kind.__name__,
        module=module,
        text=str(error).replace(date.today().isoformat(), blank("date")),
        meaning=f"{first}{stop.strip()}",
        code="" if "‹" in code or "HTTP_" in code else code,
        remedy=error.remedy.value,
    )
