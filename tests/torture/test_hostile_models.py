# SPDX-License-Identifier: GPL-3.0-or-later
"""Models made to do harm: refused by the check, and harmless to the session even if Blender's importer sees them."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from rodin_props.api.errors import ModelRefused
from rodin_props.jobs.glb.check import check_glb
from torture import importer
from torture.counts import tried
from torture.sentences import assert_is_fit_to_read

from sandbox.faults.bad_models import bad_model
from sandbox.faults.glb_surgery import pack, tiny_mesh
from sandbox.faults.table import MODELS

HARMLESS = {"triangles_many", "lights_cameras", "extras_script", "names_hostile", "draco_broken"}
"""Odd, but nothing that an importer must not see."""
LEFT_TO_THE_IMPORTER = {
    "out_of_bounds",
    "index_out_of_range",
    "nan",
    "scale_huge",
    "scale_zero",
    "texture_broken",
    "extension_required",
}
"""Wrong, and the importer or what follows it says so: within bounds, without a crash, without a hang."""
TOO_DEAR_TO_MAKE = {"texture_bomb": "texture_huge"}
"""Told apart from the other by nothing but the size of the stream behind the same header, and a minute to make."""
KINDS = tuple(kind for kind in MODELS if kind not in TOO_DEAR_TO_MAKE)
NOT_IMPORTED = {"json_huge", "uri_data_huge", "instances_many"}
"""Large alone; "nodes_many" stands for what holds the importer up for longer than anybody waits."""
IMPORTED = tuple(kind for kind in KINDS if kind not in NOT_IMPORTED)


@pytest.fixture(scope="module")
def models(tmp_path_factory: Any) -> Path:
    folder: Path = tmp_path_factory.mktemp("models")
    return folder


@pytest.fixture(scope="module")
def model(models: Path) -> Callable[[str], Path]:
    """A function that makes a bad model of a cube, once."""

    def make(kind: str) -> Path:
        path = models / f"{kind}.glb"
        if not path.exists():
            path.write_bytes(bad_model(kind, pack(tiny_mesh())))
        return path

    return make


@pytest.mark.parametrize("kind", KINDS)
def test_the_check_refuses_with_a_sentence(kind: str, model: Callable[[str], Path]) -> None:
    tried("hostile models checked")
    if kind in HARMLESS | LEFT_TO_THE_IMPORTER:
        assert check_glb(model(kind)).triangles > 0
        return
    with pytest.raises(ModelRefused) as caught:
        check_glb(model(kind))
    assert_is_fit_to_read(str(caught.value))


@pytest.fixture(scope="module")
def imported(model: Callable[[str], Path], models: Path, root: Path) -> dict[str, Any]:
    """What Blender's importer made of each, as if the check had let all of them through."""
    found = importer.prepare_all(
        [model(kind) for kind in IMPORTED], root / "scene" / "prepare" / "convert.py", models / "log"
    )
    return {path.stem: verdict for path, verdict in found.items()}


@pytest.mark.parametrize("kind", IMPORTED)
def test_an_importer_that_sees_it_all_the_same_does_no_harm(kind: str, imported: dict[str, Any], models: Path) -> None:
    """It ends as a clean object, as a sentence, or as a background Blender that had to be ended: nothing else."""
    tried("hostile models imported")
    verdict = imported[kind]
    if isinstance(verdict, str):
        assert verdict in {"too slow", "crashed"}
        assert kind not in HARMLESS | LEFT_TO_THE_IMPORTER
        return
    assert verdict["ok"] or re.fullmatch(r"[^/\\\n]{5,200}", verdict["error"]), verdict
    assert "Traceback" not in verdict["error"]
    assert "numpy" not in verdict["error"]
    if kind in HARMLESS:
        assert verdict["ok"], verdict["error"]
    blend = models / f"{kind}.glb.blend"
    assert blend.exists() == bool(verdict["ok"])
    if blend.exists():
        assert b"root:" not in blend.read_bytes(), "a file of this machine was taken in"


def test_plain_coloured_textures_are_no_bomb(tmp_path: Path) -> None:
    """Five maps of four thousand pixels a side, each of one colour, which pack to almost nothing."""
    parts = tiny_mesh()
    packed = io.BytesIO()
    Image.new("RGB", (4096, 4096), (200, 100, 50)).save(packed, "WEBP", lossless=True)
    picture = packed.getvalue()
    parts.binary += b"\0" * (-len(parts.binary) % 4)
    parts.content["bufferViews"].append({"buffer": 0, "byteOffset": len(parts.binary), "byteLength": len(picture)})
    parts.binary += picture
    parts.content["buffers"][0]["byteLength"] = len(parts.binary)
    view = len(parts.content["bufferViews"]) - 1
    parts.content["images"] = [{"bufferView": view, "mimeType": "image/webp"}] * 5
    path = tmp_path / "plain.glb"
    path.write_bytes(pack(parts))
    assert check_glb(path).pictures == 5
