# SPDX-License-Identifier: GPL-3.0-or-later
"""A camera picture rendered by a background Blender from a copy of the scene. bpy, main thread.

Blender 4.2 and 4.3 lose the graphics context of a scene that no window shows while it renders as a job of theirs, and
hang. There the scene is written to a temporary file, and another Blender takes the picture.
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
from typing import TYPE_CHECKING

import bpy

from . import background
from .capture import CaptureState
from .errors import CaptureError, NoCamera

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.types import Object, Scene, ViewLayer

log = logging.getLogger(__name__)

RENDER_SCRIPT = Path(__file__).with_name("render_copy.py")
SAFE_SINCE = (5, 0, 0)
"""From here on the window's own Blender renders; 5.2 was tried for long, 4.4 and 4.5 were not."""


def is_needed() -> bool:
    """True when the running Blender must not render a hidden scene in its window."""
    return bpy.app.version < SAFE_SINCE and bool(bpy.app.binary_path) and not bpy.app.background


class BackgroundCapture:
    """One picture, with the same calls as `CameraCapture`: `start()`, `poll()`, `cleanup()`."""

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
        """Note what is to be rendered.

        :raises NoCamera: ``camera`` is None or no camera.
        """
        if camera is None or camera.type != "CAMERA":
            raise NoCamera
        self.output_path = output_path
        self.state = CaptureState.RUNNING
        self.failure_sentence = ""
        self._folder = Path(tempfile.mkdtemp(prefix="rodin-props-picture-"))
        self._process: subprocess.Popen[bytes] | None = None
        self._scene_name = scene.name
        self._request = {
            "file": str(self._folder / "scene.blend"),
            "scene": scene.name,
            "view_layer": view_layer.name,
            "camera": camera.name,
            "output": str(self._folder / "view.png"),
            "max_side_pixels": max_side_pixels,
            "only": None if only is None else [each.name for each in only],
            "frame": scene.frame_current,
        }

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
                    stdin=subprocess.DEVNULL,
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
            self.state = self._conclude(self._process.returncode)
        return self.state

    def _conclude(self, code: int) -> CaptureState:
        rendered = Path(self._request["output"])
        try:
            if code == 0 and rendered.is_file():
                shutil.move(rendered, self.output_path)
                return CaptureState.DONE
        except OSError as error:
            log.warning("The picture could not be kept: %s", error)
        log.warning("The picture's Blender ended with code %s", code)
        self.failure_sentence = str(CaptureError())
        return CaptureState.FAILED

    def render_blocking(self) -> Path:
        """Take the picture and wait for it.

        :raises CaptureError: it cannot be taken.
        """
        self.start()
        assert self._process is not None
        self._process.wait()
        if self.poll() is not CaptureState.DONE:
            self.cleanup()
            raise CaptureError(self.failure_sentence)
        self.cleanup()
        return self.output_path

    def cleanup(self) -> None:
        """End the other Blender and remove the copy."""
        if self._process is not None and self._process.poll() is None:
            if os.name == "posix":
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)
