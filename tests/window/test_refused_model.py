# SPDX-License-Identifier: GPL-3.0-or-later
"""A model that was refused stays, and the buttons beside it show it and have it tried anyway."""

from typing import Any

from harness.blender_window import BlenderWindow
from models_of_the_world.building import Model


def test_a_refused_model_is_kept_and_becomes_a_prop_when_the_artist_says_so(
    window: BlenderWindow, service: Any
) -> None:
    nested: dict[str, Any] = {}
    for _ in range(80):
        nested = {"a": nested}
    model = Model()
    model.chair(extras=nested)
    (window.work / "a refused chair.glb").write_bytes(model.pack())
    service.scenario(models_folder=str(window.work))
    facts = window.play("refused_model:tried_anyway")

    assert "Try Anyway" in facts["error"]
    assert facts["kept"] == ["refused-model.glb"]
    assert facts["prop"] is True
    assert len(service.record()["submissions"]) == 1
