# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of a model are fetched in whatever form they come, kept in one file, and survive what may happen."""

import zipfile
from pathlib import Path
from typing import Any

import pytest
from rodin_props.api.options.part_options import PartOptions
from rodin_props.jobs import crashpoints
from rodin_props.jobs.job import Job
from rodin_props.jobs.work import Parts
from support.fake_blender import fake_prepare
from support.jobs.small_model import glb, triangle
from support.jobs.worker_service import Service, finish
from support.waiting import wait_until


@pytest.fixture
def add_parts(service: Service) -> Any:
    """A function that adds a job that splits a mesh into four parts."""

    def add(**changes: Any) -> Job:
        job = service.add(
            prompt="drawer, door",
            work=Parts(mesh_file="mesh.glb", options=PartOptions(strength=4, seed=7)),
            **changes,
        )
        (job.folder / "mesh.glb").write_bytes(glb(*triangle()))
        return job

    return add


def names_in(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return sorted(archive.namelist())


def models_left(job: Job) -> set[str]:
    return {path.name for path in job.folder.iterdir() if path.suffix in {".glb", ".zip", ".part"} or path.is_dir()}


@pytest.mark.parametrize(("files", "model"), [("one", "model.glb"), ("many", "model.zip"), ("zip", "model.zip")])
def test_parts_arrive_in_every_form_as_one_file(service: Service, add_parts: Any, files: str, model: str) -> None:
    service.sandbox.scenario(bang_files=files)
    done = finish(service, add_parts())
    assert (done.state, done.model_file, done.preview_file, done.error) == ("READY", model, "preview.webp", "")
    assert models_left(done) == {"mesh.glb", model}
    assert done.bytes_done == done.bytes_total
    if model == "model.zip":
        assert len(names_in(done.folder / model)) == 4
    if files == "many":
        assert names_in(done.folder / model) == ["door.glb", "door_2.glb", "drawer.glb", "drawer_2.glb"]
        with zipfile.ZipFile(done.folder / model) as archive:
            assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}


@pytest.mark.parametrize(
    "point",
    [
        "download:before-list",
        "download:before-check",
        *crashpoints.OF_SEVERAL_FILES,
        "download:before-preview",
        "download:before-preparing",
        "prepare:after-start",
    ],
)
def test_wherever_the_worker_dies_the_parts_arrive(
    service: Service, add_parts: Any, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    service.sandbox.scenario(bang_files="many")
    job = add_parts()
    monkeypatch.setenv(crashpoints.VARIABLE, point)
    service.ensure()
    child = service.supervisor._children[service.account].process
    assert wait_until(lambda: child.poll(), what="its death") == -9
    monkeypatch.delenv(crashpoints.VARIABLE)
    done = finish(service, job)
    assert (done.state, done.model_file) == ("READY", "model.zip")
    assert models_left(done) == {"mesh.glb", "model.zip"}
    assert len(names_in(done.folder / "model.zip")) == 4
    assert len(service.submissions()) == 1


def test_what_had_come_before_the_worker_died_is_not_fetched_again(
    service: Service, add_parts: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.sandbox.scenario(bang_files="many")
    job = add_parts()
    monkeypatch.setenv(crashpoints.VARIABLE, "download:before-packing")
    service.ensure()
    child = service.supervisor._children[service.account].process
    wait_until(lambda: child.poll() is not None, what="its death")
    monkeypatch.delenv(crashpoints.VARIABLE)
    finish(service, job)
    requests = service.sandbox.record()["requests"]
    assert sum(each["port"] == "files" and each["path"].endswith(".glb") for each in requests) == 4


def test_parts_are_not_shown_to_a_blender_without_bounds(service: Service, add_parts: Any) -> None:
    for command in ((), ("/there/is/no/such/blender",)):
        failed = finish(service, add_parts(prepare_command=command))
        assert (failed.state, failed.error_code) == ("FAILED", "PREPARATION_FAILED")
        assert "could not be started" in failed.error
        assert failed.may_try_anyway
        service.ledger.try_anyway(failed.id, prepare_command=fake_prepare(), blender_version="5.0.1")
        assert finish(service, failed).state == "READY"
