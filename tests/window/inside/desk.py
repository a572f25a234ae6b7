# SPDX-License-Identifier: GPL-3.0-or-later
"""What a scenario works with: hands (mouse and keyboard), eyes (finding things on the screen), a note book."""

import json
import os
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import bpy
from harness.framebuffer import Screen, read_screen, save_screenshot

from .hands import Hands
from .sidebar import Sidebar

Steps = Iterator[float | None]
PACKAGE = "bl_ext.user_default.rodin_props"


class Desk:
    """One scenario's place of work."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.arguments: dict[str, Any] = order["arguments"]
        self.facts: dict[str, Any] = {}
        self.hands = Hands()
        self.sidebar = Sidebar(self.hands)
        self.work = Path(order["work"])
        """For the scenario's .blend files."""
        self._folder = Path(order["folder"])
        self._framebuffer = Path(order["framebuffer"])
        self._started_at = time.monotonic()

    def say(self, step: str) -> None:
        """Note in Blender's log how far the scenario is."""
        print(f"[scenario {time.monotonic() - self._started_at:6.1f} s] {step}", flush=True)

    def set_scene(self) -> None:
        """Put the 3D cursor beside the cube, where a prop is seen, and let camera pictures be small and simple.

        Without a graphics card EEVEE takes a minute.
        """
        scene = bpy.context.scene
        scene.cursor.location = (2.5, -1.5, 0.0)
        scene.render.engine = "CYCLES"
        scene.cycles.samples = 4
        scene.cycles.use_denoising = False  # Debian's 4.3 has no denoiser
        scene.render.resolution_x = scene.render.resolution_y = 512

    def save_as(self, name: str) -> None:
        """Save the file under a name, as File > Save As does: with an undo step and a place among the recent files."""
        bpy.ops.wm.save_as_mainfile("EXEC_DEFAULT", True, filepath=str(self.work / name))

    def screenshot(self, name: str) -> Path:
        """Keep a picture of the whole screen beside the logs."""
        return save_screenshot(self._framebuffer, self._folder / f"{name}.png")

    def look(self) -> Screen:
        """What the screen shows now."""
        return read_screen(self._framebuffer)

    def wait_until(self, condition: Callable[[], Any], *, what: str, seconds: float = 60) -> Steps:
        """Wait until `condition()` is true; its value is what `yield from` gives.

        :raises TimeoutError: it was not within `seconds`.
        """
        deadline = time.monotonic() + seconds
        while not (value := condition()):
            if time.monotonic() > deadline:
                raise TimeoutError(f"waited {seconds:.0f} s for: {what}")
            yield None
        return value

    def call_service(self, **settings: Any) -> None:
        """Change how the sandbox behaves from now on."""
        origin = os.environ["RODIN_BASE_URL"].removesuffix("/api/v2")
        request = urllib.request.Request(
            f"{origin}/sandbox/scenario",
            data=json.dumps(settings).encode(),
            headers={"Content-Type": "application/json"},
        )
        urllib.request.urlopen(request, timeout=10).close()

    def let_jobs_end(self) -> None:
        """Let the sandbox's clock jump past the end of all that it is generating."""
        self.call_service(advance_seconds=1800)

    def until_generating(self, job_id: str) -> Steps:
        """Wait until a job is GENERATING; the sandbox's clock jumps past the queue, which is short of any job's end."""
        yield from self.until_state(job_id, "WAITING", "GENERATING", seconds=90)
        if self.job(job_id).state.name == "WAITING":
            self.call_service(advance_seconds=25)
        yield from self.until_state(job_id, "GENERATING", seconds=90)

    def let_all_land_together(self) -> None:
        """Let all that is ready land at one tick, however slow this machine is."""
        sys.modules[f"{PACKAGE}.session.watching.tick"].LANDING_SECONDS = 60.0

    def jobs(self) -> tuple[Any, ...]:
        """All jobs, newest first, as the add-on's own connection to the ledger reads them."""
        here = sys.modules[f"{PACKAGE}.session.session"].current()
        return here.ledger.jobs() if here.has_ledger else ()

    def job(self, job_id: str) -> Any:
        """One job."""
        return next(job for job in self.jobs() if job.id == job_id)

    def new_job(self, known: tuple[Any, ...], *, seconds: float = 200) -> Steps:
        """Wait for the job that is not among `known`."""
        ids = {job.id for job in known}
        new = yield from self.wait_until(
            lambda: [job for job in self.jobs() if job.id not in ids], what="a new job in the ledger", seconds=seconds
        )
        return new[0]

    def until_state(self, job_id: str, *states: str, seconds: float = 60) -> Steps:
        """Wait until a job is in one of these states."""
        yield from self.wait_until(
            lambda: self.job(job_id).state.value in states or self.job(job_id).state.name in states,
            what=f"a job that is {' or '.join(states)}",
            seconds=seconds,
        )

    def prop_of(self, job_id: str) -> bpy.types.Object | None:
        """The mesh object that a job became in the open file's scene."""
        name = self.job(job_id).name
        named = [thing for thing in bpy.context.scene.objects if thing.name.startswith(name)]
        return next((thing for thing in named if thing.type == "MESH"), None)

    def placeholder_of(self, job_id: str) -> bpy.types.Object | None:
        """The Empty that keeps a job's place."""
        marked = [thing for thing in bpy.context.scene.objects if thing.get("rodin_props_job") == job_id]
        return next((thing for thing in marked if thing.type == "EMPTY"), None)

    def view_center(self) -> tuple[int, int]:
        """The middle of the 3D viewport, in window pixels."""
        area = next(area for area in bpy.context.window.screen.areas if area.type == "VIEW_3D")
        region = next(region for region in area.regions if region.type == "WINDOW")
        return region.x + region.width // 2, region.y + region.height // 2

    def to_viewport(self) -> Steps:
        """Put the mouse over the middle of the 3D viewport."""
        yield from self.hands.move(*self.view_center())
