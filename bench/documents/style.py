# SPDX-License-Identifier: GPL-3.0-or-later
"""How the plots look: on a light ground of their own, so that they are read on light and on dark pages."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")

import matplotlib.pyplot as plt
from matplotlib.ticker import FuncFormatter, NullFormatter

OURS, IN_ALL, FLOOR, PEER = "#1f5fbf", "#7fa8e0", "#6b6b6b", "#c8541c"
OTHERS = ("#2a8a6a", "#8a4fa3", "#b08a1e", "#c03a5e", "#7a5a3a")
GROUND, INK, FAINT = "#fbfbf9", "#222222", "#d9d9d4"
COLORS = {
    "landing, own code": OURS,
    "landing, in all": IN_ALL,
    "Blender's floor": FLOOR,
    "synchronous client": PEER,
    "direct import": PEER,
    "Rodin Props": OURS,
}
SETTINGS = {
    "svg.fonttype": "none",  # words stay words: small, and found by a search
    "svg.hashsalt": "rodin-props",  # the same numbers give the same file
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Arial", "Helvetica"],
    "font.size": 9,
    "figure.facecolor": GROUND,
    "axes.facecolor": GROUND,
    "axes.edgecolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "grid.color": FAINT,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "legend.frameon": False,
}
PLAIN_NUMBERS = FuncFormatter(lambda value, _: f"{value:,.0f}" if value >= 1 else f"{value:g}")
NO_NUMBERS = NullFormatter()


def colors_of(names: Iterable[str]) -> dict[str, str]:
    """A color for each series of a plot; for some the same in every plot."""
    names = list(names)
    others = (name for name in names if name not in COLORS)
    return {name: COLORS[name] for name in names if name in COLORS} | dict(zip(others, cycle(OTHERS), strict=False))


@contextmanager
def figure(path: Path, *, columns: int, rows: int = 1, height: float = 3.6) -> Iterator[Sequence[Any]]:
    """Axes beside one another (or one above another), written to `path` in the end."""
    with mpl.rc_context(SETTINGS):
        drawn, axes = plt.subplots(
            rows, columns, figsize=(9.5, height), squeeze=False, layout="constrained", sharey=rows == 1
        )
        try:
            yield list(axes.flat)
            drawn.savefig(path, metadata={"Date": None})
        finally:
            plt.close(drawn)
