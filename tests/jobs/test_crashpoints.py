# SPDX-License-Identifier: GPL-3.0-or-later
"""The points at which a test may let a process die: the lists name every one that the code passes, and no other.

The matrix of crashes in the torture tests takes its points from these lists.
"""

import re
from pathlib import Path

import pytest
from rodin_props.jobs.crashpoints import BLENDER_POINTS, KEEPING_POINTS, POINTS
from rodin_props.jobs.states import State

_REACHED = re.compile(r'\breached\(\s*f?"([^"]+)"')
_ANY_STATE = re.compile(r"\{[^}]+\}")


def written_points(folder: Path) -> set[str]:
    """Points passed by the code below a folder; one with a state in braces is one for each state."""
    written = {name for path in folder.rglob("*.py") for name in _REACHED.findall(path.read_text("utf-8"))}
    return {_ANY_STATE.sub(str(state), name) for name in written for state in State}


@pytest.mark.parametrize(
    ("folder", "points"), [("jobs", POINTS), ("session", BLENDER_POINTS + KEEPING_POINTS)], ids=["jobs", "session"]
)
def test_every_point_in_the_code_is_in_its_list(root: Path, folder: str, points: tuple[str, ...]) -> None:
    assert written_points(root / folder) == set(points)


@pytest.mark.parametrize("folder", ["api", "operators", "processes", "scene", "ui"])
def test_no_other_folder_has_points(root: Path, folder: str) -> None:
    assert not written_points(root / folder)
