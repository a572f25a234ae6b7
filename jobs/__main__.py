# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts a worker from a plain Python: ``python -I <extension>/jobs/__main__.py …`` (no bpy).

Loads the add-on as the package ``rodin_props`` whatever its folder is called, without touching ``sys.path``.
"""

import importlib.util
import logging
import os
import sys
import traceback
from pathlib import Path


def _load_package() -> None:
    root = Path(__file__).resolve().parents[1]
    spec = importlib.util.spec_from_file_location(
        "rodin_props", root / "__init__.py", submodule_search_locations=[str(root)]
    )
    assert spec is not None
    assert spec.loader is not None
    package = importlib.util.module_from_spec(spec)
    sys.modules["rodin_props"] = package
    spec.loader.exec_module(package)


def _run() -> int:
    _load_package()
    worker = importlib.import_module("rodin_props.jobs.worker")
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
