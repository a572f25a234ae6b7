# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of a style stand around a prop's own as a person would write them."""

import pytest
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.types import ConditionMode, Tier
from rodin_props.jobs.orders.shared_style import SharedStyle


@pytest.mark.parametrize(
    ("before", "own", "after", "together"),
    [
        ("", "a bench", "", "a bench"),
        ("a weathered", "bench", "1950s, stylised", "a weathered bench, 1950s, stylised"),
        ("old,", "a bench", "", "old, a bench"),
        (" old ", " a bench ", " of oak ", "old a bench, of oak"),
        ("", "A bench.", "Stylised.", "A bench. Stylised."),
        ("", "A bench,", "stylised", "A bench, stylised"),
        ("", "what a bench!", "stylised", "what a bench! stylised"),
        ("", "a bench", ", stylised", "a bench, stylised"),
        ("", "a bench", "; stylised", "a bench; stylised"),
        ("", "a bench", "(stylised)", "a bench, (stylised)"),
        ("weathered", "", "1950s", "weathered, 1950s"),
        ("weathered,", "", "1950s", "weathered, 1950s"),
        ("weathered", " ", "", "weathered"),
        ("", "", ", stylised", "stylised"),
        ("", "", "", ""),
    ],
)
def test_words_are_joined_as_one_reads_them(before: str, own: str, after: str, together: str) -> None:
    assert SharedStyle(before=before, after=after).words(own) == together


def test_a_picture_without_words_gets_those_of_the_style_and_nothing_is_made_of_these_alone() -> None:
    style = SharedStyle(before="weathered", look="look.png")
    assert style.prompt("", ("bench.png",)) == "weathered"
    assert style.prompt(" ", ()) == ""
    assert style.look_beside(" ", (), GenerationOptions())[0] is None


def test_a_look_goes_with_words_and_with_pictures_that_the_tier_can_fuse_it_with() -> None:
    style = SharedStyle(look="look.png")
    old, new = GenerationOptions(tier=Tier.REGULAR), GenerationOptions(tier=Tier.GEN_2_5_HIGH)
    look, options = style.look_beside("", ("bench.png",), old)
    assert (look, options.condition_mode) == ("look.png", ConditionMode.FUSE)
    assert style.look_beside("", ("bench.png",), new) == (None, new)
    assert style.look_beside("a bench", (), new) == ("look.png", new)
    assert SharedStyle().look_beside("a bench", ("bench.png",), old) == (None, old)
