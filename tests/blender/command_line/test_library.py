# SPDX-License-Identifier: GPL-3.0-or-later
"""`library` keeps props, lists them and publishes them, from a shell."""

from pathlib import Path
from typing import Any

import bpy
import pytest

Shell = Any


def test_a_prop_is_kept_once_and_listed(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "our props"
    (job,) = shell.json("generate", "--text", "a stool", "--tag", "kitchen")["jobs"]
    kept = shell.json("library", "keep", job["id"], "--folder", folder)
    (prop,) = kept["props"]
    assert (prop["name"], prop["project"]) == ("Stool", "Unsaved")
    assert Path(prop["path"]).is_file()
    again = shell.json("library", "keep", job["id"], "--folder", folder)
    assert again["said"] == ["Stool was there."]
    assert shell.json("library", "list", "--folder", folder)["props"] == again["props"] == [prop]
    line = f"Stool\tUnsaved\t{prop['path']}"
    assert line in shell.words("library", "list", "--folder", folder).output.splitlines()


@pytest.mark.long
def test_a_library_is_published_where_blender_can_do_that(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "our props"
    (job,) = shell.json("generate", "--text", "a stool")["jobs"]
    shell.json("library", "keep", job["id"], "--folder", folder)
    if bpy.app.version >= (5, 2, 0):
        assert "1 asset" in shell.json("library", "publish", "--folder", folder)["said"][0]
        assert (folder / "_asset-library-meta.json").is_file()
    else:
        assert "5.2" in shell.json("library", "publish", "--folder", folder, code=2)["trouble"]["sentence"]


@pytest.mark.long
def test_a_job_without_a_prop_is_not_kept(shell: Shell, sandbox: Any, tmp_path: Path) -> None:
    sandbox.scenario(faults={"submit.content_violation": -1})
    (job,) = shell.json("generate", "--text", "a stool", code=6)["jobs"]
    answer = shell.json("library", "keep", job["id"], "--folder", tmp_path / "ours", code=2)
    assert answer["trouble"]["sentence"] == "“Stool” is not finished."
