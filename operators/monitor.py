# SPDX-License-Identifier: GPL-3.0-or-later
"""The monitor: a modal timer operator that pauses again and again.

Blender does not autosave while any modal operator runs. So the monitor runs in stretches of a few seconds and ends
after each; an app timer starts the next stretch. It owns nothing but its timer, passes every event on,
and there is no timer at all when nothing is to be watched.

It starts from invoke() alone: a modal started from execute() of a REGISTER operator crashes Blender on Shift+R.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import bpy

from ..errors import RodinError
from ..session import session
from ..session.language import for_report

if TYPE_CHECKING:
    import logging

    from bpy.types import Context, Event, Timer

TICK_SECONDS = 0.25
STRETCH_SECONDS = 4.0
PAUSE_SECONDS = 0.25
"""Autosave looks every 10 ms whether a modal operator still runs, so a short pause is enough."""

_last_error = ""
_timer: Timer | None = None
"""The running monitor's timer. Kept here, since an operator whose class is unregistered cannot remove it."""


class RODIN_PROPS_OT_monitor(bpy.types.Operator):
    """Watch the running generations and let finished props land"""

    bl_idname = "rodin_props.monitor"
    bl_label = "Monitor Generations"
    bl_options = {"INTERNAL"}

    _ends_at = 0.0
    _next_tick_at = 0.0

    def invoke(self, context: Context, event: Event) -> set[str]:
        global _timer  # Blender makes a new operator each time; only one may run
        if _timer is not None or bpy.app.background:
            return {"CANCELLED"}
        self._ends_at = time.monotonic() + STRETCH_SECONDS
        _timer = context.window_manager.event_timer_add(TICK_SECONDS, window=context.window)
        context.window_manager.modal_handler_add(self)
        return {"RUNNING_MODAL"}

    def modal(self, context: Context, event: Event) -> set[str]:
        # The timers of other operators send events to this one too, so it looks at the clock.
        now = time.monotonic()
        if event.type != "TIMER" or now < self._next_tick_at:
            return {"PASS_THROUGH"}
        self._next_tick_at = now + TICK_SECONDS * 0.8
        goes_on = _tick_safely(context)
        self._report()
        if goes_on and now < self._ends_at:
            return {"PASS_THROUGH"}
        self.cancel(context)
        return {"FINISHED", "PASS_THROUGH"}

    def _report(self) -> None:
        """Say in the status bar what became of pictures since the operator that ordered them returned."""
        state = session.current()
        for level, sentences in (("INFO", state.take_remarks()), ("WARNING", state.take_warnings())):
            for sentence in sentences:
                self.report({level}, for_report(sentence))

    def cancel(self, context: Context) -> None:
        _remove_timer()


def _remove_timer() -> None:
    global _timer  # see invoke
    if _timer is not None:
        bpy.context.window_manager.event_timer_remove(_timer)
        _timer = None


def _log() -> logging.Logger:
    import logging  # Blender itself does not need it to start

    return logging.getLogger(__name__)


def _keep(context: Context, error: RodinError) -> None:
    from ..session.reports.last_error import keep

    keep(context, error)


def _tick_safely(context: Context) -> bool:
    """Do one step; return whether to go on. An exception would end the modal operator, but leave its timer running."""
    from ..session.watching import tick

    global _last_error  # the same words again and again would fill the log
    try:
        return tick.tick(context)
    except RodinError as error:
        if str(error) != _last_error:
            _last_error = str(error)
            _log().warning("%s", error)
            _keep(context, error)
            tick.redraw(context)
        return True
    except Exception:
        _log().exception("The monitor stumbled; it goes on")
        return True


def _next_stretch() -> float | None:
    """Start the monitor's next stretch while there is something to watch; an app timer calls this."""
    from ..session.watching import tick

    if _timer is not None:
        return PAUSE_SECONDS
    try:
        if not tick.has_work(bpy.context):
            tick.rest(bpy.context)
            return None
        window = bpy.context.window or next(iter(bpy.context.window_manager.windows), None)
        if window is not None:
            with bpy.context.temp_override(window=window):
                bpy.ops.rodin_props.monitor("INVOKE_DEFAULT")  # pyright: ignore[reportAttributeAccessIssue]
    except Exception:
        _log().exception("The monitor could not start; it tries again")
        return 2.0
    return PAUSE_SECONDS


def look_soon() -> None:
    """Have another look if the last one is old: for panels, which draw only what was found."""
    from ..session.watching import look

    if look.is_stale():
        wake()


def wake() -> None:
    """See to it that the monitor runs if there is something to watch. Cheap, and harmless to call twice."""
    if not bpy.app.background and not bpy.app.timers.is_registered(_next_stretch):
        bpy.app.timers.register(_next_stretch, persistent=True)


def show_places() -> None:
    """Wake; what an operator has just placed is to be read in the draw that follows it, which saves another one."""
    if not bpy.app.background:
        from ..session.watching import look, shown

        look.look_at_objects()
        shown.update()
    wake()


def register() -> None:
    bpy.utils.register_class(RODIN_PROPS_OT_monitor)


def unregister() -> None:
    if bpy.app.timers.is_registered(_next_stretch):
        bpy.app.timers.unregister(_next_stretch)
    _remove_timer()  # a running monitor ends with its class, without cancel()
    bpy.utils.unregister_class(RODIN_PROPS_OT_monitor)
