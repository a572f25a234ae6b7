# SPDX-License-Identifier: GPL-3.0-or-later
"""Names, prompts and sentences of any kind stay texts."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rodin_props.jobs.reports.report import ReportRow
from rodin_props.jobs.states import State
from support.report_page import Reading

Written = Callable[..., Reading]

PLAIN = ReportRow(
    name="name",
    state=State.FAILED,
    sentence="sentence",
    prompt="prompt",
    note="note",
    options=(("label", "value"),),
)
HOSTILE = [
    "<script>alert(1)</script>",
    "</style></td></tr></table><img src=x onerror=alert(1)>",
    "\"><img src='http://example.org/?stolen'>",
    "' onmouseover='alert(1)",
    "&lt;b&gt; &amp; &#0;",
    "<!-- -->",
    "]]><![CDATA[",
    "\x00\x07\x1b[31mred\ufffe",
    "\ud800 half a letter",
    "\u202eturned round\u2066",
    "javascript:alert(1)",
]


def _row(text: str) -> ReportRow:
    return replace(PLAIN, name=text, sentence=text, prompt=text, note=text, options=((text, text),))


def _shape(page: Reading) -> list[tuple[str, dict[str, str]]]:
    return [(tag.name, tag.attributes) for tag in page.tags]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_anything_but_text(text: str, written: Written) -> None:
    harmless = written([PLAIN], title="title", about=["about"])
    hostile = written([_row(text)], title=text, about=[text])
    assert _shape(hostile) == _shape(harmless)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(text=st.text(st.characters(), min_size=1, max_size=60))
def test_whatever_was_written_is_read_again(text: str, written: Written) -> None:
    page = written([replace(PLAIN, name=f"a{text}z")])
    words = "".join(page.all("p", class_="name")[0].words)
    kept = [letter for letter in text if letter.isprintable() and not letter.isspace()]
    assert [letter for letter in words[1:-1] if letter in kept] == kept
    assert _shape(page) == _shape(written([PLAIN]))


def test_letters_that_nobody_sees_do_not_get_into_the_page(written: Written) -> None:
    page = written([replace(PLAIN, name="a\x00b\x1bc\ud800d")])
    assert page.all("p", class_="name")[0].text == "abc?d"


def test_each_text_from_outside_is_isolated_from_the_writing_around_it(written: Written) -> None:
    page = written([_row("\u202eturned")], title="\u202eturned", about=["\u202eturned"])
    turned = [tag for tag in page.tags if "".join(tag.words) == "\u202eturned"]
    innermost = {tag.name for tag in turned} - {"p", "a", "h1"}
    assert innermost == {"bdi", "title"}
    assert page.source.count("\u202e") == sum(tag.name in {"bdi", "title"} for tag in turned)


def test_a_text_without_end_is_cut(written: Written) -> None:
    page = written([replace(PLAIN, name="n" * 5_000, prompt="p" * 100_000, sentence="s" * 100_000)])
    assert page.all("p", class_="name")[0].text == "n" * 199 + "…"
    assert page.all("p", class_="prompt")[0].text == "p" * 1_999 + "…"
    assert len(page.source) < 20_000
