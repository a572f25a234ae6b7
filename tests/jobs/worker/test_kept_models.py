# SPDX-License-Identifier: GPL-3.0-or-later
"""A model that was paid for is kept, whatever is wrong with it, and fetched again only where that may help."""

from pathlib import Path
from typing import Any

import pytest
from rodin_props.jobs.job import Job
from rodin_props.jobs.states import IllegalMove
from support.fake_blender import fake_prepare
from support.jobs.small_model import changed
from support.jobs.worker_service import Service, finish

KEPT = "refused-model.glb"


def fetched(service: Service) -> int:
    """How many answers the file host gave with a model."""
    requests = service.sandbox.record()["requests"]
    return sum(each["port"] == "files" and each["path"].endswith(".glb") for each in requests)


def try_anyway(service: Service, job: Job, command: tuple[str, ...] | None = None) -> Job:
    command = fake_prepare() if command is None else command
    service.ledger.try_anyway(job.id, prepare_command=command, blender_version="5.0.1")
    return finish(service, job)


@pytest.fixture
def serve(service: Service, tmp_path: Path) -> Any:
    """A function that has a model served to the next jobs."""

    def run(model: bytes) -> None:
        (tmp_path / "a chair.glb").write_bytes(model)
        service.sandbox.scenario(models_folder=str(tmp_path))

    return run


def too_many_nodes(count: int) -> bytes:
    return changed(lambda document: document["nodes"].extend([{}] * count))


@pytest.mark.parametrize("fault", ["model.uri_file", "model.nodes_cycle", "model.version_1"])
def test_a_refused_model_is_kept_and_not_fetched_again(service: Service, fault: str) -> None:
    service.faults(named={fault: -1})
    failed = finish(service, service.add())
    assert failed.state == "FAILED"
    assert failed.error_code in {"MODEL_BROKEN", "MODEL_DOUBTFUL"}
    assert "a new download would be the same" in failed.error.lower()
    kept = (failed.folder / KEPT).read_bytes()
    assert kept
    assert not list(failed.folder.glob("model.*"))
    count = fetched(service)
    # Not even the service is needed any more, which has forgotten it.
    service.sandbox.scenario(advance_seconds=8 * 24 * 3600)
    service.ledger.resume(failed.id)
    again = finish(service, failed)
    assert (again.state, again.error) == ("FAILED", failed.error)
    assert (failed.folder / KEPT).read_bytes() == kept
    assert fetched(service) == count


def test_a_model_that_was_refused_by_mistake_is_taken_without_another_download(service: Service, serve: Any) -> None:
    serve(too_many_nodes(30_000))
    failed = finish(service, service.add())
    assert failed.error_code == "MODEL_DOUBTFUL"
    count = fetched(service)
    (failed.folder / KEPT).write_bytes(changed(lambda document: None))  # as if the check were another one now
    service.ledger.resume(failed.id)
    done = finish(service, failed)
    assert (done.state, done.model_file, done.preview_file) == ("READY", "model.glb", "preview.webp")
    assert not (done.folder / KEPT).exists()
    assert fetched(service) == count


@pytest.mark.parametrize("fault", ["model.truncated", "file.length_small", "model.html"])
def test_a_damaged_model_is_fetched_again_and_replaced_by_a_whole_one(service: Service, fault: str) -> None:
    service.faults(named={fault: 1})
    failed = finish(service, service.add())
    assert (failed.state, failed.error_code, failed.remedy) == ("FAILED", "MODEL_DAMAGED", "RESUME")
    assert (failed.folder / KEPT).is_file()
    assert not failed.may_try_anyway
    service.ledger.resume(failed.id)
    done = finish(service, failed)
    assert done.state == "READY"
    assert (done.folder / "model.glb").read_bytes().startswith(b"glTF")
    assert not (done.folder / KEPT).exists()


@pytest.mark.parametrize("fault", ["file.http_404", "model.html"])
def test_a_damaged_model_stays_until_there_is_a_whole_one(service: Service, fault: str) -> None:
    service.faults(named={"model.truncated": 1})
    failed = finish(service, service.add())
    half = (failed.folder / KEPT).read_bytes()
    service.faults(named={fault: -1})
    service.ledger.resume(failed.id)
    again = finish(service, failed, deadline_seconds=3.0)
    assert again.state == "FAILED"
    assert (again.folder / KEPT).read_bytes() == half
    assert not (again.folder / "model.glb").exists()


def test_a_damaged_model_gives_way_to_a_whole_one_that_is_refused(service: Service) -> None:
    service.faults(named={"model.truncated": 1, "model.uri_file": -1})
    failed = finish(service, service.add())
    half = (failed.folder / KEPT).stat().st_size
    service.ledger.resume(failed.id)
    again = finish(service, failed)
    assert (failed.error_code, again.error_code) == ("MODEL_DAMAGED", "MODEL_BROKEN")
    assert (again.folder / KEPT).stat().st_size != half


def test_a_doubtful_model_can_be_tried_anyway(service: Service, serve: Any) -> None:
    serve(too_many_nodes(30_000))
    failed = finish(service, service.add())
    assert failed.may_try_anyway
    count = fetched(service)
    done = try_anyway(service, failed)
    assert (done.state, done.model_file, done.only_with_bounds) == ("READY", KEPT, True)
    assert done.prepared_path is not None
    assert done.prepared_path.is_file()
    assert fetched(service) == count


def test_what_was_tried_anyway_never_goes_without_bounds(service: Service, serve: Any) -> None:
    serve(too_many_nodes(30_000))
    failed = finish(service, service.add())
    for command in ((), ("/there/is/no/such/blender",)):
        again = try_anyway(service, failed, command)
        assert (again.state, again.error_code) == ("FAILED", "PREPARATION_FAILED")
        assert "could not be started" in again.error
        assert (again.folder / KEPT).is_file()
    assert try_anyway(service, failed).state == "READY"


def test_a_model_that_nothing_may_read_cannot_be_tried_anyway(service: Service) -> None:
    service.faults(named={"model.uri_file": -1})
    failed = finish(service, service.add())
    assert not failed.may_try_anyway
    with pytest.raises(IllegalMove):
        service.ledger.try_anyway(failed.id, prepare_command=fake_prepare(), blender_version="5.0.1")


def test_a_model_that_blender_cannot_read_is_kept_and_can_be_tried_anyway(service: Service) -> None:
    failed = finish(service, service.add(prepare_command=fake_prepare("fail")))
    assert (failed.error_code, failed.model_file) == ("PREPARATION_FAILED", "model.glb")
    assert (failed.folder / "model.glb").is_file()
    count = fetched(service)
    done = try_anyway(service, failed)
    assert (done.state, done.model_file, done.only_with_bounds) == ("READY", "model.glb", False)
    assert fetched(service) == count


@pytest.mark.parametrize("command", [(), ("/there/is/no/such/blender",)])
def test_without_a_background_blender_only_small_models_pass(
    service: Service, serve: Any, command: tuple[str, ...]
) -> None:
    serve(too_many_nodes(1_000))
    assert finish(service, service.add(prepare_command=command)).state == "READY"
    serve(too_many_nodes(3_000))
    failed = finish(service, service.add(prepare_command=command))
    assert (failed.state, failed.error_code) == ("FAILED", "PREPARATION_FAILED")
    assert "far too many elements (nodes)" in failed.error
    assert (failed.folder / "model.glb").is_file()
    assert try_anyway(service, failed).state == "READY"


def test_a_lost_ledger_does_not_forget_what_was_refused(service: Service, serve: Any) -> None:
    serve(too_many_nodes(30_000))
    failed = finish(service, service.add())
    service.ledger.heal()
    assert service.ledger.get(failed.id).may_try_anyway
    assert try_anyway(service, failed).state == "READY"
