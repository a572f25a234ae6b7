# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts a child process without our secrets, and ends it together with all that it started."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

SECRETS = frozenset({"RODIN_API_KEY"})
"""Environment variables that no child of ours needs."""


def clean_environment() -> dict[str, str]:
    """Return this process's environment without secrets."""
    return {name: value for name, value in os.environ.items() if name not in SECRETS}


def start(
    command: Sequence[str],
    *,
    stdin: int | IO[Any] = subprocess.DEVNULL,
    stdout: int | IO[Any],
    stderr: int | IO[Any] = subprocess.STDOUT,
    folder: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start a child in a group (POSIX: a session) of its own; no console window appears.

    :raises OSError: if it cannot be started.
    """
    options: dict[str, Any] = {}
    if sys.platform == "win32":
        options["creationflags"] = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    else:
        options["start_new_session"] = True
    return subprocess.Popen(
        list(command),
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        cwd=folder,
        env=clean_environment(),
        close_fds=True,
        **options,
    )


def lower_priority(process: "subprocess.Popen[bytes]") -> None:
    """Let a child run after what the artist does, and be the first to be killed when memory runs out."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, 10)
    with contextlib.suppress(OSError):  # elsewhere than on Linux there is no such file
        Path(f"/proc/{process.pid}/oom_score_adj").write_text("500", "ascii")


def kill(process: "subprocess.Popen[bytes]") -> None:
    """End a child and all it started, at once, and wait for it."""
    kill_group(process.pid)
    with contextlib.suppress(OSError):
        process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(5.0)


def kill_group(pid: int) -> None:
    """End a process that ``start`` started, with its group."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.killpg(pid, signal.SIGKILL)


def command_of(pid: int) -> str:
    """Return the command line of a process; "" if there is none or it is not known."""
    if sys.platform == "win32":
        return ""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        pass
    try:
        ps = subprocess.run(
            ["/bin/ps", "-o", "command=", "-p", str(pid)], capture_output=True, timeout=5.0, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return ps.stdout.decode(errors="replace").strip()
