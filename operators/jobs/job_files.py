# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person may do when something went wrong: look at the files, have a model tried anyway, tell somebody of it."""

from typing import TYPE_CHECKING

import bpy
from bpy.props import StringProperty

from ...session import session
from ...session.language import for_report
from ...session.refusals import NOTHING_GENERATED
from ..refusals import can_be_pressed
from .job_actions import JobOperator, job_property

if TYPE_CHECKING:
    from pathlib import Path

    from bpy.types import Context

    from ...jobs.job import Job


def open_folder(operator: bpy.types.Operator, folder: "Path") -> bool:
    """Show a folder in the system's file browser; return whether that went, and report where it is otherwise."""
    try:
        bpy.ops.wm.path_open(filepath=str(folder))
    except RuntimeError:  # the system has nothing to open it with
        operator.report({"WARNING"}, for_report(f"The folder could not be opened. It is {folder}"))
        return False
    return True


class _FileOperator(JobOperator):
    """Is available as soon as there is any job."""

    @classmethod
    def poll(cls, context: "Context") -> bool:
        return can_be_pressed(cls, NOTHING_GENERATED if session.current().jobs.is_known_to_be_empty else "")


class RODIN_PROPS_OT_show_job_files(_FileOperator, bpy.types.Operator):
    """Open the folder with this generation's files in the system's file browser, among them a model that was refused"""

    bl_idname = "rodin_props.show_job_files"
    bl_label = "Show Files"
    takes_selected = True

    job: job_property()

    def act(self, context: "Context", job: "Job") -> None:
        from ...scene.errors import FilesGone

        if not job.folder.is_dir():
            raise FilesGone
        if open_folder(self, job.folder):
            self.report({"INFO"}, for_report(f"The files are in {job.folder}"))


class RODIN_PROPS_OT_copy_task_id(_FileOperator, bpy.types.Operator):
    """Copy the id that Rodin gave this generation: for its support, or to add it on another computer"""

    bl_idname = "rodin_props.copy_task_id"
    bl_label = "Copy Task Id"
    takes_selected = True

    job: job_property()

    def act(self, context: "Context", job: "Job") -> None:
        if not job.task_uuid:
            self.report({"WARNING"}, for_report(f"“{job.name}” has no task id: Rodin did not accept it."))
            return
        context.window_manager.clipboard = job.task_uuid
        self.report({"INFO"}, for_report(f"The task id of “{job.name}” is on the clipboard."))


class RODIN_PROPS_OT_try_anyway(_FileOperator, bpy.types.Operator):
    """Have a background Blender, with its bounds of time and memory, read a model that was refused. It costs nothing"""

    bl_idname = "rodin_props.try_anyway"
    bl_label = "Try Anyway"
    takes_selected = True

    job: job_property()

    def fits(self, job: "Job") -> bool:
        return job.may_try_anyway

    def act(self, context: "Context", job: "Job") -> None:
        from ...scene.background.commands import prepare_command
        from ...session.addon import blender_version

        if not job.may_try_anyway:
            self.report(
                {"WARNING"}, for_report(f"“{job.name}” cannot be tried anyway. Resume it, or generate it again.")
            )
            return
        state = session.current()
        state.ledger.try_anyway(job.id, prepare_command=prepare_command(), blender_version=blender_version())
        state.refresh()
        state.ensure_worker(context)
        if not self.job:
            self.report({"INFO"}, for_report(f"“{job.name}” is tried anyway."))


class RODIN_PROPS_OT_copy_details(bpy.types.Operator):
    """Copy what somebody who helps you must know: versions, state, codes and times. It holds no key, no prompt, no \
name and no path. Nothing is sent"""  # noqa: D205, D209

    bl_idname = "rodin_props.copy_details"
    bl_label = "Copy Details"

    job: job_property()
    about: StringProperty(name="About", description="The sentence that is shown", options={"HIDDEN", "SKIP_SAVE"})

    def execute(self, context: "Context") -> set[str]:
        from ...session.gallery.current import only_selected
        from ...session.reports.details import details

        job_id = self.job if self.job or self.about else only_selected()
        context.window_manager.clipboard = details(context, job_id=job_id, about=self.about)
        self.report({"INFO"}, "The details are on the clipboard, without key, prompt, names and paths.")
        return {"FINISHED"}


register, unregister = bpy.utils.register_classes_factory(
    (
        RODIN_PROPS_OT_show_job_files,
        RODIN_PROPS_OT_copy_task_id,
        RODIN_PROPS_OT_try_anyway,
        RODIN_PROPS_OT_copy_details,
    )
)
