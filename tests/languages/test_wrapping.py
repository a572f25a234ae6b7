# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentences in lines, whatever the script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rodin_props.languages.wrapping import cells, wrapped


def test_latin_letters_take_a_cell_and_others_two() -> None:
    assert cells("Rodin 生成") == 10


def test_words_are_kept_whole() -> None:
    assert wrapped("The picture is black: no light falls on it.", 20) == [
        "The picture is",
        "black: no light",
        "falls on it.",
    ]


def test_without_spaces_a_line_ends_anywhere_but_before_a_mark() -> None:
    assert wrapped("画像が黒です。光が当たっていません。", 12) == ["画像が黒で", "す。光が当", "たっていませ", "ん。"]


@pytest.mark.parametrize("text", ["这个 Blender 缺少模块“requests”。", "フォルダー「Props」に書き込めません。"])
def test_a_quote_stays_with_what_it_quotes(text: str) -> None:
    for width in range(8, 40):
        lines = wrapped(text, width)
        assert not [line for line in lines if line[-1] in "“「" or line[0] in "”」。"]


@given(st.text("abc 漢字かな。、「」“”.,", max_size=80), st.integers(min_value=4, max_value=40))
def test_nothing_is_lost(text: str, width: int) -> None:
    assert "".join("".join(wrapped(text, width)).split()) == "".join(text.split())
