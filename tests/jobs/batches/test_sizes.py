# SPDX-License-Identifier: GPL-3.0-or-later
"""A list may leave a size to what the thing is called, if it says so."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rodin_props.jobs.batches.rows import Row
from rodin_props.jobs.batches.style import read_style

Rows = Callable[..., tuple[Row, ...]]


def sizes(rows: tuple[Row, ...]) -> list[tuple[float, str]]:
    return [(row.size_meters, row.size_axis) for row in rows]


def test_usual_is_what_the_name_the_text_or_the_picture_says(rows_of: Rows) -> None:
    rows = rows_of(
        "name,text,picture,size,size axis\n"
        "Bar stool,something made of oak,,usual,\n"
        ",a red mug,, Usual ,\n"
        ",,chair.png,usual,\n"
        ",a Persian carpet,,usual,\n"
        ",一把椅子,,usual,longest side\n"
    )
    assert sizes(rows) == [
        (0.75, "HEIGHT"),
        (0.1, "HEIGHT"),
        (0.9, "HEIGHT"),
        (2.3, "LONGEST_SIDE"),
        (0.9, "LONGEST_SIDE"),
    ]


def test_sizes_are_read_as_chinese_and_japanese_keyboards_write_them(rows_of: Rows) -> None:
    written = ("９０ｃｍ", "90 厘米", "９０公分", "0.9 米", "90センチ", "900 ミリ", "０．９メートル")
    rows = rows_of("text,size\n" + "".join(f"box,{size}\n" for size in written))
    assert {size for size, _ in sizes(rows)} == {0.9}


def test_tags_are_read_as_chinese_and_japanese_keyboards_write_them(rows_of: Rows) -> None:
    rows = rows_of("text,tags\nbox,木；旧\nbox,木、旧\nbox,木，旧\nbox,木｜旧\n")
    assert {row.tags for row in rows} == {("木", "旧")}


def test_without_the_word_a_row_is_a_meter_high_as_ever(rows_of: Rows) -> None:
    assert sizes(rows_of("text,size\na mug,\na mug,0.3\n")) == [(1.0, "HEIGHT"), (0.3, "HEIGHT")]


def test_a_row_whose_thing_is_not_known_is_refused(problems_of: Callable[..., list[str]]) -> None:
    assert problems_of("text,size\na mug,usual\na gadget,usual\n") == [
        "Row 3, column “size”: No usual size is known for this prop. Write a number of meters such as 0.9, or 90 cm."
    ]


def test_a_style_may_say_it_for_all_rows(rows_of: Rows, folder: Path) -> None:
    (folder / "style.json").write_text('{"size": "usual"}')
    style = read_style(folder / "style.json")
    assert sizes(rows_of("text,size\na mug,\na gadget,0.4\n", style=style)) == [(0.1, "HEIGHT"), (0.4, "HEIGHT")]


@pytest.mark.parametrize(("axis", "meters"), [("height", 0.01), ("longest side", 2.3)])
def test_the_measure_that_a_row_names_is_kept(rows_of: Rows, axis: str, meters: float) -> None:
    assert sizes(rows_of(f"text,size,size axis\na rug,usual,{axis}\n"))[0][0] == meters
