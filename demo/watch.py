# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks into the ledger of the demo's Blender from outside, as any second Blender would."""

import runpy
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_SHARES = {"QUEUED": 0.0, "SUBMITTING": 0.05, "WAITING": 0.1, "GENERATING": 0.3, "DOWNLOADING": 0.7, "PREPARING": 0.8}


class JobWatcher:
    """The newest job's progress."""

    def __init__(self, profile: Path) -> None:
        self._path = profile / "extensions" / ".user" / "user_default" / "rodin_props" / "ledger.sqlite3"
        self._ledger: Any = None

    def look(self) -> tuple[float, str]:
        """How far the newest active job is (0 to 1), and its state in words; zeros while there is none."""
        if self._ledger is None:
            if not self._path.exists():
                return 0.0, ""
            self._ledger = _ledger_class().open(self._path)
        active = [job for job in self._ledger.jobs() if job.active]
        if not active:
            return 0.0, ""
        return _SHARES[active[0].state.value], f": {active[0].state.value.lower()}"


def _ledger_class() -> Any:
    load_package = runpy.run_path(str(ROOT / "processes" / "script_package.py"))["load_package"]
    return import_module(f"{load_package(ROOT)}.jobs.ledger.ledger").Ledger
