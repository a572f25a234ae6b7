# SPDX-License-Identifier: GPL-3.0-or-later
"""All that is wrong with a list is told at once, by row and column."""

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rodin_props.jobs.batches import table
from rodin_props.jobs.batches.batch_list import read_list
from rodin_props.jobs.batches.problems import ListRefused

Problems = Callable[..., list[str]]


def test_every_problem_of_every_row_is_told(problems_of: Problems) -> None:
    told = problems_of(
        "picture,text,size,seed,tier,material\n"
        "chair.png,,tall,many,Gen-9,\n"
        ",,,,,\n"
        ",,1,,,\n"
        "gone.png,,,70000,Sketch,None\n"
        ",a table,0,,,\n"
    )
    assert told == [
        "Row 2, column “tier”: “Tier” cannot be “Gen-9”. Choose one of SKETCH, REGULAR, DETAIL, SMOOTH, GEN_2, "
        "GEN_2_5_EXTREME_LOW, GEN_2_5_LOW, GEN_2_5_MEDIUM, GEN_2_5_HIGH, GEN_2_5_EXTREME_HIGH.",
        "Row 2, column “seed”: “Seed” cannot be “many”. Choose a whole number.",
        "Row 2, column “size”: “tall” is no size. Write a number of meters such as 0.9, or 90 cm.",
        "Row 4, column “picture”: There is nothing to make a prop from. Add a picture or write a prompt.",
        "Row 5, column “seed”: “Seed” cannot be 70,000. Choose a number from -1 to 65,535.",
        "Row 5, column “picture”: There is no file “gone.png”. Write its path as seen from the list's folder.",
        "Row 5, column “material”: The tier Sketch makes PBR or Shaded materials only. Choose one of these.",
        "Row 6, column “size”: “0” is no size of a prop. Write one from 1 mm to 1,000 m.",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("text,colour\na,b\n", "Row 1, column “colour”: There is nothing of this name. There are picture, text,"),
        ("text,tagz\na,b\n", "Row 1, column “tagz”: There is nothing of this name. Is “tags” meant?"),
        ("text,prompt\na,b\n", "Row 1, column “prompt”: There are two columns “text”. Leave one of them."),
        ("text\na,b\n", "Row 2: It has more cells than the 1 columns."),
        ('text\na\n"b\n', "Row 3: Its quotes cannot be understood"),
        ("text\n", "It has no rows."),
        ("", "It has no rows."),
        (b"text\na\ncha\xefr\n", "Its line 3 is no UTF-8. Save it with the encoding UTF-8."),
        (b"text\na\n\xef\n", "Its line 3 is no UTF-8."),
        (b"text\ra\rcha\xefr\r", "Its line 3 is no UTF-8. Save it with the encoding UTF-8."),
        (b"\xff\xfet\x00e\x00x\x00t\x00\x00", "Its line 1 is no UTF-8."),
        ("text,tags\na," + "x" * 64 + "\n", "Row 2, column “tags”: The tag “"),
        ("picture\n\0.png\n", "Row 2, column “picture”: "),
        ("picture\n" + "x" * 5_000 + "\n", "Row 2, column “picture”: "),
        ("picture\n~nobody here/a.png\n", "Row 2, column “picture”: “~nobody here/a.png” cannot be looked for."),
        ("picture\n.\n", "Row 2, column “picture”: There is no file “.”."),
        ("picture\nempty.png\n", "Row 2, column “picture”: The file “empty.png” is empty."),
    ],
)
def test_what_cannot_be_understood_is_told_where_it_stands(
    problems_of: Problems, folder: Path, text: str | bytes, told: str
) -> None:
    (folder / "empty.png").touch()
    (problem,) = problems_of(text)
    assert problem.startswith(told)


def test_lines_that_are_no_json_are_told_by_their_numbers(problems_of: Problems) -> None:
    text = '{"text": "a"}\n{"text": \n[1]\n{"text": {}}\n{"text": ["a"], "seed": [1]}\n{"seed": ["1"], "text": "b"}\n'
    assert problems_of(text, name="list.jsonl") == [
        "Row 2: This is no object of JSON. Write one on each line.",
        "Row 3: This is no object of JSON. Write one on each line.",
        "Row 4, column “text”: This is neither a text nor a number nor a list of texts. Write one of these.",
        "Row 4, column “picture”: There is nothing to make a prop from. Add a picture or write a prompt.",
        "Row 5, column “seed”: This is neither a text nor a number nor a list of texts. Write one of these.",
        "Row 5, column “text”: Here stands a list. Write one text.",
        "Row 6, column “seed”: Here stands a list. Write one value.",
    ]


def test_a_file_that_is_no_list_is_told(problems_of: Problems, folder: Path) -> None:
    assert problems_of("text\na\n", name="list.xlsx") == [
        "Its name does not end in .csv, .tsv, .jsonl or .ndjson. Save it as one."
    ]
    with pytest.raises(ListRefused, match="It cannot be read: No such file or directory"):
        read_list(folder / "gone.csv")


def test_a_list_without_end_is_not_read_into_memory(problems_of: Problems, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_ROWS", 3)
    assert problems_of("text\n" + "a\n" * 4) == ["It has more than 3 rows. Split it into several lists."]
    monkeypatch.setattr(table, "LARGEST_BYTES", 1_000_000)
    assert problems_of("text\n" + "a" * 1_000_001) == ["It is larger than 1 MB. Split it into several lists."]


@given(content=st.binary(max_size=300) | st.text(max_size=300).map(str.encode), name=st.sampled_from(table.SUFFIXES))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_whatever_stands_in_a_file_it_is_a_list_or_it_is_refused_in_words(
    folder: Path, content: bytes, name: str
) -> None:
    path = folder / f"any{name}"
    path.write_bytes(content)
    with contextlib.suppress(ListRefused):
        assert read_list(path)
