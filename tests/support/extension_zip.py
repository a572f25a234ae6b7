# SPDX-License-Identifier: GPL-3.0-or-later
"""The extension as artists get it."""

import subprocess
import sys
from pathlib import Path

from .package import ROOT


def build_zip(folder: Path) -> Path:
    """Build the extension's zip into a folder."""
    command = [sys.executable, str(ROOT / "scripts/build_extension.py"), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return Path(done.stdout.split()[-1])
