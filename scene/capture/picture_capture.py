# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the open scene, taken by another Blender. bpy, main thread.

No render runs in the artist's Blender: one that was started there has crashed it. The press of a button costs the
writing of a copy; after that the artist may do to the scene whatever they like.
"""

from __future__ import annotations

import contextlib
import fnmatch
import logging
import shutil
import signal
import subprocess
import tempfile
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from ...processes import children, memory
from ...processes.lifeline import OUT_OF_MEMORY_EXIT_CODE
from .. import background
from ..errors import (
    CaptureError,
    CopyDiffers,
    NoCamera,
    NoSecondBlender,
    NothingInView,
    NothingToShow,
    NotSaved,
    PictureTooBig,
    PictureTooLong,
    RenderBusy,
    quoted,
)
from ..view import is_surely_out_of_view
from ..visibility import renderable_objects
from . import render_engine, unsaved_images
from .driver_check import working_here
from .keys import DataKey
from .orders import LONGEST_SIDE_OF_A_VIEW_PIXELS, LONGEST_SIDE_PIXELS, CameraOrder, ViewsOrder
from .render_settings import frame_aspect
from .request import PictureAnswer, PictureRequest
from .scene_copy import write_copy

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bpy.types import Object, Scene, ViewLayer

log = logging.getLogger(__name__)

RENDER_SCRIPT = Path(__file__).with_name("render_script.py")
_BASE_SECONDS = 600.0
"""On a machine without a graphics card, EEVEE's first picture takes minutes."""
_SECONDS_PER_MEGABYTE = 1.0
_LONGEST_SECONDS = 3600.0
_LATE_SECONDS = 5.0
"""So much later than the other Blender itself its end is seen to."""


class CaptureState(StrEnum):
    """What has become of an order of pictures."""

    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"


def camera_capture(
    scene: Scene,
    *,
    view_layer: ViewLayer,
    camera: Object | None,
    output_path: Path,
    only: Collection[Object] | None = None,
    max_side_pixels: int = LONGEST_SIDE_PIXELS,
) -> PictureCapture:
    """Order one picture through a camera. With ``only``, it shows these objects alone, cropped to them.

    :raises NoCamera: ``camera`` is None or no camera.
    :raises NothingInView: none of ``only`` can be in the picture.
    :raises CaptureError: as `PictureCapture`.
    """
    if camera is None or camera.type != "CAMERA":
        raise NoCamera
    if only is not None and is_surely_out_of_view(view_layer, camera, only, aspect=frame_aspect(scene)):
        raise NothingInView
    subject = None if only is None else tuple(DataKey.of(each) for each in only)
    order = CameraOrder(camera=DataKey.of(camera), subject=subject, max_side_pixels=max_side_pixels)
    return PictureCapture(scene, view_layer, order, {order.pictures[0].name: output_path})


def views_capture(
    scene: Scene,
    *,
    view_layer: ViewLayer,
    subject: Collection[Object],
    folder: Path,
    max_side_pixels: int = LONGEST_SIDE_OF_A_VIEW_PIXELS,
) -> PictureCapture:
    """Order four pictures of the subject, image_1.png to image_4.png in ``folder``.

    :raises NothingToShow: a render shows none of the subject.
    :raises CaptureError: as `PictureCapture`.
    """
    rendered = renderable_objects(view_layer) & set(subject)
    if not rendered:
        raise NothingToShow
    order = ViewsOrder(subject=tuple(sorted(map(DataKey.of, rendered))), max_side_pixels=max_side_pixels)
    return PictureCapture(scene, view_layer, order, {each.name: folder / each.name for each in order.pictures})


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
        order: CameraOrder | ViewsOrder,
        destinations: Mapping[str, Path],
    ) -> None:
        if bpy.app.is_job_running("RENDER"):
            raise RenderBusy
        self.state = CaptureState.RUNNING
        self.failure_sentence = ""
        self._engine = render_engine.needs_of(scene)
        self._view_layer = view_layer
        self._order = order
        self._destinations = destinations
        self._shown: tuple[str, ...] = ()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None
        self._seconds = _BASE_SECONDS
        self._started_at = 0.0

    @property
    def pictures(self) -> tuple[Path, ...]:
        """Where the pictures are, when it is DONE, without those that show nothing."""
        return tuple(self._destinations[name] for name in self._shown)

    @property
    def labels(self) -> tuple[str, ...]:
        """The service's words for the sides that `pictures` show, if they were ordered by side."""
        return tuple(each.label for each in self._order.pictures if each.name in self._shown and each.label)

    def start(self) -> None:
        """Write the copy, which holds the window for a moment, and start the other Blender.

        :raises CaptureError: the copy cannot be written, or the other Blender cannot be started.
        """
        try:
            request_path = self._write_request()
            self._start_blender(request_path)
        except BaseException:
            self.cleanup()
            raise

    def _write_request(self) -> Path:
        try:
            folder = self._folder = Path(tempfile.mkdtemp(prefix="rodin-props-picture-"))
            copy, runs_scripts = folder / "scene.blend", _runs_scripts()
            copied = write_copy(copy, self._view_layer, self._order, self._engine, with_scripts=runs_scripts)
            self._seconds = _timeout_seconds(copy.stat().st_size)
            request = PictureRequest(
                file=copy,
                scene=copied,
                engine=self._engine,
                images=unsaved_images.write_unsaved(copy, folder),
                runs_scripts=runs_scripts,
                scripts_refused=bpy.app.autoexec_fail,
                order=self._order,
                folder=folder,
                seconds=self._seconds,
                memory_bytes=memory.bound_bytes(),
            )
            request.write(folder / "request.json")
        except (OSError, RuntimeError) as error:
            log.warning("The copy for the picture could not be written: %s", error)
            raise NotSaved(reason=getattr(error, "strerror", None) or "the disk refused it") from error
        return folder / "request.json"

    def _start_blender(self, request_path: Path) -> None:
        command = background.command_for(RENDER_SCRIPT, *background.graphics_switches())
        if not command:
            raise NoSecondBlender
        try:
            with request_path.with_name("log.txt").open("wb") as output:
                self._process = children.start([*command, str(request_path)], stdin=subprocess.PIPE, stdout=output)
        except OSError as error:
            log.warning("The picture's Blender could not be started: %s", error)
            raise NoSecondBlender from error
        children.be_modest(self._process)
        self._started_at = time.monotonic()

    def poll(self) -> CaptureState:
        """Look how far it is; to be called now and then after `start()`."""
        if self.state is not CaptureState.RUNNING or self._process is None:
            return self.state
        ended = self._process.poll() is not None
        if not ended and time.monotonic() - self._started_at <= self._seconds + _LATE_SECONDS:
            return self.state
        try:
            self._shown = self._conclude(ended=ended)
            self.state = CaptureState.DONE
        except CaptureError as error:
            log.warning("The picture's Blender ended with code %s: %s", self._process.returncode, error)
            self.state, self.failure_sentence = CaptureState.FAILED, str(error)
        return self.state

    def _conclude(self, *, ended: bool) -> tuple[str, ...]:
        """Take the pictures over; returns their names."""
        assert self._process is not None
        assert self._folder is not None
        if not ended or self._process.returncode == -getattr(signal, "SIGALRM", 0):
            raise PictureTooLong(minutes=max(1, round(self._seconds / 60)))
        if self._process.returncode == OUT_OF_MEMORY_EXIT_CODE:
            raise PictureTooBig
        try:
            answer = PictureAnswer.read(self._folder / "answer.json")
        except (OSError, ValueError, KeyError) as error:
            raise CaptureError from error
        if answer.sentence:
            raise CaptureError(answer.sentence)
        if names := working_here(answer.broken_drivers):
            raise CopyDiffers(names=quoted(names))
        try:
            for name in answer.pictures:
                shutil.move(self._folder / name, self._destinations[name])
        except OSError as error:
            raise NotSaved(reason=error.strerror) from error
        return answer.pictures

    def render_blocking(self) -> tuple[Path, ...]:
        """Take the pictures and wait for them; returns `pictures`. Ends with everything cleaned up.

        :raises CaptureError: they cannot be taken, or show nothing.
        """
        self.start()
        assert self._process is not None
        try:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(self._seconds + _LATE_SECONDS)
            self.poll()
        finally:
            self.cleanup()
        if self.state is not CaptureState.DONE:
            raise CaptureError(self.failure_sentence)
        return self.pictures

    def cleanup(self) -> None:
        """End the other Blender and remove the copy."""
        if self._process is not None:
            if self._process.poll() is None:
                children.kill(self._process)
            if self._process.stdin is not None:
                self._process.stdin.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


def _timeout_seconds(copy_bytes: int) -> float:
    return min(_LONGEST_SECONDS, _BASE_SECONDS + _SECONDS_PER_MEGABYTE * copy_bytes / 1e6)


def _runs_scripts() -> bool:
    """Whether the artist lets Blender run the scripts of this file: their own setting, and nothing was refused."""
    preferences = bpy.context.preferences
    if not preferences.filepaths.use_scripts_auto_execute or bpy.app.autoexec_fail:
        return False
    file = bpy.data.filepath
    return not any(
        fnmatch.fnmatch(file, each.path) if each.use_glob else file.startswith(bpy.path.abspath(each.path))
        for each in preferences.autoexec_paths
        if each.path
    )
