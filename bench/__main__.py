# SPDX-License-Identifier: GPL-3.0-or-later
"""python -m bench [--blender PROGRAM] [--only NAME ...]: measures, prints a table, and writes build/bench/*.json.

The status is 1 if a bound is missed. With --write-docs it measures nothing, but makes docs/bench.md and its plots
of all that was written to build/bench.
"""

import argparse
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from . import results
from .blenders import ROOT
from .figures import Measured
from .laboratory import Laboratory
from .machine import load, this_machine
from .measurements import MEASUREMENTS
from .table import table_of

FOLDER = ROOT / "build" / "bench"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    parser.add_argument("--blender", help="a program with a window; without it, the bpy of this Python", default="")
    parser.add_argument("--only", action="append", choices=MEASUREMENTS, metavar="NAME", help=", ".join(MEASUREMENTS))
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the results are kept")
    parser.add_argument("--write-docs", action="store_true", help="make docs/bench.md of the results that are kept")
    chosen = parser.parse_args()
    if chosen.write_docs:
        from .documents.page import write_page

        print(write_page(chosen.folder, ROOT / "docs"))
        return 0
    program = _program(chosen.blender)
    return measure(chosen.only or list(MEASUREMENTS), program, rounds=chosen.rounds, folder=chosen.folder)


def _program(named: str) -> Path | None:
    found = shutil.which(named) if named else None
    if named and found is None:
        sys.exit(f"No Blender at {named!r}. Say which: make bench BLENDER=/path/to/blender")
    return Path(found).absolute() if found else None


def _stop(*_: object) -> None:
    sys.exit("Stopped.")


def measure(names: Sequence[str], program: Path | None, *, rounds: int, folder: Path) -> int:
    """Measure, write, print; returns the exit status."""
    console = Console()
    machine, began = this_machine(), time.monotonic()
    signal.signal(signal.SIGTERM, _stop)  # so that what was started is ended, and its files are removed
    laboratory = Laboratory(program, rounds=rounds)
    kind = "window" if program else "headless"
    measured: list[Measured] = []
    try:
        machine = replace(machine, **laboratory.in_blender("machine_facts"))
        for name in names:
            with console.status(f"Measuring: {name}"):
                measured += MEASUREMENTS[name].measure(laboratory)
            done = results.results_of(measured, kind=kind, rounds=rounds, machine=replace(machine, load_at_end=load()))
            path = results.write(done, folder)  # after each, since all of them take half an hour
    finally:
        laboratory.close()
    console.print(table_of(done.figures))
    console.print(f"\n{path}, after {time.monotonic() - began:.0f} s.", highlight=False)
    return 0 if all(each.holds for each in done.figures) else 1


if __name__ == "__main__":
    sys.exit(main())
