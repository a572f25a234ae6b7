# SPDX-License-Identifier: GPL-3.0-or-later
"""An artist with a Blender of their own (PyPI's bpy of the running Python) and a profile; both may be killed."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rodin_props.jobs import crashpoints
from support.process_state import pids_of, state_of
from support.waiting import wait_until

from torture import blender_session

SECONDS = 150.0


class Artist:
    """One profile, one file, and the Blenders that work on it one after another."""

    def __init__(self, folder: Path, *, profile: Path, service: Any) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.profile = Path(shutil.copytree(profile, folder / "profile"))
        self.file = folder / "layout.blend"
        self.frozen = folder / "frozen"
        self.switch, self.seen = folder / "switch", folder / "seen"
        self._count = 0
        self._environment = {"RODIN_BASE_URL": service.base_url, "RODIN_API_KEY": service.key}

    def start(self, what: str, *, die_at: str = "", freeze_at: str = "", **more: Any) -> "Blender":
        """Start a Blender that does something of `blender_session`."""
        self._count += 1
        extra = dict(self._environment)
        if die_at:
            extra[crashpoints.VARIABLE] = die_at
        if freeze_at:
            extra[crashpoints.FREEZE_VARIABLE] = f"{freeze_at}={self.frozen}"
        order = {"what": what, "file": str(self.file), "result": str(self.folder / f"{self._count}.json"), **more}
        return Blender(order, profile=self.profile, extra=extra)

    def play(self, what: str, **more: Any) -> dict[str, Any]:
        """Let a Blender do it to the end."""
        return self.start(what, **more).facts()

    def until_frozen(self) -> int:
        """Wait until somebody stands still; returns whose process it is."""
        text: str = wait_until(lambda: self.frozen.exists() and self.frozen.read_text(), what="a process at the point")
        pid = int(text)
        wait_until(lambda: state_of(pid) == "T", what="a process that stands still")
        return pid

    def worker_pids(self) -> list[int]:
        """The workers of this profile."""
        return pids_of("__main__.py", str(self.profile))

    def background_blender_pids(self) -> list[int]:
        """The background Blenders that prepare models for this profile."""
        return pids_of("convert.py", str(self.profile))

    def folders(self) -> list[Path]:
        """The folders of jobs."""
        return list(self.profile.glob("extensions/.user/*/rodin_props/jobs/*"))

    def end_all(self) -> None:
        """End what is left."""
        for pid in pids_of(str(self.folder)):
            kill(pid)


class Blender:
    """One Blender at work."""

    def __init__(self, order: Mapping[str, Any], *, profile: Path, extra: Mapping[str, str]) -> None:
        self.result = Path(order["result"])
        self._log = self.result.with_suffix(".log")
        order_path = self.result.with_suffix(".order")
        order_path.write_text(json.dumps(order))
        environment = {name: value for name, value in os.environ.items() if not name.startswith("RODIN_")}
        environment |= {"BLENDER_USER_RESOURCES": str(profile), **extra}
        with self._log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-I", blender_session.__file__, str(order_path)],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def facts(self, seconds: float = SECONDS) -> dict[str, Any]:
        """Wait for its end, so long at most; returns what it noted."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
        assert self.result.exists(), f"exit code {self.process.returncode}\n{self.log()[-3000:]}"
        told: dict[str, Any] = json.loads(self.result.read_text("utf-8"))
        return told

    def log(self) -> str:
        """What it printed."""
        return self._log.read_text("utf-8", "replace")

    def dies(self) -> bool:
        """Wait for its end; returns whether it was killed."""
        return self.process.wait(SECONDS) == -signal.SIGKILL

    def kill(self) -> None:
        """As the power cut does it."""
        self.process.kill()
        self.process.wait()


def kill(pid: int) -> None:
    """As the power cut does it."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def go_on(pid: int) -> None:
    """Let one that stands still move again, if it still lives."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGCONT)
