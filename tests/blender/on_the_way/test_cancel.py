# SPDX-License-Identifier: GPL-3.0-or-later
"""What is on the way can be cancelled all at once or one by one, and what that loses is said before."""

from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
from drawn_words import Layout

Part = Callable[[str], ModuleType]
Add = Callable[..., Any]


@pytest.fixture
def paid(part: Part, add: Add, ledger: Any) -> Callable[..., Any]:
    """A function that makes a job which Rodin has accepted."""

    def run(name: str, *, consumed_credits: float | None = None) -> Any:
        job = add("SUBMITTING", name=name)
        answer = part("api.models").Submission(
            task_uuid=f"task of {name}", subscription_key="s", consumed_credits=consumed_credits
        )
        ledger.record_answer(job.id, answer)
        return ledger.get(job.id)

    return run


def press(*chosen: tuple[Any, bool]) -> set[str]:
    """Press the dialog's button, with these jobs chosen or not."""
    rows = [{"name": job.id, "words": "", "lost": "", "is_paid": False, "is_chosen": is_so} for job, is_so in chosen]
    return bpy.ops.rodin_props.cancel_running(running=rows)


def going_on(part: Part) -> dict[str, str]:
    """What is on the way, and what cancelling it would lose."""
    part("session.session").current().refresh()
    return {each.words: each.lost for each in part("session.watching.on_the_way").on_the_way()}


def test_it_says_of_each_what_would_be_lost(part: Part, add: Add, ledger: Any, paid: Callable[..., Any]) -> None:
    add(name="Chair")
    sent = add("SUBMITTING", name="Table")
    ledger.update(sent.id, submitted_at=1.0)
    paid("Lamp", consumed_credits=1.5)
    paid("Sofa")
    add("SUBMITTING", "FAILED", name="Broken")
    assert going_on(part) == {
        "Chair, queued": "Not sent yet: nothing is charged.",
        "Table, 0%": "Being sent at this moment: Rodin may charge for it.",
        "Lamp, 0%": "Rodin keeps what was paid, 1.5 credits. It can be resumed for seven days.",
        "Sofa, 0%": "Rodin keeps what was paid, 0.5 credits. It can be resumed for seven days.",
    }


def test_pictures_that_are_being_made_count_as_one_and_nothing_is_charged(part: Part, ledger: Any) -> None:
    state, pending = part("session.session").current(), part("session.pending_pictures").PendingPictures
    inputs = SimpleNamespace(name="Crate")
    planned = tuple((ledger.path.parent / name, inputs) for name in ("first", "second"))
    state.pending["first"] = pending(planned=planned)
    assert going_on(part) == {"Crate and 1 more, on the way": "Not sent yet: nothing is charged."}
    assert part("session.watching.shown").status_words() == "2 jobs, 0%"
    assert bpy.ops.rodin_props.cancel_running(everything=True) == {"FINISHED"}
    assert state.pending == {}


def test_those_that_are_chosen_are_cancelled_and_no_others(
    part: Part, add: Add, ledger: Any, paid: Callable[..., Any]
) -> None:
    first, second, third = add(name="Chair"), paid("Lamp"), add(name="Table")
    going_on(part)
    assert press((first, False), (second, True), (third, True)) == {"FINISHED"}
    states = [ledger.get(job.id).state.name for job in (first, second, third)]
    assert states == ["QUEUED", "CANCELLED", "CANCELLED"]
    assert ledger.get(second.id).may_resume


def test_nothing_is_cancelled_where_nothing_was_chosen(part: Part, add: Add, ledger: Any) -> None:
    job = add()
    going_on(part)
    assert press((job, False)) == {"CANCELLED"}
    assert ledger.get(job.id).active


def test_what_is_ready_or_has_ended_meanwhile_stays_as_it_is(
    part: Part, add: Add, ledger: Any, paid: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    state, cancel = part("jobs.states").State, part("session.watching.on_the_way").cancel
    ready, late, runs = paid("Lamp"), add(name="Chair"), add(name="Table")
    going_on(part)
    for name in ("GENERATING", "DOWNLOADING", "READY"):
        ledger.move(ready.id, state[name])
    assert cancel([ready.id, "gone"]).words == "0 cancelled"
    ledger.move(late.id, state.FAILED)
    with monkeypatch.context() as patch:
        patch.setattr(part("session.session").current(), "refresh", lambda: False)  # it fails after the last look
        assert cancel([late.id, runs.id]).words == "1 cancelled"
    states = [ledger.get(job.id).state.name for job in (ready, late, runs)]
    assert states == ["READY", "FAILED", "CANCELLED"]


def test_one_that_cannot_be_cancelled_keeps_no_other_from_it_and_both_are_told(
    part: Part, add: Add, ledger: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    jobs = _, second, _ = add(name="Chair"), add(name="Lamp"), add(name="Table")
    going_on(part)
    with ledger.database.transaction() as connection:
        connection.execute(
            f"CREATE TRIGGER unfit BEFORE UPDATE ON jobs WHEN OLD.id = '{second.id}' BEGIN SELECT RAISE(ABORT, ''); END"
        )
    assert press(*((job, True) for job in jobs)) == {"FINISHED"}
    said = capfd.readouterr().out
    assert "2 cancelled; 1 could not be cancelled" in said
    assert "its file cannot be used" in said
    assert [ledger.get(job.id).state.name for job in jobs] == ["CANCELLED", "QUEUED", "CANCELLED"]
    assert press((second, True)) == {"CANCELLED"}


def test_where_nothing_is_on_the_way_there_is_nothing_to_cancel(part: Part, add: Add) -> None:
    add("SUBMITTING", "FAILED")
    going_on(part)
    with pytest.raises(RuntimeError, match="Nothing is on the way"):
        bpy.ops.rodin_props.cancel_running(everything=True)


def test_the_dialog_names_twelve_and_counts_the_others(part: Part) -> None:
    kind = part("operators.jobs.list_tools").RODIN_PROPS_OT_cancel_running
    items = [SimpleNamespace(words=f"Chair {number}", lost="Lost.", is_paid=number > 12) for number in range(15)]
    layout = Layout()
    kind.draw(SimpleNamespace(layout=layout, running=items, everything=False), bpy.context)
    assert layout.properties == ["everything", *["is_chosen"] * 12]
    assert layout.labels == [*["Lost."] * 12, "and 3 more, 2 of them paid"]
