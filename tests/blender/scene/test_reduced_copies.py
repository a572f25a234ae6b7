# SPDX-License-Identifier: GPL-3.0-or-later
"""What a prop does not need is left out in a copy of the model, which is made only where something is."""

import json
import struct
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import bpy
import pytest
from glb_files import chair
from models_of_the_world.building import Model

Part = Callable[[str], ModuleType]
MEGABYTE = 1 << 20


def test_a_large_model_is_copied_in_pieces(part: Part, tmp_path: Path) -> None:
    path, copy = tmp_path / "model.glb", tmp_path / "copy.glb"
    text = b'{"asset": {"version": "2.0"}, "extras": {"a": 1}}'
    text += b" " * (-len(text) % 4)
    data = struct.pack("<II", 64 * MEGABYTE, 0x004E4942)
    head = struct.pack("<4sIIII", b"glTF", 2, 20 + len(text) + len(data) + 64 * MEGABYTE, len(text), 0x4E4F534A)
    with path.open("wb") as file:
        file.write(head + text + data)
        file.seek(64 * MEGABYTE - 3, 1)
        file.write(b"end")
    model = part("scene.prepare.glb_file").GlbFile.read(path)
    tracemalloc.start()
    try:
        model.write_with({"asset": {"version": "2.0"}}, copy)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4 * MEGABYTE
    written = copy.read_bytes()
    assert struct.unpack_from("<I", written, 8)[0] == len(written)
    assert part("scene.prepare.glb_file").GlbFile.read(copy).parse() == {"asset": {"version": "2.0"}}
    assert written.endswith(data + b"\0" * (64 * MEGABYTE - 3) + b"end")


@pytest.mark.parametrize("filler", ["\0\0\0", "  \0\0", "  "])
def test_a_description_filled_up_with_zeros_is_read(part: Part, tmp_path: Path, filler: str) -> None:
    model = Model()
    model.chair()
    model.pack()
    path = tmp_path / "model.glb"
    path.write_bytes(model.pack(text=f"\ufeff{json.dumps(model.root)}{filler}".encode()))
    assert part("jobs.glb.check").check_glb(path).triangles == 12
    assert (
        len(part("scene.prepare.direct_import").import_model(bpy.context, path, restore_quads=False).data.polygons)
        == 12
    )


def test_a_usual_model_needs_no_copy(part: Part, tmp_path: Path) -> None:
    path = chair(tmp_path / "model.glb")
    in_the_way = part("processes.prepare_request").reduced_path(path)
    in_the_way.mkdir()
    assert part("scene.prepare.direct_import").import_model(bpy.context, path, restore_quads=False)


def test_a_copy_without_a_place_is_told(part: Part, tmp_path: Path) -> None:
    model = Model()
    model.chair(extras={"a": 1})
    path = tmp_path / "model.glb"
    path.write_bytes(model.pack())
    part("processes.prepare_request").reduced_path(path).mkdir()
    with pytest.raises(part("scene.errors").PropUnusable, match="no room for a copy"):
        part("scene.prepare.direct_import").import_model(bpy.context, path, restore_quads=False)
    assert not bpy.data.objects
