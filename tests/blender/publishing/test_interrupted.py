# SPDX-License-Identifier: GPL-3.0-or-later
"""Publishing is killed at any moment: what is served is the old listing or the new one, whole."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import bpy
import pytest
from kept_prop import KeptProp, keep
from support.remote_listing import read_listing
from support.static_server import StaticServer
from support.waiting import wait_until

from .conftest import CHAIR, LAMP, NAME, TABLE

OLD = {CHAIR.name, LAMP.name, TABLE.name}
STOOL = KeptProp(name="Stool", prompt="a stool", job_id="57001000" * 4)

Moment = Callable[[Path, Path], bool]
"""Of the library and of the folder of the answer: whether it has come."""


def _a_page_names_it(library: Path) -> bool:
    return "Stool" in "".join(path.read_text("utf-8") for path in library.glob("_v1/**/assets-*.json"))


MOMENTS: dict[str, Moment] = {
    "it has begun": lambda library, answers: (answers / "progress.json").exists(),
    "its first file is begun": lambda library, answers: any(library.glob("_asset-library-meta.json.*.part")),
    "a new preview is there": lambda library, answers: any(library.rglob("Stool*_thumbnails")),
    "a page is there": lambda library, answers: _a_page_names_it(library),
    "the index is there": lambda library, answers: len(list(library.glob("_v1/*/asset-index.json"))) > 1,
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_when(moment: str, library: Path, tmp_path: Path, part: Callable[[str], ModuleType]) -> None:
    assert bpy.ops.rodin_props.publish_library(library=NAME) == {"FINISHED"}
    keep(STOOL, library)
    answers = tmp_path / "answers"
    answers.mkdir()
    request = part("scene.publishing.orders").PublishRequest(
        library=library, title="", publisher="", folder=answers, seconds=0.0, memory_bytes=0
    )
    request.write()
    command = part("scene.background.commands").command_for(part("scene.publishing.publication").PUBLISH_SCRIPT)
    process = subprocess.Popen([*command, str(request.path)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    wait_until(lambda: MOMENTS[moment](library, answers) or process.poll() is not None, what=moment)
    process.kill()
    process.communicate()

    with StaticServer(library) as server:
        found = set(read_listing(server.url))
        assert found in (OLD, OLD | {STOOL.name})
        assert bpy.ops.rodin_props.publish_library(library=NAME) == {"FINISHED"}
        assert set(read_listing(server.url)) == OLD | {STOOL.name}
    assert json.loads((library / "_asset-library-meta.json").read_text("utf-8"))["name"] == NAME
