# SPDX-License-Identifier: GPL-3.0-or-later
"""A page says of each prop what became of it, and needs nothing but itself."""

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace

from rodin_props.jobs.gallery.costs import Cost
from rodin_props.jobs.reports.report import ReportRow
from rodin_props.jobs.reports.words import Language
from rodin_props.jobs.states import State
from rodin_props.languages.catalog import catalog_path, read_catalog
from rodin_props.languages.sentences import Sentences
from support.report_page import Reading

Written = Callable[..., Reading]

CHAIR = ReportRow(
    name="Chair",
    state=State.IMPORTED,
    prompt="a chair\nof oak",
    options=(("Tier", "Gen-2"), ("Seed", "7")),
    note="Row 12",
    cost=Cost(charged=0.5),
    seconds=200.4,
)
LAMP = ReportRow(
    name="Lamp",
    state=State.FAILED,
    sentence="Rodin could not make this prop. Try another picture.",
    cost=Cost(estimated=1.0),
    seconds=59.0,
)
TABLE = ReportRow(name="Table", state=State.UNCERTAIN, sentence="It is not known whether Rodin got it.")
SOFA = ReportRow(name="Sofa", state=State.QUEUED, expected_credits=0.5)
BENCH = ReportRow(name="Bench", sentence="There is no picture in column “picture”.")


def test_a_row_tells_all_that_is_known(written: Written) -> None:
    (row,) = written([CHAIR]).rows
    assert row.text == "Chair a chair of oak Row 12 · Tier : Gen-2 · Seed : 7 In a scene 0.5 3 min 20 s"


def test_a_row_that_failed_says_why_and_so_does_the_head(written: Written) -> None:
    page = written([CHAIR, LAMP])
    assert page.rows[1].text == f"Lamp Failed {LAMP.sentence} about 1 59 s"
    (why,) = (tag for tag in page.all("li") if "bad" in tag.attributes.get("class", ""))
    assert why.text == f"1 × Failed {LAMP.sentence} Lamp"
    assert [tag.attributes["href"] for tag in page.all("a")] == ["#row-2"]


def test_what_is_unclear_is_not_told_as_failed(written: Written) -> None:
    page = written([TABLE])
    assert page.rows[0].text == f"Table Unclear {TABLE.sentence}"
    (why,) = (tag for tag in page.all("li") if "unsure" in tag.attributes.get("class", ""))
    assert why.text == f"1 × Unclear {TABLE.sentence} Table"


def test_what_went_wrong_for_one_reason_is_told_once(written: Written) -> None:
    page = written([LAMP] * 45)
    (why,) = (tag for tag in page.all("li") if "bad" in tag.attributes.get("class", ""))
    assert why.text.startswith("45 × Failed")
    assert why.text.count("Lamp") == 30
    assert why.text.endswith("and 15 more")


def test_the_sums_stand_above(written: Written) -> None:
    page = written([CHAIR, LAMP, TABLE, SOFA, SOFA, BENCH])
    (sums,) = page.all("ul", class_="sums")
    assert sums.text == (
        "1 of 6 finished 2 on their way 1 failed 1 unclear 1 not ordered"
        " about 1.5 credits spent about 1 credits to come"
    )


def test_a_page_without_failures_has_no_word_of_them(written: Written) -> None:
    page = written([CHAIR])
    assert "went wrong" not in page.source
    (sums,) = page.all("ul", class_="sums")
    assert sums.text == "1 of 1 finished 0.5 credits spent"


def test_what_was_not_sent_says_what_it_will_cost_and_what_was_not_ordered_why(written: Written) -> None:
    sofa, bench = written([SOFA, BENCH]).rows
    assert sofa.text == "Sofa In the queue about 0.5 to come"
    assert bench.text == f"Bench Not ordered {BENCH.sentence}"


def test_an_empty_page_is_a_page(written: Written) -> None:
    page = written([], about=["Style: oak, hand-carved."])
    assert not page.rows
    assert "Style: oak, hand-carved." in page.all("body")[0].text


def test_the_page_loads_nothing_and_runs_nothing(written: Written) -> None:
    page = written([CHAIR, LAMP])
    assert {tag.name for tag in page.tags}.isdisjoint({"script", "link", "iframe", "object", "form", "base"})
    assert not re.search(r"url\(|@import|https?:|//", page.source)
    for tag in page.tags:
        assert tag.attributes.get("href", "#").startswith("#")
        assert not any(name.startswith("on") or name == "style" for name in tag.attributes)


def test_the_page_lets_its_own_style_in_and_nothing_else(written: Written) -> None:
    page = written([CHAIR])
    (policy,) = (tag.attributes["content"] for tag in page.all("meta") if "http-equiv" in tag.attributes)
    (style,) = page.all("style")
    digest = base64.b64encode(hashlib.sha256("".join(style.words).encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy


def test_a_page_speaks_another_language_but_for_what_the_artist_wrote(written: Written) -> None:
    japanese = Language(code="ja", said=Sentences(read_catalog(catalog_path("ja_JP"))).translated)
    rows = [replace(CHAIR, prompt="Sidebar", name="Camera", note="Light"), SOFA]
    page = written(rows, language=japanese, title="Camera", about=["Cube"])
    assert page.all("html")[0].attributes["lang"] == "ja"
    assert page.all("h1")[0].text == "Camera"
    assert "Cube" in page.all("body")[0].text
    assert page.rows[0].text == "Camera Sidebar Light · ティア : Gen-2 · シード : 7 シーンに配置済み 0.5 3 分 20 秒"
    assert page.rows[1].text == "Sofa 順番待ち 今後 約 0.5"
