#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Play a suite for CI, and once more what failed in it, hiding nothing.

Usage: play_suite.py TARGET [VARIABLE=VALUE...]     play `make TARGET`
       play_suite.py --report                       name and count the second tries of all suites

Real processes, sockets and windows on a busy machine: a test that failed may be played once more by itself, and must
pass then. Not so a test whose Blender ended by a signal: an artist would have lost their work, so it fails the run.
More than two second tries in a run fail it, too.
"""

import json
import subprocess
import sys
from pathlib import Path

MOST_SECOND_TRIES = 2
RECORDS = Path("build/pytest")
SECOND_TRIES = Path("build/second_tries.txt")
_FIRST_SIGNAL_CODE = 128


def make(target: str, *arguments: str) -> int:
    """Run a target; returns make's exit code."""
    return subprocess.run(["make", "--no-print-directory", target, *arguments], check=False).returncode


def crashes(record: Path) -> list[str]:
    """Tests in which a Blender ended by a signal, as tests/conftest.py notes them, or the whole suite if that did."""
    noted = record / "crashed"
    found = noted.read_text("utf-8").splitlines() if noted.exists() else []
    code = record / "exit_code"
    if code.exists() and int(code.read_text()) >= _FIRST_SIGNAL_CODE:
        found.append(f"the process of the tests themselves (exit code {code.read_text().strip()})")
    return found


def failures(record: Path) -> list[str]:
    """Tests that failed, by pytest's own record, which it writes at its very end."""
    path = record / "v/cache/lastfailed"
    return sorted(json.loads(path.read_text("utf-8"))) if path.exists() else []


def play(target: str, *arguments: str) -> int:
    """Play a suite; returns 0 if it passed, at the second try at the latest."""
    code = make(target, *arguments)
    if code == 0:
        return 0
    record = RECORDS / target
    if crashed := crashes(record):
        print(f"\n!!! A Blender ended by a signal in {target}. It is not played again:", *crashed, sep="\n    ")
        return code
    failed = failures(record)
    if not failed:
        print(f"\n!!! {target} failed, and no test of it: it is not played again.")
        return code
    with SECOND_TRIES.open("a", encoding="utf-8") as file:
        file.writelines(f"{target}: {each}\n" for each in failed)
    if len(second_tries()) > MOST_SECOND_TRIES:
        print(f"\n!!! More than {MOST_SECOND_TRIES} tests would need a second try; in {target}:", *failed, sep="\n    ")
        return code
    print(f"\n!!! Failed at first in {target}, once more:", *failed, sep="\n    ", flush=True)
    code = make(target, *arguments, "PYTEST_MORE=--last-failed")
    if crashed := crashes(record):
        print(f"\n!!! A Blender ended by a signal at the second try in {target}:", *crashed, sep="\n    ")
    return code


def second_tries() -> list[str]:
    """All second tries of this run."""
    return SECOND_TRIES.read_text("utf-8").splitlines() if SECOND_TRIES.exists() else []


def report() -> int:
    """Name and count the second tries; returns 0 if there were not too many."""
    tries = second_tries()
    print(f"Second tries: {len(tries)} (of {MOST_SECOND_TRIES} at most)", *tries, sep="\n    ")
    return 0 if len(tries) <= MOST_SECOND_TRIES else 1


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(report() if sys.argv[1] == "--report" else play(*sys.argv[1:]))
