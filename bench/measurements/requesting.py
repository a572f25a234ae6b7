# SPDX-License-Identifier: GPL-3.0-or-later
"""How many requests a minute leave for 1, 10 and 100 jobs at once. All three are measured at the same time."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from ..environment import child_environment
from ..figures import Figure
from ..laboratory import ROOT, Laboratory

JOBS = (1, 10, 100)
WATCHED_SECONDS = 90.0
WINDOW_SECONDS = 60.0


def measure(laboratory: Laboratory) -> Iterator[Figure]:
    """Let a worker ask every second for tasks that do not end meanwhile."""
    _ = laboratory.models  # made once, not three times at once
    with ThreadPoolExecutor() as pool:
        waiting = [pool.submit(_most_in_a_minute, laboratory, count) for count in JOBS]
        for count, most in zip(JOBS, waiting, strict=True):
            what = f"Requests in any minute, {count} job{'s' if count > 1 else ''}"
            note = f"asking every second; watched for {WATCHED_SECONDS:.0f} s"
            yield Figure(what=what, values=(most.result(),), bound=60, note=note)


def _most_in_a_minute(laboratory: Laboratory, count: int) -> int:
    folder = laboratory.folder / f"{count}-jobs"
    arguments = ("--speed", "0.1", "--texture-pixels", "32", "--max-faces", "200", "--workers", "1")
    with laboratory.sandbox(*arguments) as sandbox:
        told = [str(folder), sandbox.base_url, sandbox.key, str(count), str(WATCHED_SECONDS)]
        command = [sys.executable, "-m", "bench.apart.work_for_a_while", *told]
        subprocess.run(command, cwd=ROOT, env=child_environment(), check=True)
        return most_within([each["seconds"] for each in sandbox.record()["requests"]], WINDOW_SECONDS)


def most_within(moments: Sequence[float], window_seconds: float) -> int:
    """The most moments that lie within any window of this length."""
    moments = sorted(moments)
    most = first = 0
    for last, moment in enumerate(moments):
        while moment - moments[first] >= window_seconds:
            first += 1
        most = max(most, last - first + 1)
    return most
