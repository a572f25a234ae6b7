# SPDX-License-Identifier: GPL-3.0-or-later
"""Waits for a request, and serves it as the script does that is made for it. A script for a background Blender.

    blender --background --factory-startup --offline-mode --disable-autoexec --python script.py -- --wait=SECONDS

See `processes.standby`. What has to be loaded and does not depend on the request is loaded meanwhile.
"""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

if not __package__:  # run as a script: the package must be there before what follows
    import bpy  # noqa: F401 - as a Python module it must be the first

    _script_package = Path(__file__).resolve().parents[2] / "processes" / "script_package.py"
    _load_package = runpy.run_path(str(_script_package))["load_package"]
    __package__ = _load_package(Path(__file__).parent)

from ...processes import standby
from ...processes.standby import log_of
from .. import empty_file
from ..export import export_script
from ..images import prepare_script
from ..keeping import keep_script
from ..levels.making import levels_script
from ..prop_files import write_script
from ..publishing import publish_script
from ..rendering import render_script

SERVING: dict[str, Callable[[Path], None]] = {
    "export_script.py": export_script.serve,
    "keep_script.py": keep_script.serve,
    "levels_script.py": levels_script.serve,
    "prepare_script.py": prepare_script.serve,
    "publish_script.py": publish_script.serve,
    "render_script.py": render_script.serve,
    "write_script.py": write_script.serve,
}


def _print_to(path: Path) -> None:
    """Let all that this process prints go to a file."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for output in (1, 2):
        os.dup2(file, output)
    os.close(file)


if __name__ == "__main__":
    _order = standby.order_for(sys.argv, warm_up=empty_file.make_early)
    _print_to(log_of(_order.request))
    SERVING[_order.script](_order.request)
