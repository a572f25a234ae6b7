# SPDX-License-Identifier: GPL-3.0-or-later
"""A USDZ is an archive that readers may map: uncompressed, aligned, the scene first and its pictures in place."""

import io
import re
import zipfile

import pytest
import requests
from PIL import Image
from support.plain_client import FULL, Caller

from sandbox.modelling.job import ModelJob
from sandbox.modelling.make import make_files


def _archive(material: str) -> tuple[bytes, zipfile.ZipFile]:
    job = ModelJob(prompt="a mug", faces=400, texture_pixels=64, file_format="usdz", material=material, seed=1)
    data = make_files(job)["base.usdz"]
    return data, zipfile.ZipFile(io.BytesIO(data))


def test_files_are_aligned_and_not_compressed() -> None:
    data, archive = _archive("PBR")
    scene, picture = archive.namelist()
    assert scene == "base.usda"
    assert picture.startswith("0/texture_diffuse.")
    for entry in archive.infolist():
        content = archive.read(entry)
        assert entry.compress_type == zipfile.ZIP_STORED
        assert data.index(content) % 64 == 0
    assert Image.open(io.BytesIO(archive.read(picture))).size == (64, 64)


def test_the_scene_has_quads_and_names_its_picture() -> None:
    archive = _archive("PBR")[1]
    scene = archive.read("base.usda").decode()
    assert scene.startswith("#usda 1.0\n")
    assert f"@{archive.namelist()[1]}@" in scene
    counts, indices = (
        re.search(rf"{name} = \[([^]]*)\]", scene)[1].split(", ") for name in ("VertexCounts", "VertexIndices")
    )
    assert set(counts) == {"4"}
    assert len(indices) == 4 * len(counts)
    assert scene.count("{") == scene.count("}")


def test_bare_geometry_has_no_picture() -> None:
    archive = _archive("None")[1]
    assert archive.namelist() == ["base.usda"]
    assert "Material" not in archive.read("base.usda").decode().replace("MaterialBindingAPI", "")


@pytest.mark.parametrize("tier", ["Gen-2", "Gen-2.5-Low"])
def test_it_is_listed_as_asked_for(caller: Caller, tier: str) -> None:
    caller.sandbox.scenario(max_faces=400, texture_pixels=64)
    answer = caller.submit(prompt="a mug", **{**FULL, "tier": tier, "geometry_file_format": "usdz"}).json()
    caller.wait(answer)
    files = caller.files(answer)
    assert set(files) == {"base.usdz", "preview.webp"}
    assert zipfile.is_zipfile(io.BytesIO(requests.get(files["base.usdz"], timeout=30).content))
