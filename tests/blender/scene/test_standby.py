# SPDX-License-Identifier: GPL-3.0-or-later
"""A real background Blender that waits for its request."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from glb_files import chair
from support.waiting import wait_until


@pytest.fixture
def spare(part: Any) -> Iterator[Callable[..., Any]]:
    """A function that starts one that waits for a model."""
    started: list[Any] = []

    def start(seconds: float = 120.0) -> Any:
        command = part("scene.background.commands").prepare_command()
        made = part("processes.spare").Spare(command, stdout=subprocess.DEVNULL, seconds=seconds, memory_bytes=8 << 30)
        started.append(made)
        return made

    yield start
    for each in started:
        each.end()


def request_in(folder: Path) -> tuple[Path, Path]:
    """Write a request; return it and where its answer comes."""
    request, result = folder / "request.json", folder / "result.json"
    values = {"model": str(chair(folder / "model.glb")), "output": str(folder / "prepared.blend")}
    values |= {"result": str(result), "name": "Chair", "size_meters": 0.9, "size_axis": "HEIGHT"}
    request.write_text(json.dumps({**values, "ends_with_input": True}), encoding="utf-8")
    return request, result


def test_it_makes_of_a_model_what_one_makes_that_was_started_for_it(part: Any, spare: Any, tmp_path: Path) -> None:
    waiting = spare()
    answers = []
    for name in ("new", "spare"):
        folder = tmp_path / name
        folder.mkdir()
        request, result = request_in(folder)
        if name == "spare":
            waiting.give(request)
            assert waiting.process.wait(120.0) == 0
            assert part("processes.spare").was_taken(request)
        else:
            command = part("scene.background.commands").prepare_command()
            with subprocess.Popen([*command, str(request)], stdin=subprocess.PIPE) as new:
                assert new.wait(120.0) == 0
        answer = json.loads(result.read_text(encoding="utf-8"))
        answer.pop("seconds")
        answers.append(answer)
        assert (folder / "prepared.blend").is_file()
    assert answers[0] == answers[1]
    assert answers[0]["ok"]


def test_it_ends_with_its_input_while_it_waits(spare: Any) -> None:
    waiting = spare()
    assert waiting.is_waiting
    waiting.process.stdin.close()
    assert wait_until(waiting.process.poll, what="its end") == 1


def test_it_ends_by_itself_when_nobody_has_used_it(part: Any, spare: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part("processes.spare"), "_MARGIN_SECONDS", 0.0)
    waiting = spare(0.0)
    wait_until(lambda: waiting.process.poll() is not None, what="its end")
    assert waiting.process.returncode == 0
    assert not waiting.is_waiting


def test_what_is_no_order_ends_it(part: Any, spare: Any) -> None:
    waiting = spare()
    part("processes.children").tell(waiting.process, b"nonsense\n")
    assert wait_until(waiting.process.poll, what="its end") == 1
