# SPDX-License-Identifier: GPL-3.0-or-later
"""The real background Blender is bounded: it outlives neither its worker nor its share of the memory."""

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from rodin_props.jobs.errors import PreparationFailed
from rodin_props.jobs.glb.check import check_glb
from rodin_props.jobs.steps import prepare
from rodin_props.processes import memory
from support.fake_blender import fake_prepare
from support.process_state import runs
from support.waiting import wait_until
from torture import bad_convert
from torture.counts import tried
from torture.desk import Desk, submissions
from torture.sentences import assert_is_fit_to_read

from sandbox.faults.glb_surgery import unwelded_grid


def real_prepare(root: Path, mode: str) -> tuple[str, ...]:
    """The beginning of a command that starts the real preparation with an importer of some kind."""
    convert = str(root / "scene" / "prepare" / "convert.py")
    return (sys.executable, "-I", bad_convert.__file__, convert, mode, "--")


@pytest.mark.parametrize("mode", ["sleep", "spin"])
def test_it_ends_by_itself_when_its_worker_was_killed(mode: str, desk: Desk, sandbox: Any, root: Path) -> None:
    job = desk.add(prepare_command=real_prepare(root, mode))
    desk.ensure()
    wait_until((job.folder / "importing").exists, what="the import")
    child = int((job.folder / "prepare.pid").read_text())
    assert runs(child)
    assert desk.ledger.get(job.id).state == "PREPARING"
    desk.kill_worker()
    wait_until(lambda: not runs(child), what="the end of the orphaned background Blender")
    desk.ledger.update(job.id, prepare_command=fake_prepare())
    (done,) = desk.run_to_the_end(job)
    assert done.state == "READY"
    assert submissions(sandbox) == {"a chair": 1}
    tried("orphaned background Blenders")


def test_it_ends_when_its_input_does_on_any_system(root: Path, tmp_path: Path) -> None:
    """Without a death that Linux's kernel could tell it of: only the pipe is closed."""
    task = tmp_path / "task.json"
    paths = {"model": "model.glb", "output": str(tmp_path / "out.blend"), "result": str(tmp_path / "result.json")}
    task.write_text(json.dumps({**paths, "name": "Chair", "ends_with_input": True}))
    command = [*real_prepare(root, "sleep"), str(task)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as child:
        wait_until(task.with_name("importing").exists, what="the import")
        assert child.poll() is None
        child.stdin.close()
        assert wait_until(lambda: child.poll(), what="its end") == 1
    tried("orphaned background Blenders")


def test_one_that_eats_memory_is_ended_and_can_be_tried_again(
    desk: Desk, sandbox: Any, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(memory.VARIABLE, str(1 << 30))  # the worker inherits it
    job = desk.add(prepare_command=real_prepare(root, "eat"))
    (failed,) = desk.run_to_the_end(job, seconds=120)
    assert (failed.state, failed.error_code) == ("FAILED", "PREPARATION_FAILED")
    assert "more memory than this computer can spare" in failed.error
    assert_is_fit_to_read(failed.error)
    assert failed.may_prepare_again
    desk.ledger.prepare_again(job.id, prepare_command=fake_prepare(), blender_version="5.0.1")
    (done,) = desk.run_to_the_end(job)
    assert done.state == "READY"
    assert submissions(sandbox) == {"a chair": 1}
    tried("importers that eat memory")


def test_a_model_that_takes_too_much_memory(desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No stand-in anywhere: a model that the check lets through, and Blender's own importer."""
    convert = (sys.executable, "-I", str(root / "scene" / "prepare" / "convert.py"), "--")
    job = desk.add(prepare_command=convert)
    (job.folder / "model.glb").write_bytes(unwelded_grid(triangles=1_000_000))
    assert check_glb(job.folder / "model.glb").triangles == 1_000_000
    job = desk.ledger.update(job.id, model_file="model.glb")
    monkeypatch.setenv(memory.VARIABLE, str(400 << 20))
    with pytest.raises(PreparationFailed, match="more memory than this computer can spare"):
        prepare.run(job, threading.Event())
    assert not (job.folder / "prepared.blend").exists()
    monkeypatch.delenv(memory.VARIABLE)
    assert prepare.run(job, threading.Event()).triangles == 1_000_000
    tried("importers that eat memory")


def test_the_usual_bound_is_a_share_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for nonsense in (None, "much"):
        monkeypatch.delenv(memory.VARIABLE, raising=False)
        if nonsense:
            monkeypatch.setenv(memory.VARIABLE, nonsense)
        assert 1 << 30 < memory.bound_bytes() < 1 << 45
