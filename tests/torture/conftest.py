# SPDX-License-Identifier: GPL-3.0-or-later
"""Sandboxes, desks, and the counts at the end of a run."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from rodin_props.jobs.worker.log import LEVEL_VARIABLE
from support.sandbox_process import QUICK, small

sys.path.insert(0, str(Path(__file__).parent / "helpers"))
sys.path.insert(1, str(Path(__file__).parents[2]))  # the sandbox's own table and checks

from torture import trial
from torture.counts import MEASURED, TRIED, tried
from torture.desk import Desk
from torture.disks import disk

_RICH_AND_PROMPT = ("--empty-downloads", "0", "--credits", "100000")
_began = time.monotonic()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what was tried."""
    terminalreporter.section("torture")
    for what, times in sorted(TRIED.items()):
        terminalreporter.write_line(f"{what:48} {times:>8,}")
    for what, seconds in sorted(MEASURED.items()):
        terminalreporter.write_line(f"{what:48} {seconds:>8.2f}")
    terminalreporter.write_line(f"{'seconds':48} {time.monotonic() - _began:>8,.0f}")


@pytest.fixture(scope="session")
def quick_sandbox(start_sandbox: Callable[..., Any]) -> Any:
    """A sandbox that makes small models at once and bears any crowd."""
    return start_sandbox(*QUICK, *small(pixels=32, faces=300), *_RICH_AND_PROMPT)


@pytest.fixture
def sandbox(quick_sandbox: Any) -> Any:
    quick_sandbox.reset()
    return quick_sandbox


@pytest.fixture
def desk(sandbox: Any, tmp_path: Path) -> Iterator[Desk]:
    """A fresh ledger at the shared sandbox; its workers are ended at the end."""
    made = Desk(tmp_path, base_url=sandbox.base_url, key=sandbox.key)
    yield made
    made.close()


@pytest.fixture(scope="session")
def fault_trials(start_sandbox: Callable[..., Any], tmp_path_factory: Any) -> Iterator["Future[trial.Trials]"]:
    """The trial of every fault, which takes minutes of waiting and goes on beside other tests."""
    arguments = (*QUICK, *small(pixels=32, faces=300), *_RICH_AND_PROMPT, "--key", trial.KEY)
    sandbox, zip_sandbox = start_sandbox(*arguments), start_sandbox(*arguments)
    zip_sandbox.scenario(bang_files="zip")
    os.environ[LEVEL_VARIABLE] = "DEBUG"  # no secret in the workers' logs at any level
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(trial.run, sandbox, zip_sandbox, tmp_path_factory.mktemp("faults"))


@pytest.fixture(scope="session")
def trials(fault_trials: "Future[trial.Trials]") -> trial.Trials:
    """What became of each fault."""
    return fault_trials.result()


@pytest.fixture(scope="session", autouse=True)
def _begin_early(request: pytest.FixtureRequest) -> None:
    if any("trials" in getattr(item, "fixturenames", ()) for item in request.session.items):
        request.getfixturevalue("fault_trials")


@pytest.fixture(scope="module")
def mounts(tmp_path_factory: Any) -> Path:
    """Where disks may be mounted; skips where they may not."""
    folder: Path = tmp_path_factory.mktemp("disks")
    try:
        with disk(folder / "probe"):
            pass
    except (OSError, subprocess.CalledProcessError) as error:
        tried("SKIPPED: disks of their own need root on Linux")
        pytest.skip(f"no disk can be mounted here: {error}")
    return folder
