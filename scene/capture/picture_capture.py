# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the open scene, taken by another Blender. Main thread only.

No render runs in the artist's Blender: one that was started there has crashed it. When the button is pressed, only a
copy is written; after that the artist may change the scene.
"""

from __future__ import annotations

import logging
import shutil
import time
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from ... import disk
from ...errors import reason_of
from ..background.run import BackgroundRun, Ending, NotStarted, get_ready
from ..cards.card_file import take_along
from ..errors import (
    CaptureError,
    CopyDiffers,
    NoSecondBlender,
    NotSaved,
    PictureCrashed,
    PictureTooBig,
    PictureTooLong,
    RenderBusy,
    quoted,
)
from ..images import small_picture
from ..temporary_folder import new_folder
from ..transfer import render_engine, unsaved_images
from ..transfer.driver_check import working_here
from ..transfer.request import PictureAnswer, PictureRequest
from .scene_copy import write_copy
from .script_permission import runs_scripts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bpy.types import Scene, ViewLayer

    from ..transfer.orders import PictureOrder

log = logging.getLogger(__name__)

RENDER_SCRIPT = Path(__file__).parents[1] / "rendering" / "render_script.py"
_BASE_SECONDS = 600.0
"""On a machine without a graphics card, EEVEE's first picture takes minutes."""
_SECONDS_PER_MEGABYTE = 1.0
_LONGEST_SECONDS = 3600.0
_RENDERING = ("RENDER", "OBJECT_BAKE")
"""Jobs of Blender's that read the scene in another thread."""


class CaptureState(StrEnum):
    """What has become of an order of pictures."""

    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"


class PictureCapture:
    """The pictures of one order, as PNGs with a transparent background.

    Either `render_blocking()`, or `start()` and then `poll()` until it is no longer RUNNING; then `cleanup()`.

    :raises RenderBusy: Blender renders something for the artist, and the scene must not be written meanwhile.
    :raises EngineMissing: another Blender cannot have the scene's render engine.
    """

    def __init__(
        self,
        scene: Scene,
        view_layer: ViewLayer,
        order: PictureOrder,
        destinations: Mapping[str, Path],
    ) -> None:
        if any(map(bpy.app.is_job_running, _RENDERING)):
            raise RenderBusy
        self.state = CaptureState.RUNNING
        self.failure_sentence = ""
        self.copied_bytes = 0
        self.copying_seconds = 0.0
        """How much was written, and how long that held this Blender."""
        self._engine = render_engine.needs_of(scene)
        self._view_layer = view_layer
        self._order = order
        self._destinations = destinations
        self._shown: tuple[str, ...] = ()
        self._run: BackgroundRun | None = None
        self._folder: Path | None = None
        self._seconds = _BASE_SECONDS

    @property
    def pictures(self) -> tuple[Path, ...]:
        """Where the pictures are, when it is DONE, without those that show nothing."""
        return tuple(self._destinations[name] for name in self._shown)

    @property
    def labels(self) -> tuple[str, ...]:
        """The service's words for the sides that `pictures` show, if they were ordered by side."""
        return tuple(wanted.label for wanted in self._order.pictures if wanted.name in self._shown and wanted.label)

    def start(self) -> None:
        """Write the copy, which blocks the window for a moment, and start the other Blender.

        :raises CaptureError: the copy cannot be written, or the other Blender cannot be started.
        """
        get_ready()  # it starts while the copy is written
        began = time.monotonic()
        try:
            self._start_blender(self._copied())
            self.copying_seconds = time.monotonic() - began
        except BaseException:
            self.cleanup()
            raise

    def _copied(self) -> PictureRequest:
        """Write the copy, and return what the other Blender is asked."""
        try:
            folder = self._folder = new_folder()
            copy, scripts_may_run = folder / "scene.blend", runs_scripts()
            copied = write_copy(copy, self._view_layer, self._order, self._engine, with_scripts=scripts_may_run)
            self.copied_bytes = copy.stat().st_size
            self._seconds = _timeout_seconds(self.copied_bytes)
            return PictureRequest(
                file=copy,
                scene=copied,
                engine=self._engine,
                images=unsaved_images.write_unsaved(copy, folder),
                runs_scripts=scripts_may_run,
                scripts_refused=bpy.app.autoexec_fail,
                order=self._order,
                folder=folder,
                seconds=self._seconds,
            )
        except (OSError, RuntimeError) as error:
            raise _not_saved(error) from error

    def _start_blender(self, request: PictureRequest) -> None:
        try:
            self._run = BackgroundRun(RENDER_SCRIPT, request)
        except OSError as error:
            raise _not_saved(error) from error
        except NotStarted as error:
            raise NoSecondBlender from error

    def poll(self) -> CaptureState:
        """Check how far it is, and return that; to be called now and then after `start()`."""
        if self.state is not CaptureState.RUNNING or self._run is None:
            return self.state
        ending = self._run.ending()
        if ending is None:
            return self.state
        try:
            self._shown = self._conclude(ending)
            self.state = CaptureState.DONE
        except CaptureError as error:
            self._run.log_failure(str(error))
            self.state, self.failure_sentence = CaptureState.FAILED, str(error)
        return self.state

    def _conclude(self, ending: Ending) -> tuple[str, ...]:
        """Move the pictures to their destinations; return their names."""
        assert self._folder is not None
        if ending is Ending.TOO_LONG:
            raise PictureTooLong(minutes=max(1, round(self._seconds / 60)))
        if ending is Ending.TOO_BIG:
            raise PictureTooBig
        try:
            answer = PictureAnswer.read(self._folder / "answer.json")
        except (OSError, ValueError, KeyError) as error:
            raise (PictureCrashed if ending is Ending.CRASHED else CaptureError) from error
        if answer.sentence:
            raise CaptureError(answer.sentence)
        if names := working_here(answer.broken_drivers):
            raise CopyDiffers(names=quoted(names))
        try:
            for name in answer.pictures:
                source, destination = self._folder / name, self._destinations[name]
                disk.patiently(partial(shutil.move, source, destination))
                take_along(source, destination)
                small_picture.copy(source, destination)
        except OSError as error:
            raise NotSaved(reason=reason_of(error)) from error
        return answer.pictures

    def wait(self) -> None:
        """Wait until it is no longer RUNNING; after `start()`."""
        assert self._run is not None
        self._run.wait()
        self.poll()

    def render_blocking(self) -> tuple[Path, ...]:
        """Take the pictures, wait for them and clean up; return `pictures`.

        :raises CaptureError: they cannot be taken, or show nothing.
        """
        self.start()
        try:
            self.wait()
        finally:
            self.cleanup()
        if self.state is not CaptureState.DONE:
            raise CaptureError(self.failure_sentence)
        return self.pictures

    def cleanup(self) -> None:
        """End the other Blender and remove the copy."""
        if self._run is not None:
            self._run.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


def _not_saved(error: OSError | RuntimeError) -> NotSaved:
    log.warning("The copy for the picture could not be written: %s", error)
    return NotSaved(reason=reason_of(error))


def _timeout_seconds(copy_bytes: int) -> float:
    return min(_LONGEST_SECONDS, _BASE_SECONDS + _SECONDS_PER_MEGABYTE * copy_bytes / 1e6)
