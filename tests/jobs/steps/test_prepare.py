# SPDX-License-Identifier: GPL-3.0-or-later
"""The background Blender as a child process: good ones, bad ones, and ones that will not end."""

import dataclasses
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from rodin_props.errors import Stopped
from rodin_props.jobs.errors import PreparationFailed
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import State
from rodin_props.jobs.steps import prepare
from rodin_props.jobs.steps.prepare_result import read_result
from rodin_props.jobs.steps.tools import JobTools
from rodin_props.jobs.target import Target
from rodin_props.processes import children
from support.fake_blender import fake_prepare
from support.waiting import wait_until
from support.windows_kernel import WindowsKernel, pretend_windows


@pytest.fixture
def job(ledger: Ledger, add_job: Any) -> Any:
    """A function that makes a job with a model and a command of some kind."""

    def make(mode: str, **changes: Any) -> Any:
        added = add_job(prepare_command=fake_prepare(mode) if mode else (), **changes)
        (added.folder / "model.glb").write_bytes(b"glTF")
        return ledger.update(added.id, model_file="model.glb")

    return make


def run(job: Any, **options: Any) -> Any:
    return prepare.run(job, threading.Event(), **options)


def _preparing(ledger: Ledger, job: Any) -> Any:
    for state in (State.SUBMITTING, State.WAITING, State.DOWNLOADING, State.PREPARING):
        job = ledger.move(job.id, state)
    return job


def waiting(tools: Any) -> JobTools:
    """The tools of a job for which time passes as usual."""
    return dataclasses.replace(tools(), stop=threading.Event())


def alive(pid: int) -> bool:
    return bool(children.command_of(pid))


def test_a_good_one_leaves_a_blend_and_reports_its_facts(job: Any) -> None:
    made = job("ok", target=Target(size_meters=0.8, size_axis="HEIGHT"))
    prepared = run(made)
    assert prepared.dimensions == (1.0, 2.0, 0.8)
    assert (prepared.triangles, prepared.blender_version) == (12, "5.0.1")
    assert (made.folder / "prepared.blend").read_bytes().startswith(b"BLENDER")
    assert not list(made.folder.glob("new-*"))


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("crash", "crashed"),
        ("fail", "the importer did not like it"),
        ("mute", "without a result"),
        ("nothing", "wrote no file"),
        ("nonsense", "without a result"),
    ],
)
def test_a_bad_one_is_a_sentence_and_leaves_no_blend(job: Any, mode: str, words: str) -> None:
    made = job(mode)
    with pytest.raises(PreparationFailed, match=words) as caught:
        run(made)
    assert str(caught.value).endswith("Resume the job to try again.")
    assert not (made.folder / "prepared.blend").exists()


@pytest.mark.parametrize("code", [3, 11, 22, 134])
def test_one_that_crashed_once_is_tried_again_on_every_system(ledger: Ledger, job: Any, tools: Any, code: int) -> None:
    made = _preparing(ledger, job(f"exit-once:{code}"))
    prepare.prepare(made, waiting(tools))
    assert ledger.get(made.id).state == "READY"


@pytest.mark.parametrize("code", [3, 11, 22, 134])
def test_one_that_always_crashes_is_a_sentence(ledger: Ledger, job: Any, tools: Any, code: int) -> None:
    made = _preparing(ledger, job(f"exit:{code}"))
    with pytest.raises(PreparationFailed, match="background Blender crashed"):
        prepare.prepare(made, waiting(tools))


def test_one_that_says_no_is_not_tried_again(ledger: Ledger, job: Any, tools: Any) -> None:
    made = _preparing(ledger, job("exit-once:1"))
    with pytest.raises(PreparationFailed, match="without a result"):
        prepare.prepare(made, waiting(tools))


@pytest.mark.parametrize("code", [0xC0000005, 0xC0000374, 0xC0000409])
def test_the_codes_that_only_windows_knows_are_crashes(tmp_path: Path, code: int) -> None:
    with pytest.raises(PreparationFailed, match="background Blender crashed"):
        read_result(tmp_path / "no result", exit_code=code)


def test_one_that_cannot_be_started_is_a_sentence(ledger: Ledger, job: Any) -> None:
    made = ledger.update(job("ok").id, prepare_command=("/no/such/blender",))
    with pytest.raises(PreparationFailed, match="could not be started"):
        run(made)


def test_an_older_result_is_not_mistaken_for_the_new_one(ledger: Ledger, job: Any) -> None:
    made = job("ok")
    run(made)
    made = ledger.update(made.id, prepare_command=fake_prepare("mute"))
    with pytest.raises(PreparationFailed, match="without a result"):
        run(made)
    assert (made.folder / "prepared.blend").exists(), "what was good stays"


def test_one_that_hangs_is_ended_in_time(job: Any) -> None:
    made = job("hang")
    with pytest.raises(PreparationFailed, match="not done after"):
        run(made, timeout=1.0)
    assert not alive(int((made.folder / "hanging").read_text()))


def test_one_that_is_stopped_ends_with_its_process(job: Any) -> None:
    made, stop = job("hang"), threading.Event()
    outcome: list[BaseException] = []

    def work() -> None:
        try:
            prepare.run(made, stop)
        except Stopped as error:
            outcome.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    pid = int(wait_until(lambda: (made.folder / "hanging").exists() and (made.folder / "hanging").read_text()))
    assert alive(pid)
    stop.set()
    thread.join(10.0)
    assert len(outcome) == 1
    assert not alive(pid)


def test_what_a_killed_worker_left_running_is_ended_first(job: Any, tmp_path: Path) -> None:
    made = job("hang")
    task = made.folder / "prepare.json"
    task.write_text('{"model": "", "output": "%s", "result": "", "name": ""}' % (made.folder / "new-prepared.blend"))
    with (tmp_path / "output").open("wb") as output:
        left = children.start([*made.prepare_command, str(task)], stdout=output)
    wait_until(lambda: (made.folder / "hanging").exists())
    (made.folder / "prepare.pid").write_text(str(left.pid))
    with pytest.raises(PreparationFailed):
        run(made, timeout=0.5)
    assert left.wait(10.0) != 0


def test_a_stranger_s_process_is_left_alone(job: Any) -> None:
    made = job("ok")
    (made.folder / "prepare.pid").write_text(str(os.getpid()))
    run(made)
    assert alive(os.getpid())


def test_what_it_prints_is_kept_up_to_a_limit(job: Any) -> None:
    made = job("chatter")
    run(made)
    assert 0 < (made.folder / "prepare.log").stat().st_size <= 262_144


def test_it_does_not_see_the_key(job: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RODIN_API_KEY", "very-secret")
    made = job("key")
    run(made)
    assert "very-secret" not in (made.folder / "environment").read_text()


def test_larger_models_have_more_time_within_reason() -> None:
    times = [prepare.timeout_seconds(size) for size in (0, 10_000_000, 100_000_000, 10_000_000_000)]
    assert times == sorted(times)
    assert times[0] >= 120.0
    assert times[-1] <= 3600.0


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
    kernel.end_process_of_ours()
    thread.join(60.0)
    assert "crashed" in str(outcome)
