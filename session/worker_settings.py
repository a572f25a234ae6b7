# SPDX-License-Identifier: GPL-3.0-or-later
"""What a worker is told of the preferences and of this Blender."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..jobs.worker.supervisor import WorkerSettings
from ..scene.background import commands
from . import addon

if TYPE_CHECKING:
    from bpy.types import Context


def worker_settings(context: Context) -> WorkerSettings:
    """Return the settings of a worker that is to be started now."""
    prefs = addon.preferences(context)
    return WorkerSettings(
        poll_interval_seconds=prefs.poll_interval_seconds,
        requests_per_minute=prefs.requests_per_minute,
        parallel_jobs=prefs.parallel_jobs,
        makes_levels=prefs.make_levels,
        user_agent=addon.user_agent(),
        prepare_command=commands.prepare_command(),
    )
