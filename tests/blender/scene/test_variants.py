# SPDX-License-Identifier: GPL-3.0-or-later
"""A mesh takes the place of another in an object, and may be shown again. Without any generation."""

import math
from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest
from blockout_scene import new_box
from mathutils import Matrix, Vector
from variant_scene import world_box

Part = Callable[[str], ModuleType]
Size = tuple[float, float, float]


@pytest.fixture
def new_mesh(part: Part) -> Callable[..., bpy.types.Mesh]:
    """A function that makes a mesh as a job's folder holds it: a box that stands on its origin."""

    def make(size: Size) -> bpy.types.Mesh:
        box = new_box("new", size=size)
        mesh = box.data
        bpy.data.objects.remove(box)
        mesh.transform(Matrix.Translation((0.0, 0.0, size[2] / 2)))
        return mesh

    return make


@pytest.fixture
def new_prop(part: Part, new_mesh: Callable[..., bpy.types.Mesh]) -> Callable[..., bpy.types.Object]:
    """A function that makes a prop of job “first”, as big as it says, which took its size by a fit from a box."""

    def make(size: Size, *, fit: str = "HEIGHT", box: Size | None = None) -> bpy.types.Object:
        prop = bpy.data.objects.new("Chair", new_mesh(size))
        bpy.context.scene.collection.objects.link(prop)
        provenance = part("scene.provenance")
        provenance.write(prop, provenance.Provenance(job_id="first", name="Chair", made_at=1.0))
        place = part("scene.props.mesh_fit")
        place.remember(prop.data, part("scene.measure.sizing").Fit(fit), box=Vector(box) if box else None)
        bpy.context.view_layer.update()
        return prop

    return make


@pytest.fixture
def take(part: Part, new_mesh: Callable[..., bpy.types.Mesh]) -> Callable[..., None]:
    """A function that lets props show a new mesh of a job."""

    def run(*props: bpy.types.Object, size: Size, job_id: str = "second") -> None:
        made = part("scene.provenance").Provenance(job_id=job_id, name="Chair")
        part("scene.props.variants").take(props, new_mesh(size), made)
        bpy.context.view_layer.update()

    return run


@pytest.mark.parametrize(
    ("fit", "box", "expected"),
    [
        ("HEIGHT", None, (2.0, 1.0, 1.0)),
        ("LONGEST_SIDE", None, (1.0, 0.5, 0.5)),
        ("INSIDE", (0.5, 0.5, 1.0), (0.5, 0.25, 0.25)),
        ("INSIDE", (3.0, 0.5, 1.0), (1.0, 0.5, 0.5)),
        ("STRETCH", (0.5, 0.5, 1.0), (0.5, 0.5, 1.0)),
    ],
)
def test_it_takes_its_size_as_the_former_did(
    new_prop: Any, take: Any, fit: str, box: Size | None, expected: Size
) -> None:
    prop = new_prop((0.5, 0.5, 1.0), fit=fit, box=box)
    take(prop, size=(20.0, 10.0, 10.0))
    assert tuple(prop.dimensions) == pytest.approx(expected, rel=1e-4)
    assert world_box(prop)[0].z == pytest.approx(0.0, abs=1e-6)


def test_it_stands_where_an_edited_mesh_stood(new_prop: Any, take: Any) -> None:
    prop = new_prop((1.0, 1.0, 2.0))
    prop.data.transform(Matrix.Translation((4.0, 0.0, -1.0)))
    take(prop, size=(1.0, 1.0, 1.0))
    low, high = world_box(prop)
    assert tuple(low) == pytest.approx((3.0, -1.0, -1.0), abs=1e-5)
    assert tuple(high) == pytest.approx((5.0, 1.0, 1.0), abs=1e-5)


def test_a_mesh_without_extent_gives_its_place_to_one_that_has(new_prop: Any, take: Any) -> None:
    prop = new_prop((1.0, 1.0, 2.0))
    prop.data.clear_geometry()
    take(prop, size=(1.0, 1.0, 1.5))
    assert prop.dimensions.z == pytest.approx(1.5)


def test_an_emptied_mesh_does_not_empty_the_others(new_prop: Any, take: Any, part: Part) -> None:
    variants = part("scene.props.variants")
    prop = new_prop((1.0, 1.0, 2.0))
    take(prop, size=(1.0, 1.0, 2.0))
    prop.data.clear_geometry()
    variants.show((prop,), variants.variants_of(prop)["first"])
    bpy.context.view_layer.update()
    assert prop.dimensions.z == pytest.approx(2.0)


def test_props_share_the_new_mesh_unless_their_own_sizes_differ(new_prop: Any, take: Any) -> None:
    one, alike, bigger = new_prop((1.0, 1.0, 1.0)), new_prop((1.0, 1.0, 1.0)), new_prop((3.0, 3.0, 3.0))
    take(one, alike, bigger, size=(1.0, 1.0, 1.0))
    assert one.data == alike.data != bigger.data
    assert (one.dimensions.z, bigger.dimensions.z) == pytest.approx((1.0, 3.0))


def test_the_mesh_shown_says_how_it_was_made_also_when_another_was_linked_by_hand(
    new_prop: Any, take: Any, part: Part
) -> None:
    prop, other = new_prop((1.0, 1.0, 1.0)), new_prop((1.0, 1.0, 1.0))
    take(other, size=(1.0, 1.0, 1.0))
    prop.data = other.data  # as Link Object Data does
    assert part("scene.provenance").provenance_of(prop).job_id == "second"


def test_a_mesh_that_forgot_how_it_was_made_can_still_be_stepped_back_to(new_prop: Any, take: Any, part: Part) -> None:
    variants = part("scene.props.variants")
    prop = new_prop((1.0, 1.0, 1.0))
    first = prop.data
    del first["rodin_props_made"]
    take(prop, size=(1.0, 1.0, 1.0))
    assert set(variants.variants_of(prop)) == {"first", "second"}
    variants.show((prop,), variants.variants_of(prop)["first"])
    assert prop.data == first


def test_variants_go_with_copies_and_are_not_lost_with_the_shown_mesh(new_prop: Any, take: Any, part: Part) -> None:
    prop = new_prop((1.0, 1.0, 1.0))
    take(prop, size=(1.0, 1.0, 1.0))
    twin = prop.copy()
    bpy.context.scene.collection.objects.link(twin)
    bpy.data.objects.remove(prop)
    bpy.data.orphans_purge(do_recursive=True)
    assert set(part("scene.props.variants").variants_of(twin)) == {"first", "second"}
    bpy.data.meshes.remove(bpy.data.meshes["new"])  # the artist removed the first one by hand
    assert set(part("scene.props.variants").variants_of(twin)) == {"second"}


@pytest.mark.parametrize("scale", [(1.0, 1.0, 1.0), (-1.0, 1.0, 1.0), (2.0, 2.0, 0.5)])
def test_the_place_beside_is_as_big_turned_alike_and_free(new_prop: Any, part: Part, scale: Size) -> None:
    prop = new_prop((1.0, 0.5, 2.0))
    prop.location, prop.rotation_euler.z, prop.scale = (1.0, 2.0, 3.0), math.radians(30), scale
    room = bpy.data.objects.new("Room", None)
    room.location, room.rotation_euler.z = (7.0, 0.0, 0.0), 1.0
    bpy.context.scene.collection.objects.link(room)
    prop.parent = room
    bpy.context.view_layer.update()
    placed = [
        part("scene.props.next_to_prop").place_placeholder(bpy.context, prop, job_id=f"job{number}", name="Chair")
        for number in range(2)
        if bpy.context.view_layer.update() is None
    ]
    bpy.context.view_layer.update()
    for each in placed:
        pose = part("scene.places.pose").pose_of(each, bpy.context)
        expected = [side * abs(factor) for side, factor in zip((1.0, 0.5, 2.0), scale, strict=True)]
        assert tuple(pose.dimensions) == pytest.approx(expected, rel=1e-4)
        assert pose.matrix.translation.z == pytest.approx(3.0, abs=1e-4)
        assert each.parent == room
        assert each["rodin_props_job"].startswith("job")
    width = 1.0 * abs(scale[0])
    places = [prop.matrix_world.translation, *(each.matrix_world.translation for each in placed)]
    apart = [(places[i].xy - places[j].xy).length for i in range(3) for j in range(i)]
    assert min(apart) > width
    turned = placed[0].matrix_world.to_3x3().col[0].normalized() @ prop.matrix_world.to_3x3().col[0].normalized()
    assert abs(turned) == pytest.approx(1.0, abs=1e-4)
