# SPDX-License-Identifier: GPL-3.0-or-later
"""What several actions refuse with, each sentence once. Cheap: for `poll` and for drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bpy.types import Context

    from ..jobs.job import Job

NOTHING_GENERATED = "Nothing was generated yet."
NOTHING_ON_THE_WAY = "Nothing is on the way."
NO_SUCH_JOB = "There is no such generation any more."
NOT_ONE_SELECTED = "Select one generation in the gallery first."
NO_PROP = "Select a prop that was made with Rodin."


def wrong_mode(context: Context) -> str:
    """Return what is to be done first where Blender is not in Object Mode; "" where it is."""
    return "" if context.mode == "OBJECT" else "Switch to Object Mode first."


def not_finished(job: Job) -> str:
    """Return that there is nothing to import of a job yet, nor to keep."""
    return f"“{job.name}” is not finished."


def being_prepared(job: Job) -> str:
    """Return that what a job made comes as soon as this Blender can read it."""
    return f"“{job.name}” is being prepared for this version of Blender."
