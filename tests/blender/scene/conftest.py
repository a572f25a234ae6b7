# SPDX-License-Identifier: GPL-3.0-or-later
"""A chair and how it is brought into the scene; pictures and how they are ordered."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from glb_files import Glb
from preparing import prepare

Part = Callable[[str], ModuleType]


@pytest.fixture(params=["prepared", "direct"])
def land(request: pytest.FixtureRequest, part: Part, chair_files: Path) -> Callable[..., bpy.types.Object]:
    """A function that brings the chair in, from the prepared file and by direct import."""

    def run(targets: tuple[Any, ...] = (), **options: Any) -> bpy.types.Object:
        props = part("scene.props.add_prop")
        values = {
            "prepared_path": chair_files / "prepared.blend" if request.param == "prepared" else None,
            "model_path": chair_files / "model.glb",
            "provenance": part("scene.provenance").Provenance(
                job_id="job",
                name="Chair",
                prompt="ein Stühlchen",
                options=part("api.options.generation_options").GenerationOptions(seed=7),
            ),
            "targets": targets,
            "size": part("scene.measure.size").Size(meters=0.9),
        }
        prop = props.add_prop(bpy.context, **values | options)
        bpy.context.view_layer.update()
        return prop

    return run


@pytest.fixture
def order(part: Part, tmp_path: Path) -> Callable[..., Any]:
    """A function that orders a picture of the camera, or of objects alone."""

    def make(*only: Any, **options: Any) -> Any:
        scene = bpy.context.scene
        return part("scene.capture.ordering").camera_capture(
            scene,
            view_layer=bpy.context.view_layer,
            camera=scene.camera,
            output_path=tmp_path / "picture.png",
            only=only or None,
            max_side_pixels=128,
            **options,
        )

    return make


@pytest.fixture
def rebuilt(part: Part, order: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """A function that copies the scene and builds it again in this Blender, as the other one does."""
    made: list[Any] = []

    def build(*only: Any) -> Any:
        capture = order(*only)
        made.append(capture)
        asked = capture._copied()
        asked.write()
        request = part("scene.transfer.request").PictureRequest.read(asked.path)
        return part("scene.rendering.copied_scene").build(request)

    yield build
    for capture in made:
        capture.cleanup()


@pytest.fixture
def convert(part: Part, tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """A function that prepares a model given as a path or a document."""

    def run(model: Path | Glb, **request: Any) -> dict[str, Any]:
        path = model.write(tmp_path / "model.glb") if isinstance(model, Glb) else model
        return prepare(part("scene.background.commands").prepare_command(), path, **request)

    return run


@pytest.fixture
def load(tmp_path: Path) -> Callable[[], bpy.types.Object]:
    """A function that appends what was prepared; it must be one object and nothing else."""

    def run() -> bpy.types.Object:
        with bpy.data.libraries.load(str(tmp_path / "prepared.blend"), link=False) as (held, wanted):
            assert [len(getattr(held, kind)) for kind in ("objects", "meshes")] == [1, 1]
            for kind in ("cameras", "lights", "armatures", "actions", "scenes", "collections", "texts", "worlds"):
                assert getattr(held, kind) == [], kind
            wanted.objects = held.objects
        prop = wanted.objects[0]
        bpy.context.scene.collection.objects.link(prop)
        bpy.context.view_layer.update()
        return prop

    return run
