# SPDX-License-Identifier: GPL-3.0-or-later
"""Props that were kept in a library are used again, from its folder and from a web server: nothing is asked or paid."""

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import pytest
from harness.blender_window import BlenderWindow
from support.static_server import StaticServer

OLDEST_TO_PUBLISH = "blender-5.2"


def check_prop(prop: dict[str, Any]) -> None:
    """The chair of the library: as big as it was kept, its origin on the floor where it was let go, and our own."""
    assert prop["size"] == pytest.approx([0.4, 0.6, 1.2], abs=1e-4)
    assert prop["scale"] == pytest.approx([1.0, 1.0, 1.0], abs=1e-4)
    assert prop["at"] == pytest.approx([1.5, 2.5, 0.0], abs=0.05)
    assert prop["lowest"] == pytest.approx(prop["at"][2], abs=1e-4)
    assert (prop["job_id"], prop["prompt"]) == ("5eed0001c0de4a6e8f0d1b2c3d4e5f60", "a wooden chair")
    assert not prop["is_asset"]


def test_a_kept_prop_is_dragged_into_another_file_and_nothing_is_asked(window: BlenderWindow, service: Any) -> None:
    facts = window.play("library:use_again", timeout_seconds=240)

    check_prop(facts["prop"])
    assert facts["prop"]["libraries"] == [False, False, False]
    assert facts["after_undo"] == facts["before"]
    assert service.record()["requests"] == []


def test_a_published_library_is_used_from_a_web_server_by_another_profile(
    window: BlenderWindow, profile_with_extension: Path, service: Any, blender_name: str
) -> None:
    if blender_name < OLDEST_TO_PUBLISH:
        facts = window.play("library:cannot_publish")
        assert (facts["can_publish"], facts["is_publishing"]) == (False, False)
        return
    assert window.play("library:publish", timeout_seconds=240)["can_publish"]
    second = dataclasses.replace(window, profile=window.work / "second profile", work=window.work / "second")
    shutil.copytree(profile_with_extension, second.profile)
    second.work.mkdir()
    second.environment = {**window.environment, "XDG_CACHE_HOME": str(second.work / "cache")}
    with StaticServer(window.work / "kept props") as server:
        facts = second.play("library:from_a_server", url=server.url, timeout_seconds=240)

    check_prop(facts["prop"])
    assert facts["prop"]["libraries"] == [False, False, False]
    assert service.record()["requests"] == []
    fetched = [path for path in server.asked if ".blend?" in path]
    assert len(fetched) == 1  # of the two, what was dragged
