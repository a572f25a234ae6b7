# SPDX-License-Identifier: GPL-3.0-or-later
"""What is put together of values is shown in Blender's language; texts without values Blender translates by itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDERS = ("operators", "session", "ui")
_TEXTS = {"text", "title", "message", "confirm_text", "heading", "placeholder"}
_NEVER_TRANSLATED = {"title", "message", "confirm_text", "placeholder", "poll_message_set", "status_text_set"}
"""Where Blender leaves even a text without values as it is."""
_BY_CALL = {"report": 1, "poll_message_set": 0, "status_text_set": 0}
"""Function -> which argument is shown."""
_BLENDERS = {
    "invoke_confirm",
    "invoke_props_dialog",
    "label",
    "menu",
    "operator",
    "progress",
    "prop",
    "prop_enum",
    "undo_push",
    *_BY_CALL,
}


def shown_raw(tree: ast.Module) -> Iterator[int]:
    """Lines in which something is shown that nobody translates."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        name = call.func.attr
        if name not in _BLENDERS or any(keyword.arg == "translate" for keyword in call.keywords):
            continue
        shown = [(keyword.arg, keyword.value) for keyword in call.keywords if keyword.arg in _TEXTS]
        if name in _BY_CALL and len(call.args) > _BY_CALL[name]:
            shown.append((name, call.args[_BY_CALL[name]]))
        yield from (
            value.lineno for how, value in shown if not _is_translated(value, by_blender=how not in _NEVER_TRANSLATED)
        )


def _is_translated(value: ast.expr, *, by_blender: bool) -> bool:
    match value:
        case ast.Constant(value=None | ""):
            return True
        case ast.Constant():
            return by_blender
        case ast.Call(func=ast.Name(id="translated" | "str")):
            return True
        case ast.IfExp():
            return all(_is_translated(each, by_blender=by_blender) for each in (value.body, value.orelse))
        case ast.BoolOp():
            return all(_is_translated(each, by_blender=by_blender) for each in value.values)
        case ast.Name(id="text"):  # handed on, of those who call this
            return True
        case _:
            return False


@pytest.mark.parametrize("folder", FOLDERS)
def test_everything_is_shown_in_blenders_language(root: Path, folder: str) -> None:
    raw = {
        f"{path.relative_to(root)}:{line}"
        for path in (root / folder).rglob("*.py")
        for line in shown_raw(ast.parse(path.read_text("utf-8")))
    }
    assert not raw, "wrap it in `translated`, or say `translate=False` of what the artist named"


@pytest.mark.parametrize(
    ("code", "is_raw"),
    [
        ('layout.label(text="No props")', False),
        ('layout.label(text=f"{count} props")', True),
        ('layout.label(text=translated(f"{count} props"))', False),
        ("layout.label(text=prop.name)", True),
        ("layout.label(text=prop.name, translate=False)", False),
        ('self.report({"INFO"}, f"{name} is gone.")', True),
        ('cls.poll_message_set("Select a prop.")', True),
        ('wm.invoke_confirm(self, event, title="Remove?")', True),
    ],
)
def test_what_is_shown_raw_is_noticed(code: str, is_raw: bool) -> None:
    assert bool(list(shown_raw(ast.parse(code)))) == is_raw
