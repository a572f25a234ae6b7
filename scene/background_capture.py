# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures rendered by a background Blender from a copy of the scene. bpy, main thread.

Blender 4.2 and 4.3 lose the graphics context of a scene that no window shows while it renders as a job of theirs, and
hang. There the scene is written to a temporary file, and another Blender takes the pictures.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import bpy

from . import background
from .capture import CaptureState
from .errors import CaptureCancelled, CaptureError, NotSaved
from .picture_orders import CameraOrder

if TYPE_CHECKING:
    from bpy.types import Scene, ViewLayer

    from .picture_orders import PictureOrder, WantedPicture

log = logging.getLogger(__name__)

RENDER_SCRIPT = Path(__file__).with_name("render_copy.py")
SAFE_SINCE = (5, 0, 0)
"""From here on the window's own Blender renders; 5.2 was tried for long, 4.4 and 4.5 were not."""


def is_needed() -> bool:
    """True when the running Blender must not render a hidden scene in its window."""
    return bpy.app.version < SAFE_SINCE and bool(bpy.app.binary_path) and not bpy.app.background


class BackgroundCapture:
    """The pictures of one order, with the same calls as `SceneCapture`. Of itself, one picture through a camera."""

    order_kind: ClassVar[type[PictureOrder]] = CameraOrder

    def __init__(self, scene: Scene, *, view_layer: ViewLayer, **wanted: Any) -> None:
        """Note what is to be rendered. ``wanted`` are the fields of ``order_kind``.

        :raises CaptureError: the order cannot be carried out; see its `measure`.
        """
        order = self.order_kind(**wanted)
        order.measure(scene, view_layer)
        self.state = CaptureState.RUNNING
        self.failure_sentence = ""
        self._wanted = order.wanted
        self._shown: list[WantedPicture] = []
        self._process: subprocess.Popen[bytes] | None = None
        self._scene_name = scene.name
        self._folder = Path(tempfile.mkdtemp(prefix="rodin-props-picture-"))
        self._request = {
            "file": str(self._folder / "scene.blend"),
            "scene": scene.name,
            "view_layer": view_layer.name,
            "frame": scene.frame_current,
            "subframe": scene.frame_subframe,
            "order": order.to_request(),
            "folder": str(self._folder),
            "answer": str(self._folder / "answer.json"),
        }

    @property
    def pictures(self) -> tuple[Path, ...]:
        """Where the pictures are, when it is DONE, without those that show nothing."""
        return tuple(each.path for each in self._shown)

    @property
    def labels(self) -> tuple[str, ...]:
        """The service's words for the sides that `pictures` show, if they were ordered by side."""
        return tuple(each.label for each in self._shown if each.label)

    def start(self) -> None:
        """Write the copy, which holds the window for a moment, and start the other Blender.

        :raises CaptureError: the copy cannot be written, or the other Blender cannot be started.
        """
        for each in bpy.context.objects_in_mode_unique_data:
            each.update_from_editmode()
        request_path = self._folder / "request.json"
        try:
            scene = bpy.data.scenes[self._scene_name]
            bpy.data.libraries.write(self._request["file"], {scene}, path_remap="ABSOLUTE", compress=False)
            request_path.write_text(json.dumps(self._request), "utf-8")
            with (self._folder / "log.txt").open("wb") as output:
                self._process = subprocess.Popen(
                    [*background.prepare_command(RENDER_SCRIPT), str(request_path)],
                    stdin=subprocess.PIPE,  # ends with this process, and the other Blender with it
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
        except (OSError, RuntimeError) as error:
            log.warning("The copy for the picture could not be made: %s", error)
            self.cleanup()
            raise CaptureError from error

    def poll(self) -> CaptureState:
        """Look how far it is; to be called now and then after `start()`."""
        if self.state is CaptureState.RUNNING and self._process is not None and self._process.poll() is not None:
            try:
                self._conclude()
                self.state = CaptureState.DONE
            except CaptureError as error:
                log.warning("The picture's Blender ended with code %s: %s", self._process.returncode, error)
                self.state, self.failure_sentence = CaptureState.FAILED, str(error)
        return self.state

    def _conclude(self) -> None:
        answer = self._answer()
        if answer["sentence"]:
            raise CaptureError(answer["sentence"])
        self._shown = [each for each in self._wanted if each.path.name in answer["pictures"]]
        try:
            for each in self._shown:
                shutil.move(self._folder / each.path.name, each.path)
        except OSError as error:
            raise NotSaved(reason=error.strerror) from error

    def _answer(self) -> dict[str, Any]:
        try:
            return json.loads(Path(self._request["answer"]).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise CaptureError from error

    def render_blocking(self) -> tuple[Path, ...]:
        """Take the pictures and wait for them; returns `pictures`. Ends with everything cleaned up.

        :raises CaptureError: they cannot be taken, or show nothing.
        """
        self.start()
        if self._process is None:
            raise CaptureCancelled
        self._process.wait()
        self.poll()
        self.cleanup()
        if self.state is not CaptureState.DONE:
            raise CaptureError(self.failure_sentence)
        return self.pictures

    def cleanup(self) -> None:
        """End the other Blender and remove the copy."""
        if self._process is not None and self._process.poll() is None:
            if os.name == "posix":
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
            self._process.wait()
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
        shutil.rmtree(self._folder, ignore_errors=True)
