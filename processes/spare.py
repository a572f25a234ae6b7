# SPDX-License-Identifier: GPL-3.0-or-later
"""A Blender that was started before there is anything to do for it, and serves one request. `standby` runs in it."""

from __future__ import annotations

import time
from typing import IO, TYPE_CHECKING, Any

from .. import disk
from . import children, standby

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Sequence
    from pathlib import Path

_MARGIN_SECONDS = 30.0
"""So long before it ends by itself it is given nothing more."""


class SpareGone(Exception):
    """It has ended, and its request is for another one."""


class Spare:
    """A Blender that waits. Linux ends it with the thread that started it.

    :param command: of a script that understands `standby`, without its argument.
    :param seconds: so long it is of use; it ends by itself a little later.
    :param options: as of `children.start_background`.
    :raises OSError: it cannot be started.
    """

    def __init__(self, command: Sequence[str], *, stdout: int | IO[Any], seconds: float, **options: Any) -> None:
        self.command = tuple(command)
        word = standby.word_for(seconds + _MARGIN_SECONDS)
        self.process: subprocess.Popen[bytes] = children.start_background([*command, word], stdout=stdout, **options)
        self._until = time.monotonic() + seconds

    @property
    def is_waiting(self) -> bool:
        """It can be given a request."""
        return self.process.poll() is None and time.monotonic() < self._until

    def give(self, request: Path, *, script: str = "") -> None:
        """Have it serve a request, and whoever asked watch the process from now on.

        :param script: which script is meant, where the command has several.
        :raises SpareGone: it has ended.
        """
        forget_order(request)
        try:
            children.tell(self.process, standby.Order(request=request, script=script).to_line())
        except OSError as error:
            raise SpareGone from error

    def end(self) -> None:
        """End it, at once."""
        children.kill(self.process)
        if self.process.stdin is not None:
            self.process.stdin.close()


def was_taken(request: Path) -> bool:
    """Say whether a spare has begun with a request; if not, its end is not the request's fault."""
    return standby.mark_of(request).exists()


def forget_order(request: Path) -> None:
    """Remove what tells whether a request was taken."""
    disk.discard(standby.mark_of(request))
