# SPDX-License-Identifier: GPL-3.0-or-later
"""What the machine is set to changes nothing that is measured."""

import json
import os
import subprocess
import sys
from pathlib import Path

from support.package import ROOT

from bench.environment import child_environment

ASK = "import json, os; from bench.environment import child_environment; print(json.dumps(child_environment(OWN='1')))"
ODD = {
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONOPTIMIZE": "2",
    "PYTHONPATH": "/nowhere",
    "PYTHONMALLOC": "debug",
    "RODIN_BASE_URL": "http://127.0.0.1:1",
    "RODIN_API_KEY": "odd-key",
    "RODIN_PROPS_SANDBOX_PYTHON": "/nowhere/python",
    "BLENDER_USER_RESOURCES": "/nowhere",
    "BLENDER_SYSTEM_SCRIPTS": "/nowhere",
    "OPENBLAS_NUM_THREADS": "1",
    "LC_ALL": "C",
    "DISPLAY": ":99",
    "MESA_GL_VERSION_OVERRIDE": "3.3",
}


def environment_on(machine: dict[str, str]) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env=machine, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_two_machines_with_other_settings_measure_in_the_same_environment() -> None:
    plain = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    assert environment_on(plain | ODD) == environment_on(plain) == plain | {"OWN": "1"}


def test_python_compiles_and_asserts_in_that_environment(tmp_path: Path) -> None:
    (tmp_path / "compiled.py").write_text("")
    told = environment_on({"PATH": os.environ["PATH"]} | ODD)
    code = "import compiled; assert False, 'asserts are there'"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=told, capture_output=True, text=True)
    assert "asserts are there" in done.stderr
    assert list((tmp_path / "__pycache__").iterdir())


def test_a_measurement_may_still_set_what_it_needs() -> None:
    assert child_environment(ODD, RODIN_API_KEY="own") == {"RODIN_API_KEY": "own"}
