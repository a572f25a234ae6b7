# SPDX-License-Identifier: GPL-3.0-or-later
"""Loads the repository's root as the package `rodin_props`, and starts sandboxes."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from support.package import ROOT, load
from support.sandbox_process import QUICK, SandboxProcess

load()
settings.register_profile("without_a_clock", deadline=None)  # how long an example takes says how busy the machine is
settings.load_profile("without_a_clock")

_ENDED_BY_A_SIGNAL = re.compile(
    r"\bcode (-\d+|1(2[89]|[3-9]\d))\b|Fatal Python error|Segmentation fault|worker '\w+' crashed"
)


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
    in_worker = hasattr(config, "workerinput")  # of pytest-xdist: its reports come to the process that started it
    if config.pluginmanager.hasplugin("cacheprovider") and not in_worker:
        _record_folder = Path(config.rootpath, config.getini("cache_dir"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root folder."""
    return ROOT


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
    return start_sandbox(*QUICK)


@pytest.fixture
def sandbox(shared_sandbox: SandboxProcess) -> SandboxProcess:
    """A fast sandbox without memory of earlier tests."""
    shared_sandbox.reset()
    return shared_sandbox
