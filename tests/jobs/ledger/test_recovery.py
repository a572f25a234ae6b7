# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of the ledger when its file, its disk or its version is not as it should be."""

import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest
from rodin_props.api.errors import DiskFull, FolderNotWritable
from rodin_props.api.models import Submission
from rodin_props.jobs import files, receipt
from rodin_props.jobs.errors import LedgerUnusable
from rodin_props.jobs.ledger import schema
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import State

ACCEPTED = Submission(task_uuid="task", subscription_key="secret", consumed_credits=0.5)


def side_files(path: Path) -> list[Path]:
    """The damaged ledgers that were kept."""
    return [each for each in path.parent.glob("*.corrupt-*") if not each.name.endswith(("-wal", "-shm"))]


def test_files_and_folders_are_the_user_s_alone(ledger: Ledger, add_job: Any) -> None:
    job = add_job()
    ledger.move(job.id, State.SUBMITTING)
    receipt.create(job)
    for path in (ledger.path, ledger.path.with_name("ledger.sqlite3-wal"), job.folder / "job.json"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    for path in job.folder.glob("receipt*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    for path in (job.folder, job.folder.parent, ledger.path.parent):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700, path


def test_a_newer_ledger_is_refused_and_not_touched(ledger_path: Path) -> None:
    Ledger.open(ledger_path).close()
    with sqlite3.connect(ledger_path) as connection:
        connection.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    connection.close()
    before = {path.name: path.read_bytes() for path in ledger_path.parent.iterdir()}
    with pytest.raises(LedgerUnusable, match="newer version"):
        Ledger.open(ledger_path)
    assert {path.name: path.read_bytes() for path in ledger_path.parent.iterdir()} == before


def test_an_older_ledger_is_brought_up_to_date_with_its_jobs(ledger: Ledger, add_job: Any) -> None:
    job = add_job()
    path = ledger.path
    ledger.close()
    newer = (*schema.MIGRATIONS, "ALTER TABLE jobs ADD COLUMN colour TEXT NOT NULL DEFAULT 'red';")
    connection = sqlite3.connect(path, isolation_level=None)
    schema.migrate(connection, migrations=newer)
    assert connection.execute("SELECT id, colour FROM jobs").fetchall() == [(job.id, "red")]
    connection.close()
    assert schema.version_on_disk(path) == len(newer)


def test_a_migration_that_fails_changes_nothing(ledger: Ledger, add_job: Any) -> None:
    add_job()
    path = ledger.path
    ledger.close()
    broken = (*schema.MIGRATIONS, "ALTER TABLE jobs ADD COLUMN colour TEXT; DROP TABLE no_such_table;")
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(sqlite3.OperationalError):
        schema.migrate(connection, migrations=broken)
    connection.close()
    again = Ledger.open(path)
    assert len(again.jobs()) == 1
    again.close()


def damage_head(path: Path) -> None:
    path.write_bytes(b"\0" * 200 + path.read_bytes()[200:])


def damage_middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)


def damage_text(path: Path) -> None:
    path.write_text("this is no database")


def damage_foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
        connection.execute("PRAGMA user_version = 1")
    connection.close()


@pytest.mark.parametrize("damage", [damage_head, damage_middle, damage_text, damage_foreign])
def test_a_damaged_ledger_is_kept_and_written_again_from_the_folders(ledger: Ledger, add_job: Any, damage: Any) -> None:
    queued, sent, done = add_job(name="Queued"), add_job(name="Sent"), add_job(name="Done")
    ledger.move(sent.id, State.SUBMITTING, submitted_at=1.0)
    ledger.record_answer(sent.id, ACCEPTED)
    ledger.cancel(done.id)
    ledger.close()
    damage(ledger.path)
    damaged = ledger.path.read_bytes()
    again = Ledger.open(ledger.path)
    assert {job.name: job.state for job in again.jobs()} == {
        "Queued": State.QUEUED,
        "Sent": State.WAITING,
        "Done": State.CANCELLED,
    }
    assert again.get(sent.id).subscription_key == "secret"
    assert again.get(queued.id).images == queued.images
    (kept,) = side_files(ledger.path)
    assert kept.read_bytes() == damaged
    (sentence,) = again.notices.all()
    assert "3 jobs were recovered" in sentence
    assert kept.name in sentence
    again.notices.clear()
    assert again.notices.all() == ()
    again.close()


def test_damage_while_it_is_open_is_healed_at_the_next_look(ledger: Ledger, add_job: Any) -> None:
    job = add_job()
    other = Ledger.open(ledger.path)
    assert other.jobs()
    ledger.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    damage_middle(ledger.path)
    ledger.rows("PRAGMA shrink_memory")
    with pytest.raises(LedgerUnusable, match="damaged"):
        ledger.update(job.id, name="lost")
    assert ledger.changed()
    assert [each.id for each in ledger.jobs()] == [job.id]
    assert len(side_files(ledger.path)) == 1
    assert other.changed()
    assert [each.id for each in other.jobs()] == [job.id]
    other.update(job.id, name="written by the other")
    assert ledger.get(job.id).name == "written by the other"
    other.close()


def test_an_emptied_ledger_is_filled_from_the_folders(ledger: Ledger, add_job: Any) -> None:
    job = add_job()
    ledger.close()
    ledger.path.write_bytes(b"")
    again = Ledger.open(ledger.path)
    assert [each.id for each in again.jobs()] == [job.id]
    assert len(again.notices.all()) == 1
    again.close()


def test_jobs_in_a_folder_of_the_artist_s_choice_are_found_again(ledger: Ledger, add_job: Any, tmp_path: Path) -> None:
    job = add_job(root=tmp_path / "elsewhere")
    ledger.close()
    ledger.path.unlink()
    again = Ledger.open(ledger.path)
    assert [each.folder for each in again.jobs()] == [job.folder]
    again.close()


def test_removed_jobs_do_not_come_back(ledger: Ledger, add_job: Any) -> None:
    job = add_job()
    ledger.remove(job.id)
    job.folder.mkdir()
    (job.folder / "model.glb").write_bytes(b"could not be deleted")
    again = Ledger.open(ledger.path)
    assert again.jobs() == ()
    again.close()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"job": 5}', '{"job": {"id": "x"}}', "[" * 200_000])
def test_a_folder_s_record_that_cannot_be_read_harms_nothing(ledger: Ledger, add_job: Any, content: str) -> None:
    good, bad = add_job(), add_job()
    (bad.folder / "job.json").write_text(content)
    ledger.close()
    ledger.path.unlink()
    again = Ledger.open(ledger.path)
    assert [each.id for each in again.jobs()] == [good.id]
    again.close()


def test_a_lost_wal_loses_no_job(ledger: Ledger, add_job: Any) -> None:
    ledger.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    job = add_job()
    main, wal = ledger.path.read_bytes(), ledger.path.with_name("ledger.sqlite3-wal").read_bytes()
    ledger.close()
    for length in (0, 1, 32, 33, len(wal) // 2, len(wal) - 1):
        ledger.path.write_bytes(main)
        ledger.path.with_name("ledger.sqlite3-wal").write_bytes(wal[:length])
        ledger.path.with_name("ledger.sqlite3-shm").unlink(missing_ok=True)
        again = Ledger.open(ledger.path)
        assert [each.id for each in again.jobs()] == [job.id], length
        again.close()


def test_a_full_disk_is_said_in_words_and_writes_nothing(ledger: Ledger, add_job: Any) -> None:
    job = add_job()
    pages = ledger.rows("PRAGMA page_count")[0][0]
    ledger.rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull):
        ledger.update(job.id, prompt="x" * 200_000)
    ledger.rows("PRAGMA max_page_count = 1000000")
    assert ledger.get(job.id).prompt == "a chair"
    ledger.update(job.id, prompt="y")
    assert ledger.get(job.id).prompt == "y"


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderNotWritable):
        Ledger.open(tmp_path / "file" / "ledger.sqlite3")
    with pytest.raises(FolderNotWritable):
        files.make_job_folder(tmp_path / "file" / "jobs")
