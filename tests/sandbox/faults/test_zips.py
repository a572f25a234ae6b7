# SPDX-License-Identifier: GPL-3.0-or-later
"""Zips of parts that are broken or hostile."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest
import requests
from support.plain_client import Caller
from support.sent_models import Box, sent_glb

from sandbox.faults.bad_zips import PAGE, ZIPS

READABLE = {"bomb", "entries_many", "nested", "no_glb", "not_glb", "one_not_glb", "symlink", "folders"}
READABLE |= {kind for kind in ZIPS if kind.startswith("names_")}


@pytest.fixture
def fetch(caller: Caller) -> Callable[[str], bytes]:
    """The zip of a task whose instruction asks for a fault."""
    caller.sandbox.scenario(bang_files="zip")

    def get(fault: str) -> bytes:
        files = [("model", ("box.glb", sent_glb(Box()), "model/gltf-binary"))]
        asked = f"[[fault:{fault}]]" if fault else ""
        fields = {"material": "None", "strength": "3", "seed": "1", "instruction": f"lid, base, knob {asked}"}
        answer = caller.post("/bang", files=files, data=fields).json()
        caller.wait(answer)
        return requests.get(caller.files(answer)["bang.zip"], timeout=60).content

    return get


def opened(data: bytes) -> dict[str, bytes]:
    """Name -> bytes; of huge entries the name alone."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {each.filename: b"" if each.file_size > 10**9 else archive.read(each) for each in archive.infolist()}


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [info.orig_filename for info in archive.infolist()]


@pytest.mark.parametrize("kind", ZIPS)
def test_a_bad_zip_is_served_in_place_of_the_real_one(fetch: Callable[[str], bytes], caller: Caller, kind: str) -> None:
    real = fetch("")
    assert set(opened(real)) == {"lid.glb", "base.glb", "knob.glb"}
    bad = fetch(f"zip.{kind}")
    assert bad != real
    assert caller.sandbox.record()["faults"] == {f"zip.{kind}": 1}
    try:
        unharmed = opened(bad) == opened(real)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, struct.error):
        assert kind not in READABLE
        unharmed = False
    assert not unharmed


def test_what_is_in_them(fetch: Callable[[str], bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(bomb := fetch("zip.bomb"))) as archive:
        assert archive.infolist()[0].file_size == 2 * 1024**3
        assert {"lid.glb", "base.glb", "knob.glb"} < set(archive.namelist())
        with archive.open("bomb.glb") as entry:
            assert entry.read(1_000_000) == bytes(1_000_000)
    assert len(bomb) < 5_000_000
    assert len(names(fetch("zip.overlap"))) == 5001
    assert sorted(opened(fetch("zip.one_not_glb")).values())[0] == PAGE
    assert any(name.startswith("../") for name in names(fetch("zip.names_dotdot")))
    assert len(set(names(fetch("zip.names_duplicate")))) == 1
    assert opened(opened(fetch("zip.nested"))["parts.zip"]) == opened(fetch(""))
    assert {name.partition("/")[0] for name in names(fetch("zip.folders"))} == {"parts", "__MACOSX", "Thumbs.db"}


def test_one_part_in_a_zip_can_be_bad(fetch: Callable[[str], bytes]) -> None:
    starts = sorted(data[:4] for data in opened(fetch("model.wrong_magic")).values())
    assert starts == [b"glTF", b"glTF", b"glTX"]


def test_a_zips_transfer_can_break(fetch: Callable[[str], bytes]) -> None:
    with pytest.raises(requests.RequestException):
        fetch("file.reset_midway")
