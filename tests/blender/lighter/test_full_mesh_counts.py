# SPDX-License-Identifier: GPL-3.0-or-later
"""While a lighter level is shown, all that is done with a prop is done with its full mesh."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import light_scene
import numpy
import pytest
from light_scene import triangles
from sent_mesh import SentMesh
from variant_scene import activate

Part = Callable[[str], ModuleType]
Show = Callable[..., Any]
LIGHTER = ("QUARTER", "PROXY")


@pytest.fixture(params=LIGHTER)
def lighter(request: pytest.FixtureRequest, prop: Any, show: Show) -> Any:
    """The prop, lighter, and its full mesh."""
    full = prop.data
    show(request.param, prop)
    assert prop.data != full
    return prop, full


def _made(part: Part, job_id: str) -> Any:
    return part("scene.provenance").Provenance(job_id=job_id, name="Chair", variant_of="chair-job", made_at=2.0)


def test_it_is_the_prop_that_it_was(lighter: Any, part: Part) -> None:
    prop, full = lighter
    copy = prop.copy()
    bpy.context.scene.collection.objects.link(copy)
    in_full = light_scene.stand(full, "In full")
    variants = part("scene.props.variants")
    assert variants.is_prop(prop)
    assert part("scene.provenance").provenance_of(prop).job_id == "chair-job"
    assert variants.variants_of(prop) == {"chair-job": full}
    assert variants.copies_of(prop) == [prop, copy, in_full]
    assert "rodin_props_made" not in prop.data


def test_a_new_variant_takes_the_place_of_the_full_mesh(lighter: Any, part: Part) -> None:
    prop, full = lighter
    variants = part("scene.props.variants")
    size = part("scene.props.mesh_fit").place_of(full)[1]
    new = light_scene.shape("New", 800)
    variants.take([prop], new, _made(part, "second"))
    assert (prop.data, "rodin_props_full" in prop) == (new, False)
    assert variants.variants_of(prop) == {"chair-job": full, "second": new}
    assert max(part("scene.props.mesh_fit").place_of(new)[1]) == pytest.approx(max(size), rel=1e-3)


def test_a_prop_that_lands_in_its_place_takes_the_size_of_the_full_mesh(
    lighter: Any, part: Part, chair_files: Path
) -> None:
    prop, full = lighter
    part("scene.props.mesh_fit").remember(full, part("scene.measure.sizing").Fit.HEIGHT)
    height = part("scene.props.mesh_fit").place_of(full)[1].z
    landed = part("scene.props.add_prop").add_prop(
        bpy.context,
        prepared_path=chair_files / "prepared.blend",
        model_path=None,
        provenance=_made(part, "landed"),
        targets=[prop],
        size=part("scene.measure.size").Size(),
    )
    assert landed == prop
    assert part("scene.provenance").provenance_of(prop).job_id == "landed"
    assert part("scene.props.mesh_fit").place_of(prop.data)[1].z == pytest.approx(height, rel=1e-4)
    assert set(part("scene.props.variants").variants_of(prop).values()) == {full, prop.data}


def test_stepping_to_a_variant_keeps_the_level_where_the_file_holds_it(
    prop: Any, show: Show, part: Part, levels_path: Path
) -> None:
    variants, first = part("scene.props.variants"), prop.data
    second = light_scene.shape("Second", 2400)
    light_scene.write_levels(levels_path.with_name("second.blend"), {"Second": second})
    show("QUARTER", prop)
    variants.take([prop], second, _made(part, "second"))
    level = part("scene.levels.level").Level.QUARTER
    part("scene.levels.attach").attach_levels(levels_path.with_name("second.blend"), [second], level)
    variants.show([prop], first)
    assert prop.data == first
    show("QUARTER", prop)
    variants.show([prop], second)
    assert prop.data.name == "Second quarter"
    assert variants.variants_of(prop) == {"chair-job": first, "second": second}
    variants.show([prop], first)
    assert prop.data.name == "Chair quarter"


def test_a_variant_that_is_dropped_takes_its_levels_with_it(lighter: Any, part: Part) -> None:
    prop, _ = lighter
    variants = part("scene.props.variants")
    new = light_scene.shape("New", 800)
    variants.take([prop], new, _made(part, "second"))
    assert variants.forget_others(prop) == 1
    assert {mesh.name for mesh in bpy.data.meshes} == {"New"}


def test_its_size_is_that_of_the_full_mesh(lighter: Any, part: Part) -> None:
    prop, full = lighter
    part("scene.props.mesh_fit").remember(full, part("scene.measure.sizing").Fit.LONGEST_SIDE)
    full.transform(light_scene.Matrix.Diagonal((3.0, 1.0, 1.0, 1.0)))
    size = part("scene.props.next_to_prop").size_of(bpy.context, prop)
    assert size.meters == pytest.approx(max(part("scene.props.mesh_fit").place_of(full)[1]), rel=1e-6)
    assert not part("scene.export.candidates").refusal(prop)


def test_a_look_goes_to_the_full_mesh_and_is_shown_lighter(lighter: Any, part: Part) -> None:
    prop, full = lighter
    own, level = full.materials[0], prop.data
    looks, made = part("scene.looks.looks"), part("scene.looks.provenance")
    red = bpy.data.materials.new("Red")
    red[made.LOOK_KEY] = made.LookMade(job_id="red", name="Red").to_json()
    looks.add(prop, "red", red)
    assert prop.data == level
    assert (full.materials[0], level.materials[0]) == (red, red)
    assert (looks.shown_look(prop), list(looks.looks_of(prop))) == ("red", ["red"])
    looks.show(prop, looks.OWN_LOOK)
    assert (full.materials[0], level.materials[0]) == (own, own)
    looks.remove(prop, "red")
    assert (list(full.materials), looks.looks_of(prop)) == ([own], {})


def test_the_full_mesh_is_what_is_sent(lighter: Any, part: Part, tmp_path: Path) -> None:
    prop, full = lighter
    bpy.context.view_layer.update()
    export = part("scene.export.mesh_export").MeshExport(
        bpy.context.view_layer, [(prop, tmp_path)], largest_bytes=10_000_000
    )
    try:
        export.wait()
    finally:
        export.cleanup()
    assert SentMesh(tmp_path / "mesh.glb").triangles == triangles(full)
    assert prop.data != full


def test_linked_copies_of_which_some_are_lighter_are_sent_once(prop: Any, show: Show, part: Part) -> None:
    full = prop.data
    show("HALF", prop)
    in_full = light_scene.stand(full, "In full")
    assert part("scene.export.candidates").one_for_each_mesh([prop, in_full]) == [prop]


def test_the_whole_of_which_parts_are_made_is_the_full_mesh(lighter: Any, part: Part, tmp_path: Path) -> None:
    prop, full = lighter
    part("scene.props.whole_file").write_whole(prop, tmp_path / "whole.blend", with_uvs=True)
    with bpy.data.libraries.load(str(tmp_path / "whole.blend")) as (_, wanted):
        wanted.meshes = _.meshes
    assert [triangles(mesh) for mesh in wanted.meshes] == [triangles(full)]
    activate(prop)
    part("scene.props.mesh_fit").remember(full, part("scene.measure.sizing").Fit.HEIGHT)
    assert not part("session.inputs.splitting").is_edited(prop)


def test_lighter_parts_that_go_leave_nothing(lighter: Any, part: Part) -> None:
    part_of_it, _ = lighter
    whole = light_scene.stand(light_scene.shape("Whole", 400), "Whole")
    part_of_it["rodin_props_whole"] = whole
    part("scene.props.whole_again").hide(whole)
    part("scene.props.whole_again").bring_back(bpy.context, part_of_it)
    assert {mesh.name for mesh in bpy.data.meshes} == {"Whole"}


@pytest.mark.parametrize("level", LIGHTER)
def test_pictures_that_are_sent_show_it_in_full(
    prop: Any, stage: Any, take: Callable[..., Any], show: Show, part: Part, levels_path: Path, level: str
) -> None:
    stage.hide_render = True
    node = prop.data.materials[0].node_tree.nodes["Image Texture"]
    pixels = numpy.random.default_rng(1).random((1024 // 64, 1024 // 64, 4), dtype="float32")
    node.image.pixels.foreach_set(pixels.repeat(64, axis=0).repeat(64, axis=1).ravel())
    node.image.pack()
    expected = take()
    assert expected[..., :3].std() > 5
    show(level, prop)
    pictures = part("scene.levels.pictures")
    pictures.attach_pictures(levels_path, [node.image], [512])
    pictures.show_sizes({prop.material_slots[0].material: 512})
    assert node.image.size[0] == 512
    assert abs(take() - expected).max() <= 1
