# SPDX-License-Identifier: GPL-3.0-or-later
"""`python -m live`: see cli.py. The checkout becomes the package rodin_props first, whatever its folder is called."""

import runpy
import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Run the command line; return the exit status."""
    load_package = runpy.run_path(str(ROOT / "processes" / "script_package.py"))["load_package"]
    cli = import_module(f"{load_package(ROOT / 'live')}.cli")
    status: int = cli.main()
    return status


if __name__ == "__main__":
    sys.exit(main())
