# SPDX-License-Identifier: GPL-3.0-or-later
"""The front of a model looks along +Z, as the service's do, whichever side its pictures show."""

import io
from typing import Any

import numpy as np
import pytest
import trimesh
from PIL import Image, ImageDraw
from support.pictures import encoded

from sandbox.modelling.job import ModelJob
from sandbox.modelling.make import make_files


def made(**job: Any) -> trimesh.Trimesh:
    files = make_files(ModelJob(**job, faces=1500, texture_pixels=64, shape="trimesh", longest_side=1.9))
    return trimesh.load(io.BytesIO(files["base_basic_pbr.glb"]), file_type="glb", force="mesh")


def club() -> bytes:
    """A picture of something whose weight is at its left."""
    image = Image.new("RGBA", (300, 160))
    draw = ImageDraw.Draw(image)
    draw.ellipse((10, 10, 150, 150), fill="teal")
    draw.rectangle((100, 65, 290, 95), fill="teal")
    return encoded(image)


def weight(*labels: str) -> list[int]:
    """Where the middle of the surface is, seen from the middle of its bounds: -1, 0 or 1 along X and along Z."""
    mesh = made(images=(club(),) * max(1, len(labels)), labels=labels)
    offset = (mesh.triangles_center * mesh.area_faces[:, None]).sum(axis=0) / mesh.area - mesh.bounds.mean(axis=0)
    return [int(np.sign(value)) if abs(value) > 0.1 else 0 for value in offset[[0, 2]]]


@pytest.mark.parametrize("thing", ["chair", "armchair", "bench", "sofa", "bed"])
def test_the_back_of_what_is_sat_on_is_behind(thing: str) -> None:
    mesh = made(prompt=f"a {thing}")
    low, high = mesh.bounds[:, 1]
    upper = mesh.vertices[mesh.vertices[:, 1] > low + 0.85 * (high - low)]
    assert upper[:, 2].mean() < mesh.bounds[:, 2].mean() - 0.1


@pytest.mark.parametrize(
    ("label", "heavy"), [("F", [-1, 0]), ("FL", [-1, 0]), ("B", [1, 0]), ("R", [0, 1]), ("L", [0, -1]), ("?", [-1, 0])]
)
def test_a_picture_of_one_side_is_seen_from_that_side(label: str, heavy: list[int]) -> None:
    assert weight(label) == heavy


def test_a_picture_without_a_label_is_the_front() -> None:
    assert weight() == [-1, 0]


def test_the_front_is_found_among_other_sides() -> None:
    assert weight("B", "F") == [-1, 0]
    assert weight("R", "B") == [1, 0]
