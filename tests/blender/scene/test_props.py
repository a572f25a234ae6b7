# SPDX-License-Identifier: GPL-3.0-or-later
"""A finished model comes into the scene: where, under which names, and what else changes (nothing)."""

import json
import math
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from landing_places import placeholder_for
from scene_snapshot import differences, snapshot

Part = Callable[[str], ModuleType]


def test_it_stands_where_the_placeholder_stood(part: Part, land: Callable[..., Any]) -> None:
    placeholder = placeholder_for(part)
    placeholder.rotation_euler.z = math.radians(30)
    prop = land((placeholder,))
    assert [each.name for each in bpy.data.objects] == ["Chair"]
    assert (prop.name, prop.data.name, prop.type) == ("Chair", "Chair", "MESH")
    assert tuple(prop.location) == pytest.approx((1, 2, 3), abs=1e-5)
    assert tuple(prop.rotation_euler) == pytest.approx((0, 0, math.radians(30)), abs=1e-5)
    assert tuple(prop.scale) == (1, 1, 1)
    assert tuple(prop.dimensions) == pytest.approx((0.4263, 0.3789, 0.9), abs=1e-3)
    assert min(corner[2] for corner in prop.bound_box) == pytest.approx(0.0, abs=1e-5)


def test_without_a_target_it_comes_to_the_cursor(part: Part, land: Callable[..., Any]) -> None:
    bpy.context.scene.cursor.location = (4, 5, 6)
    bpy.context.scene.unit_settings.scale_length = 0.1
    prop = land(size=part("scene.measure.size").Size(meters=0.5, axis=part("scene.choices").SizeAxis.LONGEST_SIDE))
    assert tuple(prop.location) == pytest.approx((4, 5, 6), abs=1e-5)
    assert max(prop.dimensions) == pytest.approx(5.0, abs=1e-3)


def test_a_scaled_placeholder_gives_the_height(part: Part, land: Callable[..., Any]) -> None:
    placeholder = placeholder_for(part)
    placeholder.scale = (1, 1, 2)
    prop = land((placeholder,))
    assert prop.dimensions.z == pytest.approx(1.8, abs=1e-3)
    assert tuple(prop.scale) == (1, 1, 1)


def test_only_the_prop_and_what_it_is_made_of_is_new(part: Part, land: Callable[..., Any]) -> None:
    def names() -> dict[str, list[tuple[str, int, bool]]]:
        kinds = (kind for kind in dir(bpy.data) if isinstance(getattr(bpy.data, kind), bpy.types.bpy_prop_collection))
        return {
            kind: [(each.name, each.users, each.use_fake_user) for each in getattr(bpy.data, kind)]
            for kind in kinds
            if kind not in {"all_ids", "scenes"}
        }

    before = names()
    land()
    new = {kind: [each for each in found if each not in before[kind]] for kind, found in names().items()}
    assert {kind: found for kind, found in new.items() if found} == {
        "objects": [("Chair", 1, False)],
        "meshes": [("Chair", 1, False)],
        "materials": [("Chair", 1, False)],
        "images": [(f"Chair {use}", 1, False) for use in ("color", "metallic roughness", "normal")],
    }


def test_names_get_a_number_only_if_they_are_taken(part: Part, land: Callable[..., Any]) -> None:
    assert [land().name for _ in range(2)] == ["Chair", "Chair.001"]
    assert {each.name for each in bpy.data.libraries} == set()


def test_selection_active_object_and_mode_stay(part: Part, land: Callable[..., Any]) -> None:
    bpy.ops.mesh.primitive_cube_add()
    mine = bpy.context.object
    bpy.ops.object.mode_set(mode="EDIT")
    prop = land((placeholder_for(part),))
    assert (bpy.context.object, bpy.context.mode, prop.select_get()) == (mine, "EDIT_MESH", False)
    bpy.ops.object.mode_set(mode="OBJECT")
    assert bpy.context.selected_objects == [mine]


def test_a_selected_placeholder_hands_its_selection_on(part: Part, land: Callable[..., Any]) -> None:
    placeholder = placeholder_for(part)
    placeholder.select_set(True)
    bpy.context.view_layer.objects.active = placeholder
    prop = land((placeholder,))
    assert bpy.context.selected_objects == [prop]
    assert bpy.context.object == prop


def test_a_target_in_another_scene_gets_its_prop_there(part: Part, land: Callable[..., Any]) -> None:
    placeholder = placeholder_for(part)
    other = bpy.data.scenes.new("Other")
    bpy.context.scene.collection.objects.unlink(placeholder)
    other.collection.objects.link(placeholder)
    prop = land((placeholder,))
    assert [scene.name for scene in prop.users_scene] == ["Other"]
    assert list(bpy.context.scene.objects) == []


def test_it_tells_how_it_was_made_also_after_saving(part: Part, land: Callable[..., Any], tmp_path: Path) -> None:
    land()
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "scene.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "scene.blend"))
    made = part("scene.provenance").provenance_of(bpy.data.objects["Chair"])
    assert (made.job_id, made.name, made.options.seed, made.prompt) == ("job", "Chair", 7, "ein Stühlchen")
    assert json.loads(bpy.data.objects["Chair"][part("scene.provenance").MADE_KEY])["options"]["seed"] == 7
    stranger = bpy.data.objects.new("Stranger", None)
    assert part("scene.provenance").provenance_of(stranger) is None
    stranger[part("scene.provenance").MADE_KEY] = "{broken"
    assert part("scene.provenance").provenance_of(stranger) is None
    assert all(image.size[0] == 64 for image in bpy.data.images if image.name.startswith("Chair"))


@pytest.mark.parametrize(
    ("prepared", "model", "message"),
    [
        (None, None, "files are gone"),
        ("nowhere.blend", "nowhere.glb", "files are gone"),
        ("broken.blend", "model.glb", "cannot be read"),
        (None, "broken.glb", "broken"),
    ],
)
def test_unusable_files_are_refused_in_words_and_leave_nothing(
    part: Part, chair_files: Path, tmp_path: Path, prepared: str | None, model: str | None, message: str
) -> None:
    props = part("scene.props.add_prop")
    shutil.copy(chair_files / "model.glb", tmp_path / "model.glb")
    for name in ("broken.blend", "broken.glb"):
        (tmp_path / name).write_bytes(b"BLENDER-v405 but not really" * 9)
    placeholder = placeholder_for(part)
    bpy.context.view_layer.update()
    before = snapshot()
    with pytest.raises(part("scene.errors").PropUnusable, match=message):
        props.add_prop(
            bpy.context,
            prepared_path=tmp_path / prepared if prepared else None,
            model_path=tmp_path / model if model else None,
            provenance=part("scene.provenance").Provenance(job_id="job", name="Chair"),
            targets=(placeholder,),
            size=part("scene.measure.size").Size(),
        )
    assert differences(before, snapshot()) == {}
