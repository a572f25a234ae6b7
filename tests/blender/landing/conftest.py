# SPDX-License-Identifier: GPL-3.0-or-later
"""Finished jobs that wait to land, without any generation."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from mathutils import Vector

Part = Callable[[str], ModuleType]


@pytest.fixture
def ready(part: Part, chair_files: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., list[Any]]:
    """A function that writes down finished jobs, each with a placeholder two metres from the last."""
    monkeypatch.setenv("RODIN_API_KEY", f"key of {tmp_path}")  # an account of its own
    monkeypatch.setenv("RODIN_BASE_URL", "http://127.0.0.1:9")

    def make(count: int, *, prepared: Path = chair_files / "prepared.blend", first: int = 0) -> list[Any]:
        state, addon = part("session.session").current(), part("session.addon")
        account, ledger, states = addon.account(bpy.context), state.ledger, part("jobs.states").State
        jobs = []
        for number in range(first, first + count):
            folder = part("jobs.files").make_job_folder(addon.user_folder() / "jobs")
            (folder / "prepared.blend").write_bytes(prepared.read_bytes())
            new = part("jobs.job").NewJob(
                account=account.id, base_url=account.base_url, name=f"Chair {number}", source="TEXT", folder=folder
            )
            job = ledger.add(new)
            ledger.move(job.id, states.WAITING)
            ledger.move(job.id, states.DOWNLOADING)
            jobs.append(ledger.move(job.id, states.READY, prepared_file="prepared.blend"))
            part("scene.places.placement").create_placeholder(
                bpy.context,
                job_id=job.id,
                name=job.name,
                size=part("scene.measure.size").Size(meters=0.9),
                location=Vector((2.0 * number, 0.0, 0.0)),
            )
        bpy.ops.ed.undo_push(message="Place")
        state.refresh()
        part("session.watching.look").forget()
        return jobs

    return make


@pytest.fixture
def tick(part: Part, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """A function that does one step of the monitor, which starts no worker."""
    state = part("session.session").current()
    monkeypatch.setattr(state, "needs_worker", lambda context: False)
    watching = part("session.watching.tick")
    monkeypatch.setattr(watching, "LANDING_SECONDS", 60.0)  # the machine may be slow
    return lambda: watching.tick(bpy.context)
