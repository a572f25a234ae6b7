# SPDX-License-Identifier: GPL-3.0-or-later
"""A model that comes in several files arrives whole, though fetching it broke off, and is on the disk once."""

import zipfile
from typing import Any

import pytest
from rodin_props.api.errors import LinkExpired, ModelDoubtful
from rodin_props.jobs.job import Job
from rodin_props.jobs.work import Parts
from support.jobs.file_host import DENSE, LIGHT, FileHost
from support.jobs.small_model import changed

WORK = Parts(task_uuid="whole")


@pytest.fixture
def broken_off(host: FileHost, downloading: Any, fetch_from_host: Any) -> Any:
    """A function that makes a job of which the first of two pieces has come."""

    def make(*names: str) -> Job:
        host.files = (("1", names[0], LIGHT), ("2", names[1], DENSE))
        host.gone = frozenset({"2"})
        job: Job = downloading(work=WORK)
        with pytest.raises(LinkExpired):
            fetch_from_host(job)
        host.gone = frozenset()
        return job

    return make


def pieces(job: Job) -> list[bytes]:
    with zipfile.ZipFile(job.folder / "model.zip") as archive:
        return sorted((archive.read(name) for name in archive.namelist()), key=len)


def test_no_piece_is_lost_to_one_of_the_same_name_though_the_list_is_turned_round(
    host: FileHost, broken_off: Any, fetch_from_host: Any
) -> None:
    job = broken_off("part.glb", "part.glb")
    host.lists = 1
    fetch_from_host(job)
    assert pieces(job) == [LIGHT, DENSE]


def test_a_piece_that_was_damaged_on_the_disk_is_fetched_once_more(broken_off: Any, fetch_from_host: Any) -> None:
    job = broken_off("part_1.glb", "part_2.glb")
    for piece in (job.folder / "pieces").iterdir():
        piece.write_bytes(bytes(piece.stat().st_size))
    fetch_from_host(job)
    assert pieces(job) == [LIGHT, DENSE]


def test_a_model_that_is_refused_is_on_the_disk_once(host: FileHost, downloading: Any, fetch_from_host: Any) -> None:
    empty = changed(lambda document: document["nodes"][0].pop("mesh"))
    host.files = (("1", "part_1.glb", empty), ("2", "part_2.glb", empty))
    job = downloading(work=WORK)
    with pytest.raises(ModelDoubtful):
        fetch_from_host(job)
    assert {path.name for path in job.folder.iterdir()} == {"image_1.png", "job.json", "refused-model.zip"}
