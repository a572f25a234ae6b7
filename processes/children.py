# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts child processes without our secrets, and ends them together with all that they started.

Nothing else in the add-on starts or ends a process.
"""

import contextlib
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from .windows import Job

logger = logging.getLogger(__name__)

SECRETS = frozenset({"RODIN_API_KEY"})
"""Environment variables that no child of ours needs."""

_KERNEL_SHARE = 1.25
"""Windows' bound is so much wider than the one that is watched: who watches comes first, and can say why it ended."""
_jobs: "WeakKeyDictionary[subprocess.Popen[bytes], Job]" = WeakKeyDictionary()
"""Windows' job objects of the children that work for us. One ends with its child's object here."""


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


def start_background(
    command: Sequence[str],
    *,
    stdout: int | IO[Any],
    memory_bytes: int,
    folder: Path | None = None,
    ends_by_itself: bool = False,
) -> "subprocess.Popen[bytes]":
    """Start a child that does something for us, after what the artist does; its standard input is a pipe.

    :param memory_bytes: so much it may take. On Windows the kernel sees to it, elsewhere `memory.MemoryWatch` alone.
    :param ends_by_itself: it has something to remove when its input ends, so Windows is not to end it before.
    :raises OSError: if it cannot be started.
    """
    process = start(command, stdin=subprocess.PIPE, stdout=stdout, folder=folder)
    if sys.platform == "win32":
        _put_into_job(process, memory_bytes=memory_bytes, ends_with_us=not ends_by_itself)
        return process
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, process.pid, 10)
    with contextlib.suppress(OSError):  # the first to go when memory runs out; elsewhere there is no such file
        Path(f"/proc/{process.pid}/oom_score_adj").write_text("500", "ascii")
    return process


def put_last(process: "subprocess.Popen[bytes]") -> None:
    """Let a background child come after the others, too: nobody waits for it. On Windows all come after the artist."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, 19)


def _put_into_job(process: "subprocess.Popen[bytes]", *, memory_bytes: int, ends_with_us: bool) -> None:
    from .windows import Job

    try:
        job = Job(memory_bytes=int(memory_bytes * _KERNEL_SHARE), ends_with_us=ends_with_us)
        job.add(process.pid)
    except OSError as error:  # its input and whoever watches it bound it all the same
        logger.warning("a child has no job object: %s", str(error))
        return
    _jobs[process] = job


def tell(process: "subprocess.Popen[bytes]", line: bytes) -> None:
    """Write to the standard input of a child, which is a pipe.

    Some Blenders leave the signal at its default that ends whoever writes to a process that has ended. Nothing is left
    in a buffer, either, that would be written when the pipe is closed.

    :raises OSError: the child has ended.
    """
    assert process.stdin is not None
    with _without_sigpipe():
        while line:
            line = line[os.write(process.stdin.fileno(), line) :]


@contextlib.contextmanager
def _without_sigpipe() -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPIPE})
    try:
        yield
    finally:
        if signal.SIGPIPE not in before:
            if signal.SIGPIPE in signal.sigpending():
                signal.sigwait({signal.SIGPIPE})
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGPIPE})


def kill(process: "subprocess.Popen[bytes]") -> None:
    """End a child and all it started, at once, and wait for it."""
    if job := _jobs.pop(process, None):
        job.end()
    kill_group(process.pid)
    with contextlib.suppress(OSError):
        process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(5.0)


def kill_group(pid: int) -> None:
    """End a process that ``start`` started, with its group. On Windows that ended with whoever started it."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.killpg(pid, signal.SIGKILL)


def kill_alone(pid: int) -> None:
    """End a process without those that it started."""
    with contextlib.suppress(OSError):
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def has_crashed(exit_code: int) -> bool:
    """Say whether a Blender or Python that ended with this code crashed or was killed.

    By themselves they end with 0 or 1. After a crash POSIX tells the signal (negative, or above 128 through a shell),
    Windows the exception (0xC0000005) or the number of the signal (3, 11, 22).
    """
    return exit_code not in {0, 1}


def command_of(pid: int) -> str:
    """Return the command line of a process; "" if there is none or it is not known."""
    if sys.platform == "win32":
        return ""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        pass
    answer = ask(["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)])
    return "" if answer is None else answer.decode(errors="replace").strip()


def ask(command: Sequence[str], *, timeout_seconds: float = 5.0) -> bytes | None:
    """Return what a program of the system prints; None if it fails, is not there, or takes too long."""
    try:
        answer = subprocess.run(
            list(command),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=timeout_seconds,
            env=clean_environment(),
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout if answer.returncode == 0 else None
