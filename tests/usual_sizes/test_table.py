# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of usual sizes holds what can be, and each of its words leads back to it."""

from collections import Counter
from pathlib import Path

import pytest
from rodin_props.usual_sizes.east_asian_words import MEANS_MORE
from rodin_props.usual_sizes.find import find
from rodin_props.usual_sizes.table import Measure, Thing, words


def things() -> set[Thing]:
    return {meaning.thing for column in words() for meaning in column.values()}


def test_there_are_many_things_each_in_three_languages() -> None:
    assert len(things()) >= 200
    for column in words():
        assert {meaning.thing for meaning in column.values()} == things()


def test_no_word_means_two_things(root: Path) -> None:
    rows = (root / "usual_sizes" / "table.csv").read_text("utf-8").splitlines()[1:]
    for column in (5, 6, 7):
        counted = Counter(word.strip("…") for row in rows for word in row.split(",")[column].split("|"))
        assert [word for word, count in counted.items() if count > 1] == []


def test_usual_sizes_are_plausible_and_no_height_is_more_than_the_longest_side() -> None:
    for thing in things():
        assert thing.least_meters < thing.usual_meters(thing.measure) < thing.most_meters, thing
        assert 0 < thing.height_meters <= thing.longest_meters, thing


def test_every_word_finds_its_thing() -> None:
    lost = [
        word
        for column, before in zip(words(), ("an old ", "红色的", "古い"), strict=True)
        for word, meaning in column.items()
        if (found := find(before + word)) is None or found.thing != meaning.thing
    ]
    assert lost == []


def test_a_word_alone_is_silent_where_the_other_language_means_another_thing() -> None:
    _, chinese, japanese = words()
    differ = {word for word in chinese.keys() & japanese.keys() if chinese[word].thing != japanese[word].thing}
    assert {"手袋", "水槽", "靴", "刀", "棚"} <= differ
    assert [word for word in differ | MEANS_MORE if find(word)] == []
    alone = (chinese.keys() | japanese.keys()) - differ - MEANS_MORE
    assert [word for word in alone if find(word) is None] == []


def test_words_that_mean_a_thing_after_any_other_do_so() -> None:
    marked = [(word, meaning.thing) for word, meaning in words().english.items() if meaning.is_after_anything]
    assert len(marked) > 300
    assert [
        word for word, thing in marked if (found := find(f"grandmother {word}")) is None or found.thing != thing
    ] == []


@pytest.mark.parametrize("measure", Measure)
def test_a_mug_of_four_meters_is_not_plausible_whatever_is_measured(measure: Measure) -> None:
    mug = find("mug")
    assert mug is not None
    assert mug.is_plausible(0.1, measure)
    assert not mug.is_plausible(4.0, measure)
    assert not mug.is_plausible(0.004, measure)
