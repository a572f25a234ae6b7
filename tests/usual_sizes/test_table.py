# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of usual sizes holds what can be, and each of its words leads back to it."""

from collections import Counter
from pathlib import Path

import pytest
from rodin_props.usual_sizes.find import find
from rodin_props.usual_sizes.table import ANY_BEGINNING, Measure, Thing, words


def things() -> set[Thing]:
    return {thing for column in words() for thing in column.values()}


def test_there_are_many_things_each_in_three_languages() -> None:
    assert len(things()) >= 200
    for column in words():
        assert set(column.values()) == things()


def test_no_word_means_two_things(root: Path) -> None:
    rows = (root / "usual_sizes" / "table.csv").read_text("utf-8").splitlines()[1:]
    for column in (5, 6, 7):
        counted = Counter(word for row in rows for word in row.split(",")[column].split("|"))
        assert [word for word, count in counted.items() if count > 1] == []


def test_usual_sizes_are_plausible_and_no_height_is_more_than_the_longest_side() -> None:
    for thing in things():
        assert thing.least_meters < thing.usual_meters(thing.measure) < thing.most_meters, thing
        assert 0 < thing.height_meters <= thing.longest_meters, thing


def test_every_word_finds_its_thing() -> None:
    lost = [
        word
        for column in words()
        for word, thing in column.items()
        if (found := find(word.replace(ANY_BEGINNING, "旧"))) is None or found.thing != thing
    ]
    assert lost == []


@pytest.mark.parametrize("measure", Measure)
def test_a_mug_of_four_meters_is_not_plausible_whatever_is_measured(measure: Measure) -> None:
    mug = find("mug")
    assert mug is not None
    assert mug.is_plausible(0.1, measure)
    assert not mug.is_plausible(4.0, measure)
    assert not mug.is_plausible(0.004, measure)
