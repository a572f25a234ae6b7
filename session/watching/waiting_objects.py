# SPDX-License-Identifier: GPL-3.0-or-later
"""Which objects of the open file wait for jobs: found by going through the file, some objects at a time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import bpy

from ...scene.looks import waiting
from ...scene.places import placement, waiting_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bpy.types import Object, Scene

AT_ONCE = 1000
"""Objects that one look goes through: half a millisecond."""
_OVERLAP = 50
"""Looked at twice, since objects may be removed between two looks."""
_STEP_SECONDS = 0.1
"""From one step to the next: a tick may look more than once."""
_ROUND_SECONDS = 2.0
"""From the end of one way through the file to the beginning of the next."""
_KEYS = (placement.TARGET_KEY, waiting.LOOK_JOB_KEY)


class WaitingObjects:
    """What was found. Names and no objects: undo makes all objects anew. Main thread only.

    A placeholder that was copied is found within a round, which takes longer the bigger the file is.

    :param clock: seconds that only grow.
    """

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.places: Mapping[str, tuple[str, ...]] = {}
        """Job id -> names of the objects that wait for it."""
        self.libraries: Mapping[str, str] = {}
        """Job id -> the library that an object is linked from that waits for it."""
        self._went_on_at = float("-inf")
        self._begin()

    def _begin(self) -> None:
        """Go through the file from its beginning."""
        self._scene_number = self._first = 0
        self._places: dict[str, tuple[str, ...]] = {}
        self._libraries: dict[str, str] = {}

    def find_all(self) -> None:
        """Go through the whole file now."""
        self._begin()
        self._went_on_at = self._clock()
        self._note(waiting_marks.objects_with(*_KEYS))
        self._end()

    def find_some(self) -> None:
        """Go through some more objects; what they were found to be counts once the round is complete."""
        now, is_new_round = self._clock(), not (self._scene_number or self._first)
        if now - self._went_on_at < (_ROUND_SECONDS if is_new_round else _STEP_SECONDS):
            return
        self._went_on_at = now
        if self._scene_number < len(bpy.data.scenes):  # one may have been removed
            self._go_through_some(bpy.data.scenes[self._scene_number])
        if self._scene_number < len(bpy.data.scenes):
            return
        if self._is_something_missing():
            self.find_all()  # or it was passed over, because the file changed meanwhile
        else:
            self._end()

    def _go_through_some(self, scene: Scene) -> None:
        objects = scene.objects[self._first : self._first + AT_ONCE]
        self._note(waiting_marks.marked(objects, _KEYS))
        if len(objects) < AT_ONCE:
            self._scene_number, self._first = self._scene_number + 1, 0
        else:
            self._first += AT_ONCE - _OVERLAP

    def _note(self, marked: list[Object]) -> None:
        found = placement.targets_by_job(marked) | waiting.objects_by_job(marked)
        for job_id, targets in found.items():
            names = (*self._places.get(job_id, ()), *(target.name for target in targets))
            self._places[job_id] = tuple(dict.fromkeys(names))
        self._libraries = placement.libraries_by_job(marked) | self._libraries

    def _is_something_missing(self) -> bool:
        return any(not set(names) <= set(self._places.get(job_id, ())) for job_id, names in self.places.items())

    def _end(self) -> None:
        self.places, self.libraries = self._places, self._libraries
        self._begin()
