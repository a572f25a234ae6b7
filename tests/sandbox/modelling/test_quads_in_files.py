# SPDX-License-Identifier: GPL-3.0-or-later
"""The order of a GLB's triangles tells which of them are halves of a quad, all but a few."""

from functools import cache
from typing import Any

import numpy as np
import pytest
from support.glb_reading import GlbFile, halves_of_quads, read_glb
from support.pictures import teapot

from sandbox.modelling.files.oddities import ODDITIES
from sandbox.modelling.job import ModelJob
from sandbox.modelling.make import make_files

MUG: dict[str, Any] = {"prompt": "a mug"}
SEEDS = {oddity: 3 * index for index, oddity in enumerate(ODDITIES)}


@cache
def model(*, seed: int = 0, faces: int = 8000, mesh_mode: str = "Quad", **source: Any) -> GlbFile:
    job = ModelJob(**(source or MUG), seed=seed, faces=faces, mesh_mode=mesh_mode, texture_pixels=64)
    return read_glb(make_files(job)["base_basic_pbr.glb"])


def edge_uses(triangles: Any) -> Any:
    """How many edges there are of so many triangles; those without area have none."""
    real = triangles[[len(set(triangle)) == 3 for triangle in triangles.tolist()]]
    edges = np.sort(np.concatenate([real[:, [0, 1]], real[:, [1, 2]], real[:, [2, 0]]]), axis=1)
    return np.bincount(np.unique(edges, axis=0, return_counts=True)[1])


@pytest.mark.parametrize("source", [MUG, {"images": (teapot(),)}])
def test_with_quads_each_two_triangles_are_one(source: dict[str, Any]) -> None:
    assert halves_of_quads(model(seed=SEEDS["none"], **source).places()[1]).all()


@pytest.mark.parametrize("seed", range(12))
def test_nearly_all_pairs_are_quads_whatever_the_seed(seed: int) -> None:
    share = halves_of_quads(model(seed=seed, faces=18_000).places()[1]).mean()
    assert 0.998 < share <= 1


@pytest.mark.parametrize("source", [MUG, {"images": (teapot(),)}])
@pytest.mark.parametrize("oddity", ["torn", "fin"])
def test_a_torn_quad_shifts_the_pairs_between_its_halves(oddity: str, source: dict[str, Any]) -> None:
    triangles = model(seed=SEEDS[oddity], **source).places()[1]
    wrong = np.flatnonzero(~halves_of_quads(triangles))
    assert len(wrong) > 2
    first, second = 2 * wrong[0], 2 * wrong[-1] + 1
    assert halves_of_quads(triangles[first + 1 : second]).all()  # counted from after the lone half, they are right
    assert halves_of_quads(triangles[[first, second]]).all()  # and the two lone ones belong together
    for alone, neighbor in ((first, first - 1), (first, first + 1), (second, second - 1), (second, second + 1)):
        assert not halves_of_quads(triangles[[alone, neighbor]]).any()


@pytest.mark.parametrize("source", [MUG, {"images": (teapot(),)}])
def test_a_collapsed_side_leaves_triangles_without_area(source: dict[str, Any]) -> None:
    file = model(seed=SEEDS["collapsed"], **source)
    repeated = [number for number, each in enumerate(file.triangles().tolist()) if len(set(each)) < 3]
    assert len(repeated) == 2
    assert len({number // 2 for number in repeated}) == 2  # the other half of each is a real triangle
    assert set(np.flatnonzero(edge_uses(file.places()[1]))) == {2}


def test_a_fin_is_two_quads_back_to_back() -> None:
    triangles = np.sort(model(seed=SEEDS["fin"]).places()[1], axis=1)
    _, times = np.unique(triangles, axis=0, return_counts=True)
    assert np.bincount(times).tolist()[2:] == [2]
    uses = edge_uses(triangles)
    assert (uses[1], uses[3], uses[4]) == (0, 0, 2)  # the side it stands on, and its own diagonal


@pytest.mark.parametrize("source", [MUG, {"images": (teapot(),)}])
@pytest.mark.parametrize("seed", [0, 2, 3])
def test_raw_triangles_pair_by_chance_only(seed: int, source: dict[str, Any]) -> None:
    pairs = halves_of_quads(model(seed=seed, mesh_mode="Raw", faces=16_000, **source).places()[1])
    assert 0.45 < pairs.mean() < 0.55


@pytest.mark.parametrize("mesh_mode", ["Quad", "Raw"])
@pytest.mark.parametrize("source", [MUG, {"images": (teapot(),)}])
def test_points_on_a_seam_have_several_vertices_of_one_normal(source: dict[str, Any], mesh_mode: str) -> None:
    file = model(mesh_mode=mesh_mode, **source)
    places = file.attribute("POSITION")
    unique, which = np.unique(places, axis=0, return_inverse=True)
    assert 1.05 < len(places) / len(unique) < 1.4
    normals = file.attribute("NORMAL")
    low, high = np.full(unique.shape, 2.0), np.full(unique.shape, -2.0)
    np.minimum.at(low, which.ravel(), normals)
    np.maximum.at(high, which.ravel(), normals)
    assert (high - low).max() < 1e-5
