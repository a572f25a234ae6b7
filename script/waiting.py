# SPDX-License-Identifier: GPL-3.0-or-later
"""Waits for props."""

from __future__ import annotations

import math
import time

from ..session.orders.waiting import watch
from .context import context, jobs_of
from .made import Made


def wait(*job_ids: str, timeout_seconds: float = math.inf) -> tuple[Made, ...]:
    """Wait until there is a prop, or will be none, for each of these jobs; return what became of them, in this order.

    It holds Blender meanwhile, its window included: with a timeout of 0 it only looks. Ctrl+C in a terminal loses
    nothing; the props are made also when Blender is closed, and another call with the same ids or keys finds them.

    :param timeout_seconds: after so long they are returned as they are.
    :raises JobUnknown: there is no such job.
    :raises OfflineByChoice: Blender's online access is off, and some are not finished.
    :raises RodinError: they cannot be worked on, for instance as no process can be started.
    """
    until = time.monotonic() + timeout_seconds
    jobs_of(job_ids)
    for _ in watch(context(), job_ids, seconds=0.2):
        if time.monotonic() >= until:
            break
    return tuple(map(Made.of_job, jobs_of(job_ids)))
