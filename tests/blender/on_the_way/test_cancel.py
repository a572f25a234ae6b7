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


def row(ids: tuple[str, ...], *, is_paid: bool, is_chosen: bool = True) -> dict[str, Any]:
    """A row of the dialog."""
    return {"name": ",".join(ids), "words": "", "lost": "", "is_paid": is_paid, "is_chosen": is_chosen}


def press(*chosen: tuple[Any, bool]) -> set[str]:
    """Press the dialog's button, with these jobs chosen or not."""
    rows = [row((job.id,), is_paid=job.was_sent, is_chosen=is_so) for job, is_so in chosen]
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


class Dialog:
    """What the dialog told when it opened."""

    def __init__(self, part: Part) -> None:
        part("session.session").current().refresh()
        self._told = part("session.watching.on_the_way").on_the_way()

    def press(self, *, everything: bool = False) -> set[str]:
        """Press its button with all chosen, or with *All of Them*."""
        rows = [row(each.ids, is_paid=each.is_paid, is_chosen=not everything) for each in self._told]
        return bpy.ops.rodin_props.cancel_running(running=rows, everything=everything)


@pytest.mark.parametrize("everything", [False, True])
def test_what_is_sent_while_the_dialog_says_that_nothing_is_charged_goes_on_and_is_named(
    part: Part, add: Add, ledger: Any, paid: Callable[..., Any], capfd: pytest.CaptureFixture[str], everything: bool
) -> None:
    state, submission = part("jobs.states").State, part("api.models").Submission
    leaving, accepted, waits, lamp = add(name="Chair"), add(name="Table"), add(name="Sofa"), paid("Lamp")
    dialog = Dialog(part)
    for job in (leaving, accepted):
        ledger.move(job.id, state.SUBMITTING, submitted_at=1.0)
    ledger.record_answer(accepted.id, submission(task_uuid="task", subscription_key="s", consumed_credits=0.5))
    assert dialog.press(everything=everything) == {"FINISHED"}
    states = [ledger.get(job.id).state.name for job in (leaving, accepted, waits, lamp)]
    assert states == ["SUBMITTING", "WAITING", "CANCELLED", "CANCELLED"]
    told = [line.partition(": ")[2] for line in capfd.readouterr().out.splitlines() if ": " in line]
    assert told == [
        "2 cancelled",
        *(
            f"“{name}” was sent meanwhile and may be charged, so it goes on. "
            "Press Cancel Generations again to stop it nevertheless."
            for name in ("Chair", "Table")
        ),
    ]
    assert Dialog(part).press() == {"FINISHED"}, "now it is told that they cost"
    assert ledger.active() == ()


def test_pictures_of_which_jobs_were_made_and_sent_meanwhile_go_on(part: Part, add: Add, ledger: Any) -> None:
    state, pending = part("session.session").current(), part("session.pending_pictures").PendingPictures
    sent, waits = add(name="Crate"), add(name="Crate")
    inputs = SimpleNamespace(name="Crate")
    state.pending[sent.id] = pending(planned=tuple((job.folder, inputs) for job in (sent, waits)))
    told = next(each for each in part("session.watching.on_the_way").on_the_way() if len(each.ids) == 2)
    del state.pending[sent.id]
    ledger.move(sent.id, part("jobs.states").State.SUBMITTING, submitted_at=1.0)
    going_on(part)
    assert bpy.ops.rodin_props.cancel_running(running=[row(told.ids, is_paid=told.is_paid)]) == {"FINISHED"}
    assert [ledger.get(job.id).state.name for job in (sent, waits)] == ["SUBMITTING", "CANCELLED"]


def test_all_of_them_are_those_that_the_dialog_listed(part: Part, add: Add, ledger: Any) -> None:
    listed = [add(name="Chair"), add(name="Lamp")]
    dialog = Dialog(part)
    later = add(name="Table")
    going_on(part)
    assert dialog.press(everything=True) == {"FINISHED"}
    assert [ledger.get(job.id).state.name for job in (*listed, later)] == ["CANCELLED", "CANCELLED", "QUEUED"]


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
