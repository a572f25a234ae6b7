# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person may do when something went wrong, and with a job's files: change, look, try anyway, remove, tell."""

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING

import bpy
from bpy.props import StringProperty

from ...errors import Remedy
from ...session import session
from ...session.language import for_report, translated
from ...session.refusals import NOTHING_GENERATED
from ..refusals import can_be_pressed
from .job_actions import JobOperator, job_property

if TYPE_CHECKING:
    from pathlib import Path

    from bpy.types import Context, Event

    from ...jobs.job import Job
    from ...session.prop_inputs import Inputs


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


class RODIN_PROPS_OT_use_settings(JobOperator, bpy.types.Operator):
    """Set source, prompt, pictures, options and size in the panel as they were for this generation, to change there \
what was wrong. Nothing is sent"""  # noqa: D205, D209

    bl_idname = "rodin_props.use_settings"
    bl_label = "Use Its Settings"
    bl_options = {"UNDO"}
    takes_selected = True

    job: job_property()

    @classmethod
    def poll(cls, context: "Context") -> bool:
        state = session.current()
        is_nothing_there = state.jobs.is_known_to_be_empty and not state.pending
        return can_be_pressed(cls, NOTHING_GENERATED if is_nothing_there else "")

    def fits(self, job: "Job") -> bool:
        from ...session.inputs.from_job import has_settings

        return job.remedy in (Remedy.CHANGE_INPUT, Remedy.CHANGE_OPTIONS) and has_settings(job)

    def execute(self, context: "Context") -> set[str]:
        # A picture that cannot be sent has no row in the ledger.
        pending = session.current().pending.get(self.job)
        if pending is None:
            return super().execute(context)
        self._use(context, pending.inputs)
        return {"FINISHED"}

    def act(self, context: "Context", job: "Job") -> None:
        from ...session.inputs.from_job import has_settings, inputs_from_job, pictures_gone

        if not has_settings(job):
            self.report({"WARNING"}, for_report(f"“{job.name}” was not made with the settings of the panel."))
            return
        gone = pictures_gone(job)
        inputs = replace(inputs_from_job(job, own_names=True), blockout=job.target.blockout)
        self._use(context, replace(inputs, pictures=()) if gone else inputs)
        if gone:
            self.report({"WARNING"}, for_report(gone))

    def _use(self, context: "Context", inputs: "Inputs") -> None:
        from ...session.inputs.to_settings import write_inputs

        write_inputs(context, inputs)
        if context.area is not None:
            context.area.tag_redraw()
        self.report({"INFO"}, for_report(f"The panel is as for “{inputs.name}”. Change it there, then press Generate."))


class RODIN_PROPS_OT_remove_job(JobOperator, bpy.types.Operator):
    """Remove this generation from the list and delete its files. Props in scenes stay"""

    bl_idname = "rodin_props.remove_job"
    bl_label = "Remove Generation"

    job: job_property()

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        from ...jobs.states import State
        from ...session.gallery.current import job_of_now

        job = job_of_now(self.job)
        if job is None or job.state is State.IMPORTED or not job.was_sent:
            return self.execute(context)
        paid = "It is paid for and not in a scene yet." if job.task_uuid else "Rodin may have charged for it."
        return context.window_manager.invoke_confirm(
            self,
            event,
            title=translated("Remove Generation?"),
            message=translated(f"{paid} Its files are deleted."),
            confirm_text=translated("Remove"),
            icon="WARNING",
        )

    def act(self, context: "Context", job: "Job") -> None:
        from ...jobs.errors import JobGone
        from ...session.making import places

        with contextlib.suppress(JobGone):  # somebody else has done it
            session.current().ledger.remove(job.id)
        places.forget(job.id)


class RODIN_PROPS_OT_copy_details(bpy.types.Operator):
    """Copy what somebody who helps you must know: versions, state, codes and times. It holds no key, no prompt, no \
name, no path and no address. Nothing is sent"""  # noqa: D205, D209

    bl_idname = "rodin_props.copy_details"
    bl_label = "Copy Details"

    job: job_property()
    about: StringProperty(name="About", description="The sentence that is shown", options={"HIDDEN", "SKIP_SAVE"})

    def execute(self, context: "Context") -> set[str]:
        from ...session.gallery.current import only_selected
        from ...session.reports.details import details

        job_id = self.job if self.job or self.about else only_selected()
        context.window_manager.clipboard = details(context, job_id=job_id, about=self.about)
        self.report(
            {"INFO"}, for_report("The details are on the clipboard, without key, prompt, names, paths and addresses.")
        )
        return {"FINISHED"}


register, unregister = bpy.utils.register_classes_factory(
    (
        RODIN_PROPS_OT_show_job_files,
        RODIN_PROPS_OT_copy_task_id,
        RODIN_PROPS_OT_try_anyway,
        RODIN_PROPS_OT_use_settings,
        RODIN_PROPS_OT_remove_job,
        RODIN_PROPS_OT_copy_details,
    )
)
