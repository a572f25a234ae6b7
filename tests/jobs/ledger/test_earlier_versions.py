# SPDX-License-Identifier: GPL-3.0-or-later
"""A ledger of version 0.1.0 is read as if it were ours, and its jobs go on."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from rodin_props.jobs import files
from rodin_props.jobs.hold import NO_HOLD
from rodin_props.jobs.ledger import schema
from rodin_props.jobs.ledger.budget import spent_credits
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.target import Target
from rodin_props.jobs.work import Kind
from support.earlier_versions import STOOL, STOOL_VARIANT, TABLE, VASE, write_ledger


@pytest.fixture
def old_ledger(ledger_path: Path, root: Path) -> Any:
    write_ledger(ledger_path, extension=root, python="python", account="mine", base_url="http://127.0.0.1:9/api/v2")
    ledger = Ledger.open(ledger_path)
    yield ledger
    ledger.close()


def test_all_its_jobs_are_there_as_they_were(old_ledger: Ledger) -> None:
    states = {job.id: job.state.name for job in old_ledger.jobs()}
    assert states == {STOOL: "IMPORTED", STOOL_VARIANT: "IMPORTED", TABLE: "PREPARING", VASE: "CANCELLED"}
    table, variant = old_ledger.get(TABLE), old_ledger.get(STOOL_VARIANT)
    assert table.target == Target(size_meters=1.0, size_axis="LONGEST_SIDE", blockout="wooden_table")
    assert variant.target == Target(size_meters=pytest.approx(0.8), variant_of=STOOL)  # type: ignore[arg-type]
    assert (table.prompt, table.task_uuid, table.subscription_key) == (
        "wooden table",
        "11111111-2222-4333-8444-555555555555",
        "key-of-an-old-task",
    )
    assert len(old_ledger.landings.of(STOOL)) == 1
    assert [event.state.name for event in old_ledger.events(STOOL)][-1] == "IMPORTED"
    assert old_ledger.notices.all() == ()


def test_its_jobs_are_generations_and_their_payments_count_as_before(old_ledger: Ledger) -> None:
    jobs = old_ledger.jobs()
    assert {job.kind for job in jobs} == {Kind.GENERATION}
    assert {job.credits_needed for job in jobs} == {0.5}
    paid_at = [job.submitted_at for job in jobs if job.submitted_at is not None]
    spent = spent_credits(old_ledger, "mine", now=min(paid_at))
    old_ledger.remove(STOOL)
    assert spent_credits(old_ledger, "mine", now=min(paid_at)) == spent == 0.5 * len(paid_at)


def test_a_script_that_it_names_is_looked_for_where_it_is_now(old_ledger: Ledger, root: Path) -> None:
    command = old_ledger.get(TABLE).prepare_command
    assert command == ("python", "-I", str(root / "scene" / "prepare" / "convert.py"), "--")
    assert Path(command[2]).is_file()


def test_it_can_be_written_and_recovered_from_its_folders(old_ledger: Ledger, ledger_path: Path) -> None:
    before = old_ledger.update(TABLE, hold=NO_HOLD)
    files.write_job_file(before)
    old_ledger.close()
    for name in ("", "-wal", "-shm"):
        ledger_path.with_name(ledger_path.name + name).unlink(missing_ok=True)
    again = Ledger.open(ledger_path)
    assert [(job.id, job.state, job.target) for job in again.jobs()] == [(TABLE, before.state, before.target)]
    again.close()


@pytest.mark.parametrize("version", range(2, schema.SCHEMA_VERSION))
def test_jobs_of_every_version_since_then_are_read_and_their_changes_seen(
    version: int, ledger_path: Path, root: Path
) -> None:
    write_ledger(ledger_path, extension=root, python="python", account="mine", base_url="http://127.0.0.1:9/api/v2")
    with closing(sqlite3.connect(ledger_path, isolation_level=None)) as connection:
        schema.migrate(connection, migrations=schema.MIGRATIONS[:version])
    ledger, other = Ledger.open(ledger_path), Ledger.open(ledger_path)
    assert schema.version_on_disk(ledger_path) == schema.SCHEMA_VERSION
    assert {job.id for job in ledger.jobs()} == {STOOL, STOOL_VARIANT, TABLE, VASE}
    assert [job.id for job in ledger.reader.family(STOOL)] == [STOOL, STOOL_VARIANT]
    assert ledger.reader.written() is None
    other.update(TABLE, hold=NO_HOLD)
    other.remove(VASE)
    told = ledger.reader.written()
    assert told is not None
    assert ({job.id for job in told.jobs}, told.removed) == ({TABLE}, {VASE})
    ledger.close()
    other.close()
