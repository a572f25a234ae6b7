# SPDX-License-Identifier: GPL-3.0-or-later
"""The checkout as the package `rodin_props`, whatever its folder is called, in this process and in others."""

import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_SCRIPT = ROOT / "processes" / "script_package.py"
"""The add-on's own scripts find their neighbours by it, too."""

LOADING = f"""
import runpy
from pathlib import Path
runpy.run_path({str(_SCRIPT)!r})["load_package"](Path({str(ROOT)!r}))
"""
"""What a script in a string begins with to import from the package."""


def load() -> None:
    """Let `import rodin_props` work in this process."""
    runpy.run_path(str(_SCRIPT))["load_package"](ROOT)


def command_with_package(code: str, *arguments: str) -> list[str]:
    """A command of another Python, which has the package and runs some code with arguments."""
    return [sys.executable, "-c", LOADING + code, *arguments]
