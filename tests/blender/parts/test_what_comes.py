# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts as the service may send them: one, many, moved apart, drifted, without materials, of any size."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import bpy
import numpy
import pytest
from part_scene import box_in_world, boxes_from_the_floor, fills

Split = Callable[..., list[bpy.types.Object]]
Jobs = Callable[[], tuple[Any, ...]]


@pytest.mark.long
def test_one_part_needs_no_empty(chest: bpy.types.Object, split: Split, online: Any, part: Any) -> None:
    online.scenario(bang_parts=1)
    box = box_in_world(chest)
    (only,) = split(chest)
    assert only.type == "MESH"
    assert fills([only], box)
    assert chest.hide_get()
    state = part("session.session").current()
    state.refresh()
    assert any("one part" in notice for notice in state.notices)


@pytest.mark.long
def test_twelve_parts(chest: bpy.types.Object, split: Split, online: Any) -> None:
    online.scenario(bang_parts=12, bang_names="none")
    _, *parts = split(chest)
    assert len(parts) == 12
    sizes = {part.name: float(numpy.prod(part.dimensions)) for part in parts}
    in_order = [sizes[f"{chest.name} Part {number}"] for number in range(1, 13)]
    assert all(one >= other * 0.999 for one, other in pairwise(in_order))


@pytest.mark.long
def test_parts_that_were_moved_apart_are_brought_together(chest: bpy.types.Object, split: Split, online: Any) -> None:
    online.scenario(bang_explode=0.0)
    _, *parts = split(chest)
    together = boxes_from_the_floor(parts)
    for explode, drift in ((0.5, 0.0), (1.0, 0.01), (3.0, 0.002)):
        bpy.ops.rodin_props.bring_back_whole()
        online.scenario(bang_explode=explode, bang_drift=drift)
        _, *parts = split(chest)
        assert fills(parts, box_in_world(chest))
        size = max(chest.dimensions)
        apart = abs(boxes_from_the_floor(parts) - together)
        assert apart.max() < 0.02 * size + 2 * drift * size, explode


@pytest.fixture
def told(online: Any, part: Any) -> Callable[[str], int]:
    """A function that counts the notices with these words: all tests share one ledger."""

    def count(words: str) -> int:
        state = part("session.session").current()
        state.refresh()
        return sum(words in notice for notice in state.notices)

    return count


@pytest.mark.long
def test_parts_that_lie_well_stay_where_they_are(
    chest: bpy.types.Object, split: Split, online: Any, told: Callable[[str], int]
) -> None:
    online.scenario(bang_drift=0.02)
    before = told("brought together")
    split(chest)
    assert told("brought together") == before


@pytest.mark.long
def test_what_was_brought_together_is_said(
    chest: bpy.types.Object, split: Split, online: Any, told: Callable[[str], int]
) -> None:
    online.scenario(bang_explode=1.0)
    before = told("brought together")
    split(chest)
    assert told("brought together") == before + 1


@pytest.mark.long
def test_parts_of_another_size_and_place_take_the_whole_s(chest: bpy.types.Object, split: Split, online: Any) -> None:
    online.scenario(bang_normalised=False)
    box = box_in_world(chest)
    _, *parts = split(chest)
    assert fills(parts, box)


@pytest.mark.long
def test_parts_without_materials_take_over_those_of_the_whole(chest: bpy.types.Object, split: Split) -> None:
    material = chest.material_slots[0].material
    uv_name = chest.data.uv_layers.active.name
    _, *parts = split(chest, material="NONE")
    assert {slot.material for part in parts for slot in part.material_slots} == {material}
    for part in parts:
        assert part.data.uv_layers.active.name == uv_name
    places = numpy.concatenate([_uvs(part.data) for part in parts])
    assert numpy.isfinite(places).all()
    low, high = _uvs(chest.data).min(axis=0), _uvs(chest.data).max(axis=0)
    inside = ((places >= low - 0.02) & (places <= high + 0.02)).all(axis=1)
    assert inside.mean() > 0.95


def _uvs(mesh: bpy.types.Mesh) -> numpy.ndarray:
    found = numpy.empty(2 * len(mesh.loops), dtype=numpy.float32)
    mesh.uv_layers.active.data.foreach_get("uv", found)
    return found.reshape(-1, 2)


@pytest.mark.long
def test_the_parts_say_how_they_were_made(chest: bpy.types.Object, split: Split, part: Any, jobs: Jobs) -> None:
    name = chest.name
    root, *parts = split(chest)
    read = part("scene.props.parts_made").parts_made_of
    job = jobs()[0]
    whole_job = part("scene.provenance").provenance_of(chest).job_id
    for each in (root, *parts):
        made = read(each)
        assert (made.job_id, made.whole, made.whole_job, made.count) == (job.id, name, whole_job, 4)
        assert (made.credits, made.instruction, made.strength) == (job.consumed_credits, "drawer, door, knob", 4)
        assert made.task_uuid == job.task_uuid
    assert (job.kind, job.estimated_credits) == ("PARTS", 0.5)
    assert not part("scene.props.variants").is_prop(parts[0])  # else it would be generated anew
