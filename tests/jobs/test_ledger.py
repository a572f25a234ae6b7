# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger through its public surface, from one process and from several."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rodin_props.api.errors import GenerationFailed, Unauthorized
from rodin_props.api.models import Submission
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.types import Tier
from rodin_props.errors import Remedy
from rodin_props.jobs.accounts import account_id
from rodin_props.jobs.files import make_job_folder
from rodin_props.jobs.hold import Hold
from rodin_props.jobs.job import NewJob
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.locks import FileLock
from rodin_props.jobs.states import IllegalMove, State
from rodin_props.jobs.target import Target

ACCEPTED = Submission(task_uuid="task", subscription_key="secret-subscription", consumed_credits=0.5, prompt="a chair")


@pytest.fixture
def other(ledger: Ledger) -> Iterator[Ledger]:
    """A second connection, as another process has it."""
    opened = Ledger.open(ledger.path)
    yield opened
    opened.close()


def paid(ledger: Ledger, job: Any) -> Any:
    """A job that the service has accepted."""
    ledger.move(job.id, State.SUBMITTING, submitted_at=1.0)
    return ledger.record_answer(job.id, ACCEPTED)


def test_a_job_comes_back_as_it_was_added(ledger: Ledger, other: Ledger, add_job: Any) -> None:
    job = add_job(
        options=GenerationOptions(tier=Tier.GEN_2_5_HIGH, seed=7),
        image_labels=("F",),
        bbox_condition=(100, 50, 20),
        target=Target(size_meters=0.8, blockout="Stuhl 椅子"),
        prepare_command=("blender", "--background"),
        blender_version="5.0.1",
    )
    assert other.get(job.id) == job
    assert other.get(job.id).options.tier is Tier.GEN_2_5_HIGH
    assert job.state is State.QUEUED
    assert job.id == job.folder.name


def test_names_that_are_no_text_are_no_obstacle(ledger: Ledger, add_job: Any) -> None:
    job = add_job(name="Stuhl \udcff", prompt="\udcff", target=Target(blockout="/tmp/\udcff.blend"))
    assert ledger.get(job.id).name == "Stuhl ?"
    assert ledger.get(job.id).target == Target(blockout="/tmp/\udcff.blend")


def test_jobs_come_newest_first_whatever_the_clock_says(ledger_path: Path) -> None:
    times = iter([5000.0, 100.0, 9000.0])
    ledger = Ledger(ledger_path, now=lambda: next(times))
    told = {"account": "a", "base_url": "b", "source": "TEXT"}
    for name in ("first", "second", "third"):
        ledger.add(NewJob(name=name, folder=make_job_folder(ledger_path.parent / "jobs"), **told))
    assert [job.name for job in ledger.jobs()] == ["third", "second", "first"]
    assert [job.name for job in ledger.active()] == ["first", "second", "third"]
    ledger.close()


def test_an_unchanged_job_is_the_same_object(ledger: Ledger, add_job: Any) -> None:
    one, two = add_job(), add_job()
    before = {job.id: job for job in ledger.jobs()}
    ledger.update(two.id, bytes_done=5)
    after = {job.id: job for job in ledger.jobs()}
    assert after[one.id] is before[one.id]
    assert after[two.id].bytes_done == 5


def test_a_move_that_was_rolled_back_is_not_remembered(ledger: Ledger, add_job: Any) -> None:
    job = add_job()
    ledger.jobs()
    with contextlib.suppress(RuntimeError), ledger.transaction() as connection:
        connection.execute("UPDATE jobs SET name = 'lost', version = version + 1")
        raise RuntimeError
    ledger.update(job.id, name="kept")
    assert [each.name for each in ledger.jobs()] == ["kept"]


def test_moves_are_checked_and_written_down(ledger: Ledger, add_job: Any) -> None:
    job = add_job()
    with pytest.raises(IllegalMove):
        ledger.move(job.id, State.READY)
    ledger.move(job.id, State.SUBMITTING, note="off it goes")
    events = ledger.events(job.id)
    assert [(event.state, event.note) for event in events] == [("QUEUED", ""), ("SUBMITTING", "off it goes")]


def test_a_move_leaves_hold_and_error_behind(ledger: Ledger, add_job: Any) -> None:
    job = add_job()
    ledger.update(job.id, hold=Hold(code="X", sentence="Wait.", remedy=Remedy.TOP_UP, blocked=True))
    moved = ledger.move(job.id, State.SUBMITTING)
    assert (moved.hold_code, moved.hold, moved.remedy, moved.blocked) == ("", "", "NONE", False)
    failed = ledger.fail(job.id, GenerationFailed())
    assert (failed.error_code, failed.error) == ("GENERATION_FAILED", str(GenerationFailed()))


def test_a_change_is_seen_once_by_each_connection(ledger: Ledger, other: Ledger, add_job: Any) -> None:
    ledger.changed()
    other.changed()
    assert not ledger.changed()
    assert not other.changed()
    add_job()
    assert (ledger.changed(), ledger.changed()) == (True, False)
    assert (other.changed(), other.changed()) == (True, False)


def test_no_repr_shows_the_subscription_key(ledger: Ledger, add_job: Any) -> None:
    job = paid(ledger, add_job())
    assert job.subscription_key == "secret-subscription"
    assert "secret-subscription" not in repr(job)


def test_an_answer_after_the_cancellation_is_kept_for_resuming(ledger: Ledger, add_job: Any) -> None:
    job = add_job()
    ledger.move(job.id, State.SUBMITTING, submitted_at=1.0)
    assert ledger.cancel(job.id).maybe_billed
    cancelled = ledger.record_answer(job.id, ACCEPTED)
    assert cancelled.state is State.CANCELLED
    assert cancelled.may_resume
    assert not cancelled.may_retry
    assert ledger.resume(job.id).state is State.WAITING


def test_a_resumed_job_goes_on_where_its_files_are(ledger: Ledger, add_job: Any) -> None:
    job = paid(ledger, add_job())
    ledger.cancel(job.id)
    (job.folder / "model.glb").write_bytes(b"glTF")
    ledger.update(job.id, model_file="model.glb")
    assert ledger.resume(job.id).state is State.PREPARING
    ledger.cancel(job.id)
    (job.folder / "prepared.blend").write_bytes(b"BLENDER")
    ledger.update(job.id, prepared_file="prepared.blend")
    assert ledger.resume(job.id).state is State.READY


def test_a_retry_forgets_the_first_attempt(ledger: Ledger, add_job: Any) -> None:
    job = add_job()
    ledger.move(job.id, State.SUBMITTING, submitted_at=1.0)
    ledger.move(job.id, State.UNCERTAIN)
    with pytest.raises(IllegalMove):
        ledger.resume(job.id)
    again = ledger.retry(job.id)
    assert (again.state, again.attempt, again.submitted_at) == ("QUEUED", 2, None)


def test_what_was_paid_cannot_be_sent_again(ledger: Ledger, add_job: Any) -> None:
    job = paid(ledger, add_job())
    ledger.fail(job.id, GenerationFailed())
    with pytest.raises(IllegalMove):
        ledger.retry(job.id)


def test_an_imported_prop_can_land_again_and_be_prepared_again(ledger: Ledger, add_job: Any) -> None:
    job = paid(ledger, add_job())
    ledger.move(job.id, State.DOWNLOADING)
    ledger.move(job.id, State.READY, model_file="model.glb")
    for path in ("/a.blend", "/b.blend"):
        ledger.move(job.id, State.IMPORTED)
        ledger.landings.add(job.id, path)
    assert [landing.blend_path for landing in ledger.landings.of(job.id)] == ["/a.blend", "/b.blend"]
    again = ledger.prepare_again(job.id, prepare_command=("other",), blender_version="4.2.0")
    assert (again.state, again.prepare_command, again.blender_version) == ("PREPARING", ("other",), "4.2.0")


def test_removing_takes_row_and_folder(ledger: Ledger, add_job: Any) -> None:
    job = paid(ledger, add_job())
    ledger.landings.add(job.id, "")
    ledger.remove(job.id)
    assert ledger.jobs() == ()
    assert ledger.events(job.id) == ()
    assert ledger.landings.of(job.id) == ()
    assert not job.folder.exists()
    with pytest.raises(KeyError):
        ledger.remove(job.id)


def test_a_blocked_job_is_no_work_until_somebody_acts(ledger: Ledger, add_job: Any) -> None:
    job = add_job(account="mine")
    assert ledger.has_work("mine")
    ledger.block("mine", Unauthorized(401))
    assert not ledger.has_work("mine")
    held = ledger.get(job.id)
    assert (held.state, held.hold_code, held.remedy, held.may_resume) == ("QUEUED", "UNAUTHORIZED", "SET_KEY", True)
    ledger.resume(job.id)
    assert ledger.has_work("mine")


def test_a_good_balance_lets_jobs_go_on_that_waited_for_a_good_key(ledger: Ledger, add_job: Any) -> None:
    add_job(account="mine")
    ledger.block("mine", Unauthorized(401))
    ledger.accounts.record_balance("mine", 12.5)
    assert ledger.has_work("mine")
    assert ledger.accounts.get("mine").balance == 12.5


def test_a_look_at_the_balance_is_work(ledger: Ledger) -> None:
    assert not ledger.has_work("mine")
    ledger.accounts.request_balance("mine", "https://a.example")
    assert ledger.has_work("mine")
    ledger.accounts.record_error("mine", Unauthorized(401))
    info = ledger.accounts.get("mine")
    assert (info.requested, info.error_code, info.remedy) == (False, "UNAUTHORIZED", "SET_KEY")
    assert not ledger.has_work("mine")


def test_a_new_key_takes_over_unless_the_old_one_still_works(ledger: Ledger, add_job: Any) -> None:
    ours = add_job(account="old", base_url="https://a.example/api/v2")
    elsewhere = add_job(account="old2", base_url="https://b.example/api/v2")
    busy = add_job(account="busy", base_url="https://a.example/api/v2")
    ended = add_job(account="old", base_url="https://a.example/api/v2")
    ledger.cancel(ended.id)
    ledger.block("old", Unauthorized(401))
    with FileLock(ledger.path.parent / "workers" / "busy.lock") as lock:
        assert lock.acquire()
        assert ledger.rebind("https://a.example/api/v2/", "new") == 1
    now = ledger.get(ours.id)
    assert (now.account, now.blocked, now.hold) == ("new", False, "")
    assert ledger.get(elsewhere.id).account == "old2"
    assert ledger.get(busy.id).account == "busy"
    assert ledger.get(ended.id).account == "old"


def test_an_account_s_name_tells_nothing_of_the_key() -> None:
    name = account_id("very-secret-key", "https://a.example")
    assert len(name) == 16
    assert int(name, 16) >= 0
    assert name == account_id(" very-secret-key\n", "https://a.example/")
    assert name != account_id("very-secret-key", "https://b.example")


_CROWD = """
import importlib.util, sys
from pathlib import Path
root, path, name = sys.argv[1:]
spec = importlib.util.spec_from_file_location("rodin_props", root + "/__init__.py", submodule_search_locations=[root])
package = importlib.util.module_from_spec(spec)
sys.modules["rodin_props"] = package
spec.loader.exec_module(package)
from rodin_props.jobs.files import make_job_folder
from rodin_props.jobs.job import NewJob
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.target import Target
from rodin_props.jobs.states import State
ledger = Ledger.open(Path(path))
for number in range(25):
    folder = make_job_folder(Path(path).parent / "jobs")
    job = ledger.add(NewJob(account=name, base_url="b", name=str(number), source="TEXT", folder=folder))
    ledger.move(job.id, State.SUBMITTING, durable=True)
    ledger.update(job.id, bytes_done=number)
    ledger.move(job.id, State.UNCERTAIN)
"""


def test_several_processes_make_and_use_one_ledger_at_once(root: Path, ledger_path: Path) -> None:
    crowd = [
        subprocess.Popen([sys.executable, "-c", _CROWD, str(root), str(ledger_path), f"account{number}"])
        for number in range(6)
    ]
    assert [process.wait(60) for process in crowd] == [0] * 6
    ledger = Ledger.open(ledger_path)
    jobs = ledger.jobs()
    assert len(jobs) == 150
    assert {job.state for job in jobs} == {State.UNCERTAIN}
    for number in range(6):
        names = [job.name for job in reversed(jobs) if job.account == f"account{number}"]
        assert names == [str(each) for each in range(25)]
    assert ledger.notices.all() == ()
    ledger.close()
