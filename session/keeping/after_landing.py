# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of props as soon as they have landed, where the artist chose that they stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ...errors import RodinError
from ...jobs.work import Kind
from .. import session
from ..choices import Keep
from . import library

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bpy.types import Context, Object

    from ...jobs.job import Job


def mark_assets(context: Context, jobs: Sequence[Job], landed: Mapping[str, Object]) -> None:
    """Make props assets of the open file if that was chosen; before the undo step of their landing."""
    if library.choice(context) is not Keep.FILE:
        return
    from ...scene.keeping.marking import mark
    from .asset_facts import asset_facts

    for job in jobs:
        if job.kind is Kind.GENERATION:
            mark(landed[job.id], asset_facts(job))


def keep_props(context: Context, jobs: Sequence[Job]) -> None:
    """Have props kept in the library if that was chosen. Where it cannot be done, the artist reads why."""
    if library.choice(context) is not Keep.LIBRARY:
        return
    from . import queue
    from .keep import keep

    state = session.current()
    props = [job for job in map(state.job, [job.id for job in jobs]) if job and job.kind is Kind.GENERATION]
    try:
        begun = keep(context, props)
        if bpy.app.background:
            queue.finish(context, [job.id for job in begun.asked])
    except RodinError as error:
        state.warnings.append(str(error))
