# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/bench.md: the figures of all Blenders side by side, the plots, and the machine."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..figures import Figure, number_text
from ..results import Results, read
from .plots import write_plots

INTRODUCTION = """# What it costs the artist

Made by `python -m bench --write-docs` of what `make bench` measured: the extension installed from its zip, with
bytecode, in an environment that the machine's settings do not reach, against the sandbox behind a line of 250 ms and
8 MB/s. Each figure is the median of several runs, the worst in brackets; ratios are of the same run. A figure in bold
misses its bound. “Own code” is what held the main thread less Blender's own append, undo push and update of the scene,
which are told beside it. The synchronous client was written for the comparison: requests in the operator, polling,
downloading and glTF import in a timer.
"""


def write_page(results_folder: Path, docs: Path) -> Path:
    """Write the page and its plots; returns its path.

    :raises FileNotFoundError: nothing was measured.
    """
    runs = [read(path) for path in sorted(results_folder.glob("*.json"), reverse=True)]
    if not runs:
        raise FileNotFoundError(f"{results_folder} holds no results: run make bench first")
    windows = [run for run in runs if run.kind == "window"]
    headless = [run for run in runs if run.kind == "headless"]
    lines = [INTRODUCTION]
    for path, caption in write_plots(windows, docs / "bench"):
        lines.append(f"**{caption}**\n\n![{caption}](bench/{path.name})\n")
    for title, some in {"In a window": windows, "Without a window": headless}.items():
        if some:
            lines.append(f"## {title}\n\n" + "\n".join(table(some)) + "\n")
    lines.append("## The machine\n\n" + "\n".join(map(machine_line, runs)) + "\n")
    docs.mkdir(exist_ok=True)
    page = docs / "bench.md"
    page.write_text("\n".join(lines), "utf-8")
    return page


def table(runs: Sequence[Results]) -> Iterator[str]:
    """One row for each figure, one column for each Blender."""
    names = [run.machine.blender.split()[0] for run in runs]
    yield f"| What | Bound | {' | '.join(f'Blender {name}' for name in names)} |"
    yield f"| --- | ---: |{' ---: |' * len(runs)}"
    known = [{each.what: each for each in run.figures} for run in runs]
    for what in dict.fromkeys(what for figures in known for what in figures):
        found = [figures.get(what) for figures in known]
        first = next(each for each in found if each)
        bound = "" if first.bound is None else f"≤ {number_text(first.bound)} {first.unit}".strip()
        notes = {each.note for each in found if each}
        what = f"{what} ({first.note})" if len(notes) == 1 and first.note else what
        yield f"| {what} | {bound} | {' | '.join(cell(each) for each in found)} |"


def cell(figure: Figure | None) -> str:
    """Median and worst; bold if the bound is missed."""
    if figure is None:
        return ""
    text = f"{number_text(figure.median)} {figure.unit}".strip()
    if len(figure.values) > 1:
        text += f" ({number_text(figure.worst)})"
    return text if figure.holds else f"**{text}**"


def machine_line(run: Results) -> str:
    """Where it was measured, and how busy the machine was."""
    machine = run.machine
    return (
        f"- Blender {machine.blender}, Python {machine.python}, {run.kind}: {machine.processor}, "
        f"{machine.cores} cores, {machine.memory_gigabytes} GB, {machine.system}, graphics: {machine.graphics}; "
        f"{run.rounds} rounds; load {machine.load_at_start} at the start, {machine.load_at_end} at the end."
    )
