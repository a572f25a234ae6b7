# SPDX-License-Identifier: GPL-3.0-or-later
"""We call things what Blender itself calls them; its words stand in tests/data/blender_terms.tsv."""

from collections.abc import Mapping
from pathlib import Path

import pytest

IN_ANOTHER_SENSE = {
    "Add": "Blender's is that of numbers",
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
_COLUMNS = {"zh_HANS": 2, "ja_JP": 3}


@pytest.fixture(scope="session")
def terms(root: Path) -> list[list[str]]:
    """Blender's words: English, context, and each language."""
    lines = (root / "tests" / "data" / "blender_terms.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def test_what_blender_calls_something_we_call_so_too(
    locale: str, catalog: Mapping[str, str], terms: list[list[str]]
) -> None:
    differing = {
        line[0]: (catalog[line[0]], line[_COLUMNS[locale]])
        for line in terms
        if line[0] in catalog and line[0] not in IN_ANOTHER_SENSE and line[_COLUMNS[locale]]
        if catalog[line[0]] != line[_COLUMNS[locale]]
    }
    assert not differing


def test_what_means_something_else_is_known_to_do_so(terms: list[list[str]]) -> None:
    assert not IN_ANOTHER_SENSE.keys() - {line[0] for line in terms}


@pytest.mark.parametrize("ours", IN_SENTENCES)
def test_sentences_use_blenders_term(
    ours: str, locale: str, catalog: Mapping[str, str], terms: list[list[str]]
) -> None:
    term = next(line[_COLUMNS[locale]] for line in terms if line[0] == IN_SENTENCES[ours])
    holding = {english: said for english, said in catalog.items() if ours in english}
    assert holding
    plain = _plain(term)
    assert not {english: said for english, said in holding.items() if plain not in _plain(said)}


def _plain(text: str) -> str:
    """Without what differs with what stands beside it: spaces, and how wide letters are."""
    return text.replace(" ", "").replace("&", "&").replace("＆", "&")
