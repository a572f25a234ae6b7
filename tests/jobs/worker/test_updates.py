# SPDX-License-Identifier: GPL-3.0-or-later
"""Blender is updated while a worker lives: what the worker has not imported by then is gone."""

import importlib.util
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
from rodin_props.jobs import crashpoints
from rodin_props.jobs.worker.supervisor import Supervisor
from support.jobs.worker_service import finish
from support.waiting import wait_until

LIBRARIES = ("requests", "urllib3", "certifi", "idna", "charset_normalizer")

START = """
import runpy, sys
sys.path.append({libraries!r})
sys.argv = sys.argv[sys.argv.index("-I") + 1 :]
while sys.argv[0].startswith("-"):  # Python's own switches, with their values
    sys.argv = sys.argv[2:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="processes cannot be made to stand still")
def test_a_worker_goes_on_when_blenders_libraries_are_gone(
    service: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    libraries, frozen, start = tmp_path / "libraries", tmp_path / "frozen", tmp_path / "start.py"
    for name in LIBRARIES:
        (found,) = importlib.util.find_spec(name).submodule_search_locations
        shutil.copytree(found, libraries / name)
    start.write_text(START.format(libraries=str(libraries)))
    service.supervisor = Supervisor(
        service.ledger.path, [sys.executable, "-S", str(start)], has_work=service.ledger.has_work
    )
    monkeypatch.setenv(crashpoints.FREEZE_VARIABLE, f"submit:before-receipt={frozen}")
    job = service.add()
    service.ensure()
    pid = int(wait_until(lambda: frozen.is_file() and frozen.read_text().strip(), what="the worker to stand still"))
    shutil.rmtree(libraries)
    os.kill(pid, signal.SIGCONT)
    now = finish(service, job)
    assert (now.state, now.hold) == ("READY", "")
