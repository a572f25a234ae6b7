# SPDX-License-Identifier: GPL-3.0-or-later
"""A background Blender of the worker's, with what it prints: started for a request, or to wait for one."""

import contextlib
import logging
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from ...errors import Stopped
from ...processes import children, memory
from ...processes.spare import Spare
from ..errors import PreparationFailed

logger = logging.getLogger(__name__)

_LOG_BYTES = 256 << 10
_LOOK_SECONDS = 0.05


class Output:
    """Reads what a child prints, so that it never waits for a reader, and keeps the first of it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._head = bytearray()
        self._file: IO[bytes] | None = None
        self._mutex = threading.Lock()
        self._thread = threading.Thread(target=self._read, name="output", daemon=True)
        self._thread.start()

    def keep_in(self, path: Path) -> None:
        """Write it to a file from now on, with what came before."""
        with self._mutex, contextlib.suppress(OSError):
            self._file = path.open("wb", buffering=0)
            self._file.write(self._head)

    def close(self) -> None:
        """Wait a moment for the last of it: the child has ended."""
        self._thread.join(1.0)
        with self._mutex, contextlib.suppress(OSError):
            if self._file is not None:
                self._file.close()
            self._file = None

    def _read(self) -> None:
        try:
            with self._stream:
                while data := self._stream.read(4096):
                    self._keep(data)
        except (OSError, ValueError):
            logger.info("output of a background Blender was lost")

    def _keep(self, data: bytes) -> None:
        with self._mutex:
            kept = data[: _LOG_BYTES - len(self._head)]
            self._head += kept
            if self._file is not None and kept:
                with contextlib.suppress(OSError):
                    self._file.write(kept)


class Child:
    """A background Blender that serves one request, and does not outlive its worker."""

    def __init__(self, process: "subprocess.Popen[bytes]", spare: Spare | None = None) -> None:
        self.process = process
        self.spare = spare
        """It waits for a request, or waited; None if it was started for one."""
        assert process.stdout is not None
        self.output = Output(process.stdout)

    @classmethod
    def for_request(cls, command: Sequence[str], request: Path, *, memory_bytes: int) -> "Child":
        """Start one that serves a request. :raises OSError, ValueError: it cannot be started."""
        return cls(
            children.start_background(
                [*command, str(request)], stdout=subprocess.PIPE, memory_bytes=memory_bytes, folder=request.parent
            )
        )

    @classmethod
    def that_waits(cls, command: Sequence[str], *, seconds: float, memory_bytes: int, folder: Path) -> "Child":
        """Start one that waits for a request. :raises OSError, ValueError: it cannot be started."""
        spare = Spare(command, stdout=subprocess.PIPE, seconds=seconds, memory_bytes=memory_bytes, folder=folder)
        return cls(spare.process, spare)

    def wait(self, stop: threading.Event, timeout_seconds: float) -> int:
        """Wait until it ends, and return its exit code.

        :raises PreparationFailed: it takes too much time or memory.
        :raises Stopped:
        """
        watch = memory.MemoryWatch(self.process.pid, bound=memory.bound_bytes())
        waited = 0.0
        while self.process.poll() is None:
            if stop.wait(_LOOK_SECONDS):
                raise Stopped
            waited += _LOOK_SECONDS
            if waited > timeout_seconds:
                minutes = max(1, round(timeout_seconds / 60))
                raise PreparationFailed(f"the background Blender was not done after {minutes} min")
            if watch.exceeded():
                raise PreparationFailed("the model takes more memory than this computer can spare")
        return self.process.returncode

    def end(self) -> None:
        """End it if it still runs, and let go of all that belongs to it."""
        children.kill(self.process)
        if self.process.stdin is not None:
            with contextlib.suppress(OSError):
                self.process.stdin.close()
        self.output.close()
