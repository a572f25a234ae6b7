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


def _script(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
