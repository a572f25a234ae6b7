# SPDX-License-Identifier: GPL-3.0-or-later
"""Orders become jobs, all or none, and the same key is paid for once."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest

Part = Callable[[str], ModuleType]


def _new_key() -> str:
    return f"key of {id(object())} {bpy.app.version_string} {_counter()}"


def _counter(seen: list[int] = []) -> int:  # noqa: B006 - the ledger of one Blender is that of all tests
    seen.append(0)
    return len(seen)


def test_words_and_pictures_become_props_that_were_paid_once(
    orders: Any, submissions: Any, picture: Path, jobs: Any
) -> None:
    stool = orders.Order(key=_new_key(), prompt="a wooden stool", size=orders.Size(meters=0.5), tags=("oak",))
    jug = orders.Order(key=_new_key(), pictures=(picture,), name="Jug")
    first = orders.order(stool, jug)
    assert [job.name for job in first] == ["Wooden stool", "Jug"]
    done = orders.wait(*first)
    assert [job.state.name for job in done] == ["READY", "READY"]
    assert done[0].ordered.tags == ("oak",)
    again = orders.order(stool, jug)
    assert [job.id for job in again] == [job.id for job in first]
    assert submissions() == 2
    prop = orders.append(done[0], location=(1.0, 2.0, 3.0))
    assert tuple(prop.matrix_world.translation) == pytest.approx((1.0, 2.0, 3.0))
    assert prop.dimensions.z == pytest.approx(0.5, rel=1e-3)
    assert jobs()[1].state.name == "IMPORTED"


def test_the_price_is_that_of_what_is_not_known_yet(orders: Any, unsent: None) -> None:
    known, new = orders.Order(key=_new_key(), prompt="a stool"), orders.Order(prompt="a lamp")
    assert orders.price(known, new) == orders.plan(known, new).credits == 1.0
    orders.order(known)
    assert orders.price(known, new) == orders.plan(known, new).credits == 0.5
    assert orders.price(known, known) == 0.0
    assert orders.price(new, new) == 1.0


def test_the_same_key_twice_in_one_order_is_one_job(orders: Any, unsent: None) -> None:
    stool = orders.Order(key=_new_key(), prompt="a stool")
    first, second = orders.order(stool, stool)
    assert first.id == second.id


def test_what_is_wrong_with_each_is_told_before_any_is_written_down(
    orders: Any, broken: Path, tmp_path: Path, jobs: Any
) -> None:
    before, folders = len(jobs()), set(jobs()[0].folder.parent.iterdir()) if jobs() else None
    wanted = (
        orders.Order(prompt="a stool"),
        orders.Order(name="Nothing"),
        orders.Order(pictures=(broken,)),
        orders.Order(prompt="a lamp", size=orders.Size(meters=0.0)),
        orders.Order(pictures=(tmp_path / "gone.png",)),
    )
    with pytest.raises(orders.errors.OrdersRefused, match="“Nothing”: There is nothing to make") as refused:
        orders.order(*wanted)
    told = [(each.index, each.field) for each in refused.value.problems]
    assert told == [(1, "pictures"), (2, "pictures"), (3, "size"), (4, "pictures")]
    assert "“gone.png” cannot be sent" in refused.value.problems[3].sentence
    assert len(jobs()) == before
    if folders is not None:
        assert set(jobs()[0].folder.parent.iterdir()) == folders


def test_what_costs_more_than_may_be_spent_is_not_written_down(orders: Any, unsent: None, jobs: Any) -> None:
    before, stool = len(jobs()), orders.Order(key=_new_key(), prompt="a stool")
    with pytest.raises(orders.errors.OverLimit, match=r"costs 1 credit, and no more than 0\.9"):
        orders.order(stool, orders.Order(prompt="a lamp"), limit_credits=0.9)
    assert len(jobs()) == before
    orders.order(stool, orders.Order(prompt="a lamp"), limit_credits=1.0)
    assert orders.order(stool, limit_credits=0.0)[0] is not None  # it is paid for


def test_one_that_ended_before_it_was_paid_is_sent_again_and_counts(orders: Any, unsent: None, part: Part) -> None:
    stool = orders.Order(key=_new_key(), prompt="a stool")
    (job,) = orders.order(stool)
    part("session.session").current().ledger.cancel(job.id)
    assert orders.price(stool) == 0.5
    (again,) = orders.order(stool)
    assert (again.id, again.state.name, again.attempt) == (job.id, "QUEUED", 2)


def test_one_that_was_cancelled_after_it_was_paid_goes_on_without_another_payment(
    orders: Any, part: Part, submissions: Any
) -> None:
    stool = orders.Order(key=_new_key(), prompt="a stool")
    (job,) = orders.wait(*orders.order(stool))
    ledger = part("session.session").current().ledger
    ledger.cancel(job.id)
    assert orders.price(stool) == 0.0
    (again,) = orders.wait(*orders.order(stool))
    assert (again.id, again.state.name) == (job.id, "READY")
    assert submissions() == 1


def test_one_that_another_program_went_on_with_meanwhile_is_left_to_it(
    orders: Any, part: Part, submissions: Any
) -> None:
    stool, lamp = (orders.Order(key=_new_key(), prompt=each) for each in ("a stool", "a lamp"))
    jobs = orders.wait(*orders.order(stool, lamp))
    ledger = part("session.session").current().ledger
    for job in jobs:
        ledger.cancel(job.id)
    planned = orders.plan(stool, lamp)
    assert len(planned.resumed) == 2
    orders.wait(*orders.order(stool))
    ledger.remove(jobs[1].id)
    here, gone = orders.order(stool, lamp, planned=planned)
    assert (here.id, here.state.name, gone) == (jobs[0].id, "READY", None)
    assert submissions() == 2


def test_one_that_was_paid_and_removed_is_not_paid_again(orders: Any, part: Part, submissions: Any) -> None:
    stool = orders.Order(key=_new_key(), prompt="a stool")
    (job,) = orders.wait(*orders.order(stool))
    part("session.session").current().ledger.remove(job.id)
    assert orders.order(stool) == (None,)
    assert (submissions(), orders.price(stool)) == (1, 0.0)


def test_one_that_may_have_been_paid_is_left_as_it_is(orders: Any, sandbox: Any, submissions: Any) -> None:
    sandbox.scenario(faults={"billed.reset": 1})
    stool = orders.Order(key=_new_key(), prompt="a stool")
    (job,) = orders.wait(*orders.order(stool))
    assert job.state.name == "UNCERTAIN"
    assert orders.order(stool)[0].state.name == "UNCERTAIN"
    assert (submissions(), orders.price(stool)) == (1, 0.0)


def test_a_key_at_another_service_is_another_order(orders: Any, unsent: None, monkeypatch: pytest.MonkeyPatch) -> None:
    stool = orders.Order(key=_new_key(), prompt="a stool")
    (job,) = orders.order(stool)
    monkeypatch.setenv("RODIN_BASE_URL", "http://127.0.0.1:9/api/v2")
    assert orders.price(stool) == 0.5
    assert orders.order(stool)[0].id != job.id


def test_without_a_key_nothing_is_ordered_but_the_price_is_told(
    orders: Any, monkeypatch: pytest.MonkeyPatch, jobs: Any
) -> None:
    before = len(jobs())
    monkeypatch.delenv("RODIN_API_KEY")
    with pytest.raises(orders.errors.NotReady) as refused:
        orders.order(orders.Order(prompt="a stool"))
    assert (refused.value.code, len(jobs())) == ("KEY_UNUSABLE", before)
    assert orders.price(orders.Order(prompt="a stool")) == 0.5


def test_an_order_with_the_same_content_has_the_same_key(orders: Any, picture: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.png"
    other.write_bytes(picture.read_bytes())
    key = orders.Order(prompt="a jug", pictures=(picture,)).content_key()
    assert key == orders.Order(prompt=" a jug ", pictures=(other,), name="Jug", tags=("blue",)).content_key()
    other.write_bytes(other.read_bytes() + b"\0")
    assert (
        len(
            {
                key,
                *(
                    each.content_key()
                    for each in (
                        orders.Order(prompt="a jug", pictures=(other,)),
                        orders.Order(prompt="a cup", pictures=(picture,)),
                        orders.Order(prompt="a jug"),
                    )
                ),
            }
        )
        == 4
    )


def test_what_another_program_ordered_a_moment_ago_is_not_ordered_again(
    orders: Any, unsent: None, part: Part, jobs: Any
) -> None:
    stool, lamp = (orders.Order(key=_new_key(), prompt=words) for words in ("a stool", "a lamp"))
    planned = orders.plan(stool, lamp)
    (other,) = orders.order(stool)
    before = len(jobs())
    first, second = orders.order(stool, lamp, planned=planned)
    assert (first.id, second.name) == (other.id, "Lamp")
    assert len(jobs()) == before + 1


def test_a_blocked_one_goes_on_when_it_is_ordered_again(orders: Any, unsent: None, part: Part) -> None:
    stool = orders.Order(key=_new_key(), prompt="a stool")
    (job,) = orders.order(stool)
    errors, hold = part("api.errors"), part("jobs.hold").Hold
    blocked = hold.because_of(errors.KeyUnusable("The key was refused"), blocked=True)
    part("session.session").current().ledger.update(job.id, hold=blocked)
    watched = part("session.orders.waiting").watch(bpy.context, [job.id], seconds=0.0)
    assert [job.blocked for (job,) in islice(watched, 2)] == [True]  # nothing would become of it by itself
    assert not orders.order(stool)[0].blocked
