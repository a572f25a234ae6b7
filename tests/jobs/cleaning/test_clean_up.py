# SPDX-License-Identifier: GPL-3.0-or-later
"""What takes space is told in groups, and nothing is freed but what was chosen and nobody works on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rodin_props import disk
from rodin_props.jobs.accounts import worker_lock_path
from rodin_props.jobs.cleaning.clean_up import free, what_takes_space
from rodin_props.jobs.cleaning.groups import Group
from rodin_props.jobs.files import note_removal
from rodin_props.jobs.job import Job
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.locks import FileLock
from rodin_props.jobs.states import State

FOR_GOOD = {Group.LEDGERS, Group.REFUSED, Group.MODELS}
WAY = (State.SUBMITTING, State.WAITING, State.DOWNLOADING, State.PREPARING, State.READY, State.IMPORTED)

Put = Callable[..., Job]


@pytest.fixture
def put(ledger: Ledger, add_job: Any) -> Put:
    """A function that brings a job into a state, with files of a thousand bytes each."""

    def made(state: State, *names: str) -> Job:
        job: Job = add_job()
        for name in names:
            (job.folder / name).parent.mkdir(exist_ok=True)
            (job.folder / name).write_bytes(b"x" * 1000)
        told = {"model_file": "model.glb", "prepared_file": "prepared.blend"}
        ledger.update(job.id, **{field: name for field, name in told.items() if name in names})
        for each in WAY[: WAY.index(state) + 1] if state in WAY else (state,):
            job = ledger.move(job.id, each)
        return job

    return made


def taken(ledger: Ledger) -> dict[Group, tuple[int, int]]:
    return {each.group: (each.bytes, each.files) for each in what_takes_space(ledger)}


def names(job: Job) -> set[str]:
    """The names of what is in a job's folder beside its picture and its record."""
    return {path.name for path in job.folder.iterdir()} - {"image_1.png", "job.json"}


def test_each_file_is_in_the_group_that_it_belongs_to(ledger: Ledger, put: Put) -> None:
    put(State.IMPORTED, "model.glb", "prepared.blend", "levels.blend", "preview.webp", "prepare.log")
    put(State.CANCELLED, "model.glb.part", "new-prepared.blend", "pieces/one.glb", "job.json.0a.tmp")
    put(State.FAILED, "refused-model.glb", "prepare-result.json")
    assert taken(ledger) == {
        Group.INTERRUPTED: (4000, 4),
        Group.LOGS: (2000, 2),
        Group.PREPARED: (2000, 2),
        Group.REFUSED: (1000, 1),
        Group.MODELS: (1000, 1),
    }


@pytest.mark.parametrize("state", [State.DOWNLOADING, State.PREPARING, State.READY])
def test_nothing_of_a_job_that_goes_on_or_waits_to_land_is_offered(ledger: Ledger, put: Put, state: State) -> None:
    put(state, "model.glb", "prepared.blend", "model.glb.part", "prepare.log", "refused-model.glb")
    assert taken(ledger) == {}


def test_what_cannot_be_made_again_is_no_prepared_prop_and_no_spare_model(ledger: Ledger, put: Put) -> None:
    put(State.IMPORTED, "model.glb")
    put(State.IMPORTED, "prepared.blend")
    put(State.FAILED, "model.glb")
    assert taken(ledger) == {}


def test_a_prop_of_a_model_that_was_refused_at_first_keeps_what_cannot_be_made_again(ledger: Ledger, put: Put) -> None:
    job = put(State.IMPORTED, "refused-model.glb", "prepared.blend")
    ledger.update(job.id, model_file="refused-model.glb")
    assert taken(ledger) == {Group.MODELS: (1000, 1)}
    free(ledger, set(Group))
    assert names(job) == {"prepared.blend"}


@pytest.mark.parametrize("group", [*Group])
def test_only_what_was_chosen_is_freed(ledger: Ledger, put: Put, group: Group) -> None:
    imported = put(State.IMPORTED, "model.glb", "prepared.blend", "prepare.log")
    failed = put(State.FAILED, "refused-model.glb", "model.glb.part")
    removed = put(State.CANCELLED)
    ledger.remove(removed.id)
    removed.folder.mkdir()
    (removed.folder / "model.glb").write_bytes(b"x" * 1000)
    note_removal(removed.folder)
    damaged = ledger.path.with_name(f"{ledger.path.name}.corrupt-20261101-120000")
    damaged.write_bytes(b"x" * 1000)
    before = taken(ledger)
    assert before.keys() == {*Group}
    freed = free(ledger, {group})
    gone = {Group.PREPARED: {Group.PREPARED, Group.MODELS}, Group.MODELS: {Group.PREPARED, Group.MODELS}}
    assert before.keys() - taken(ledger).keys() == gone.get(group, {group})
    assert (freed.bytes, freed.kept) == (before[group][0], ())
    assert freed.sentence == f"{freed.bytes / 1000:.1f} kB are free."
    expected = {Group.PREPARED: imported, Group.MODELS: imported, Group.LOGS: imported}
    expected |= {Group.REFUSED: failed, Group.INTERRUPTED: failed}
    assert freed.job_ids == ({expected[group].id} if group in expected else set())


def test_a_model_that_was_paid_for_goes_only_if_it_was_chosen_and_never_with_its_prop(ledger: Ledger, put: Put) -> None:
    imported, failed = put(State.IMPORTED, "model.glb", "prepared.blend"), put(State.FAILED, "refused-model.glb")
    assert {group for group in Group if group.is_lost_for_good} == FOR_GOOD
    free(ledger, set(Group) - FOR_GOOD)
    assert names(failed) == {"refused-model.glb"}
    assert names(imported) == {"model.glb"}
    free(ledger, set(Group))
    assert names(failed) == set()
    assert names(imported) == {"model.glb"}, "it is all that is left of the prop"


def test_what_went_on_since_it_was_counted_stays(ledger: Ledger, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = [put(State.CANCELLED, "model.glb.part") for _ in range(3)]
    for job in jobs:
        ledger.update(job.id, task_uuid="task")
    other, transaction = Ledger.open(ledger.path), ledger.transaction

    def late(**told: Any) -> Any:
        monkeypatch.setattr(ledger, "transaction", transaction)
        for job in jobs[:2]:
            other.resume(job.id)
        return transaction(**told)

    monkeypatch.setattr(ledger, "transaction", late)
    freed = free(ledger, {Group.INTERRUPTED})
    other.close()
    assert (freed.bytes, freed.kept) == (1000, ())
    assert [names(job) for job in jobs] == [{"model.glb.part"}, {"model.glb.part"}, set()]


def test_what_cannot_be_removed_stays_and_is_named(ledger: Ledger, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = [put(State.CANCELLED, f"model-{number}.part") for number in range(5)]
    remove = disk.remove

    def held(path: Path) -> None:
        if path.name != "model-0.part":
            raise PermissionError(13, "held", str(path))
        remove(path)

    monkeypatch.setattr(disk, "remove", held)
    freed = free(ledger, {Group.INTERRUPTED})
    assert (freed.bytes, len(freed.kept)) == (1000, 4)
    assert "and 1 more could not be removed: close programs that have them open" in freed.sentence
    assert [names(job) for job in jobs] == [set(), *({f"model-{number}.part"} for number in range(1, 5))]


def test_the_log_of_a_helper_process_that_lives_is_left_to_it(ledger: Ledger) -> None:
    for name in ("worker-live.log", "worker-dead.log", "worker-dead.log.1", "worker-dead.out"):
        ledger.path.with_name(name).write_bytes(b"x" * 1000)
    with FileLock(worker_lock_path(ledger.path, "live")) as lock:
        assert lock.acquire()
        assert taken(ledger) == {Group.LOGS: (3000, 3)}
        free(ledger, {Group.LOGS})
    assert sorted(path.name for path in ledger.path.parent.glob("worker-*")) == ["worker-live.log"]


def test_a_link_is_removed_and_not_what_it_leads_to(ledger: Ledger, put: Put, tmp_path: Path) -> None:
    job = put(State.CANCELLED)
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "one.glb").write_bytes(b"x" * 1000)
    (job.folder / "pieces").symlink_to(tmp_path / "precious")
    (job.folder / "model.part").symlink_to(tmp_path / "precious" / "one.glb")
    free(ledger, set(Group))
    assert (tmp_path / "precious" / "one.glb").is_file()
    assert names(job) == {"pieces"}


@pytest.mark.parametrize("group", [*Group])
def test_each_group_says_what_it_is(group: Group) -> None:
    assert group.label.istitle() or group.label == "Models of Imported Props"
    assert group.sentence.endswith(".")
