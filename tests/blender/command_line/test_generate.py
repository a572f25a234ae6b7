# SPDX-License-Identifier: GPL-3.0-or-later
"""`generate` makes a prop from words, pictures or a scene, and writes it where it was asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Shell = Any

_LIST = """
with bpy.data.libraries.load(sys.argv[1]) as (there, here):
    here.objects = there.objects
print("FOUND", *(f"{each.name}={each.dimensions.z:.3f}" for each in here.objects if each.type == "MESH"))
"""


def test_words_become_a_file_that_other_programs_read(shell: Shell, sandbox: Any, tmp_path: Path) -> None:
    output = tmp_path / "stool.glb"
    answer = shell.json("generate", "--text", "a wooden stool", "--tier", "Gen-2", "--output", output)
    (job,) = answer["jobs"]
    assert (job["name"], job["state"], job["kind"]) == ("Wooden stool", "READY", "GENERATION")
    assert job["estimated_credits"] == 0.5
    assert answer["output"] == str(output)
    assert output.read_bytes()[:4] == b"glTF"
    assert Path(job["prepared"]).is_file()
    assert len(sandbox.record()["submissions"]) == 1


@pytest.mark.long
@pytest.mark.parametrize(("size", "height"), [("0.25", "0.250"), ("usual", "0.220")])
def test_a_picture_becomes_a_blend_of_the_size_that_was_asked_for(
    shell: Shell, sandbox: Any, picture: Path, tmp_path: Path, in_blender: Callable[..., str], size: str, height: str
) -> None:
    output = tmp_path / "ball.blend"
    ended = shell.words("generate", picture, "--size", size, "--seed", "7", "--output", output)
    assert ended.code == 0, ended.errors
    assert f"Written: {output}" in ended.output.splitlines()
    assert f"FOUND red ball={height}" in in_blender(_LIST, output)
    (request,) = [each for each in sandbox.record()["requests"] if each["path"].endswith("/rodin")]
    assert [file["name"] for file in request["files"]] == ["image_1.png"]


@pytest.mark.long
def test_what_a_file_has_selected_is_pictured_alone(shell: Shell, sandbox: Any, scene_file: Path) -> None:
    answer = shell.json("generate", "--scene", scene_file, "--selected")
    (job,) = answer["jobs"]
    assert job["name"] == "Cube"
    assert answer["output"] == ""
    assert len(sandbox.record()["submissions"]) == 1


def test_a_usual_size_that_is_not_known_is_refused(unconnected: Shell) -> None:
    trouble = unconnected.json("generate", "--text", "a gadget", "--size", "usual", "--dry-run", code=2)["trouble"]
    assert trouble["sentence"] == "No usual size is known for this prop. Say how many meters with `--size`."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--text", "two coffee mugs", "--size", "usual"), ["Size: 0.1 m high, usual for “coffee mug”."]),
        (("--text", "a rug", "--size", "usual", "--size-axis", "height"), ["Size: 0.01 m high, usual for “rug”."]),
        (("--text", "a coffee mug", "--size", "0.3"), []),
    ],
)
def test_a_usual_size_is_told_with_the_word_that_it_was_taken_for(
    unconnected: Shell, words: tuple[str, ...], said: list[str]
) -> None:
    assert unconnected.json("generate", *words, "--dry-run")["said"] == said


def test_the_price_is_said_and_nothing_is_sent(unconnected: Shell) -> None:
    answer = unconnected.json("generate", "--text", "a stool", "--tier", "gen-2-5-extreme-high", "--dry-run")
    assert answer["price"] == {"credits": 1.0, "up_to": False, "count": 1}
    assert answer["jobs"] == []
    assert unconnected.json("jobs")["jobs"] == []


@pytest.mark.long
def test_the_same_key_is_paid_for_once(shell: Shell, sandbox: Any) -> None:
    first = shell.json("generate", "--text", "a stool", "--key", "stool of room 7")
    second = shell.json("generate", "--text", "a stool", "--key", "stool of room 7")
    assert first["jobs"][0]["id"] == second["jobs"][0]["id"]
    assert len(sandbox.record()["submissions"]) == 1
    again = shell.json("generate", "--text", "a stool", "--key", "stool of room 7", "--dry-run")
    assert again["price"] == {"credits": 0.0, "up_to": False, "count": 0}


@pytest.mark.long
def test_progress_is_lines_where_there_is_no_terminal_and_nothing_if_that_is_asked_for(shell: Shell) -> None:
    told = shell.words("generate", "--text", "a stool").errors.splitlines()
    assert "Stool: queued" in told
    assert "Stool: ready" in told
    assert len(told) == len(dict.fromkeys(told))
    quiet = shell.words("generate", "--text", "a mug", "--quiet", "--json")
    assert "Mug" not in quiet.errors
    assert shell.checked(quiet)["jobs"][0]["name"] == "Mug"
