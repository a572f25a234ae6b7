# SPDX-License-Identifier: GPL-3.0-or-later
"""All that one run of the bench measured, as it is kept in build/bench/BLENDER-KIND.json."""

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path

from .figures import Figure, Measured, Point, Timeline
from .machine import Machine

KINDS = ("window", "headless")


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """One run in one Blender."""

    kind: str
    """One of KINDS."""
    rounds: int
    machine: Machine
    figures: tuple[Figure, ...]
    points: tuple[Point, ...]
    timelines: tuple[Timeline, ...]

    @property
    def name(self) -> str:
        """Of the file: Blender's version and the kind."""
        return f"{self.machine.blender.split()[0]}-{self.kind}"


def results_of(measured: list[Measured], *, kind: str, rounds: int, machine: Machine) -> Results:
    """Sort what was measured."""
    return Results(
        kind=kind,
        rounds=rounds,
        machine=machine,
        figures=tuple(each for each in measured if isinstance(each, Figure)),
        points=tuple(each for each in measured if isinstance(each, Point)),
        timelines=tuple(each for each in measured if isinstance(each, Timeline)),
    )


def write(results: Results, folder: Path) -> Path:
    """Write the file; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{results.name}.json"
    path.write_text(json.dumps(dataclasses.asdict(results), indent=1) + "\n", "utf-8")
    return path


def read(path: Path) -> Results:
    """Read a file."""
    told = json.loads(path.read_text("utf-8"))
    return Results(
        kind=told["kind"],
        rounds=told["rounds"],
        machine=Machine(**told["machine"]),
        figures=tuple(Figure(**each | {"values": tuple(each["values"])}) for each in told["figures"]),
        points=tuple(Point(**each) for each in told["points"]),
        timelines=tuple(
            Timeline(**each | {name: tuple(map(tuple, each[name])) for name in ("spans", "draws")})
            for each in told["timelines"]
        ),
    )
