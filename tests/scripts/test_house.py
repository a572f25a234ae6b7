# SPDX-License-Identifier: GPL-3.0-or-later
"""What the import contracts cannot see."""

import re
from pathlib import Path

RENDERING = re.compile(r"\bops\.render\b")


def test_blender_is_asked_to_render_in_one_place_alone(root: Path) -> None:
    """It is a script of the Blender that takes the pictures; a render job has crashed the artist's."""
    folders = ("api", "jobs", "operators", "processes", "scene", "ui")
    asking = {
        path.relative_to(root).as_posix()
        for folder in folders
        for path in (root / folder).rglob("*.py")
        if RENDERING.search(path.read_text("utf-8"))
    }
    assert asking == {"scene/rendering/take_pictures.py"}
