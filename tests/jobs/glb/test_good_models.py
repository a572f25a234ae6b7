# SPDX-License-Identifier: GPL-3.0-or-later
"""Good models pass, with the right numbers, quickly and in little memory."""

import io
import struct
import tracemalloc
from pathlib import Path
from typing import Any

import numpy
import pytest
import trimesh
from PIL import Image
from rodin_props.jobs.glb.check import check_glb
from support.jobs.small_model import changed, glb, triangle
from support.pictures import plain_picture


def test_the_smallest_good_model_passes(check: Any) -> None:
    facts = check(glb(*triangle()))
    assert (facts.triangles, facts.vertices, facts.nodes, facts.pictures) == (1, 3, 1, 1)
    assert facts.largest_picture_pixels == 8


@pytest.mark.parametrize(
    "mesh",
    [
        trimesh.creation.icosphere(subdivisions=3),
        trimesh.creation.box(),
        trimesh.creation.torus(1.0, 0.3),
        trimesh.Scene({"a": trimesh.creation.box(), "b": trimesh.creation.cylinder(1.0, 2.0)}),
    ],
)
def test_real_models_pass_with_their_triangles(check: Any, mesh: Any) -> None:
    faces = (
        sum(len(each.faces) for each in mesh.geometry.values()) if isinstance(mesh, trimesh.Scene) else len(mesh.faces)
    )
    assert check(mesh.export(file_type="glb")).triangles == faces


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_textured_models_pass_with_their_pictures_sizes(check: Any, kind: str) -> None:
    mesh = trimesh.creation.box()
    image = Image.open(io.BytesIO(plain_picture(640, 320, kind)))
    material = trimesh.visual.material.PBRMaterial(baseColorTexture=image)
    mesh.visual = trimesh.visual.TextureVisuals(uv=numpy.zeros((len(mesh.vertices), 2)), material=material)
    facts = check(mesh.export(file_type="glb", extension_webp=kind == "WEBP"))
    assert facts.largest_picture_pixels == 640


def test_a_mesh_used_twice_counts_twice(check: Any) -> None:
    def use_twice(document: dict[str, Any]) -> None:
        document["nodes"].append({"mesh": 0})
        document["scenes"][0]["nodes"].append(1)

    assert check(changed(use_twice)).triangles == 2


def test_interleaved_points_pass(check: Any) -> None:
    document, _ = triangle()
    data = (
        b"".join(struct.pack("<6f", x, x, x, 9, 9, 9) for x in (0.0, 1.0, 2.0)) + struct.pack("<3H", 0, 1, 2) + b"\0\0"
    )
    for name in ("images", "textures", "materials"):
        del document[name]
    document["bufferViews"] = [
        {"buffer": 0, "byteLength": 72, "byteStride": 24},
        {"buffer": 0, "byteOffset": 72, "byteLength": 6},
    ]
    document["buffers"] = [{"byteLength": len(data)}]
    assert check(glb(document, data)).triangles == 1


def test_the_binary_part_is_never_held_as_a_whole(tmp_path: Path) -> None:
    mesh = trimesh.creation.icosphere(subdivisions=7)
    path = tmp_path / "large.glb"
    path.write_bytes(mesh.export(file_type="glb"))
    size_bytes = path.stat().st_size
    del mesh
    tracemalloc.start()
    try:
        assert check_glb(path).triangles == 327_680
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert size_bytes > 5_000_000
    assert peak < 4_500_000
