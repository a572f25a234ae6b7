# SPDX-License-Identifier: GPL-3.0-or-later
"""The checkout as the package `rodin_props`, whatever its folder is called."""

import runpy

from ..blenders import ROOT


def load_package() -> None:
    """Let `import_module("rodin_props.…")` work in this process."""
    runpy.run_path(str(ROOT / "processes" / "script_package.py"))["load_package"](ROOT)
