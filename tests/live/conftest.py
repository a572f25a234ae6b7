# SPDX-License-Identifier: GPL-3.0-or-later
"""A sandbox in the service's place, and runs of `make live` against it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rodin_props.live import cli
from support.live_run import KEY, Run
from support.sandbox_process import SOON, SandboxProcess


@pytest.fixture(scope="session")
def live_sandbox(start_sandbox: Callable[..., SandboxProcess]) -> SandboxProcess:
    return start_sandbox(*SOON, "--key", KEY, "--credits", "1000")


@pytest.fixture
def service(live_sandbox: SandboxProcess, monkeypatch: pytest.MonkeyPatch) -> SandboxProcess:
    """A sandbox without memory, to which the environment points."""
    live_sandbox.reset()
    monkeypatch.setenv("RODIN_API_KEY", KEY)
    monkeypatch.setenv("RODIN_BASE_URL", live_sandbox.base_url)
    return live_sandbox


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    """What every run here is told."""
    return ["--folder", str(tmp_path / "live"), "--pause-seconds", "0.02"]


@pytest.fixture
def live(
    service: SandboxProcess, arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Run]:
    """Runs it to its end."""

    def run(*more: str) -> Run:
        status = cli.main([*arguments, *more])
        said = "".join(capsys.readouterr())
        path = tmp_path / "live" / "report.json"
        report = json.loads(path.read_text("utf-8")) if path.is_file() else {}
        return Run(status=status, said=said, folder=tmp_path / "live", report=report)

    return run


@pytest.fixture
def pay(live: Callable[..., Run]) -> Callable[..., Run]:
    """Runs it with paid questions, up to a limit."""
    return lambda *names, limit=20: live("--try", *names, "--yes", "--limit", str(limit))
