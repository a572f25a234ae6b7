# SPDX-License-Identifier: GPL-3.0-or-later
"""What is put together of values is shown in Blender's language; texts without values Blender translates by itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDERS = ("operators", "session", "ui")
_TEXTS = {"text", "title", "message", "confirm_text", "heading", "placeholder"}
_NEVER_TRANSLATED = {"title", "message", "confirm_text", "placeholder", "poll_message_set", "status_text_set"}
"""Where Blender leaves even a text without values as it is."""
_BY_CALL = {"poll_message_set": 0, "status_text_set": 0}
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


_ARTISTS = re.compile(r"(.*_)?(name|title|note|prompt|instruction|filepath|path|words_before|words_after)$")
"""What is called so is written by the artist."""


def names_translated(tree: ast.Module) -> Iterator[int]:
    """Lines in which something that the artist wrote is put into a language as it is, as if we said it."""
    for call in ast.walk(tree):
        match call:
            case ast.Call(func=ast.Name(id="translated" | "for_report" | "for_tooltip" | "say"), args=[given]):
                value = given.values[-1] if isinstance(given, ast.BoolOp) else given
            case _:
                continue
        match value:
            case ast.Name(id=called) | ast.Attribute(attr=called) if _ARTISTS.fullmatch(called):
                yield call.lineno
            case ast.JoinedStr(values=[ast.FormattedValue(value=ast.Attribute(attr=called))]) if _ARTISTS.fullmatch(
                called
            ):
                yield call.lineno


def names_among_our_words(tree: ast.Module) -> Iterator[int]:
    """Lines in which a value is either a name or words of ours: the name would be taken for such words, too."""
    for node in ast.walk(tree):
        match node:
            case ast.IfExp(body=body, orelse=orelse):
                for one, other in ((body, orelse), (orelse, body)):
                    if _is_name(one) and _is_words(other) and ast.unparse(one) not in ast.unparse(other):
                        yield node.lineno


def _is_name(value: ast.expr) -> bool:
    match value:
        case ast.Subscript(value=ast.Name(id=called)):
            return called.endswith("names")
        case ast.Name(id=called) | ast.Attribute(attr=called):
            return _ARTISTS.fullmatch(called) is not None
    return False


def _is_words(value: ast.expr) -> bool:
    """Say whether it is a text of ours, of more than marks."""
    said = [each.value for each in ast.walk(value) if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return isinstance(value, ast.Constant | ast.JoinedStr) and re.search("[a-z]{2}", "".join(said)) is not None


def _is_translated(value: ast.expr, *, by_blender: bool) -> bool:
    match value:
        case ast.Constant(value=None | ""):
            return True
        case ast.Constant():
            return by_blender
        case ast.Call(func=ast.Name(id="str" | "translated" | "all_translated")):
            return True
        case ast.Call(func=ast.Name(id="for_tooltip")):
            return True
        case ast.IfExp():
            return all(_is_translated(each, by_blender=by_blender) for each in (value.body, value.orelse))
        case ast.BoolOp():
            return all(_is_translated(each, by_blender=by_blender) for each in value.values)
        case ast.Name(id="text"):  # handed on, of those who call this
            return True
        case _:
            return False


@pytest.mark.parametrize("folder", ["jobs", *FOLDERS])
def test_what_the_artist_wrote_is_never_translated(root: Path, folder: str) -> None:
    found = {
        f"{path.relative_to(root)}:{line}"
        for path in (root / folder).rglob("*.py")
        for line in names_translated(ast.parse(path.read_text("utf-8")))
    }
    assert not found, "a prop called “Camera” is not Blender's: show it with `translate=False`"


@pytest.mark.parametrize("folder", ["jobs", "scene", *FOLDERS])
def test_no_value_of_a_sentence_is_a_name_at_one_time_and_our_words_at_another(root: Path, folder: str) -> None:
    found = {
        f"{path.relative_to(root)}:{line}"
        for path in (root / folder).rglob("*.py")
        for line in names_among_our_words(ast.parse(path.read_text("utf-8")))
    }
    assert not found, "make two sentences of it, one with the name and one without"


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
        ('cls.poll_message_set("Select a prop.")', True),
        ('wm.invoke_confirm(self, event, title="Remove?")', True),
    ],
)
def test_what_is_shown_raw_is_noticed(code: str, is_raw: bool) -> None:
    assert bool(list(shown_raw(ast.parse(code)))) == is_raw


@pytest.mark.parametrize(
    ("code", "is_taken"),
    [
        ("layout.label(text=translated(name))", True),
        ("translated(job.name)", True),
        ("say(report.title)", True),
        ('translated(f"{job.name}")', True),
        ("translated(made.prompt or made.final_prompt)", True),
        ('translated(f"{job.name} is gone.")', False),
        ('translated("{name}, parts").format(name=job.name)', False),
        ("translated(state.words)", False),
    ],
)
def test_a_name_that_is_translated_is_noticed(code: str, is_taken: bool) -> None:
    assert bool(list(names_translated(ast.parse(code)))) == is_taken


@pytest.mark.parametrize(
    ("code", "is_mixed"),
    [
        ('what = batch[0].name if one else f"{len(batch)} props"', True),
        ('what = names[0] if one else f"{count} meshes"', True),
        ('what = f"Place {batch[0].name}" if one else f"Place {len(batch)} props"', False),
        ('text = name if one else f"{name} {number}"', False),
    ],
)
def test_a_name_beside_our_words_is_noticed(code: str, is_mixed: bool) -> None:
    assert bool(list(names_among_our_words(ast.parse(code)))) == is_mixed
