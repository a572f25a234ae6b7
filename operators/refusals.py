# SPDX-License-Identifier: GPL-3.0-or-later
"""How an operator says why it does nothing: before the press where it is greyed, after it by a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import bpy

from ..errors import RodinError
from ..session.language import for_report, for_tooltip

if TYPE_CHECKING:
    from bpy.types import Context

    OperatorBase = bpy.types.Operator
else:
    OperatorBase = object  # Blender must not see a base class of operators as an operator


def has_window(context: Context) -> bool:
    """Say whether anything can be shown: a Blender in the background has no window, nor has what a timer calls."""
    return context.window is not None and not bpy.app.background


def can_be_pressed(operator: type[bpy.types.Operator], sentence: str) -> bool:
    """Return whether an operator can be pressed, for its `poll`; Blender's tooltip says why if it cannot.

    :param sentence: what keeps it from being pressed; "" if nothing does.
    """
    if sentence:
        operator.poll_message_set(for_tooltip(sentence))
    return not sentence


def refused(
    operator: bpy.types.Operator,
    reason: RodinError | str,
    *,
    level: Literal["INFO", "WARNING", "ERROR"] = "ERROR",
    job_id: str = "",
) -> set[str]:
    """Report why an operator does nothing; return what it then returns to Blender.

    :param reason: an error, which is kept for whoever copies the details afterwards, or a sentence that says all.
    :param level: INFO where nothing is wrong.
    :param job_id: the job that it is about; "" for none.
    """
    operator.report({level}, for_report(str(reason)))
    if isinstance(reason, RodinError):
        from ..session.reports.last_error import keep

        keep(bpy.context, reason, job_id=job_id)
    return {"CANCELLED"}
