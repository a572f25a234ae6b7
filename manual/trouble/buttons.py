# SPDX-License-Identifier: GPL-3.0-or-later
"""Which buttons stand beside a sentence, by its remedy: as the product draws them."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache

from .source import trees

_DRAWN_IN, _DRAWN_BY = "ui.layouts.trouble", "draw_remedy"
_OF_A_JOB = {"TRY_AGAIN": ("Resume", "Send Again"), "RESUME": ("Resume",)}
"""The list of jobs draws one of these by what may still become of a job: what Rodin has accepted is resumed."""


@cache
def buttons() -> Mapping[str, tuple[str, ...]]:
    """Return the labels of the buttons for each remedy that has some."""
    (drawing,) = (
        node for node in trees()[_DRAWN_IN].body if isinstance(node, ast.FunctionDef) and node.name == _DRAWN_BY
    )
    found = {
        remedy: tuple(_labels(branch.body))
        for branch in ast.walk(drawing)
        if isinstance(branch, ast.If)
        for remedy in _remedies(branch.test)
    }
    if not found or not all(found.values()):
        raise LookupError(f"{_DRAWN_BY} in {_DRAWN_IN} does not show which buttons a remedy has")
    return {**found, **_OF_A_JOB}


def _remedies(test: ast.expr) -> Iterator[str]:
    """Give the members that a branch is about."""
    for node in ast.walk(test):
        match node:
            case ast.Attribute(value=ast.Name(id="Remedy"), attr=name):
                yield name


def _labels(body: list[ast.stmt]) -> Iterator[str]:
    for node in ast.walk(ast.Module(body, [])):
        match node:
            case ast.Call(func=ast.Attribute(attr="operator"), args=[called, *_], keywords=keywords):
                yield _text(keywords) or _operators()[_id(called)]


def _text(keywords: list[ast.keyword]) -> str:
    for each in keywords:
        match each:
            case ast.keyword(arg="text", value=ast.Constant(value=str(text))):
                return text
    return ""


def _id(called: ast.expr) -> str:
    """Return what names an operator: its id, or its class in “Class.bl_idname”."""
    match called:
        case ast.Constant(value=str(name)) | ast.Attribute(value=ast.Name(id=name), attr="bl_idname"):
            return name
    raise LookupError(f"{ast.unparse(called)} names no operator")


@cache
def _operators() -> Mapping[str, str]:
    """Return the labels of the product's operators, by their ids and by the names of their classes."""
    labels: dict[str, str] = {}
    for node in (node for tree in trees().values() for node in tree.body if isinstance(node, ast.ClassDef)):
        said = {
            ast.unparse(each.targets[0]): each.value.value
            for each in node.body
            if isinstance(each, ast.Assign) and isinstance(each.value, ast.Constant)
        }
        if "bl_idname" in said and "bl_label" in said:
            labels |= dict.fromkeys((node.name, str(said["bl_idname"])), str(said["bl_label"]))
    return labels
