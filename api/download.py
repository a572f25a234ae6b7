# SPDX-License-Identifier: GPL-3.0-or-later
"""Fetches one file of a result to disk, also over a bad connection.

The file grows as ``name.part``, goes on where it stopped, and is renamed only when it is whole and has been checked.
"""

import logging
import random as random_module
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from ..errors import RodinError, Stopped
from .errors import DownloadIncomplete, DownloadTooLarge, LinkExpired, ModelRefused
from .file_answers import Coming, StartOver, Wanted, open_file
from .http.retry import RetryPolicy, wish_seconds
from .http.transport import Transport
from .part_file import PartFile
from .results import RemoteFile

log = logging.getLogger(__name__)

_CHUNK_BYTES = 262_144
_PROGRESS_BYTES = 1_048_576
"""When so much more has arrived than ever before, the count of failures starts anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadLimits:
    """How far a download may go.

    :param spare_bytes: what must stay free on the disk.
    :param refreshes: new links asked for in a row without progress.
    """

    size_bytes: int = 2 * 1024**3
    spare_bytes: int = 64 * 1024**2
    deadline_seconds: float = 4 * 3_600.0
    stall_seconds: float = 30.0
    minimum_bytes_per_second: float = 1_024.0
    refreshes: int = 3


def download(
    transport: Transport,
    file: RemoteFile,
    destination: Path,
    *,
    refresh: Callable[[], RemoteFile],
    on_progress: Callable[[int, int | None], None] = lambda done, total: None,
    check: Callable[[Path], object] = lambda path: None,
    stop: Callable[[], bool] = lambda: False,
    wait: Callable[[float], bool],
    retry: RetryPolicy | None = None,
    limits: DownloadLimits | None = None,
    from_loopback: bool = False,
    clock: Callable[[], float] = time.monotonic,
    random: Callable[[], float] = random_module.random,
) -> Path:
    """Fetch a file and return ``destination``. A ``.part`` left by an earlier try is continued.

    :param refresh: asks for a new link to the same file.
    :param on_progress: called with the bytes there are and the bytes of the whole, None while unknown.
    :param check: looks at the whole file before it is renamed; raises ModelRefused where it cannot be used.
    :param stop: asked several times a second; what has arrived stays for another try.
    :param from_loopback: the service is on this machine, so its links may lead here without encryption.
    :raises DownloadFailed, DownloadIncomplete, DownloadTooLarge, LinkExpired, UnsafeAddress: no file.
    :raises ConnectionFailed, RateLimited, ServerFault: no file, after several tries.
    :raises DiskFull, FolderNotWritable: no space for it; what has arrived stays.
    :raises ModelRefused: from ``check``.
    :raises Stopped: where ``stop`` or ``wait`` says so.
    """
    fetching = _Fetching(
        transport=transport,
        file=file,
        part=PartFile(destination),
        refresh=refresh,
        on_progress=on_progress,
        check=check,
        stop=stop,
        limits=limits or DownloadLimits(),
        from_loopback=from_loopback,
        clock=clock,
    )
    return fetching.run(retry or RetryPolicy(), wait, random)


@dataclass(slots=True, kw_only=True)
class _Fetching:
    """One download over all its tries; the parameters are those of ``download``."""

    transport: Transport
    file: RemoteFile
    part: PartFile
    refresh: Callable[[], RemoteFile]
    on_progress: Callable[[int, int | None], None]
    check: Callable[[Path], object]
    stop: Callable[[], bool]
    limits: DownloadLimits
    from_loopback: bool
    clock: Callable[[], float]
    ends_at: float = field(init=False)
    best_bytes: int = field(init=False)
    etag: str = ""
    doubtful: bool = False
    """Put together from two answers, or ended where the connection may have failed."""
    began_anew: bool = False

    def __post_init__(self) -> None:
        self.ends_at = self.clock() + self.limits.deadline_seconds
        self.best_bytes = self.part.size_bytes

    def run(self, policy: RetryPolicy, wait: Callable[[float], bool], random: Callable[[], float]) -> Path:
        """Try until the file is there or another try would not help."""
        failures = 0
        while True:
            error: RodinError
            try:
                self._fetch()
                return self._finish()
            except StartOver:
                self.part.clear()
                error = DownloadIncomplete(None, 0)
            except RodinError as failure:
                error = failure
            failures = 1 if self._has_progressed() else failures + 1
            expired = isinstance(error, LinkExpired)
            again = failures <= self.limits.refreshes if expired else policy.again(error, failures)
            if not again or self._seconds_left() <= 0:
                raise error
            log.info("download broke off (%s), trying again", error.code)
            delay = policy.delay_seconds(failures, retry_after_seconds=wish_seconds(error), random=random())
            if not (expired and failures == 1) and wait(delay):
                raise Stopped
            if expired:
                self.file = self.refresh()

    def _seconds_left(self) -> float:
        return self.ends_at - self.clock()

    def _has_progressed(self) -> bool:
        """Say whether clearly more has arrived than ever before."""
        size_bytes = self.part.size_bytes
        if size_bytes < self.best_bytes + _PROGRESS_BYTES:
            return False
        self.best_bytes = size_bytes
        return True

    def _fetch(self) -> None:
        """Fetch what is missing."""
        wanted = Wanted(
            url=self.file.url,
            offset=self.part.size_bytes,
            etag=self.etag,
            from_loopback=self.from_loopback,
            deadline_seconds=max(1.0, self._seconds_left()),
            stall_seconds=self.limits.stall_seconds,
            minimum_bytes_per_second=self.limits.minimum_bytes_per_second,
            stop=self.stop,
        )
        with open_file(self.transport, wanted) as coming:
            if coming.total is not None and coming.total > self.limits.size_bytes:
                self._refuse_size()
            self.etag = coming.etag
            self.doubtful = coming.offset > 0 or coming.total is None
            self.part.reserve((coming.total or coming.offset) - coming.offset, spare_bytes=self.limits.spare_bytes)
            arrived = self._take(coming)
        if arrived > self.limits.size_bytes:
            self._refuse_size()
        if arrived == 0 or (coming.total is not None and arrived != coming.total):
            if coming.total is not None and arrived > coming.total:
                self.part.clear()
            raise DownloadIncomplete(coming.total, arrived)

    def _take(self, coming: Coming) -> int:
        """Write what arrives, never much more than allowed, and return the size of the file."""
        arrived = coming.offset
        self.on_progress(arrived, coming.total)
        with self.part.appending(arrived) as file:
            while coming.stream is not None and arrived <= self.limits.size_bytes:
                chunk = coming.stream.read(_CHUNK_BYTES)
                if not chunk:
                    break
                file.write(chunk)
                arrived += len(chunk)
                self.on_progress(arrived, coming.total)
        return arrived

    def _refuse_size(self) -> NoReturn:
        self.part.clear()
        raise DownloadTooLarge(self.limits.size_bytes)

    def _finish(self) -> Path:
        """Check and rename the file. A doubtful one that is refused is fetched once more in one piece."""
        try:
            self.check(self.part.path)
        except ModelRefused:
            self.part.clear()
            if self.doubtful and not self.began_anew:
                self.began_anew = True
                raise StartOver from None
            raise
        return self.part.finish()
