# SPDX-License-Identifier: GPL-3.0-or-later
"""One real Blender window that plays one scenario (a generator of inside/) and writes down what it saw."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .desktop import HEIGHT_PIXELS, WIDTH_PIXELS, Desktop
from .pressed import pressed_in

WINDOW_FOLDER = Path(__file__).resolve().parents[1]
ROOT = WINDOW_FOLDER.parents[1]
DRIVER = WINDOW_FOLDER / "inside" / "driver.py"
MARK = "RODIN_PROPS_WINDOW_TEST"
"""Environment variable that marks every process of one test, so that only those are ever ended."""
_ENDING_SECONDS = 30.0
_LOOKS = 3
"""So often nothing must be found: of a program that has just begun, Linux does not show the environment yet."""

FILE_BROWSER_INSIDE = {"view.filebrowser_display_type": "SCREEN"}
"""Preference: a file browser in a window of its own would lie outside of the screen."""


class ScenarioFailed(AssertionError):
    """The scenario raised, hung or took Blender down; the text says where and shows the log's end."""


@dataclass(kw_only=True)
class BlenderWindow:
    """How to start Blender for one test. The folders outlive a killed Blender."""

    blender: Path
    desktop: Desktop
    profile: Path
    folder: Path
    """Logs and screenshots, which are kept."""
    work: Path
    """The scenario's .blend files."""
    environment: Mapping[str, str] = field(default_factory=dict)
    mark: str = field(default_factory=lambda: uuid.uuid4().hex)

    def start(self, scenario: str, *, file: Path | None = None, **arguments: Any) -> Playing:
        """Start Blender with `file` open and let it play `scenario` ("module:function" in inside/)."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = scenario.partition(":")[2]
        order = {"scenario": scenario, "arguments": arguments, "folder": str(self.folder), "name": name}
        order |= {"work": str(self.work), "framebuffer": str(self.desktop.framebuffer)}
        order_file = self.folder / f"{name}.order.json"
        order_file.write_text(json.dumps(order, indent=1), "utf-8")
        (self.folder / f"{name}.result.json").unlink(missing_ok=True)
        command = [str(self.blender), "-noaudio", "--gpu-backend", "opengl", "--enable-event-simulate"]
        command += ["--window-geometry", "0", "0", str(WIDTH_PIXELS), str(HEIGHT_PIXELS)]
        command += [str(file)] if file else []
        command += ["--python-exit-code", "3", "--python", str(DRIVER), "--", str(order_file)]
        log = self.folder / f"{name}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.full_environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return Playing(window=self, scenario=scenario, name=name, process=process, log=log)

    def play(
        self, scenario: str, *, file: Path | None = None, timeout_seconds: float = 300, **arguments: Any
    ) -> dict[str, Any]:
        """Play a scenario to its end and return the facts that it noted."""
        return self.start(scenario, file=file, **arguments).facts(timeout_seconds=timeout_seconds)

    def full_environment(self) -> dict[str, str]:
        """The environment of Blender and of all that it starts."""
        own = {"DISPLAY": self.desktop.display, "BLENDER_USER_RESOURCES": str(self.profile), MARK: self.mark}
        folders = (ROOT, self.profile, self.folder, self.work, self.desktop.framebuffer.parent)
        own["RODIN_PROPS_BIND"] = ":".join(map(str, folders))  # what a Blender in a chroot must see
        own["LIBGL_ALWAYS_SOFTWARE"] = "1"
        kept = {name: value for name, value in os.environ.items() if name not in {"WAYLAND_DISPLAY", "PYTHONPATH"}}
        return {**kept, **own, **self.environment}

    def end_all(self) -> None:
        """End what this test started and left behind: Blender, background Blenders, workers."""
        end_marked(self.mark)


@dataclass(kw_only=True)
class Playing:
    """A Blender that is playing a scenario."""

    window: BlenderWindow
    scenario: str
    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def facts(self, *, timeout_seconds: float) -> dict[str, Any]:
        """Wait for the end of the scenario and of Blender; returns what the scenario noted.

        :raises ScenarioFailed: it failed, Blender crashed, or the time was over (Blender is killed then).
        """
        try:
            exit_code = self.process.wait(timeout_seconds)
        except subprocess.TimeoutExpired:
            self.window.desktop.screenshot(self.window.folder / f"{self.name}.timeout.png")
            self.kill()
            raise self._failure(f"was not done after {timeout_seconds:.0f} s") from None
        result = self._result()
        if result is None:
            raise self._failure(f"ended without a result, exit code {exit_code}")
        if result["error"]:
            raise self._failure("failed\n" + result["error"])
        if exit_code:
            raise self._failure(f"succeeded, but Blender ended with exit code {exit_code}")
        if missed := pressed_in(self.scenario) - set(result["pressed"]):
            raise self._failure(f"was to press {', '.join(sorted(missed))}")
        return result["facts"]

    def wait_for(self, condition: Callable[[], bool], *, what: str, timeout_seconds: float) -> None:
        """Wait until something outside Blender is so, while Blender goes on playing.

        :raises ScenarioFailed: Blender ended, or the time was over.
        """
        deadline = time.monotonic() + timeout_seconds
        while not condition():
            if self.process.poll() is not None:
                raise self._failure(f"ended before {what}\n" + (self._result() or {"error": ""})["error"])
            if time.monotonic() > deadline:
                self.window.desktop.screenshot(self.window.folder / f"{self.name}.timeout.png")
                self.kill()
                raise self._failure(f"waited {timeout_seconds:.0f} s for: {what}")
            time.sleep(0.1)

    def kill(self) -> None:
        """`kill -9`: Blender gets no chance to tidy up. A chroot's wrapper has Blender's own process id."""
        self.process.kill()
        self.process.wait()

    def _result(self) -> dict[str, Any] | None:
        path = self.window.folder / f"{self.name}.result.json"
        return json.loads(path.read_text("utf-8")) if path.is_file() else None

    def _failure(self, what: str) -> ScenarioFailed:
        tail = "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-30:])
        return ScenarioFailed(f"{self.name} {what}\n--- the end of {self.log}:\n{tail}")


def marked_processes(mark: str) -> list[int]:
    """Process ids (Linux) of everything started with this mark in its environment."""
    wanted = f"{MARK}={mark}".encode()
    found = []
    for environ in Path("/proc").glob("[0-9]*/environ"):
        try:
            if wanted in environ.read_bytes().split(b"\0"):
                found.append(int(environ.parent.name))
        except OSError:
            continue
    return found


def end_marked(mark: str) -> None:
    """End everything started with this mark, also what is being started meanwhile, and wait until all of it is gone.

    The sandbox is about to forget this test: a worker that still lived would send its jobs into the next one.

    :raises TimeoutError: something does not end.
    """
    deadline, unseen = time.monotonic() + _ENDING_SECONDS, 0
    while unseen < _LOOKS:
        found = marked_processes(mark)
        unseen = 0 if found else unseen + 1
        if time.monotonic() > deadline:
            raise TimeoutError(f"still there after {_ENDING_SECONDS:.0f} s: processes {found}")
        for process_id in found:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process_id, signal.SIGKILL)
        time.sleep(0.02)


def install_extension(*, blender: Path, archive: Path, profile: Path) -> Path:
    """Install the extension's zip into an empty profile with Blender's own command; returns the profile.

    :raises RuntimeError: the installation failed; the text is Blender's.
    """
    profile.mkdir(parents=True)
    environment = {**os.environ, "BLENDER_USER_RESOURCES": str(profile)}
    environment["RODIN_PROPS_BIND"] = f"{ROOT}:{profile}:{archive.parent}"
    command = [str(blender), "--command", "extension", "install-file", "-r", "user_default", "-e", str(archive)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return profile
