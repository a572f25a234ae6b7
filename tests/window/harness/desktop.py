# SPDX-License-Identifier: GPL-3.0-or-later
"""A screen of its own for each run: Xvfb on a display number that it picks itself."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from .framebuffer import save_screenshot

WIDTH_PIXELS, HEIGHT_PIXELS = 1280, 900


class Desktop:
    """An X server without hardware. Use as a context manager."""

    def __init__(self, xvfb: str) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="rodin-props-screen-")
        self.framebuffer = Path(self._folder.name, "Xvfb_screen0")
        reader, writer = os.pipe()
        try:
            self._server = subprocess.Popen(
                [
                    *(xvfb, "-displayfd", str(writer), "-screen", "0", f"{WIDTH_PIXELS}x{HEIGHT_PIXELS}x24"),
                    *("-fbdir", self._folder.name, "-nolisten", "tcp", "-noreset"),
                ],
                pass_fds=[writer],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        finally:
            os.close(writer)
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()  # ends at once when the server dies
        if not number:
            raise RuntimeError(f"{xvfb} did not start (exit code {self._server.wait()})")
        self.display = f":{number}"

    def screenshot(self, picture: Path) -> Path:
        """Write what the screen shows to `picture` (PNG)."""
        return save_screenshot(self.framebuffer, picture)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.terminate()
        self._server.wait()
        self._folder.cleanup()


def find_xvfb(blender: Path) -> str:
    """The Xvfb that stands beside Blender (a laid chroot's), or else this machine's.

    :raises FileNotFoundError: there is none.
    """
    found = shutil.which("Xvfb", path=f"{blender.parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if found is None:
        raise FileNotFoundError("The window tests need Xvfb (Debian: apt install xvfb).")
    return found
