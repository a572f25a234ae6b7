# SPDX-License-Identifier: GPL-3.0-or-later
"""What the rows of a list say."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.rules import problems
from rodin_props.api.options.types import Choice, MeshMode, Tier
from rodin_props.jobs.batches import columns
from rodin_props.jobs.batches.rows import Row
from support.api.options import any_options

Rows = Callable[..., tuple[Row, ...]]

words = st.text(st.characters(exclude_categories=("C",)), min_size=1).map(str.strip).filter(bool)


def test_a_row_says_a_text_or_pictures_and_all_that_a_panel_asks_for(rows_of: Rows, folder: Path) -> None:
    first, second = rows_of(
        "name,picture,text,size,size axis,tags,tier,Face Count\n"
        'Old chair,chair.png|chair back.png,,90 cm,Longest Side,"oak, old",gen 2.5 high,5000\n'
        ",,a table,,,,,\n"
    )
    assert first == Row(
        number=2,
        name="Old chair",
        pictures=(folder / "chair.png", folder / "chair back.png"),
        options=GenerationOptions(tier=Tier.GEN_2_5_HIGH, quality_override=5_000),
        size_meters=0.9,
        size_axis="LONGEST_SIDE",
        tags=("oak", "old"),
    )
    assert second == Row(number=3, text="a table", prompt="a table", options=GenerationOptions())


def test_json_lines_say_the_same(rows_of: Rows, folder: Path) -> None:
    lines = [
        {"prompt": "a table", "mesh_mode": "Raw", "hd_texture": True, "seed": 7, "size": 1.5, "tags": ["oak"]},
        {"picture": ["chair.png", "chair back.png"], "name": None, "text": ""},
    ]
    first, second = rows_of("\n\n".join(map(json.dumps, lines)), name="list.jsonl")
    assert first == Row(
        number=1,
        text="a table",
        prompt="a table",
        options=GenerationOptions(mesh_mode=MeshMode.RAW, hd_texture=True, seed=7),
        size_meters=1.5,
        tags=("oak",),
    )
    assert second.number == 3
    assert second.pictures == (folder / "chair.png", folder / "chair back.png")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_what_spreadsheets_write_is_read(rows_of: Rows, separator: str, line_end: str, mark: bytes) -> None:
    lines = [separator.join(cells) for cells in (("text", "seed", ""), ("“a” chäir", "7.0", ""), ("", "", ""))]
    (row,) = rows_of(mark + line_end.join(lines).encode())
    assert (row.prompt, row.options.seed) == ("“a” chäir", 7)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_list_in_utf_16_is_read_if_it_says_so(rows_of: Rows, encoding: str) -> None:
    (row,) = rows_of("\ufefftext\tseed\r\na chäir 椅\t7\r\n".encode(encoding))
    assert (row.prompt, row.options.seed) == ("a chäir 椅", 7)


def test_rows_are_numbered_as_a_spreadsheet_does(rows_of: Rows) -> None:
    rows = rows_of('text\n"a chair\nof oak"\n\n,\na table\n')
    assert [(row.number, row.prompt) for row in rows] == [(2, "a chair\nof oak"), (5, "a table")]


@given(options=any_options, how=st.sampled_from(["name", "value", "label"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_every_option_is_read_back_as_it_was_written(rows_of: Rows, options: GenerationOptions, how: str) -> None:
    assume(not problems(options, image_count=0, has_prompt=True))
    written = {
        name: (getattr(value, how) or value.name) if isinstance(value, Choice) else value
        for name in columns.OPTIONS
        for value in (getattr(options, name),)
    }
    (row,) = rows_of(json.dumps({"text": "a chair", **written}), name="list.jsonl")
    assert row.options == options


@given(texts=st.lists(words, min_size=1, max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_words_come_through_a_csv_as_they_are(rows_of: Rows, texts: list[str]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerows([["text", "name"], *([text, "x"] for text in texts)])
    assert [row.prompt for row in rows_of(written.getvalue())] == texts
