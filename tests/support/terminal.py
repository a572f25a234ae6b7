# SPDX-License-Identifier: GPL-3.0-or-later
"""A program on a real terminal, with somebody at the keyboard. Linux and macOS."""

import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_OWN_SESSION = (
    "import fcntl, os, sys, termios; os.setsid(); fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)
"""Lets the terminal belong to the program, so that Ctrl+C is pressed for it and for all that it has started."""
CTRL_C, CTRL_D = "\x03", "\x04"


@dataclass(frozen=True, kw_only=True)
class Left:
    """What a program left behind."""

    code: int
    output: str
    """On its standard output, which is no terminal."""
    shown: str
    """All that the terminal was sent, with what draws over what."""


class Terminal:
    """Starts a program whose input and error stream are a terminal.

    :param command: its first word is an absolute path.
    :param folder: that it is started in.
    """

    def __init__(
        self, command: Sequence[str], *, environment: Mapping[str, str], folder: Path, columns: int = 100
    ) -> None:
        self._keyboard, terminal = pty.openpty()
        termios.tcsetwinsize(terminal, (30, columns))
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-c", _OWN_SESSION, *command],
            cwd=folder,
            env=environment,
            stdin=terminal,
            stdout=subprocess.PIPE,
            stderr=terminal,
            text=True,
            encoding="utf-8",
        )
        os.close(terminal)
        self._shown = b""

    @property
    def shown(self) -> str:
        """All that it was sent so far."""
        return self._shown.decode("utf-8", "replace")

    def wait_for(self, words: str, *, seconds: float = 120) -> None:
        """Wait until words are shown."""
        deadline = time.monotonic() + seconds
        while words not in self.shown:
            assert self._read(deadline), f"{words!r} is not in {self.shown!r}"

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self._keyboard, keys.encode())

    def end(self, *, seconds: float = 120) -> Left:
        """Wait for the end of the program."""
        deadline = time.monotonic() + seconds
        while self._read(deadline):
            continue
        output, _ = self.process.communicate(timeout=max(1.0, deadline - time.monotonic()))
        os.close(self._keyboard)
        return Left(code=self.process.returncode, output=output, shown=self.shown)

    def _read(self, deadline: float) -> bool:
        """Read what came; say whether more may come."""
        ready, _, _ = select.select([self._keyboard], [], [], max(0.0, deadline - time.monotonic()))
        try:
            read = os.read(self._keyboard, 65_536) if ready else b""
        except OSError:  # the program has ended, and all that it has started with this terminal
            read = b""
        self._shown += read
        return bool(read)
