# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in the catalogs is asked for: a text with `translate=False` has no words and no signs of ours."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest

_SHOWN = {"text", "title", "message", "heading", "placeholder"}
_TRANSLATING = {"translated", "all_translated", "for_report", "for_tooltip", "by", "say"}


def never_asked_for(tree: ast.Module, finder: ModuleType) -> Iterator[tuple[int, str]]:
    """Go through the texts that catalogs have, although nobody would look them up there, each with its line."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        nodes = list(ast.walk(function))
        known = finder.local_texts(nodes)
        for call in nodes:
            if not isinstance(call, ast.Call) or not _is_left_as_it_is(call):
                continue
            for keyword in call.keywords:
                if keyword.arg in _SHOWN:
                    yield from ((call.lineno, text) for text in _own_texts(keyword.value, known, finder))


def _is_left_as_it_is(call: ast.Call) -> bool:
    told = {each.arg: each.value for each in call.keywords}.get("translate")
    return isinstance(told, ast.Constant) and told.value is False


class _Unasked(ast.NodeTransformer):
    """Leaves of an expression what nobody has translated yet; names of local texts become these texts."""

    def __init__(self, known: Mapping[str, ast.expr]) -> None:
        self._known = known

    def visit_Name(self, node: ast.Name) -> ast.expr:
        others = {name: text for name, text in self._known.items() if name != node.id}
        return _Unasked(others).visit(self._known[node.id]) if node.id in self._known else node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        if isinstance(node.func, ast.Name) and node.func.id in _TRANSLATING:
            return ast.Name("value", ast.Load())
        self.generic_visit(node)
        return node


def _own_texts(value: ast.expr, known: Mapping[str, ast.expr], finder: ModuleType) -> set[str]:
    """Return what an expression says by itself."""
    said = _Unasked(known).visit(ast.parse(ast.unparse(value), mode="eval").body)
    return set(finder.texts_of(ast.parse(f"said = {ast.unparse(ast.fix_missing_locations(said))}")))


@pytest.mark.parametrize("folder", ["operators", "session", "ui"])
def test_no_text_of_the_catalogs_is_shown_without_asking_them(root: Path, folder: str, finder: ModuleType) -> None:
    found = {
        f"{path.relative_to(root)}:{line}: {text}"
        for path in (root / folder).rglob("*.py")
        for line, text in never_asked_for(ast.parse(path.read_text("utf-8")), finder)
    }
    assert not found, 'say `translated("Rodin: {words}").format(words=words)`'


@pytest.mark.parametrize(
    ("shown", "never_asked"),
    [
        ('text=f"Rodin: {words}"', {"Rodin: {words}"}),
        ('text=f"{name} · {cost}"', {"{name} · {cost}"}),
        ('text=f"{job.name} {translated(state)}, {count}"', {"{name} {value}, {count}"}),
        ("text=one", {"No props", "Only {count}"}),
        ('text="Nothing here"', {"Nothing here"}),
        ('text="Nothing here" if empty else prop.name', {"Nothing here"}),
        ('text=translated("Rodin: {words}").format(words=words)', set()),
        ('text=translated(f"{built_in.label} · {cost}")', set()),
        ("text=job.name", set()),
        ('text="" if wide else line.text', set()),
        ("text=words", set()),
    ],
)
def test_a_text_that_nobody_asks_for_is_noticed(shown: str, never_asked: set[str], finder: ModuleType) -> None:
    code = f"""
def draw(layout, words):
    one = f"Only {{count}}" if count else "No props"
    layout.label({shown}, translate=False)
"""
    assert {text for _, text in never_asked_for(ast.parse(code), finder)} == never_asked
