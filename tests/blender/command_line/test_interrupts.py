# SPDX-License-Identifier: GPL-3.0-or-later
"""Ctrl+C loses nothing: the command says what to type to go on, and that pays nothing more."""

import shlex
from pathlib import Path
from typing import Any

from support.waiting import wait_until

Shell = Any


def _submitted(sandbox: Any) -> bool:
    return bool(sandbox.record()["submissions"])


def test_an_interrupted_generation_goes_on_where_it_was(shell: Shell, sandbox: Any, tmp_path: Path) -> None:
    output = tmp_path / "stool.glb"
    sandbox.scenario(faults={"status.stuck": -1})
    process = shell.start("generate", "--text", "a stool", "--output", output, "--json")
    wait_until(lambda: _submitted(sandbox), seconds=60, what="the submission")
    ended = shell.interrupt(process)
    answer = shell.checked(ended)
    assert (ended.code, answer["result"]) == (130, "interrupted")
    assert f"To go on: python -m rodin_props {answer['go_on']}" in ended.errors
    sandbox.scenario(faults={"status.stuck": 0})
    again = shell.json(*shlex.split(answer["go_on"]))
    assert [job["id"] for job in again["jobs"]] == [job["id"] for job in answer["jobs"]]
    assert output.read_bytes()[:4] == b"glTF"
    assert len(sandbox.record()["submissions"]) == 1


def test_interrupted_textures_land_in_the_file_that_waits_for_them(
    shell: Shell, sandbox: Any, scene_file: Path, picture: Path, tmp_path: Path
) -> None:
    output = tmp_path / "new look.blend"
    sandbox.scenario(faults={"status.stuck": -1})
    process = shell.start("retexture", scene_file, "--picture", picture, "--output", output, "--json")
    wait_until(lambda: _submitted(sandbox), seconds=120, what="the submission")
    ended = shell.interrupt(process)
    assert ended.code == 130, ended.errors
    sandbox.scenario(faults={"status.stuck": 0})
    again = shell.json(*shlex.split(shell.checked(ended)["go_on"]))
    assert [(job["kind"], job["state"]) for job in again["jobs"]] == [("TEXTURES", "IMPORTED")]
    assert again["output"] == str(output)
    assert len(sandbox.record()["submissions"]) == 1
