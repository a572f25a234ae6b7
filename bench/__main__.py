# SPDX-License-Identifier: GPL-3.0-or-later
"""python -m bench [--only NAME ...]: measures, and prints a table. The status is 1 if a bound is missed."""

import argparse
import sys
import time

from rich.console import Console

from . import downloading, enabling, holding, landing, pictures, pressing, requesting, ticking
from .figures import table_of
from .laboratory import Laboratory

MEASUREMENTS = {
    "enabling": enabling,
    "ticking": ticking,
    "holding": holding,
    "pictures": pictures,
    "pressing": pressing,
    "landing": landing,
    "requesting": requesting,
    "downloading": downloading,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    parser.add_argument("--only", action="append", choices=MEASUREMENTS, metavar="NAME", help=", ".join(MEASUREMENTS))
    chosen = parser.parse_args().only or list(MEASUREMENTS)
    console = Console()
    laboratory = Laboratory()
    figures = []
    began = time.monotonic()
    try:
        for name in chosen:
            with console.status(f"Measuring: {name}"):
                figures += MEASUREMENTS[name].measure(laboratory)
    finally:
        laboratory.close()
    console.print(table_of(figures))
    console.print(f"\nMeasured in {time.monotonic() - began:.0f} s.", highlight=False)
    return 0 if all(each.holds for each in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
