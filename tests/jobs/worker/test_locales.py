# SPDX-License-Identifier: GPL-3.0-or-later
"""A home with letters that the locale of the worker cannot write."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support.jobs.worker_service import finish
from support.locales import FOREIGN_NAME, LOCALES, speak


@pytest.fixture
def ledger_path(tmp_path: Path) -> Path:
    return tmp_path / FOREIGN_NAME / "rodin" / "ledger.sqlite3"


@pytest.mark.parametrize("locale", LOCALES)
def test_a_job_goes_all_the_way(service: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, locale: str) -> None:
    speak(locale, monkeypatch, tmp_path)
    told = subprocess.run([sys.executable, "-c", "import sys; print(sys.flags.utf8_mode)"], capture_output=True)
    assert int(told.stdout) == (1 if locale == "C" else 0), "Python itself looks after the locale C"
    done = finish(service, service.add(name=FOREIGN_NAME))
    assert (done.state, done.error) == ("READY", "")
    assert FOREIGN_NAME in str(done.prepared_path)
    assert done.prepared_path.is_file()
