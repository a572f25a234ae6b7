# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop is kept: the artist is asked once for the library, and uses the prop again in another file for nothing."""

from pathlib import Path
from typing import Any

import pytest
from harness.blender_window import BlenderWindow


def test_the_artist_is_asked_for_the_library_once_and_uses_the_prop_in_another_file_for_nothing(
    window: BlenderWindow, service: Any
) -> None:
    facts = window.play("keeping:kept")
    assert facts["made_before_the_answer"] is False
    assert facts["files"] == [f"Wooden chair {facts['job'][:8]}.blend"]
    ((name, path),) = facts["libraries"]
    assert (name, Path(path)) == ("Rodin Props", window.work / "library")
    assert facts["name"] == "Rodin Props"
    assert len(facts["errors"]) == 2
    for (sentence,) in facts["errors"]:
        assert "“library” cannot be written to" in sentence
    assert facts["left_when_forgotten"] == []

    asked = service.record()["requests"]
    again = window.play("keeping:used_again")
    prop = again["prop"]
    assert prop["size"][2] == pytest.approx(facts["height_meters"], abs=1e-3)
    assert prop["scale"] == pytest.approx([1.0, 1.0, 1.0], abs=1e-4)
    assert prop["lowest"] == pytest.approx(prop["at"][2], abs=1e-3)
    assert (prop["job_id"], prop["prompt"], prop["is_asset"]) == (facts["job"], "a wooden chair", False)
    assert prop["libraries"] == [False, False, False]
    assert again["shares_its_mesh"] == (again["version"] < [5, 0]), "later ones offer libraries no shared data"
    assert again["after_undo"] == ["Camera", "Cube", "Light", "Wooden chair"]
    assert service.record()["requests"] == asked
