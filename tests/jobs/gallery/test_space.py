# SPDX-License-Identifier: GPL-3.0-or-later
"""The space of jobs is counted once, outside of drawing, and what a removal would lose is said."""

import os
from pathlib import Path
from typing import Any

import pytest
from rodin_props.api.errors import GenerationFailed
from rodin_props.jobs.gallery.folder_sizes import FolderSizes, Space
from rodin_props.jobs.gallery.gallery import Gallery
from rodin_props.jobs.gallery.query import JobFacts
from rodin_props.jobs.gallery.saved import saved_in, what_removal_means
from rodin_props.jobs.job import Job
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import State
from rodin_props.jobs.work import RETENTION_SECONDS


def facts(gallery: Gallery, *jobs: Job) -> list[JobFacts]:
    gallery.refresh()
    return [each for each in (gallery.facts(job.id) for job in jobs) if each is not None]


def fill(job: Job, size_bytes: int, name: str = "model.glb") -> None:
    (job.folder / name).parent.mkdir(exist_ok=True)
    (job.folder / name).write_bytes(b"x" * size_bytes)


def taken(job: Job) -> int:
    return sum(path.stat().st_size for path in job.folder.rglob("*") if path.is_file())


@pytest.fixture
def landed(ledger: Ledger, add_job: Any) -> Any:
    """A function that adds a job whose prop arrived in a .blend."""

    def add(blend: Path | str, *, saved: float = 60.0) -> Job:
        job = add_job()
        for state in (State.SUBMITTING, State.WAITING, State.DOWNLOADING):
            ledger.move(job.id, state, task_uuid="task")
        ledger.move(job.id, State.READY, model_file="model.glb")
        ledger.landings.note([job.id], str(blend))
        if isinstance(blend, Path):
            blend.touch()
            at = ledger.landings.of(job.id)[0].at + saved
            os.utime(blend, (at, at))
        return ledger.get(job.id)

    return add


def test_a_folder_is_counted_when_somebody_asks_and_once(gallery: Gallery, ledger: Ledger, add_job: Any) -> None:
    job, sizes = add_job(), FolderSizes()
    fill(job, 1000, "pieces/one.glb")
    (before,) = facts(gallery, job)
    assert not sizes.count_some(seconds=1.0)
    assert sizes.of(before) is None
    assert sizes.has_uncounted
    assert sizes.count_some(seconds=1.0)
    assert sizes.of(before) == taken(job)
    fill(job, 5000)
    assert not sizes.has_uncounted
    assert sizes.of(before) == taken(job) - 5000
    ledger.update(job.id, model_file="model.glb")
    (after,) = facts(gallery, job)
    assert sizes.of(after) == taken(job) - 5000
    sizes.count_some(seconds=1.0)
    assert sizes.of(after) == taken(job)
    fill(job, 7000)
    sizes.forget([job.id])
    assert sizes.of(after) is None


def test_many_folders_are_counted_some_at_a_time(gallery: Gallery, add_job: Any) -> None:
    clock = iter(range(1000))
    sizes = FolderSizes(clock=lambda: float(next(clock)))
    jobs = [add_job() for _ in range(7)]
    each = facts(gallery, *jobs)
    assert sizes.of_several(each) == Space(uncounted=7)
    sizes.count_some(seconds=2.5)
    assert sizes.of_several(each) == Space(bytes=sum(map(taken, jobs[:3])), uncounted=4)
    while sizes.has_uncounted:
        sizes.count_some(seconds=0.0)
    assert sizes.of_several(each) == Space(bytes=sum(map(taken, jobs)))


def test_a_folder_that_is_gone_takes_nothing(gallery: Gallery, add_job: Any, tmp_path: Path) -> None:
    job, sizes = add_job(), FolderSizes()
    (known,) = facts(gallery, job)
    job.folder.rename(tmp_path / "elsewhere")
    sizes.of(known)
    sizes.count_some(seconds=1.0)
    assert sizes.of(known) == 0


def test_a_prop_is_saved_where_a_blend_was_written_after_it_landed(ledger: Ledger, landed: Any, tmp_path: Path) -> None:
    saved = landed(tmp_path / "saved.blend")
    lost = landed(tmp_path / "not saved since.blend", saved=-60.0)
    gone = landed(tmp_path / "gone.blend")
    (tmp_path / "gone.blend").unlink()
    nowhere = landed("")
    ids = [job.id for job in (saved, lost, gone, nowhere)]
    assert saved_in(ledger.database, ids) == {saved.id: (str(tmp_path / "saved.blend"),)}
    asset = tmp_path / "asset.blend"
    asset.touch()
    kept = {gone.id: [str(asset), str(tmp_path / "moved.blend")], nowhere.id: [str(tmp_path / "moved.blend")]}
    assert saved_in(ledger.database, ids, kept=kept)[gone.id] == (str(asset),)
    assert nowhere.id not in saved_in(ledger.database, ids, kept=kept)


def test_a_removal_says_what_it_frees_and_what_would_be_lost(
    gallery: Gallery, ledger: Ledger, add_job: Any, landed: Any, tmp_path: Path
) -> None:
    saved, lost = landed(tmp_path / "saved.blend"), landed("")
    unfetched, stopped = add_job(), add_job()
    ledger.move(unfetched.id, State.SUBMITTING)
    ledger.move(unfetched.id, State.WAITING, task_uuid="task")
    ledger.cancel(stopped.id)
    fill(saved, 3_400_000)
    jobs = [saved, lost, unfetched, stopped]
    now = stopped.created_at
    told = what_removal_means(ledger.database, facts(gallery, *jobs), now=now)
    assert (told.jobs, told.bytes) == (4, sum(map(taken, jobs)))
    assert (told.only_here, told.not_fetched) == ((lost.id,), (unfetched.id,))
    assert told.sentence == (
        "This frees 3.4 MB. 1 prop is saved nowhere else and would be lost. "
        "1 prop is paid for and not fetched yet, and could not be fetched any more."
    )
    later = what_removal_means(ledger.database, facts(gallery, unfetched), now=now + RETENTION_SECONDS)
    assert later.not_fetched == ()
    ledger.fail(unfetched.id, GenerationFailed())
    assert what_removal_means(ledger.database, facts(gallery, unfetched), now=now).not_fetched == ()
