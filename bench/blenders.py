# SPDX-License-Identifier: GPL-3.0-or-later
"""How a script is run in a Blender: the `bpy` of this Python, or a program with a window on a screen of its own."""

import os
import signal
import subprocess
import sys
import uuid
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from .environment import child_environment

ROOT = Path(__file__).resolve().parents[1]
_RUN = ROOT / "bench" / "inside" / "run.py"
sys.path.append(str(ROOT / "tests" / "window"))  # the window tests know how a screen is made

LONGEST_SECONDS = 3000


class Blender(Protocol):
    """Something that plays a script of `inside/`."""

    has_window: bool

    def run(self, order: Path, profile: Path, environment: dict[str, str], log: Path) -> int:
        """Play an order; returns the exit code. With a window if this Blender has one."""
        ...

    def close(self) -> None:
        """Give back what it took."""
        ...


class BlenderModule:
    """PyPI's bpy, without a window."""

    has_window = False

    def run(self, order: Path, profile: Path, environment: dict[str, str], log: Path) -> int:
        """Play an order in a Python of its own."""
        own = child_environment(BLENDER_USER_RESOURCES=str(profile), **environment)
        command = [sys.executable, "-m", "bench.inside.run", str(order)]
        with log.open("wb") as output:
            return subprocess.run(command, cwd=ROOT, env=own, stdout=output, stderr=output, check=False).returncode

    def close(self) -> None:
        """Nothing was taken."""


class BlenderProgram:
    """A Blender with a window."""

    has_window = True

    def __init__(self, program: Path, folder: Path) -> None:
        from harness.desktop import HEIGHT_PIXELS, WIDTH_PIXELS, Desktop, find_xvfb

        self._stack = ExitStack()
        self._desktop = self._stack.enter_context(Desktop(find_xvfb(program)))
        self._bound = ":".join(map(str, (ROOT, folder, self._desktop.framebuffer.parent)))
        self._command = [str(program), "-noaudio", "--gpu-backend", "opengl"]
        self._window = ["--window-geometry", "0", "0", str(WIDTH_PIXELS), str(HEIGHT_PIXELS)]

    def run(self, order: Path, profile: Path, environment: dict[str, str], log: Path) -> int:
        """Play an order in a window. Processes that outlive it (workers) are ended."""
        from harness.blender_window import MARK, marked_processes

        mark = uuid.uuid4().hex
        own = {"DISPLAY": self._desktop.display, "LIBGL_ALWAYS_SOFTWARE": "1", MARK: mark}
        own |= {"BLENDER_USER_RESOURCES": str(profile), "RODIN_PROPS_BIND": self._bound}  # for one in a chroot
        command = [*self._command, *self._window, "--python-exit-code", "3", "--python", str(_RUN), "--", str(order)]
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=child_environment(**own, **environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
            try:
                return process.wait(LONGEST_SECONDS)
            finally:
                process.kill()
                process.wait()
                for left in marked_processes(mark):
                    os.kill(left, signal.SIGKILL)

    def close(self) -> None:
        """Close the screen."""
        self._stack.close()
