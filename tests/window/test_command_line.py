# SPDX-License-Identifier: GPL-3.0-or-later
"""`blender --command rodin_props …` in a real Blender, which needs no window: answers, exit codes, a terminal."""

import json
import os
import shlex
import shutil
import signal
import subprocess
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from harness.blender_window import MARK, ROOT, end_marked
from jsonschema import Draft202012Validator
from support.sandbox_process import SOON
from support.terminal import CTRL_C, Terminal
from support.waiting import wait_until

_SCHEMA = json.loads((ROOT / "command_line/output/answer.schema.json").read_text("utf-8"))


@dataclass(frozen=True, kw_only=True)
class Shell:
    """Types commands."""

    blender: Path
    environment: Mapping[str, str]
    folder: Path

    def command(self, *words: object) -> list[str]:
        """Return what is typed."""
        return [str(self.blender), "--command", "rodin_props", *map(str, words)]

    def start(self, *words: object) -> "subprocess.Popen[str]":
        """Type a command, and do not wait for its end."""
        return subprocess.Popen(
            self.command(*words),
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def json(self, *words: object, code: int = 0) -> Any:
        """Type a command, and return its answer."""
        process = self.start(*words, "--json")
        output, errors = process.communicate(timeout=300)
        assert process.returncode == code, output + errors
        return checked(output, code)

    def on_terminal(self, *words: object) -> Terminal:
        """Type a command on a terminal."""
        return Terminal(self.command(*words), environment=self.environment, folder=ROOT)


def checked(output: str, code: int) -> Any:
    """Return an answer that keeps to its schema and agrees with the exit code: the last line.

    Before it, Blender may warn of what it misses at its start.
    """
    answer = json.loads(output.splitlines()[-1])
    Draft202012Validator(_SCHEMA).validate(answer)
    assert answer["exit_code"] == code
    return answer


@pytest.fixture(scope="session")
def quick_service(start_sandbox: Any) -> Any:
    """A sandbox that makes small models at once."""
    return start_sandbox(*SOON)


@pytest.fixture
def service(quick_service: Any) -> Any:
    """The sandbox without memory of earlier tests."""
    quick_service.reset()
    return quick_service


@pytest.fixture
def shell(blender: Path, profile_with_extension: Path, service: Any, tmp_path: Path) -> Iterator[Shell]:
    """A shell whose commands talk to the sandbox, in a profile of its own."""
    profile, mark = tmp_path / "profile", uuid.uuid4().hex
    shutil.copytree(profile_with_extension, profile)
    own = {"BLENDER_USER_RESOURCES": str(profile), MARK: mark, "RODIN_PROPS_BIND": f"{ROOT}:{tmp_path}"}
    own |= {"RODIN_BASE_URL": service.base_url, "RODIN_API_KEY": service.key}
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    yield Shell(blender=blender, environment={**kept, **own}, folder=tmp_path)
    end_marked(mark)


def test_commands_answer_and_their_exit_codes_arrive(shell: Shell, service: Any) -> None:
    service.scenario(credits=12.5)
    assert shell.json("balance")["balance"] == 12.5
    output = shell.folder / "my stool.glb"
    made = shell.json("generate", "--text", "a stool", "--output", output)
    assert made["output"] == str(output)
    assert output.read_bytes()[:4] == b"glTF"
    assert shell.json("jobs")["jobs"] == made["jobs"]
    (job,) = made["jobs"]
    kept = shell.json("library", "keep", job["id"], "--folder", shell.folder / "props")
    assert [prop["name"] for prop in kept["props"]] == ["Stool"]
    assert shell.json("fetch", job["task"])["jobs"][0]["id"] == job["id"]
    assert shell.json("cancel", "--all")["said"] == ["Nothing is under way."]
    assert len(service.record()["submissions"]) == 1


def test_the_help_comes_and_says_which_limits_hold(shell: Shell) -> None:
    process = shell.start("batch", "--help")
    told = " ".join(process.communicate(timeout=60)[0].split())
    assert process.returncode == 0
    assert "“Credits a Day for Scripts” is for rodin_props.script, and does not hold here." in told


def test_what_goes_wrong_has_its_exit_code(shell: Shell, service: Any) -> None:
    assert "--nonsense" in shell.json("generate", "--nonsense", code=2)["trouble"]["sentence"]
    assert shell.json("generate", "--text", "a stool", "--limit", "0.25", code=4)["trouble"]["code"] == "OVER_LIMIT"
    service.scenario(faults={"submit.content_violation": 1})
    assert shell.json("generate", "--text", "a stool", code=6)["jobs"][0]["state"] == "FAILED"
    assert shell.json("library", "list", "--folder", shell.folder / "none", code=8)["result"] == "files"
    shell = Shell(blender=shell.blender, environment={**shell.environment, "RODIN_API_KEY": "no"}, folder=shell.folder)
    assert shell.json("balance", code=3)["trouble"]["remedy"] == "SET_KEY"


def test_ctrl_c_loses_nothing(shell: Shell, service: Any) -> None:
    service.scenario(faults={"status.stuck": -1})
    process = shell.start("generate", "--text", "a stool", "--json")
    wait_until(lambda: bool(service.record()["submissions"]), seconds=60, what="the submission")
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 130, output + errors
    go_on = checked(output, 130)["go_on"]
    assert f"To go on: blender --command rodin_props {go_on}" in errors
    service.scenario(faults={"status.stuck": 0})
    assert shell.json(*shlex.split(go_on))["jobs"][0]["state"] == "READY"
    assert len(service.record()["submissions"]) == 1


def test_a_list_is_paid_when_somebody_says_yes_at_the_terminal(shell: Shell, service: Any) -> None:
    street = shell.folder / "street.csv"
    street.write_text("text\na bench\na lamp\n", "utf-8")
    question = "2 rows, all new. Make 2 of them for 1 credit? [y/N] "
    terminal = shell.on_terminal("batch", street, "--json")
    terminal.wait_for(question)
    terminal.press(CTRL_C)
    assert checked(terminal.end().output, 130)["trouble"]["sentence"] == "Interrupted. Nothing was sent."
    terminal = shell.on_terminal("batch", street, "--json")
    terminal.wait_for(question)
    terminal.press("n\n")
    checked(terminal.end().output, 2)
    assert service.record()["submissions"] == []
    terminal = shell.on_terminal("batch", street, "--output-folder", shell.folder / "out", "--json")
    terminal.wait_for(question)
    terminal.press("y\n")
    made = checked(terminal.end().output, 0)
    assert [Path(prop["path"]).is_file() for prop in made["props"]] == [True, True]
    assert "\r\x1b[K[####" in terminal.shown
