# SPDX-License-Identifier: GPL-3.0-or-later
"""What the ledger knows of props that are to be kept: nothing is asked for twice, and nothing forgotten."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from rodin_props.jobs.ledger import schema
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.library.keepings import Keeping, KeepingTable, KeptSize
from support.earlier_versions import STOOL, VASE, write_ledger

LIBRARY = Path("/library")


@pytest.fixture
def table(ledger: Ledger) -> KeepingTable:
    return KeepingTable(ledger.database)


def _keeping(job_id: str, **more: Any) -> Keeping:
    return Keeping(job_id=job_id, library=LIBRARY, project="Shot 12", **more)


def test_what_was_asked_for_is_there_after_a_restart_in_the_same_order(
    ledger: Ledger, table: KeepingTable, add_job: Any
) -> None:
    size = KeptSize(mesh=(0.5, 0.25, 1.0), scale=(1.0, 1.0, 2.0))
    asked = tuple(_keeping(add_job().id, size=size) for _ in range(3))
    table.ask(asked)
    ledger.close()
    again = Ledger.open(ledger.path)
    assert KeepingTable(again.database).unfinished() == asked
    again.close()


def test_what_is_kept_is_not_to_be_done_any_more(table: KeepingTable, add_job: Any) -> None:
    chair, lamp = _keeping(add_job().id), _keeping(add_job().id)
    table.ask([chair, lamp])
    table.note_kept(chair, LIBRARY / "Shot 12" / "Chair.blend")
    assert table.unfinished() == (lamp,)
    (kept,) = table.kept()
    assert (kept.job_id, kept.path) == (chair.job_id, LIBRARY / "Shot 12" / "Chair.blend")


def test_asked_for_twice_it_is_done_once(table: KeepingTable, add_job: Any) -> None:
    chair = _keeping(add_job().id)
    table.ask([chair])
    bigger = _keeping(chair.job_id, size=KeptSize(scale=(2.0, 2.0, 2.0)))
    table.ask([bigger])
    assert table.unfinished() == (bigger,)


def test_one_that_was_kept_and_is_gone_from_the_library_can_be_asked_for_anew(
    table: KeepingTable, add_job: Any
) -> None:
    chair = _keeping(add_job().id)
    table.ask([chair])
    table.note_kept(chair, LIBRARY / "Chair.blend")
    table.ask([chair])
    assert (table.unfinished(), table.kept()) == ((chair,), ())


def test_one_job_may_be_kept_in_two_libraries(table: KeepingTable, add_job: Any) -> None:
    job_id = add_job().id
    table.ask([Keeping(job_id=job_id, library=Path(name), project="a") for name in ("/one", "/other")])
    assert len(table.unfinished()) == 2


def test_what_failed_says_why_until_it_is_tried_again_or_given_up(table: KeepingTable, add_job: Any) -> None:
    chair, lamp = _keeping(add_job().id), _keeping(add_job().id)
    table.ask([chair, lamp])
    table.note_error(chair, "The disk is full. Make room.")
    assert [each.error for each in table.unfinished()] == ["The disk is full. Make room.", ""]
    table.try_again()
    assert [each.error for each in table.unfinished()] == ["", ""]
    table.note_error(chair, "The disk is full. Make room.")
    table.forget_failed()
    assert table.unfinished() == (lamp,)


def test_it_goes_with_its_job_and_other_processes_see_it(ledger: Ledger, table: KeepingTable, add_job: Any) -> None:
    job = add_job()
    ledger.cancel(job.id)
    other = Ledger.open(ledger.path)
    other.changed()
    table.ask([_keeping(job.id)])
    assert other.changed()
    assert len(KeepingTable(other.database).unfinished()) == 1
    ledger.remove(job.id)
    assert KeepingTable(other.database).unfinished() == ()
    other.close()


@pytest.mark.parametrize("version", range(1, schema.SCHEMA_VERSION))
def test_jobs_of_every_earlier_version_can_be_kept(version: int, ledger_path: Path, root: Path) -> None:
    write_ledger(ledger_path, extension=root, python="python", account="mine", base_url="http://127.0.0.1:9/api/v2")
    with closing(sqlite3.connect(ledger_path, isolation_level=None)) as connection:
        schema.migrate(connection, migrations=schema.MIGRATIONS[:version])
    ledger = Ledger.open(ledger_path)
    table = KeepingTable(ledger.database)
    table.ask([_keeping(STOOL), _keeping(VASE)])
    assert [each.job_id for each in table.unfinished()] == [STOOL, VASE]
    ledger.close()
