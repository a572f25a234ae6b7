# SPDX-License-Identifier: GPL-3.0-or-later
"""A mesh of the artist's gets new textures, whatever becomes of it at the service; nothing else of it changes."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from mathutils import Matrix
from own_mesh import attribute_bytes, shows_the_ramp, state_of
from selecting import select

Part = Callable[[str], ModuleType]
Retexture = Callable[..., set[str]]
Jobs = Callable[[], tuple[Any, ...]]


def _table() -> bpy.types.Object:
    """A mesh as an artist has it: moved, turned, scaled, with UVs, groups, shape keys, colours and two materials."""
    bpy.ops.mesh.primitive_uv_sphere_add(segments=24, ring_count=12)
    table = bpy.context.object
    table.name = "table"
    table.location, table.rotation_euler, table.scale = (3, 4, 5), (0.2, 0.3, 0.4), (1, 2, 0.5)
    table.data.color_attributes.new("paint", "FLOAT_COLOR", "POINT")
    table.data.attributes.new("mine", "FLOAT", "FACE").data[3].value = 0.25
    table.vertex_groups.new(name="half").add([0, 1, 2], 0.5, "ADD")
    for name in ("wood", "metal"):
        table.data.materials.append(bpy.data.materials.new(name))
    table.data.polygons[5].material_index = 1
    return table


@pytest.mark.parametrize("mesh", ["same", "new_uvs", "normalised", "remade"])
def test_the_look_comes_and_all_else_stays(
    colourful: Any, retexture: Retexture, jobs: Jobs, looks: ModuleType, mesh: str
) -> None:
    colourful.scenario(retexture_mesh=mesh)
    table = _table()
    select(table)
    bpy.context.view_layer.update()
    before, state, polygons = attribute_bytes(table.data), state_of(table), len(table.data.polygons)
    assert retexture(table) == {"FINISHED"}
    after = attribute_bytes(table.data)
    assert {name: after[name] for name in before} == before
    assert len(after) == len(before) + (mesh == "new_uvs")
    assert state_of(table) == state
    assert len(table.data.polygons) == polygons
    assert {slot.material for slot in table.material_slots} == set(looks.looks_of(table).values())
    assert len(table.material_slots) == 2
    job = jobs()[0]
    assert (job.state.value, job.kind.value, job.credits_needed) == ("IMPORTED", "TEXTURES", 0.5)
    assert looks.shown_look(table) == job.id
    shows_the_ramp(table)


@pytest.mark.parametrize("material", ["PBR", "SHADED"])
@pytest.mark.parametrize("mesh", ["same", "remade"])
def test_every_material_becomes_a_look_in_the_scene_s_light(
    colourful: Any, retexture: Retexture, mesh: str, material: str
) -> None:
    colourful.scenario(retexture_mesh=mesh)
    table = _table()
    retexture(table, material=material)
    shows_the_ramp(table)
    tree = table.material_slots[0].material.node_tree
    shader = next(node for node in tree.nodes if node.type == "BSDF_PRINCIPLED")
    assert not shader.inputs["Emission Color"].is_linked
    images = {node.image for node in tree.nodes if node.type == "TEX_IMAGE"}
    assert all(image.packed_file is not None and not image.filepath for image in images)


@pytest.mark.parametrize("mesh", ["same", "remade"])
@pytest.mark.parametrize("has_uvs", [True, False])
def test_modifiers_see_the_new_look(colourful: Any, retexture: Retexture, mesh: str, has_uvs: bool) -> None:
    colourful.scenario(retexture_mesh=mesh)
    bpy.ops.mesh.primitive_cube_add(calc_uvs=has_uvs)
    cube = bpy.context.object
    cube.modifiers.new("Subdivision", "SUBSURF").levels = 3
    cube.modifiers["Subdivision"].render_levels = 3
    before = attribute_bytes(cube.data)
    retexture(cube)
    shows_the_ramp(cube)
    assert before.items() <= attribute_bytes(cube.data).items()
    assert len(cube.data.uv_layers) == 1
    assert [each.type for each in cube.modifiers] == ["SUBSURF"]


def test_a_mirrored_mesh_shows_one_picture_on_both_halves(colourful: Any, retexture: Retexture) -> None:
    bpy.ops.mesh.primitive_cube_add()
    cube = bpy.context.object
    cube.data.transform(Matrix.Translation((1.5, 0, 0)))
    cube.modifiers.new("Mirror", "MIRROR")
    assert retexture(cube) == {"FINISHED"}
    assert len(cube.material_slots) == 1


@pytest.mark.parametrize("mesh", ["same", "new_uvs", "remade"])
def test_a_mesh_without_uvs_gets_a_map_and_a_slot(
    colourful: Any, retexture: Retexture, looks: ModuleType, mesh: str
) -> None:
    colourful.scenario(retexture_mesh=mesh)
    bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=3, calc_uvs=False)
    ball = bpy.context.object
    retexture(ball)
    assert [layer.name for layer in ball.data.uv_layers] == ["Rodin"]
    assert len(ball.material_slots) == 1
    shows_the_ramp(ball)


def test_a_mesh_with_eight_uv_maps_keeps_them(colourful: Any, retexture: Retexture) -> None:
    colourful.scenario(retexture_mesh="new_uvs")
    table = _table()
    for number in range(7):
        table.data.uv_layers.new(name=f"Map {number}")
    before = attribute_bytes(table.data)
    retexture(table)
    assert attribute_bytes(table.data) == before
    shows_the_ramp(table)


def test_shape_keys_stay(colourful: Any, retexture: Retexture) -> None:
    colourful.scenario(retexture_mesh="new_uvs")
    table = _table()
    table.shape_key_add(name="Basis")
    key = table.shape_key_add(name="Lean")
    key.data[0].co.x += 0.3
    key.value = 0.5
    select(table)
    state, before = state_of(table), attribute_bytes(table.data)
    retexture(table)
    assert state_of(table) == state
    assert before.items() <= attribute_bytes(table.data).items()
    shows_the_ramp(table)


@pytest.mark.long
def test_three_meshes_share_a_picture_and_not_a_job(colourful: Any, retexture: Retexture, jobs: Jobs) -> None:
    tables = [_table() for _ in range(3)]
    for number, table in enumerate(tables):
        table.name, table.location.x = f"table {number}", 4.0 * number
    assert retexture(*tables) == {"FINISHED"}
    for table in tables:
        shows_the_ramp(table)
    assert len({table.material_slots[0].material for table in tables}) == 3
    assert len(colourful.record()["submissions"]) == 3
    newest = jobs()[:3]
    assert {job.name for job in newest} == {"table"}
    assert len({(job.folder / job.images[0]).read_bytes() for job in newest}) == 1


def test_what_is_sent_is_what_was_asked_for(colourful: Any, retexture: Retexture, jobs: Jobs) -> None:
    table = _table()
    retexture(table, prompt="blue tiles", reference_scale=0.75, resolution="HIGH", seed=7)
    request = next(each for each in colourful.record()["requests"] if each["path"].endswith("/rodin_texture_only"))
    assert request["fields"]["prompt"] == "blue tiles"
    assert request["fields"]["reference_scale"] == "0.75"
    assert request["fields"]["seed"] == "7"
    assert {file["name"] for file in request["files"]} == {"image.png", "model.glb"}
    assert jobs()[0].prompt == "blue tiles"


def test_the_look_remembers_how_it_was_made(
    retexture: Retexture, jobs: Jobs, part: Part, looks: ModuleType, picture: Path
) -> None:
    table = _table()
    retexture(table, prompt="blue tiles")
    (look,) = looks.looks_of(table).values()
    made = part("scene.looks.provenance").look_made(look)
    job = jobs()[0]
    assert (made.job_id, made.prompt, made.task_uuid) == (job.id, "blue tiles", job.task_uuid)
    assert made.credits == job.consumed_credits
    assert made.options.seed == job.work.options.seed >= 0
    assert look.name == "table"
    assert str(picture.parent) not in look["rodin_props_look"]


def test_landing_is_one_undo_step(colourful: Any, retexture: Retexture, looks: ModuleType) -> None:
    colourful.scenario(retexture_mesh="new_uvs")
    table = _table()
    bpy.ops.ed.undo_push(message="Begin")
    retexture(table)
    assert len(bpy.data.objects["table"].data.uv_layers) == 2
    bpy.ops.ed.undo()
    table = bpy.data.objects["table"]
    assert [slot.material.name for slot in table.material_slots] == ["wood", "metal"]
    assert len(table.data.uv_layers) == 1
    bpy.ops.ed.redo()
    assert looks.shown_look(bpy.data.objects["table"])
