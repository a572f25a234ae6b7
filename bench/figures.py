# SPDX-License-Identifier: GPL-3.0-or-later
"""What a measurement gives: figures with their bounds, points of plots, and timelines."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number, measured several times."""

    what: str
    values: tuple[float, ...]
    unit: str = ""
    bound: float | None = None
    """The most that the median may be; None for what is only told to compare with."""
    note: str = ""

    @property
    def median(self) -> float:
        """The middle of all runs, which is held to the bound."""
        return median(self.values)

    @property
    def worst(self) -> float:
        """The largest of all runs."""
        return max(self.values)

    @property
    def ratio(self) -> float | None:
        """Measured divided by bound."""
        return self.median / self.bound if self.bound else None

    @property
    def holds(self) -> bool:
        """Whether it keeps its bound."""
        return self.bound is None or self.median <= self.bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of a plot."""

    plot: str
    """`phases`, `triangles`, `jobs` or `objects`."""
    series: str
    at: float | str
    """Where on the horizontal axis; the name of a phase in the plot `phases`."""
    milliseconds: float
    whose: str = ""
    """In the plot `phases`: who did the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The main thread during one whole job. Moments are seconds since the press."""

    who: str
    triangles: int
    spans: tuple[tuple[float, float, str], ...]
    """Begin, end, phase; Blender's own work within a landing by its own name."""
    draws: tuple[tuple[float, float], ...]
    """When the viewport's main region was drawn."""
    done: float
    """When the service was done."""


Measured = Figure | Point | Timeline


def number_text(value: float) -> str:
    """A number with as many digits as say something."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.0f}" if value == int(value) else f"{value:.2g}" if abs(value) < 1 else f"{value:.3g}"


def milliseconds(seconds: tuple[float, ...] | list[float]) -> tuple[float, ...]:
    """Seconds as milliseconds, of which a hundredth is kept."""
    return tuple(round(each * 1000, 2) for each in seconds)
