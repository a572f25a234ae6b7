# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop is kept: the artist is asked once for the library, and the monitor has the file written meanwhile."""

from pathlib import Path
from typing import Any

from harness.blender_window import BlenderWindow


def test_the_artist_is_asked_for_the_library_once_and_the_prop_is_kept_there(
    window: BlenderWindow, service: Any
) -> None:
    facts = window.play("keeping:kept")
    assert facts["made_before_the_answer"] is False
    assert facts["files"] == [f"Wooden chair {facts['job'][:8]}.blend"]
    ((name, path),) = facts["libraries"]
    assert (name, Path(path)) == ("Rodin Props", window.work / "library")
    assert facts["name"] == "Rodin Props"
