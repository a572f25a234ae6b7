# SPDX-License-Identifier: GPL-3.0-or-later
"""A library's folder that is being published by a background Blender. Main thread only; touches no data."""

from __future__ import annotations

from pathlib import Path

from ...errors import reason_of
from ..background.run import BackgroundRun, Ending, NotStarted
from ..background.task import BackgroundTask
from ..temporary_folder import new_folder
from .errors import (
    LibraryFolderGone,
    NoBlenderToPublish,
    PublishCrashed,
    PublishError,
    PublishNotWritten,
    PublishTooBig,
    PublishTooLong,
    Trouble,
)
from .orders import PublishAnswer, PublishProgress, PublishRequest

PUBLISH_SCRIPT = Path(__file__).parent / "publish_script.py"
LONGEST_SECONDS = 4 * 3600.0


class Publication(BackgroundTask):
    """A listing on its way. `poll` until it is done, then `cleanup`; the listing that was there stays until then.

    :param library: the folder.
    :param name: the library's, for sentences.
    :param title, publisher: see `PublishRequest`.
    :raises PublishError: there is no such folder, or no background Blender can be started.
    """

    def __init__(self, library: Path, *, name: str, title: str = "", publisher: str = "") -> None:
        if not library.is_dir():
            raise LibraryFolderGone(library=name)
        super().__init__()
        self.name = name
        self.error: PublishError | None = None
        """Why there is no new listing, once it is done; None if there is one."""
        self.assets = 0
        """How many the new listing has."""
        try:
            self._start(library, title, publisher)
        except BaseException:
            self.cleanup()
            raise

    def _start(self, library: Path, title: str, publisher: str) -> None:
        try:
            folder = self._folder = new_folder()
            self._request = PublishRequest(
                library=library,
                title=title,
                publisher=publisher,
                folder=folder,
                seconds=LONGEST_SECONDS,
            )
            self._run = BackgroundRun(PUBLISH_SCRIPT, self._request)
        except OSError as error:
            raise PublishNotWritten(detail=reason_of(error)) from error
        except NotStarted as error:
            raise NoBlenderToPublish from error

    def progress(self) -> PublishProgress:
        """Return how far it is."""
        return PublishProgress.read(self._request.progress_path)

    def _conclude(self, run: BackgroundRun, ending: Ending) -> None:
        answer = PublishAnswer.read(self._request.answer_path)
        if answer is not None and answer.trouble is Trouble.NONE:
            self.assets = answer.assets
            return
        self.error = self._failure(ending, answer)
        run.log_failure(str(self.error))

    def _failure(self, ending: Ending, answer: PublishAnswer | None) -> PublishError:
        file = Path(self.progress().file).name or self.name
        if answer is not None:
            return answer.trouble.error_class(detail=answer.detail, file=file)
        match ending:
            case Ending.TOO_LONG:
                return PublishTooLong(minutes=round(LONGEST_SECONDS / 60))
            case Ending.TOO_BIG:
                return PublishTooBig(file=file)
            case Ending.CRASHED:
                return PublishCrashed(file=file)
            case Ending.BY_ITSELF:
                return PublishError()
