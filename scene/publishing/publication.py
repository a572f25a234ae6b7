# SPDX-License-Identifier: GPL-3.0-or-later
"""A library's folder that is being published by a background Blender. Main thread only; touches no data."""

from __future__ import annotations

import shutil
from pathlib import Path

from ...processes import memory
from ..background_run import BackgroundRun, Ending, NotStarted
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


class Publication:
    """A listing on its way. `poll` until it is done, then `cleanup`.

    :param library: the folder.
    :param name: the library's, for sentences.
    :param title, publisher: see `PublishRequest`.
    :raises PublishError: there is no such folder, or no background Blender can be started.
    """

    def __init__(self, library: Path, *, name: str, title: str = "", publisher: str = "") -> None:
        if not library.is_dir():
            raise LibraryFolderGone(library=name)
        self.name = name
        self.is_done = False
        self.error: PublishError | None = None
        """Why there is no new listing, once it is done; None if there is one."""
        self.assets = 0
        """How many the new listing has."""
        self._run: BackgroundRun | None = None
        self._folder: Path | None = None
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
                memory_bytes=memory.bound_bytes(),
            )
            self._request.write(folder / "request.json")
            self._run = BackgroundRun(PUBLISH_SCRIPT, folder / "request.json", seconds=LONGEST_SECONDS)
        except OSError as error:
            raise PublishNotWritten(detail=error.strerror or "the disk refused it") from error
        except NotStarted as error:
            raise NoBlenderToPublish from error

    def progress(self) -> PublishProgress:
        """Return how far it is."""
        return PublishProgress.read(self._request.progress_path)

    def poll(self) -> bool:
        """Check how far it is; return whether it is done."""
        if not self.is_done and self._run is not None and (ending := self._run.ending()) is not None:
            self._conclude(self._run, ending)
        return self.is_done

    def wait(self) -> None:
        """Wait until it is done."""
        if not self.is_done and self._run is not None:
            self._conclude(self._run, self._run.wait())

    def _conclude(self, run: BackgroundRun, ending: Ending) -> None:
        self.is_done = True
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

    def cleanup(self) -> None:
        """End the other Blender if it still runs: the listing that was there stays. Remove what was for it alone."""
        if self._run is not None:
            self._run.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
