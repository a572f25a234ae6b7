# SPDX-License-Identifier: GPL-3.0-or-later
"""Props show lighter levels, and the full mesh is never lost."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import light_scene
import pytest
from light_scene import triangles
from variant_scene import world_box

Part = Callable[[str], ModuleType]
Show = Callable[..., Any]


def test_a_level_stands_where_the_full_one_does_with_its_materials(prop: Any, show: Show) -> None:
    full, (low, high) = prop.data, world_box(prop)
    assert show("HALF", prop).changed == 1
    assert prop.data != full
    assert triangles(prop.data) == pytest.approx(triangles(full) / 2, rel=0.1)
    assert list(prop.data.materials) == list(full.materials)
    light_low, light_high = world_box(prop)
    assert tuple(light_low) == pytest.approx(tuple(low), abs=0.02)
    assert tuple(light_high) == pytest.approx(tuple(high), abs=0.02)
    assert show("FULL", prop).changed == 1
    assert prop.data == full
    assert "rodin_props_full" not in prop


def test_only_the_level_that_is_asked_for_comes_into_the_file(prop: Any, show: Show) -> None:
    before = len(bpy.data.libraries)
    show("QUARTER", prop)
    assert {each.name for each in bpy.data.meshes} == {"Chair", "Chair quarter"}
    assert len(bpy.data.libraries) == before
    assert not any(each.use_fake_user for each in bpy.data.meshes)


def test_linked_copies_change_together(prop: Any, show: Show) -> None:
    copies = [prop.copy() for _ in range(3)]
    for copy in copies:
        bpy.context.scene.collection.objects.link(copy)
    full = prop.data
    assert show("TENTH", prop).changed == 4
    assert {each.data for each in (prop, *copies)} == {prop.data} != {full}
    assert show("FULL", copies[0]).changed == 4
    assert {each.data for each in (prop, *copies)} == {full}


def test_the_proxy_has_its_own_material_and_the_slots_stay_as_they_are(prop: Any, show: Show) -> None:
    own = bpy.data.materials.new("Of the object")
    prop.data.materials.append(bpy.data.materials.new("Second"))
    prop.material_slots[1].link = "OBJECT"
    prop.material_slots[1].material = own
    show("PROXY", prop)
    assert [slot.link for slot in prop.material_slots] == ["DATA", "OBJECT", "DATA"]
    assert {polygon.material_index for polygon in prop.data.polygons} == {2}
    assert prop.data.materials[2].name == "Chair proxy"
    show("FULL", prop)
    assert [slot.material.name for slot in prop.material_slots] == ["Chair", "Of the object"]


def test_a_material_that_the_artist_chose_meanwhile_stays_chosen(prop: Any, show: Show) -> None:
    full = prop.data
    show("HALF", prop)
    prop.material_slots[0].material = chosen = bpy.data.materials.new("Chosen")
    show("FULL", prop)
    assert list(full.materials) == [chosen]
    show("HALF", prop)
    assert list(prop.data.materials) == [chosen]


def test_what_the_artist_applied_to_the_full_mesh_is_applied_to_its_levels(prop: Any, show: Show) -> None:
    show("HALF", prop)
    show("FULL", prop)
    prop.data.transform(light_scene.Matrix.Translation((1.0, 2.0, 3.0)) @ light_scene.Matrix.Scale(0.3, 4))
    low, high = world_box(prop)
    show("HALF", prop)
    light_low, light_high = world_box(prop)
    assert tuple(light_low) == pytest.approx(tuple(low), abs=0.01)
    assert tuple(light_high) == pytest.approx(tuple(high), abs=0.01)


@pytest.mark.parametrize("edit", ["moved points", "UVs", "turned", "one face less"])
def test_levels_of_a_mesh_that_was_edited_since_are_not_shown(prop: Any, show: Show, part: Part, edit: str) -> None:
    show("HALF", prop)
    show("FULL", prop)
    full = prop.data
    if edit == "moved points":
        for vertex in full.vertices[500:700]:
            vertex.co.x += 0.05
    elif edit == "UVs":
        for corner in full.uv_layers[0].uv:
            corner.vector.x *= 0.5
    elif edit == "turned":
        full.transform(light_scene.Matrix.Rotation(0.5, 4, "Z"))
    else:
        import bmesh

        form = bmesh.new()
        form.from_mesh(full)
        form.faces.ensure_lookup_table()
        bmesh.ops.delete(form, geom=[form.faces[7]], context="FACES_ONLY")
        form.to_mesh(full)
    shown = part("scene.levels.show").show({full: part("scene.levels.level").Level.HALF})
    assert (list(shown.missing), prop.data) == ([full], full)
    assert {each.name for each in bpy.data.meshes} == {"Chair"}
    assert full["rodin_props_made"]


def test_a_file_whose_mesh_was_edited_before_gives_no_levels(prop: Any, part: Part, levels_path: Path) -> None:
    prop.data.transform(light_scene.Matrix.Diagonal((1.0, 1.0, 1.3, 1.0)))
    half = part("scene.levels.level").Level.HALF
    assert part("scene.levels.attach").attach_levels(levels_path, [prop.data], half) == [prop.data]
    assert {each.name for each in bpy.data.meshes} == {"Chair"}


def test_in_place_of_a_level_that_could_not_be_made_the_next_heavier_is_shown(
    prop: Any, show: Show, levels_path: Path
) -> None:
    full = prop.data
    prop.data = source = light_scene.shape("Chair", 4000)
    source.materials.append(full.materials[0])
    light_scene.write_levels(levels_path, {"Chair": source}, words=("QUARTER", "PROXY"))
    prop.data = full
    show("TENTH", prop)
    assert prop.data.name == "Chair quarter"
    show("HALF", prop)
    assert prop.data == full


def test_a_level_of_parts_goes_to_its_own_part(addon: ModuleType, show: Show, levels_path: Path) -> None:
    seat, leg = light_scene.shape("Seat", 4000), light_scene.shape("Leg", 4000)
    light_scene.write_levels(levels_path, {"Seat": seat, "Leg": leg})
    parts = [light_scene.stand(mesh, mesh.name) for mesh in (seat, leg)]
    show("QUARTER", *parts)
    assert [part.data.name for part in parts] == ["Seat quarter", "Leg quarter"]
