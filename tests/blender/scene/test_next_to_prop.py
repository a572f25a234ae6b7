# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop that was ordered next to another: where it stands is settled when its size is known."""

import itertools
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from glb_files import Glb, box
from mathutils import Matrix, Vector

Part = Callable[[str], ModuleType]


@pytest.fixture
def land(part: Part, tmp_path: Path) -> Callable[..., Any]:
    """A function that brings in a box, one unit high, of a width, at its placeholder."""

    def run(job_id: str, width: float, targets: tuple[Any, ...] = ()) -> Any:
        path = tmp_path / f"{job_id}.glb"
        model = Glb()
        model.node(mesh=model.mesh(box(width, 1.0, 0.4)))
        model.write(path)
        prop = part("scene.props.add_prop").add_prop(
            bpy.context,
            prepared_path=None,
            model_path=path,
            provenance=part("scene.provenance").Provenance(
                job_id=job_id, name="Box", options=part("api.options.generation_options").GenerationOptions()
            ),
            targets=targets,
            size=part("scene.measure.size").Size(meters=1.0),
        )
        bpy.context.view_layer.update()
        return prop

    return run


@pytest.fixture
def turned(land: Callable[..., Any]) -> Any:
    """A prop that is turned and scaled."""
    prop = land("first", 0.8)
    prop.location, prop.rotation_euler.z, prop.scale = (1.0, 2.0, 0.5), 0.4, (2.0, 2.0, 2.0)
    bpy.context.view_layer.update()
    return prop


def _beside(part: Part, prop: Any, job_id: str) -> Any:
    placeholder = part("scene.props.next_to_prop").place_placeholder(bpy.context, prop, job_id=job_id, name="Box")
    bpy.context.view_layer.update()
    return placeholder


def _spans(props: list[Any], to_local: Matrix) -> list[tuple[float, float]]:
    found = []
    for prop in props:
        along = [(to_local @ prop.matrix_world @ Vector(corner)).x for corner in prop.bound_box]
        found.append((min(along), max(along)))
    return sorted(found)


@pytest.mark.parametrize("width", [0.1, 0.8, 1.5, 4.0, 12.0])
def test_it_overlaps_with_nothing_however_wide_it_is(
    part: Part, land: Callable[..., Any], turned: Any, width: float
) -> None:
    props = [turned]
    for number in range(2):
        placeholder = _beside(part, turned, f"job{number}")
        props.append(land(f"job{number}", width, (placeholder,)))
    spans = _spans(props, turned.matrix_world.inverted())
    assert all(one[1] < following[0] for one, following in itertools.pairwise(spans))
    for prop in props[1:]:
        assert prop.matrix_world.to_euler().z == pytest.approx(0.4, abs=1e-4)
        assert prop.dimensions.z == pytest.approx(2.0, rel=1e-3)
        assert prop.matrix_world.translation.z == pytest.approx(0.5, abs=1e-4)


def test_a_narrow_one_stands_as_near_as_a_wide_one(part: Part, land: Callable[..., Any], turned: Any) -> None:
    gaps = []
    for width in (0.1, 3.0):
        prop = land(f"job{width}", width, (_beside(part, turned, f"job{width}"),))
        spans = _spans([turned, prop], turned.matrix_world.inverted())
        gaps.append(spans[1][0] - spans[0][1])
        bpy.data.objects.remove(prop)
    assert gaps[0] == pytest.approx(gaps[1], abs=1e-3)


def test_a_place_that_the_artist_moved_is_kept(part: Part, land: Callable[..., Any], turned: Any) -> None:
    placeholder = _beside(part, turned, "job")
    placeholder.location = (-7.0, 3.0, 1.0)
    bpy.context.view_layer.update()
    prop = land("job", 4.0, (placeholder,))
    assert tuple(prop.matrix_world.translation.xy) == pytest.approx((-7.0, 3.0), abs=1e-3)
