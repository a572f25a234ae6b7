# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading costs what is read, and not what the ledger holds."""

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
from rodin_props.api.errors import GenerationFailed
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import State
from rodin_props.jobs.target import Target
from rodin_props.jobs.work import NewTextures
from support.jobs.long_ledger import asked, copy_job, steps


@pytest.fixture
def other(ledger: Ledger) -> Iterator[Ledger]:
    """A second connection, as another process has it, that has looked at the jobs once."""
    opened = Ledger.open(ledger.path)
    assert opened.reader.written() is None
    yield opened
    opened.close()


def written(ledger: Ledger) -> tuple[set[str], set[str]]:
    told = ledger.reader.written()
    assert told is not None
    return {job.id for job in told.jobs}, set(told.removed)


def test_what_others_wrote_is_told_once(ledger: Ledger, add_job: Any, other: Ledger) -> None:
    one, two = add_job(), add_job()
    assert written(other) == ({one.id, two.id}, set())
    assert written(other) == (set(), set())
    ledger.update(two.id, bytes_done=5)
    ledger.move(two.id, State.SUBMITTING)
    told = other.reader.written()
    assert told is not None
    assert [(job.id, job.bytes_done, job.state) for job in told.jobs] == [(two.id, 5, "SUBMITTING")]


def test_whoever_writes_to_a_job_by_whatever_way_is_noticed(ledger: Ledger, add_job: Any, other: Ledger) -> None:
    one, two = add_job(), add_job(account="another")
    written(other)
    ledger.block(one.account, GenerationFailed())
    assert written(other) == ({one.id}, set())
    ledger.rebind(two.base_url, one.account)
    assert written(other) == ({two.id}, set())
    with ledger.transaction() as connection:
        connection.execute("UPDATE jobs SET name = 'another'")
    assert written(other) == ({one.id, two.id}, set())


def test_removals_are_told_until_the_job_is_back(ledger: Ledger, add_job: Any, other: Ledger) -> None:
    one, two = add_job(), add_job()
    written(other)
    ledger.remove(one.id)
    ledger.remove(two.id)
    ledger.add(one)
    assert written(other) == ({one.id}, {two.id})
    ledger.remove(one.id)
    assert written(other) == (set(), {one.id})


def test_what_was_rolled_back_is_not_told(ledger: Ledger, add_job: Any, other: Ledger) -> None:
    job = add_job()
    written(other)
    with contextlib.suppress(RuntimeError), ledger.transaction() as connection:
        connection.execute("UPDATE jobs SET name = 'lost'")
        raise RuntimeError
    assert written(other) == (set(), set())
    ledger.update(job.id, name="kept")
    told = other.reader.written()
    assert told is not None
    assert [each.name for each in told.jobs] == ["kept"]


def test_after_the_file_was_replaced_anything_may_be_different(ledger: Ledger, add_job: Any, other: Ledger) -> None:
    add_job()
    written(other)
    other.path.write_bytes(b"damaged")
    other.heal()
    assert other.reader.written() is None
    assert written(other) == (set(), set())


def test_a_family_is_the_first_job_of_a_prop_and_its_variants(ledger: Ledger, add_job: Any) -> None:
    first = add_job()
    add_job()
    variants = [add_job(target=Target(variant_of=first.id)) for _ in range(2)]
    assert [job.id for job in ledger.reader.family(first.id)] == [first.id, *(job.id for job in variants)]
    assert ledger.reader.family("nobody") == ()


def test_the_last_generation_is_no_work_on_a_mesh(ledger: Ledger, add_job: Any) -> None:
    assert ledger.reader.last_generation() is None
    generation = add_job()
    add_job(work=NewTextures(mesh_file="mesh.glb"))
    assert ledger.reader.last_generation() == generation


def test_some_jobs_are_read_in_the_order_of_all(ledger: Ledger, add_job: Any) -> None:
    old, *_, new = (add_job() for _ in range(4))
    assert ledger.reader.several([old.id, "nobody", new.id, old.id]) == (new, old)
    assert [job.id for job in ledger.reader.newest(2, after=2)][-1] == old.id
    assert ledger.reader.count() == 4


def test_a_job_among_thousands_costs_no_more_than_among_few(ledger: Ledger, add_job: Any, other: Ledger) -> None:
    few = Ledger.open(ledger.path.parent / "few" / "ledger.sqlite3")
    job = add_job(target=Target(variant_of="first"))
    few.add(job)
    copy_job(few, few.get(job.id), 20)
    copy_job(ledger, job, 2000)
    for each in (few, ledger):
        with each.transaction() as connection:  # most are of other families
            connection.execute("UPDATE jobs SET target = 'null' WHERE id != ?", (job.id,))
    readings = {
        "written": lambda each: each.reader.written(),
        "unfinished": lambda each: each.reader.unfinished(),
        "active": lambda each: each.active(job.account),
        "newest": lambda each: each.reader.newest(8),
        "several": lambda each: each.reader.several([job.id]),
        "family": lambda each: each.reader.family("first"),
        "work": lambda each: each.has_work(job.account),
    }
    for each in (few, ledger):
        each.reader.written()
        each.update(job.id, bytes_done=1)
    for name, read in readings.items():
        assert steps(ledger, lambda read=read: read(ledger)) <= steps(few, lambda read=read: read(few)) + 60, name
    few.close()


def test_jobs_that_did_not_change_are_not_read_whole(ledger: Ledger, add_job: Any) -> None:
    one, two = add_job(), add_job()
    ledger.reader.unfinished()
    ledger.update(two.id, bytes_done=5)
    with asked(ledger) as statements:
        ledger.reader.unfinished()
    whole = [statement for statement in statements if "SELECT *" in statement]
    assert [(one.id in statement, two.id in statement) for statement in whole] == [(False, True)]
