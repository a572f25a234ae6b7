# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts a worker from a plain Python: ``python -I <extension>/jobs/__main__.py …``.

Loads the add-on as the package ``rodin_props`` whatever its folder is called, without touching ``sys.path``.
"""

import importlib
import logging
import os
import runpy
import sys
import traceback
from pathlib import Path


def _run() -> int:
    folder = Path(__file__).resolve().parent
    load_package = runpy.run_path(str(folder.parent / "processes" / "script_package.py"))["load_package"]
    worker = importlib.import_module(f"{load_package(folder)}.worker.process")
    return int(worker.main(sys.argv[1:], sys.stdin))


if __name__ == "__main__":
    code = 1
    try:
        code = _run()
    except Exception:
        # Frames only: a message may hold what no file should.
        kind, _, frames = sys.exc_info()
        sys.stderr.write(f"{kind and kind.__name__}\n{''.join(traceback.format_tb(frames))}")
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    # Threads that still wait for the network must not keep the process.
    os._exit(code)
