# SPDX-License-Identifier: GPL-3.0-or-later
"""Has a background Blender make pictures fit to be sent, so that the artist's own decodes nothing. Main thread only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ... import disk
from ..background.run import BackgroundRun, Ending, NotStarted
from .orders import PreparationRequest, PreparedPicture, read_answers

if TYPE_CHECKING:
    from .orders import PictureOrder

PREPARE_SCRIPT = Path(__file__).parent / "prepare_script.py"
_BASE_SECONDS = 120.0
_SECONDS_PER_MEGABYTE = 2.0
_LONGEST_SECONDS = 1200.0


class PicturePreparation:
    """Pictures that a background Blender makes fit; `close` it in the end.

    Where none can be started, this Blender does it at once. A picture that ends the background Blender is refused; the
    others are tried in a new one.

    :param folder: for requests and answers; the caller removes it when the pictures are no longer needed.
    :raises OSError: the request cannot be written.
    """

    def __init__(self, orders: tuple[PictureOrder, ...], folder: Path) -> None:
        self._waiting = orders
        self._folder = folder
        self._answered: list[PreparedPicture] = []
        self._run: BackgroundRun | None = None
        self.is_done_here = False
        """No background Blender could be started: this one did it."""
        self._begin()

    def _begin(self) -> None:
        """Have those that wait made fit.

        :raises OSError: as the class.
        """
        seconds = _seconds_for(self._waiting)
        self._request = PreparationRequest(orders=self._waiting, folder=self._folder, seconds=seconds)
        disk.remove(self._request.answer_path)
        try:
            self._run = BackgroundRun(PREPARE_SCRIPT, self._request)
        except NotStarted:
            self.is_done_here = True
            self._answered += _prepare_here(self._waiting)
            self._waiting = ()

    @property
    def pictures(self) -> tuple[PreparedPicture, ...]:
        """What became of the orders, in their order; those that are not done are missing at the end."""
        return tuple(self._answered)

    def poll(self) -> bool:
        """Check how far it is; return whether all is done."""
        if self._waiting and self._run is not None:
            ending = self._run.ending()
            if ending is not None:
                self._conclude(ending)
        return not self._waiting

    def wait(self) -> None:
        """Wait until all is done."""
        while self._waiting and self._run is not None:
            self._conclude(self._run.wait())

    def _conclude(self, ending: Ending) -> None:
        assert self._run is not None
        try:
            answers = read_answers(self._request.answer_path)
        except (ValueError, TypeError):
            answers = []
        self._answered += answers
        self._waiting = self._waiting[len(answers) :]
        if self._waiting:
            reason = _reason(ending)
            self._run.log_failure(reason)
            self._answered.append(PreparedPicture(path=self._waiting[0].destination, refusal=reason))
            self._waiting = self._waiting[1:]
        self._run.close()
        if self._waiting:
            self._begin()

    def close(self) -> None:
        """End the background Blender if it still runs."""
        if self._run is not None:
            self._run.close()


def _reason(ending: Ending) -> str:
    if ending is Ending.TOO_LONG:
        return "Blender takes too long to read it; save it as a smaller PNG or JPEG"
    if ending is Ending.TOO_BIG:
        return "it takes more memory than this computer can spare; save it as a smaller PNG or JPEG"
    return "Blender crashes when it reads it: the file is broken; save it anew as a PNG or JPEG"


def _prepare_here(orders: tuple[PictureOrder, ...]) -> list[PreparedPicture]:
    from .prepare import prepare

    return [prepare(order) for order in orders]


def _seconds_for(orders: tuple[PictureOrder, ...]) -> float:
    read_bytes = 0
    for order in orders:
        path = order.file or Path(order.pixels.file if order.pixels else "")
        read_bytes += path.stat().st_size if path.is_file() else 0
    return min(_LONGEST_SECONDS, _BASE_SECONDS + _SECONDS_PER_MEGABYTE * read_bytes / 1e6)
