# SPDX-License-Identifier: GPL-3.0-or-later
"""Loads the repository's root as the package `rodin_props`, and starts sandboxes."""

import importlib.util
import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]


def _load_package() -> None:
    spec = importlib.util.spec_from_file_location(
        "rodin_props", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    assert spec is not None
    assert spec.loader is not None
    package = importlib.util.module_from_spec(spec)
    sys.modules["rodin_props"] = package
    spec.loader.exec_module(package)


if "rodin_props" not in sys.modules:
    _load_package()

_ENDED_BY_A_SIGNAL = re.compile(r"\bcode (-\d+|1(2[89]|[3-9]\d))\b|Fatal Python error|Segmentation fault")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note a failed test in which a Blender ended by a signal: scripts/play_suite.py does not play it again."""
    text = "\n".join([report.longreprtext, *(content for _, content in report.sections)])
    record = _record_folder
    if report.failed and record is not None and _ENDED_BY_A_SIGNAL.search(text):
        record.mkdir(parents=True, exist_ok=True)
        with (record / "crashed").open("a", encoding="utf-8") as file:
            file.write(f"{report.nodeid}\n")


_record_folder: Path | None = None


def pytest_configure(config: pytest.Config) -> None:
    """Learn where the record of this run is kept."""
    global _record_folder  # hooks that see a report are not told the configuration
    if config.pluginmanager.hasplugin("cacheprovider"):
        _record_folder = Path(config.rootpath, config.getini("cache_dir"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root folder."""
    return ROOT


class SandboxProcess:
    """A sandbox in a process of its own, on free ports.

    Its Python may differ from the tests' own (other Blenders, an old requests): RODIN_PROPS_SANDBOX_PYTHON names it.
    """

    def __init__(self, *arguments: str) -> None:
        python = os.environ.get("RODIN_PROPS_SANDBOX_PYTHON") or sys.executable
        command = [python, "-m", "sandbox", "--port", "0", "--files-port", "0", *arguments]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        found = re.search(r"(http://[\d.]+:\d+)(/\S+) .*key: (\S+?)\)", line)
        assert found, f"The sandbox did not start: {line!r}"
        self.origin, self.key = found[1], found[3]
        self.base_url = found[1] + found[2]

    def _call(self, path: str, body: dict[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.origin + path, data=data, headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def scenario(self, **settings: Any) -> None:
        """Change how it behaves from now on, such as `faults={"no_funds": 1}` or `credits=3.0`."""
        self._call("/sandbox/scenario", settings)

    def record(self) -> Any:
        """Every request it received, and every submission with what was charged."""
        return self._call("/sandbox/record")

    def reset(self) -> None:
        """Forget all tasks, faults and records."""
        self._call("/sandbox/reset", {})

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.communicate()


@pytest.fixture(scope="session")
def start_sandbox() -> Iterator[Callable[..., SandboxProcess]]:
    """A function that starts a sandbox with command-line arguments; all are stopped at the end."""
    started: list[SandboxProcess] = []

    def start(*arguments: str) -> SandboxProcess:
        started.append(SandboxProcess(*arguments))
        return started[-1]

    yield start
    for sandbox in started:
        sandbox.stop()


@pytest.fixture(scope="session")
def shared_sandbox(start_sandbox: Callable[..., SandboxProcess]) -> SandboxProcess:
    """One fast sandbox for the whole session; use `sandbox`, which resets it before each test."""
    return start_sandbox("--speed", "1000", "--rate-limit", "0", "--parallel-limit", "0")


@pytest.fixture
def sandbox(shared_sandbox: SandboxProcess) -> SandboxProcess:
    """A fast sandbox without memory of earlier tests."""
    shared_sandbox.reset()
    return shared_sandbox
