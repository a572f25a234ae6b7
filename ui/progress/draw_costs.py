# SPDX-License-Identifier: GPL-3.0-or-later
"""Which viewports may be drawn anew for a few words: those whose last draw is known to have been cheap."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

CHEAP_SECONDS = 0.010
"""A draw with all its samples that takes longer is felt."""
INTERVAL_SECONDS = 1.0
"""Between two draws for progress."""
_MOST_SAMPLES = 32


def samples_of(viewport_aa: str) -> int:
    """Return how often a viewport is drawn after each change, by `preferences.system.viewport_aa`."""
    return int(viewport_aa) if viewport_aa.isdecimal() else 1


class DrawCosts:
    """What the latest draws of each region cost. Regions are known by number; times are seconds of ``clock``."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._began_at: dict[int, float] = {}
        self._draws: dict[int, deque[tuple[float, float]]] = {}
        """Beginnings and ends, oldest first."""
        self._ordered_at: dict[int, float] = {}
        self._unseen_seconds: dict[int, float] = {}
        """The longest time from an order to the beginning of its draw: Blender gathers the objects before that."""

    def began(self, region: int) -> None:
        """Note that a draw begins."""
        self._began_at[region] = self._clock()

    def ended(self, region: int) -> None:
        """Note that a draw is done."""
        began_at = self._began_at.pop(region, None)
        if began_at is None:  # the handlers came in between
            return
        self._draws.setdefault(region, deque(maxlen=_MOST_SAMPLES)).append((began_at, self._clock()))
        ordered_at = self._ordered_at.get(region)
        if ordered_at is not None and ordered_at <= began_at and not self._was_drawn_since(region, ordered_at):
            unseen = max(self._unseen_seconds.get(region, 0.0), began_at - ordered_at)
            self._unseen_seconds[region] = unseen

    def _was_drawn_since(self, region: int, moment: float) -> bool:
        """Say whether another draw than the last one began after a moment."""
        draws = self._draws[region]
        return len(draws) > 1 and draws[-2][0] >= moment

    def seconds(self, region: int, *, samples: int) -> float | None:
        """Return what the last draw cost with all its samples and the pauses between them; None if that is not known.

        Of samples that followed a change each, or of which some are still to come, the pauses make it long.
        """
        draws = self._draws.get(region, ())
        if len(draws) < samples or region in self._began_at:
            return None
        return draws[-1][1] - draws[-samples][0] + self._unseen_seconds.get(region, 0.0)

    def order(self, region: int, *, samples: int) -> bool:
        """Say whether a region may be drawn anew for progress now, and note that it will be."""
        seconds, now = self.seconds(region, samples=samples), self._clock()
        if seconds is None or seconds >= CHEAP_SECONDS:
            return False
        if now - self._ordered_at.get(region, float("-inf")) < INTERVAL_SECONDS:
            return False
        self._ordered_at[region] = now
        return True

    def keep(self, regions: Collection[int]) -> None:
        """Forget all regions but these: the others are gone."""
        for known in (self._began_at, self._draws, self._ordered_at, self._unseen_seconds):
            for region in known.keys() - set(regions):
                del known[region]
