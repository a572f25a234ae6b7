# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole worker on Windows, where each file is held for a moment when it is to be replaced or removed."""

import sys
from pathlib import Path
from typing import Any

import support
from rodin_props.jobs.worker.supervisor import Supervisor
from support.jobs.worker_service import finish

WINDOWS_PYTHON = Path(support.__file__).with_name("windows_python.py")


def test_a_worker_whose_files_are_held_for_a_moment_makes_its_props_as_usual(service: Any) -> None:
    service.supervisor = Supervisor(
        service.ledger.path, [sys.executable, str(WINDOWS_PYTHON)], has_work=service.ledger.has_work
    )
    done = finish(service, service.add())
    assert (done.state, done.error) == ("READY", ""), service.log()
    assert done.prepared_path.is_file()
    assert "Traceback" not in service.log()
    assert service.supervisor.stop(service.account, wait_seconds=10.0)
    assert len(service.submissions()) == 1
