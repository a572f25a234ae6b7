# SPDX-License-Identifier: GPL-3.0-or-later
"""What the first drawing of a long list costs in Chinese, and each after it; the rest of Blender stands still."""

import json
import subprocess
import sys
from collections.abc import Iterator

from ..environment import child_environment
from ..figures import Figure, milliseconds
from ..laboratory import ROOT, Laboratory

ROWS = 250
RUNS = 5


def measure(laboratory: Laboratory) -> Iterator[Figure]:
    """Put the same texts into the language in one process after another."""
    told = [_seconds() for _ in range(RUNS)]
    for when, what, bound in (("first", "first drawing", 100.0), ("again", "each after it", 1.0)):
        values = milliseconds([each[when] for each in told])
        yield Figure(what=f"Words of {ROWS} rows in Chinese, {what}", values=values, unit="ms", bound=bound)


def _seconds() -> dict[str, float]:
    command = [sys.executable, "-m", "bench.apart.translate_rows", str(ROWS)]
    done = subprocess.run(command, cwd=ROOT, env=child_environment(), check=True, capture_output=True, text=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told
