# SPDX-License-Identifier: GPL-3.0-or-later
"""A viewport is drawn anew for progress only if its last draw, with all its samples, is known to have been cheap."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from support.clock import Clock

VIEW, OTHER = 1, 2


class Viewports:
    """Regions that are drawn by a clock that stands still meanwhile."""

    def __init__(self, kind: Callable[..., Any]) -> None:
        self.clock = Clock(100.0)
        self.costs = kind(self.clock)

    def draw(self, *milliseconds: float, pause: float = 0.0, region: int = VIEW) -> None:
        """Draw once for each time, with a pause (milliseconds) before each."""
        for each in milliseconds:
            self.clock.wait(pause / 1000)
            self.costs.began(region)
            self.clock.wait(each / 1000)
            self.costs.ended(region)

    def may_draw(self, *, samples: int = 1, region: int = VIEW) -> bool:
        """Whether the region may be drawn for progress; if so, it counts as ordered."""
        allowed: bool = self.costs.order(region, samples=samples)
        return allowed


@pytest.fixture
def viewports(part: Callable[[str], ModuleType]) -> Viewports:
    """Nothing was drawn yet."""
    return Viewports(part("ui.progress.draw_costs").DrawCosts)


@pytest.mark.parametrize(("setting", "samples"), [("OFF", 1), ("FXAA", 1), ("5", 5), ("8", 8), ("16", 16), ("32", 32)])
def test_anti_aliasing_is_so_many_draws(part: Callable[[str], ModuleType], setting: str, samples: int) -> None:
    assert part("ui.progress.draw_costs").samples_of(setting) == samples


def test_a_region_that_was_never_drawn_is_not_cheap(viewports: Viewports) -> None:
    assert not viewports.may_draw()
    viewports.draw(1, region=OTHER)
    assert not viewports.may_draw()


@pytest.mark.parametrize(("milliseconds", "allowed"), [(9, True), (11, False)])
def test_the_last_draw_decides(viewports: Viewports, milliseconds: float, allowed: bool) -> None:
    viewports.draw(30 - milliseconds, milliseconds)
    assert viewports.may_draw() is allowed


def test_all_samples_and_the_pauses_between_them_count(viewports: Viewports) -> None:
    viewports.draw(*[1] * 8)
    viewports.draw(*[1] * 8, pause=0.5, region=OTHER)
    assert viewports.may_draw(samples=8)
    assert not viewports.may_draw(samples=8, region=OTHER)


def test_with_samples_still_to_come_it_is_not_known(viewports: Viewports) -> None:
    viewports.draw(*[1] * 7)
    assert not viewports.may_draw(samples=8)
    viewports.draw(1)
    viewports.clock.wait(1.0)
    viewports.draw(*[1] * 3)  # of the next change
    assert not viewports.may_draw(samples=8)


def test_a_draw_that_has_begun_and_not_ended_is_not_known(viewports: Viewports) -> None:
    viewports.draw(1)
    viewports.costs.began(VIEW)
    assert not viewports.may_draw()


def test_it_is_drawn_once_a_second_at_most(viewports: Viewports) -> None:
    viewports.draw(1)
    asked = []
    for _ in range(12):  # three seconds, four steps in each
        asked.append(viewports.may_draw())
        if asked[-1]:
            viewports.draw(1)
            viewports.clock.wait(-0.001)
        viewports.clock.wait(0.25)
    assert asked == [True, False, False, False] * 3


def test_what_blender_does_before_the_draw_counts_once_it_was_seen(viewports: Viewports) -> None:
    viewports.draw(1)
    assert viewports.may_draw()
    viewports.draw(1, pause=20)  # from the order to the beginning
    for _ in range(3):
        viewports.clock.wait(1.0)
        viewports.draw(1)  # by the artist
        assert not viewports.may_draw()


def test_regions_that_are_gone_are_forgotten(viewports: Viewports) -> None:
    viewports.draw(1)
    viewports.draw(1, region=OTHER)
    viewports.costs.keep({OTHER})
    assert not viewports.may_draw()
    assert viewports.may_draw(region=OTHER)
