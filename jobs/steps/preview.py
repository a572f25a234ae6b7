# SPDX-License-Identifier: GPL-3.0-or-later
"""The picture of a result comes beside its model, so that nobody waits for it alone."""

import logging
import threading

from ...api.download import DownloadLimits
from ...api.results import RemoteFile
from ...errors import RodinError, Stopped
from ..changes import JobChanges
from ..job import Job
from .tools import JobTools

logger = logging.getLogger(__name__)

_LIMITS = DownloadLimits(size_bytes=20 << 20, deadline_seconds=20.0, stall_seconds=10.0, refreshes=1)


class PreviewFetch:
    """Fetches the picture of a result in a thread of its own; the job does not fail without it.

    :param file: the picture; None if there is none.
    """

    def __init__(self, job: Job, tools: JobTools, file: RemoteFile | None) -> None:
        self._job = job
        self._tools = tools
        self._file = file
        self._thread: threading.Thread | None = None
        self._name = ""

    def begin(self) -> None:
        """Begin, unless it has begun: once the model comes, which is asked for first."""
        if self._file is not None and self._thread is None:
            self._thread = threading.Thread(target=self._fetch, name=f"preview-{self._job.id}", daemon=True)
            self._thread.start()

    def wait(self) -> None:
        """Wait for the end if it has begun. It has one of its own, and ends when the job is stopped."""
        if self._thread is not None:
            self._thread.join()

    def facts(self) -> JobChanges:
        """Fetch it if that has not begun, and return what is to be written down.

        :raises Stopped: the job is to stop; the picture may not be whole.
        """
        self.begin()
        self.wait()
        if self._tools.stop.is_set():
            raise Stopped
        return {"preview_file": self._name} if self._name else {}

    def _fetch(self) -> None:
        assert self._file is not None
        file, path = self._file, self._job.folder / f"preview.{self._file.suffix}"
        try:
            self._tools.fetcher.download(file, path, refresh=lambda: file, limits=_LIMITS)
            self._name = path.name
        except Exception as error:
            code = error.code if isinstance(error, RodinError) else type(error).__name__
            logger.info("job %s has no preview: %s", self._job.id, code)
