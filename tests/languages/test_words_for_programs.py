# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said in English alone is said to programs and at the command line, never in the window."""

import ast
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

SHOWN_FOLDERS = ("operators", "ui")
TELL_NOTHING = {
    "api/options/plain.py": "a preset's values are read by it, and what it refuses is told in other words",
    "jobs/ledger/versions/scripts.py": "it holds statements for the database",
    "session/reports/details.py": "what is copied to the clipboard is for those who help, in English",
}
"""What the window's modules import of it -> why nobody reads its words there."""


@pytest.fixture(scope="module")
def english(finder: ModuleType) -> tuple[str, ...]:
    """Files and folders that speak English alone."""
    return tuple(finder.SPEAK_ENGLISH)


def _imported(path: Path, root: Path) -> Iterator[Path]:
    """Go through the modules that a module of ours imports, also in its functions, but for types alone."""
    tree = ast.parse(path.read_text("utf-8"))
    for_types = {
        each
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for part in node.body
        for each in ast.walk(part)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level and node not in for_types:
            folder = path.parents[node.level - 1].joinpath(*(node.module or "").split("."))
            for alias in node.names:
                if (found := _file_of(folder / alias.name) or _file_of(folder)) is not None:
                    yield found


def _file_of(module: Path) -> Path | None:
    files = (module.with_suffix(".py"), module / "__init__.py")
    return next((file for file in files if file.is_file()), None)


def _loaded_by_the_window(root: Path) -> dict[str, str]:
    """Return each module that is imported by what is shown, directly or through others -> one that imports it."""
    waiting = [(path, path) for folder in SHOWN_FOLDERS for path in (root / folder).rglob("*.py")]
    found: dict[str, str] = {}
    while waiting:
        path, importer = waiting.pop()
        name = path.relative_to(root).as_posix()
        if name not in found:
            found[name] = importer.relative_to(root).as_posix()
            waiting += [(each, path) for each in _imported(path, root)]
    return found


def test_nothing_that_the_window_may_say_is_left_out_of_the_catalogs(root: Path, english: tuple[str, ...]) -> None:
    loaded = _loaded_by_the_window(root)
    assert len(loaded) > 300
    left_out = {
        name: importer for name, importer in loaded.items() if name.startswith(english) and name not in TELL_NOTHING
    }
    assert not left_out, "give the window's module an error of its own, or let the words be translated"


def test_what_is_excused_is_still_imported(root: Path, english: tuple[str, ...]) -> None:
    assert {name for name in _loaded_by_the_window(root) if name.startswith(english)} == TELL_NOTHING.keys()
