# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a script in which every file is held three times when it is to be replaced or removed, as on Windows.

Usage: windows_python.py [SWITCHES] SCRIPT ARGUMENTS...
"""

import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    files = runpy.run_path(str(Path(__file__).with_name("windows_files.py")))
    files["WindowsFiles"](failures=3).install()
    sys.argv = sys.argv[next(at for at, word in enumerate(sys.argv) if at and word.endswith((".py", "jobs"))) :]
    runpy.run_path(sys.argv[0], run_name="__main__")
