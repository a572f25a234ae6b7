# SPDX-License-Identifier: GPL-3.0-or-later
"""New textures for three meshes of the artist's own, by the button in the sidebar and its dialog."""

from typing import Any

from harness.blender_window import BlenderWindow
from support.pictures import ramp


def test_a_selection_gets_new_looks_from_one_picture(window: BlenderWindow, service: Any) -> None:
    picture = window.work / "look.png"
    picture.write_bytes(ramp())
    facts = window.play("new_textures:retexture_three", timeout_seconds=400, picture=str(picture))

    assert facts["waiting"] == "Meshes are being exported"
    assert facts["states"] == ["IMPORTED"] * 3
    assert facts["names"] == ["chest", "lamp", "table"]
    assert facts["meshes_unchanged"]
    assert len(set(facts["pictures"])) == 3
    assert facts["own"] == ["paint"]
    assert facts["undone"] != ["paint"]
    assert facts["looks"] == [[1, 1, 1], [1, 1, 0]]
    assert facts["removed"] == ["paint"]
    assert facts["mode_and_selection"] == ["OBJECT", ["chest", "lamp", "table"]]
    assert len(service.record()["submissions"]) == 3
