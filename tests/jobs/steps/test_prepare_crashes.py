# SPDX-License-Identifier: GPL-3.0-or-later
"""Background Blenders that crash, as every system tells it, and those that Windows ends."""

import threading
from pathlib import Path
from typing import Any

import pytest
from rodin_props.jobs.errors import PreparationFailed
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.steps import prepare
from rodin_props.jobs.steps.prepare_result import read_result
from support.waiting import wait_until
from support.windows_kernel import WindowsKernel, pretend_windows


@pytest.mark.parametrize("code", [3, 11, 22, 134])
def test_one_that_crashed_once_is_tried_again_on_every_system(
    ledger: Ledger, preparing: Any, patient: Any, code: int
) -> None:
    made = preparing(f"exit-once:{code}")
    prepare.prepare(made, patient)
    assert ledger.get(made.id).state == "READY"


@pytest.mark.parametrize("code", [3, 11, 22, 134])
def test_one_that_always_crashes_is_a_sentence(ledger: Ledger, preparing: Any, patient: Any, code: int) -> None:
    made = preparing(f"exit:{code}")
    with pytest.raises(PreparationFailed, match="background Blender crashed"):
        prepare.prepare(made, patient)


def test_one_that_says_no_is_not_tried_again(ledger: Ledger, preparing: Any, patient: Any) -> None:
    made = preparing("exit-once:1")
    with pytest.raises(PreparationFailed, match="without a result"):
        prepare.prepare(made, patient)


@pytest.mark.parametrize("code", [0xC0000005, 0xC0000374, 0xC0000409])
def test_the_codes_that_only_windows_knows_are_crashes(tmp_path: Path, code: int) -> None:
    with pytest.raises(PreparationFailed, match="background Blender crashed"):
        read_result(tmp_path / "no result", exit_code=code)


def run(job: Any, **options: Any) -> Any:
    return prepare.run(job, threading.Event(), **options)


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> WindowsKernel:
    """Windows' kernel, for this process and its children."""
    return pretend_windows(monkeypatch)


def test_on_windows_one_that_takes_too_much_memory_is_ended_with_a_sentence(job: Any, kernel: WindowsKernel) -> None:
    made = job("hang")
    kernel.private_bytes = kernel.physical_bytes
    with pytest.raises(PreparationFailed, match="more memory than this computer can spare"):
        run(made)
    assert len(kernel.ended_with) == 1


def test_on_windows_one_that_takes_too_long_is_ended_with_all_that_it_started(job: Any, kernel: WindowsKernel) -> None:
    with pytest.raises(PreparationFailed, match="not done after"):
        run(job("hang"), timeout=0.5)
    assert len(kernel.ended_with) == 1
    assert (kernel.open_handles, kernel.mistakes) == (0, [])


def test_on_windows_one_ends_with_its_worker(job: Any, kernel: WindowsKernel) -> None:
    made = job("hang")
    outcome: list[BaseException] = []

    def work() -> None:
        try:
            run(made)
        except PreparationFailed as error:
            outcome.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    wait_until(lambda: (made.folder / "hanging").exists())
    wait_until(lambda: any(held.pids for held in kernel.jobs))  # it may have begun before that was done
    kernel.end_process_of_ours()
    thread.join(60.0)
    assert "crashed" in str(outcome)
