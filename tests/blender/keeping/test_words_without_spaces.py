# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop that was asked for in Chinese or Japanese has a name and tags that it can be found by."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

Part = Callable[[str], ModuleType]


@pytest.mark.parametrize(
    ("prompt", "name"),
    [
        ("一个木凳", "木凳"),
        ("一把红色的椅子，很旧", "红色的椅子"),
        ("一张桌子。四条腿", "桌子"),
        ("一次性杯子", "一次性杯子"),
        ("1つの丸いテーブル、木製", "丸いテーブル"),
        ("赤い椅子！", "赤い椅子"),
        ("a red chair, old", "Red chair"),
    ],
)
def test_a_prop_is_named_by_the_first_thing_that_its_prompt_says(part: Part, prompt: str, name: str) -> None:
    assert part("session.inputs.naming").name_from_prompt(prompt) == name


@pytest.mark.parametrize(
    ("prompt", "tags"),
    [("一把红色的椅子，橡木", ("红色", "椅子", "橡木")), ("赤い木の椅子、古い", ("赤い木", "椅子", "古い"))],
)
def test_a_kept_prop_is_found_by_the_words_of_its_prompt(
    part: Part, finished: Any, prompt: str, tags: tuple[str, ...]
) -> None:
    assert part("session.keeping.asset_facts").tags(finished(prompt=prompt))[:-1] == tags
