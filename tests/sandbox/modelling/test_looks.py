# SPDX-License-Identifier: GPL-3.0-or-later
"""Materials are what the service writes, and their pictures make sense."""

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image
from support.glb_reading import GlbFile, read_glb
from support.pictures import photo

from sandbox.modelling.job import ModelJob
from sandbox.modelling.make import make_files
from sandbox.state.settings import MODEL_SHAPES

SOURCES = [{"prompt": "a bronze sword"}, {"images": (photo("coffee"),)}]


def made(material: str, *, shape: str = "trimesh", pixels: int = 128, **source: Any) -> GlbFile:
    job = ModelJob(**source, material=material, shape=shape, faces=1000, texture_pixels=pixels)
    (data,) = (data for name, data in make_files(job).items() if name.endswith(".glb"))
    return read_glb(data)


def pixels_of(file: GlbFile, slot: Any) -> Any:
    return np.asarray(Image.open(io.BytesIO(file.picture(slot))).convert("RGB")).astype(float)


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("shape", MODEL_SHAPES)
def test_shaded_is_a_picture_that_shines_over_black(shape: str, source: dict[str, Any]) -> None:
    material = made("Shaded", shape=shape, **source).material
    surface = material["pbrMetallicRoughness"]
    assert surface["baseColorFactor"][:3] == [0, 0, 0]
    assert surface["baseColorFactor"][3] == pytest.approx(0.004 if shape == "trimesh" else 1, abs=1e-4)
    assert (surface["metallicFactor"], surface["roughnessFactor"]) == (0, 1)
    assert material["emissiveFactor"] == [1, 1, 1]
    assert {"emissiveTexture", "doubleSided"} <= set(material)
    assert not {"normalTexture", "alphaMode"} & set(material)
    assert "baseColorTexture" not in surface


@pytest.mark.parametrize("source", SOURCES)
def test_what_shines_is_what_pbr_is_painted_with(source: dict[str, Any]) -> None:
    shaded, pbr = made("Shaded", **source), made("PBR", **source)
    light = pixels_of(shaded, shaded.material["emissiveTexture"])
    color = pixels_of(pbr, pbr.material["pbrMetallicRoughness"]["baseColorTexture"])
    assert np.corrcoef(light.ravel(), color.ravel())[0, 1] > 0.9


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("shape", MODEL_SHAPES)
def test_pbr_has_three_pictures_of_a_surface(shape: str, source: dict[str, Any]) -> None:
    file = made("PBR", shape=shape, **source)
    assert len(file.content["images"]) == 3
    assert "emissiveFactor" not in file.material
    surface = file.material["pbrMetallicRoughness"]
    rough = pixels_of(file, surface["metallicRoughnessTexture"])[..., 1]
    assert 0 < rough.min() < rough.max() <= 255
    normals = pixels_of(file, file.material["normalTexture"]) / 127.5 - 1
    assert np.linalg.norm(normals, axis=2) == pytest.approx(1, abs=0.05)
    assert normals[..., 2].min() > 0
    assert abs(normals[..., :2].mean()) < 0.02


def test_metal_is_said_where_there_is_metal_alone() -> None:
    share = {}
    for words in ("a bronze sword", "a clay vase"):
        file = made("PBR", prompt=words)
        metal = pixels_of(file, file.material["pbrMetallicRoughness"]["metallicRoughnessTexture"])[..., 2]
        share[words] = (metal > 128).mean()
    assert share["a bronze sword"] > 0.3
    assert share["a clay vase"] == 0


@pytest.mark.parametrize("source", SOURCES)
def test_hybrid_is_pbr_with_light_in_its_color(source: dict[str, Any]) -> None:
    hybrid, pbr = made("Hybrid", **source), made("PBR", **source)
    assert set(hybrid.material) == set(pbr.material)
    lit, plain = (pixels_of(f, f.material["pbrMetallicRoughness"]["baseColorTexture"]) for f in (hybrid, pbr))
    up = pixels_of(pbr, pbr.material["normalTexture"])[..., 1] / 127.5 - 1
    bright = plain.min(axis=2) > 40
    gain = (lit.sum(axis=2) / np.maximum(plain.sum(axis=2), 1))[bright]
    assert gain[up[bright] > 0.05].mean() > gain[up[bright] < -0.05].mean()
    assert 0.8 < gain.mean() < 1.2


@pytest.mark.parametrize(("pixels", "kind"), [(256, "image/png"), (1024, "image/png"), (2048, "image/jpeg")])
def test_pictures_are_png_as_long_as_that_is_quick(pixels: int, kind: str) -> None:
    file = made("Shaded", prompt="a mug", pixels=pixels)
    assert [image["mimeType"] for image in file.content["images"]] == [kind]
    assert pixels_of(file, file.material["emissiveTexture"]).shape == (pixels, pixels, 3)
