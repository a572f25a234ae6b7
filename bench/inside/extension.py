# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed extension, what the script was told, and where its answer goes."""

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy

MODULE = "bl_ext.user_default.rodin_props"


def told() -> dict[str, Any]:
    """What the laboratory said."""
    values: dict[str, Any] = json.loads(sys.argv[2])
    return values


def answer(**values: Any) -> None:
    """Hand the measurements back."""
    Path(sys.argv[1]).write_text(json.dumps(values))


def part(name: str) -> ModuleType:
    """One of the extension's modules, such as `session.session`."""
    return importlib.import_module(f"{MODULE}.{name}")


def enable() -> None:
    """Enable the extension in an empty file."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    bpy.ops.preferences.addon_enable(module=MODULE)
    assert MODULE in bpy.context.preferences.addons, "the extension could not be enabled"


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
