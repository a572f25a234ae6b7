# SPDX-License-Identifier: GPL-3.0-or-later
"""All that operators report goes one way: in the language of reports, for which Blender has a switch of its own."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest


def reported_another_way(tree: ast.Module) -> Iterator[int]:
    """Lines in which something is reported that did not go through `for_report`."""
    for call in ast.walk(tree):
        match call:
            case ast.Call(func=ast.Attribute(attr="report"), args=[_, text]) if not _is_for_report(text):
                yield call.lineno
            case ast.Call(func=ast.Attribute(attr="report"), args=[] | [_]):  # no text, or by keyword
                yield call.lineno


def _is_for_report(value: ast.expr) -> bool:
    match value:
        case ast.Call(func=ast.Name(id="for_report" | "all_for_report")):
            return True
        case ast.Call(keywords=[ast.keyword(arg="by", value=ast.Name(id="for_report"))]):
            return True
        case ast.BoolOp(values=values):
            return all(map(_is_for_report, values))
        case _:
            return False


def test_all_that_operators_report_goes_one_way(root: Path) -> None:
    trees = {path: ast.parse(path.read_text("utf-8")) for path in (root / "operators").rglob("*.py")}
    found = {f"{path.relative_to(root)}:{line}" for path, tree in trees.items() for line in reported_another_way(tree)}
    assert not found, "wrap it in `for_report`"


@pytest.mark.parametrize("folder", ["session", "ui", "scene"])
def test_nothing_but_operators_reports(root: Path, folder: str) -> None:
    found = {
        f"{path.relative_to(root)}:{node.lineno}"
        for path in (root / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "report"
    }
    assert not found


@pytest.mark.parametrize(
    ("code", "is_another"),
    [
        ('self.report({"INFO"}, for_report(f"{name} is gone."))', False),
        ('self.report({"INFO"}, all_for_report(sentences))', False),
        ('self.report({"INFO"}, words(by=for_report) or for_report("Nothing."))', False),
        ('self.report({"INFO"}, "Copied.")', True),
        ('self.report({"INFO"}, f"{name} is gone.")', True),
        ('self.report({"INFO"}, translated("Copied."))', True),
        ('self.report({"INFO"}, words() or for_report("Nothing."))', True),
        ('operator.report({"ERROR"}, text)', True),
        ('self.report(type={"INFO"}, message="Copied.")', True),
    ],
)
def test_a_report_that_goes_another_way_is_noticed(code: str, is_another: bool) -> None:
    assert bool(list(reported_another_way(ast.parse(code)))) == is_another
