# SPDX-License-Identifier: GPL-3.0-or-later
"""The account: try the key, see the credits, open the dashboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..errors import RodinError
from ..session import addon
from ..session.language import for_report
from . import monitor
from .refusals import can_be_pressed, has_window, refused

if TYPE_CHECKING:
    from bpy.types import Context

    from ..jobs.accounts import AccountInfo

DASHBOARD_URL = "https://hyper3d.ai/workspace/api-dashboard"


def balance_sentence(info: AccountInfo) -> str:
    """Return what is known of the account, in words."""
    if info.requested:
        return "Asking Rodin…"
    if info.error:
        return info.error
    if info.balance is None:
        return ""
    amount = f"{info.balance:g}"
    return f"The key works. {amount} credit{'' if amount == '1' else 's'} left."


class RODIN_PROPS_OT_test_key(bpy.types.Operator):
    """Ask Rodin whether the key works and how many credits are left; costs nothing"""

    bl_idname = "rodin_props.test_key"
    bl_label = "Test Key"

    @classmethod
    def poll(cls, context: Context) -> bool:
        from ..session.inputs import readiness

        missing = readiness.missing_for_account(context)
        return can_be_pressed(cls, missing.sentence if missing else "")

    def execute(self, context: Context) -> set[str]:
        from ..session.watching import balance

        try:
            account_id = balance.ask(context)
            if not bpy.app.background:
                monitor.wake()
                return {"FINISHED"}
            info = balance.wait_for(context, account_id)
        except RodinError as error:
            return refused(self, error)
        self.report({"ERROR"} if info.error else {"INFO"}, for_report(balance_sentence(info)))
        return {"CANCELLED"} if info.error else {"FINISHED"}


class RODIN_PROPS_OT_open_dashboard(bpy.types.Operator):
    """Open the page where keys are made and credits are bought"""

    bl_idname = "rodin_props.open_dashboard"
    bl_label = "Open Dashboard"

    def execute(self, context: Context) -> set[str]:
        bpy.ops.wm.url_open(url=DASHBOARD_URL)
        return {"FINISHED"}


class RODIN_PROPS_OT_show_preferences(bpy.types.Operator):
    """Show where the key and the service are set"""

    bl_idname = "rodin_props.show_preferences"
    bl_label = "Open Preferences"

    def execute(self, context: Context) -> set[str]:
        if not has_window(context):
            return refused(self, "There is no window in which the preferences could be shown.", level="WARNING")
        bpy.ops.preferences.addon_show(module=addon.BASE_PACKAGE)
        return {"FINISHED"}


class RODIN_PROPS_OT_acknowledge(bpy.types.Operator):
    """Do not show this again. Nothing else of your scene leaves this computer, and nothing leaves it before you press \
Generate"""  # noqa: D205, D209

    bl_idname = "rodin_props.acknowledge"
    bl_label = "Understood"
    bl_options = {"INTERNAL"}

    def execute(self, context: Context) -> set[str]:
        addon.preferences(context).has_read_notice = True
        context.preferences.is_dirty = True
        return {"FINISHED"}


register, unregister = bpy.utils.register_classes_factory(
    (
        RODIN_PROPS_OT_test_key,
        RODIN_PROPS_OT_open_dashboard,
        RODIN_PROPS_OT_show_preferences,
        RODIN_PROPS_OT_acknowledge,
    )
)
