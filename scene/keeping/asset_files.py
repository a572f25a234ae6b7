# SPDX-License-Identifier: GPL-3.0-or-later
"""Has a background Blender write props into files of their own, all of one order in one. Main thread only."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from ..background.run import BackgroundRun
from ..temporary_folder import new_folder
from .orders import KeepRequest, KeptProp, Refusal, read_answers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .orders import KeepOrder

log = logging.getLogger(__name__)

KEEP_SCRIPT = Path(__file__).parent / "keep_script.py"
_BASE_SECONDS = 60.0
_SECONDS_EACH = 120.0


class AssetFiles:
    """Files on their way; `close` it in the end. One that ends the other Blender is refused, and so ends the run.

    :param orders: what is to be written.
    :raises OSError: the request cannot be written.
    :raises NotStarted: no background Blender can be started.
    """

    def __init__(self, orders: Sequence[KeepOrder]) -> None:
        self._folder = new_folder()
        self._answered = 0
        self.is_done = False
        seconds = _BASE_SECONDS + _SECONDS_EACH * len(orders)
        self._request = KeepRequest(orders=tuple(orders), folder=self._folder, seconds=seconds)
        try:
            self._run = BackgroundRun(KEEP_SCRIPT, self._request)
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise

    def poll(self) -> Iterator[tuple[int, KeptProp]]:
        """Yield what became of further orders, with their places in the sequence; not all may be answered in the end.

        An answer is yielded once.
        """
        ending = self._run.ending()  # before its answers are read: what it wrote last is among them
        answers = read_answers(self._request.answer_path)
        if len(answers) == len(self._request.orders):
            self.is_done = True  # it need not be waited for
        elif ending is not None:
            self.is_done = True
            self._run.log_failure(ending.reason)
            answers.append(KeptProp(refusal=Refusal.FAILED, reason=ending.reason))
        begin, self._answered = self._answered, max(self._answered, len(answers))
        for index in range(begin, len(answers)):
            yield index, answers[index]

    def close(self) -> None:
        """End the other Blender if it still runs, and remove the temporary files."""
        self._run.close()
        shutil.rmtree(self._folder, ignore_errors=True)
