# SPDX-License-Identifier: GPL-3.0-or-later
"""The questions and calls as they are described, and what is planned from them."""

import re
from pathlib import Path

import pytest
from rodin_props.live.calls.table import CALLS
from rodin_props.live.plan import plan_for
from rodin_props.live.questions.table import QUESTIONS


def _named(*names: str, paid: tuple[str, ...] = ()) -> list[str]:
    return [call.name for call in plan_for(names, paid=paid).to_pay]


def test_a_call_that_answers_several_questions_is_paid_once() -> None:
    assert _named("box_axes", "longest_side", "links", "price", "quads") == ["prop"]
    assert _named("longest_side", "shaded") == ["shaded"]


def test_a_call_brings_those_that_it_needs() -> None:
    assert _named("part_names") == ["prop", "parts"]


def test_what_an_interrupted_run_has_paid_for_is_not_paid_again() -> None:
    assert _named("part_names", "part_file", paid=("prop",)) == ["parts"]
    assert plan_for(["longest_side"], paid=("prop",)).to_pay == ()


def test_prices_are_added_up_and_told() -> None:
    plan = plan_for(["high_pack", "wrong_labels"])
    assert (plan.price, plan.worst_price) == (1.5, 2.0)
    assert "Together 1.5 credits, 2 at most." in plan.lines()


def test_every_paid_question_has_its_calls_and_every_call_its_question() -> None:
    asked = {name for question in QUESTIONS.values() for name in question.calls}
    assert asked == set(CALLS)
    assert _named("all") == list(CALLS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_rests_on_an_assumption_is_there(root: Path, name: str) -> None:
    for told in QUESTIONS[name].assumed_by.split("; "):
        place, _, symbol = told.partition(": ")
        assert (root / place).exists()
        assert not symbol or re.search(rf"\b{re.escape(symbol)}\b", (root / place).read_text("utf-8"))
