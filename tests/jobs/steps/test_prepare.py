# SPDX-License-Identifier: GPL-3.0-or-later
"""The background Blender as a child process: good ones, bad ones, and ones that will not end."""

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.types import MeshMode
from rodin_props.errors import Stopped
from rodin_props.jobs.errors import PreparationFailed
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.steps import prepare
from rodin_props.jobs.steps.prepare_result import read_result
from rodin_props.jobs.target import Target
from rodin_props.jobs.work import NewTextures
from rodin_props.processes import children
from support.fake_blender import fake_prepare
from support.waiting import wait_until


def run(job: Any, **options: Any) -> Any:
    return prepare.run(job, threading.Event(), **options)


def alive(pid: int) -> bool:
    return bool(children.command_of(pid))


def test_a_good_one_leaves_a_blend_and_reports_its_facts(job: Any) -> None:
    made = job("ok", target=Target(size_meters=0.8, size_axis="HEIGHT"))
    prepared = run(made)
    assert prepared.dimensions == (1.0, 2.0, 0.8)
    assert (prepared.triangles, prepared.blender_version) == (12, "5.0.1")
    assert (made.folder / "prepared.blend").read_bytes().startswith(b"BLENDER")
    assert not list(made.folder.glob("new-*"))


def test_quads_are_restored_where_they_were_asked_for(job: Any) -> None:
    quads, raw = (GenerationOptions(mesh_mode=mode) for mode in (MeshMode.QUAD, MeshMode.RAW))
    on_a_mesh = NewTextures(mesh_file="mesh.glb")
    assert run(job("ok", options=quads)).quads == 6
    assert run(job("ok", options=raw)).quads == 0
    assert run(job("ok", options=quads, work=on_a_mesh)).quads == 0


def test_what_a_blender_of_an_early_version_does_not_count_is_not_known(tmp_path: Path) -> None:
    for quads in ({}, {"quads": "many"}, {"quads": -1}):
        (tmp_path / "result.json").write_text(json.dumps({"ok": True, "triangles": 12, **quads}))
        assert read_result(tmp_path / "result.json", exit_code=0).quads is None


def test_a_copy_that_a_killed_one_left_goes(job: Any) -> None:
    made = job("crash")
    (made.folder / "reduced-model.glb").write_bytes(b"glTF")
    with pytest.raises(PreparationFailed):
        run(made)
    assert [path.name for path in made.folder.glob("*.glb")] == ["model.glb"]


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
    assert str(caught.value).endswith("Its file is kept; resume the job to try again.")
    assert not (made.folder / "prepared.blend").exists()


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
