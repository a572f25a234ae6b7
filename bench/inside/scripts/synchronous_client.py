# SPDX-License-Identifier: GPL-3.0-or-later
"""The plain way, to compare with: requests in the operator, polling and downloading in a timer, glTF import there.

It shows no progress and keeps no record.
Told: `models` (prompts), `rounds`, `poll_interval_seconds`, `base_url`, `key`.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bpy

from ..extension import viewport
from ..recorder import Recorder, clock
from ..wrapping import watch_viewports
from .machine_facts import machine_facts

FIELDS = {"tier": "Gen-2", "geometry_file_format": "glb", "material": "PBR", "mesh_mode": "Quad", "quality": "medium"}
PATIENCE_SECONDS = 180
TIMEOUT_SECONDS = 60
_client: Any = None


class SynchronousClient:
    """One generation; every call holds the main thread until it is answered."""

    def __init__(self, base_url: str, key: str, folder: Path) -> None:
        self._base_url, self._headers, self._folder = base_url, {"Authorization": f"Bearer {key}"}, folder
        self.task = ""
        self._subscription = ""

    def press(self, prompt: str) -> None:
        """Submit."""
        import requests

        fields = {name: (None, value) for name, value in {"prompt": prompt, **FIELDS}.items()}
        url = f"{self._base_url}/rodin"
        answer = requests.post(url, headers=self._headers, files=fields, timeout=TIMEOUT_SECONDS).json()
        self.task, self._subscription = answer["uuid"], answer["jobs"]["subscription_key"]

    def is_done(self) -> bool:
        """Ask how far it is."""
        jobs = self._ask("status", subscription_key=self._subscription)["jobs"]
        return all(job["status"] == "Done" for job in jobs)

    def download(self) -> Path:
        """Fetch the model."""
        import requests

        files = self._ask("download", task_uuid=self.task)["list"]
        url = next(each["url"] for each in files if each["name"].endswith(".glb"))
        path = self._folder / f"{self.task}.glb"
        path.write_bytes(requests.get(url, timeout=TIMEOUT_SECONDS).content)
        return path

    def _ask(self, what: str, **values: str) -> Any:
        import requests

        url = f"{self._base_url}/{what}"
        return requests.post(url, headers=self._headers, json=values, timeout=TIMEOUT_SECONDS).json()


class BENCH_OT_press(bpy.types.Operator):  # noqa: N801 - Blender's own way of naming
    """Generate, and hold Blender while it is submitted"""

    bl_idname = "bench.press"
    bl_label = "Generate"

    prompt: bpy.props.StringProperty()

    def execute(self, _: bpy.types.Context) -> set[str]:
        _client.press(self.prompt)
        return {"FINISHED"}


def measure(told: dict[str, Any]) -> Iterator[float]:
    """Do whole jobs one after another, each in a new file."""
    global _client  # the operator's
    recorder = Recorder()
    watch_viewports(recorder)
    bpy.utils.register_class(BENCH_OT_press)
    rounds = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(told["rounds"]):
            for model in told["models"]:
                bpy.ops.wm.read_homefile()
                yield 3.0
                recorder.take()
                _client = SynchronousClient(told["base_url"], told["key"], Path(folder))
                rounds.append((yield from whole_job(recorder, model, told["poll_interval_seconds"])))
    return {"rounds": rounds, "machine": machine_facts()}


def whole_job(recorder: Recorder, model: str, poll_interval_seconds: float) -> Iterator[float]:
    """Press, then poll, download and import from a timer."""
    pressed = clock()
    with bpy.context.temp_override(**viewport()), recorder.span("client_press.execute"):
        bpy.ops.bench.press("EXEC_DEFAULT", prompt=model)
    ended: list[BaseException | None] = []

    def look() -> float | None:
        try:
            with recorder.span("timer.poll"):
                if not _client.is_done():
                    return poll_interval_seconds
            with recorder.span("timer.download"):
                path = _client.download()
            with recorder.span("timer.import"):
                bpy.ops.import_scene.gltf(filepath=str(path))
                bpy.ops.ed.undo_push(message="Import")
            ended.append(None)
        except Exception as error:
            ended.append(error)
        return None

    bpy.app.timers.register(look, first_interval=poll_interval_seconds)
    while not ended:
        if bpy.app.background:  # where no timer runs
            look()
        if clock() - pressed > PATIENCE_SECONDS:
            raise TimeoutError(f"no prop after {PATIENCE_SECONDS} s")
        yield poll_interval_seconds if bpy.app.background else 0.1
    if ended[0]:
        raise ended[0]
    yield 2.5
    return recorder.take() | {"model": model, "pressed": pressed, "task": _client.task}
