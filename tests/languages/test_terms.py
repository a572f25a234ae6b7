# SPDX-License-Identifier: GPL-3.0-or-later
"""We call things what Blender itself calls them; its words stand in tests/data/blender_terms.tsv."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

IN_ANOTHER_SENSE = {
    "Add": "Blender's is that of numbers",
    "By Name": "Blender's is what a thing is called, ours an order",
    "Back": "Blender's turns back, as an operator",
    "After": "Blender's counts frames, as an operator",
    "Before": "Blender's counts frames, as an operator",
    "Bottom": "Blender's is an end of a list, as an operator",
    "Top": "Blender's is the beginning of a list, as an operator",
    "Credits": "Blender's are who made it",
    "Extras": "Blender's are what else an overlay shows, ours are added to a prop",
    "Filter": "Blender's is of pictures, ours of a list",
    "Keep": "ours is to keep in the library",
    "Light": "Blender's shines, ours weighs little",
    "Look": "Blender's is of color management",
    "Pictures": "Blender's is a folder of the system",
    "Prompt": "Blender's is what a console shows, ours is what Rodin is told",
    "Resume": "Blender's is of a simulation",
    "Shaded": "Blender's is dark",
    "Smooth": "Blender's is of shading, as an operator",
    "Spread": "ours is how far parts are apart",
    "Viewport": "ours has to fit into a row of three",
    "Views": "Blender's are those of stereoscopy",
}
"""English -> why ours says something else than Blender's."""

IN_SENTENCES = {
    "3D cursor": "3D Cursor",
    "add-on": "Add-on",
    "Asset Browser": "Asset Browser",
    "asset library": "Asset Library",
    "Auto Run Python Scripts": "Auto Run Python Scripts",
    "the camera": "Camera",
    "Image Editor": "Image Editor",
    "modifiers": "Modifier",
    "normal map": "Normal Map",
    "Object Mode": "Object Mode",
    "preferences": "Preferences",
    "quads": "Quad",
    "render engine": "Render Engine",
    "Save & Load": "Save & Load",
    "seed": "Seed",
    "sidebar": "Sidebar",
    "silhouette": "Silhouette",
    "texture": "Texture",
    "tiles": "Tile",
    "UV map": "UV Map",
    "view layer": "View Layer",
}
"""In our English -> Blender's term. A sentence that has the one in English has the other in its translation."""
_COLUMNS = "# English, context, "


@pytest.fixture(scope="session")
def terms(root: Path) -> list[list[str]]:
    """Blender's words: English, context, and each language."""
    lines = _lines(root)
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.fixture
def column(root: Path, locale: str) -> int:
    """In which column the language stands."""
    return 2 + _lines(root)[0].removeprefix(_COLUMNS).split(", ").index(locale)


def _lines(root: Path) -> list[str]:
    return (root / "tests" / "data" / "blender_terms.tsv").read_text("utf-8").splitlines()


def test_what_blender_calls_something_we_call_so_too(
    column: int, catalog: Mapping[str, str], terms: list[list[str]]
) -> None:
    differing = {
        line[0]: (catalog[line[0]], line[column])
        for line in terms
        if line[0] in catalog and line[0] not in IN_ANOTHER_SENSE and line[column]
        if catalog[line[0]] != line[column]
    }
    assert not differing


def test_what_means_something_else_is_known_to_do_so(terms: list[list[str]]) -> None:
    assert not IN_ANOTHER_SENSE.keys() - {line[0] for line in terms}


def taken_for_blenders(tree: ast.Module) -> Iterator[int]:
    """Lines in which Blender would show a word in its own sense: it knows neither the context nor a translation."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(keywords=keywords):
                given = {keyword.arg: keyword.value for keyword in keywords if keyword.arg}
                shown = [given.get("text"), given.get("heading"), given.get("name")]
                is_told = not {"text_ctxt", "translation_context", "translate"}.isdisjoint(given)
            case ast.ClassDef(body=body):
                given = {
                    each.targets[0].id: each.value
                    for each in body
                    if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name)
                }
                shown = [given.get("bl_label")]
                is_told = "bl_translation_context" in given or any(
                    isinstance(base, ast.Name) and base.id == "SidebarPanel" for base in node.bases
                )
            case _:
                continue
        words = (each.value for each in shown if isinstance(each, ast.Constant))
        if not is_told and any(word in IN_ANOTHER_SENSE for word in words):
            yield node.lineno


@pytest.mark.parametrize("folder", ["operators", "session", "ui"])
def test_what_means_something_else_is_not_looked_up_among_blenders_words(root: Path, folder: str) -> None:
    found = {
        f"{path.relative_to(root)}:{line}"
        for path in (root / folder).rglob("*.py")
        for line in taken_for_blenders(ast.parse(path.read_text("utf-8")))
    }
    assert not found, "say `translation_context=CONTEXT` there, or wrap it in `translated`"


@pytest.mark.parametrize(
    ("code", "is_taken"),
    [
        ('layout.operator("a.b", text="Keep")', True),
        ('layout.operator("a.b", text=translated("Keep"))', False),
        ('EnumProperty(name="Keep")', True),
        ('EnumProperty(name="Keep", translation_context=CONTEXT)', False),
        ('EnumProperty(name="Tier")', False),
        ('class A(Operator):\n    bl_label = "Prompt"', True),
        ('class A(Panel):\n    bl_label = "Prompt"\n    bl_translation_context = CONTEXT', False),
    ],
)
def test_a_word_in_blenders_sense_is_noticed(code: str, is_taken: bool) -> None:
    assert bool(list(taken_for_blenders(ast.parse(code)))) == is_taken


@pytest.mark.parametrize("ours", IN_SENTENCES)
def test_sentences_use_blenders_term(
    ours: str, column: int, catalog: Mapping[str, str], terms: list[list[str]]
) -> None:
    term = next(line[column] for line in terms if line[0] == IN_SENTENCES[ours])
    holding = {english: said for english, said in catalog.items() if ours in english}
    assert holding
    plain = _plain(term)
    assert not {english: said for english, said in holding.items() if plain not in _plain(said)}


def _plain(text: str) -> str:
    """Without what differs with what stands beside it: spaces, and how wide letters are."""
    return text.replace(" ", "").replace("＆", "&")
