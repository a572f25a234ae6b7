# SPDX-License-Identifier: GPL-3.0-or-later
"""What the import contracts cannot see."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

RENDERING = re.compile(r"\bops\.(render|object\.bake)\b")


def test_blender_is_asked_to_render_in_scripts_of_the_background_alone(root: Path) -> None:
    """A render job has crashed the artist's Blender. The import contracts keep these modules out of it."""
    folders = ("api", "jobs", "operators", "processes", "scene", "script", "session", "ui")
    asking = {
        path.relative_to(root).as_posix()
        for folder in folders
        for path in (root / folder).rglob("*.py")
        if RENDERING.search(path.read_text("utf-8"))
    }
    assert asking == {
        "scene/export/evaluated.py",
        "scene/keeping/preview.py",
        "scene/prepare/new_look/baking.py",
        "scene/rendering/take_pictures.py",
    }


def test_a_circle_and_a_chain_are_measured(root: Path) -> None:
    house = _script(root / "scripts" / "measure_house.py")
    line = {"a.x": {"a.y"}, "a.y": {"a.z"}, "a.z": set(), "b.w": {"a.x"}}
    assert list(house.circles(line)) == []
    assert house.longest_chain({"a.x", "a.y", "a.z"}, line) == ("a.x", "a.y", "a.z")
    assert list(house.circles(line | {"a.z": {"b.w"}})) == [frozenset(line)]


def test_long_files_and_long_functions_are_found(root: Path, tmp_path: Path) -> None:
    house = _script(root / "scripts" / "measure_house.py")
    body = "    pass\n" * 38
    _write(tmp_path / "api" / "most.py", f'def most():\n    """Say\n    more."""\n{body}' + "\n" * 209)
    _write(tmp_path / "tests" / "test_long.py", f"def test_all():\n{body}{body}")
    _write(tmp_path / ".venv" / "foreign.py", "\n" * 300)
    assert list(house.too_long(tmp_path)) == []
    _write(tmp_path / "disk.py", "\n" * 251)
    _write(tmp_path / "tests" / "test_longer.py", "\n" * 251)
    _write(tmp_path / "bench" / "run.py", f"async def run():\n{body}    pass\n")
    assert sorted(house.too_long(tmp_path)) == [
        "bench/run.py: run has 40 lines, 39 at most",
        "disk.py has 251 lines, 250 at most",
        "tests/test_longer.py has 251 lines, 250 at most",
    ]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")


def _script(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
