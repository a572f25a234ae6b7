# SPDX-License-Identifier: GPL-3.0-or-later
"""Write a page on what became of generations, to be read, printed or mailed."""

from pathlib import Path
from typing import TYPE_CHECKING

import bpy
from bpy.props import BoolProperty, EnumProperty, StringProperty

from ...errors import RodinError
from ...session import session
from ...session.language import for_report
from ...session.refusals import NOTHING_GENERATED
from ..refusals import refused
from .gallery_actions import selected
from .job_files import open_folder

if TYPE_CHECKING:
    from bpy.types import Context, Event

_SUFFIX = ".html"
_WHICH = (
    ("SHOWN", "Shown", "Those that the filters of the gallery let through, in its order"),
    ("SELECTED", "Selected", "Those that are selected in the gallery"),
    ("FILE", "This File", "Those of the open file, oldest first"),
)


class RODIN_PROPS_OT_write_report(bpy.types.Operator):
    """Write one page on generations that can be mailed: pictures sent and props that came, costs, times, and what failed and why. Nothing leaves this computer by that"""  # noqa: E501

    bl_idname = "rodin_props.write_report"
    bl_label = "Write Report"

    filepath: StringProperty(name="File", description="Path of the page", subtype="FILE_PATH", options={"SKIP_SAVE"})
    filter_glob: StringProperty(default=f"*{_SUFFIX}", options={"HIDDEN", "SKIP_SAVE"})
    check_existing: BoolProperty(default=True, options={"HIDDEN", "SKIP_SAVE"})
    which: EnumProperty(name="Which", description="Which generations it tells of", items=_WHICH, options={"SKIP_SAVE"})
    open_folder: BoolProperty(
        name="Open Folder", description="Show the page in the system's file browser afterwards", default=True
    )

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        from datetime import date

        if session.current().jobs.is_known_to_be_empty:
            return refused(self, NOTHING_GENERATED, level="WARNING")
        if not self.properties.is_property_set("which") and selected():
            self.which = "SELECTED"
        if not self.filepath:
            folder = Path(bpy.data.filepath).parent if bpy.data.filepath else Path.home()
            self.filepath = str(folder / f"Rodin Props {date.today().isoformat()}{_SUFFIX}")
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def check(self, context: "Context") -> bool:
        """Let the file browser see the name that the page will have: it asks before one is replaced."""
        named = bpy.path.ensure_ext(self.filepath, _SUFFIX)
        is_other, self.filepath = named != self.filepath, named
        return is_other

    def execute(self, context: "Context") -> set[str]:
        from ...session.reports.write_report import Which, write_report

        if not self.filepath:
            return refused(self, "Say which file the page is written to.")
        path = Path(bpy.path.abspath(bpy.path.ensure_ext(self.filepath, _SUFFIX)))
        try:
            report = write_report(path, Which(self.which))
        except RodinError as error:
            return refused(self, error)
        if self.open_folder and not bpy.app.background:
            open_folder(self, path.parent)
        self.report({"INFO"}, for_report(f"{len(report.rows):,} reported in {path.name}"))
        return {"FINISHED"}


register, unregister = bpy.utils.register_classes_factory((RODIN_PROPS_OT_write_report,))
