# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of a scene, rendered from a temporary linked copy of it. bpy, main thread.

The artist's scene, view layers, collections, render settings, render slots and window stay as they are, whether the
pictures are taken, fail or are cancelled.
"""

from __future__ import annotations

import logging
import shutil
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import bpy
from bpy.app.handlers import persistent

from . import picture_check, temporary
from .errors import CaptureCancelled, CaptureError, NotSaved, RenderBusy
from .picture_orders import CameraOrder
from .png_files import remove_notes
from .render_result import RenderResultGuard, without_render_window

if TYPE_CHECKING:
    from collections.abc import Callable

    from bpy.types import Scene, ViewLayer

    from .picture_orders import PictureOrder, WantedPicture

log = logging.getLogger(__name__)

_WAIT_SECONDS = 0.25


class CaptureState(StrEnum):
    """What has become of an order of pictures."""

    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


class SceneCapture:
    """The pictures of one order, as PNGs with a transparent background, rendered by this Blender.

    Either `render_blocking()`, or `start()` and then `poll()` until it is no longer RUNNING; then `cleanup()`.
    Only a subject that is taken by itself is cropped; it is lit as in the scene (as far as the render engine can keep
    other objects' light and shadow without showing them).
    """

    order_kind: ClassVar[type[PictureOrder]]

    def __init__(self, scene: Scene, *, view_layer: ViewLayer, **wanted: Any) -> None:
        """Build the temporary scene. ``wanted`` are the fields of ``order_kind``.

        :raises RenderBusy: Blender is rendering already.
        :raises CaptureError: the order cannot be carried out; see its `measure`.
        """
        order = self.order_kind(**wanted)
        measured = order.measure(scene, view_layer)
        if bpy.app.is_job_running("RENDER"):
            raise RenderBusy
        self.state = CaptureState.RUNNING
        self.failure_sentence = ""
        self._wanted = order.wanted
        self._looks: list[picture_check.Look] = []
        self._token = temporary.new_token()
        self._rendered = Path(bpy.app.tempdir) / f"{self._token}.png"
        self._outcome: CaptureState | None = None
        self._guard: RenderResultGuard | None = None
        self._handlers: dict[str, Callable[..., None]] = {}
        try:
            copy = temporary.linked_copy(scene, view_layer, self._token)
            order.set_up(copy, view_layer, measured, self._token, self._rendered)
        except BaseException:
            self.cleanup()
            raise

    @property
    def pictures(self) -> tuple[Path, ...]:
        """Where the pictures are, when it is DONE, without those that show nothing."""
        return tuple(each.path for each in self._shown())

    @property
    def labels(self) -> tuple[str, ...]:
        """The service's words for the sides that `pictures` show, if they were ordered by side."""
        return tuple(each.label for each in self._shown() if each.label)

    def _shown(self) -> list[WantedPicture]:
        looked_at = zip(self._wanted, self._looks, strict=False)
        return [each for each, look in looked_at if look is not picture_check.Look.EMPTY]

    def render_blocking(self) -> tuple[Path, ...]:
        """Render now and return `pictures`. Ends with everything cleaned up.

        :raises CaptureError: the pictures could not be rendered or written, or show nothing.
        """
        scene = self._scene_or_raise()
        self._guard = RenderResultGuard(self._token)
        try:
            bpy.ops.render.render("EXEC_DEFAULT", scene=scene.name, write_still=True)
            self._outcome = CaptureState.DONE
        except RuntimeError as error:
            log.warning("Rendering failed: %s", error)
        while self.state is CaptureState.RUNNING:
            self._conclude()
        self.cleanup()
        if self.state is not CaptureState.DONE:
            raise CaptureError(self.failure_sentence)
        return self.pictures

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
        """Look at one more of the rendered pictures, and hand all over after the last."""
        paths = [self._rendered_path(each) for each in self._wanted]
        try:
            if self._outcome is CaptureState.CANCELLED or temporary.marked_scene(self._token) is None:
                raise CaptureCancelled
            if self._outcome is not CaptureState.DONE or not all(map(_is_complete_png, paths)):
                raise CaptureError
            self._looks.append(picture_check.look_of(paths[len(self._looks)], self._token))
            if len(self._looks) < len(paths):
                return
            refusal = picture_check.refusal(self._looks)
            if refusal is not None:
                raise refusal
            self._hand_over()
            self.state = CaptureState.DONE
        except CaptureCancelled as error:
            self.state, self.failure_sentence = CaptureState.CANCELLED, str(error)
        except CaptureError as error:
            self.state, self.failure_sentence = CaptureState.FAILED, str(error)

    def _rendered_path(self, wanted: WantedPicture) -> Path:
        return self._rendered.with_stem(self._rendered.stem + wanted.suffix)

    def _hand_over(self) -> None:
        try:
            for each in self._shown():
                remove_notes(self._rendered_path(each))
                shutil.move(self._rendered_path(each), each.path)
        except OSError as error:
            raise NotSaved(reason=error.strerror) from error

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
        for each in self._wanted:
            self._rendered_path(each).unlink(missing_ok=True)

    def _clean_up_later(self) -> float | None:
        self.cleanup()
        return _WAIT_SECONDS if self._handlers else None


class CameraCapture(SceneCapture):
    """One picture through a camera."""

    order_kind = CameraOrder


def _is_complete_png(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as opened:
        begins_well = opened.read(8) == b"\x89PNG\r\n\x1a\n"
        opened.seek(-min(12, path.stat().st_size), 2)
        return begins_well and opened.read(12)[4:8] == b"IEND"
