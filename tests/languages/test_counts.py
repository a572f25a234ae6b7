# SPDX-License-Identifier: GPL-3.0-or-later
"""One of anything is told as one: “1 credit”, not “1 credits”."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from rodin_props.api.options.prices import Price
from rodin_props.errors import size
from rodin_props.jobs.errors import DailyLimitReached, ScriptLimitReached
from rodin_props.session.orders.errors import OrdersRefused, OverLimit
from support.api.error_examples import EXAMPLES

NOUNS = ("asset", "byte", "credit", "file", "generation", "prop", "quad")
SAID_OF_SEVERAL = (
    "In the library already: {count} props.",
    "Not in the library are {count} props. {sentences}",
    "{count} of {count2} props did not come. {said}",
    "{count} props are in the library “{library_name}” now.",
    "{count} props are in the scene.",
    "{count} props are on the way; go on working meanwhile.",
)
"""Where one has a name, or an error of its own."""
_ONE_OF_MANY = re.compile(rf"(?<![\d.,])1 (more )?({'|'.join(NOUNS)}|letter|picture|problem|triangle|thing)s\b")


@pytest.mark.parametrize("noun", NOUNS)
def test_what_is_counted_is_said_of_one_too(words: Mapping[str, Any], noun: str) -> None:
    one = re.compile(rf"(\{{\w+\}}|\b1) {noun}\b")
    several = {
        english: found.places[0]
        for english, found in words.items()
        if re.search(rf"\{{\w+\}} {noun}s\b", english) and english not in SAID_OF_SEVERAL
    }
    said_of_one = {place for english, found in words.items() if one.search(english) for place in found.places}
    assert several
    assert not {english: place for english, place in several.items() if place not in said_of_one}


def test_what_is_said_of_several_alone_is_still_said(words: Mapping[str, Any]) -> None:
    assert not set(SAID_OF_SEVERAL) - words.keys()


_PROBLEM = next(error for error in EXAMPLES if isinstance(error, OrdersRefused)).problems[0]


@pytest.mark.parametrize(
    "text",
    [
        Price(credits=1.0).words,
        Price(credits=1.0000001).words,
        str(DailyLimitReached(1.0)),
        str(ScriptLimitReached(1.0, left=1.0, needed=1.0)),
        str(OverLimit(1.0, 1.0)),
        str(OrdersRefused([_PROBLEM] * 2, count=2)),
        size(1),
        *map(str, EXAMPLES),
    ],
)
def test_no_sentence_counts_one_as_many(text: str) -> None:
    assert not _ONE_OF_MANY.search(text)
