# SPDX-License-Identifier: GPL-3.0-or-later
"""From a menu, where no job is named: the selected one is meant, or else the only one that it can be done with."""

from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest

Part = Callable[[str], ModuleType]
Add = Callable[..., Any]
_NOT_ONE = "Select one generation in the gallery first"


@pytest.fixture
def select(part: Part, ledger: Any) -> Callable[..., None]:
    """A function that selects jobs in the gallery and nothing else."""

    def selected(*jobs: Any) -> None:
        part("session.session").current().refresh()
        assert part("session.watching.look").gallery_page() is not None
        part("session.gallery.current").gallery().select([job.id for job in jobs])

    return selected


@pytest.fixture
def stopped(add: Add, ledger: Any) -> Callable[[str], Any]:
    """A function that makes a job that is paid for and was cancelled."""

    def make(name: str) -> Any:
        job = add("SUBMITTING", "WAITING", "CANCELLED", name=name)
        return ledger.update(job.id, task_uuid=f"task of {name}")

    return make


@pytest.fixture
def refused(add: Add, ledger: Any) -> Callable[[str], Any]:
    """A function that makes a job whose model was refused, which nobody could resume."""

    def make(name: str) -> Any:
        job = add("SUBMITTING", "WAITING", "FAILED", name=name)
        return ledger.update(job.id, error_code="MODEL_DOUBTFUL", error="The model was refused.")

    return make


def test_the_only_one_that_can_be_resumed_is_resumed(add: Add, ledger: Any, stopped: Any, capfd: Any) -> None:
    job, other = stopped("Chair"), add(name="Table")
    assert bpy.ops.rodin_props.resume_job() == {"FINISHED"}
    assert ledger.get(job.id).active
    assert ledger.get(other.id).state.name == "QUEUED"
    assert "“Chair” goes on." in capfd.readouterr().out


def test_of_several_the_selected_one_is_resumed_and_without_one_none(
    ledger: Any, stopped: Any, select: Callable[..., None]
) -> None:
    first, second = stopped("Chair"), stopped("Table")
    for chosen in ((), (first, second)):
        select(*chosen)
        with pytest.raises(RuntimeError, match=_NOT_ONE):
            bpy.ops.rodin_props.resume_job()
    select(second)
    assert bpy.ops.rodin_props.resume_job() == {"FINISHED"}
    assert [ledger.get(job.id).active for job in (first, second)] == [False, True]


def test_what_is_selected_is_meant_although_another_one_fits(
    add: Add, ledger: Any, stopped: Any, select: Callable[..., None], capfd: Any
) -> None:
    job, other = stopped("Chair"), add(name="Table")
    select(other)
    bpy.ops.rodin_props.resume_job()
    assert "“Table” cannot be resumed." in capfd.readouterr().out
    assert not ledger.get(job.id).active


def test_the_only_refused_model_is_tried_anyway(
    part: Part, ledger: Any, refused: Any, stopped: Any, capfd: Any
) -> None:
    job, other = refused("Chair"), stopped("Table")
    part("session.session").current().refresh()
    assert bpy.ops.rodin_props.try_anyway() == {"FINISHED"}
    assert ledger.get(job.id).active
    assert not ledger.get(other.id).active
    assert "“Chair” is tried anyway." in capfd.readouterr().out


@pytest.fixture
def press_retry(part: Part) -> Callable[..., SimpleNamespace]:
    """A function that presses Send Again as a menu does, and then Yes if so; it gives what was asked and told."""
    module = part("operators.jobs.job_actions")

    def press(*, job: str = "", yes: bool = False) -> SimpleNamespace:
        seen = SimpleNamespace(asked="", reports=[], result=None)

        class Pressed(module.JobOperator):
            fits, act = module.RODIN_PROPS_OT_retry_job.fits, module.RODIN_PROPS_OT_retry_job.act
            invoke = module.RODIN_PROPS_OT_retry_job.invoke

            def report(self, kinds: set[str], text: str) -> None:
                seen.reports.append(text)

        def confirm(operator: Any, event: Any, *, title: str, message: str, **options: Any) -> set[str]:
            seen.asked = f"{title} {message}"
            return operator.execute(bpy.context) if yes else {"CANCELLED"}

        pressed = Pressed()
        pressed.job = job
        context = SimpleNamespace(
            window_manager=SimpleNamespace(invoke_confirm=confirm), preferences=bpy.context.preferences
        )
        seen.result = pressed.invoke(context, None)
        return seen

    return press


def test_nothing_is_paid_for_before_it_was_asked_by_name_and_with_the_price(
    add: Add, ledger: Any, press_retry: Callable[..., SimpleNamespace]
) -> None:
    job = add("SUBMITTING", "FAILED", name="Chair")
    pressed = press_retry()
    assert pressed.asked == "Send “Chair” Again? Rodin charges 0.5 credits for it."
    assert ledger.get(job.id).state.name == "FAILED"
    assert press_retry(yes=True).result == {"FINISHED"}
    assert (ledger.get(job.id).state.name, ledger.get(job.id).attempt) == ("QUEUED", 2)


def test_where_several_could_be_sent_again_none_is_asked_for(
    add: Add, press_retry: Callable[..., SimpleNamespace]
) -> None:
    add("SUBMITTING", "FAILED", name="Chair")
    add("SUBMITTING", "FAILED", name="Table")
    pressed = press_retry(yes=True)
    assert (pressed.asked, pressed.result) == ("", {"CANCELLED"})
    assert _NOT_ONE in pressed.reports[0]


def test_a_script_must_name_what_it_pays_for(add: Add, ledger: Any, select: Callable[..., None]) -> None:
    job = add("SUBMITTING", "FAILED", name="Chair")
    select(job)
    with pytest.raises(RuntimeError, match="no such generation"):
        bpy.ops.rodin_props.retry_job()
    assert ledger.get(job.id).state.name == "FAILED"
