# SPDX-License-Identifier: GPL-3.0-or-later
"""The report of a list tells of each row how it stands, whatever became of it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import bpy
import pytest
from support.pictures import disc
from support.report_page import Reading, read_page

Lists = Callable[..., Path]
Part = Callable[[str], Any]
Write = Callable[..., Reading]


@pytest.fixture
def report(part: Part, batches: Any, tmp_path: Path) -> Write:
    """A function that writes the report of a list that was looked at, and reads it."""

    def written(batch: Any, style: Any = None) -> Reading:
        page = tmp_path / "page.html"
        part("session.batches.report").write_report(bpy.context, batch, style or batches.style(), page)
        return read_page(page)

    return written


def _states(page: Reading) -> list[str]:
    return [tag.text for tag in page.all("p", class_="word")]


def _head(page: Reading) -> str:
    return page.all("body")[0].text.partition("All of them")[0]


def test_rows_that_were_sent_removed_and_never_sent_are_told_apart(
    batches: Any, write_list: Lists, report: Write, part: Part
) -> None:
    made = batches.make(write_list("text,name", "a shutter,", "a gutter,"))
    part("session.session").current().ledger.remove(made[1].job.id)
    page = report(batches.look_at(write_list("text,name", "a shutter,", "a gutter,Gutter", "a door,Door")))
    assert _states(page) == ["Ready", "Not ordered", "Not ordered"]
    assert [tag.text for tag in page.all("p", class_="name")] == ["Shutter", "Gutter", "Door"]
    assert "removed from the list of jobs since" in page.rows[1].text
    assert "Not sent yet." in page.rows[2].text
    assert [bool(tag.text) for tag in page.all("td", class_="credits")] == [True, False, True]
    assert "about 0.5 credits to come" in _head(page)
    assert "The first was sent" in _head(page)
    assert "the last ended" in _head(page)


def test_a_usual_size_is_told_at_its_row_made_or_not(batches: Any, write_list: Lists, report: Write) -> None:
    batches.make(write_list("text,size", "a brown mug,usual"))
    page = report(batches.look_at(write_list("text,size", "a brown mug,usual", "a rug,usual", "a door,2")))
    assert "Size : 0.1 m high, usual for “mug”" in page.rows[0].text
    assert "Size : 2.3 m long, usual for “rug”" in page.rows[1].text
    assert "usual for" not in page.rows[2].text


def test_what_was_sent_is_told_though_its_picture_was_changed_since(
    batches: Any, write_list: Lists, report: Write
) -> None:
    path = write_list("picture,seed", "red_jug.png,71")
    batch = batches.look_at(path)
    for _ in batches.begin(batch):
        pass
    path.with_name("red_jug.png").write_bytes(disc() + b"more")
    assert _states(report(batch)) == ["Ready"]
    assert _states(report(batches.look_at(path))) == ["Not ordered"]


def test_rows_of_one_content_are_told_each(batches: Any, write_list: Lists, report: Write) -> None:
    path = write_list("text,seed", "a shingle,1", "a shingle,1")
    batches.make(path)
    page = report(batches.look_at(write_list("text,seed", "a shingle,1", "a shingle,1", "a shingle,1")))
    assert _states(page) == ["Ready", "Ready", "Not ordered"]


def test_what_waits_says_for_what_and_what_it_will_cost(
    batches: Any, write_list: Lists, report: Write, sandbox: Any, part: Part
) -> None:
    path = write_list("text", "a hinge")
    sandbox.scenario(faults={"submit.http_429": -1})
    making = batches.begin(batches.look_at(path))
    for (hinge,) in making:
        if hinge.job.hold:
            break
    making.close()
    page = report(batches.look_at(path))
    part("session.session").current().ledger.cancel(hinge.job.id)  # it would be sent beside the next test
    assert _states(page) == ["In the queue"]
    assert hinge.job.hold in page.rows[0].text
    assert "1 on their way" in _head(page)
    assert "about 0.5 credits to come" in _head(page)


def test_the_style_is_told(batches: Any, write_list: Lists, report: Write) -> None:
    path = write_list("text", "a tile")
    path.with_name("look.png").write_bytes(disc())
    style = replace(batches.style(before="<b>old</b>", after="of clay"), look=path.with_name("look.png"))
    told = "Style: “<b>old</b>” before each text, “of clay” after each text, the look of look.png."
    page = report(batches.look_at(path, style), style)
    assert told in _head(page)
    assert "The first was sent" not in _head(page)
