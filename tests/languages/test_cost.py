# SPDX-License-Identifier: GPL-3.0-or-later
"""Panels ask at each drawing, with whatever a service or an artist wrote: a text costs little, known or not."""

import re
from collections.abc import Iterator, Mapping

import pytest
from rodin_props.languages.sentences import Sentences
from rodin_props.languages.template import PLACEHOLDER, Template

DENSE = "of the, and; is. not “a” (b): Rodin, cannot and Chair; be. on the way, "
MOST_TRIED = 4_000
"""Templates, for any text: they are a thousand, and without bounds it was millions."""


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that templates are tried on, one for each trial."""
    texts: list[str] = []
    readings = Template.readings

    def noted(template: Template, text: str) -> Iterator[tuple[str, ...]]:
        texts.append(text)
        assert len(texts) < 20 * MOST_TRIED, "it has no end"
        return readings(template, text)

    monkeypatch.setattr(Template, "readings", noted)
    return texts


@pytest.mark.parametrize("length", [150, 200, 201, 1_000])
def test_a_text_of_somebody_else_is_soon_given_up(catalog: Mapping[str, str], tried: list[str], length: int) -> None:
    text = (DENSE * length)[:length]
    assert Sentences(catalog).translated(text) == text
    assert len(tried) <= MOST_TRIED


def test_a_long_text_behind_a_sentence_of_ours_too(catalog: Mapping[str, str], tried: list[str]) -> None:
    known = "“Chair” is on the way; go on working meanwhile."
    said = Sentences(catalog).translated(f"{known} {DENSE * 15}")
    assert said.endswith((DENSE * 15)[-100:])
    assert not said.startswith("“Chair” is")
    assert len(tried) <= 2 * MOST_TRIED


def test_many_rows_cost_few_trials_each(catalog: Mapping[str, str], tried: list[str]) -> None:
    sentences = Sentences(catalog)
    rows = [f"Generating, about {seconds} s" for seconds in range(50)]
    rows += [f"18,{number:03} quads, 2 triangles" for number in range(50)]
    rows += [f"Chair.{number:03}" for number in range(50)]
    for row in rows:
        sentences.translated(row)
    assert len(tried) <= 60 * len(rows)


def test_what_we_say_ourselves_is_far_from_being_given_up(catalog: Mapping[str, str], tried: list[str]) -> None:
    sentences = Sentences(catalog)
    trials = {}
    for english in catalog:
        said = PLACEHOLDER.sub("12", re.sub(r"(?<=“)\{\w+\}(?=”)", "Ivy", english))
        tried.clear()
        sentences.translated(said)
        trials[said] = len(tried)
    assert max(trials.values()) < MOST_TRIED / 20
