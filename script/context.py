# SPDX-License-Identifier: GPL-3.0-or-later
"""The open file and the extension's preferences, for calls from outside of any operator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..errors import RodinError
from ..session import addon, session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.types import Context

    from ..jobs.job import Job


class NotEnabled(RodinError):
    """The extension is not enabled in this Blender."""

    code = "NOT_ENABLED"

    def __init__(self) -> None:
        super().__init__("Rodin Props is not enabled in this Blender. Enable it in the preferences, under Add-ons.")


class JobUnknown(RodinError):
    """There is no such job. :param job_id: what was given."""

    code = "JOB_UNKNOWN"

    def __init__(self, job_id: str) -> None:
        super().__init__(f"There is no job “{job_id[:40]}” in the list, or none any more. Take the id that make gave.")


def context() -> Context:
    """Return Blender's context. :raises NotEnabled:"""
    if addon.BASE_PACKAGE not in bpy.context.preferences.addons:
        raise NotEnabled
    return bpy.context


def jobs_of(job_ids: Iterable[str]) -> tuple[Job, ...]:
    """Return jobs as they are now, each once, in this order. :raises JobUnknown:"""
    state, wanted = session.current(), tuple(dict.fromkeys(job_ids))
    state.refresh()
    found = {job.id: job for job in state.ledger.reader.several(wanted)} if state.has_ledger else {}
    for job_id in wanted:
        if job_id not in found:
            raise JobUnknown(job_id)
    return tuple(found[job_id] for job_id in wanted)
