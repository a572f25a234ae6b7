# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed extension, in a Blender whose preferences make a measurement repeatable."""

import importlib
from types import ModuleType
from typing import Any

import bpy

MODULE = "bl_ext.user_default.rodin_props"
TAB = "Rodin Props"


def part(name: str) -> ModuleType:
    """One of the extension's modules, such as `session.session`."""
    return importlib.import_module(f"{MODULE}.{name}")


def enable() -> Any:
    """Enable the extension; returns its preferences."""
    bpy.ops.preferences.addon_enable(module=MODULE)
    assert MODULE in bpy.context.preferences.addons, "the extension could not be enabled"
    return bpy.context.preferences.addons[MODULE].preferences


def new_file() -> None:
    """An empty file, without the artist's things."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)


def new_job(**values: Any) -> Any:
    """Add a job to the ledger, as the generate operators do; nothing is sent for it."""
    context = part("session.addon")
    account = context.account(bpy.context)
    folder = part("jobs.files").make_job_folder(context.user_folder() / "jobs")
    usual = {"account": account.id, "base_url": account.base_url, "name": "Chair", "source": "TEXT", "prompt": "chair"}
    new = part("jobs.job").NewJob(folder=folder, **usual | values)
    return part("session.session").current().ledger.add(new)


def move(job: Any, *states: str, **values: Any) -> Any:
    """Bring a job through these states; the last one gets the values."""
    ledger, kind = part("session.session").current().ledger, part("jobs.states").State
    for state in states[:-1]:
        ledger.move(job.id, kind(state))
    return ledger.move(job.id, kind(states[-1]), **values) if states else job


def jobs() -> tuple[Any, ...]:
    """All jobs, newest first."""
    return part("session.session").current().ledger.jobs()


def viewport() -> dict[str, Any]:
    """The 3D viewport for `temp_override`; nothing without a window."""
    if bpy.app.background:
        return {}
    window = bpy.context.window or bpy.context.window_manager.windows[0]  # a new file takes it from the context
    area = next(area for area in window.screen.areas if area.type == "VIEW_3D")
    return {
        "window": window,
        "area": area,
        "region": next(region for region in area.regions if region.type == "WINDOW"),
    }


def open_panels(*names: str) -> None:
    """Let panels be open from the beginning that an artist has to open.

    :param names: of their classes, parents before children.
    """
    panels = [getattr(bpy.types, name) for name in names]
    for panel in reversed(panels):
        bpy.utils.unregister_class(panel)
    for panel in panels:
        panel.bl_options = set()
        bpy.utils.register_class(panel)
