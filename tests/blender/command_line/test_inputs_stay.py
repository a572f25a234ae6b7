# SPDX-License-Identifier: GPL-3.0-or-later
"""No command writes its result over what it is made from, by whatever name that is called."""

import shutil
from pathlib import Path
from typing import Any

import pytest

Shell = Any

_COMMANDS = {
    "the scene of a picture": ("generate", "--scene", "bar.blend", "--output", "bar.blend"),
    "a picture": ("generate", "photo.blend", "--output", "photo.blend"),
    "the file of a mesh": ("retexture", "bar.blend", "--picture", "photo.blend", "--output", "linked.blend"),
    "the file of a whole": ("parts", "bar.blend", "--output", "bar.blend"),
}


@pytest.mark.long
@pytest.mark.parametrize("words", _COMMANDS.values(), ids=_COMMANDS)
def test_it_is_refused_and_nothing_is_sent(
    shell: Shell, sandbox: Any, scene_file: Path, picture: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    bar, photo = tmp_path / "bar.blend", tmp_path / "photo.blend"  # a picture may be called anything
    scene_file.rename(bar)
    shutil.copy(picture, photo)
    (tmp_path / "linked.blend").symlink_to(bar)
    before = bar.read_bytes(), photo.read_bytes()
    paths = [tmp_path / word if word.endswith(".blend") else word for word in words]
    trouble = shell.json(*paths, code=2)["trouble"]
    assert "is what it would be made from" in trouble["sentence"]
    assert (bar.read_bytes(), photo.read_bytes()) == before
    assert sandbox.record()["submissions"] == []
