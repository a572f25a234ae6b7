# SPDX-License-Identifier: GPL-3.0-or-later
"""What a session does in `blender_session` with a list of props."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import bpy

Part = Callable[[str], Any]
"""Gives one of the extension's modules."""


def make_list(order: dict[str, Any], part: Part) -> dict[str, Any]:
    """Have a list made, into a folder, and its report written; say how many rows were paid for, what became of each."""
    preferences = bpy.context.preferences.addons[part("session.addon").BASE_PACKAGE].preferences
    preferences.requests_per_minute = order["requests_per_minute"]
    preferences.parallel_jobs = order["parallel_jobs"]
    batch = part("session.batches.batch").look_at(bpy.context, Path(order["list"]))
    outcomes: Any = ()
    for outcomes in part("session.batches.make").make(bpy.context, batch, folder=Path(order["folder"])):  # noqa: B007
        pass
    plain = part("jobs.batches.style").PLAIN
    part("session.batches.report").write_report(bpy.context, batch, plain, Path(order["report"]))
    return {
        "paid": batch.paid_count,
        "rows": [
            {"state": each.job.state.value, "error": each.job.error or each.job.hold, "path": str(each.path or "")}
            for each in outcomes
        ],
    }
