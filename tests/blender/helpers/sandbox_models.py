# SPDX-License-Identifier: GPL-3.0-or-later
"""Models as the sandbox makes them, without asking a service."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from support.package import ROOT

_SCRIPT = """
import json, pathlib, sys
from sandbox.modelling.job import ModelJob
from sandbox.modelling.make import make_files
(glb,) = (data for name, data in make_files(ModelJob(**json.loads(sys.argv[1]))).items() if name.endswith(".glb"))
pathlib.Path(sys.argv[2]).write_bytes(glb)
"""


def write_model(path: Path, **job: Any) -> Path:
    """Write the GLB of a `sandbox.modelling.job.ModelJob`, in the sandbox's Python, and return its path."""
    python = os.environ.get("RODIN_PROPS_SANDBOX_PYTHON") or sys.executable
    subprocess.run([python, "-c", _SCRIPT, json.dumps(job), str(path)], cwd=ROOT, check=True, timeout=120)
    return path
