# SPDX-License-Identifier: GPL-3.0-or-later
"""The camera's view as a picture, rendered from a temporary linked copy of the scene. bpy, main thread.

The artist's scene, view layers, collections, render settings, render slots and window stay as they are, whether the
picture is taken, fails or is cancelled.
"""

from __future__ import annotations

import logging
import shutil
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import bpy
from bpy.app.handlers import persistent

from . import picture_settings, temporary
from .errors import CaptureCancelled, CaptureError, NoCamera, RenderBusy
from .render_result import RenderResultGuard, without_render_window
from .view import box_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bpy.types import Object, Scene, ViewLayer

log = logging.getLogger(__name__)

MARGIN = 0.06
"""Space around a cropped subject, as a part of its longer side."""
_WAIT_SECONDS = 0.25


class CaptureState(StrEnum):
    """What has become of a picture."""

    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


class CameraCapture:
    """One picture through a camera, as a PNG with a transparent background.

    Either `render_blocking()`, or `start()` and then `poll()` until it is no longer RUNNING; then `cleanup()`.
    With ``only``, the picture shows these objects alone, cropped to them, lit as in the scene (as far as the render
    engine can keep other objects' light and shadow without showing them).
    """

    def __init__(
        self,
        scene: Scene,
        *,
        view_layer: ViewLayer,
        camera: Object | None,
        output_path: Path,
        max_side_pixels: int = 2048,
        only: Iterable[Object] | None = None,
    ) -> None:
        """Build the temporary scene.

        :raises NoCamera: ``camera`` is None or no camera.
        :raises RenderBusy: Blender is rendering already.
        :raises NothingInView: none of ``only`` is in the camera's view.
        """
        if camera is None or camera.type != "CAMERA":
            raise NoCamera
        if bpy.app.is_job_running("RENDER"):
            raise RenderBusy
        self.output_path = output_path
        self.state = CaptureState.RUNNING
        self.failure_sentence = ""
        self._token = temporary.new_token()
        self._rendered_path = Path(bpy.app.tempdir) / f"{self._token}.png"
        self._outcome: CaptureState | None = None
        self._guard: RenderResultGuard | None = None
        self._handlers: dict[str, Callable[..., None]] = {}
        try:
            copy = temporary.linked_copy(scene, view_layer, self._token)
            copy.camera = camera
            frame = picture_settings.frame_of(scene, max_side_pixels=max_side_pixels)
            if only is not None:
                frame = self._show_only(copy, view_layer, set(only), frame, max_side_pixels)
            self.frame = frame
            picture_settings.apply_settings(copy, frame, self._rendered_path)
        except BaseException:
            self.cleanup()
            raise

    def _show_only(
        self,
        copy: Scene,
        view_layer: ViewLayer,
        subject: set[Object],
        frame: picture_settings.Frame,
        max_side_pixels: int,
    ) -> picture_settings.Frame:
        others = temporary.renderable_objects(view_layer) - subject
        if copy.render.engine != "CYCLES":  # other engines would show them
            others = {each for each in others if each.type in {"LIGHT", "LIGHT_PROBE"}}
        temporary.show_only(copy, subject, others, self._token)
        box = box_of(view_layer, copy.camera, subject, aspect=frame.width / frame.height)
        if box is None:
            return frame
        return picture_settings.cropped(frame, box, max_side_pixels=max_side_pixels, margin=MARGIN)

    def render_blocking(self) -> Path:
        """Render now and return the picture's path. Ends with everything cleaned up.

        :raises CaptureError: the picture could not be rendered or written.
        """
        scene = self._scene_or_raise()
        self._guard = RenderResultGuard(self._token)
        try:
            bpy.ops.render.render("EXEC_DEFAULT", scene=scene.name, write_still=True)
            self._outcome = CaptureState.DONE
        except RuntimeError as error:
            log.warning("Rendering failed: %s", error)
        self._conclude()
        self.cleanup()
        if self.state is not CaptureState.DONE:
            raise CaptureError(self.failure_sentence)
        return self.output_path

    def start(self) -> None:
        """Begin to render as a job of Blender's; the window stays alive. Not in background mode.

        :raises CaptureError: Blender does not begin to render.
        """
        scene = self._scene_or_raise()
        self._guard = RenderResultGuard(self._token)
        self._listen()
        with without_render_window():
            result = bpy.ops.render.render("INVOKE_DEFAULT", scene=scene.name, write_still=True)
        if "CANCELLED" in result:
            self.cleanup()
            raise CaptureError

    def _scene_or_raise(self) -> Scene:
        scene = temporary.marked_scene(self._token)
        if scene is None:
            raise CaptureCancelled
        return scene

    def _listen(self) -> None:
        # The handlers run in the render's thread: they only leave a note.
        for name, outcome in (("render_complete", CaptureState.DONE), ("render_cancel", CaptureState.CANCELLED)):

            @persistent
            def note(*_: object, outcome: CaptureState = outcome) -> None:
                self._outcome = outcome

            getattr(bpy.app.handlers, name).append(note)
            self._handlers[name] = note

    def poll(self) -> CaptureState:
        """Look how far it is; to be called now and then after `start()`."""
        if self.state is CaptureState.RUNNING and not bpy.app.is_job_running("RENDER"):
            self._conclude()
        return self.state

    def _conclude(self) -> None:
        if self._outcome is CaptureState.CANCELLED or temporary.marked_scene(self._token) is None:
            self.state, self.failure_sentence = CaptureState.CANCELLED, str(CaptureCancelled())
        elif self._outcome is CaptureState.DONE and _is_complete_png(self._rendered_path):
            self.state = self._hand_over()
        else:
            self.state, self.failure_sentence = CaptureState.FAILED, str(CaptureError())

    def _hand_over(self) -> CaptureState:
        try:
            shutil.move(self._rendered_path, self.output_path)
        except OSError as error:
            self.failure_sentence = (
                f"The picture could not be saved: {error.strerror}. Make room or choose another folder."
            )
            return CaptureState.FAILED
        return CaptureState.DONE

    def cleanup(self) -> None:
        """Remove every trace of it from the file. While it renders, that is done as soon as the render has ended."""
        if self._handlers and bpy.app.is_job_running("RENDER"):
            self._outcome = CaptureState.CANCELLED
            if not bpy.app.timers.is_registered(self._clean_up_later):
                bpy.app.timers.register(self._clean_up_later, first_interval=_WAIT_SECONDS)
            return
        for name, handler in self._handlers.items():
            if handler in getattr(bpy.app.handlers, name):
                getattr(bpy.app.handlers, name).remove(handler)
        self._handlers.clear()
        temporary.remove_marked(self._token)
        if self._guard is not None:
            self._guard.release()
            self._guard = None
        self._rendered_path.unlink(missing_ok=True)

    def _clean_up_later(self) -> float | None:
        self.cleanup()
        return _WAIT_SECONDS if self._handlers else None


def _is_complete_png(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as opened:
        begins_well = opened.read(8) == b"\x89PNG\r\n\x1a\n"
        opened.seek(-min(12, path.stat().st_size), 2)
        return begins_well and opened.read(12)[4:8] == b"IEND"
