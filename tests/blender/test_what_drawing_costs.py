# SPDX-License-Identifier: GPL-3.0-or-later
"""What a draw of the panels of the active object costs, however long the list of jobs is."""

import json
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
from drawn_words import Layout, context
from support.jobs.long_ledger import asked
from variant_scene import make_prop

Part = Callable[[str], ModuleType]


def test_the_panels_of_the_active_object_ask_the_ledger_nothing_and_read_no_text_twice(
    online: Any, part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    online.scenario(max_faces=500, texture_pixels=64)
    prop = make_prop()
    state, looks = part("session.session").current(), part("scene.looks.looks")
    look_provenance = part("scene.looks.provenance")
    for name in ("red", "blue"):
        material = bpy.data.materials.new(name)
        material[look_provenance.LOOK_KEY] = look_provenance.LookMade(job_id=name, name=name).to_json()
        looks.add(prop, name, material)
    given = context(
        active_object=prop, window_manager=bpy.context.window_manager, selected_objects=[prop], mode="OBJECT"
    )
    panels = (part("ui.variants").RODIN_PROPS_PT_prop, part("ui.mesh").RODIN_PROPS_PT_mesh)

    def draw() -> list[str]:
        layout = Layout()
        for panel in panels:
            assert panel.poll(given)
            panel.draw(SimpleNamespace(layout=layout), given)
        for name in ("split_into_parts", "new_seed", "show_look", "remove_look", "retexture"):
            assert getattr(bpy.ops.rodin_props, name).poll()
        return layout.buttons

    shown = draw()
    part("session.watching.look").look(bpy.context)
    monkeypatch.setattr(json, "loads", lambda text: pytest.fail("a text was read a second time"))
    with asked(state.ledger) as statements:
        assert draw() == shown
    assert statements == []
