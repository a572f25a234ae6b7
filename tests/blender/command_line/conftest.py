# SPDX-License-Identifier: GPL-3.0-or-later
"""The program in a process of its own, as a pipeline runs it: the extension unpacked, PyPI's bpy, a fresh profile."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pytest
from jsonschema import Draft202012Validator
from PIL import Image, ImageDraw
from support.process_state import pids_of
from support.terminal import Left, Terminal

_SCHEMA = "rodin_props/command_line/output/answer.schema.json"
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "OCIO"}
"""What a shell has. bpy 5.2 sets OCIO for what its process starts, the processes of pytest-xdist among them."""


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a command ended."""

    code: int
    output: str
    errors: str


class Shell:
    """Types commands. :param folder: where the extension's folder is. :param profile: of Blender."""

    def __init__(self, folder: Path, profile: Path) -> None:
        self.folder, self.profile = folder, profile
        self.schema = json.loads((folder / _SCHEMA).read_text("utf-8"))
        Draft202012Validator.check_schema(self.schema)
        self.environment = {
            **_ENVIRONMENT,
            "BLENDER_USER_RESOURCES": str(profile),
            "PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")]),
        }

    def connect(self, sandbox: Any, *, key: str = "") -> None:
        """Let it talk to a sandbox."""
        self.environment |= {"RODIN_BASE_URL": sandbox.base_url, "RODIN_API_KEY": key or sandbox.key}

    def start(
        self, *words: object, keyboard: int = subprocess.DEVNULL, output: int | IO[str] = subprocess.PIPE
    ) -> "subprocess.Popen[str]":
        """Type a command, and do not wait for its end.

        :param keyboard: where its standard input comes from.
        :param output: where its standard output goes.
        """
        command = [sys.executable, "-m", "rodin_props", *map(str, words)]
        return subprocess.Popen(
            command,
            cwd=self.profile.parent,
            env=self.environment,
            stdin=keyboard,
            stdout=output,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def on_terminal(self, *words: object, columns: int = 100) -> Terminal:
        """Type a command on a terminal; its standard output goes to a program all the same."""
        command = [sys.executable, "-m", "rodin_props", *map(str, words)]
        return Terminal(command, environment=self.environment, folder=self.profile.parent, columns=columns)

    def end(self, process: "subprocess.Popen[str]") -> Ended:
        """Wait for the end of a command."""
        output, errors = process.communicate(timeout=300)
        return Ended(code=process.returncode, output=output or "", errors=errors)

    def words(self, *words: object) -> Ended:
        """Type a command that answers in words."""
        return self.end(self.start(*words))

    def json(self, *words: object, code: int = 0) -> Any:
        """Type a command that answers in JSON, hold that against its schema and its exit code, and return it."""
        ended = self.words(*words, "--json")
        assert ended.code == code, ended.errors + ended.output
        return self.checked(ended)

    def checked(self, ended: Ended | Left) -> Any:
        """Return an answer that keeps to its schema and agrees with the exit code; there is nothing else beside it."""
        answer = json.loads(ended.output)
        Draft202012Validator(self.schema).validate(answer)
        assert answer["exit_code"] == ended.code
        assert (answer["trouble"] is None) == (ended.code == 0)
        return answer

    def interrupt(self, process: "subprocess.Popen[str]") -> Ended:
        """Press Ctrl+C."""
        process.send_signal(signal.SIGINT)
        return self.end(process)


@pytest.fixture(scope="session")
def unpacked(zip_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds the extension's folder, as its zip has it."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(zip_path) as archive:
        archive.extractall(folder / "rodin_props")
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have each command's success and its exit codes tried in each Blender."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.each_blender)


@pytest.fixture(autouse=True)
def ended(tmp_path: Path) -> Iterator[None]:
    """What commands leave at work, a worker and its Blenders, ends with the test."""
    yield
    for pid in pids_of(f"{tmp_path}{os.sep}"):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


@pytest.fixture
def unconnected(unpacked: Path, tmp_path: Path) -> Shell:
    """A shell without a key."""
    return Shell(unpacked, tmp_path / "profile")


@pytest.fixture
def made(unpacked: Path, tmp_path: Path) -> Callable[..., Shell]:
    """A function that gives a shell of its own. :param without: a file of the extension that is broken in it."""

    def make(*, without: str) -> Shell:
        folder = tmp_path / "broken"
        shutil.copytree(unpacked, folder)
        (folder / "rodin_props" / without).write_text("raise RuntimeError('broken by the test')\n", "utf-8")
        return Shell(folder, tmp_path / "profile")

    return make


@pytest.fixture
def shell(unconnected: Shell, sandbox: Any) -> Shell:
    """A shell whose commands talk to a sandbox."""
    unconnected.connect(sandbox)
    return unconnected


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A red ball on white."""
    image = Image.new("RGB", (640, 640), "white")
    ImageDraw.Draw(image).ellipse((150, 150, 500, 500), fill=(200, 30, 30))
    path = tmp_path / "red ball.png"
    image.save(path)
    return path


@pytest.fixture
def in_blender(unconnected: Shell) -> Callable[..., str]:
    """A function that runs lines of Python in another Blender of the same profile; gives what they print."""

    def run(lines: str, *arguments: object) -> str:
        code = f"import os, sys\nimport bpy\n{lines}\nsys.stdout.flush()\nos._exit(0)\n"
        command: Sequence[str] = [sys.executable, "-c", code, *map(str, arguments)]
        done = subprocess.run(command, env=unconnected.environment, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


_SCENE = """
bpy.ops.wm.read_factory_settings()
scene = bpy.context.scene
for each in bpy.context.view_layer.objects:
    each.select_set(each.name == "Cube")
scene.render.engine = "CYCLES"
scene.cycles.samples = 1
scene.cycles.use_denoising = False
scene.render.resolution_x = scene.render.resolution_y = 256
bpy.ops.wm.save_as_mainfile(filepath=sys.argv[1])
"""


@pytest.fixture
def scene_file(in_blender: Callable[..., str], tmp_path: Path) -> Path:
    """A .blend with a cube that is selected, a camera that sees it, and a light."""
    path = tmp_path / "scene.blend"
    in_blender(_SCENE, path)
    return path
