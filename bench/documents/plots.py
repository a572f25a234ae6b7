# SPDX-License-Identifier: GPL-3.0-or-later
"""The plots of docs/bench.md: each takes results and writes one SVG."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..figures import Point, number_text
from ..results import Results
from . import style

PHASES = ("press", "tick", "draw", "landing", "download", "glTF import", "append", "undo push", "update")
WHO = ("Rodin Props", "Blender's floor", "synchronous client")
OF_BLENDER = ("append", "undo push", "update")
MILLISECONDS = "milliseconds (log scale)"


def held_by_phase(runs: Sequence[Results], path: Path) -> None:
    """The longest time that each phase held the main thread: ours, the floor, the synchronous client."""
    with style.figure(path, columns=len(runs), height=4.6) as axes:
        for axis, run in zip(axes, runs, strict=True):
            points = sorted(_points(run, "phases"), key=lambda each: (WHO.index(each.whose), _place(each)))
            for row, point in enumerate(points):
                color = style.COLORS[point.whose]
                filled = color if point.series not in OF_BLENDER else style.GROUND
                axis.plot(point.milliseconds, row, "o", color=color, markerfacecolor=filled, markersize=7)
                text = f"  {number_text(point.milliseconds)} ms"
                axis.annotate(text, (point.milliseconds, row), xytext=(4, -3), textcoords="offset points", fontsize=8)
            axis.set_yticks(range(len(points)), [_row_name(each) for each in points])
            axis.set_ylim(len(points) - 0.5, -0.5)
            axis.set_xscale("log")
            axis.set_xlim(0.03, 300_000)
            axis.set_xticks([0.1, 1, 10, 100, 1_000, 10_000])
            axis.xaxis.set_major_formatter(style.PLAIN_NUMBERS)
            axis.set_xlabel(f"longest time held, {MILLISECONDS}")
            axis.set_title(f"{_title(run)}, 500,000 triangles")


def _place(point: Point) -> int:
    return PHASES.index(point.series)


def _row_name(point: Point) -> str:
    by_blender = " (Blender's own)" if point.series in OF_BLENDER and point.whose == "Rodin Props" else ""
    return f"{point.whose}: {point.series}{by_blender}"


def timeline(runs: Sequence[Results], path: Path) -> None:
    """The main thread of a whole job: ours above, the synchronous client below, when each was held and drawn."""
    run = runs[0]
    with style.figure(path, columns=1, rows=len(run.timelines), height=2.3 * len(run.timelines)) as axes:
        ends = max(max(end for _, end, _ in each.spans) for each in run.timelines) + 1
        for axis, told in zip(axes, run.timelines, strict=True):
            color = style.COLORS[told.who]
            blocks = [(begin, end - begin) for begin, end, _ in told.spans]
            drawn = [(begin, end - begin) for begin, end in told.draws]
            axis.broken_barh(blocks, (0.6, 0.8), color=color, linewidth=0.5)  # so that the shortest is still seen
            axis.broken_barh(drawn, (-0.4, 0.8), color=style.FLOOR, linewidth=0.5)
            axis.axvline(told.done, color=style.INK, linestyle=":", linewidth=1)
            axis.annotate("service done", (told.done, 1.75), xytext=(3, 0), textcoords="offset points", fontsize=8)
            begin, end, phase = max(told.spans, key=lambda each: each[1] - each[0])
            text = f"longest: {phase}, {number_text((end - begin) * 1000)} ms"
            axis.annotate(
                text, ((begin + end) / 2, 1.4), xytext=(0, 3), textcoords="offset points", fontsize=8, ha="center"
            )
            axis.set_yticks((0, 1), ("viewport drawn", "main thread held"))
            axis.set_ylim(-0.6, 2.2)
            axis.set_xlim(-0.3, ends * 1.05)
            axis.grid(visible=False, axis="y")
            held = sum(end - begin for begin, end, _ in told.spans)
            axis.set_title(f"{told.who}: held {number_text(held)} s in all, viewport drawn {len(told.draws)} times")
        axes[-1].set_xlabel(f"seconds since the press ({told.triangles:,} triangles, {_title(run)})")


def cost_by_triangles(runs: Sequence[Results], path: Path) -> None:
    """How the landing grows with the prop."""
    with style.figure(path, columns=len(runs)) as axes:
        for axis, run in zip(axes, runs, strict=True):
            _lines(axis, _points(run, "triangles"))
            axis.set_xscale("log")
            axis.set_yscale("log")
            axis.xaxis.set_major_formatter(style.PLAIN_NUMBERS)
            axis.yaxis.set_major_formatter(style.PLAIN_NUMBERS)
            axis.yaxis.set_minor_formatter(style.NO_NUMBERS)
            axis.set_xlabel("triangles of the prop (log scale)")
            axis.set_title(_title(run))
        _explain(axes, f"main thread held, {MILLISECONDS}")


def cost_by_jobs(runs: Sequence[Results], path: Path) -> None:
    """How looking and drawing grow with the list of jobs."""
    with style.figure(path, columns=len(runs)) as axes:
        for axis, run in zip(axes, runs, strict=True):
            _lines(axis, _points(run, "jobs"))
            axis.axhline(2, color=style.INK, linestyle=":", linewidth=1)
            axis.annotate("bound: 2 ms", (10, 2), xytext=(0, 3), textcoords="offset points", fontsize=8)
            axis.set_xscale("log")
            axis.set_ylim(bottom=0)
            axis.xaxis.set_major_formatter(style.PLAIN_NUMBERS)
            axis.set_xlabel("jobs in the ledger (log scale)")
            axis.set_title(_title(run))
        _explain(axes, "main thread held, median, milliseconds")


def cost_by_objects(runs: Sequence[Results], path: Path) -> None:
    """How press, look and landing grow with the open file."""
    with style.figure(path, columns=len(runs)) as axes:
        for axis, run in zip(axes, runs, strict=True):
            points = [each for each in _points(run, "objects") if "picture" not in each.series]
            _lines(axis, [each for each in points if "writing" not in each.series])
            axis.set_yscale("log")
            axis.xaxis.set_major_formatter(style.PLAIN_NUMBERS)
            axis.yaxis.set_major_formatter(style.PLAIN_NUMBERS)
            axis.yaxis.set_minor_formatter(style.NO_NUMBERS)
            axis.set_xlabel("objects in the file, of 10,082 triangles each")
            axis.set_title(_title(run))
        _explain(axes, f"main thread held, {MILLISECONDS}")


def _explain(axes: Sequence[Any], held: str) -> None:
    """Say once for all that stand side by side what is measured, and which line is whose."""
    axes[0].set_ylabel(held)
    axes[-1].legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), fontsize=8)


def _lines(axis: Any, points: Sequence[Point]) -> None:
    for series, color in style.colors_of(dict.fromkeys(each.series for each in points)).items():
        mine = sorted((each for each in points if each.series == series), key=lambda each: float(each.at))
        x, y = [float(each.at) for each in mine], [each.milliseconds for each in mine]
        axis.plot(x, y, "o-", color=color, label=series, markersize=5, linewidth=1.6)


def _points(run: Results, plot: str) -> list[Point]:
    return [each for each in run.points if each.plot == plot]


def _title(run: Results) -> str:
    return f"Blender {run.machine.blender.split()[0]}"


def write_plots(runs: Sequence[Results], folder: Path) -> Iterator[tuple[Path, str]]:
    """Write the plots that these results have points for; yields each with what it shows."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw, caption in (
        ("held_by_phase", held_by_phase, "What holds the main thread longest, by phase (filled: code; rings: Blender)"),
        ("timeline", timeline, "The main thread during one whole job: Rodin Props above, a synchronous client below"),
        ("cost_by_triangles", cost_by_triangles, "What a prop costs when it lands, by its triangles"),
        ("cost_by_jobs", cost_by_jobs, "What looking and drawing cost, by the number of jobs"),
        ("cost_by_objects", cost_by_objects, "What a press, a look and a landing cost, by the objects in the file"),
    ):
        plot = {"held_by_phase": "phases"}.get(name, name.removeprefix("cost_by_"))
        able = [run for run in runs if (run.timelines if name == "timeline" else _points(run, plot))]
        if able:
            path = folder / f"{name}.svg"
            draw(able, path)
            yield path, caption
