# SPDX-License-Identifier: GPL-3.0-or-later
"""What all props of a list share, and what a row's own words change."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rodin_props.api.options.types import ConditionMode, Tier
from rodin_props.jobs.batches.problems import ListRefused
from rodin_props.jobs.batches.rows import Row
from rodin_props.jobs.batches.style import Style, read_style

Rows = Callable[..., tuple[Row, ...]]


@pytest.fixture
def style_of(folder: Path) -> Callable[..., Style]:
    """A function that writes a style and reads it."""

    def read(**said: object) -> Style:
        path = folder / "style.json"
        path.write_text(json.dumps(said))
        return read_style(path)

    return read


def test_a_style_is_shared_and_a_row_goes_before_it(rows_of: Rows, style_of: Callable[..., Style]) -> None:
    style = style_of(
        before="weathered", after="for a street in Lisbon", tier="Gen-2.5 Low", seed=7, size="2 m", tags=["street"]
    )
    shared, own, picture = rows_of(
        'text,picture,tier,seed,size,tags\nbench,,,,,\na lamp,,Gen-2,8,4,"light, street"\n,chair.png,,,,\n',
        style=style,
    )
    assert shared.prompt == "weathered bench, for a street in Lisbon"
    assert (shared.options.tier, shared.options.seed) == (Tier.GEN_2_5_LOW, 7)
    assert (shared.size_meters, shared.tags) == (2.0, ("street",))
    assert (own.options.tier, own.options.seed, own.size_meters) == (Tier.GEN_2, 8, 4.0)
    assert own.tags == ("light", "street")
    assert picture.prompt == "weathered, for a street in Lisbon"


def test_a_look_is_sent_before_a_rows_own_picture_and_fused_with_it(
    rows_of: Rows, folder: Path, style_of: Callable[..., Style]
) -> None:
    (row,) = rows_of("picture,tier\nchair.png,Regular\n", style=style_of(look="chair back.png"))
    assert row.sent == (folder / "chair back.png", folder / "chair.png")
    assert row.pictures == (folder / "chair.png",)
    assert row.options.condition_mode is ConditionMode.FUSE


def test_a_look_is_the_picture_of_a_row_that_has_words_alone(
    rows_of: Rows, folder: Path, style_of: Callable[..., Style]
) -> None:
    (row,) = rows_of("text\na chair\n", style=style_of(look="chair back.png"))
    assert row.sent == (folder / "chair back.png",)
    assert row.pictures == ()
    assert row.options.condition_mode is ConditionMode.CONCAT


def test_a_look_that_would_do_nothing_is_refused(
    problems_of: Callable[..., list[str]], style_of: Callable[..., Style]
) -> None:
    told = problems_of("picture,text\nchair.png,\n,a chair\n", style=style_of(look="chair back.png"))
    assert told == [
        "Row 2, column “tier”: This tier takes no look beside a row's picture. Choose Regular, Detail, Smooth or "
        "Sketch, or leave the look out.",
    ]


def test_nothing_is_made_of_a_style_alone(
    problems_of: Callable[..., list[str]], style_of: Callable[..., Style]
) -> None:
    told = problems_of("name,text\nBench,\n", style=style_of(before="weathered", after="1950s", look="chair.png"))
    assert told == ["Row 2, column “picture”: There is nothing to make a prop from. Add a picture or write a prompt."]


def test_all_that_is_wrong_with_a_style_is_told(style_of: Callable[..., Style], folder: Path) -> None:
    with pytest.raises(ListRefused) as refused:
        style_of(beforre="old", text="a chair", tier="best", size=-1, look="gone.png", seed=None)
    assert [str(problem) for problem in refused.value.problems] == [
        "“beforre”: There is nothing of this name. Is “before” meant?",
        "“text”: Each row has its own. Write it into the list.",
        "“tier”: “Tier” cannot be “best”. Choose one of SKETCH, REGULAR, DETAIL, SMOOTH, GEN_2, GEN_2_5_EXTREME_LOW, "
        "GEN_2_5_LOW, GEN_2_5_MEDIUM, GEN_2_5_HIGH, GEN_2_5_EXTREME_HIGH.",
        "“look”: There is no file “gone.png”. Write its path as seen from the list's folder.",
        "“size”: “-1” is no size. Write a number of meters such as 0.9, or 90 cm.",
    ]
    (folder / "style.json").write_text("[]")
    with pytest.raises(ListRefused, match="It is no object of JSON"):
        read_style(folder / "style.json")
